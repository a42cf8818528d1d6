"""Counts, sums, averages and the like, computed from records and nothing else."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from fractions import Fraction

from hankehaku.assistant.answer import Act, Figure
from hankehaku.records import Project
from hankehaku.search.constraints import DAYS_A_MONTH, Facts

EUR, EUR_A_MONTH, DAYS, PROJECTS, ORGANISATIONS = (
    *("eur", "eur/month", "days"),
    *("projects", "organisations"),
)


def value_of(project: Project, unit: str) -> Fraction | None:
    """Return the support (eur), the support a month or the length (days) of a project, if known."""
    euros, days = project.grant.eu_support_eur, Facts(project).days
    if unit == EUR:
        return None if euros is None else Fraction(euros)
    if unit == DAYS:
        return None if days is None else Fraction(days)
    if euros is None or days is None:
        return None
    return Fraction(euros) / (Fraction(days) / Fraction(str(DAYS_A_MONTH)))


def count(projects: Sequence[Project]) -> Figure:
    """Return the number of projects."""
    return Figure(Act.COUNT, len(projects), PROJECTS, tuple(each.id for each in projects))


def count_organisations(projects: Sequence[Project]) -> Figure:
    """Return the number of organisations that run the projects."""
    known = [each for each in projects if each.organisation.name]
    names = {each.organisation.name for each in known}
    unknown = tuple(each.id for each in projects if not each.organisation.name)
    ids = tuple(each.id for each in known)
    return Figure(Act.COUNT, len(names), ORGANISATIONS, ids, unknown)


def figure(act: Act, projects: Sequence[Project], unit: str) -> Figure | None:
    """Return what an act asks of the values of projects, None when not one value is known."""
    values = {each.id: value_of(each, unit) for each in projects}
    known = {key: value for key, value in values.items() if value is not None}
    if not known:
        return None
    numbers = sorted(known.values())
    low, high = numbers[0], numbers[-1]
    value = {
        Act.SUM: sum(numbers, Fraction(0)),
        Act.AVERAGE: sum(numbers, Fraction(0)) / len(numbers),
        Act.MEDIAN: Fraction(statistics.median(numbers)),
        Act.SMALLEST: low,
        Act.LARGEST: high,
        Act.SPREAD: high - low,
    }[act]
    ends = (float(low), float(high)) if act is Act.SPREAD else (None, None)
    unknown = tuple(key for key in values if key not in known)
    return Figure(act.value, _plain(value), unit, tuple(known), unknown, *ends)


def extreme(act: Act, projects: Sequence[Project], unit: str) -> tuple[Project, ...]:
    """Return the projects with the smallest or largest value."""
    known = [(value, each) for each in projects if (value := value_of(each, unit)) is not None]
    if not known:
        return ()
    best = (max if act is Act.LARGEST else min)(value for value, _ in known)
    return tuple(each for value, each in known if value == best)


def _plain(value: Fraction) -> float:
    return int(value) if value.denominator == 1 else float(value)
