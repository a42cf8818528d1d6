"""Why a project matched: which words of the question met which words of the project, and how."""

from __future__ import annotations

import bisect
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from hankehaku.index.fields import Place
from hankehaku.index.lexical import All, Best, Leaf, Node
from hankehaku.language.terms import Alternative, Term
from hankehaku.search.nodes import NodeMaker, best_of
from hankehaku.search.result import Match, Passage

PASSAGE = 240
"""A passage is widened sentence by sentence until it has about this many characters."""

Key = tuple[str, str]
"""A field of the word index and a key in it."""

Places = Mapping[Key, Sequence[Place]]
"""Where each (field, key) of a project stands."""


@dataclass(frozen=True, slots=True)
class Found:
    """The best way to find something: what it is worth and the leaves that were met."""

    value: float
    leaves: tuple[Leaf, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """An alternative of a term with its query; `inner` for a compound's parts.

    The query is the best of `leaves`, given by their keys with the weight of each, and of
    `compounds`, which need looking into. `keys` are all its keys.
    """

    alternative: Alternative
    node: Node
    keys: frozenset[Key]
    leaves: Mapping[Key, Leaf]
    compounds: tuple[Node, ...]
    inner: tuple[Ways, ...] = ()

    @classmethod
    def of(cls, alternative: Alternative, node: Node, inner: tuple[Ways, ...]) -> Way:
        """Lay a query open."""
        leaves: dict[Key, Leaf] = {}
        compounds: list[Node] = []
        for option in _options(node, 1.0):
            if isinstance(option, Leaf):
                key = (option.field, option.key)
                if key not in leaves or leaves[key].weight < option.weight:
                    leaves[key] = option
            else:
                compounds.append(option)
        return cls(alternative, node, frozenset(_keys(node)), leaves, tuple(compounds), inner)


@dataclass(frozen=True, slots=True)
class Ways:
    """A term of the question with the ways to find it that the collection has at all."""

    term: Term
    ways: tuple[Way, ...]
    keys: frozenset[Key]

    @property
    def node(self) -> Node | None:
        """The query of the term, None when no project has it in any way."""
        return best_of(way.node for way in self.ways)


class Explainer:
    """Finds the ways from terms to places; `rarity` gives a key's weight in the collection."""

    def __init__(self, rarity: Callable[[str, str], float], maker: NodeMaker) -> None:
        self._rarity = lru_cache(maxsize=65_536)(rarity)
        self._maker = maker

    def ways(self, term: Term) -> Ways:
        """Return the ways to find a term, worked out once a question."""
        ways: list[Way] = []
        for alternative in term.alternatives:
            node = self._maker.alternative(alternative)
            if node is not None:
                inner = tuple(self.ways(part) for part in alternative.terms)
                ways.append(Way.of(alternative, node, inner))
        return Ways(term, tuple(ways), frozenset().union(*(way.keys for way in ways)))

    def matches(
        self, terms: Sequence[Ways], scores: Sequence[float], places: Places
    ) -> tuple[Match, ...]:
        """Return every place where a term with a score above 0 was met, best term first."""
        found: list[Match] = []
        ranked = sorted(zip(terms, scores, strict=True), key=lambda pair: -pair[1])
        for ways, score in ranked:
            if score > 0.0:
                found += self._term_matches(ways, (ways.term.surface,), float(score), places)
        return tuple(dict.fromkeys(found))

    def _term_matches(
        self, ways: Ways, route: tuple[str, ...], score: float, places: Places
    ) -> Iterator[Match]:
        met = ways.keys & places.keys()
        best, chosen = Found(0.0), None
        for way in ways.ways:
            if met.isdisjoint(way.keys):
                continue
            for key in sorted(met & way.leaves.keys()):  # sorted, as a set has no order
                value = self._value(way.leaves[key], places)
                if value > best.value:
                    best, chosen = Found(value, (way.leaves[key],)), way
            for node in way.compounds:
                found = self._evaluate(node, places)
                if found.value > best.value:
                    best, chosen = found, way
        if chosen is None:
            return
        if chosen.inner:
            for part in chosen.inner:
                yield from self._term_matches(part, (*route, part.term.surface), score, places)
            return
        yield from self._places(chosen.alternative, best.leaves, route, score, places)

    def _places(
        self,
        alternative: Alternative,
        leaves: Sequence[Leaf],
        way: tuple[str, ...],
        score: float,
        places: Places,
    ) -> Iterator[Match]:
        for leaf in leaves:
            # the key itself is the last step unless it is but the start of a word
            last = () if leaf.field == "grams" else (leaf.key,)
            route = tuple(dict.fromkeys((*way, alternative.text.casefold(), *last)))
            for place in places[leaf.field, leaf.key]:
                yield Match(
                    question=way[0],
                    way=route,
                    source=alternative.source,
                    found=leaf.key,
                    text=place.text,
                    start=place.start,
                    end=place.end,
                    score=score,
                )

    def _value(self, leaf: Leaf, places: Places) -> float:
        """Return what finding a leaf is worth: BM25 without the length of the text."""
        count = len(places.get((leaf.field, leaf.key), ()))
        return leaf.weight * self._rarity(leaf.field, leaf.key) * count * 2.2 / (count + 1.2)

    def _evaluate(self, node: Node, places: Places) -> Found:
        if isinstance(node, Leaf):
            value = self._value(node, places)
            return Found(value, (node,) if value else ())
        children = [self._evaluate(child, places) for child in node.children]
        if isinstance(node, Best):
            best = max(children, key=lambda found: found.value)
            return Found(best.value * node.weight, best.leaves)
        if isinstance(node, All) and not all(child.leaves for child in children):
            return Found(0.0)
        value = sum(child.value for child in children) * node.weight
        return Found(value, tuple(leaf for child in children for leaf in child.leaves))


def _options(node: Node, weight: float) -> Iterator[Node]:
    """Yield what a query is the best of, each with its weight."""
    if isinstance(node, Best):
        for child in node.children:
            yield from _options(child, weight * node.weight)
    else:
        yield replace(node, weight=weight * node.weight)


def _keys(node: Node) -> Iterator[Key]:
    if isinstance(node, Leaf):
        yield node.field, node.key
    else:
        for child in node.children:
            yield from _keys(child)


def best_passage(
    description: str,
    sentences: Sequence[tuple[int, int]],
    matches: Sequence[Match],
    closeness: Sequence[float],
) -> Passage:
    """Return the sentence that answers best, widened by its neighbours to about PASSAGE characters.

    A sentence is worth the scores of the terms met in it, each once, and how its `closeness` (the
    inner product of its vector with the question's, one value a sentence) compares with the best.
    """
    if not sentences:
        return Passage(description[:PASSAGE], 0, min(PASSAGE, len(description)))
    met: list[dict[str, float]] = [{} for _ in sentences]
    starts = [start for start, _ in sentences]
    for match in matches:
        if match.text == "description":
            scores = met[max(bisect.bisect_right(starts, match.start) - 1, 0)]
            scores[match.question] = max(scores.get(match.question, 0.0), match.score)
    nearest = max(closeness)
    unit = nearest if nearest > 0.0 else 1.0
    worth = [
        sum(scores.values()) + max(near, 0.0) / unit
        for scores, near in zip(met, closeness, strict=True)
    ]
    first = last = worth.index(max(worth))
    nothing = -math.inf
    while sentences[last][1] - sentences[first][0] < PASSAGE:
        before = worth[first - 1] if first else nothing
        after = worth[last + 1] if last + 1 < len(sentences) else nothing
        if before == after == nothing:
            break
        if after >= before:
            last += 1
        else:
            first -= 1
    start, end = sentences[first][0], sentences[last][1]
    return Passage(description[start:end], start, end)
