"""Searches as a page does: with filters and facets, words left out, in any order, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from hankehaku.records import Project
from hankehaku.search.constraints import Constraint
from hankehaku.search.engine import Ranked, Searcher
from hankehaku.search.facets import FacetTable
from hankehaku.search.request import FACETS, Filters, Request
from hankehaku.search.result import Facet, Missed, Question, SearchResult

PLAUSIBLE = 0.15
"""The confidence from which a project belongs to the result of a topic; see `search.confidence`."""

FEWEST = 3
"""Projects that a result with an answer has at least, if there are as many."""


@dataclass(frozen=True, slots=True)
class _Set:
    """A result: its rows in order, and the ranking whose places `places` they stand at."""

    rows: tuple[int, ...]
    ranked: Ranked | None = None
    places: tuple[int, ...] = ()
    no_match: bool = False


class Explorer:
    """Explores one generation; safe to use from several threads."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self._facets = FacetTable(searcher.table.facts)

    def explore(self, request: Request) -> SearchResult:
        """Return a page of the projects that a request is for, with the facets of all of them.

        Raises QuestionError for a text that cannot be used.
        """
        question, topic = self._question(request)
        constraints = _applied(question, request)
        question = replace(question, constraints=constraints)
        found = self._found(question, request, constraints)
        total = len(self._searcher.table.facts)
        _, unknown = self._searcher.table.masks((*constraints, *request.filters.constraints()))
        selected = self._selected(constraints, request.filters)
        left_out = tuple(self._project(row) for row in np.flatnonzero(unknown).tolist())
        facets = self._counted(question, request, constraints, found)
        # its terms stand where they do in the topic with all of its words
        shown = replace(question, topic=topic)
        result = SearchResult(
            shown, (), found.no_match, total, len(selected), left_out, facets=facets
        )
        if not selected:
            return replace(result, near_misses=self._missed(constraints, request.filters))
        first, last = request.first, request.first + request.count
        if found.ranked is None:
            rows = found.rows[first:last]
            hits = tuple(self._searcher.listed(row, first + at) for at, row in enumerate(rows, 1))
        else:
            hits = self._searcher.hits(found.ranked, found.places[first:last])
            hits = tuple(replace(each, rank=first + at) for at, each in enumerate(hits, 1))
        matching = 0 if found.no_match else len(found.rows)
        return replace(result, hits=hits, matching=matching, first=first)

    def everything(self, request: Request) -> tuple[Project, ...]:
        """Return all projects that a request is for, in its order."""
        question, _ = self._question(request)
        found = self._found(question, request, _applied(question, request))
        return () if found.no_match else tuple(self._project(row) for row in found.rows)

    def _question(self, request: Request) -> tuple[Question, str]:
        """Return the question of a request without its muted words, and its topic with them."""
        if not request.text.strip():
            return Question("", request.language or "fi", 1.0, "", ()), ""
        question = self._searcher.read(request.text, request.language)
        muted = {each.casefold() for each in request.muted}
        terms = tuple(each for each in question.terms if each.surface.casefold() not in muted)
        return replace(question, topic=_without(question, muted), terms=terms), question.topic

    def _found(
        self, question: Question, request: Request, constraints: Sequence[Constraint]
    ) -> _Set:
        table = self._searcher.table
        every = (*constraints, *request.filters.constraints())
        rows = self._selected(constraints, request.filters)
        order = question.order if request.sort == "best" else request.sort
        if not rows:
            return _Set((), no_match=True)
        if not question.topic:
            return _Set(table.ordered(rows, order) if order and order != "best" else rows)
        ranked = self._searcher.rank(question, rows if every else None)
        sure = ranked.confidence
        fitting = [at for at in ranked.order if float(sure[at]) >= PLAUSIBLE]
        if ranked.no_match or len(fitting) < FEWEST:
            fitting = list(ranked.order[: FEWEST if not ranked.no_match else request.count])
        places = {at: place for place, at in enumerate(ranked.order)}
        shown = {int(ranked.rows[at]): places[at] for at in fitting}
        rows = tuple(shown)
        ordered = table.ordered(rows, order) if order and order != "best" else rows
        limit = question.parsed.limit if question.parsed and question.order else None
        ordered = ordered[:limit] if limit else ordered
        return _Set(ordered, ranked, tuple(shown[row] for row in ordered), ranked.no_match)

    def _selected(self, constraints: Sequence[Constraint], filters: Filters) -> tuple[int, ...]:
        met, _ = self._searcher.table.masks((*constraints, *filters.constraints()))
        return tuple(np.flatnonzero(met).tolist())

    def _counted(
        self, question: Question, request: Request, constraints: Sequence[Constraint], found: _Set
    ) -> tuple[Facet, ...]:
        """Return the facets of a result; a facet with picked values as if none were picked."""
        plain = self._mask(() if found.no_match else found.rows)
        counted = []
        for name in FACETS:
            chosen, mask = request.filters.values(name), plain
            if chosen:
                wider = replace(request, filters=request.filters.picking(name, ()))
                wide = self._found(question, wider, constraints)
                mask = self._mask(() if wide.no_match else wide.rows)
            counted.append(self._facets.count(name, mask, chosen))
        return tuple(counted)

    def _mask(self, rows: Sequence[int]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        mask = np.zeros(len(self._searcher.table.facts), dtype=np.bool_)
        mask[list(rows)] = True
        return mask

    def _missed(self, constraints: Sequence[Constraint], filters: Filters) -> tuple[Missed, ...]:
        misses = self._searcher.table.near_misses((*constraints, *filters.constraints()))
        return tuple(
            Missed(each.constraint, tuple(self._project(row) for row in each.rows))
            for each in misses
        )

    def _project(self, row: int) -> Project:
        return self._searcher.table.facts[row].project


def _applied(question: Question, request: Request) -> tuple[Constraint, ...]:
    return tuple(each for at, each in enumerate(question.constraints) if at not in request.dropped)


def _without(question: Question, muted: set[str]) -> str:
    """Return the topic of a question without some of its words."""
    kept, at = [], 0
    for term in sorted(question.terms, key=lambda each: each.start):
        if term.surface.casefold() in muted and term.start >= at:
            kept.append(question.topic[at : term.start])
            at = term.end
    kept.append(question.topic[at:])
    return " ".join("".join(kept).split())
