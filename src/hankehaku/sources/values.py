"""Values as Finnish sources write them: dates, periods, money, titles and their slugs."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

_DAY_MONTH_YEAR = re.compile(r"([0-9]{1,2})\s*\.\s*([0-9]{1,2})\s*\.\s*([0-9]{4})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")

_DASH = r"[-\u2010-\u2015\u2212]"
# Wider than what is a date: '1.0.2018' and '2019' have to be recognised before they can be judged.
_DATE = (
    r"(?:[0-9]{1,2}\s*\.\s*[0-9]{1,2}\s*\.\s*[0-9]{2,4}"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|(?:[0-9]{1,2}\s*[./]\s*)?[0-9]{4})(?![0-9])"
)
_PERIOD = re.compile(
    rf"(?:^|(?<=[,;]))\s*(?:(?P<start>{_DATE})(?:\s*{_DASH}\s*(?P<end>{_DATE})?)?"
    rf"|{_DASH}\s*(?P<only_end>{_DATE}))\s*(?=[,;]|\.?$)"
)

_NUMBER = re.compile(
    r"([0-9]{1,3}(?:[\s.'][0-9]{3}){1,9}|[0-9]{1,30})(?:,([0-9]{1,2})|\.([0-9]{1,2})|,[-\u2013])?"
)
_MILLIONS = re.compile(r"([0-9]{1,6})(?:[,.]([0-9]{1,6}))?\s*(?:milj\.?|miljoonaa)", re.IGNORECASE)
_CURRENCY = re.compile(r"(?:euroa|euro|eur|€)\.?", re.IGNORECASE)

_PROJECT_WORD = re.compile(rf"(?:\s*{_DASH}\s*[a-zåäö]*|\s+)(?i:hanke|projekti|projekt|projektet)$")
# Letters that are not a base and a mark, and so do not come apart.
_LETTERS = str.maketrans("øđłı", "odli")
# Characters that show nothing and that `str.strip` leaves where they are.
_ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_BLANKS = _ZERO_WIDTH + "".join(filter(str.isspace, map(chr, range(0x3001))))


@dataclass(frozen=True, slots=True)
class WrittenPeriod:
    """A period as written, and where in its line it stands; an absent bound is empty."""

    start: str
    end: str
    first: int
    last: int


def trim(text: str) -> str:
    """Return `text` without blanks, visible or not, at its ends."""
    return text.strip(_BLANKS)


def squeeze(text: str) -> str:
    """Return `text` trimmed, with every run of blanks or control characters as one space."""
    return " ".join(trim(_CONTROL.sub(" ", text)).split())


def parse_date(written: str) -> date | None:
    """Return the day that 'd.m.yyyy' or ISO text names, or None when there is no such day."""
    text = trim(written)
    if match := _DAY_MONTH_YEAR.fullmatch(text.removesuffix(".")):
        day, month, year = map(int, match.groups())
    elif match := _ISO.fullmatch(text):
        year, month, day = map(int, match.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def find_period(text: str) -> WrittenPeriod | None:
    """Return the last period that stands alone between the commas of a line, or None."""
    matches = tuple(_PERIOD.finditer(text))
    if not matches:
        return None
    found = matches[-1]
    end = found["end"] or found["only_end"] or ""
    return WrittenPeriod(squeeze(found["start"] or ""), squeeze(end), found.start(), found.end())


def parse_money(written: str) -> int | None:
    """Return whole euros (halves upwards) from text such as '258 695 euroa', or None.

    Thousands may be set apart by any blank or by dots; cents follow a comma.
    """
    text = _CURRENCY.sub("", trim(written), count=1).strip()
    if match := _MILLIONS.fullmatch(text):
        return _whole(Decimal(f"{match[1]}.{match[2] or 0}") * 1_000_000)
    if match := _NUMBER.fullmatch(text):
        whole = re.sub(r"[^0-9]", "", match[1])
        return _whole(Decimal(f"{whole}.{match[2] or match[3] or 0}"))
    return None


def names_currency(text: str) -> bool:
    """Tell whether `text` speaks of euros."""
    return _CURRENCY.search(text) is not None


def short_name(title: str) -> str:
    """Return a title without the word for a project at its end: 'MATEAS-hanke' is 'MATEAS'."""
    return squeeze(_PROJECT_WORD.sub("", squeeze(title))) or squeeze(title)


def first_words(text: str, longest: int = 80) -> str:
    """Return the beginning of `text`, at most `longest` characters, cut between words."""
    flat = squeeze(text)
    if len(flat) <= longest:
        return flat
    head, blank, _ = flat[: longest + 1].rpartition(" ")
    return head if blank else flat[:longest]


def slug(title: str) -> str:
    """Return `title` in a-z, 0-9 and single hyphens: 'Löydä kotisi' is 'loyda-kotisi'."""
    bare = "".join(
        letter
        for letter in unicodedata.normalize(
            "NFKD", title.lower().replace("ß", "ss").replace("æ", "ae")
        )
        if not unicodedata.combining(letter)
    )
    letters = bare.translate(_LETTERS)
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")


def _whole(amount: Decimal) -> int:
    return int(amount.to_integral_value(ROUND_HALF_UP))
