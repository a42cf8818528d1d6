"""The map of where organisations have their seats, drawn from the middles of municipalities."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import pi, sqrt

from hankehaku.assistant.overview.outline import outline
from hankehaku.assistant.overview.places import OfMunicipality, Seats
from hankehaku.assistant.overview.projection import project
from hankehaku.corpus.places import Municipality
from hankehaku.formats import money
from hankehaku.interfaces.texts import count_text, number, text
from hankehaku.interfaces.web.marks import escape
from hankehaku.interfaces.web.overview import svg
from hankehaku.interfaces.web.overview.labels import Circle, placed
from hankehaku.interfaces.web.overview.svg import Cell

_WIDTH, _SIDE, _EDGE = 400.0, 60.0, 26.0
"""The width of the map, of which so much is left for labels at each side, and at top and bottom."""

_LARGEST, _SMALLEST, _POINT = 22.0, 2.5, 1.3
_COVERED = 9_000.0
"""The area that all circles cover together, at most."""

_LETTERS, _LABELS = 13.0, 12


@dataclass(frozen=True, slots=True)
class _Frame:
    """Turns degrees into places on the map."""

    west: float
    north: float
    scale: float
    height: float

    @classmethod
    def of(cls, municipalities: Sequence[Municipality]) -> _Frame:
        points = [project(each.lat, each.lon) for each in municipalities]
        west, east = min(p.east for p in points), max(p.east for p in points)
        south, north = min(p.north for p in points), max(p.north for p in points)
        scale = (_WIDTH - 2 * _SIDE) / max(east - west, 1.0)
        return cls(west, north, scale, (north - south) * scale + 2 * _EDGE)

    def place(self, each: Municipality) -> tuple[float, float]:
        point = project(each.lat, each.lon)
        return (
            (point.east - self.west) * self.scale + _SIDE,
            (self.north - point.north) * self.scale + _EDGE,
        )


def map_html(found: Seats, everywhere: Sequence[Municipality], language: str) -> str:
    """Return the map with its table, and how many projects are not on it."""
    said = ""
    if found.unknown:
        count = count_text(language, "overview_no_place", len(found.unknown))
        said = f'<p class="note">{escape(count)}</p>'
    if not found.municipalities:
        return said
    frame = _Frame.of(everywhere)
    marks = [_land(frame, tuple(everywhere)), *_points(frame, found, everywhere)]
    radius = _radius_of(found)
    circles = [
        Circle(
            *frame.place(each.municipality),
            radius(each.total.projects),
            _name(each.municipality, language),
        )
        for each in found.municipalities
    ]
    for each, circle in zip(found.municipalities, circles, strict=True):
        title = f"{circle.name}: {_told(each, language)}"
        marks.append(_round(circle.x, circle.y, circle.radius, "p-place", title))
    legend, taken = _legend(found, radius, language)
    marks += [
        f'<text class="p-town" x="{each.x:.1f}" y="{each.y:.1f}" '
        f'text-anchor="{each.anchor}">{escape(each.name)}</text>'
        for each in placed(circles, _LABELS, _LETTERS, _WIDTH, (taken,))
    ]
    caption = text(language, "overview_map")
    top = found.municipalities[:3]
    described = "; ".join(
        f"{_name(each.municipality, language)} {_told(each, language)}" for each in top
    )
    drawing = (
        f'<svg class="p-map" role="img" aria-labelledby="map-t map-d" '
        f'viewBox="0 0 {_WIDTH:.0f} {frame.height:.0f}"><title id="map-t">{escape(caption)}</title>'
        f'<desc id="map-d">{escape(described)}</desc>{"".join(marks)}{legend}</svg>'
    )
    caption_words = (
        text(language, "overview_map_caption"),
        text(language, "overview_map_note"),
    )
    table = _table(found, language)
    return svg.figure(drawing, caption_words, table, language, name="map") + said


@lru_cache(maxsize=2)
def _land(frame: _Frame, everywhere: tuple[Municipality, ...]) -> str:
    """Return the land, roughly: what lies within the outermost middles of municipalities.

    A broad edge (see plots.css) takes it beyond these middles.
    """
    ring = outline([frame.place(each) for each in everywhere])
    corners = " ".join(f"{x:.0f},{y:.0f}" for x, y in ring)
    return f'<polygon class="p-land" points="{corners}"></polygon>'


def _points(frame: _Frame, found: Seats, everywhere: Sequence[Municipality]) -> list[str]:
    with_projects = {each.municipality.code for each in found.municipalities}
    return [
        _round(*frame.place(each), _POINT, "p-point")
        for each in everywhere
        if each.code not in with_projects
    ]


def _radius_of(found: Seats) -> Callable[[int], float]:
    """Return what gives the radius for a number of projects: many circles are smaller ones."""
    most = found.municipalities[0].total.projects
    shares = sum(each.total.projects / most for each in found.municipalities)
    largest = min(_LARGEST / 2 if most == 1 else _LARGEST, sqrt(_COVERED / pi / shares))
    return lambda projects: max(largest * sqrt(projects / most), _SMALLEST)


def _round(x: float, y: float, radius: float, kind: str, title: str = "") -> str:
    inside = f"<title>{escape(title)}</title>" if title else ""
    return f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}">{inside}</circle>'


def _legend(
    found: Seats, radius: Callable[[int], float], language: str
) -> tuple[str, tuple[float, float, float, float]]:
    """Return circles for the most and for the fewest projects, and the box they stand in."""
    counts = [each.total.projects for each in found.municipalities]
    marks, y = "", _EDGE
    for count in dict.fromkeys((counts[0], counts[-1])):
        size = radius(count)
        said = escape(count_text(language, "status", count))
        marks += _round(_LARGEST + 2, y, size, "p-place")
        marks += f'<text class="p-town" x="{_LARGEST * 2 + 10:.0f}" y="{y + 4:.1f}">{said}</text>'
        y += size + 20
    return marks, (0.0, 0.0, 150.0, y)


def _name(each: Municipality, language: str) -> str:
    return each.sv if language == "sv" else each.fi


def _told(each: OfMunicipality, language: str) -> str:
    count = count_text(language, "status", each.total.projects)
    return f"{count}, {money(each.total.euros, language)}"


def _table(found: Seats, language: str) -> str:
    heads = (
        (text(language, "overview_municipality"), False),
        (text(language, "overview_region"), False),
        (text(language, "overview_projects"), True),
        (text(language, "support"), True),
    )
    rows = (
        (
            Cell(_name(each.municipality, language)),
            Cell(_region(each.municipality, language)),
            Cell(number(each.total.projects, language), number=True),
            Cell(money(each.total.euros, language), number=True),
        )
        for each in found.municipalities
    )
    return svg.table(heads, rows, language)


def _region(each: Municipality, language: str) -> str:
    names = {"sv": each.region_sv, "en": each.region_en}
    return names.get(language, "") or each.region_fi
