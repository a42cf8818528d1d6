"""Round steps of scales, and the spans of years that columns stand for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_ROUND = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Years:
    """Years in a row, from `first` to `last`, both included."""

    first: int
    last: int

    def __contains__(self, year: int) -> bool:
        return self.first <= year <= self.last

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


def step(span: float, most: int) -> int:
    """Return the smallest of 1, 2, 5, 10, 20 … that divides a span into at most `most` parts."""
    for each in steps():
        if span <= each * most:
            return each
    raise ValueError(f"no step divides {span}")


def steps() -> Iterator[int]:
    """Yield 1, 2, 5, 10, 20, 50 … up to what no sum of money reaches."""
    for power in range(18):
        for each in _ROUND:
            yield each * 10**power


def ticks(high: float, most: int) -> tuple[int, ...]:
    """Return round values from 0 on, the last of which is `high` or the next above it."""
    width = step(max(high, 1), most)
    count = -(-max(high, 1) // width)
    return tuple(width * each for each in range(int(count) + 1))


def spans(first: int, last: int, most: int) -> tuple[Years, ...]:
    """Return the years from `first` to `last` in at most `most` spans of one length.

    Spans of several years begin at multiples of their length.
    """
    for width in steps():
        begin = first - first % width
        if (last - begin) // width < most:
            return tuple(Years(at, at + width - 1) for at in range(begin, last + 1, width))
    raise ValueError(f"no spans from {first} to {last}")
