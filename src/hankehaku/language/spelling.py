"""What a misspelt word of a question most likely should be."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache

from hankehaku.language.analyzer import Analyzer
from hankehaku.language.inflection import base_forms
from hankehaku.language.termbase import TermBase

SHORTEST = 4
"""Letters of the shortest word that is corrected."""

LONG = 8
"""From this length on two letters may be wrong, below it one."""

Ranked = tuple[int, int, str]
"""Distance, order of preference, word: the least is the best."""


class Speller:
    """Corrects words that neither the dictionaries nor the collection has; safe for threads.

    Finnish words are corrected by the analyzer's lexicon, which knows all inflected forms and
    compounds; Swedish and English ones by the nearest headword of the term base, to which an
    inflected word comes by its possible base forms; all of them else by the nearest word of the
    collection. Near is a small Damerau-Levenshtein distance (optimal string alignment) with the
    first letter right: Damerau 1964, 'A technique for computer detection and correction of
    spelling errors'.
    """

    def __init__(
        self, finnish: Analyzer, termbase: TermBase, vocabulary: Callable[[], Iterable[str]]
    ) -> None:
        """`vocabulary` gives the lower-case words of the collection, read when first needed."""
        self._finnish, self._termbase, self._vocabulary = finnish, termbase, vocabulary
        self._headwords = lru_cache(maxsize=None)(termbase.words)
        self.correct = lru_cache(maxsize=8192)(self._correct)

    @cached_property
    def _collection(self) -> Mapping[str, bool]:
        return dict.fromkeys(sorted(self._vocabulary()), True)

    def _correct(self, word: str, language: str) -> str | None:
        """Return what `word`, unknown in its language, should be, or None when nothing is near."""
        lower = word.casefold()
        if len(lower) < SHORTEST or not lower.isalpha() or lower in self._collection:
            return None
        return (
            self._suggested(lower) if language == "fi" else self._headword(lower, language)
        ) or _best(_near(lower, self._collection))

    def _suggested(self, word: str) -> str | None:
        """Return the suggestion that the collection has, else the first, else a headword."""
        near = [each for each in self._finnish.suggest(word) if _distance(word, each) is not None]
        for each in near:
            if any(lemma in self._collection for lemma in self._finnish.forms(each).lemmas):
                return each
        return near[0] if near else _best(_near(word, self._headwords("fi")))

    def _headword(self, word: str, language: str) -> str | None:
        words = self._headwords(language)
        forms = itertools.chain([word], *base_forms(word, language))
        wanted = [each for each in dict.fromkeys(forms) if len(each) >= SHORTEST]
        return _best(ranked for each in wanted for ranked in _near(each, words))


def _best(found: Iterable[Ranked]) -> str | None:
    return min(found, default=(0, 0, None))[2]


def _near(word: str, words: Mapping[str, bool]) -> Iterator[Ranked]:
    """Yield the words within reach of `word`; preferred are those marked True."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract_iter

    found = extract_iter(word, words.keys(), scorer=OSA.distance, score_cutoff=_reach(word))
    for near, distance, _ in found:
        if near[0] == word[0]:
            yield int(distance), not words[near], near


def _distance(word: str, other: str) -> int | None:
    """Return how many letters are wrong, None when too many are, or the first one is."""
    from rapidfuzz.distance import OSA

    distance = int(OSA.distance(word, other.casefold(), score_cutoff=_reach(word)))
    return distance if distance <= _reach(word) and other[:1].casefold() == word[0] else None


def _reach(word: str) -> int:
    return 2 if len(word) >= LONG else 1
