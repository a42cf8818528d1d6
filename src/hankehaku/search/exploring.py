"""Searches as a page does: with filters and facets, words left out, in any order, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from hankehaku.records import Project
from hankehaku.search.engine import Ranked, Searcher
from hankehaku.search.facets import FacetTable
from hankehaku.search.membership import is_member
from hankehaku.search.request import FACETS, Filters, Request
from hankehaku.search.result import Facet, Hit, Missed, Question, SearchResult
from hankehaku.search.selection import Mask

PLAUSIBLE = 0.15
"""The confidence from which a project belongs to the result of a topic; see `search.confidence`."""

NEAR = 0.1
"""The part of the best score that a project needs for the result of a topic of several words (most
projects have some of them), unless it is a member anyway. On the tune half the result holds .80 of
what fits (.89 without this), and .38 of it fits (.29 without); none is all of the collection (a
fourth was)."""

FEWEST = 3
"""Projects that a result with an answer has at least, if there are as many."""


@dataclass(frozen=True, slots=True)
class _Set:
    """A result: its rows in order, and the ranking that they come from, if there is a topic."""

    rows: tuple[int, ...]
    ranked: Ranked | None = None
    no_match: bool = False


class Explorer:
    """Explores one generation; safe to use from several threads.

    What a question asks for makes a set, and filters narrow that set: so as many projects are
    shown when a value is picked as the facet has counted. In a collection that is larger than what
    a ranking looks at (`signals.DEPTH`), a facet counts what was looked at; what is then picked is
    looked at as a whole, and may be more.
    """

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self._facets = FacetTable(searcher.table.facts)

    def explore(self, request: Request) -> SearchResult:
        """Return a page of the projects that a request is for, with the facets of all of them.

        Raises QuestionError for a text that cannot be used.
        """
        question, topic = self._question(request)
        asked = self._asked(question, request.filters)
        found = self._narrowed(asked, request, request.filters)
        table, filters = self._searcher.table, request.filters
        met, unknown = table.masks((*question.constraints, *filters.constraints()))
        selected = int(np.count_nonzero(met))
        result = SearchResult(
            # its terms stand where they do in the topic with all of its words
            replace(question, topic=topic),
            (),
            found.no_match,
            len(table.facts),
            selected,
            self._projects(np.flatnonzero(unknown).tolist()),
            self._missed(question, request, asked) if found.no_match else (),
            facets=self._counted(request, asked, found),
        )
        first = 0 if found.no_match else request.first
        hits = self._hits(found, first, request.count)
        matching = 0 if found.no_match else len(found.rows)
        return replace(result, hits=hits, matching=matching, first=first)

    def everything(self, request: Request) -> tuple[Project, ...]:
        """Return all projects that a request is for, in its order."""
        question, _ = self._question(request)
        found = self._narrowed(self._asked(question, request.filters), request, request.filters)
        return () if found.no_match else self._projects(found.rows)

    def _question(self, request: Request) -> tuple[Question, str]:
        """Return the question of a request without what was taken out of it, and its whole topic.

        Without a text the question is empty.
        """
        if not request.text.strip():
            return Question("", request.language or "fi", 1.0, "", ()), ""
        question = self._searcher.read(request.text, request.language)
        muted = {each.casefold() for each in request.muted}
        terms = tuple(each for each in question.terms if each.surface.casefold() not in muted)
        kept = tuple(
            each for at, each in enumerate(question.constraints) if at not in request.dropped
        )
        left = replace(question, topic=_without(question, muted), terms=terms, constraints=kept)
        return left, question.topic

    def _asked(self, question: Question, filters: Filters) -> _Set:
        """Return what a question asks for; all that the filters leave is among what is ranked."""
        table = self._searcher.table
        rows = table.select(question.constraints).rows
        if not rows:
            return _Set((), no_match=True)
        ranked = None
        if question.topic:
            among = rows if question.constraints else None
            picked = filters.constraints()
            also = () if among or not picked else table.select(picked).rows
            ranked = self._searcher.rank(question, among, also)
            fitting = _members(ranked) if question.order else _fitting(ranked, question)
            if ranked.no_match or not fitting:
                return _Set((), ranked, no_match=True)
            rows = tuple(int(ranked.rows[at]) for at in fitting)
        if question.order:
            rows = _wanted(table.ordered(rows, question.order), question)
        return _Set(rows, ranked)

    def _narrowed(self, asked: _Set, request: Request, filters: Filters) -> _Set:
        """Return what filters leave of a set in the order of a request, else what is nearest."""
        kept, _ = self._searcher.table.masks(filters.constraints())
        rows = tuple(row for row in asked.rows if kept[row])
        if rows:
            if request.sort != "best":
                rows = self._searcher.table.ordered(rows, request.sort)
            return replace(asked, rows=rows)
        nearest: list[int] = []
        if asked.ranked:
            ordered = (int(asked.ranked.rows[at]) for at in asked.ranked.order)
            nearest = [row for row in ordered if kept[row]][: request.count]
        return _Set(tuple(nearest), asked.ranked, no_match=True)

    def _hits(self, found: _Set, first: int, count: int) -> tuple[Hit, ...]:
        rows = found.rows[first : first + count]
        ranked = found.ranked
        if ranked is None:
            return tuple(self._searcher.listed(row, at) for at, row in enumerate(rows, first + 1))
        places = {int(ranked.rows[at]): place for place, at in enumerate(ranked.order)}
        hits = self._searcher.hits(ranked, [places[row] for row in rows])
        return tuple(replace(each, rank=at) for at, each in enumerate(hits, first + 1))

    def _counted(self, request: Request, asked: _Set, found: _Set) -> tuple[Facet, ...]:
        """Return the facets of a result; a facet with picked values as if none were picked."""
        plain = self._mask(found)
        counted = []
        for name in FACETS:
            chosen, mask = request.filters.values(name), plain
            if chosen:
                wider = request.filters.picking(name, ())
                mask = self._mask(self._narrowed(asked, request, wider))
            counted.append(self._facets.count(name, mask, chosen))
        return tuple(counted)

    def _mask(self, found: _Set) -> Mask:
        mask = np.zeros(len(self._searcher.table.facts), dtype=np.bool_)
        mask[list(() if found.no_match else found.rows)] = True
        return mask

    def _missed(self, question: Question, request: Request, asked: _Set) -> tuple[Missed, ...]:
        """Return what appears when one constraint or filter is dropped, the least first."""
        made, filters = question.constraints, request.filters
        if not question.topic and len(made) + len(filters.by_facet()) == 1:
            return ()  # without it nothing was asked
        wider = [
            (constraint, self._narrowed(asked, request, filters.lifting(facet)))
            for facet, constraint in filters.by_facet().items()
        ]
        for at, constraint in enumerate(made):
            rest = replace(question, constraints=made[:at] + made[at + 1 :])
            wider.append((constraint, self._narrowed(self._asked(rest, filters), request, filters)))
        found = [
            Missed(constraint, self._projects(each.rows))
            for constraint, each in wider
            if not each.no_match
        ]
        return tuple(sorted(found, key=lambda each: len(each.projects)))

    def _projects(self, rows: Sequence[int]) -> tuple[Project, ...]:
        return tuple(self._searcher.table.facts[row].project for row in rows)


def _wanted(rows: tuple[int, ...], question: Question) -> tuple[int, ...]:
    """Return as many rows in an order as a question asks for: 'the third largest' is one."""
    parsed = question.parsed
    if parsed is None:
        return rows
    left = rows[parsed.skip :]
    return left[: parsed.limit] if parsed.limit else left


def _fitting(ranked: Ranked, question: Question) -> list[int]:
    """Return the positions that belong to the result of a topic, the best first."""
    members = set(_members(ranked))
    near = NEAR * float(ranked.score.max(initial=0.0)) if _several(question) else -np.inf
    sure = [
        at
        for at in ranked.order
        if at in members
        or (float(ranked.confidence[at]) >= PLAUSIBLE and float(ranked.score[at]) >= near)
    ]
    return sure if len(sure) >= FEWEST else list(ranked.order[:FEWEST])


def _several(question: Question) -> bool:
    """Tell whether a topic is of several words, be they the parts of a compound."""
    sought = [term for term in question.terms if term.sought]
    return len(sought) > 1 or any(
        len(way.terms) > 1 for each in sought for way in each.alternatives
    )


def _members(ranked: Ranked) -> list[int]:
    """Return the positions that are put in an order asked for; see `search.membership`."""
    share, core = ranked.signals["share"], ranked.signals["core"]
    return [
        at
        for at in ranked.order
        if is_member(float(share[at]), float(core[at]), float(ranked.confidence[at]))
    ]


def _without(question: Question, muted: set[str]) -> str:
    """Return the topic of a question without some of its words."""
    kept, at = [], 0
    for term in sorted(question.terms, key=lambda each: each.start):
        if term.surface.casefold() in muted and term.start >= at:
            kept.append(question.topic[at : term.start])
            at = term.end
    kept.append(question.topic[at:])
    return " ".join("".join(kept).split())
