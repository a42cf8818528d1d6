"""Tells whether a question is Finnish, Swedish or English, short ones too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from hankehaku.language.lexicon import LANGUAGES
from hankehaku.language.tokens import words

if TYPE_CHECKING:
    from lingua import LanguageDetector

DEFAULT = "fi"
CERTAIN = 0.5
"""How much a function word that only one of the languages has adds to that language's share."""


@dataclass(frozen=True, slots=True)
class Detected:
    """The language of a question, and the share of the evidence that speaks for it (0 to 1)."""

    language: str
    confidence: float


def detect_language(text: str, stopwords: Mapping[str, Mapping[str, str]]) -> Detected:
    """Return the language of `text`: fi, sv or en; Finnish where nothing tells them apart.

    Character n-grams of length one to three (lingua, its low-accuracy mode limited to the three
    languages) give each language a share, and words that only one of them has in its list of
    function and request words settle short questions ('projekt för unga'). Names in capitals
    (THL, TEM, AMIF) are the same in all three, so they do not count.
    """
    surfaces = [surface for surface, _, _ in words(text)]
    telling = [word for word in surfaces if not (word.isupper() and len(word) > 1)]
    if not any(char.isalpha() for word in telling for char in word):
        return Detected(DEFAULT, 0.0)
    shares = dict(zip(LANGUAGES, _shares(" ".join(telling)), strict=True))
    for word in {surface.casefold() for surface in telling}:
        owners = [language for language in LANGUAGES if word in stopwords[language]]
        if len(owners) == 1:
            shares[owners[0]] += CERTAIN
    total = sum(shares.values())
    if total <= 0.0:  # no letter of any of the three
        return Detected(DEFAULT, 0.0)
    # the order of LANGUAGES settles a tie, so the answer never depends on chance
    best = max(LANGUAGES, key=lambda language: shares[language])
    return Detected(best, shares[best] / total)


def _shares(text: str) -> tuple[float, ...]:
    from lingua import Language

    found = _detector().compute_language_confidence_values(text)
    # rounded, as the sums behind them differ in the last digit from call to call
    values = {each.language: round(each.value, 9) for each in found}
    order = (Language.FINNISH, Language.SWEDISH, Language.ENGLISH)
    return tuple(values.get(language, 0.0) for language in order)


@lru_cache(maxsize=1)
def _detector() -> LanguageDetector:
    from lingua import Language, LanguageDetectorBuilder

    languages = (Language.FINNISH, Language.SWEDISH, Language.ENGLISH)
    builder = LanguageDetectorBuilder.from_languages(*languages)
    return builder.with_low_accuracy_mode().build()
