"""How values of projects are spread: quartiles, columns of a histogram, and the rank of an own."""

from __future__ import annotations

import statistics
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

from hankehaku.assistant.figures import value_of
from hankehaku.assistant.overview.scales import ticks
from hankehaku.records import Project
from hankehaku.search.constraints import later

_FAR = 8
"""So many times the upper quartile is far out: values from there on share the last column."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The known values of a unit (see `assistant.figures`), ascending, with the projects that have
    them, and their quartiles; `unknown` are the projects without.

    Quartiles are those of a whole population: they divide the ranks from the least value to the
    greatest, and what falls between two values is interpolated.
    """

    unit: str
    values: tuple[Fraction, ...]
    projects: tuple[Project, ...]
    quartiles: tuple[Fraction, Fraction, Fraction]
    unknown: tuple[Project, ...]

    @property
    def low(self) -> Fraction:
        """The least value."""
        return self.values[0]

    @property
    def median(self) -> Fraction:
        """The middle value."""
        return self.quartiles[1]

    @property
    def high(self) -> Fraction:
        """The greatest value."""
        return self.values[-1]


@dataclass(frozen=True, slots=True)
class Column:
    """How many values are `low` or more and less than `high` (None: however many)."""

    low: int
    high: int | None
    count: int


@dataclass(frozen=True, slots=True)
class Rank:
    """Of how many projects the value is smaller, the same, and greater than an own one."""

    smaller: int
    same: int
    greater: int

    @property
    def known(self) -> int:
        """The number of projects compared with."""
        return self.smaller + self.same + self.greater

    @property
    def percent(self) -> int:
        """The share of projects whose value is smaller, in whole per cents, cut off."""
        return self.smaller * 100 // self.known


def spread(projects: Sequence[Project], unit: str) -> Spread | None:
    """Return how the values of projects are spread, None when not one is known."""
    pairs = [(value_of(each, unit), each) for each in projects]
    known = [(value, each) for value, each in pairs if value is not None]
    if not known:
        return None
    # floats order as the fractions do, and faster
    known.sort(key=lambda pair: float(pair[0]))
    values = tuple(value for value, _ in known)
    unknown = tuple(each for value, each in pairs if value is None)
    return Spread(unit, values, tuple(each for _, each in known), _quartiles(values), unknown)


def _quartiles(values: Sequence[Fraction]) -> tuple[Fraction, Fraction, Fraction]:
    if len(values) == 1:
        return values[0], values[0], values[0]
    first, middle, third = statistics.quantiles(values, n=4, method="inclusive")
    return Fraction(first), Fraction(middle), Fraction(third)


def rank(spread: Spread, own: Fraction) -> Rank:
    """Return where an own value stands among those of projects."""
    smaller, up_to = bisect_left(spread.values, own), bisect_right(spread.values, own)
    return Rank(smaller, up_to - smaller, len(spread.values) - up_to)


def rank_of_length(projects: Sequence[Project], months: int) -> Rank | None:
    """Return where a length of whole months of the calendar stands among those of projects.

    A project from 1 March to the last of February lasts twelve months, whatever its days. None
    when not one length is known.
    """
    counts = {-1: 0, 0: 0, 1: 0}
    for each in projects:
        start, end = each.period.start, each.period.end
        if start is None or end is None:
            continue
        after, own = end + timedelta(days=1), later(start, months)
        counts[(after > own) - (after < own)] += 1
    return Rank(counts[-1], counts[0], counts[1]) if any(counts.values()) else None


def columns(values: Sequence[Fraction], own: Fraction | None, most: int) -> tuple[Column, ...]:
    """Return ascending values counted in columns of one round width, from 0 on.

    When some lie far out, the last column has no upper bound, so that the others stay apart.
    """
    far = is_far(values)
    reach = _third(values) * _FAR / 2 if far else scale_end(values, own)
    bounds = ticks(float(reach), most)
    width = bounds[1]
    if reach >= bounds[-1] and not far:
        # the greatest value has its place in a column that ends above it
        bounds = (*bounds, bounds[-1] + width)
    counts = [0] * len(bounds)
    for each in values:
        counts[min(int(each // width), len(bounds) - 1)] += 1
    cells = [Column(low, low + width, count) for low, count in zip(bounds, counts, strict=True)]
    if far:
        return (*cells[:-1], Column(bounds[-1], None, counts[-1]))
    return tuple(cells[:-1])


def is_far(values: Sequence[Fraction]) -> bool:
    """Tell whether the greatest of ascending values is far out."""
    return values[-1] > _third(values) * _FAR > 0


def scale_end(values: Sequence[Fraction], own: Fraction | None) -> Fraction:
    """Return the greatest of ascending values, or the own one unless it is far out."""
    if own is not None and values[-1] < own <= values[-1] * 2:
        return own
    return values[-1]


def _third(values: Sequence[Fraction]) -> Fraction:
    return values[len(values) * 3 // 4]
