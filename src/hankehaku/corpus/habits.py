"""What the other values of a file tell of those that could be read in two ways."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from hankehaku.sources.base import RawProject
from hankehaku.sources.dates import has_two_readings, month_first

# '168739.2' has a point before its decimals; '134.991' may have it between thousands.
_DECIMAL_POINT = re.compile(r"[0-9]+\.[0-9]{1,2}|[0-9]{4,}\.[0-9]+")
_EITHER = re.compile(r"[0-9]{1,3}\.[0-9]{3}")


@dataclass(frozen=True, slots=True)
class Habits:
    """How a file writes: whether some dates have the month first, some sums a decimal point."""

    american: bool = False
    decimal_point: bool = False

    def leave_open_date(self, written: str) -> bool:
        """Tell whether a date cannot be read, as it may have its month first."""
        return self.american and (has_two_readings(written) or month_first(written))

    def leave_open_sum(self, written: str) -> bool:
        """Tell whether a sum cannot be read, as its point may be one of decimals."""
        return self.decimal_point and _EITHER.fullmatch(written.strip()) is not None


def habits_of(raws: Iterable[RawProject]) -> dict[str, Habits]:
    """Return the habits of each file."""
    american: set[str] = set()
    pointed: set[str] = set()
    files: dict[str, None] = {}
    for raw in raws:
        files[raw.file] = None
        if any(map(month_first, (raw.start or "", raw.end or ""))):
            american.add(raw.file)
        if raw.support and _DECIMAL_POINT.fullmatch(raw.support):
            pointed.add(raw.file)
    return {file: Habits(file in american, file in pointed) for file in files}
