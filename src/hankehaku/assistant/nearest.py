"""What is nearest when nothing meets the constraints: without one of them, or the next value."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import date

from rapidfuzz import fuzz

from hankehaku.assistant.answer import Basis, NearMiss
from hankehaku.assistant.draft import Draft
from hankehaku.assistant.texts import counted, say
from hankehaku.assistant.wording import describe
from hankehaku.corpus.organisations import Organisations
from hankehaku.records import Organisation, Project
from hankehaku.search.constraints import (
    ByOrganisation,
    Constraint,
    Facts,
    InPlace,
    Lasting,
    Support,
    Time,
    UnderObjective,
)
from hankehaku.search.result import Missed

_NEAREST = 3
_UNKNOWN = math.inf


def near_miss(
    draft: Draft,
    constraints: Sequence[Constraint],
    misses: Sequence[Missed],
    projects: Sequence[Project],
    known: Organisations,
) -> NearMiss | None:
    """Say why nothing is left and what is nearest to it; return what that is."""
    language = draft.language
    impossible = next((each for each in constraints if _absent(each, projects)), None)
    if impossible is not None and not impossible.negated:
        _no_such(draft, impossible)
    elif len(constraints) == 1:
        draft.say("none_constraints", constraints=describe(constraints[0], language))
    else:
        listed = ", ".join(describe(each, language) for each in constraints)
        draft.say("none_constraints", constraints=listed)
    useful = [each for each in misses if impossible is None or each.constraint is impossible]
    if useful:
        best = useful[0]
        marks, numbers = draft.marks(best.projects[:_NEAREST])
        names = ", ".join(each.title for each in best.projects[:_NEAREST])
        more = " …" if len(best.projects) > _NEAREST else ""
        text = counted(
            language,
            "near_miss",
            len(best.projects),
            constraint=describe(best.constraint, language),
            titles=f"{names}{more} {marks}",
        )
        draft.add(text, Basis.RECORD, numbers)
        return NearMiss(best.constraint, text, tuple(each.id for each in best.projects))
    dropped = impossible or constraints[0]
    nearest = _nearest(dropped, projects, known)
    if not nearest:
        return NearMiss(dropped, "", ())
    marks, numbers = draft.marks(nearest)
    text = say(language, "nearest", titles=f"{', '.join(e.title for e in nearest)} {marks}")
    draft.add(text, Basis.RECORD, numbers)
    return NearMiss(dropped, text, tuple(each.id for each in nearest))


def _no_such(draft: Draft, each: Constraint) -> None:
    if isinstance(each, ByOrganisation):
        draft.say("none_organisation", name=each.names[0] if each.names else each.asked)
    elif isinstance(each, InPlace):
        draft.say("none_place", name=each.name)
    elif isinstance(each, UnderObjective):
        draft.say("none_objective", name=each.code)


def _absent(each: Constraint, projects: Sequence[Project]) -> bool:
    """Tell whether no project has the organisation, place or objective that is asked for."""
    if isinstance(each, InPlace):
        return not any(each.seated(Facts(project)) for project in projects)
    if isinstance(each, ByOrganisation | UnderObjective):
        return not any(each.admits(Facts(project)) for project in projects)
    return False


def _nearest(
    each: Constraint, projects: Sequence[Project], known: Organisations
) -> tuple[Project, ...]:
    """Return the projects whose value comes nearest to one that none has."""
    distance: Callable[[Project], float]
    if isinstance(each, ByOrganisation):
        wanted = known.find(each.names[0]) if each.names else None
        name = each.names[0] if each.names else each.asked
        distance = _from_organisation(wanted or Organisation(name=name))
    elif isinstance(each, InPlace):
        distance = _from_place(each, known)
    elif isinstance(each, Support):
        distance = _from_support(each)
    elif isinstance(each, Time):
        distance = _from_time(each)
    elif isinstance(each, Lasting):
        distance = _from_length(each)
    else:
        return ()
    measured = sorted((distance(project), project.id, project) for project in projects)
    return tuple(project for gap, _, project in measured[:_NEAREST] if gap < _UNKNOWN)


def _from_organisation(wanted: Organisation) -> Callable[[Project], float]:
    def distance(project: Project) -> float:
        own = project.organisation
        if not own.name:
            return _UNKNOWN
        near = 2.0 * (bool(wanted.type) and own.type == wanted.type)
        near += bool(wanted.municipality) and own.municipality == wanted.municipality
        return 3.0 - near - fuzz.token_set_ratio(wanted.name, own.name) / 100

    return distance


def _from_place(each: InPlace, known: Organisations) -> Callable[[Project], float]:
    where = [
        place for place in known.places.municipalities if each.name in (place.fi, place.region_fi)
    ]

    def distance(project: Project) -> float:
        own = known.places.municipality(project.organisation.municipality or " ")
        if own is None or not where:
            return _UNKNOWN
        return min(_kilometres(own.lat, own.lon, each.lat, each.lon) for each in where)

    return distance


def _kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the great-circle distance by the haversine formula."""
    first, second = math.radians(lat), math.radians(other_lat)
    across = math.radians(other_lon - lon) / 2
    along = (second - first) / 2
    half = math.sin(along) ** 2 + math.cos(first) * math.cos(second) * math.sin(across) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(half))


def _from_support(each: Support) -> Callable[[Project], float]:
    bounds = [bound for bound in (each.low, each.high) if bound is not None]

    def distance(project: Project) -> float:
        euros = project.grant.eu_support_eur
        return _UNKNOWN if euros is None else min(abs(euros - bound) for bound in bounds)

    return distance


def _from_time(each: Time) -> Callable[[Project], float]:
    bounds = [bound for bound in (each.first, each.last) if bound is not None]

    def distance(project: Project) -> float:
        period = project.period
        days: list[date | None] = []
        if each.event in ("start", "running"):
            days.append(period.start)
        if each.event in ("end", "running"):
            days.append(period.end)
        gaps = [abs((day - bound).days) for day in days if day for bound in bounds]
        return min(gaps, default=_UNKNOWN)

    return distance


def _from_length(each: Lasting) -> Callable[[Project], float]:
    wanted = each.months * 30.4375 + each.days

    def distance(project: Project) -> float:
        days = Facts(project).days
        return _UNKNOWN if days is None else abs(days - wanted)

    return distance
