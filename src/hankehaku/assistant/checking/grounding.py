"""Tells which words of a sentence stand neither in what it cites nor in the plain answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from hankehaku.language.analyzer import Analyzer, Token
from hankehaku.language.terms import Alternative, Term
from hankehaku.language.translate import Translator
from hankehaku.search.parsing.parser import QuestionParser

_FRAMES = (
    *("filler", "project", "organisation", "support", "got", "run_by", "start_event", "end_event"),
    *("run_event", "target", "partners", "methods", "results", "objective", "in_place", "by"),
    *("tell", "show", "list", "what_is", "it", "they", "with", "euro", "and_what", "area", "based"),
)
"""Cues of the words by which an answer speaks, whatever it is about."""

_BINDING = frozenset(
    (
        *("each", "both", "average", "median", "sum", "spread", "per_month", "grouped", "half"),
        *("greater", "lesser", "largest", "smallest", "longest", "shortest", "newest", "oldest"),
        *("over", "under", "at_least", "at_most", "about", "not", "only", "first", "last"),
        *("million", "thousand", "day", "week", "month", "successor", "predecessor"),
    )
)
"""Cues of words that change what a sentence claims of its numbers and projects: the plain answer
must say them as well."""


class Grounding:
    """Knows the words of three languages; safe to use from several threads."""

    def __init__(
        self,
        analyzers: Mapping[str, Analyzer],
        translator: Translator,
        parser: QuestionParser,
        stopwords: Mapping[str, Mapping[str, str]],
    ) -> None:
        self._analyzers, self._translator = analyzers, translator
        self._parser, self._stopwords = parser, stopwords
        self._ground = lru_cache(maxsize=64)(self._lemmas)

    def foreign(self, text: str, language: str, cited: str, said: str) -> tuple[str, ...]:
        """Return the words of `text` that are in neither the `cited` texts nor what is `said`.

        A Finnish word is there in any inflection or as a part of a compound, a word of another
        language when one of its Finnish equivalents is. Words by which any answer speaks are left
        out, and digits.
        """
        ground, known = self._ground(cited, "fi"), self._ground(said, language)
        stop = self._stopwords[language]
        frames = self._parser.places_of(text, language, _FRAMES)
        found = []
        for token in self._analyzers[language].analyze(text):
            word = token.surface.casefold()
            framed = any(start <= token.start < end for start, end in frames)
            if framed or word in stop or not any(char.isalpha() for char in word):
                continue
            forms = {word, *token.forms.lemmas}
            if forms & known or forms & ground or self._means(token, language, ground):
                continue
            found.append(token.surface)
        return tuple(found)

    def claims(self, text: str, language: str) -> frozenset[str]:
        """Return the cues by which a text binds its numbers: each, on average, not, more …"""
        return self._parser.cues_of(text, language) & _BINDING | frozenset(
            cue for cue in self._parser.cues_of(text, language) if cue.startswith("n_")
        )

    def _lemmas(self, text: str, language: str) -> frozenset[str]:
        return frozenset(self._forms(self._analyzers[language].analyze(text)))

    def _forms(self, tokens: Sequence[Token]) -> Iterator[str]:
        for token in tokens:
            yield token.surface.casefold()
            yield from token.forms.lemmas
            yield from (part.lemma for part in token.forms.parts)

    def _means(self, token: Token, language: str, ground: frozenset[str]) -> bool:
        if language == "fi":
            parts = {part.lemma for part in token.forms.parts}
            return bool(parts) and parts <= ground
        terms = self._translator.terms(re.sub(r"['’]s$", "", token.surface), language)
        return any(_in(term, ground) for term in terms)


def _in(term: Term, ground: frozenset[str]) -> bool:
    return any(_all_in(each, ground) for each in term.alternatives)


def _all_in(alternative: Alternative, ground: frozenset[str]) -> bool:
    if alternative.terms:
        return all(_in(term, ground) for term in alternative.terms)
    return bool(alternative.words) and all(
        not ground.isdisjoint((word.surface.casefold(), *word.forms.lemmas))
        for word in alternative.words
    )
