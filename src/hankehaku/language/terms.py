"""The terms of a question, and what each of them can be called in Finnish."""

from __future__ import annotations

from dataclasses import dataclass

from hankehaku.language.analyzer import WordForms

CURATED = ("glossary", "names")
"""Sources of the program whose equivalents are all good; so are those of imported lexicons."""

WRITTEN, PARTS, SYNONYM, RELATED = "written", "parts", "synonym", "related"
SPELLING = "spelling"
"""Sources of an alternative, beside CURATED and the names of lexicons and dictionaries."""


@dataclass(frozen=True, slots=True)
class Word:
    """A Finnish word to look for: how it is written, and its base forms and parts."""

    surface: str
    forms: WordForms


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to say a term in Finnish.

    Either `words` (a phrase when several) or, for a compound taken apart, `terms`. `trust` is from
    0 to 1: how far finding it means that what was asked has been found.
    """

    text: str
    source: str
    trust: float
    words: tuple[Word, ...] = ()
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase, `question[start:end]`, with what it can be called in Finnish.

    `translated` is False for a word of another language that no dictionary has, `sought` for a
    misspelt function or request word, whose correction is said but which is not looked for.
    """

    surface: str
    start: int
    end: int
    alternatives: tuple[Alternative, ...]
    translated: bool = True
    sought: bool = True

    @property
    def finnish(self) -> str:
        """What the term is called in Finnish, the most trusted name alone."""
        best = next((each for each in self.alternatives if each.source == SPELLING), None)
        best = best or self.alternatives[0]
        return " ".join(each.finnish for each in best.terms) or best.text

    @property
    def corrected(self) -> str | None:
        """What the word should be when it seems misspelt."""
        return next((each.text for each in self.alternatives if each.source == SPELLING), None)


@dataclass(frozen=True, slots=True)
class Trust:
    """How far each kind of alternative is trusted (see `Alternative.trust`)."""

    synonym: float = 0.6
    related: float = 0.4
    dictionary: float = 0.5
    spelling: float = 0.8


TRUST = Trust()
"""The evaluated degrees of trust."""
