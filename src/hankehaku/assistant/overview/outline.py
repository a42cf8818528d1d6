"""A line round points that follows their shape: the convex hull, dug in where its edges are long.

The method is that of Park and Oh (2012): an edge gives way to the point inside that is nearest to
it and not to its neighbours, unless it is short beside the way to that point.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import dist

Place = tuple[float, float]


def outline(points: Sequence[Place], sharpness: float = 1.8) -> tuple[Place, ...]:
    """Return the corners of the line, in order; a smaller `sharpness` digs in more."""
    ring = _hull(points)
    if len(ring) < 3:
        return tuple(ring)
    inside = set(points) - set(ring)
    at = 0
    while at < len(ring):
        start, end = ring[at], ring[(at + 1) % len(ring)]
        before, after = ring[at - 1], ring[(at + 2) % len(ring)]
        # what is nearer to a neighbouring edge is for that one
        free = [
            (away, point)
            for point in inside
            if (away := _away(point, start, end))
            < min(_away(point, before, start), _away(point, end, after))
        ]
        nearest = min(free, default=None)
        if nearest and _gives_way(start, end, nearest[1], sharpness):
            ring.insert(at + 1, nearest[1])
            inside.remove(nearest[1])
        else:
            at += 1
    return tuple(ring)


def _gives_way(start: Place, end: Place, point: Place, sharpness: float) -> bool:
    return dist(start, end) > sharpness * min(dist(point, start), dist(point, end))


def _hull(points: Sequence[Place]) -> list[Place]:
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered
    lower, upper = _chain(ordered), _chain(ordered[::-1])
    return lower[:-1] + upper[:-1]


def _chain(ordered: Sequence[Place]) -> list[Place]:
    found: list[Place] = []
    for point in ordered:
        while len(found) > 1 and _turn(found[-2], found[-1], point) <= 0:
            found.pop()
        found.append(point)
    return found


def _turn(one: Place, two: Place, three: Place) -> float:
    return (two[0] - one[0]) * (three[1] - one[1]) - (two[1] - one[1]) * (three[0] - one[0])


def _away(point: Place, start: Place, end: Place) -> float:
    """Return the distance of a point from the line between two others."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    if not length:
        return dist(point, start)
    along = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length
    along = min(max(along, 0.0), 1.0)
    return dist(point, (start[0] + along * dx, start[1] + along * dy))
