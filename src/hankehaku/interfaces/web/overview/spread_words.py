"""What is said beside the plots of how values are spread: values, quartiles, ranks, tables."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from hankehaku.assistant.figures import DAYS, EUR, EUR_A_MONTH
from hankehaku.assistant.overview.spread import Column, Rank, Spread
from hankehaku.assistant.wording import value_text
from hankehaku.interfaces.texts import number, text
from hankehaku.interfaces.web.marks import escape
from hankehaku.interfaces.web.overview import svg
from hankehaku.interfaces.web.overview.svg import Cell
from hankehaku.search.constraints import DAYS_A_MONTH

MONTH = Fraction(str(DAYS_A_MONTH))
"""Days of a mean month."""


def said_value(value: Fraction, unit: str, language: str) -> str:
    """Return a value in words: euros (a month, too), or days told in months with one decimal."""
    if unit != DAYS:
        return value_text(float(value), EUR, language)
    tenths = int(value / MONTH * 10 + Fraction(1, 2))
    sign = "." if language == "en" else ","
    whole = number(tenths // 10, language)
    count = f"{whole}{sign}{tenths % 10}" if tenths % 10 else whole
    return text(language, "overview_months_value", count=count)


def facts_of(found: Spread, language: str) -> list[tuple[str, str]]:
    """Return the quartiles and the ends of values, each with its name."""
    first, middle, third = found.quartiles
    return [
        (text(language, key), said_value(value, found.unit, language))
        for key, value in (
            ("overview_least", found.low),
            ("overview_first_quartile", first),
            ("overview_middle", middle),
            ("overview_third_quartile", third),
            ("overview_greatest", found.high),
        )
    ] + [(text(language, "overview_projects"), number(len(found.values), language))]


def place_html(found: Spread, own: Fraction | None, place: Rank | None, language: str) -> str:
    """Return where an own value stands, nothing without one."""
    if own is None or place is None:
        return ""
    key = {
        EUR: "overview_rank_budget",
        EUR_A_MONTH: "overview_rank_month",
        DAYS: "overview_rank_months",
    }[found.unit]
    larger = text(
        language,
        key,
        value=said_value(own, found.unit, language),
        smaller=number(place.smaller, language),
        known=number(place.known, language),
        percent=place.percent,
    )
    rest = text(
        language,
        "overview_rank_same",
        same=number(place.same, language),
        greater=number(place.greater, language),
    )
    return f'<p class="mine"><strong>{escape(larger)}</strong> {escape(rest)}</p>'


def between(cell: Column, unit: str, language: str) -> str:
    """Return the bounds of a column in words."""
    per = MONTH if unit == DAYS else 1
    low = said_value(Fraction(cell.low) * per, unit, language)
    if cell.high is None:
        return text(language, "overview_from", low=low)
    high = said_value(Fraction(cell.high) * per, unit, language)
    return text(language, "overview_from_to", low=low, high=high)


def project_table(found: Spread, caption: str, language: str) -> str:
    """Return the value of each project as a table."""
    rows = (
        (Cell(each.title, finnish=True), Cell(said_value(value, found.unit, language), number=True))
        for each, value in zip(found.projects, found.values, strict=True)
    )
    return svg.table(((text(language, "project"), False), (caption, True)), rows, language)


def column_table(cells: Sequence[Column], caption: str, unit: str, language: str) -> str:
    """Return the columns of a histogram as a table."""
    rows = (
        (Cell(between(each, unit, language)), Cell(number(each.count, language), number=True))
        for each in cells
    )
    heads = ((caption, False), (text(language, "overview_projects"), True))
    return svg.table(heads, rows, language)
