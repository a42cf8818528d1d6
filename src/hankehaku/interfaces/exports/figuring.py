"""The figures of a decision memo: support, and how many organisations, of one or two sets."""

from __future__ import annotations

from collections.abc import Sequence

from hankehaku.assistant.answer import Act, Figure
from hankehaku.assistant.figures import EUR, count_organisations, figure
from hankehaku.assistant.wording import value_text
from hankehaku.interfaces.texts import number, text
from hankehaku.records import Project


def figure_rows(
    shown: Sequence[Project], every: Sequence[Project], language: str
) -> list[list[str]]:
    """Return a table of figures, its headings first: of the projects that are shown and, when these
    are not all, of all that match.
    """
    sets = [("memo_figures_shown", shown)]
    if len(shown) < len(every):
        sets.append(("memo_figures_all", every))
    labels = (
        text(language, "memo_figures"),
        text(language, "memo_support_sum"),
        text(language, "memo_support_median"),
        text(language, "memo_support_known"),
        text(language, "memo_organisations"),
    )
    columns = [
        _column(text(language, key, count=number(len(each), language)), each, language)
        for key, each in sets
    ]
    return [list(row) for row in zip(labels, *columns, strict=True)]


def _column(heading: str, projects: Sequence[Project], language: str) -> tuple[str, ...]:
    total, median = (figure(act, projects, EUR) for act in (Act.SUM, Act.MEDIAN))
    counts = {"known": len(total.projects) if total else 0, "total": len(projects)}
    counted = {name: number(count, language) for name, count in counts.items()}
    return (
        heading,
        _said(total, language),
        _said(median, language),
        text(language, "memo_known_of", **counted),
        _said(count_organisations(projects), language),
    )


def _said(found: Figure | None, language: str) -> str:
    return value_text(found.value, found.unit, language) if found else text(language, "unknown")
