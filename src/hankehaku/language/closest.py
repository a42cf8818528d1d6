"""Chooses among entries with the same stem those that a word or phrase as written stands for."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from hankehaku.language.analyzer import Token
from hankehaku.language.inflection import base_forms
from hankehaku.language.termbase import Entry


def closest(tokens: Sequence[Token], entries: Sequence[Entry], language: str) -> tuple[Entry, ...]:
    """Return those of `entries` whose headwords are nearest to the words as they were written.

    Stems bring together what inflection keeps apart, but also words that only look alike
    (figure, figurative; house, housing). A headword that reads as written is taken alone, then
    one that what was written is an inflected form of; of the rest the least distant, and no
    phrases in English, where the stemmer takes derivations for inflections too. In Finnish keys
    are base forms, so all are as written.
    """
    if language == "fi":
        return tuple(dict.fromkeys(entries))
    text = " ".join(map(written, tokens))
    tiers: list[tuple[str, ...]] = [(text,)]
    if len(tokens) == 1:
        tiers += base_forms(text, language)
    for tier in tiers:
        if same := [entry for entry in entries if entry.headword in tier]:
            return tuple(dict.fromkeys(same))
    same = []
    if len(tokens) > 1:
        plain = _singular(text, language)
        same = [entry for entry in entries if _singular(entry.headword, language) == plain]
    if not same and (language == "sv" or len(tokens) == 1):
        distance = {entry.headword: _distance(text, entry.headword) for entry in entries}
        least = min(distance.values(), default=0)
        same = [entry for entry in entries if distance[entry.headword] == least]
    return tuple(dict.fromkeys(same))


def of_headword(entries: Sequence[Entry], headword: str | None) -> Sequence[Entry]:
    """Keep of entries with one stem (enhet, enhetlig) those of a headword; all when it is None."""
    return [entry for entry in entries if headword in (None, entry.headword)]


def written(token: Token) -> str:
    """Return a word as it was written, in lower case."""
    return token.surface.casefold()


def _singular(text: str, language: str) -> str:
    """Return English words without plural -s (Harman 1991, 'How effective is suffixing?')."""
    if language != "en":
        return text
    words = []
    for word in text.split():
        if word.endswith("ies") and not word.endswith(("eies", "aies")):
            word = word[:-3] + "y"
        elif (word.endswith("es") and not word.endswith(("aes", "ees", "oes"))) or (
            word.endswith("s") and not word.endswith(("us", "ss"))
        ):
            word = word[:-1]
        words.append(word)
    return " ".join(words)


def _distance(one: str, other: str) -> int:
    """Return how many letters are not in the common beginning of two words."""
    pairs = itertools.takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    common = sum(1 for _ in pairs)
    return len(one) + len(other) - 2 * common
