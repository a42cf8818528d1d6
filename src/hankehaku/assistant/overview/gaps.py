"""What has been done for whom, under which objective and since when, and what has not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from hankehaku.assistant.overview.scales import Years, spans
from hankehaku.assistant.overview.target_groups import TargetGroup
from hankehaku.records import Objective, Project

ANALYSED = 5_000
"""Projects whose texts are looked through, at most."""

_COLUMNS = 8


@dataclass(frozen=True, slots=True)
class Line:
    """The projects of an objective that name a target group: how many start in each column of
    `Gaps.years`, with an `undated` start, and in all. `group` None is for those that name none.
    """

    group: TargetGroup | None
    counts: tuple[int, ...]
    undated: int
    total: int


@dataclass(frozen=True, slots=True)
class UnderObjective:
    """The target groups of an objective's projects, the most frequent first, and those that none
    names. An objective without code is for projects whose objective is not known.
    """

    objective: Objective
    projects: int
    lines: tuple[Line, ...]
    missing: tuple[TargetGroup, ...]


@dataclass(frozen=True, slots=True)
class Gaps:
    """The target groups of a set by objective and start.

    `analysed` of `projects` have been looked through. `missing` are the groups that no project of
    the set names.
    """

    years: tuple[Years, ...]
    undated: int
    objectives: tuple[UnderObjective, ...]
    missing: tuple[TargetGroup, ...]
    analysed: int
    projects: int


def gaps(
    projects: Sequence[Project],
    objectives: Sequence[Objective],
    groups: Sequence[TargetGroup],
    groups_of: Callable[[Project], Collection[str]],
) -> Gaps:
    """Return where the target groups of projects have, and have not, been reached.

    `objectives` are listed without projects too. A project counts under every group it names.
    """
    looked = projects[:ANALYSED]
    named = {each.id: groups_of(each) for each in looked}
    starts = [each.period.start.year for each in looked if each.period.start]
    years = spans(min(starts), max(starts), _COLUMNS) if starts else ()
    found: dict[str, list[Project]] = {each.code: [] for each in objectives}
    known = {each.code: each for each in objectives}
    for each in looked:
        found.setdefault(each.objective.code, []).append(each)
        known.setdefault(each.objective.code, each.objective)
    some = {key for keys in named.values() for key in keys}
    return Gaps(
        years=years,
        undated=len(looked) - len(starts),
        objectives=tuple(
            _under(replace(known[code], introduction=""), found[code], years, groups, named)
            for code in sorted(found, key=lambda code: (not code, _natural(code)))
        ),
        missing=tuple(each for each in groups if each.key not in some),
        analysed=len(looked),
        projects=len(projects),
    )


def _under(
    objective: Objective,
    projects: Sequence[Project],
    years: Sequence[Years],
    groups: Sequence[TargetGroup],
    named: Mapping[str, Collection[str]],
) -> UnderObjective:
    members: dict[str, list[Project]] = {}
    nothing = []
    for each in projects:
        for key in named[each.id]:
            members.setdefault(key, []).append(each)
        if not named[each.id]:
            nothing.append(each)
    lines = [_line(each, members[each.key], years) for each in groups if each.key in members]
    lines.sort(key=lambda line: -line.total)
    if nothing:
        lines.append(_line(None, nothing, years))
    missing = tuple(each for each in groups if each.key not in members)
    return UnderObjective(objective, len(projects), tuple(lines), missing)


def _line(group: TargetGroup | None, projects: Sequence[Project], years: Sequence[Years]) -> Line:
    starts = Counter(each.period.start.year if each.period.start else 0 for each in projects)
    counts = tuple(
        sum(count for year, count in starts.items() if year in several) for several in years
    )
    return Line(group, counts, starts[0], len(projects))


def _natural(code: str) -> tuple[tuple[int, str], ...]:
    """Return what orders '2.10' after '2.9'."""
    pieces = code.replace("-", ".").split(".")
    return tuple((int(each), "") if each.isdecimal() else (10**9, each) for each in pieces)
