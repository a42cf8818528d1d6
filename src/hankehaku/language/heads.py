"""Takes the word for a project off compounds: *tuulivoimahanke* asks for *tuulivoima*."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from hankehaku.language.analyzer import Analyzer, Token
from hankehaku.language.compounds import segmentations

PROJECT = "project"
"""The kind of stop words by which a request calls for projects."""


class ProjectHeads:
    """Knows the words for a project; safe to use from several threads."""

    def __init__(self, finnish: Analyzer, stopwords: Mapping[str, Mapping[str, str]]) -> None:
        """Take the words of the kind PROJECT from the stop words of each language."""
        self._finnish = finnish
        self._words = {
            language: frozenset(word for word, kind in words.items() if kind == PROJECT)
            for language, words in stopwords.items()
        }

    def has(self, word: str, language: str) -> bool:
        """Tell whether a word calls for projects."""
        return word.casefold() in self._words[language]

    def among(self, words: Iterable[str], language: str) -> bool:
        """Tell whether one of some words calls for projects."""
        return any(self.has(word, language) for word in words)

    def off(self, token: Token) -> Token:
        """Return a Finnish token with the forms of what stands before its head, when that is a word
        for a project: *tuulivoimahankkeita* with those of *tuulivoima*.
        """
        for parts in segmentations(token.forms):
            *rest, head = parts
            if rest and self.has(head, "fi"):
                word = "".join(rest)
                return replace(token, surface=word, forms=self._finnish.forms(word))
        return token
