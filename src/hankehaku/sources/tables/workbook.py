"""Reads Excel workbooks (.xlsx) row by row, with merged cells filled in, within limits."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from hankehaku.errors import SourceError
from hankehaku.sources.base import Document, Options, Reading, ReadResult
from hankehaku.sources.tables.cells import one_line
from hankehaku.sources.tables.columns import match_columns
from hankehaku.sources.tables.row import Row
from hankehaku.sources.tables.rows import read_rows

if TYPE_CHECKING:
    from openpyxl import Workbook

_LAST_ROW = 1_048_576
_ENTRIES = 10_000
_LARGEST_PART = 2 << 30
_LARGEST_OTHER = 300 << 20
_RATIO = 250
_SMALL = 20 << 20
_MERGE = re.compile(
    rb'<(?:\w+:)?mergeCell\s+ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"'
)
_MERGES = 100_000
_PROLOG = 65_536
_ROOT = re.compile(rb"<[A-Za-z_]")
_PIECE = 1 << 20


class WorkbookReader:
    """The layout 'xlsx': a sheet of an Excel workbook, the first with a header unless one is named.

    Cells merged downwards hold their value in every row, except sums of money, which would be
    counted more than once. Formulas have the values that Excel last saved.
    """

    layout = "xlsx"

    def read(self, document: Document) -> ReadResult:
        """Read a sheet; raises SourceError when none fits, or the file is not safe to read."""
        with document.binary() as file, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and extensions that do not matter here
            try:
                with zipfile.ZipFile(file) as archive:
                    check_archive(archive, document)
                    return self._read(document, archive)
            except SourceError:
                raise
            except Exception as exc:  # the library raises whatever a damaged file leads it to
                raise SourceError(
                    f"the workbook cannot be read ({exc or type(exc).__name__})",
                    where=str(document.path),
                    cure="Open it in Excel or LibreOffice and save it anew as .xlsx.",
                ) from exc

    def _read(self, document: Document, archive: zipfile.ZipFile) -> ReadResult:
        import openpyxl

        with document.binary() as file:
            book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
            try:
                name = _sheet(book, document)
                sheet = book[name]
                others = tuple(each.title for each in book.worksheets if each.title != name)
                reading = Reading(document.name, self.layout, sheet=name, left_out=others)
                merged = _merged(archive, sheet)
                return read_rows(document, _filled(_rows(sheet), merged, document), reading)
            finally:
                book.close()


def check_archive(archive: zipfile.ZipFile, document: Document) -> None:
    """Raise SourceError when unpacking an archive would take more than any real workbook."""
    parts = archive.infolist()
    for part in parts:
        is_sheet = part.filename.startswith("xl/worksheets/")
        limit = _LARGEST_PART if is_sheet else _LARGEST_OTHER
        swollen = part.file_size > _SMALL and part.file_size > _RATIO * max(part.compress_size, 1)
        if part.file_size > limit or swollen or len(parts) > _ENTRIES:
            raise SourceError(
                f"the workbook would unpack to {part.file_size >> 20:,} MB in {part.filename}",
                where=str(document.path),
                cure="Save the sheet as CSV and read that.",
            )
        if part.filename.endswith((".xml", ".rels")):
            with archive.open(part) as xml:
                _check_prolog(xml.read(_PROLOG).replace(b"\0", b""), part.filename, document)


def _check_prolog(head: bytes, part: str, document: Document) -> None:
    """Raise SourceError when a part begins with definitions, which could unfold without end."""
    root = _ROOT.search(head)
    if b"<!DOCTYPE" in head[: root.start() if root else None].upper() or (head and not root):
        raise SourceError(
            f"{part} defines entities, or is no XML",
            where=str(document.path),
            cure="Save the sheet as CSV and read that.",
        )


def _sheet(book: Workbook, document: Document) -> str:
    """Return the name of the sheet to read: as stated, else the first whose header is known."""
    names = [each.title for each in book.worksheets]
    if wanted := document.options.sheet:
        if wanted not in names:
            raise SourceError(
                f"the workbook has no sheet '{wanted}'",
                where=str(document.path),
                cure=f"Its sheets: {', '.join(names)}.",
            )
        return wanted
    best, found = 0, ""
    for each in book.worksheets:
        count = _known_columns(each, document.options)
        if count > best:
            best, found = count, each.title
    if not names:
        raise SourceError("the workbook has no sheet", where=str(document.path), cure="Add one.")
    return found or names[0]


def _known_columns(sheet: Any, options: Options) -> int:
    best = 0
    for row in sheet.iter_rows(max_row=40, max_col=500, values_only=True):
        names = [one_line(cell) for cell in row]
        try:
            columns = match_columns(names, options, "")
        except SourceError:
            continue
        best = max(best, len(columns.places) if columns.is_usable else 0)
    return best


def _rows(sheet: Any) -> Iterator[Row]:
    sheet.reset_dimensions()  # what a sheet says of its size is often wrong
    rows = sheet.iter_rows(max_row=_LAST_ROW, values_only=True)
    for number, cells in enumerate(rows, start=1):
        end = len(cells)
        while end and cells[end - 1] is None:
            end -= 1
        yield Row(number, number, cells[:end])


def _merged(archive: zipfile.ZipFile, sheet: Any) -> dict[int, tuple[tuple[int, int], ...]]:
    """Return for each row the columns that are merged with the row named, which holds the value."""
    found: dict[int, tuple[tuple[int, int], ...]] = {}
    with archive.open(sheet._worksheet_path) as xml:
        rest, count = b"", 0
        while piece := xml.read(_PIECE):
            data = rest + piece
            last = 0
            for match in _MERGE.finditer(data):
                last, count = match.end(), count + 1
                top, bottom = int(match[2]), min(int(match[4]), int(match[2]) + 2000)
                place = _column(match[1])
                for row in range(top + 1, bottom + 1):
                    found[row] = (*found.get(row, ()), (place, top))
            if count > _MERGES:
                break
            rest = data[max(last, len(data) - 200) :]
    return found


def _filled(
    rows: Iterator[Row], merged: Mapping[int, tuple[tuple[int, int], ...]], document: Document
) -> Iterator[Row]:
    """Yield the rows with the values of cells that are merged downwards."""
    if not merged:
        yield from rows
        return
    tops = {top for cells in merged.values() for _, top in cells}
    kept: dict[int, Row] = {}
    sums: tuple[int, ...] | None = None
    for row in rows:
        if row.line in tops:
            kept[row.line] = row
        names = [one_line(cell) for cell in row.cells]
        if sums is None and (found := _sums(names, document.options)) is not None:
            sums = found
        cells = list(row.cells)
        filled = any(cell is not None for cell in cells)
        for place, top in merged.get(row.line, ()):
            source = kept[top].cells if top in kept else ()
            # A row that holds nothing of its own is no row: merging has only made one taller.
            if filled and place < len(source) and place not in (sums or ()):
                cells += [None] * (place + 1 - len(cells))
                cells[place] = source[place] if cells[place] is None else cells[place]
        yield Row(row.line, row.last, tuple(cells))


def _sums(names: list[str], options: Options) -> tuple[int, ...] | None:
    """Return the columns of money when a row is the header, else None."""
    try:
        columns = match_columns(names, options, "")
    except SourceError:
        return None
    if not columns.is_usable or len(columns.places) < 2:
        return None
    return columns.places.get("support", ())


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
