"""The numbers, sums and dates that a text states, in Finnish, Swedish and English."""

from __future__ import annotations

import enum
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple


class Kind(enum.StrEnum):
    """What is stated. `code` is a word with digits such as S2, `words` a sum in number words."""

    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    DURATION = "duration"
    DATE = "date"
    CODE = "code"
    WORDS = "words"


class Reading(NamedTuple):
    """One way to read a number: its value, and what its last digit is worth."""

    value: Decimal
    place: Decimal


class Parts(NamedTuple):
    """As much of a date as is stated."""

    year: int | None
    month: int
    day: int | None

    def fits(self, day: date) -> bool:
        """Tell whether this is said of that day."""
        pairs = ((self.year, day.year), (self.month, day.month), (self.day, day.day))
        return all(stated is None or stated == actual for stated, actual in pairs)


@dataclass(frozen=True, slots=True)
class Value:
    """What stands at `[start:end]` of a text, with every way to read it."""

    kind: Kind
    text: str
    start: int
    end: int
    readings: tuple[Reading, ...] = ()
    digits: int = 0
    unit: str = ""
    dates: tuple[Parts, ...] = ()

    def near(self, exact: Decimal) -> bool:
        """Tell whether this is that number, exactly or rounded to two or more digits."""
        rounded = self.digits > 1
        return any(
            each.value == exact or (rounded and abs(each.value - exact) * 2 <= each.place)
            for each in self.readings
        )

    @property
    def year(self) -> int | None:
        """The year that this number can be, None when it can be none."""
        value = self.readings[0].value if self.kind is Kind.NUMBER and self.readings else None
        is_year = value is not None and self.text.isdigit() and 1900 <= value <= 2100
        return int(value) if value is not None and is_year else None

    def same(self, other: Value) -> bool:
        """Tell whether two texts state the same thing."""
        if Kind.DATE in (self.kind, other.kind):
            return self.kind is other.kind and bool(set(self.dates) & set(other.dates))
        if self.kind in (Kind.CODE, Kind.WORDS) or self.kind is not other.kind:
            return self.kind is other.kind and self.text.casefold() == other.text.casefold()
        values = {each.value for each in self.readings} & {each.value for each in other.readings}
        return self.unit == other.unit and bool(values)


_FI = "tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu"
_EN = "january february march april may june july august september october november december"
_SV = "januari februari mars april maj juni juli augusti september oktober november december"
_MONTHS = {f"{stem}k": at for at, stem in enumerate(_FI.split(), 1)}
_MONTHS |= {name[:3]: at for names in (_SV, _EN) for at, name in enumerate(names.split(), 1)}

