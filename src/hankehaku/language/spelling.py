"""What a misspelt word of a question most likely should be."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache

from hankehaku.language.analyzer import Analyzer
from hankehaku.language.inflection import base_forms
from hankehaku.language.termbase import TermBase

SHORTEST, SHORTEST_BASE = 5, 6
"""Letters of the shortest word, and of the shortest possible base form, that is corrected."""

LONG, LONG_FINNISH = 12, 8
"""From this length on two letters may be wrong, below it one; what a lexicon suggests for a
Finnish word is nearer than it looks, as it takes endings and compounds into account."""

Ranked = tuple[int, int, bool, str]
"""Distance, place of the form that was compared, whether only dictionaries have it, word: the
least is the best."""


class Speller:
    """Corrects words that neither the dictionaries nor the collection has; safe for threads.

    Finnish words are corrected by the analyzer's lexicon, which knows all inflected forms and
    compounds; Swedish and English ones by the nearest headword of the term base, to which an
    inflected word comes by its possible base forms; all of them else by the nearest word of the
    collection, and names (`named`) only by that. Near is a small Damerau-Levenshtein distance
    (optimal string alignment) with the first letter right: Damerau 1964, 'A technique for computer
    detection and correction of spelling errors'.
    """

    def __init__(
        self,
        finnish: Analyzer,
        termbase: TermBase,
        stopwords: Mapping[str, Iterable[str]],
        vocabulary: Callable[[], Iterable[str]],
    ) -> None:
        """`vocabulary` gives the lower-case words of the collection, read when first needed."""
        self._finnish, self._termbase, self._vocabulary = finnish, termbase, vocabulary
        self._stopwords = stopwords
        self._headwords = lru_cache(maxsize=None)(self._known)
        self.correct = lru_cache(maxsize=8192)(self._correct)

    @cached_property
    def _collection(self) -> Mapping[str, bool]:
        return dict.fromkeys(sorted(self._vocabulary()), True)

    def _known(self, language: str) -> Mapping[str, bool]:
        return self._termbase.words(language) | dict.fromkeys(self._stopwords[language], True)

    def _correct(self, word: str, language: str, named: bool = False) -> str | None:
        """Return what `word`, unknown in its language, should be, or None when nothing is near."""
        lower = word.casefold()
        if len(lower) < SHORTEST or not lower.isalpha():
            return None
        if lower in self._collection or lower in self._headwords(language):
            return None
        found = None
        if not named:
            find = self._suggested if language == "fi" else self._headword
            found = find(lower, language)
        return found or _best(_near(lower, self._collection))

    def _suggested(self, word: str, _language: str) -> str | None:
        """Return the suggestion that the collection has, else the first, else a headword.

        A name is taken only when the collection has it, a word cut in two only when neither half
        is a scrap.
        """
        reach = 2 if len(word) >= LONG_FINNISH else 1
        near = [
            each
            for each in self._finnish.suggest(word)
            if each[:1].casefold() == word[0]
            and _distance(word, each.casefold()) <= reach
            and min(map(len, each.split())) >= SHORTEST - 1
        ]
        for each in near:
            if any(lemma in self._collection for lemma in self._finnish.forms(each).lemmas):
                return each
        common = [each for each in near if each.islower()]
        return common[0] if common else _best(_near(word, self._headwords("fi")))

    def _headword(self, word: str, language: str) -> str | None:
        words = self._headwords(language)
        forms = itertools.chain.from_iterable(base_forms(word, language))
        bases = [form for form in dict.fromkeys(forms) if len(form) >= SHORTEST_BASE]
        return _best(
            ranked
            for place, form in enumerate((word, *bases))
            for ranked in _near(form, words, place)
        )


def _best(found: Iterable[Ranked]) -> str | None:
    return min(found)[-1] if (found := list(found)) else None


def _near(word: str, words: Mapping[str, bool], place: int = 0) -> Iterator[Ranked]:
    """Yield the words within reach of `word`; preferred are those marked True."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract_iter

    reach = 2 if len(word) >= LONG else 1
    found = extract_iter(word, words.keys(), scorer=OSA.distance, score_cutoff=reach)
    for near, distance, _ in found:
        if near[0] == word[0]:
            yield int(distance), place, not words[near], near


def _distance(word: str, other: str) -> int:
    from rapidfuzz.distance import OSA

    return int(OSA.distance(word, other))
