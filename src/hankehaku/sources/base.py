"""What every reader takes and gives: a document in, projects as they were written out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from hankehaku.errors import SourceError
from hankehaku.records import DataIssue, Objective

_LINE_END = re.compile(r"\r\n|\r|\n")
_BOM = b"\xef\xbb\xbf"
_NO_OBJECTIVE = Objective()


@dataclass(frozen=True, slots=True)
class Document:
    """A source document: its path, its name in the collection and its lines without their ends."""

    path: Path
    name: str
    lines: tuple[str, ...]

    @classmethod
    def open(cls, path: Path) -> Document:
        """Read a document from the disk; raises SourceError when it is not there or not UTF-8."""
        return cls.from_bytes(path, read_bytes(path))

    @classmethod
    def from_bytes(cls, path: Path, data: bytes) -> Document:
        """Decode `data`, the content of `path`; raises SourceError when it is not UTF-8.

        Letters written as a base and a combining mark are composed, for 'a' and U+0308 is the same
        letter as 'ä' and must be found by it.
        """
        content = data.removeprefix(_BOM)
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError as exc:
            offset = exc.start + len(data) - len(content)
            line = data.count(b"\n", 0, offset) + 1
            raise SourceError(
                f"byte 0x{data[offset]:02x} at offset {offset}, line {line}, is not UTF-8",
                where=str(path),
                cure="Save the document as UTF-8.",
            ) from exc
        lines = _LINE_END.split(unicodedata.normalize("NFC", text))
        return cls(path, path.name, tuple(lines if lines[-1] else lines[:-1]))


@dataclass(frozen=True, slots=True)
class RawProject:
    """A project as the source writes it, before any value is typed.

    None in a field means that the source does not speak of it; an empty text means that the field
    belongs there and is missing. `id` is empty unless the source gives ids. `lines` tells on which
    line each field stands, and `issues` holds what inside the project could not be read.
    """

    title: str
    description: str
    file: str
    first_line: int
    last_line: int
    id: str = ""
    short_name: str = ""
    organisation: str | None = None
    organisation_type: str | None = None
    municipality: str | None = None
    region: str | None = None
    start: str | None = None
    end: str | None = None
    support: str | None = None
    objective: Objective = _NO_OBJECTIVE
    links: tuple[str, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)
    issues: tuple[DataIssue, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadResult:
    """All that was read from a document.

    `programme` is the text above the first objective and project. `issues` are the lines that
    belong to no project; their `field` is the name of the document.
    """

    projects: tuple[RawProject, ...] = ()
    objectives: tuple[Objective, ...] = ()
    programme: str = ""
    issues: tuple[DataIssue, ...] = ()


class Reader(Protocol):
    """Reads documents of one layout."""

    @property
    def layout(self) -> str:
        """The name by which `collection.toml` asks for this reader."""

    def read(self, document: Document) -> ReadResult:
        """Read a document; raises SourceError when nothing in it can be read."""


def read_bytes(path: Path) -> bytes:
    """Return the content of a file; raises SourceError when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as exc:
        raise SourceError(
            f"the file cannot be read ({exc.strerror or exc})",
            where=str(path),
            cure="Check that it exists and may be read.",
        ) from exc
