"""The set of projects that a question is about, those on its border, and those that cannot tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hankehaku.records import Project
from hankehaku.search.constraints import Constraint
from hankehaku.search.engine import Searcher
from hankehaku.search.membership import fits
from hankehaku.search.result import Hit, SearchResult

BORDER_SHARE, BORDER_CONFIDENCE = 0.3, 0.3
_FEWEST = 3
MOST = 1_000
"""Projects that a set about a topic can have; constraints alone are not limited."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A set in order. `hits` explain it where it was ranked by a topic; `border` fit the topic only
    half; `unknown` were left out as their records leave a constraint open.
    """

    projects: tuple[Project, ...]
    hits: tuple[Hit, ...] = ()
    border: tuple[Project, ...] = ()
    unknown: tuple[Project, ...] = ()
    result: SearchResult | None = None


def choose(
    searcher: Searcher,
    topic: str,
    language: str,
    constraints: Sequence[Constraint],
    order: str | None,
    limit: int | None,
    *,
    ranking: bool,
    among: Sequence[str] | None = None,
    skip: int = 0,
) -> Chosen:
    """Return the projects for a topic (empty: all) and constraints.

    With `ranking` the best hits are wanted, in the order of the ranking, as a search gives them;
    else exactly those that fit. `among` are the ids to choose from; with a
    `limit`, `skip` so many before.
    """
    # ordered below, after those that do not fit are left out
    question = searcher.question(topic, language, tuple(constraints), None if topic else order)
    result = searcher.answer(question, MOST if topic else len(searcher.table.facts))
    hits = result.hits
    if among is not None:
        places = {each: place for place, each in enumerate(among)}
        hits = tuple(each for each in hits if each.project.id in places)
        if not order:
            hits = tuple(sorted(hits, key=lambda each: places[each.project.id]))
    border: tuple[Project, ...] = ()
    if topic:
        members = tuple(each for each in hits if fits(each))
        halfway = tuple(each for each in hits if _borders(each) and not fits(each))
        if result.no_match:
            hits = ()
        elif ranking and not order and not (constraints and members):
            hits = tuple(sorted(members + halfway, key=lambda each: each.rank))
            hits = hits or result.hits[:_FEWEST]
        else:
            hits = members
            border = tuple(each.project for each in halfway)
        if order:
            hits = _ordered(searcher, hits, order)
    projects = tuple(each.project for each in hits)
    if limit is not None:
        projects, hits = projects[skip : skip + limit], hits[skip : skip + limit]
    return Chosen(projects, hits if topic else (), border, result.unknown, result)


def _borders(hit: Hit) -> bool:
    share = hit.signals.get("share", 1.0)
    return share >= BORDER_SHARE and hit.confidence >= BORDER_CONFIDENCE


def _ordered(searcher: Searcher, hits: Sequence[Hit], order: str) -> tuple[Hit, ...]:
    by_id = {each.project.id: each for each in hits}
    rows = [row for row, f in enumerate(searcher.table.facts) if f.project.id in by_id]
    ordered = searcher.table.ordered(rows, order)
    return tuple(by_id[searcher.table.facts[row].project.id] for row in ordered)
