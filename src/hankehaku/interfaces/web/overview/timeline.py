"""The plot of when projects run: a bar for each when they are few, else how many run when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hankehaku.assistant.overview.scales import step, ticks
from hankehaku.assistant.overview.timeline import Running, Timeline
from hankehaku.assistant.wording import period_of
from hankehaku.formats import day
from hankehaku.interfaces.texts import count_text, number, text
from hankehaku.interfaces.web.marks import escape
from hankehaku.interfaces.web.overview import svg
from hankehaku.interfaces.web.overview.svg import Cell
from hankehaku.records import Project

_ROW, _BAR, _TOP, _FOOT = 31, 10, 22, 18
_LABEL = 40
_OPEN = 0.08
"""The share of the width that is drawn for the unknown part of a period."""

_HEIGHT, _TICKS = 170, 8


def timeline_html(found: Timeline, language: str) -> str:
    """Return the figure with its table; nothing when not one bound is known."""
    if not found.first or not found.last:
        return _unknown(found, language)
    opened = len(found.open_start) + len(found.open_end)
    if found.rows:
        caption = [text(language, "overview_time_rows"), text(language, "overview_time_order")]
        caption += [text(language, "overview_time_open")] if opened else []
        drawing, table = _rows(found, found.first, found.last, language)
    else:
        quarter = bool(found.running and found.running[0].quarter)
        key = "overview_time_running_quarter" if quarter else "overview_time_running_year"
        caption = [text(language, key), _peak(found, language)]
        if opened:
            said = count_text(language, "overview_open", opened)
            caption.append(text(language, "overview_open_uncounted", count=said))
        drawing, table = _columns(found, caption, language)
    return svg.figure(drawing, caption, table, language, name="time") + _unknown(found, language)


def _unknown(found: Timeline, language: str) -> str:
    if not found.unknown:
        return ""
    said = count_text(language, "overview_no_period", len(found.unknown))
    return f'<p class="note">{escape(said)}</p>'


def _rows(found: Timeline, first: date, last: date, language: str) -> tuple[str, str]:
    begin, end = date(first.year, 1, 1).toordinal(), date(last.year, 12, 31).toordinal() + 1
    bottom = _TOP + len(found.rows) * _ROW + 2
    height = bottom + _FOOT
    marks = list(_years(first.year, last.year, bottom))
    for at, each in enumerate(found.rows):
        y = _TOP + at * _ROW
        said = f"{each.title}: {period_of(each, language)}"
        marks.append(svg.level(y, "p-hair"))
        marks.append(svg.label(0, y + 14, svg.words(each.title, _LABEL, language), anchor="start"))
        marks += _bar(each, y + 18, begin, end, said)
    title = text(language, "overview_time")
    drawing = svg.plot("time", title, text(language, "overview_time_order"), height, marks)
    heads = (("project", False), ("overview_start", False), ("overview_end", False))
    rows = (
        (
            Cell(each.title, finnish=True),
            Cell(_bound(each.period.start, language)),
            Cell(_bound(each.period.end, language)),
        )
        for each in found.rows
    )
    return drawing, svg.table([(text(language, key), n) for key, n in heads], rows, language)


def _bound(value: date | None, language: str) -> str:
    return day(value, language) if value else text(language, "unknown")


def _bar(project: Project, y: float, begin: int, end: int, said: str) -> Iterator[str]:
    def share(value: date, after: int = 0) -> float:
        return (value.toordinal() + after - begin) / (end - begin)

    start, stop = project.period.start, project.period.end
    if start and stop:
        low, high = share(start), share(stop, 1)
        yield svg.rect(low, y, max(high - low, 0.004), _BAR, "p-bar", said)
        return
    # a thick stroke at the bound that is known, and a dashed box towards the one that is not
    if start:
        known, low, high = share(start), share(start), min(share(start) + _OPEN, 1.0)
    else:
        known = share(stop, 1) if stop else 0.0
        low, high = max(known - _OPEN, 0.0), known
    yield svg.rect(low, y, high - low, _BAR, "p-open", said)
    yield svg.upright(known, y - 1, y + _BAR + 1, "p-known")
    yield svg.label((low + high) / 2, y + _BAR - 1.5, "?", "p-small", anchor="middle")


def _years(first: int, last: int, bottom: float) -> Iterator[str]:
    """Yield a line where a year begins, with its number above and below the rows."""
    count = last - first + 1
    every = step(count, _TICKS)
    for at in range(count):
        if (first + at) % every and every > 1:
            continue
        yield svg.upright(at / count, _TOP - 6, bottom + 5, "p-grid")
        # a number that would stand against the right edge is left out
        if at / count < 0.93:
            for y in (_TOP - 8, bottom + 15):
                yield svg.label(at / count, y, str(first + at), "p-small", dx=2, anchor="start")


def _columns(found: Timeline, caption: list[str], language: str) -> tuple[str, str]:
    cells = found.running
    bounds = ticks(max((each.count for each in cells), default=1), 4)
    base, top = _HEIGHT - 22, 22
    width = 1 / max(len(cells), 1)
    marks, grid = [], []
    for value in bounds:
        y = base - (base - top) * value / bounds[-1]
        grid.append(svg.level(y, "p-grid" if value else "p-base"))
        # the lines between would have their numbers on the columns
        if value == bounds[-1]:
            said = number(value, language)
            marks.append(svg.label(0, y - 4, said, "p-small", anchor="start"))
    bars, labels = [], []
    for at, each in enumerate(cells):
        height = (base - top) * each.count / bounds[-1]
        said = f"{_when(each, language)}: {number(each.count, language)}"
        bars.append(
            svg.rect(at * width, base - height, width * 0.86, height, "p-bar", said, round_=0)
        )
    for at, said in _marks(cells):
        labels.append(svg.upright(at * width, base, base + 5, "p-base"))
        if at * width < 0.93:
            labels.append(svg.label(at * width, base + 17, said, "p-small", anchor="start"))
    marks = [*grid, *bars, *marks, *labels]
    drawing = svg.plot("time", caption[0], " ".join(caption[1:]), _HEIGHT, marks)
    heads = ((text(language, "overview_when"), False), (text(language, "overview_running"), True))
    rows = (
        (Cell(_when(each, language)), Cell(number(each.count, language), number=True))
        for each in cells
    )
    return drawing, svg.table(heads, rows, language)


def _marks(cells: tuple[Running, ...]) -> Iterator[tuple[int, str]]:
    """Yield the columns below which a year is written."""
    years = [(at, each.first.year) for at, each in enumerate(cells) if each.quarter in (0, 1)]
    every = step(len(years), _TICKS)
    for place, (at, year) in enumerate(years):
        if place % every == 0:
            yield at, str(year)


def _when(each: Running, language: str) -> str:
    if each.quarter:
        return text(language, "overview_quarter", quarter=each.quarter, year=each.first.year)
    years = (each.first.year, each.last.year)
    return str(years[0]) if years[0] == years[1] else f"{years[0]}–{years[1]}"


def _peak(found: Timeline, language: str) -> str:
    if not found.running:
        return ""
    best = max(found.running, key=lambda each: each.count)
    when = _when(best, language)
    return text(language, "overview_time_peak", count=number(best.count, language), when=when)
