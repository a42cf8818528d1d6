"""What is new in a plan: what no project of the whole collection covers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from hankehaku.assistant.plan.looking_up import FEWEST_TERMS, Looked, look_up
from hankehaku.assistant.plan.report import New
from hankehaku.assistant.plan.units import Unit
from hankehaku.assistant.plan.words import Words
from hankehaku.language.terms import RELATED, Term
from hankehaku.search.engine import Searcher
from hankehaku.search.explain import Ways

MOST = 8
"""New parts that are told at most."""

AGAIN = 30
"""Sentences of a long plan that are looked up by themselves."""

_SOLID = frozenset({"title", "base", "parts", "names"})
_TRUSTED = 0.5
NEAR = 0.5
"""As near as the collection is to a word that anybody might ask about, and half a deviation more:
what is nearer may be there in other words."""


def new_parts(looked: Sequence[Looked], searcher: Searcher, words: Words) -> tuple[New, ...]:
    """Return what is new in a plan: whole sentences first, then new words of known themes."""
    whole: list[New] = []
    partly: list[New] = []
    for each in _sentences(looked, searcher, words):
        absent = _absent(each)
        if each.new and len(each.telling) >= FEWEST_TERMS and absent:
            surfaces = tuple(
                dict.fromkeys(term.surface for term in absent if words.may_be_a_thing(term))
            )
            whole.append(New(each.unit.text, surfaces, whole=True))
        elif not each.new and (surfaces := _new_words(each, searcher, words)):
            partly.append(New(each.unit.text, surfaces, whole=False))
    return tuple((whole + sorted(partly, key=lambda new: -len(new.words)))[:MOST])


def _sentences(looked: Sequence[Looked], searcher: Searcher, words: Words) -> list[Looked]:
    """Return the sentences that may be new; those of longer parts only when words of them are
    nowhere, those with most such words first.
    """
    single = [each for each in looked if len(each.unit.sentences) == 1]
    unknown: dict[str, int] = {}
    for each in looked:
        if len(each.unit.sentences) > 1:
            for term in _absent(each):
                sentence = each.unit.sentences[each.unit.at(term.start)]
                unknown[sentence] = unknown.get(sentence, 0) + 1
    most = sorted(unknown, key=lambda sentence: -unknown[sentence])[:AGAIN]
    return [*single, *look_up([Unit.of((each,)) for each in most], searcher, words)]


def _absent(looked: Looked, *, loosely: bool = False) -> list[Term]:
    """Return the terms that are in no project, under any name (see `_found`)."""
    return [
        ways.term
        for ways in looked.ranked.ways
        if ways.term in looked.telling and not _found(ways, loosely=loosely)
    ]


def _found(ways: Ways, *, loosely: bool = False) -> bool:
    """Tell whether some project has a term: itself, by a name that is trusted, or all its parts.

    Loosely, one of its parts and another word that begins the same are enough.
    """
    enough = any if loosely else all
    for way in ways.ways:
        source = way.alternative.source
        if source == RELATED or way.alternative.trust < _TRUSTED:
            continue
        if way.inner:
            if enough(_found(each, loosely=loosely) for each in way.inner):
                return True
        elif loosely or any(field in _SOLID for field, _ in way.leaves):
            return True
    return False


def _new_words(looked: Looked, searcher: Searcher, words: Words) -> tuple[str, ...]:
    """Return the words of a sentence that are in no project in any form, and whose meaning is far
    from the whole collection as well.

    Only nouns that a lexicon knows count: what cannot be translated may be there all the same.
    """
    if len(looked.telling) <= FEWEST_TERMS:
        return ()
    new: dict[str, None] = {}
    for term in _absent(looked, loosely=True):
        if words.names_a_thing(term):
            ranked = searcher.rank(searcher.question(term.surface, words.language))
            if float(np.max(ranked.signals["nearness"], initial=-np.inf)) < NEAR:
                new.setdefault(term.surface)
    return tuple(new)
