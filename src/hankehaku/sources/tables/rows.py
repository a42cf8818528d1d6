"""Reads tables as projects: finds the header, maps the columns, takes the rows in one pass."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import replace

from hankehaku.errors import SourceError
from hankehaku.sources.base import Document, Reading, ReadResult
from hankehaku.sources.rejected import Reason
from hankehaku.sources.repeats import without_repeats
from hankehaku.sources.tables.cells import as_text, one_line
from hankehaku.sources.tables.columns import Columns, match_columns
from hankehaku.sources.tables.row import Row
from hankehaku.sources.tables.table import Table
from hankehaku.sources.values import first_words

_HEADER_WITHIN = 40
_SAMPLE = 200


def read_rows(document: Document, rows: Iterable[Row], reading: Reading) -> ReadResult:
    """Read a table whose header is among its first rows, in one pass.

    Raises SourceError when no row names a title or a description, and when a stated column lacks.
    """
    coming = iter(rows)
    first = list(itertools.islice(coming, _SAMPLE))
    place, columns = _header(first, document)
    header = first[place]
    table = Table(
        document.name,
        columns,
        first[place + 1 :],
        separated=bool(reading.separator),
        has_notes=True,
    )
    above = []
    for row in first[:place]:
        if _is_record(row, columns):
            table.reject(row, Reason.ABOVE_HEADER, row.broken or [*map(as_text, row.cells)])
        elif text := _joined(row):
            above.append(text)
    for row in itertools.chain(first[place + 1 :], coming):
        table.take(row)
    told = replace(reading, header_line=header.line)
    return _told(table.result("\n\n".join(above)), columns, told)


def read_records(
    document: Document, names: Sequence[str], rows: Iterable[Row], reading: Reading
) -> ReadResult:
    """Read a table whose columns are known by name, such as Parquet and JSON."""
    columns = match_columns(names, document.options, str(document.path))
    if not columns.is_usable:
        raise _no_header(document, names)
    table = Table(document.name, columns)
    for row in rows:
        table.take(row)
    return _told(table.result(""), columns, reading)


def _told(result: ReadResult, columns: Columns, reading: Reading) -> ReadResult:
    """Return a result with how its table was read, and without records that come again."""
    told = replace(
        reading,
        profile=columns.profile,
        columns=tuple(columns.named()),
        records=len(result.projects) + len(result.rejected),
    )
    return without_repeats(replace(result, readings=(told,)), {})


def _header(first: Sequence[Row], document: Document) -> tuple[int, Columns]:
    """Return the row, of the first ones, that names most fields, and what its columns hold."""
    best: tuple[int, int, Columns] | None = None
    failed: SourceError | None = None
    for place, row in enumerate(first[:_HEADER_WITHIN]):
        names = [one_line(cell) for cell in row.cells]
        while names and not names[-1]:
            names.pop()
        if not names or any(len(name) > 300 for name in names):
            continue
        try:
            columns = match_columns(names, document.options, str(document.path))
        except SourceError as exc:
            failed = failed or exc
            continue
        if columns.is_usable and (best is None or len(columns.places) > best[0]):
            best = len(columns.places), place, columns
    if best is not None:
        return best[1], best[2]
    if failed is not None and document.options.columns:
        raise failed
    widest = max(first[:_HEADER_WITHIN], key=lambda row: len(row.cells), default=Row(1, 1, ()))
    raise failed or _no_header(document, [one_line(cell) for cell in widest.cells])


def _no_header(document: Document, names: Sequence[str]) -> SourceError:
    there = ", ".join(first_words(name, 40) for name in names[:20] if name) or "none"
    return SourceError(
        f"no column is known to hold a title or a description (columns: {there})",
        where=str(document.path),
        cure='Name the columns in collection.toml: [columns] title = "…", description = "…".',
    )


def _is_record(row: Row, columns: Columns) -> bool:
    """Tell whether a row above the header is filled as those below it are."""
    filled = sum(bool(one_line(cell)) for cell in row.cells)
    return bool(row.broken) or filled > max(2, len(columns.names) // 2)


def _joined(row: Row) -> str:
    return " ".join(filter(None, map(one_line, row.cells)))
