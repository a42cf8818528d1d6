"""FreeDict's bilingual dictionaries, read from the dictd files that Linux distributions install."""

from __future__ import annotations

import gzip
import hashlib
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hankehaku.errors import LexiconError

FOLDERS = (
    Path("/usr/share/dictd"),
    Path("/usr/local/share/dictd"),
    Path("/opt/homebrew/share/dictd"),
)
NAMES = {"en": "freedict-eng-fin", "sv": "freedict-swe-fin"}
DICTIONARIES = frozenset(NAMES.values())
"""The sources of terms that are dictionaries, all others being lexicons and lists of names."""

_HEADWORD = re.compile(r"^(?P<word>[^/<\n]+?)\s*(?:/.*/)?\s*(?:<[^>]*>\s*)*$")
_SENSE = re.compile(r"^(\d+)\.\s+(.*)$")
# an explanation in brackets, or the number of a subordinate sense: 'äiti 2.'
_ASIDE = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*|\s+\d+\.$")


@dataclass(frozen=True, slots=True)
class Dictionary:
    """An installed dictionary from `language` (en or sv) into Finnish."""

    language: str
    path: Path

    @property
    def name(self) -> str:
        """The name of the dictionary, such as freedict-eng-fin."""
        return self.path.name.removesuffix(".dict.dz")

    @property
    def digest(self) -> str:
        """SHA-256 of the dictionary's file."""
        return hashlib.sha256(self.path.read_bytes()).hexdigest()

    def entries(self) -> Iterator[tuple[str, tuple[tuple[str, ...], ...]]]:
        """Yield headwords with their Finnish equivalents by sense, in the order of the file.

        Raises LexiconError when the file is damaged.
        """
        try:
            lines = gzip.decompress(self.path.read_bytes()).decode("utf-8").split("\n")
            index = self.path.with_name(self.name + ".index").read_text(encoding="utf-8")
        except (OSError, EOFError, zlib.error, UnicodeDecodeError) as exc:
            cure = f"Install it again (Debian: apt install --reinstall dict-{self.name})"
            raise LexiconError(f"damaged ({exc})", where=str(self.path), cure=cure) from exc
        known = {line.split("\t", 1)[0].casefold() for line in index.split("\n")}
        yield from _entries(lines, known)


def installed() -> tuple[Dictionary, ...]:
    """Return the dictionaries into Finnish that this machine has, in a fixed order."""
    found = []
    for language, name in sorted(NAMES.items()):
        paths = (folder / f"{name}.dict.dz" for folder in FOLDERS)
        found += [Dictionary(language, path) for path in paths if path.is_file()][:1]
    return tuple(found)


def _entries(
    lines: list[str], known: set[str]
) -> Iterator[tuple[str, tuple[tuple[str, ...], ...]]]:
    """An entry is a headword line (with its pronunciation or word class), then by sense a line of
    equivalents and usually a line of definition in the headword's language.

    Senses are numbered when there are several; a definition may carry the same number again, so
    only the first line of each number holds equivalents.
    """
    word, numbers, fresh = "", set[str](), False
    senses: list[tuple[str, ...]] = []
    for line in lines:
        head = _HEADWORD.match(line) if "/" in line or "<" in line else None
        if head and head["word"].casefold() in known:
            if word and senses:
                yield word, tuple(senses)
            word, numbers, fresh, senses = head["word"], set(), True, []
            continue
        if not word:
            continue
        numbered = _SENSE.match(line)
        if numbered and numbered[1] not in numbers:
            numbers.add(numbered[1])
            senses += _split(numbered[2])
        elif fresh:
            senses += _split(line)
        fresh = False
    if word and senses:
        yield word, tuple(senses)


def _split(line: str) -> list[tuple[str, ...]]:
    terms = tuple(
        term for term in (each.strip() for each in _ASIDE.sub(" ", line).split(",")) if term
    )
    return [terms] if terms else []
