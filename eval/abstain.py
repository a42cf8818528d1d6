"""Tells how often 'nothing fits' is said rightly and wrongly, and what other thresholds would do.

    python eval/abstain.py [--topics NAME ...] [--split tune|report|all] [--index DIR]
                           [--other FILE] [--json F]

Something is said to fit when the largest confidence of the best few projects reaches a threshold.
FILE holds Finnish questions about anything, one a line, none of which the collection answers;
they are split in halves like the topics, as the confidence may have been fitted to one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from collection import Topic, TopicSet, pooled, read_questions
from command import parser, run, write_json
from hankehaku import Hankehaku
from hankehaku.search.confidence import ANSWERABLE, LOOKED_AT
from indexes import COLLECTION, index_of

ANSWERED = "with an answer"
OTHER = "about anything else"

Values = Mapping[str, Sequence[float]]
"""The largest confidence for each question, by kind of question."""


def values_of(
    hankehaku: Hankehaku, topics: TopicSet, other: Sequence[Topic] = ()
) -> dict[str, list[float]]:
    """Return the values by kind: with an answer by language, none-near, none-far and `other`."""
    answered = {topic.id for topic in topics.answered}
    kinds: dict[str, list[float]] = {}
    for topic in topics.topics:
        kind = f"{ANSWERED}, {topic.language}" if topic.id in answered else topic.style
        kinds.setdefault(kind, []).append(value(hankehaku, topic))
    if other:
        kinds[OTHER] = [value(hankehaku, question) for question in other]
    return kinds


def value(hankehaku: Hankehaku, topic: Topic) -> float:
    """Return the confidence that decides: the largest of the best LOOKED_AT projects."""
    hits = hankehaku.search(topic.text, LOOKED_AT, topic.language).hits
    return max((hit.confidence for hit in hits), default=0.0)


def split_kinds(values: Values) -> tuple[list[float], dict[str, Sequence[float]]]:
    """Return all values of questions with an answer, and by kind those of the others."""
    positives = [
        each for kind, some in values.items() if kind.startswith(ANSWERED) for each in some
    ]
    return positives, {k: some for k, some in values.items() if not k.startswith(ANSWERED)}


def roc(
    positives: Sequence[float], negatives: Sequence[float]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return the shares of negatives and of positives that are answered, from (0, 0) to (1, 1),
    at every threshold that tells any two values apart.
    """
    thresholds = np.r_[np.inf, np.unique([*positives, *negatives])[::-1]]
    return _reached(negatives, thresholds), _reached(positives, thresholds)


def auc(positives: Sequence[float], negatives: Sequence[float]) -> float:
    """Return how likely a positive lies above a negative, a tie counting as half: the area under
    the ROC curve (Hanley & McNeil 1982).
    """
    above = np.subtract.outer(np.asarray(positives), np.asarray(negatives))
    return float((above > 0).mean() + 0.5 * (above == 0).mean())


def abstain(values: Values) -> dict[str, dict[str, Any]]:
    """Return for each kind how many questions there are, the share that is told that nothing fits
    and, for those without an answer, the AUC against those with one.
    """
    positives, others = split_kinds(values)
    report: dict[str, dict[str, Any]] = {}
    for kind, some in values.items():
        nothing = 1.0 - float(_reached(some, np.asarray([ANSWERABLE]))[0])
        report[kind] = {"questions": len(some), "nothing": round(nothing, 4)}
        if kind in others:
            report[kind]["auc"] = round(auc(positives, some), 4)
    return report


def roc_points(values: Values) -> dict[str, dict[str, Any]]:
    """Return by kind of questions without an answer the curve, and the point of the threshold."""
    positives, others = split_kinds(values)
    at = np.asarray([ANSWERABLE])
    here = float(_reached(positives, at)[0])
    return {
        "curves": {kind: roc(positives, some) for kind, some in others.items()},
        "points": {kind: (float(_reached(some, at)[0]), here) for kind, some in others.items()},
    }


def table(report: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the figures as a Markdown table."""
    rows = ["| questions | number | told that nothing fits | AUC |", "|---|---|---|---|"]
    for kind, figures in report.items():
        area = f"{figures['auc']:.3f}" if "auc" in figures else ""
        rows.append(f"| {kind} | {figures['questions']} | {figures['nothing']:.1%} | {area} |")
    return "\n".join([*rows, ""])


def _reached(
    values: Iterable[float], thresholds: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    shares: npt.NDArray[np.float64] = np.greater_equal.outer(
        np.asarray(list(values)), thresholds
    ).mean(axis=0)
    return shares


def main() -> None:
    """Print how often each kind of question is told that nothing fits."""
    arguments = parser(__doc__)
    arguments.add_argument("--other", type=Path, metavar="FILE")
    options = arguments.parse_args()
    topics = pooled(options.topics).part(options.split)
    hankehaku = Hankehaku.open(index_of(COLLECTION, options.index))
    other = read_questions(options.other, options.split) if options.other else ()
    values = values_of(hankehaku, topics, other)
    report = abstain(values)
    print(f"### {topics.name}, {options.split}; threshold {ANSWERABLE}\n\n{table(report)}")
    write_json(options.json, report)


if __name__ == "__main__":
    run(main)
