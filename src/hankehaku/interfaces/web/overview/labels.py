"""Places labels beside circles so that none lies on another label or on a circle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_LETTER, _HIGH = 0.56, 1.2
"""The width of a letter and the height of a line, in sizes of the letters."""

_GAP = 3.0


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle with the name it would like to have beside it."""

    x: float
    y: float
    radius: float
    name: str


@dataclass(frozen=True, slots=True)
class Label:
    """A name whose text begins, ends or has its middle (`anchor`) at a place on its base line."""

    x: float
    y: float
    anchor: str
    name: str


_Box = tuple[float, float, float, float]


def placed(
    circles: Sequence[Circle], most: int, size: float, width: float, taken: Sequence[_Box] = ()
) -> tuple[Label, ...]:
    """Return labels for at most `most` of the circles, the first ones first.

    A label stands to the right of its circle, to the left, below or above, where there is room
    between 0 and `width`; a circle without room has none. `taken` boxes (left, top, right, bottom)
    are kept free.
    """
    boxes = [(c.x - c.radius, c.y - c.radius, c.x + c.radius, c.y + c.radius) for c in circles]
    used: list[_Box] = list(taken)
    found: list[Label] = []
    for at, circle in enumerate(circles):
        if len(found) == most:
            break
        others = [*boxes[:at], *boxes[at + 1 :], *used]
        for label, box in _ways(circle, size):
            inside = box[0] >= 0 and box[2] <= width
            if inside and not any(_meet(box, other) for other in others):
                found.append(label)
                used.append(box)
                break
    return tuple(found)


def _ways(circle: Circle, size: float) -> Iterator[tuple[Label, _Box]]:
    wide, high = len(circle.name) * size * _LETTER, size * _HIGH
    x, y, away = circle.x, circle.y, circle.radius + _GAP
    middle = y + size * 0.35
    for left, base, anchor, at in (
        (x + away, middle, "start", x + away),
        (x - away - wide, middle, "end", x - away),
        (x - wide / 2, y + away + size, "middle", x),
        (x - wide / 2, y - away, "middle", x),
    ):
        yield (
            Label(at, base, anchor, circle.name),
            (left, base - size, left + wide, base - size + high),
        )


def _meet(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
