"""Tells the layout of a document by what is in it, when nobody has said which it is."""

from __future__ import annotations

import json
import re
from pathlib import Path

from hankehaku.errors import SourceError
from hankehaku.sources.base import Document
from hankehaku.sources.labels import is_labelled
from hankehaku.sources.page_lines import parse_metadata
from hankehaku.sources.tables.separated import find_separator
from hankehaku.sources.values import trim

SUFFIXES = (
    *(".txt", ".html", ".htm", ".csv", ".tsv", ".xlsx", ".xlsm", ".parquet"),
    *(".json", ".jsonl", ".ndjson"),
)
"""The ends of names by which documents are found in a folder that says nothing of them."""

_SAMPLE = 400_000
_LINES = 3_000
_TABLES = (".csv", ".tsv")
_MARKUP = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|\?xml|html|head|body|div|main|article|h[1-6]|p|ul|table)\b",
    re.IGNORECASE | re.DOTALL,
)
_BULLET = re.compile(r"^[•·▪●■◦‣∙⁃*–—-]\s*")
_OLD = {
    b"\xd0\xcf\x11\xe0": ("an old Excel or Word file", "Save it as .xlsx."),
    b"%PDF": ("a PDF", "Save its text, or ask for the data as a table."),
    b"\x1f\x8b": ("packed (gzip)", "Unpack it."),
    b"Rar!": ("packed (RAR)", "Unpack it."),
    b"7z\xbc\xaf": ("packed (7-Zip)", "Unpack it."),
}


def recognise(document: Document) -> str:
    """Return the layout of a document; raises SourceError when it is none that is read."""
    with document.binary() as file:
        head = file.read(65_536)
    if not head.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise _unknown(document, "the file is empty", "Give a file with projects in it.")
    if head.startswith(b"PK\x03\x04"):
        return "xlsx"
    if head.startswith(b"PAR1"):
        return "parquet"
    for mark, (kind, cure) in _OLD.items():
        if head.startswith(mark):
            raise _unknown(document, f"the file is {kind}, which is not read", cure)
    with document.text() as file_of_text:
        sample = file_of_text.read(_SAMPLE).removeprefix("\ufeff")
    if layout := _of_text(sample, document.path.suffix.lower()):
        return layout
    raise _unknown(
        document,
        "it cannot be told how the projects stand in the file",
        "State 'layout' in collection.toml: "
        "bulleted-page, labelled-page, html, jsonl, json, csv, xlsx or parquet.",
    )


def documents_in(folder: Path) -> list[Path]:
    """Return the files of a folder that could be documents, in the order of their names."""
    found = (path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES)
    return sorted(
        path for path in found if path.is_file() and not path.name.startswith((".", "~$"))
    )


def _of_text(sample: str, suffix: str) -> str:
    if _MARKUP.match(sample):
        return "html"
    if sample.lstrip()[:1] in ("{", "["):
        return _of_json(sample, suffix)
    lines = sample.splitlines()[:_LINES]
    if suffix not in _TABLES:
        if is_labelled(_BULLET.sub("", trim(line)) for line in lines):
            return "labelled-page"
        if any(parse_metadata(_BULLET.sub("", trim(line))) for line in lines):
            return "bulleted-page"
    if suffix in (".jsonl", ".ndjson"):
        return "jsonl"
    if find_separator(sample) or suffix in _TABLES:
        return "csv"
    return ""


def _of_json(sample: str, suffix: str) -> str:
    """Tell JSON Lines in the form of this program from any other JSON."""
    if suffix == ".json" and sample.lstrip().startswith("["):
        return "json"
    # Elsewhere than in JSON Lines, an object of its own on the first line is what tells them.
    many = 20 if suffix in (".jsonl", ".ndjson") else 1
    for line in list(filter(str.strip, sample.splitlines()))[:many]:
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(record, dict):
            own = isinstance(record.get("id"), str) and {"text", "description"} & set(record)
            return "jsonl" if own else "json"
    return "jsonl" if suffix in (".jsonl", ".ndjson") else "json"


def _unknown(document: Document, what: str, cure: str) -> SourceError:
    return SourceError(what, where=str(document.path), cure=cure)
