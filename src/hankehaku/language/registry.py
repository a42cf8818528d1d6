"""Opens the Finnish analyzer that was asked for, or the best there is, and never silently less."""

from __future__ import annotations

from collections.abc import Callable

from hankehaku.errors import AnalyzerError
from hankehaku.language.analyzer import Analyzer


def _voikko() -> Analyzer:
    from hankehaku.language.finnish import FinnishAnalyzer
    from hankehaku.language.voikko_native import VoikkoNative

    return FinnishAnalyzer(VoikkoNative())


def _pyvoikko() -> Analyzer:
    from hankehaku.language.finnish import FinnishAnalyzer
    from hankehaku.language.voikko_python import VoikkoPython

    return FinnishAnalyzer(VoikkoPython())


def _snowball() -> Analyzer:
    from hankehaku.language.snowball import SnowballAnalyzer

    return SnowballAnalyzer("fi")


_OPENERS: dict[str, Callable[[], Analyzer]] = {
    "voikko": _voikko,
    "pyvoikko": _pyvoikko,
    "snowball": _snowball,
}
ANALYZERS = ("auto", *_OPENERS)


def open_analyzer(name: str = "auto") -> Analyzer:
    """Return the Finnish analyzer `name`; its `id` tells what it is.

    'voikko' is the native library, 'pyvoikko' the same lexicon from pip alone, 'snowball' stemming
    without a lexicon. 'auto' takes the native library if it is usable and pyvoikko otherwise, which
    read words alike; it does not fall back on stemming. Raises AnalyzerError, which names the cure,
    when the analyzer cannot be used or the name is unknown.
    """
    if name == "auto":
        try:
            return _voikko()
        except AnalyzerError:
            return _pyvoikko()
    if name not in _OPENERS:
        raise AnalyzerError(
            f"Unknown analyzer {name!r}", cure=f"Choose one of {', '.join(ANALYZERS)}"
        )
    return _OPENERS[name]()
