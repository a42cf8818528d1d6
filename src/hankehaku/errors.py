"""The exceptions of hankehaku, each of which says what is wrong, where, and what mends it.

HankehakuError
├── UsageError                  the caller asked for something that cannot be (exit code 2)
│   ├── QuestionError           an empty or unusable question
│   └── UnknownProjectError     no project has that id
├── SourceError                 a source document or collection.toml cannot be read
├── LexiconError                a lexicon file is malformed or missing
├── AnalyzerError               no usable text analyzer, or the one asked for is missing
├── ModelError                  the embedding model or reranker is missing, damaged or unusable
└── ProjectIndexError                 an index cannot be used
    ├── IndexMissingError       there is no index in that place
    ├── IndexMismatchError      the index was built by other parts than the ones in use
    ├── IndexDamagedError       a file of the index is not what its manifest says
    ├── IndexBusyError          another process is building this index
    └── IndexDiskError          the disk is full, or cannot be read or written
"""

from __future__ import annotations


class HankehakuError(Exception):
    """An error a user can act on: what is wrong, the place, and the cure.

    `str()` of it is one line, fit for a terminal.
    """

    def __init__(self, what: str, *, where: str = "", cure: str = "") -> None:
        self.what, self.where, self.cure = what, where, cure
        text = f"{where}: {what}" if where else what
        super().__init__(f"{text}. {cure}" if cure else text)


class UsageError(HankehakuError):
    """The caller asked for something that cannot be done as asked."""


class QuestionError(UsageError):
    """The question is empty or cannot be used."""


class UnknownProjectError(UsageError):
    """No project of the collection has this id; `near` are the ids that come nearest."""

    def __init__(
        self, what: str, *, near: tuple[str, ...] = (), where: str = "", cure: str = ""
    ) -> None:
        super().__init__(what, where=where, cure=cure)
        self.near = near


class SourceError(HankehakuError):
    """A source document or its `collection.toml` cannot be read."""


class LexiconError(HankehakuError):
    """A lexicon file is missing or malformed."""


class AnalyzerError(HankehakuError):
    """The analyzer that was asked for cannot be used here."""


class ModelError(HankehakuError):
    """The embedding model or the reranker is missing, damaged or unusable."""


class ProjectIndexError(HankehakuError):
    """An index of projects cannot be used."""


class IndexMissingError(ProjectIndexError):
    """There is no index where one was expected."""


class IndexMismatchError(ProjectIndexError):
    """The index was built with another format, analyzer or encoder than the one in use."""


class IndexDamagedError(ProjectIndexError):
    """A file of the index differs from its manifest."""


class IndexBusyError(ProjectIndexError):
    """Another process holds the index for building."""


class IndexDiskError(ProjectIndexError):
    """The disk is full, or fails to read or write; what serves is untouched."""
