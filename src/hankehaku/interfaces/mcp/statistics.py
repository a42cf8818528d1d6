"""Figures of a set of projects: exact, from records, as a whole and by what they share."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction

from hankehaku.assistant.answer import Act
from hankehaku.assistant.figures import EUR, figure, value_of
from hankehaku.interfaces.mcp.forms import Group, Spread
from hankehaku.interfaces.texts import organisation_type_text
from hankehaku.records import Objective, OrganisationType, Project


def spread(projects: Sequence[Project]) -> Spread:
    """Return the figures of the EU support of projects."""
    known = sorted(value for each in projects if (value := value_of(each, EUR)) is not None)
    quartiles = _quartiles(known)
    return Spread(
        known=len(known),
        unknown=len(projects) - len(known),
        sum=_figure(Act.SUM, projects),
        mean=_figure(Act.AVERAGE, projects),
        smallest=_figure(Act.SMALLEST, projects),
        lower_quartile=quartiles[0],
        median=_figure(Act.MEDIAN, projects),
        upper_quartile=quartiles[1],
        largest=_figure(Act.LARGEST, projects),
    )


def by_type(projects: Iterable[Project], language: str) -> list[Group]:
    """Return the kinds of organisations, the most frequent first."""

    def name(value: str) -> str:
        return organisation_type_text(OrganisationType(value), language) if value else ""

    found = _groups(projects, lambda each: each.organisation.type or "", name)
    return sorted(found, key=lambda each: -each.count)


def by_objective(projects: Iterable[Project], objectives: Sequence[Objective]) -> list[Group]:
    """Return the objectives in the order of their codes."""
    names: Mapping[str, str] = {each.code: each.name for each in objectives}
    return _groups(projects, lambda each: each.objective.code, lambda code: names.get(code, code))


def by_year(projects: Iterable[Project]) -> list[Group]:
    """Return the years in which projects start, the earliest first."""

    def year(project: Project) -> str:
        return str(project.period.start.year) if project.period.start else ""

    return _groups(projects, year, str)


def _groups(
    projects: Iterable[Project], value: Callable[[Project], str], name: Callable[[str], str]
) -> list[Group]:
    grouped: dict[str, list[Project]] = {}
    for each in projects:
        grouped.setdefault(str(value(each)), []).append(each)
    return [
        Group(value=key, name=name(key), count=len(group), support=spread(group))
        for key, group in sorted(grouped.items(), key=lambda item: (not item[0], item[0]))
    ]


def _figure(act: Act, projects: Sequence[Project]) -> float | None:
    computed = figure(act, projects, EUR)
    return None if computed is None else computed.value


def _quartiles(values: Sequence[Fraction]) -> tuple[float | None, float | None]:
    if len(values) < 2:
        only = float(values[0]) if values else None
        return only, only
    lower, _, upper = statistics.quantiles(values, n=4, method="inclusive")
    return float(lower), float(upper)
