"""Lexicons that users have added, kept apart from the word lists of the program."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hankehaku.errors import LexiconError
from hankehaku.language.lexicon import Concept, read_concepts

COMMENT = b"# "
"""Begins the first line of the file of a lexicon, which tells where it is from; a table follows."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an imported lexicon; `sha256` is of its concepts alone."""

    file: str
    added: str
    concepts: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ImportedLexicon:
    """A lexicon in the folder of imported ones; its name is that of the file."""

    path: Path

    @property
    def name(self) -> str:
        """The name of the lexicon, which is also the source of its terms."""
        return self.path.stem

    def concepts(self) -> Iterator[Concept]:
        """Yield the concepts of the lexicon; raises LexiconError naming a malformed line."""
        yield from read_concepts(self.path, cure=self._cure)

    def facts(self) -> Facts:
        """Return what is known of the lexicon; raises LexiconError when its file is damaged."""
        try:
            with self.path.open("rb") as file:
                written = json.loads(file.readline().removeprefix(COMMENT))
                rows, digest = -1, hashlib.sha256()  # the row of headings is no concept
                for line in file:
                    digest.update(line)
                    rows += 1
                return Facts(written["file"], written["added"], rows, digest.hexdigest())
        except (OSError, ValueError, KeyError, TypeError) as exc:
            what = f"not a lexicon that was imported, or damaged ({exc})"
            raise LexiconError(what, where=str(self.path), cure=self._cure) from exc

    @property
    def _cure(self) -> str:
        return (
            f"Add it again: hankehaku lexicon add FILE --name {self.name} --replace, "
            f"or remove it: hankehaku lexicon remove {self.name}"
        )


def imported(folder: Path | None) -> tuple[ImportedLexicon, ...]:
    """Return the lexicons of a folder in the order of their names; none when there is no folder."""
    return tuple(map(ImportedLexicon, sorted(folder.glob("*.tsv")))) if folder else ()
