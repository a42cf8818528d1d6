"""Where the organisations of projects have their seats, by municipality."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hankehaku.assistant.overview.support import Total
from hankehaku.corpus.places import Municipality, Places
from hankehaku.records import Project


@dataclass(frozen=True, slots=True)
class OfMunicipality:
    """What organisations of a municipality got."""

    municipality: Municipality
    total: Total


@dataclass(frozen=True, slots=True)
class Seats:
    """The municipalities of a set, most projects first; of `unknown` none is known."""

    municipalities: tuple[OfMunicipality, ...]
    unknown: tuple[Project, ...]


def seats(projects: Sequence[Project], places: Places) -> Seats:
    """Return the municipalities that the organisations of projects have their seats in."""
    known = {each.fi: each for each in places.municipalities}
    found: dict[str, list[Project]] = {}
    unknown = []
    for each in projects:
        if each.organisation.municipality in known:
            found.setdefault(each.organisation.municipality, []).append(each)
        else:
            unknown.append(each)
    counted = [OfMunicipality(known[name], Total.of(each)) for name, each in found.items()]
    counted.sort(key=lambda each: (-each.total.projects, -each.total.euros, each.municipality.fi))
    return Seats(tuple(counted), tuple(unknown))
