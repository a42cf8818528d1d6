"""The plots of where the support goes: a bar for each organisation, and for each start year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hankehaku.assistant.overview.support import Shares, Total
from hankehaku.assistant.wording import name_of
from hankehaku.formats import money
from hankehaku.interfaces.texts import count_text, number, text
from hankehaku.interfaces.web.marks import escape
from hankehaku.interfaces.web.overview import svg
from hankehaku.interfaces.web.overview.svg import Cell
from hankehaku.records import Organisation

_ROW, _BAR = 38, 12
_LONGEST = 0.6
"""The share of the width that the longest bar takes; the sum stands behind it."""

_LABEL = 38


@dataclass(frozen=True, slots=True)
class _Bar:
    name: str
    total: Total
    finnish: bool = False
    rest: bool = False


def organisations_html(found: Shares, language: str) -> str:
    """Return the figure of the organisations with the largest sums."""
    bars = [
        _Bar(
            name_of(each.organisation, language), each.total, _finnish(each.organisation, language)
        )
        for each in found.organisations
    ]
    if found.others:
        name = count_text(language, "overview_rest", found.others)
        bars.append(_Bar(name, found.rest, rest=True))
    if found.nameless.projects:
        bars.append(_Bar(text(language, "overview_nameless"), found.nameless, rest=True))
    caption = text(language, "overview_by_organisation")
    return _figure("org", caption, text(language, "organisation"), bars, found.whole, language)


def years_html(found: Shares, language: str) -> str:
    """Return the figure of the years in which projects start."""
    bars = [_Bar(str(each.years), each.total) for each in found.years]
    if found.undated.projects:
        bars.append(_Bar(text(language, "overview_undated"), found.undated, rest=True))
    caption = text(language, "overview_by_year")
    head = text(language, "overview_start_year")
    return _figure("year", caption, head, bars, found.whole, language)


def _finnish(organisation: Organisation, language: str) -> bool:
    own = {"sv": organisation.name_sv, "en": organisation.name_en}.get(language, "")
    return not own


def _figure(
    name: str, caption: str, head: str, bars: Sequence[_Bar], whole: Total, language: str
) -> str:
    notes = [caption, text(language, "overview_in_brackets")]
    if whole.unknown:
        notes.append(count_text(language, "overview_unknown_support", whole.unknown))
    # a rest may be more than all that is named; it is then told and not drawn
    most = max((each.total.euros for each in bars if not each.rest), default=0) or 1
    marks = []
    for at, each in enumerate(bars):
        y = at * _ROW
        said = f"{each.name}: {money(each.total.euros, language)}"
        count = f" ({number(each.total.projects, language)})"
        shown = svg.words(each.name, _LABEL, language, finnish=each.finnish)
        share = each.total.euros / most * _LONGEST if each.total.euros <= most else 0.0
        kind = "p-rest" if each.rest else "p-bar"
        marks.append(svg.label(0, y + 15, shown + escape(count), anchor="start"))
        if share:
            marks.append(svg.rect(0, y + 21, share, _BAR, kind, said))
        value, away = escape(money(each.total.euros, language)), 6 if share else 0
        marks.append(svg.label(share, y + 31.5, value, "p-small", dx=away, anchor="start"))
    height = len(bars) * _ROW + 4
    drawing = svg.plot(name, caption, " ".join(notes[1:]) or head, height, marks)
    return svg.figure(drawing, notes, _table(head, bars, whole, language), language, name=name)


def _table(head: str, bars: Sequence[_Bar], whole: Total, language: str) -> str:
    heads = (
        (head, False),
        (text(language, "overview_projects"), True),
        (text(language, "support"), True),
        (text(language, "overview_share"), True),
        *([(text(language, "overview_unknown_of"), True)] if whole.unknown else []),
    )
    together = _Bar(text(language, "overview_together"), whole)
    rows = []
    for each in (*bars, together):
        total = each.total
        share = _share(total.euros, whole.euros, language)
        cells = [
            Cell(each.name, finnish=each.finnish),
            Cell(number(total.projects, language), number=True),
            Cell(money(total.euros, language), number=True),
            Cell(share, number=True),
        ]
        if whole.unknown:
            cells.append(Cell(number(total.unknown, language), number=True))
        rows.append(cells)
    return svg.table(heads, rows, language)


def _share(part: int, whole: int, language: str) -> str:
    """Return a share in per cents with one decimal, halves upwards."""
    tenths = (part * 2000 + whole) // (whole * 2) if whole else 0
    if language == "en":
        return f"{tenths // 10}.{tenths % 10}%"
    return f"{tenths // 10},{tenths % 10}\u00a0%"
