"""Numbers as people write them in a question, with the places where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

# every blank that sets thousands apart: space, no-break, thin, narrow no-break, figure, …
BLANK = " \u00a0\u2000-\u200a\u202f\u205f"
DASH = "-\u2010-\u2015\u2212"
_SUFFIXES = {"k": 1_000, "t": 1_000, "m": 1_000_000, "mn": 1_000_000, "milj": 1_000_000}
_NUMBER = re.compile(
    rf"(?<![\w.,])(?<![^\W\d_][{DASH}])"
    r"(?P<sign>€|[eE][uU][rR]\s)?\s?"
    rf"(?P<whole>[0-9]{{1,3}}(?:[{BLANK}.,'’][0-9]{{3}})+(?![0-9])|[0-9]+)"
    r"(?:[.,](?P<part>[0-9]{1,6}))?(?![0-9])"
    rf"(?:[{BLANK}]?(?P<suffix>milj|mn|[kKtTmM])(?![^\W_])\.?)?"
    rf"(?P<euro>[{BLANK}]?(?:€|[eE](?:ur)?(?![^\W_])))?"
    rf"(?![^\W_])(?![{DASH}][^\W\d_])(?!%)"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number at `[start:end]`; `euro` tells of a currency sign, `scaled` of a sign such as k.

    `written` is its first form, digits alone, by which a year is told from an amount.
    """

    value: Decimal
    start: int
    end: int
    euro: bool = False
    scaled: bool = False
    written: str = ""


def numbers(text: str) -> Iterator[Number]:
    """Yield the numbers of a question that stand alone: not those within a word (S2, 3-vuotias).

    Thousands may be set apart by any blank, a dot, a comma or an apostrophe. A single comma or dot
    with three digits after it parts thousands, except after a leading 0 (0,400 is less than one).
    """
    for match in _NUMBER.finditer(text):
        yield _number(match)


def _number(match: re.Match[str]) -> Number:
    whole, part = match["whole"], match["part"] or ""
    digits = re.sub(r"[^0-9]", "", whole)
    if digits != whole and whole.startswith("0"):  # '0,400' and '0.400'
        head, _, tail = re.sub(r"[^0-9]", ".", whole).partition(".")
        digits, part = head, tail.replace(".", "") + part
    value = Decimal(f"{digits}.{part or 0}")
    suffix = (match["suffix"] or "").casefold()
    start = match.start("sign") if match["sign"] else match.start("whole")
    return Number(
        value * _SUFFIXES.get(suffix, 1),
        start,
        match.end(),
        euro=bool(match["sign"] or match["euro"]),
        scaled=bool(suffix),
        written=match["whole"] if not part else "",
    )
