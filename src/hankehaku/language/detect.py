"""Tells whether a question is Finnish, Swedish or English, short ones too."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from hankehaku.language.lexicon import LANGUAGES
from hankehaku.language.tokens import words
from hankehaku.ngrams import language_shares

DEFAULT = "fi"
CERTAIN = 0.5
"""How much a function word that only one of the languages has adds to that language's share."""

KNOWN = 1.0
"""How much another word that only one of them has adds; a quarter to each of two that have it."""

Languages = Callable[[Collection[str]], Mapping[str, Collection[str]]]
"""Tells in which of the languages each of some lower-case words is a word."""


@dataclass(frozen=True, slots=True)
class Detected:
    """The language of a question, and the share of the evidence that speaks for it (0 to 1)."""

    language: str
    confidence: float


def detect_language(
    text: str, stopwords: Mapping[str, Mapping[str, str]], languages_of: Languages | None = None
) -> Detected:
    """Return the language of `text`: fi, sv or en; Finnish where nothing tells them apart.

    Letters give each language a share (see `ngrams`), and words that only one of them has settle
    short questions ('projekt för unga', 'digital skills'): those of its list of function and
    request words, and those that `languages_of` finds in its lexicon. Names in capitals (THL, TEM,
    AMIF) are the same in all three, so they do not count.
    """
    surfaces = [surface for surface, _, _ in words(text)]
    telling = [word for word in surfaces if not (word.isupper() and len(word) > 1)]
    if not any(char.isalpha() for word in telling for char in word):
        return Detected(DEFAULT, 0.0)
    shares = language_shares(" ".join(telling))
    # a capital inside a sentence is that of a name
    others = {w.casefold() for at, w in enumerate(telling) if at == 0 or not w[0].isupper()}
    for word in {surface.casefold() for surface in telling}:
        owners = [language for language in LANGUAGES if word in stopwords[language]]
        if owners:
            others.discard(word)
        if len(owners) == 1:
            shares[owners[0]] += CERTAIN
    for owned in (languages_of(sorted(others)) if languages_of else {}).values():
        for language in owned:
            if len(owned) < len(LANGUAGES):
                shares[language] += KNOWN / len(owned) ** 2
    total = sum(shares.values())
    if total <= 0.0:  # no letter of any of the three
        return Detected(DEFAULT, 0.0)
    # the order of LANGUAGES settles a tie, so the answer never depends on chance
    best = max(LANGUAGES, key=lambda language: shares[language])
    return Detected(best, shares[best] / total)
