"""From the terms of a question to queries of the word index, and back from what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from hankehaku.index.fields import GRAM
from hankehaku.index.lexical import All, Best, Leaf, Node, Sum
from hankehaku.language.compounds import segmentations
from hankehaku.language.terms import SPELLING, WRITTEN, Alternative, Term, Word


@dataclass(frozen=True, slots=True)
class FieldWeights:
    """What finding a word in each way is worth, against finding its base form in the text."""

    title: float = 1.2
    base: float = 1.0
    part: float = 0.8
    own_parts: float = 0.5
    modifier: float = 0.5
    surface: float = 0.0
    gram: float = 0.7
    names: float = 1.0


class NodeMaker:
    """Makes queries of the word index, without what the collection does not have.

    `pruned` leaves out of a query what no document has (see `LexicalIndex.pruned`). Queries of
    words are kept, as the same words come again and again.
    """

    def __init__(self, weights: FieldWeights, pruned: Callable[[Node], Node | None]) -> None:
        self._weights, self._pruned = weights, pruned
        self._word = lru_cache(maxsize=65_536)(self._word_node)

    def term(self, term: Term) -> Node | None:
        """Return the query of a term: the best of its alternatives counts, whichever that is."""
        return best_of(self.alternative(each) for each in term.alternatives)

    def alternative(self, alternative: Alternative) -> Node | None:
        """Return the query of one alternative, None when no document can match it.

        The words of a phrase share the weight of one term (by the square root of their number, as
        a phrase says more than one word but not as much as that many); parts of a compound count
        as words of their own, modifiers less than the head. What was written counts by each of
        its words; a phrase or compound that a dictionary offers counts only where all of it is
        found, as the other words of an unrelated equivalent ('olla äitinä' for mother) would be
        found anywhere.
        """
        if alternative.source == SPELLING:
            return _sum((self.term(term) for term in alternative.terms), alternative.trust)
        if alternative.terms:
            *modifiers, head = (self.term(term) for term in alternative.terms)
            less = (Best((node,), self._weights.modifier) for node in modifiers if node)
            return _sum((*less, head), alternative.trust)
        written = alternative.source == WRITTEN
        nodes = [self._word(word, written) for word in alternative.words]
        if len(nodes) == 1:
            return Best((nodes[0],), alternative.trust) if nodes[0] else None
        weight = alternative.trust / len(nodes) ** 0.5
        if written:
            return _sum(nodes, weight)
        present = tuple(node for node in nodes if node)
        return All(present, weight) if len(present) == len(nodes) else None

    def _word_node(self, word: Word, partly: bool) -> Node | None:
        return self._pruned(word_node(word, self._weights, partly=partly))


def best_of(nodes: Iterable[Node | None]) -> Node | None:
    """Return the query whose best child counts, None when there are no children."""
    children = tuple(node for node in nodes if node)
    return Best(children) if children else None


def _sum(nodes: Iterable[Node | None], weight: float) -> Node | None:
    children = tuple(node for node in nodes if node)
    return Sum(children, weight) if children else None


def word_node(word: Word, weights: FieldWeights, *, partly: bool) -> Node:
    """Return the query of a Finnish word: as itself, within compounds, by its parts, by its start.

    With `partly` a compound counts by those of its parts that are found, else by all or none.
    """
    nodes: list[Node] = list(_leaves(word, weights))
    if weights.own_parts:
        for parts in segmentations(word.forms):
            *modifiers, head = parts
            less = (Leaf("parts", part, weights.modifier) for part in modifiers)
            leaves = (*less, Leaf("parts", head))
            nodes.append((Sum if partly else All)(leaves, weights.own_parts))
    return Best(tuple(nodes))


def _leaves(word: Word, weights: FieldWeights) -> Iterator[Leaf]:
    surface = word.surface.casefold()
    lemmas = word.forms.lemmas
    starts = dict.fromkeys(each[:GRAM] for each in (surface, *lemmas) if len(each) >= GRAM)
    named = dict.fromkeys((surface, *lemmas))
    ways = (
        ("title", named, weights.title),
        ("base", lemmas, weights.base),
        ("parts", lemmas, weights.part),
        ("names", named, weights.names),
        ("surface", (surface,), weights.surface),
        ("grams", starts, weights.gram),
    )
    for field, keys, weight in ways:
        if weight:
            for key in keys:
                yield Leaf(field, key, weight)
