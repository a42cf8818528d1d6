"""What a text analyzer is: text in, tokens out, each with its base forms and compound parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a compound: its base form and its place, `index` of `count` (the head is last)."""

    lemma: str
    index: int
    count: int


@dataclass(frozen=True, slots=True)
class WordForms:
    """What is known of a word form: all its base forms, and the parts of all its readings.

    `known` is False when no lexicon has the word and the base form is a guess.
    """

    lemmas: tuple[str, ...]
    parts: tuple[Part, ...] = ()
    known: bool = True


@dataclass(frozen=True, slots=True)
class Token:
    """A word in a text: the surface as written, its place `text[start:end]`, and its forms."""

    surface: str
    start: int
    end: int
    forms: WordForms


class Analyzer(Protocol):
    """Splits a text into words and finds their base forms; usable from several threads at once."""

    @property
    def id(self) -> str:
        """Name and version, as the manifest of an index records it."""
        ...

    @property
    def language(self) -> str:
        """The language it reads: fi, sv or en."""
        ...

    def forms(self, word: str) -> WordForms:
        """Return the base forms (lower case) of one word form; never raises, never empty."""
        ...

    def analyze(self, text: str, *, dictionary: bool = False) -> tuple[Token, ...]:
        """Return the words of `text` in order.

        With `dictionary` the text is as in a dictionary: a word that can be a base form is one
        (*maine*, not a form of *maa*).
        """
        ...

    def suggest(self, word: str, /) -> tuple[str, ...]:
        """Return what a misspelt word may be, likeliest first; empty when there is no idea."""
        ...
