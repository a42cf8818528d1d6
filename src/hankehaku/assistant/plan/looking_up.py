"""Looks up each part of a plan in the collection."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from hankehaku.assistant.plan.units import Unit
from hankehaku.assistant.plan.words import Words
from hankehaku.language.terms import Term
from hankehaku.search.confidence import ANSWERABLE
from hankehaku.search.engine import Ranked, Searcher
from hankehaku.search.result import Question

FOUND_SHARE, FOUND_NEARNESS = 0.45, 2.0
"""A project has to do with a part when about half of what the part says was found in it (as
`search.membership` asks), or when a sentence of it is as near as few are that anybody might ask
about; in both cases only if its confidence says so as well."""


FEWEST_TERMS = 2
"""Telling terms that a part needs for anything to be said of it; headings have fewer."""

_OF_BEST = 0.4
_SPECIFIC = 0.5


@dataclass(frozen=True)
class Looked:
    """A part of a plan as understood, and the projects in the order in which they fit it.

    `telling` are its terms that do not just say how projects are run, `total` is the number of all
    projects.
    """

    unit: Unit
    question: Question
    ranked: Ranked
    telling: tuple[Term, ...]
    total: int

    @property
    def new(self) -> bool:
        """Tell whether no project has to do with the part."""
        return self.ranked.no_match or not self.ranked.order

    @cached_property
    def supports(self) -> Mapping[int, float]:
        """How much the part speaks for each project (by row) that has to do with it.

        Only projects that fit it nearly as well as the best one count, and the more they are, the
        less it speaks for any of them: cooperation with others is planned everywhere.
        """
        if self.new or len(self.telling) < FEWEST_TERMS:
            return {}
        ranked = self.ranked
        share, near = ranked.signals["share"], ranked.signals["nearness"]
        sure = ranked.confidence
        fitting = (sure >= ANSWERABLE) & ((share >= FOUND_SHARE) | (near >= FOUND_NEARNESS))
        weight = np.where(fitting, sure * share * np.maximum(near, 0.0), 0.0)
        kept = np.flatnonzero((weight > 0.0) & (weight >= _OF_BEST * weight.max(initial=0.0)))
        specific = specificity(len(kept), self.total)
        return {int(ranked.rows[at]): float(weight[at]) * specific for at in kept.tolist()}

    @property
    def points(self) -> bool:
        """Tell whether the part speaks for few projects."""
        return bool(self.supports) and specificity(len(self.supports), self.total) >= _SPECIFIC


def specificity(count: int, total: int) -> float:
    """Return from 0 to 1 how much it tells of a project that it is one of `count` out of `total`:
    nothing when all are, half when the square root of the total is.
    """
    return 1.0 - math.log(max(count, 1)) / math.log(max(total, 2))


def look_up(units: Sequence[Unit], searcher: Searcher, words: Words) -> tuple[Looked, ...]:
    """Return the parts that have terms, each with what the collection has of it."""
    found, total = [], len(searcher.table.facts)
    for unit in units:
        question = searcher.question(unit.text, words.language)
        if question.terms:
            telling = tuple(term for term in question.terms if words.tells(term))
            found.append(Looked(unit, question, searcher.rank(question), telling, total))
    return tuple(found)
