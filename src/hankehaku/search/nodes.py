"""From the terms of a question to queries of the word index, and back from what was found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hankehaku.index.fields import GRAM
from hankehaku.index.lexical import All, Best, Leaf, Node, Sum
from hankehaku.language.compounds import segmentations
from hankehaku.language.translate import WRITTEN, Alternative, Term, Word


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


def term_node(term: Term, weights: FieldWeights) -> Node:
    """Return the query of a term: the best of its alternatives counts, whichever that is."""
    return Best(tuple(alternative_node(each, weights) for each in term.alternatives))


def alternative_node(alternative: Alternative, weights: FieldWeights) -> Node:
    """Return the query of one alternative.

    The words of a phrase share the weight of one term (by the square root of their number, as a
    phrase says more than one word but not as much as that many); parts of a compound count as
    words of their own. What was written counts by each of its words; a phrase or compound that a
    dictionary offers counts only where all of it is found, as the other words of an unrelated
    equivalent ('olla äitinä' for mother) would be found anywhere.
    """
    if alternative.terms:
        *modifiers, head = (term_node(term, weights) for term in alternative.terms)
        less = (Best((node,), weights.modifier) for node in modifiers)
        return Sum((*less, head), alternative.trust)
    written = alternative.source == WRITTEN
    nodes = tuple(word_node(word, weights, partly=written) for word in alternative.words)
    if len(nodes) == 1:
        return Best(nodes, alternative.trust)
    return (Sum if written else All)(nodes, alternative.trust / len(nodes) ** 0.5)


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
