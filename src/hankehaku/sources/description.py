"""Reads `collection.toml`: what a collection is, and which documents hold it."""

from __future__ import annotations

import codecs
import difflib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from hankehaku.errors import SourceError
from hankehaku.sources.base import Options, read_bytes
from hankehaku.sources.tables.columns import FIELDS

DESCRIPTION_FILE = "collection.toml"
_LANGUAGES = ("fi", "sv", "en")
_NEEDED = ("id", "title", "language", "documents")
_TEXTS = (
    "layout",
    "programme",
    "profile",
    "encoding",
    "separator",
    "sheet",
)
_TOLD = ("provenance", "licence")
_OPTIONAL = (*_TEXTS, *_TOLD, "columns")
_SEPARATORS = {"tab": "\t", "\\t": "\t"}
# The id names a folder of the index.
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A document of a collection: its name in the folder; its SHA-256 and layout when stated."""

    name: str
    sha256: str = ""
    layout: str = ""


@dataclass(frozen=True, slots=True)
class CollectionInfo:
    """What a collection is: `title` has a text for one language at least, of fi, sv and en, and so
    have `provenance` and `licence` when they are told.

    An empty `layout` is recognised. `profile`, `encoding`, `separator`, `sheet` and `columns` (the
    columns of each field) say how tables are to be read; see `sources.base.Options`.
    """

    id: str
    title: Mapping[str, str]
    language: str
    layout: str
    documents: tuple[SourceFile, ...]
    programme: str = ""
    provenance: Mapping[str, str] = field(default_factory=dict)
    licence: Mapping[str, str] = field(default_factory=dict)
    profile: str = ""
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def options(self) -> Options:
        """How the documents are to be read."""
        return Options(self.encoding, self.separator, self.sheet, self.profile, self.columns)

    def title_in(self, language: str) -> str:
        """Return the title in a language, or in the nearest one that has it."""
        order = (language, self.language, *_LANGUAGES)
        return next((self.title[each] for each in order if each in self.title), self.id)


def read_description(path: Path) -> CollectionInfo:
    """Read a `collection.toml`; raises SourceError that names the file, the key and the cure."""
    try:
        table = tomllib.loads(read_bytes(path).decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as exc:
        raise SourceError(
            f"the file is not TOML ({exc})", where=str(path), cure="Mend the line that is named."
        ) from exc
    return _checked(table, path)


def _checked(table: Mapping[str, Any], path: Path) -> CollectionInfo:
    for key in table:
        if key not in (*_NEEDED, *_OPTIONAL):
            near = difflib.get_close_matches(key, (*_NEEDED, *_OPTIONAL), 1)
            meant = f"Did you mean '{near[0]}'?" if near else "Take it out."
            _refuse(path, key, "the key is not known", meant)
    for key in _NEEDED:
        if key not in table:
            _refuse(path, key, "the key is missing", "Add it.")
    texts = {
        key: _text(table[key], path, key)
        for key in ("id", "language", *_TEXTS)
        if key in table and key != "separator"
    }
    texts.setdefault("layout", "")
    if not _ID.fullmatch(texts["id"]):
        _refuse(
            path, "id", f"'{texts['id']}' cannot be an id", "Use a-z, 0-9 and hyphens, 64 at most."
        )
    if texts["language"] not in _LANGUAGES:
        _refuse(
            path, "language", f"'{texts['language']}' is not a language here", "Use fi, sv or en."
        )
    if "encoding" in texts:
        texts["encoding"] = _encoding(texts["encoding"], path)
    if "separator" in table:
        texts["separator"] = _separator(table["separator"], path)
    columns = _columns(table.get("columns", {}), path)
    title, documents = _by_language(table, "title", path), _documents(table["documents"], path)
    provenance, licence = (_told(table, key, texts["language"], path) for key in _TOLD)
    return CollectionInfo(
        title=title,
        documents=documents,
        columns=columns,
        provenance=provenance,
        licence=licence,
        **texts,
    )


def _encoding(name: str, path: Path) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        _refuse(path, "encoding", f"'{name}' is no encoding", "Write utf-8 or windows-1252, say.")


def _separator(value: object, path: Path) -> str:
    written = _SEPARATORS.get(value, value) if isinstance(value, str) else ""
    if len(written) != 1 or written in '\r\n"':
        _refuse(path, "separator", f"{value!r} is no separator", "Write one character, or tab.")
    return written


def _columns(value: object, path: Path) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        _refuse(path, "columns", "it is not a table", 'Write [columns] title = "…".')
    found: dict[str, tuple[str, ...]] = {}
    for name, columns in value.items():
        if name not in FIELDS:
            near = difflib.get_close_matches(name, FIELDS, 1) or [", ".join(FIELDS)]
            _refuse(path, f"columns.{name}", "there is no such field", f"Did you mean {near[0]}?")
        listed = columns if isinstance(columns, list) else [columns]
        found[name] = tuple(_text(each, path, f"columns.{name}") for each in listed)
        if not found[name]:
            _refuse(path, f"columns.{name}", "it names no column", "Name one, or take it out.")
    return found


def _told(table: Mapping[str, Any], key: str, language: str, path: Path) -> Mapping[str, str]:
    """Return a text by language; one alone is in the language of the collection."""
    if key not in table:
        return {}
    value = {language: table[key]} if isinstance(table[key], str) else table[key]
    return _by_language({key: value}, key, path)


def _by_language(table: Mapping[str, Any], key: str, path: Path) -> Mapping[str, str]:
    value = table[key]
    if not isinstance(value, dict) or not value or not set(value) <= set(_LANGUAGES):
        _refuse(path, key, "it is not a table by language", f'Write {key} = {{ fi = "…" }}.')
    return {language: _text(text, path, f"{key}.{language}") for language, text in value.items()}


def _documents(value: object, path: Path) -> tuple[SourceFile, ...]:
    if not isinstance(value, list) or not value:
        _refuse(path, "documents", "it names no document", 'Write documents = ["page.txt"].')
    documents = tuple(_document(each, path) for each in value)
    names = [each.name for each in documents]
    if len(set(names)) < len(names):
        _refuse(path, "documents", "a document is named twice", "Name each once.")
    return documents


def _document(value: object, path: Path) -> SourceFile:
    table = {"name": value} if isinstance(value, str) else value
    if not isinstance(table, dict) or not {"name"} <= set(table) <= {"name", "sha256", "layout"}:
        _refuse(path, "documents", f"{value!r} is not a document", "Give a name and a sha256.")
    name = _text(table["name"], path, "documents.name")
    if Path(name).name != name or "\\" in name or "\0" in name:
        _refuse(path, "documents.name", f"'{name}' is no plain file name", "Keep it in the folder.")
    sha256 = table.get("sha256", "")
    if not isinstance(sha256, str) or (sha256 and not _SHA256.fullmatch(sha256.lower())):
        _refuse(path, "documents.sha256", f"{sha256!r} is no SHA-256", "Write its 64 hex digits.")
    layout = _text(table["layout"], path, "documents.layout") if "layout" in table else ""
    return SourceFile(name, sha256.lower(), layout)


def _text(value: object, path: Path, key: str) -> str:
    if not isinstance(value, str) or not value.strip():
        _refuse(path, key, "it is not a text, or it is empty", "Write a text in quotation marks.")
    return value.strip()


def _refuse(path: Path, key: str, what: str, cure: str) -> NoReturn:
    raise SourceError(what, where=f"{path}, key '{key}'", cure=cure)
