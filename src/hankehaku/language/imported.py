"""Lexicons that users have added, kept apart from the word lists of the program."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from hankehaku.errors import LexiconError, UsageError
from hankehaku.files import atomic_file
from hankehaku.language.lexicon import LANGUAGES, Concept, read_concepts
from hankehaku.language.lexicon_file import FINNISH_ONLY, NO_FINNISH, TAKEN, read_lexicon
from hankehaku.language.skos import DEPRECATED

COMMENT = b"# "
"""Begins the first line of the file of a lexicon, which tells where it is from; a table follows."""

RESERVED = frozenset(
    ("glossary", "names", "written", "parts", "synonym", "related", "dictionary", "lexicon")
)
"""Names that explanations have for other sources."""

_COLUMNS = (*LANGUAGES, "related")
_LONGEST_NAME = 40
_REASONS = {
    DEPRECATED: "deprecated",
    NO_FINNISH: "without a Finnish label",
    FINNISH_ONLY: "with one Finnish label and no other",
}
_LABELS = "Labels are needed in Finnish (fi), and in Swedish (sv) or English (en) or as synonyms"


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
        """Return what is known of the lexicon; raises LexiconError when its file is damaged, or was
        given a name that is no lexicon's.
        """
        if self.name != _slug(self.name) or _is_reserved(self.name):
            what = f"{self.name} cannot be the name of a lexicon"
            raise LexiconError(what, where=str(self.path), cure="Give the file its name back")
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
    paths = sorted(folder.glob("*.tsv"), key=lambda path: path.stem) if folder else ()
    return tuple(map(ImportedLexicon, paths))


def add_lexicon(
    folder: Path, source: Path, name: str | None = None, *, replace: bool = False
) -> tuple[ImportedLexicon, Counter[str]]:
    """Add the lexicon of a file to a folder, and return it with what `read_lexicon` counted.

    Its name is by default that of the file. Nothing is added when the file cannot be read to its
    end (LexiconError), or the name cannot be used or is in use and not to be replaced (UsageError).
    """
    name = _usable(name, source)
    lexicon = ImportedLexicon(folder / f"{name}.tsv")
    if lexicon.path.exists() and not replace:
        cure = "Take another with --name, or replace the lexicon with --replace"
        raise UsageError(f"there is a lexicon with the name {name}", cure=cure)
    counts: Counter[str] = Counter()
    written = {"file": source.name, "added": datetime.now(UTC).isoformat(timespec="seconds")}
    with atomic_file(lexicon.path) as file:
        file.write(COMMENT + json.dumps(written).encode() + b"\n")
        file.write(_row(_COLUMNS))
        for concept in read_lexicon(source, counts):
            cells = (concept.fi, concept.sv, concept.en, concept.related)
            file.write(_row(["|".join(terms) for terms in cells]))
        if not counts[TAKEN]:
            what = f"no concept of use ({left_out(counts) or 'there is none at all'})"
            raise LexiconError(what, where=str(source), cure=_LABELS)
    return lexicon, counts


def remove_lexicon(folder: Path, name: str) -> None:
    """Remove a lexicon; raises UsageError naming those there are when it is not one of them."""
    known = {each.name: each.path for each in imported(folder)}
    if name not in known:
        names = ", ".join(known)
        cure = f"There are {names}" if known else "None has been added"
        raise UsageError(f"there is no lexicon {name!r}", cure=cure)
    known[name].unlink(missing_ok=True)


def left_out(counts: Counter[str]) -> str:
    """Return how many concepts were left out and why, in words; empty when none was."""
    found = ((counts[reason], words) for reason, words in _REASONS.items())
    return ", ".join(f"{count} {words}" for count, words in found if count)


def _row(cells: Sequence[str]) -> bytes:
    return "\t".join(cells).encode() + b"\n"


def _usable(name: str | None, source: Path) -> str:
    stem = re.sub(r"\.gz$", "", source.name, flags=re.IGNORECASE)
    wanted = Path(stem).stem if name is None else name
    slug = _slug(wanted)
    if not slug or (name is not None and name != slug):
        cure = f"Use small letters a–z, digits and hyphens{f', as in {slug}' if slug else ''}"
        raise UsageError(f"{wanted!r} cannot be the name of a lexicon", where="--name", cure=cure)
    if _is_reserved(slug):
        what = f"{slug} is the name of a source of the program"
        raise UsageError(what, cure="Give another with --name")
    return slug


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST_NAME].strip("-")


def _is_reserved(name: str) -> bool:
    return name in RESERVED or name.startswith("freedict-")
