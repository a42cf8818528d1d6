"""Days and spans of days as people write them in a question."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from hankehaku.language.analyzer import Token
from hankehaku.search.parsing.cues import Met
from hankehaku.search.parsing.numbers import BLANK, DASH

_B = rf"[{BLANK}]*"
_YEAR = r"(?P<{0}>(?:19|20)[0-9]{{2}})"
_START, _END = r"(?<![\w.,])", r"(?![^\W_]|[.,][0-9])"
_DAY = re.compile(
    rf"{_START}(?P<day>[0-9]{{1,2}}){_B}\.{_B}(?P<month>[0-9]{{1,2}}){_B}\.{_B}"
    rf"{_YEAR.format('year')}{_END}"
)
_SLASHED = re.compile(
    rf"{_START}(?P<day>[0-9]{{1,2}})/(?P<month>[0-9]{{1,2}})/{_YEAR.format('year')}{_END}"
)
_ISO = re.compile(
    rf"{_START}{_YEAR.format('year')}[{DASH}](?P<month>[0-9]{{2}})[{DASH}](?P<day>[0-9]{{2}}){_END}"
)
_MONTH = re.compile(rf"{_START}(?P<month>[0-9]{{1,2}}){_B}/{_B}{_YEAR.format('year')}{_END}")
_QUARTER = re.compile(
    rf"{_START}(?:Q(?P<quarter>[1-4]){_B}/?{_B}{_YEAR.format('year')})(?![^\W_])", re.IGNORECASE
)
_DAYS = re.compile(
    rf"{_START}(?P<day>[0-9]{{1,2}}){_B}\.{_B}(?:(?P<month>[0-9]{{1,2}}){_B}\.)?{_B}[{DASH}]{_B}"
    rf"(?P<last_day>[0-9]{{1,2}}){_B}\.{_B}(?P<last_month>[0-9]{{1,2}}){_B}\.{_B}"
    rf"{_YEAR.format('year')}{_END}"
)
_YEARS = re.compile(rf"{_START}{_YEAR.format('first')}{_B}[{DASH}]{_B}{_YEAR.format('last')}{_END}")
_ONE = re.compile(rf"(?<![\w.,€]){_YEAR.format('year')}(?![^\W_]|[.,][0-9]|[{DASH}][^\W\d_])")
_DAY_BEFORE = re.compile(rf"(?<![\w.,])(?P<day>[0-9]{{1,2}})(?:\.|st|nd|rd|th|:a|:e)?{_B}$")
_DAY_AFTER = re.compile(rf"^{_B}(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,?{_B}$")
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 14)}
_PARTS = {"early": (1, 4), "late": (9, 12), "first_half": (1, 6), "second_half": (7, 12)}
_PARTS |= {f"quarter_{number}": (number * 3 - 2, number * 3) for number in range(1, 5)}
_NEAR = 24  # characters between a year and the month or season that belongs to it


@dataclass(frozen=True, slots=True)
class Days:
    """The days from `first` to `last`, both included, that `[start:end]` of a question names.

    `year` tells of a bare year, `range` of two with a dash between them, `closing` of the end of a
    year, before which is before the year is over.
    """

    first: date
    last: date
    start: int
    end: int
    year: bool = False
    range: bool = False
    closing: bool = False


def days_in(text: str, tokens: Sequence[Token], met: Sequence[Met], today: date) -> Iterator[Days]:
    """Yield the dates, months, seasons and years of a question; impossible dates are left out."""
    taken: list[tuple[int, int]] = []
    for found in _written(text):
        if all(found.end <= start or found.start >= end for start, end in taken):
            taken.append((found.start, found.end))
            yield found
    for match in _ONE.finditer(text):
        if any(match.start() < end and match.end() > start for start, end in taken):
            continue
        yield _dated(text, tokens, met, match)
    dated = bool(taken) or _ONE.search(text) is not None
    running = any(each.cue == "run_event" for each in met)
    for each in met:
        start, end = tokens[each.first].start, tokens[each.last - 1].end
        # 'still running in 2021' is about 2021
        if not dated and (each.cue == "now" or (each.cue == "still" and running)):
            yield Days(today, today, start, end)
        elif each.cue in ("this_year", "last_year", "next_year"):
            year = today.year + {"this_year": 0, "last_year": -1, "next_year": 1}[each.cue]
            yield Days(date(year, 1, 1), date(year, 12, 31), start, end)


def _written(text: str) -> Iterator[Days]:
    for match in _DAYS.finditer(text):  # 1.10.–31.12.2020, 1.–31.12.2020
        year, month = int(match["year"]), int(match["last_month"])
        begin = _day(year, int(match["month"] or month), int(match["day"]))
        finish = _day(year, month, int(match["last_day"]))
        if begin and finish and begin <= finish:
            yield Days(begin, finish, *match.span(), range=True)
    for pattern in (_DAY, _ISO, _SLASHED):
        for match in pattern.finditer(text):
            try:
                day = date(int(match["year"]), int(match["month"]), int(match["day"]))
            except ValueError:
                continue
            yield Days(day, day, *match.span())
    for match in _MONTH.finditer(text):
        if 1 <= int(match["month"]) <= 12:
            yield _months(
                int(match["year"]), int(match["month"]), int(match["month"]), match.span()
            )
    for match in _QUARTER.finditer(text):
        last = int(match["quarter"]) * 3
        yield _months(int(match["year"]), last - 2, last, match.span())
    for match in _YEARS.finditer(text):
        first, last = int(match["first"]), int(match["last"])
        if first <= last:
            yield Days(date(first, 1, 1), date(last, 12, 31), *match.span(), range=True)


def _dated(text: str, tokens: Sequence[Token], met: Sequence[Met], match: re.Match[str]) -> Days:
    """Return what a year says together with the month, season or part beside it."""
    year, (start, end) = int(match["year"]), match.span()
    for each in met:  # 'vuonna', 'år', 'year' belong to the year
        first, last = tokens[each.first].start, tokens[each.last - 1].end
        if each.cue == "year" and last <= start and not text[last:start].strip(f"{BLANK}:"):
            start = first
    for each in met:
        first, last = tokens[each.first].start, tokens[each.last - 1].end
        if each.cue == "year" and last == start:
            continue
        months = _months_of(each.cue)
        if months is None:
            continue
        between = text[last:start] if last <= start else text[end:first]
        if last > start and first < end:
            continue
        if len(between) > _NEAR or re.sub(
            r"\b(?:of|in|i|av|år|vuoden|vuonna|the|på)\b", "", between
        ).strip(f"{BLANK},."):
            continue
        span = (min(start, first), max(end, last))
        if each.cue.startswith("month_"):
            if before := _DAY_BEFORE.search(text[:first]):
                day = _day(year, months[0], int(before["day"]))
                if day:
                    return Days(day, day, before.start("day"), span[1])
            if last <= start and (after := _DAY_AFTER.match(text[last:start])):
                day = _day(year, months[0], int(after["day"]))
                if day:
                    return Days(day, day, *span)
        return replace(_months(year, *months, span), closing=each.cue == "late")
    for each in met:
        first, last = tokens[each.first].start, tokens[each.last - 1].end
        if each.cue.startswith("month_") and last <= start:
            after = _DAY_AFTER.match(text[last:start])
            day = _day(year, int(each.cue[6:]), int(after["day"])) if after else None
            if day:
                return Days(day, day, first, end)
    return Days(date(year, 1, 1), date(year, 12, 31), start, end, year=True)


def _months_of(cue: str) -> tuple[int, int] | None:
    if cue.startswith("month_"):
        return int(cue[6:]), int(cue[6:])
    return _SEASONS.get(cue) or _PARTS.get(cue)


def _months(year: int, first: int, last: int, span: tuple[int, int]) -> Days:
    """Return the days of some months; winter runs on into the next year."""
    end_year, end_month = (year + 1, last - 12) if last > 12 else (year, last)
    day = calendar.monthrange(end_year, end_month)[1]
    return Days(date(year, first, 1), date(end_year, end_month, day), *span)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
