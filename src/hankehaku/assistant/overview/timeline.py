"""When projects run: one by one when they are few, as numbers of projects when they are many."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from hankehaku.assistant.overview.scales import spans
from hankehaku.records import Project

DRAWN = 40
"""Projects that are drawn one by one, at most."""

_COLUMNS = 60
_QUARTER_MONTHS = 3


@dataclass(frozen=True, slots=True)
class Running:
    """How many projects run on some day from `first` to `last`; `quarter` is 0 for whole years."""

    first: date
    last: date
    count: int
    quarter: int = 0


@dataclass(frozen=True, slots=True)
class Timeline:
    """The periods of a set.

    `rows` are the projects with a known bound, by start; empty when there are more than DRAWN.
    `running` counts those with both bounds known. `open_start`, `open_end` and `unknown` are the
    projects of which one bound, or both, are not known. `first` and `last` are the earliest and
    the latest day known.
    """

    first: date | None
    last: date | None
    rows: tuple[Project, ...]
    running: tuple[Running, ...]
    open_start: tuple[Project, ...]
    open_end: tuple[Project, ...]
    unknown: tuple[Project, ...]


def timeline(projects: Sequence[Project]) -> Timeline:
    """Return when projects run."""
    whole: list[Project] = []
    open_start: list[Project] = []
    open_end: list[Project] = []
    unknown: list[Project] = []
    days: list[date] = []
    for each in projects:
        start, end = each.period.start, each.period.end
        days += [day for day in (start, end) if day]
        kind = {
            (True, True): whole,
            (False, True): open_start,
            (True, False): open_end,
            (False, False): unknown,
        }[start is not None, end is not None]
        kind.append(each)
    drawn = [each for each in projects if each.period.start or each.period.end]
    few = len(drawn) <= DRAWN
    return Timeline(
        first=min(days, default=None),
        last=max(days, default=None),
        rows=tuple(sorted(drawn, key=_order)) if few else (),
        running=_running(whole),
        open_start=tuple(open_start),
        open_end=tuple(open_end),
        unknown=tuple(unknown),
    )


def _order(project: Project) -> tuple[date, date, str]:
    start, end = project.period.start, project.period.end
    known = start or end or date.max
    return known, end or date.max, project.title


def _running(projects: Sequence[Project]) -> tuple[Running, ...]:
    """Return the numbers of projects that run, by quarter, or by year when these are too many."""
    periods = [
        (each.period.start, each.period.end)
        for each in projects
        if each.period.start and each.period.end
    ]
    if not periods:
        return ()
    first, last = min(start for start, _ in periods), max(end for _, end in periods)
    cells = _cells(first, last)
    starts = [cell[0] for cell in cells]
    changes = [0] * (len(cells) + 1)
    for start, end in periods:
        changes[bisect_right(starts, start) - 1] += 1
        changes[bisect_right(starts, end)] -= 1
    counts = accumulate(changes[:-1])
    return tuple(
        Running(begin, end, count, quarter)
        for (begin, end, quarter), count in zip(cells, counts, strict=True)
    )


def _cells(first: date, last: date) -> list[tuple[date, date, int]]:
    quarters = _quarter(last) - _quarter(first) + 1
    if quarters <= _COLUMNS:
        found = []
        for at in range(_quarter(first), _quarter(last) + 1):
            begin, after = _quarter_start(at), _quarter_start(at + 1)
            found.append((begin, after - timedelta(days=1), at % 4 + 1))
        return found
    return [
        (date(max(each.first, 1), 1, 1), date(min(each.last, 9999), 12, 31), 0)
        for each in spans(first.year, last.year, _COLUMNS)
    ]


def _quarter(day: date) -> int:
    return day.year * 4 + (day.month - 1) // _QUARTER_MONTHS


def _quarter_start(quarter: int) -> date:
    if quarter >= date.max.year * 4 + 4:
        return date.max
    return date(quarter // 4, quarter % 4 * _QUARTER_MONTHS + 1, 1)
