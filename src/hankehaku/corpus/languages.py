"""Tells the language of a description, where the source does not."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lingua import LanguageDetector

_LONGEST = 600
_SHORTEST = 25
_CERTAIN = 0.6


def language_teller(otherwise: str) -> Callable[[str], str]:
    """Return a function from a text to its language: fi, sv or en.

    A text that is short, or that nothing tells to be in one of the three, is taken to be in the
    language of its collection, `otherwise`.
    """

    def tell(text: str) -> str:
        head = text[:_LONGEST]
        if sum(char.isalpha() for char in head) < _SHORTEST:
            return otherwise
        best = _detector().compute_language_confidence_values(head)[0]
        code = best.language.iso_code_639_1.name.lower()
        return code if best.value >= _CERTAIN else otherwise

    return tell


@lru_cache(maxsize=1)
def _detector() -> LanguageDetector:
    from lingua import Language, LanguageDetectorBuilder

    languages = (Language.FINNISH, Language.SWEDISH, Language.ENGLISH)
    # Sentences are long enough for the small models.
    return LanguageDetectorBuilder.from_languages(*languages).with_low_accuracy_mode().build()
