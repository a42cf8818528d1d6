"""Draws figures with their intervals, and ROC curves, as PNG files.

    dots(path, "title", "nDCG@5", {"fi": {"product": {"mean": .8, "low": .7, "high": .9}}})
    curves(path, "title", {"none-near": (false_rates, true_rates)}, points)

The same figures give the same file. Colours are those of Okabe & Ito (2008), told apart by the
colour-blind too; curves differ in their dashes besides.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy.typing as npt

mpl.use("Agg")  # draws without a display
from matplotlib import pyplot as plt

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
DASHES = ("-", "--", "-.", ":")
_STYLE: Any = {
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "figure.constrained_layout.use": True,
}

Curve = tuple[npt.ArrayLike, npt.ArrayLike]
"""The places of its points, across and up."""


def dots(
    path: Path,
    title: str,
    across: str,
    panels: Mapping[str, Mapping[str, Mapping[str, float]]],
    line: Mapping[str, float],
) -> None:
    """Draw a panel for each of `panels`, with a row for each of its figures (mean, low, high).

    All panels have the same rows and scale. In each a dashed line stands at its value in `line`.
    """
    rows = list(next(iter(panels.values())))
    with mpl.rc_context(_STYLE):
        size = (2.6 + 2.2 * len(panels), 1.2 + 0.24 * len(rows))
        figure, axes = plt.subplots(
            1, len(panels), sharex=True, sharey=True, figsize=size, squeeze=False
        )
        for axis, (name, figures), colour in zip(axes[0], panels.items(), COLOURS, strict=False):
            means = [figures[row]["mean"] for row in rows]
            errors = [
                [figures[row]["mean"] - figures[row]["low"] for row in rows],
                [figures[row]["high"] - figures[row]["mean"] for row in rows],
            ]
            axis.axvline(line[name], color="grey", linestyle="--", linewidth=0.8)
            axis.errorbar(means, rows, xerr=errors, fmt="o", color=colour, markersize=4, capsize=2)
            axis.set_title(name)
            axis.set_xlabel(across)
            axis.grid(axis="x", alpha=0.3)
        axes[0][0].set_ylim(len(rows) - 0.5, -0.5)  # the first row on top
        _save(figure, path, title)


def curves(
    path: Path, title: str, lines: Mapping[str, Curve], points: Mapping[str, tuple[float, float]]
) -> None:
    """Draw ROC curves with the point on each where the product stands."""
    with mpl.rc_context(_STYLE):
        figure, axis = plt.subplots(figsize=(5.2, 4.8))
        axis.plot([0, 1], [0, 1], color="grey", linewidth=0.8)
        for number, (name, (across, up)) in enumerate(lines.items()):
            colour, dash = COLOURS[number], DASHES[number % len(DASHES)]
            axis.plot(across, up, dash, color=colour, label=name, drawstyle="steps-post")
            axis.plot(*points[name], "o", color=colour, markersize=7)
        axis.set_xlabel("share of questions without an answer that get hits")
        axis.set_ylabel("share of questions with an answer that get hits")
        axis.grid(alpha=0.3)
        axis.legend(loc="lower right", title="without an answer (dot: threshold in use)")
        _save(figure, path, title)


def _save(figure: Any, path: Path, title: str) -> None:
    figure.suptitle(title)
    # the name of the program that drew it would change the file with every new version
    figure.savefig(path, dpi=150, metadata={"Software": None})
    plt.close(figure)
