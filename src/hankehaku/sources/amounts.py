"""Reads sums of money in the forms in which sources of Europe write them."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from hankehaku.sources.values import trim

_CURRENCY = re.compile(r"(?:euroa|euros|euro|eur|€)(?![a-zåäö])\.?", re.IGNORECASE)
_FOREIGN = re.compile(
    r"(?:^|[^A-Za-z])(?:SEK|NOK|DKK|ISK|GBP|USD|CHF|PLN|CZK|HUF|RON|BGN|RUB|kr|mkr|tkr)(?![A-Za-z])"
    r"|(?:kruunua|kronor|kroner)\b|[£$¥]",
    re.IGNORECASE,
)
_THOUSAND, _MILLION, _BILLION = 1_000, 1_000_000, 1_000_000_000
_TIMES = (
    (r"milj\.?|miljoonaa?|miljoner|miljon|millions?|mio\.?|mill\.?|mn|m", _MILLION),
    (r"tuhatta|tuhannen|thousand|tusen|\(1\s?000\s?\)|t|k", _THOUSAND),
    (r"mrd\.?|miljardia?|miljarder|miljard|billions?|bn", _BILLION),
)
_TIMED = tuple(
    (re.compile(rf"(?P<number>[0-9][^a-zåäö(]{{0,30}}?)\s*(?:{names})", re.IGNORECASE), times)
    for names, times in _TIMES
)
# Blanks and apostrophes stand between thousands only, so whatever follows them is decimals.
_SPACED = re.compile(r"([0-9]{1,3}(?:[\s'’][0-9]{3}){1,9})(?:[.,]([0-9]{1,6}))?")
_POINTS = re.compile(r"([0-9]{1,3}(?:\.[0-9]{3}){1,9})(?:,([0-9]{1,6}))?")
_COMMAS = re.compile(r"([0-9]{1,3}(?:,[0-9]{3}){2,9}|[0-9]{1,3},[0-9]{3}(?=\.))(?:\.([0-9]{1,6}))?")
_ONE_COMMA = re.compile(r"([0-9]{1,3},[0-9]{3})")
_PLAIN = re.compile(r"([0-9]{1,30})(?:[.,]([0-9]{1,6}))?")
_ENDS = re.compile(r"\s*[.,]\s?[-\u2013\u2014]$")


def parse_money(written: str) -> int | None:
    """Return whole euros (halves upwards) from text such as '258 695 euroa' or '€1.2 million'.

    Thousands may be set apart by any blank, by dots, or by commas where nothing else can be meant
    ('1,234,567.89', '€258,695'); cents follow a comma or a dot. None when the text is no sum of
    euros, or could be two: '1,234'.
    """
    text = trim(written)
    if names_other_currency(text):
        return None
    first = _CURRENCY.match(text) is not None
    bare = trim(_CURRENCY.sub("", text, count=1))
    bare = _ENDS.sub("", bare)
    for form, times in _TIMED:
        if match := form.fullmatch(bare):
            number = _decimal(trim(match["number"]))
            return None if number is None else _whole(number * times)
    if first and (match := _ONE_COMMA.fullmatch(bare)):
        return int(match[1].replace(",", ""))
    for form in (_SPACED, _POINTS, _COMMAS, _PLAIN):
        if match := form.fullmatch(bare):
            whole, decimals = re.sub(r"[^0-9]", "", match[1]), match[2] or "0"
            if form is _PLAIN and len(whole) <= 3 and len(decimals) == 3:
                return None
            return _whole(Decimal(f"{whole}.{decimals}"))
    return None


def names_currency(text: str) -> bool:
    """Tell whether `text` speaks of euros."""
    return _CURRENCY.search(text) is not None


def names_other_currency(text: str) -> bool:
    """Tell whether `text` is a sum in another currency than the euro."""
    return _FOREIGN.search(text) is not None and not names_currency(text)


def _decimal(text: str) -> Decimal | None:
    """Return the number before 'million', where a single comma or dot begins decimals."""
    if match := _PLAIN.fullmatch(text) or _SPACED.fullmatch(text):
        return Decimal(f"{re.sub(r'[^0-9]', '', match[1])}.{match[2] or 0}")
    return None


def _whole(amount: Decimal) -> int:
    return int(amount.to_integral_value(ROUND_HALF_UP))
