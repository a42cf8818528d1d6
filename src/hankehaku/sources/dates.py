"""Reads dates in the forms in which sources of Europe write them: days, months and periods."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from hankehaku.sources.values import squeeze, trim

_MONTHS = (
    ("tammikuu", "januari", "january", "jan"),
    ("helmikuu", "februari", "february", "feb"),
    ("maaliskuu", "mars", "march", "mar"),
    ("huhtikuu", "april", "april", "apr"),
    ("toukokuu", "maj", "may", "maj"),
    ("kesäkuu", "juni", "june", "jun"),
    ("heinäkuu", "juli", "july", "jul"),
    ("elokuu", "augusti", "august", "aug"),
    ("syyskuu", "september", "september", "sep"),
    ("lokakuu", "oktober", "october", "okt"),
    ("marraskuu", "november", "november", "nov"),
    ("joulukuu", "december", "december", "dec"),
)
_BY_NAME = {
    **{name: number for number, names in enumerate(_MONTHS, start=1) for name in names},
    **{f"{names[0]}ta": number for number, names in enumerate(_MONTHS, start=1)},
    "sept": 9,
    "oct": 10,
}
_NAME = "|".join(sorted(_BY_NAME, key=len, reverse=True))

_POINTED = re.compile(r"([0-9]{1,2})\s*\.\s*([0-9]{1,2})\s*\.\s*([0-9]{4})")
_DASHED = re.compile(r"([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})")
_SLASHED = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
# A time of day may follow, as exports of databases and Excel write it.
_TIME = (
    r"(?:[T\s][0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2}(?:\.[0-9]{1,9})?)?\s?(?:Z|[+-][0-9:]{4,5})?)?"
)
_ISO = re.compile(rf"([0-9]{{4}})-([0-9]{{1,2}})-([0-9]{{1,2}}){_TIME}")
_COMPACT = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
_NAMED = re.compile(
    rf"(?:den\s+)?([0-9]{{1,2}})(?:\.|st|nd|rd|th|:e)?\s+({_NAME})\.?,?\s+([0-9]{{4}})",
    re.IGNORECASE,
)
_NAME_FIRST = re.compile(rf"({_NAME})\.?\s+([0-9]{{1,2}}),\s+([0-9]{{4}})", re.IGNORECASE)
_SERIAL = re.compile(r"([2-7][0-9]{4})(?:[.,][0-9]{1,12})?")
_TIMED = re.compile(rf"([0-9./-]{{8,12}}){_TIME}")

_MONTH = re.compile(r"([0-9]{1,2})\s*[/.]\s*([0-9]{4})|([0-9]{4})-([0-9]{1,2})")
_NAMED_MONTH = re.compile(rf"({_NAME})\.?\s+([0-9]{{4}})", re.IGNORECASE)

# The day that Excel counts from, as it takes 1900 for a leap year.
_EXCEL_START = date(1899, 12, 30)

_DASH = r"[-\u2010-\u2015\u2212]"
# Wider than what is a date: '1.0.2018' and '2019' have to be recognised before they can be judged.
_DATE = (
    r"(?:[0-9]{1,2}\s*\.\s*[0-9]{1,2}\s*\.\s*[0-9]{2,4}"
    r"|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|(?:[0-9]{1,2}\s*[./]\s*)?[0-9]{4})(?![0-9])"
)
_PERIOD = re.compile(
    rf"(?:^|(?<=[,;]))\s*(?:(?P<start>{_DATE})(?:\s*{_DASH}\s*(?P<end>{_DATE})?)?"
    rf"|{_DASH}\s*(?P<only_end>{_DATE}))\s*(?=[,;]|\.?$)"
)
_BETWEEN = re.compile(rf"\s+{_DASH}\s+|\s*[\u2012-\u2015]\s*|\s+(?:to|till|until)\s+")


@dataclass(frozen=True, slots=True)
class WrittenPeriod:
    """A period as written, and where in its line it stands; an absent bound is empty."""

    start: str
    end: str
    first: int
    last: int


def parse_date(written: str) -> date | None:
    """Return the day that a text names, or None when it names no day or none that exists.

    '1.2.2017', '01/02/2017' and '1-2-2017' are day, month, year. Days may have their month by name
    in Finnish, Swedish or English, be ISO (with a time or without), or be the number by which
    Excel counts days.
    """
    text = trim(written).removesuffix(".")
    for form in (_POINTED, _SLASHED, _DASHED):
        if match := form.fullmatch(text):
            return _day(match[3], match[2], match[1])
    for form in (_ISO, _COMPACT):
        if match := form.fullmatch(text):
            return _day(match[1], match[2], match[3])
    if match := _NAMED.fullmatch(text):
        return _day(match[3], _BY_NAME[match[2].lower()], match[1])
    if match := _NAME_FIRST.fullmatch(text):
        return _day(match[3], _BY_NAME[match[1].lower()], match[2])
    if match := _SERIAL.fullmatch(text):
        return _EXCEL_START + timedelta(days=int(match[1]))
    if (match := _TIMED.fullmatch(text)) and match[1] != text:
        return parse_date(match[1])
    return None


def parse_month(written: str) -> tuple[date, date] | None:
    """Return the first and last day of the month that a text names: '9/2020', 'syyskuu 2020'."""
    text = trim(written).removesuffix(".")
    if match := _MONTH.fullmatch(text):
        month, year = (match[1], match[2]) if match[1] else (match[4], match[3])
    elif match := _NAMED_MONTH.fullmatch(text):
        month, year = str(_BY_NAME[match[1].lower()]), match[2]
    else:
        return None
    first = _day(year, month, 1)
    return (
        (first, first.replace(day=calendar.monthrange(first.year, first.month)[1]))
        if first
        else None
    )


def looks_like_date(written: str) -> bool:
    """Tell whether a text has the form of a day or month, though there may be none such."""
    text = trim(written).removesuffix(".")
    days = (_POINTED, _SLASHED, _DASHED, _ISO, _COMPACT, _NAMED, _NAME_FIRST)
    return any(form.fullmatch(text) for form in (*days, _MONTH, _NAMED_MONTH))


def month_first(written: str) -> bool:
    """Tell whether a text is a date with its month first, as only in America: '09/13/2020'."""
    match = _SLASHED.fullmatch(trim(written))
    return match is not None and int(match[1]) <= 12 < int(match[2]) <= 31


def has_two_readings(written: str) -> bool:
    """Tell whether a text is one day in Europe and another in America: '03/04/2020'."""
    match = _SLASHED.fullmatch(trim(written))
    return (
        match is not None
        and int(match[1]) != int(match[2])
        and max(map(int, match.groups()[:2])) <= 12
    )


def find_period(text: str) -> WrittenPeriod | None:
    """Return the last period that stands alone between the commas of a line, or None."""
    matches = tuple(_PERIOD.finditer(text))
    if not matches:
        return None
    found = matches[-1]
    end = found["end"] or found["only_end"] or ""
    return WrittenPeriod(squeeze(found["start"] or ""), squeeze(end), found.start(), found.end())


def split_period(text: str) -> tuple[str, str] | None:
    """Return the start and the end of a text that is nothing but a period, each as written."""
    whole = squeeze(text).strip(" ,;")
    if (found := find_period(whole)) and found.first == 0:
        return found.start, found.end
    parts = _BETWEEN.split(whole)
    return (parts[0], parts[1]) if len(parts) == 2 else None


def _day(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
