"""Analyzers by Snowball stemming, for Swedish and English and, without a lexicon, for Finnish."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib import metadata
from types import MappingProxyType
from typing import Any

from hankehaku.errors import AnalyzerError
from hankehaku.language.analyzer import Part, Token, WordForms
from hankehaku.language.tokens import plain, words

_ALGORITHMS = {"fi": "finnish", "sv": "swedish", "en": "english"}
_FORMS_KEPT = 2**16
# What follows the colon of an abbreviation (EU:s, THL:n) or the apostrophe of a genitive
# (children's) is an ending.
_PLURAL_OF_RS = re.compile(r"(?<=rs)(?:er|en|erna)s?$")
_ENDING = re.compile(r"(?:(?<=\w):\w+|'s?)$")


class SnowballAnalyzer:
    """Takes the Snowball stem for the base form; algorithms: https://snowballstem.org/algorithms/.

    Forms that stemming cannot bring together (men, söner) are looked up first and the base form
    found is stemmed. Pieces of hyphenated words are parts; compounds are not split. No lexicon
    knows the words, so every form is a guess, but for the irregular ones and numbers.
    """

    def __init__(self, language: str, irregular: Mapping[str, str] = MappingProxyType({})) -> None:
        """Stem words of `language` (fi, sv, en); `irregular` has base forms by lower-case form."""
        if language not in _ALGORITHMS:
            names = ", ".join(_ALGORITHMS)
            raise AnalyzerError(
                f"There is no stemmer for the language {language!r}", cure=f"Choose one of {names}"
            )
        try:
            import snowballstemmer
        except ImportError as exc:
            raise AnalyzerError(
                "The Python package snowballstemmer is missing", cure="pip install snowballstemmer"
            ) from exc
        self._language = language
        self._irregular = irregular
        self._id = f"snowball-{language}/{metadata.version('snowballstemmer')}"
        self._new_stemmer: Callable[[], Any] = lambda: snowballstemmer.stemmer(
            _ALGORITHMS[language]
        )
        self._local = threading.local()
        self._forms = lru_cache(_FORMS_KEPT)(self._find_forms)

    @property
    def id(self) -> str:
        """Name, language and version of the stemmer."""
        return self._id

    @property
    def language(self) -> str:
        """The language it stems."""
        return self._language

    def forms(self, word: str) -> WordForms:
        """Return the stem of one word form; never raises, never empty."""
        return self._forms(plain(word).strip("-':. ").lower())

    def analyze(self, text: str, *, dictionary: bool = False) -> tuple[Token, ...]:  # noqa: ARG002
        """Return the words of `text` in order; each has one stem, whatever `dictionary` says."""
        return tuple(Token(word, start, end, self.forms(word)) for word, start, end in words(text))

    def suggest(self, _word: str) -> tuple[str, ...]:
        """Return nothing: a stemmer has no lexicon."""
        return ()

    def _find_forms(self, lower: str) -> WordForms:
        if not any(map(str.isalpha, lower)):
            return WordForms((lower,))
        pieces = [piece for piece in lower.split("-") if piece]
        stems = [self._stem(piece) for piece in pieces]
        parts: tuple[Part, ...] = ()
        if len(pieces) > 1:
            parts = tuple(Part(stem, place, len(stems)) for place, stem in enumerate(stems))
        return WordForms(("-".join((*pieces[:-1], stems[-1])),), parts, lower in self._irregular)

    def _stem(self, lower: str) -> str:
        bare = _ENDING.sub("", lower) or lower
        # A genitive s hides an irregular form in Swedish: mäns, barnens.
        base = self._irregular.get(bare) or self._irregular.get(bare.removesuffix("s"), bare)
        try:
            stemmer = self._local.stemmer
        except AttributeError:  # a stemmer keeps the word it works on, so no two threads share one
            stemmer = self._local.stemmer = self._new_stemmer()
        if self._language == "sv":
            # the stemmer takes the s of kurs and resurs for an ending, but not in kurser, resursen
            base = _PLURAL_OF_RS.sub("", base)
        return str(stemmer.stemWord(base)) or base
