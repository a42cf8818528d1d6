"""The plots of how support and length are spread, and where an own plan is among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from hankehaku.assistant.figures import DAYS, EUR, EUR_A_MONTH
from hankehaku.assistant.overview.scales import ticks
from hankehaku.assistant.overview.spread import (
    Column,
    Rank,
    Spread,
    columns,
    is_far,
    rank,
    rank_of_length,
    scale_end,
    spread,
)
from hankehaku.interfaces.texts import count_text, number, text
from hankehaku.interfaces.web.marks import escape
from hankehaku.interfaces.web.overview import svg
from hankehaku.interfaces.web.overview.own import Own
from hankehaku.interfaces.web.overview.spread_words import (
    MONTH,
    between,
    column_table,
    facts_of,
    place_html,
    project_table,
    said_value,
)
from hankehaku.records import Project

_DRAWN = 60
"""Projects that are drawn as a dot each, at most."""

_DOTS, _RADIUS, _STEP = 44, 4.0, 9
_COLUMNS, _HEIGHT = 16, 110
_TOP, _FOOT, _TICKS = 38, 40, 4
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class _Scale:
    """What lies at the right edge, and where the last column begins if it has no bound."""

    end: Fraction
    last: Fraction | None = None
    width: Fraction = Fraction(0)

    def share(self, value: Fraction) -> float:
        if self.last is not None and value >= self.last:
            return float((self.last + self.width / 2) / self.end)
        return float(min(value / self.end, Fraction(1)))


def spreads_of(projects: Sequence[Project]) -> dict[str, Spread | None]:
    """Return how the values of each unit are spread."""
    return {unit: spread(projects, unit) for unit in (EUR, EUR_A_MONTH, DAYS)}


def spreads_html(
    spreads: Mapping[str, Spread | None], projects: Sequence[Project], own: Own, language: str
) -> str:
    """Return the figures of support, support a month and length, from `spreads_of` projects."""
    budget = None if own.budget is None else Fraction(own.budget)
    month = budget / own.months if budget is not None and own.months else None
    length = None if own.months is None else own.months * MONTH
    captions = {
        EUR: text(language, "overview_eur"),
        EUR_A_MONTH: text(language, "overview_eur_month"),
        DAYS: text(language, "overview_days"),
    }
    given = {EUR: budget, EUR_A_MONTH: month, DAYS: length}
    parts = []
    for unit, caption in captions.items():
        found, mine = spreads[unit], given[unit]
        if found is None:
            said = escape(text(language, "overview_nothing_known"))
            parts.append(f'<h3>{escape(caption)}</h3><p class="note">{said}</p>')
            continue
        place = None
        if mine is not None:
            lasting = own.months is not None and unit == DAYS
            place = rank_of_length(projects, own.months or 0) if lasting else rank(found, mine)
        parts.append(_spread(found, caption, mine, place, language))
    return "".join(parts)


def _spread(
    found: Spread, caption: str, own: Fraction | None, place: Rank | None, language: str
) -> str:
    per = MONTH if found.unit == DAYS else Fraction(1)
    values = found.values if per == 1 else tuple(each / per for each in found.values)
    mine = None if own is None else own / per
    dots = len(values) <= _DRAWN and not is_far(values)
    name = {EUR: "eur", EUR_A_MONTH: "eurm", DAYS: "len"}[found.unit]
    notes = [caption, text(language, "overview_dots" if dots else "overview_columns")]
    if dots:
        bounds = ticks(float(scale_end(values, mine)), _TICKS)
        scale = _Scale(Fraction(bounds[-1]))
        marks, base = _dots(found, values, scale, language)
        table = project_table(found, caption, language)
        labels = [(Fraction(each), "") for each in bounds]
    else:
        cells = columns(values, mine, _COLUMNS)
        scale = _scale(cells)
        marks, base = _bars(cells, found.unit, language)
        table = column_table(cells, caption, found.unit, language)
        every = -(-len(cells) // _TICKS)
        bounds = (*(each.low for each in cells), int(scale.end))
        labels = [(Fraction(each), "") for each in bounds[::every]]
        most = count_text(language, "status", max(each.count for each in cells))
        notes.append(text(language, "overview_tallest", count=most))
        if cells[-1].high is None:
            notes.append(text(language, "overview_last_open"))
    notes.append(text(language, "overview_band"))
    if found.unit != EUR:
        notes.append(text(language, "overview_month_note"))
    quartiles = [each / per for each in found.quartiles]
    behind, before = _over(quartiles, mine, scale, base, found.unit, language)
    axis = _axis([each for each, _ in labels], scale, base, found.unit, language)
    said = facts_of(found, language)
    drawing = svg.plot(
        name,
        caption,
        "; ".join(f"{key} {value}" for key, value in said),
        base + _FOOT,
        [*behind, *marks, *before, *axis],
    )
    facts = "".join(
        f"<div><dt>{escape(key)}</dt><dd>{escape(value)}</dd></div>" for key, value in said
    )
    shown = (
        f'{drawing}<dl class="facts quart">{facts}</dl>{place_html(found, own, place, language)}'
    )
    if found.unknown:
        out = count_text(language, "overview_left_out", len(found.unknown))
        shown += f'<p class="note">{escape(out)}</p>'
    return svg.figure(shown, notes, table, language, name=name)


def _scale(cells: Sequence[Column]) -> _Scale:
    width = Fraction(cells[0].high or 1)
    last = cells[-1]
    if last.high is None:
        return _Scale(last.low + width, Fraction(last.low), width)
    return _Scale(Fraction(last.high))


def _dots(
    found: Spread, values: Sequence[Fraction], scale: _Scale, language: str
) -> tuple[list[str], float]:
    """Return a dot for each value, stacked where they would be on top of each other."""
    places = [min(int(scale.share(each) * _DOTS), _DOTS - 1) for each in values]
    base = _TOP + max(max(Counter(places).values()) * _STEP + 6, 60)
    stacked: Counter[int] = Counter()
    marks = []
    for at, project, value in zip(places, found.projects, found.values, strict=True):
        y = base - _RADIUS - 2 - stacked[at] * _STEP
        stacked[at] += 1
        said = f"{project.title}: {said_value(value, found.unit, language)}"
        marks.append(svg.dot((at + 0.5) / _DOTS, y, _RADIUS, "p-dot", said))
    return marks, base


def _bars(cells: Sequence[Column], unit: str, language: str) -> tuple[list[str], float]:
    base, most = _TOP + _HEIGHT, max(each.count for each in cells)
    width = 1 / len(cells)
    marks = []
    for at, each in enumerate(cells):
        height = _HEIGHT * each.count / most
        said = f"{between(each, unit, language)}: {number(each.count, language)}"
        marks.append(
            svg.rect(at * width, base - height, width * 0.9, height, "p-bar", said, round_=0)
        )
    return marks, base


def _over(
    quartiles: Sequence[Fraction],
    own: Fraction | None,
    scale: _Scale,
    base: float,
    unit: str,
    language: str,
) -> tuple[list[str], list[str]]:
    """Return what lies behind the marks (the middle half) and before them (median, own value)."""
    first, middle, third = (scale.share(each) for each in quartiles)
    per = MONTH if unit == DAYS else 1
    behind = [
        svg.rect(first, _TOP, third - first, base - _TOP, "p-band", round_=0),
        svg.upright(first, _TOP, base, "p-edge"),
        svg.upright(third, _TOP, base, "p-edge"),
    ]
    before = [svg.upright(middle, _TOP - 4, base, "p-median")]
    if own is not None:
        at = scale.share(own)
        said = text(language, "overview_own", value=said_value(own * per, unit, language))
        before += [
            svg.upright(at, 18, base, "p-own"),
            svg.mark(at, base, "p-mine"),
            svg.label(at, 12, escape(said), "p-strong"),
        ]
    # last, so that its halo keeps it apart from the line of the own value
    median = escape(text(language, "overview_median"))
    before.append(svg.label(middle, _TOP - 8, median, "p-small halo"))
    return behind, before


def _axis(
    bounds: Sequence[Fraction], scale: _Scale, base: float, unit: str, language: str
) -> list[str]:
    million = unit != DAYS and scale.end >= _MILLION
    key = "overview_axis_million" if million else "overview_axis_eur"
    title = text(language, "overview_axis_months" if unit == DAYS else key)
    marks = [svg.level(base, "p-base")]
    for each in bounds:
        at = float(each / scale.end)
        marks.append(svg.upright(at, base, base + 5, "p-base"))
        marks.append(svg.label(at, base + 19, _tick(each, million, language), "p-small"))
    marks.append(svg.label(0, base + 35, escape(title), "p-small", anchor="start"))
    return marks


def _tick(value: Fraction, million: bool, language: str) -> str:
    if not million:
        return number(int(value), language)
    said = f"{float(value / _MILLION):.2f}".rstrip("0").rstrip(".")
    return said if language == "en" else said.replace(".", ",")
