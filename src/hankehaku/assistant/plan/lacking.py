"""What comparable projects did that a plan has nothing of."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from hankehaku.assistant.aspects import TEXTUAL
from hankehaku.assistant.plan.comparables import Read
from hankehaku.assistant.plan.looking_up import Looked
from hankehaku.assistant.plan.report import Comparable, Lacking
from hankehaku.assistant.plan.words import Vocabulary, Words
from hankehaku.assistant.turn import Parts

MOST, OF_ONE = 8, 2
"""Sentences that are quoted at most, and of one project."""

_OF_BEST = 0.5
"""Of what speaks for the first comparable project, what has to speak for one that is quoted."""

_UNKNOWN_SHARE, _UNKNOWN_TERMS = 0.6, 2
"""The share of a sentence's terms that matter, and their number, that the plan must not have."""

_NEAREST = 2.0
"""A sentence that is nearer to some part of the plan is covered in other words: as near as few
sentences are to what anybody might ask about (see `search.confidence`)."""

_MUTUAL = 1.0
"""So is one that is the nearest of its project to some part of the plan, if it is as near as this:
across languages what means the same is less near."""

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Candidate:
    lacking: Lacking
    worth: float


class Lackings:
    """Finds sentences about methods, partners, target groups and results that a plan lacks."""

    def __init__(self, parts: Parts, looked: Sequence[Looked], words: Words) -> None:
        self._parts, self._looked, self._words = parts, looked, words
        self._vocabulary = Vocabulary(term for each in looked for term in each.question.terms)

    def of(self, read: Sequence[Read], comparable: Sequence[Comparable]) -> tuple[Lacking, ...]:
        """Return the sentences of comparable projects that have most new in them.

        Of equal ones those of the first projects come first; what a pair quotes is covered.
        """
        found: list[_Candidate] = []
        most = max((each.weight for each in read), default=0.0)
        for rank, (project, shown) in enumerate(zip(read, comparable, strict=True)):
            if project.weight >= _OF_BEST * most:
                quoted = {pair.project for pair in shown.pairs}
                own = sorted(self._candidates(project, quoted), key=lambda each: -each.worth)
                found += [replace(each, worth=each.worth / (1 + rank / 4)) for each in own[:OF_ONE]]
        ordered = sorted(found, key=lambda each: -each.worth)
        return tuple(each.lacking for each in ordered[:MOST])

    def _candidates(self, read: Read, quoted: Collection[str]) -> Iterator[_Candidate]:
        searcher, aspects = self._parts.searcher, self._parts.aspects
        for sentence, covered in zip(read.sentences, self._covered(read), strict=True):
            if covered or sentence in quoted:
                continue
            alone = replace(read.project, description=sentence)
            aspect = next((each for each in TEXTUAL if aspects.quote(alone, each)), "")
            if not aspect or self._words.denies(sentence):
                continue
            terms = [
                each
                for each in searcher.question(sentence, "fi").terms
                if self._words.matters(each)
            ]
            unknown = [each for each in terms if not self._vocabulary.has(each)]
            distinct = tuple(dict.fromkeys(each.surface for each in unknown))
            share = len(unknown) / max(len(terms), 1)
            if len(distinct) >= _UNKNOWN_TERMS and share >= _UNKNOWN_SHARE:
                told = Lacking(read.project, sentence, aspect, distinct)
                yield _Candidate(told, share * min(len(distinct), 5))

    def _covered(self, read: Read) -> list[bool]:
        """Tell for each sentence of a project whether its meaning is in the plan."""
        products = np.stack([read.vectors @ each.ranked.query for each in self._looked])
        nearness = self._scaled(read, products)
        nearest = nearness.max(axis=0)
        mutual = np.zeros(len(read.sentences), dtype=np.bool_)
        for part, best in enumerate(nearness.argmax(axis=1).tolist()):
            mutual[best] |= nearness[part, best] >= _MUTUAL
        covered: list[bool] = ((nearest >= _NEAREST) | mutual).tolist()
        return covered

    def _scaled(self, read: Read, products: Floats) -> Floats:
        """Return inner products in the standard deviations in which a search tells nearness.

        The nearness of a project is that of its nearest sentence, so a line through the best
        products and what the search says of the project gives the scale.
        """
        told = np.array(
            [
                each.ranked.signals["nearness"][each.ranked.rows == read.row].max(initial=-np.inf)
                for each in self._looked
            ]
        )
        best, known = products.max(axis=1), np.isfinite(told)
        if known.sum() < 2 or float(np.ptp(best[known])) < 1e-6:
            # nothing tells how near is near: then nothing is said to be lacking
            return np.full_like(products, np.inf)
        slope, start = np.polyfit(best[known], told[known], 1)
        scaled: Floats = (products * slope + start).astype(np.float32)
        return scaled
