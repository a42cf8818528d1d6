from __future__ import annotations

import zipfile
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from table_builders import HEADER, KOTI, SILTA, read, reasons, told, workbook

from hankehaku.errors import SourceError
from hankehaku.sources.base import Document, Options
from hankehaku.sources.recognise import recognise


def test_dates_sums_and_formats_of_excel() -> None:
    data = workbook(
        ("Raportti",),
        (),
        HEADER,
        ("A1", "Silta", "Teksti", "Espoo", datetime(2020, 9, 1), date(2021, 12, 31), 5000.5),
        ("A2", "Koti", "Teksti", "Pori", 44075, "31.12.2021", 90_000),
        ("A3", "Tie", "Teksti", "Pori", "2020-09-01 00:00:00", None, "=1+1"),
        ("Poimittu 10.5.2024",),
    )
    assert recognise(Document.from_bytes(Path("a"), data)) == "xlsx"
    result = read("xlsx", data)
    assert told(result) == [
        ("Silta", "2020-09-01", "2021-12-31", "5000.50"),
        ("Koti", "44075", "31.12.2021", "90000"),
        ("Tie", "2020-09-01 00:00:00", "", ""),
    ]
    assert [each.first_line for each in result.projects] == [4, 5, 6]
    assert (reasons(result), result.programme) == ([(7, "footnote")], "Raportti")


def test_merged_cells_hold_their_value_in_every_row_but_sums() -> None:
    data = workbook(
        HEADER,
        SILTA,
        ("A2", "Koti", "Teksti", None, "1.1.2020", "1.1.2021", None),
        ("A3", "Tie", "Teksti", "Pori", "1.1.2020", "1.1.2021", 7000),
        merged=("D2:D3", "G2:G3"),
    )
    assert [(each.organisation, each.support) for each in read("xlsx", data).projects] == [
        ("Espoon kaupunki", "5 000,50"),
        ("Espoon kaupunki", ""),
        ("Pori", "7000"),
    ]


def test_the_sheet_with_a_header_is_read_and_the_others_named() -> None:
    data = workbook(HEADER, SILTA, Ohje=("Lue tämä ensin",))
    [reading] = read("xlsx", data).readings
    assert (reading.sheet, reading.left_out) == ("Sheet", ("Ohje",))
    with pytest.raises(SourceError, match=r"no sheet 'X'\. Its sheets: Ohje, Sheet"):
        read("xlsx", data, Options(sheet="X"))


def test_a_remark_beside_the_table_is_no_broken_row() -> None:
    data = workbook(HEADER, (*SILTA, None, "tarkista!"), KOTI)
    assert [each.title for each in read("xlsx", data).projects] == ["Silta", "Koti"]


def repacked(data: bytes, part: str, content: bytes) -> bytes:
    made = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return made.getvalue()


def test_bombs_and_entities_are_refused_before_they_are_unpacked() -> None:
    data = workbook(HEADER, SILTA)
    bomb = repacked(data, "xl/styles.xml", b" " * (30 << 20))
    with pytest.raises(SourceError, match=r"would unpack to 30 MB in xl/styles\.xml"):
        read("xlsx", bomb)
    entity = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><styleSheet>&a;</styleSheet>'
    for content in (entity, b"<!--" + b"x" * 70_000 + b"-->" + entity):
        with pytest.raises(SourceError, match=r"xl/styles\.xml defines entities, or is no XML"):
            read("xlsx", repacked(data, "xl/styles.xml", content))


@pytest.mark.parametrize("data", [b"PK\x03\x04rikki", workbook(HEADER, SILTA)[:-300]])
def test_a_damaged_workbook_is_a_source_error(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"taulu\.xlsx: the workbook cannot be read"):
        read("xlsx", data)