_FI_MONTH = rf"(?:{'|'.join(_FI.split())})kuu\w*"
_LONG = "|".join(sorted({*_EN.split(), *_SV.split()}, key=len, reverse=True))
_BRIEF = r"(?:jan|feb|mar|apr|jun|jul|aug|sept?|o[ck]t|nov|dec)\b\.?"
_MONTH = rf"\b(?P<month>{_FI_MONTH}|(?:{_LONG})\b|{_BRIEF})"
_IN = "in|since|from|until|to|and|between|i|sedan|från|till|och|mellan"
_DAY = r"(?<![\w.,])(?P<day>[0-9]{1,2})"
_YEAR = r"(?P<year>[0-9]{4})(?![0-9])"
_DATES = tuple(
    re.compile(each, re.IGNORECASE)
    for each in (
        rf"(?<![\w.,-]){_YEAR}-(?P<month>[0-9]{{1,2}})-(?P<day>[0-9]{{1,2}})(?![0-9])",
        rf"{_DAY}\. ?(?P<month>[0-9]{{1,2}})\. ?{_YEAR}",
        rf"{_DAY}/(?P<month>[0-9]{{1,2}})/{_YEAR}",
        rf"{_DAY}(?:st|nd|rd|th|\.)? ?(?:päivänä |of )?{_MONTH},?(?: (?:vuonna |år )?{_YEAR})?",
        rf"{_MONTH} (?P<day>[0-9]{{1,2}})(?![0-9])(?:st|nd|rd|th|\. päiv\w*)?,?(?: {_YEAR})?",
        rf"{_MONTH},? (?:vuonna |vuoden |år |of )?{_YEAR}",
        rf"(?<![\w/.])(?P<month>[0-9]{{1,2}})/{_YEAR}",
        rf"{_DAY}\.(?P<month>[0-9]{{1,2}})\.(?![0-9])",
        rf"\b(?P<month>{_FI_MONTH})",
        rf"\b(?:{_IN}) {_MONTH}(?! [0-9])",
    )
)
_NUMBER = re.compile(
    r"(?P<before>€ ?|\bEUR ?|\beuros? )?"
    r"(?<![0-9])(?P<digits>[0-9]{1,3}(?:[ .,'’][0-9]{3}(?![0-9]))+(?:[.,][0-9]+)?"
    r"|[0-9]+(?:[.,][0-9]+)?)"
    r"(?:[ -]?(?P<scale>miljoon\w*|milj\b\.?|miljon\w*|millions?\b|mn\b|tuhat\w*|tuhan\w*"
    r"|thousand\b|tusen\b|miljard\w*|billions?\b|bn\b|[ktm](?=$| ?€|\W|e(?:ur)?\b)))?"
    r"(?:(?P<euro>[ -]?(?:€|euro\w*|EUR\b|e\b))"
    r"|(?P<percent> ?(?:%|prosent\w*|procent\w*|per ?cent\b))"
    r"|[ -]?(?P<unit>vuo[tds]\w*|v\b|år\w*|years?\b|kuukau\w*|kk\b|månad\w*|months?\b"
    r"|viik\w*|veck\w*|weeks?\b|päiv\w*|dag\w*|days?\b|tun[tn]\w*|timm\w*|hours?\b))?",
    re.IGNORECASE,
)
_SCALES = {"k": 3, "t": 3, "m": 6, "mn": 6, "mi": 6, "tu": 3, "th": 3, "bi": 9, "bn": 9}
_UNITS = {"vu": "year", "år": "year", "ye": "year", "v": "year", "ku": "month", "kk": "month"}
_UNITS |= {"må": "month", "mo": "month", "vi": "week", "ve": "week", "we": "week", "pä": "day"}
_UNITS |= {"da": "day", "tu": "hour", "ti": "hour", "ho": "hour"}
# From the beginning of a run of letters only, or a long word would take quadratic time.
_CODE = re.compile(r"(?<![^\W\d_])[^\W\d_]+[0-9]\w*")
_NUMERALS = (
    r"(?:yksi|yhden|kaksi|kahden|kolme\w?|neljä\w?|viisi|viiden|kuusi|kuuden|seitsemä\w?"
    r"|kahdeksa\w?|yhdeksä\w?|kymmene\w{0,4}|sata\w?|sadan|puoli|puolen|ett|en|två|tre|fyra|fem|sex|sju"
    r"|åtta|nio|tio|hundra|halv\w?|one|two|three|four|five|six|seven|eight|nine|ten|twenty|fifty"
    r"|hundred|half an?)"
)
# Bounded, as one row of numerals can be read in several ways.
_WORDS = re.compile(
    rf"(?<!\w)(?:{_NUMERALS}[ -]?){{1,8}}"
    r"(?:miljoon|miljon|million|miljard|billion|tuha[tn]|thousand|tusen|euro|prosent|procent"
    r"|per ?cent)\w*(?: euro\w*)?",
    re.IGNORECASE,
)


def plain(text: str) -> str:
    """Return a text with one form for each blank, digit and width, as all checks read it."""
    text = unicodedata.normalize("NFKC", text)
    return "".join(str(int(each)) if each.isdecimal() else each for each in text)


