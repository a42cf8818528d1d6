"""Tables for the tests, in every format that is read."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from hankehaku.sources.base import Document, Options, ReadResult
from hankehaku.sources.collection import READERS

HEADER = ("Hankekoodi", "Hankkeen nimi", "Kuvaus", "Toteuttaja", "Alkaa", "Päättyy", "EU-tuki")
SILTA = ("A1", "Silta", "Yhdistää nuoria.", "Espoon kaupunki", "1.9.2020", "31.12.2021", "5 000,50")
KOTI = ("A2", "Koti", "Auttaa asumaan.", "Porin kaupunki", "2020-09-01", "9/2021", "90 000 €")


def read(layout: str, data: bytes, options: Options | None = None) -> ReadResult:
    path = Path(f"taulu.{layout}")
    return READERS[layout].read(Document.from_bytes(path, data, options or Options()))


def separated(*rows: Sequence[str], separator: str = ";", end: str = "\r\n") -> str:
    return "".join(separator.join(row) + end for row in rows)


def read_text(text: str, encoding: str = "utf-8", options: Options | None = None) -> ReadResult:
    return read("csv", text.encode(encoding), options)


def workbook(*rows: Sequence[Any], merged: Sequence[str] = (), **others: Sequence[Any]) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    [sheet] = book.worksheets
    for row in rows:
        sheet.append(list(row))
    for cells in merged:
        sheet.merge_cells(cells)
    for name, row in others.items():
        book.create_sheet(name, 0).append(list(row))
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def told(result: ReadResult) -> list[tuple[str, str | None, str | None, str | None]]:
    return [(each.title, each.start, each.end, each.support) for each in result.projects]


def reasons(result: ReadResult) -> list[tuple[int, str]]:
    return [(each.line, each.reason.value) for each in result.rejected]
