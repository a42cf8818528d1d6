"""Where the support goes: sums by organisation and by the year in which projects start."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hankehaku.assistant.overview.scales import Years, spans
from hankehaku.records import Organisation, Project

NAMED = 15
"""Organisations that are named, at most; the others are one row."""

_COLUMNS = 16


@dataclass(frozen=True, slots=True)
class Total:
    """A number of projects and the sum of their known support; of `unknown` it is not known."""

    projects: int = 0
    euros: int = 0
    unknown: int = 0

    @classmethod
    def of(cls, projects: Iterable[Project]) -> Total:
        """Return the total of projects."""
        # whole euros as they are recorded: what `assistant.figures` sums, too
        values = [each.grant.eu_support_eur for each in projects]
        known = [each for each in values if each is not None]
        return cls(len(values), sum(known), len(values) - len(known))

    def __add__(self, other: Total) -> Total:
        return Total(
            self.projects + other.projects, self.euros + other.euros, self.unknown + other.unknown
        )


@dataclass(frozen=True, slots=True)
class OfOrganisation:
    """What an organisation got."""

    organisation: Organisation
    total: Total


@dataclass(frozen=True, slots=True)
class OfYears:
    """What projects got that start in some years."""

    years: Years
    total: Total


@dataclass(frozen=True, slots=True)
class Shares:
    """The support of a set.

    `organisations` are those with the largest sums, `rest` what the `others` got together.
    `nameless` is what projects without a known organisation got, `undated` what those got whose
    start is not known; `years` have no gaps between them.
    """

    whole: Total
    organisations: tuple[OfOrganisation, ...]
    rest: Total
    others: int
    nameless: Total
    years: tuple[OfYears, ...]
    undated: Total


def shares(projects: Sequence[Project]) -> Shares:
    """Return what the organisations and the years of a set got."""
    by_name: dict[str, list[Project]] = {}
    by_year: dict[int, list[Project]] = {}
    undated = []
    for each in projects:
        by_name.setdefault(each.organisation.name, []).append(each)
        if each.period.start:
            by_year.setdefault(each.period.start.year, []).append(each)
        else:
            undated.append(each)
    nameless = Total.of(by_name.pop("", ()))
    found = [OfOrganisation(each[0].organisation, Total.of(each)) for each in by_name.values()]
    found.sort(key=lambda each: (-each.total.euros, -each.total.projects, each.organisation.name))
    # a rest of one is named itself
    named = NAMED if len(found) > NAMED + 1 else len(found)
    return Shares(
        whole=Total.of(projects),
        organisations=tuple(found[:named]),
        rest=sum((each.total for each in found[named:]), Total()),
        others=len(found) - named,
        nameless=nameless,
        years=_by_years({year: Total.of(each) for year, each in by_year.items()}),
        undated=Total.of(undated),
    )


def _by_years(totals: dict[int, Total]) -> tuple[OfYears, ...]:
    if not totals:
        return ()
    return tuple(
        OfYears(years, sum((totals[year] for year in totals if year in years), Total()))
        for years in spans(min(totals), max(totals), _COLUMNS)
    )
