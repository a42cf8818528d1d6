"""What of the plain answer is said whatever a language model writes."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from hankehaku.assistant.answer import Answer, Basis, Sentence
from hankehaku.assistant.checking.values import plain as as_checked
from hankehaku.assistant.checking.values import values


def said_anyway(plain: Answer, kept: Sequence[Sentence]) -> list[Sentence]:
    """Return what of the plain answer may not be lost: its notices, which projects were left out
    for want of a value, and what the source has wrong.
    """
    ids = {each.n: each.id for each in plain.citations}
    told = {n for each in kept for n in each.citations}
    within = {*plain.state.found, *(each.id for each in plain.projects)}
    within |= set(plain.figure.projects) if plain.figure else set()

    def needed(sentence: Sentence) -> bool:
        if sentence.basis is Basis.NOTICE:
            return not sentence.text.endswith(":")  # which leads to a list that is not there now
        cited = {ids[n] for n in sentence.citations if n in ids}
        if sentence.basis is not Basis.RECORD or not cited:
            return False
        sources = (plain.sources[each] for each in cited if each in plain.sources)
        wrong = (issue.written for each in sources for issue in each.issues)
        flawed = any(written and written in sentence.text for written in wrong)
        return flawed or not (cited & within or told & set(sentence.citations))

    return [each for each in plain.sentences if needed(each)]


def figure_left_out(plain: Answer, kept: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences of the plain answer that state its figure, unless the model does."""
    if plain.figure is None:
        return []
    exact = Decimal(str(plain.figure.value))
    stated = (v for each in kept for v in values(as_checked(each.text)))
    if any(value.near(exact) for value in stated):
        return []
    return [each for each in plain.sentences if each.basis is Basis.FIGURE]
