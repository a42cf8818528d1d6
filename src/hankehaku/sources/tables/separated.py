"""Reads CSV: cells apart by a semicolon, comma, tab or bar, found when it is not stated."""

from __future__ import annotations

import csv
import itertools
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TextIO

from hankehaku.errors import SourceError
from hankehaku.sources.base import Document, Reading, ReadResult
from hankehaku.sources.tables.cells import LONGEST
from hankehaku.sources.tables.columns import match_columns
from hankehaku.sources.tables.row import Row
from hankehaku.sources.tables.rows import read_rows

SEPARATORS = (";", ",", "\t", "|")
_SAMPLE = 200_000
_SAMPLE_ROWS = 60
_MARK = "\ufeff"


class SeparatedReader:
    """The layout 'csv': a table whose cells stand apart by ';', ',', a tab or '|'.

    Cells in quotation marks may hold separators and line ends. Lines above the header and totals
    and footnotes below the last row are no projects. A row that does not fit the header is
    rejected; when a lost quotation mark has run lines together, those that fit are kept.
    """

    layout = "csv"

    def read(self, document: Document) -> ReadResult:
        """Read a table; raises SourceError when it has no header with a title or description."""
        csv.field_size_limit(10 * LONGEST)
        with document.text() as file:
            sample = file.read(_SAMPLE)
        separator = document.options.separator or _separator(sample, document)
        reading = Reading(
            document.name,
            self.layout,
            encoding=document.encoding_name,
            separator=separator,
        )
        with document.text() as file:
            return read_rows(document, _rows(file, separator, document), reading)


def find_separator(sample: str) -> str:
    """Return the separator by which most rows of a sample have as many cells, or ''."""
    best, found = 0, ""
    for separator in SEPARATORS:
        widths = [len(row) for row in _parsed(sample, separator)]
        wide = [width for width in widths if width > 1]
        if not wide:
            continue
        usual = max(set(wide), key=lambda width: (wide.count(width), width))
        score = wide.count(usual) * min(usual, 12)
        if wide.count(usual) * 2 >= len(widths) and score > best:
            best, found = score, separator
    return found


def _separator(sample: str, document: Document) -> str:
    """Return the separator that lets most columns of a header be recognised."""
    best, found = 0, ""
    for separator in SEPARATORS:
        for row in _parsed(sample, separator)[:40]:
            try:
                columns = match_columns([cell.strip() for cell in row], document.options, "")
            except SourceError:
                continue
            count = len(columns.places) if columns.is_usable else 0
            if count > best:
                best, found = count, separator
    return found or find_separator(sample) or ";"


def _parsed(sample: str, separator: str) -> list[list[str]]:
    lines = sample.removeprefix(_MARK).splitlines(keepends=True)
    rows = csv.reader(lines[:-1] or lines, delimiter=separator)
    try:
        filled = (row for row in rows if any(cell.strip() for cell in row))
        return list(itertools.islice(filled, _SAMPLE_ROWS))
    except csv.Error:
        return []


def _rows(file: TextIO, separator: str, document: Document) -> Iterator[Row]:
    """Yield the rows of a file, the lines of each remembered while it is being put together."""
    lines = _Lines(file)
    rows = csv.reader(lines, delimiter=separator)
    widths: set[int] = set()
    while True:
        first = lines.number + 1
        lines.taken.clear()
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as exc:
            raise SourceError(
                f"a cell cannot be read ({exc})",
                where=f"{document.path}, line {first}",
                cure="Look for a quotation mark that is not closed.",
            ) from exc
        whole = Row(first, lines.number, cells)
        if len(lines.taken) < 2:
            widths.add(len(cells))
            yield whole
        elif _is_sound(lines.taken, separator) and (not widths or len(cells) in widths):
            yield whole
        else:
            apart = list(_apart(lines.taken, first, separator, widths - {0, 1}))
            yield from apart if any(not row.broken for row in apart) else [whole]


def _is_sound(taken: Sequence[str], separator: str) -> bool:
    """Tell whether the quotation marks of a row over several lines stand where they should."""
    try:
        return len(list(csv.reader(taken, delimiter=separator, strict=True))) == 1
    except csv.Error:
        return False


def _apart(
    taken: Iterable[str], first: int, separator: str, widths: Collection[int]
) -> Iterator[Row]:
    """Yield the lines that a quotation mark ran together, as rows where they fit by themselves."""
    for number, line in enumerate(taken, start=first):
        cells = _alone(line, separator, widths)
        if cells:
            yield Row(number, number, cells)
        elif line.strip():
            yield Row(number, number, (), broken=line.rstrip("\r\n"))


def _alone(line: str, separator: str, widths: Collection[int]) -> list[str]:
    """Return the cells of a line when it has as many as rows have, its marks heeded or not."""
    heeded = csv.reader([line], delimiter=separator, strict=True)
    plain = csv.reader([line], delimiter=separator, quoting=csv.QUOTE_NONE)
    for reader in (heeded, plain):
        try:
            [cells] = reader
        except (csv.Error, ValueError):
            continue
        if len(cells) in widths:
            return cells
    return []


class _Lines:
    """The lines of a file, composed (see `Document.lines`), counted, with the latest remembered."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self.number = 0
        self.taken: list[str] = []

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._file.readline(20 * LONGEST)
        if not line:
            raise StopIteration
        if self.number == 0:
            line = line.removeprefix(_MARK)
        self.number += 1
        text = unicodedata.normalize("NFC", line.replace("\0", ""))
        self.taken.append(text)
        return text
