"""How far the letters of a text speak for Finnish, for Swedish and for English."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lingua import LanguageDetector


def language_shares(text: str) -> dict[str, float]:
    """Return the share (0 to 1) of fi, sv and en, by n-grams of one to three letters (lingua, its
    low-accuracy mode limited to the three languages).
    """
    found = _detector().compute_language_confidence_values(text)
    # rounded, as the sums behind them differ in the last digit from call to call
    values = {each.language.iso_code_639_1.name.lower(): round(each.value, 9) for each in found}
    return {language: values.get(language, 0.0) for language in ("fi", "sv", "en")}


@lru_cache(maxsize=1)
def _detector() -> LanguageDetector:
    from lingua import Language, LanguageDetectorBuilder

    languages = (Language.FINNISH, Language.SWEDISH, Language.ENGLISH)
    builder = LanguageDetectorBuilder.from_languages(*languages)
    return builder.with_low_accuracy_mode().build()
