"""The words by which a question says what it wants, and those that say nothing of a topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hankehaku.corpus.tables import read_rows
from hankehaku.language.analyzer import Token
from hankehaku.language.lexicon import LANGUAGES

CUES_FILE = "cues.tsv"
FILLERS_FILE = "fillers.tsv"
_ANY = "*"
_WRITTEN = "="
_IN_ALL = ("in_fi", "in_sv", "in_en")


@dataclass(frozen=True, slots=True)
class Met:
    """A cue met at tokens `[first:last]`."""

    cue: str
    first: int
    last: int


class Cues:
    """The cues of each language, by their first word."""

    def __init__(self, folder: Path) -> None:
        """Read the files of a lexicon folder; raises LexiconError naming file and line."""
        self._exact: dict[str, dict[str, list[tuple[str, tuple[str, ...]]]]] = {}
        self._written: dict[str, dict[str, list[tuple[str, tuple[str, ...]]]]] = {}
        self._starts: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for language in LANGUAGES:
            self._exact[language], self._starts[language] = {}, []
            self._written[language] = {}
        for row in read_rows(folder / CUES_FILE, ("cue", *LANGUAGES)):
            for language in LANGUAGES:
                for phrase in row.listed(language):
                    words = tuple(phrase.casefold().split())
                    for spoken in LANGUAGES if row["cue"] in _IN_ALL else (language,):
                        self._add(spoken, row["cue"], words)

        for row in read_rows(folder / FILLERS_FILE, ("language", "word")):
            self._add(row["language"], "filler", (row["word"].casefold(),))

    def _add(self, language: str, cue: str, words: tuple[str, ...]) -> None:
        if words[0].startswith(_WRITTEN):
            self._written[language].setdefault(words[0][1:], []).append((cue, words))
        elif words[0].endswith(_ANY):
            self._starts[language].append((cue, words))
        else:
            self._exact[language].setdefault(words[0], []).append((cue, words))

    def of_word(self, word: str, language: str) -> frozenset[str]:
        """Return the cues that a single word, in its base form, gives by itself."""
        found = self._exact[language].get(word, ())
        return frozenset(cue for cue, phrase in found if len(phrase) == 1)

    def met(self, tokens: Sequence[Token], language: str) -> list[Met]:
        """Return every cue that the words of a question hold, in the order of their first words.

        A Finnish word is met by its base form or as written, others as written.
        """
        forms = [spellings(token, language) for token in tokens]
        found = []
        for first, words in enumerate(forms):
            candidates = [each for word in words for each in self._exact[language].get(word, ())]
            candidates += self._written[language].get(words[0], ())
            candidates += [
                each
                for each in self._starts[language]
                if words[0].startswith(each[1][0][:-1])  # as written: 'pieni' is no 'pienin'
            ]
            for cue, phrase in dict.fromkeys(candidates):
                last = first + len(phrase)
                if last <= len(forms) and all(
                    _meets(phrase[at], forms[first + at]) for at in range(1, len(phrase))
                ):
                    found.append(Met(cue, first, last))
        return found


def spellings(token: Token, language: str) -> tuple[str, ...]:
    """Return the ways in which a word may stand in the file: as written and, Finnish, inflected."""
    surface = token.surface.casefold().strip(".")
    if language != "fi":
        bare = surface.removesuffix("'s").removesuffix("’s")
        if language == "sv" and bare == surface and len(surface) > 4:
            bare = surface.removesuffix("s")  # a genitive
        return (surface,) if bare == surface else (surface, bare)
    return tuple(dict.fromkeys((surface, *token.forms.lemmas)))


def _meets(pattern: str, words: Sequence[str]) -> bool:
    if pattern.endswith(_ANY):
        return words[0].startswith(pattern[:-1])
    return pattern in words
