"""CSV, XLSX and JSON, read back as other programs read them."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from export_builders import BASE, DAY, HOSTILE, KIND, holding

from hankehaku.errors import QuestionError, UsageError
from hankehaku.facade import Hankehaku
from hankehaku.interfaces.exports import FORMATS, File, export
from hankehaku.interfaces.texts import TEXTS
from hankehaku.records import OrganisationType, Project
from hankehaku.search.request import Filters, Request

MOTHERS = Request("Maahanmuuttajaäitien suomen kielen opetus")
ALL = Request()


def rows_of(file: File) -> list[dict[str, str]]:
    text = file.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def book_of(file: File) -> Any:
    return openpyxl.load_workbook(io.BytesIO(file.content))


def facts_of(file: File) -> dict[str, Any]:
    return {label.value: value.value for label, value in book_of(file).worksheets[1]}


def test_names_and_types(hankehaku: Hankehaku) -> None:
    assert FORMATS == ("csv", "xlsx", "json", "docx")
    file = export(hankehaku, MOTHERS, "csv", "fi", day=DAY)
    expected = "hankehaku-maahanmuuttajaäitien-suomen-kielen-opetus-2026-11-24.csv"
    assert (file.name, file.media_type) == (expected, "text/csv; charset=utf-8")
    assert export(hankehaku, ALL, "json", "sv").name == f"hankehaku-projekt-{date.today()}.json"


@pytest.mark.parametrize(
    ("question", "slug"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ('a"b\r\nX: y', "a-b-x-y"),
        ("Entä \ud800 THL?", "entä-thl"),
        ("x" * 200, "x" * 48),
        ("äidit ja isät " * 10, "äidit-ja-isät-äidit-ja-isät-äidit-ja-isät-äidit"),
    ],
)
def test_names_hold_nothing_but_words(question: str, slug: str) -> None:
    file = export(holding(KIND), Request(question), "csv", "fi", day=DAY)
    assert file.name == f"hankehaku-{slug}-2026-11-24.csv"


def test_what_cannot_be_exported(hankehaku: Hankehaku) -> None:
    with pytest.raises(UsageError, match="csv, xlsx, json, docx"):
        export(hankehaku, ALL, "pdf", "fi")
    with pytest.raises(QuestionError):
        export(hankehaku, Request("???"), "csv", "fi")


def test_csv_holds_every_project(hankehaku: Hankehaku) -> None:
    file = export(hankehaku, ALL, "csv", "fi", day=DAY, base=BASE)
    assert file.content.startswith(b"\xef\xbb\xbfHanke;Tunnus;Toteuttaja;")
    assert file.content.endswith(b"\r\n")
    rows = rows_of(file)
    assert len(rows) == 25
    row = next(each for each in rows if each["Tunnus"] == "ersus")
    assert row["Hanke"] == "ERSUS-hanke"
    assert (row["Toteuttaja"], row["Toteuttajan tyyppi"]) == (
        "Maahanmuuttovirasto",
        "valtion viranomainen",
    )
    assert (row["Alkaa"], row["Päättyy"], row["EU-tuki (€)"]) == ("", "31.10.2019", "171415")
    assert row["Tavoitteen tunnus"] == "tavoite 2.3"
    assert "1.0.2018" in row["Tarkista lähteestä"]
    assert row["Lähde"] == "000_32d14921b7911850.txt, rivit 169–175"
    assert row["Hankkeen sivu"] == "https://hankkeet.example.fi/haku/hanke/ersus"
    assert row["Kuvaus"] == hankehaku.project("ersus").description
    assert "Sija" not in row


def test_csv_of_a_ranked_search(hankehaku: Hankehaku) -> None:
    rows = rows_of(export(hankehaku, MOTHERS, "csv", "en", day=DAY))
    found = hankehaku.everything(MOTHERS)
    assert [row["Id"] for row in rows] == [each.id for each in found]
    assert [row["Rank"] for row in rows] == [str(rank) for rank in range(1, len(found) + 1)]
    assert "Page of the project" not in rows[0]
    assert rows[0]["Starts"] == "2018-04-02"
    sorted_by_name = rows_of(export(hankehaku, replace(MOTHERS, sort="name"), "csv", "en"))
    assert "Rank" not in sorted_by_name[0]


def test_later_pages_and_sizes_do_not_matter(hankehaku: Hankehaku) -> None:
    page = replace(MOTHERS, first=10, count=5)
    whole = export(hankehaku, MOTHERS, "csv", "fi", day=DAY)
    assert export(hankehaku, page, "csv", "fi", day=DAY) == whole


def test_csv_in_swedish() -> None:
    (row,) = rows_of(export(holding(KIND), ALL, "csv", "sv"))
    assert (row["Genomförare"], row["Typ av genomförare"]) == ("Grankulla stad", "kommun")
    assert (row["Börjar"], row["Målets nummer"]) == ("2017-02-01", "mål 2.2")


@pytest.mark.parametrize("language", TEXTS)
def test_csv_defuses_what_is_hostile(language: str) -> None:
    file = export(holding(HOSTILE), Request("äidit"), "csv", language, base=BASE)
    (row,) = list(rows_of(file))
    values = list(row.values())
    assert values[1] == '\'=HYPERLINK("http://paha.example";"osuma")'
    assert values[3:5] == ["'+cmd|' /C calc'!A0", "'＝1＋1\n"]
    assert not any(value.lstrip()[:1] in tuple("=+-@") for value in values if value)
    assert "\x00" not in file.content.decode("utf-8-sig")
    assert values[14].startswith("<script>alert(1)</script> &amp; pitkä")
    assert len(values[14]) > 50_000


def test_xlsx_holds_dates_numbers_and_texts(hankehaku: Hankehaku) -> None:
    book = book_of(export(hankehaku, ALL, "xlsx", "fi", day=DAY, base=BASE))
    sheet = book.worksheets[0]
    assert (sheet.title, book.worksheets[1].title) == ("Hankkeet", "Tietoja")
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", f"A1:{sheet.dimensions[3:]}")
    assert (sheet.max_row, sheet.print_title_rows) == (26, "$1:$1")
    headings = [cell.value for cell in sheet[1]]
    column = {name: place for place, name in enumerate(headings)}
    row = next(each for each in sheet.iter_rows(min_row=2) if each[1].value == "yhteinen-kuntamme")
    start, support = row[column["Alkaa"]], row[column["EU-tuki (€)"]]
    assert (start.value, start.is_date) == (datetime(2017, 2, 1), True)
    assert (start.number_format, support.value, support.data_type) == ("d.m.yyyy", 258695, "n")
    code = row[column["Tavoitteen tunnus"]]
    assert (code.value, code.data_type) == ("2.2", "s")
    assert row[0].alignment.wrap_text
    assert sheet.column_dimensions["A"].width == 44
    assert (book.properties.creator, book.properties.language) == ("Hankehaku", "fi")


@pytest.mark.parametrize("language", TEXTS)
def test_xlsx_never_has_formulas(language: str) -> None:
    file = export(holding(HOSTILE, KIND), Request("=1+1\x00"), "xlsx", language, day=DAY, base=BASE)
    for sheet in book_of(file).worksheets:
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    sheet = book_of(file).worksheets[0]
    title, description = sheet["B2"], sheet["O2"]
    assert title.value == '=HYPERLINK("http://paha.example";"osuma")'
    assert (title.data_type, title.quotePrefix) == ("s", True)
    assert description.value.startswith("<script>alert(1)</script> &amp; pitkä")
    assert len(description.value) == 32_767
    assert sheet["J2"].value == "1850-01-01"  # a workbook has no number for that day
    assert (sheet["A2"].value, sheet["A3"].value) == (1, 2)


def test_xlsx_tells_what_it_is_of(hankehaku: Hankehaku) -> None:
    filters = Filters(types=(OrganisationType.MUNICIPALITY,), low=200_000)
    request = Request("projects for mothers that started in 2018", filters=filters, muted=("for",))
    facts = facts_of(export(hankehaku, request, "xlsx", "en", day=DAY, base=BASE))
    assert facts["Question"] == "projects for mothers that started in 2018"
    assert facts["Limits in the question"] == "started 2018"
    assert (
        facts["Limits picked"] == "kind of organisation: municipality; EU support at least €200,000"
    )
    assert "mothers → äiti" in facts["Searched in Finnish for"]
    assert facts["Order"] == "best match first"
    assert facts["Date"] == datetime(2026, 11, 24)
    assert facts["Collection"] == "AMIF 2014–2020: integration and legal migration"
    assert hankehaku.manifest.corpus_hash[:12] in facts["Version of the index"]
    assert facts["Projects matching the search"] == len(hankehaku.everything(request))
    assert facts["Projects in the collection"] == 25
    assert facts[TEXTS["en"]["about_licence"]].startswith("Not stated on the page.")
    assert facts["Address of the search"].startswith("https://hankkeet.example.fi/haku/?q=projects")


def test_dropped_constraints_are_told(hankehaku: Hankehaku) -> None:
    request = Request("projects for mothers that started in 2018", dropped=(0,))
    facts = facts_of(export(hankehaku, request, "xlsx", "en", day=DAY))
    assert facts["Limits taken back"] == "started 2018"
    assert "Limits in the question" not in facts


@pytest.mark.parametrize(
    ("request_", "order"),
    [
        (ALL, "lähteen järjestyksessä"),
        (Request(sort="newest"), "uusin ensin"),
        (Request(sort="largest"), "suurin tuki ensin"),
        (Request(sort="name"), "nimen mukaan"),
        (Request("kolme suurinta hanketta"), "suurin tuki ensin, enintään 3"),
    ],
)
def test_order_in_words(hankehaku: Hankehaku, request_: Request, order: str) -> None:
    assert facts_of(export(hankehaku, request_, "xlsx", "fi", day=DAY))["Järjestys"] == order


def test_json_holds_the_records(hankehaku: Hankehaku) -> None:
    file = export(hankehaku, MOTHERS, "json", "fi", day=DAY, base=BASE)
    data = json.loads(file.content)
    assert (data["question"], data["date"]) == (MOTHERS.text, "2026-11-24")
    assert data["index"]["corpus"] == hankehaku.manifest.corpus_hash[:12]
    assert data["counts"]["matching"] == len(data["projects"]) == len(hankehaku.everything(MOTHERS))
    first = data["projects"][0]
    assert (first["rank"], first["id"]) == (1, hankehaku.everything(MOTHERS)[0].id)
    assert first["address"] == f"{BASE}hanke/{first['id']}"
    assert data["understood"]["language"] == "fi"
    assert data["understood"]["terms"]


def test_json_of_everything(hankehaku: Hankehaku) -> None:
    request = Request(filters=Filters(objectives=("2.3",)))
    data = json.loads(export(hankehaku, request, "json", "sv", day=DAY).content)
    assert {each["objective"] for each in data["projects"]} == {"2.3"}
    assert [each["text"] for each in data["understood"]["filters"]] == ["mål 2.3"]
    assert (data["understood"]["language"], data["address"]) == (None, None)
    assert all(each["rank"] is None for each in data["projects"])


def test_json_of_hostile_values() -> None:
    file = export(holding(HOSTILE), Request("a\ud800b"), "json", "fi", day=DAY)
    (project,) = json.loads(file.content)["projects"]
    assert project["title"] == HOSTILE.title
    assert project["end"] == "1850-01-01"


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("language", TEXTS)
def test_nothing_found(language: str, format_: str) -> None:
    none: tuple[Project, ...] = ()
    file = export(holding(*none), Request("kvanttifysiikka"), format_, language, day=DAY)
    assert file.content
    if format_ == "csv":
        assert rows_of(file) == []
    if format_ == "json":
        assert json.loads(file.content)["projects"] == []
