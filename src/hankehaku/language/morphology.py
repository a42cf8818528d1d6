"""What a morphology is: word form in, readings out, each with its base form and its components."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Component:
    """One component of a compound as the lexicon joins it, with its base form.

    `surface` is the component as it stands in the word, `kind` its class in Voikko's letters
    (n noun, l adjective, nl both, t verb, p prefix, u numeral, ep place name, ...). `pieces` are
    the pieces of a component that is a compound itself but one entry of the lexicon
    (maahan + muuttaja), empty otherwise.
    """

    surface: str
    lemma: str
    kind: str
    pieces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word form.

    `parts` has one component for a simple word. `infinitive` is the verb of a verb form or
    participle, `action_noun` the -minen noun of a form of it; both are empty otherwise. `case` is
    Voikko's letter for the case (n nominative, g genitive, ...), empty where there is none.
    """

    lemma: str
    parts: tuple[Component, ...]
    infinitive: str = ""
    action_noun: str = ""
    case: str = ""


class Morphology(Protocol):
    """Reads Finnish word forms; usable from several threads at once."""

    @property
    def id(self) -> str:
        """Name and versions of the engine and its dictionary."""
        ...

    def read(self, word: str) -> tuple[Reading, ...]:
        """Return the readings of a word form, whatever its case; empty when it is not known."""
        ...

    def suggest(self, word: str, /) -> tuple[str, ...]:
        """Return what a misspelt word may be, likeliest first; empty when there is no idea."""
        ...
