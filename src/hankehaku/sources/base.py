"""What every reader takes and gives: a document in, projects as they were written out."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, Protocol, TextIO

from hankehaku.errors import SourceError
from hankehaku.records import DataIssue, Objective
from hankehaku.sources.encodings import NAMES, find_encoding
from hankehaku.sources.rejected import Rejected

LARGEST = 512 << 20
"""Characters of the longest document that is read whole."""

_LINE_END = re.compile(r"\r\n|\r|\n")
_MARK = "\ufeff"
_NO_OBJECTIVE = Objective()
_NO_LINES: Mapping[str, int] = {}


@dataclass(frozen=True, slots=True)
class Options:
    """What `collection.toml` says of how to read its documents; what it leaves out is recognised.

    `columns` gives for a field the columns that hold it, the best first.
    """

    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    profile: str = ""
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


_NO_OPTIONS = Options()


@dataclass(frozen=True)
class Document:
    """A source document: its path, its name in the collection and how it is to be read.

    `data` is its content when that is not to be read from the path.
    """

    path: Path
    name: str
    data: bytes | None = field(default=None, repr=False)
    options: Options = _NO_OPTIONS

    @classmethod
    def open(cls, path: Path, options: Options = _NO_OPTIONS) -> Document:
        """Return the document at `path`; raises SourceError when it cannot be read."""
        document = cls(path, path.name, options=options)
        document.binary().close()
        return document

    @classmethod
    def from_bytes(cls, path: Path, data: bytes, options: Options = _NO_OPTIONS) -> Document:
        """Return a document with the content `data`, told of as if it stood at `path`."""
        return cls(path, path.name, data, options)

    def binary(self) -> BinaryIO:
        """Open the content; raises SourceError when it cannot be read."""
        if self.data is not None:
            return io.BytesIO(self.data)
        try:
            return self.path.open("rb")
        except OSError as exc:
            raise unreadable(self.path, exc) from exc

    def content(self) -> bytes:
        """Return the whole content; raises SourceError when it cannot be read."""
        if self.data is not None:
            return self.data
        return read_bytes(self.path)

    @cached_property
    def encoding(self) -> str:
        """The encoding of the text, as stated or found; raises SourceError when it is no text."""
        if self.options.encoding:
            return self.options.encoding
        with self.binary() as file:
            return find_encoding(file, str(self.path))

    @property
    def encoding_name(self) -> str:
        """The encoding by the name that people know."""
        return NAMES.get(self.encoding, self.encoding)

    def text(self) -> TextIO:
        """Open the content as text, with its line ends as they are, to be read in pieces.

        What a stated encoding cannot read becomes U+FFFD, which the checks tell of.
        """
        encoding = self.encoding
        return io.TextIOWrapper(self.binary(), encoding=encoding, errors="replace", newline="")

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines without their ends; raises SourceError when the document is no text.

        Bytes that are zero are left out: they show nothing, and end texts elsewhere. Letters
        written as a base and a combining mark are composed, for 'a' and U+0308 is the same letter
        as 'ä' and must be found by it.
        """
        with self.text() as file:
            text = file.read(LARGEST + 1)
        if len(text) > LARGEST:
            raise SourceError(
                f"the file is longer than {LARGEST:,} characters",
                where=str(self.path),
                cure="Give it in several files, or as CSV or Parquet, which are read in pieces.",
            )
        text = text.removeprefix(_MARK).replace("\0", "")
        lines = _LINE_END.split(unicodedata.normalize("NFC", text))
        return tuple(lines if lines[-1] else lines[:-1])


@dataclass(frozen=True, slots=True)
class RawProject:
    """A project as the source writes it, before any value is typed.

    None in a field means that the source does not speak of it; an empty text means that the field
    belongs there and is missing. `id` is empty unless the source gives ids; `key` then tells apart
    projects of one name, if not empty. `lines` tells on which line each field stands, where that
    is not the first, and `issues` holds what inside the project could not be read.
    """

    title: str
    description: str
    file: str
    first_line: int
    last_line: int
    id: str = ""
    key: str = ""
    short_name: str = ""
    organisation: str | None = None
    organisation_type: str | None = None
    municipality: str | None = None
    region: str | None = None
    start: str | None = None
    end: str | None = None
    support: str | None = None
    language: str | None = None
    objective: Objective = _NO_OBJECTIVE
    links: tuple[str, ...] = ()
    lines: Mapping[str, int] = field(default_factory=lambda: _NO_LINES)
    issues: tuple[DataIssue, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """How a document was read: what was stated, and what was recognised.

    `columns` are all columns of a table with the field that each was taken for, or "". `left_out`
    names the parts that were not read, such as other sheets. `records` counts what could have been
    a project.
    """

    file: str
    layout: str
    recognised: bool = False
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    profile: str = ""
    header_line: int = 0
    columns: tuple[tuple[str, str], ...] = ()
    left_out: tuple[str, ...] = ()
    records: int = 0


@dataclass(frozen=True, slots=True)
class ReadResult:
    """All that was read from a document.

    `programme` is the text above the first objective and project. `issues` are the lines that
    belong to no project; their `field` is the name of the document. `rejected` are the records
    that could not become projects, each with an issue too.
    """

    projects: tuple[RawProject, ...] = ()
    objectives: tuple[Objective, ...] = ()
    programme: str = ""
    issues: tuple[DataIssue, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    readings: tuple[Reading, ...] = ()


class Reader(Protocol):
    """Reads documents of one layout."""

    @property
    def layout(self) -> str:
        """The name by which `collection.toml` asks for this reader."""

    def read(self, document: Document) -> ReadResult:
        """Read a document; raises SourceError when nothing in it can be read.

        Every record of the document is a project of the result, or rejected in it.
        """


def read_bytes(path: Path) -> bytes:
    """Return the content of a file; raises SourceError when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as exc:
        raise unreadable(path, exc) from exc


def unreadable(path: Path, error: OSError) -> SourceError:
    """Return the error of a file that cannot be read."""
    return SourceError(
        f"the file cannot be read ({error.strerror or error})",
        where=str(path),
        cure="Check that it exists and may be read.",
    )