def values(text: str) -> list[Value]:
    """Return what a text (as `plain` returns it) states in numbers, in the order of the text."""
    found: list[Value] = []
    for find in (_dates, _words, _codes, _numbers):
        new = list(find(text))
        for each in new:
            text = text[: each.start] + "\0" * (each.end - each.start) + text[each.end :]
        found += new
    return sorted(found, key=lambda each: each.start)


def _dates(text: str) -> Iterator[Value]:
    for pattern in _DATES:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            month, day = groups["month"], groups.get("day")
            if month in ("may", "march") and not groups.get("year"):
                continue  # the English verbs
            at = int(month) if month.isdigit() else _month(month)
            year = int(groups["year"]) if groups.get("year") else None
            dates = [Parts(year, at, int(day) if day else None)]
            if day and "/" in match.group():  # the day may come first or second
                dates.append(Parts(year, int(day), at))
            readings: tuple[Reading, ...] = ()
            if year is None and month.isdigit():  # '2.2.' can be an objective at a full stop
                readings = (Reading(Decimal(f"{day}.{month}"), Decimal("0.1")),)
            start, end = match.span()
            yield Value(Kind.DATE, match.group(), start, end, readings, dates=tuple(dates))
            text = text[:start] + "\0" * (end - start) + text[end:]


def _month(word: str) -> int:
    word = word.casefold()
    stem = word.partition("kuu")[0] + "k"
    return _MONTHS[stem] if "kuu" in word else _MONTHS[word[:3]]


def _words(text: str) -> Iterator[Value]:
    for match in _WORDS.finditer(text):
        yield Value(Kind.WORDS, match.group(), *match.span())


def _codes(text: str) -> Iterator[Value]:
    for match in _CODE.finditer(text):
        # €, k€ and EUR stand before digits as well
        if not re.match(r"eur[0-9]", match.group(), re.IGNORECASE):
            yield Value(Kind.CODE, match.group(), *match.span())


def _numbers(text: str) -> Iterator[Value]:
    for match in _NUMBER.finditer(text):
        scale = (match["scale"] or "").casefold()
        power = _SCALES.get(scale, 0) or _SCALES.get(scale[:2], 0)
        if scale.startswith(("miljard", "billion")):
            power = 9
        readings = tuple(
            Reading(each.value.scaleb(power), each.place.scaleb(power))
            for each in _readings(match["digits"])
        )
        digits = len(re.sub(r"[^0-9]", "", match["digits"]).lstrip("0"))
        unit = (match["unit"] or "").casefold()
        kind, unit = Kind.NUMBER, _UNITS.get(unit[:2], "")
        if match["euro"] or match["before"] or scale:
            kind, unit = Kind.MONEY, ""
        elif match["percent"]:
            kind = Kind.PERCENT
        elif unit and not _is_year(match["digits"]):
            kind = Kind.DURATION
        else:
            unit = ""
        text_of = match["digits"] if kind is Kind.NUMBER else match.group()
        yield Value(kind, text_of, *match.span(), readings, digits, unit)


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and digits.isdigit() and digits[:2] in ("19", "20")


def _readings(digits: str) -> Iterator[Reading]:
    """Yield what digits can mean: '112,623' is read both as thousands and as a fraction."""
    marks = re.sub(r"[0-9]", "", digits)
    if re.fullmatch(r"[0-9]{1,3}(?:[ .,'’][0-9]{3})+", digits):
        yield Reading(Decimal(re.sub(r"[^0-9]", "", digits)), Decimal(1))
        if marks not in (".", ","):
            return
    head, _, tail = digits.rpartition(marks[-1]) if marks else (digits, "", "")
    whole = re.sub(r"[^0-9]", "", head)
    number = Decimal(f"{whole}.{tail}" if tail else whole)
    yield Reading(number, Decimal(1).scaleb(-len(tail)))
