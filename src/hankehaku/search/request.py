"""What is asked of a search beside its words: filters, words left out, an order, and a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from hankehaku.records import OrganisationType
from hankehaku.search.constraints import (
    ByOrganisation,
    ByType,
    Constraint,
    Either,
    Flawed,
    InPlace,
    Support,
    Time,
    UnderObjective,
)

SORTS = ("best", "newest", "largest", "name")
"""Orders of a result: how well they fit, latest start, largest support, and title."""

FACETS = ("objective", "type", "organisation", "region", "year", "flaws")
"""The facets whose values are counted, in the order they are shown."""

_FIELDS = {
    "objective": "objectives",
    "type": "types",
    "organisation": "organisations",
    "region": "regions",
    "year": "years",
    "flaws": "flaws",
}

MOST = 100
"""Projects on a page at most."""

YES, NO = "yes", "no"
"""The values of the facet `flaws`."""

YEARS = (1900, 2999)
"""The first and the last year that a project may start in."""


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and YEARS[0] <= int(text[:5]) <= YEARS[1]):
        raise ValueError(text)
    return int(text)


def _flaws(text: str) -> str:
    if text not in (YES, NO):
        raise ValueError(text)
    return text


_READ: dict[str, Callable[[str], Any]] = {
    "type": OrganisationType,
    "year": _year,
    "flaws": _flaws,
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What was picked from facets; several values of one facet are alternatives.

    `objectives` are codes, `organisations` canonical names, `regions` the Finnish names of the
    regions that organisations have their seats in, `years` those in which projects start.
    `running` is a day on which they run, `low` and `high` bound the EU support in euros, both
    included; `flaws` are `yes` or `no`: whether the source has flaws.
    """

    objectives: tuple[str, ...] = ()
    types: tuple[OrganisationType, ...] = ()
    organisations: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    running: date | None = None
    low: int | None = None
    high: int | None = None
    flaws: tuple[str, ...] = ()

    def values(self, facet: str) -> tuple[str, ...]:
        """Return what is picked of a facet (see FACETS), as its values are written."""
        return tuple(str(each) for each in getattr(self, _FIELDS[facet]))

    def picking(self, facet: str, values: Iterable[str]) -> Filters:
        """Return the filters with these values of a facet picked and no others.

        Raises ValueError for a value that the facet cannot have.
        """
        read = _READ.get(facet, str)
        changed: dict[str, Any] = {_FIELDS[facet]: tuple(read(each) for each in values)}
        return replace(self, **changed)

    def lifting(self, facet: str) -> Filters:
        """Return the filters without those of a key of `by_facet`."""
        if facet == "running":
            return replace(self, running=None)
        if facet == "support":
            return replace(self, low=None, high=None)
        return self.picking(facet, ())

    def constraints(self) -> tuple[Constraint, ...]:
        """Return the filters as constraints, all of which are to be met."""
        return tuple(self.by_facet().values())

    def by_facet(self) -> dict[str, Constraint]:
        """Return the filters as constraints by facet, and by `running` and `support`."""
        groups: dict[str, tuple[Constraint, ...]] = {
            "objective": tuple(UnderObjective(code=each) for each in self.objectives),
            "type": (ByType(types=self.types),) if self.types else (),
            "organisation": (
                (ByOrganisation(names=self.organisations, asked=self.organisations[0]),)
                if self.organisations
                else ()
            ),
            "region": tuple(InPlace(name=each, region=True, seat=True) for each in self.regions),
            "year": tuple(
                Time(event="start", first=date(each, 1, 1), last=date(each, 12, 31))
                for each in self.years
            ),
            "running": (Time(first=self.running, last=self.running),) if self.running else (),
            "support": (
                (Support(low=self.low, high=self.high),)
                if self.low is not None or self.high is not None
                else ()
            ),
            "flaws": tuple(Flawed(negated=each == NO) for each in self.flaws),
        }
        return {
            facet: each[0] if len(each) == 1 else Either(options=each)
            for facet, each in groups.items()
            if each
        }


@dataclass(frozen=True, slots=True)
class Request:
    """A search as a page asks for it.

    `text` may be empty: all projects that the filters leave are listed. `dropped` are the places
    of constraints that the text makes and that are not to be applied, `muted` words of the text
    that are not looked for. Hits `first` … `first + count - 1` are wanted.
    """

    text: str = ""
    language: str | None = None
    dropped: tuple[int, ...] = ()
    muted: tuple[str, ...] = ()
    filters: Filters = field(default_factory=Filters)
    sort: str = "best"
    first: int = 0
    count: int = 10

    def all(self) -> Request:
        """Return the same request from its first hit on."""
        return replace(self, first=0)
