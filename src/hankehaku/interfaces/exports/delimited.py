"""Writes a table as CSV that a spreadsheet of Finland opens with a double click."""

from __future__ import annotations

import csv
import io
from datetime import date

from hankehaku.interfaces.exports.cleaning import defused
from hankehaku.interfaces.exports.gathered import Gathered
from hankehaku.interfaces.exports.table import Column, Value, columns, rows
from hankehaku.interfaces.texts import text


def write_csv(gathered: Gathered) -> bytes:
    """Return all projects as CSV: UTF-8 with a byte-order mark, semicolons, CRLF.

    Text is defused (see `cleaning.defused`), numbers stay numbers.
    """
    language = gathered.language
    cols = columns(language, base=gathered.base, ranked=gathered.ranked)
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.heading for column in cols])
    for row in rows(gathered.projects, cols):
        writer.writerow(
            [_cell(value, column, language) for value, column in zip(row, cols, strict=True)]
        )
    return written.getvalue().encode("utf-8-sig")


def _cell(value: Value, column: Column, language: str) -> str | int:
    if value is None:
        return ""
    if isinstance(value, int):
        return value
    if isinstance(value, date):
        return _day(value, language)
    if column.code and value:
        # alone, a spreadsheet reads 2.2 as the second of February
        value = text(language, "export_code_value", code=value)
    return defused(value)


def _day(value: date, language: str) -> str:
    # a spreadsheet in Finnish reads d.m.yyyy; those in Swedish and English all read ISO dates
    return f"{value.day}.{value.month}.{value.year}" if language == "fi" else value.isoformat()
