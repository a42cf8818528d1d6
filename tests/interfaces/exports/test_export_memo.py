"""The decision memo, read back with python-docx and, where it is there, printed."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from export_builders import BASE, DAY, HOSTILE, KIND, holding

from hankehaku.facade import Hankehaku
from hankehaku.interfaces.exports import export
from hankehaku.interfaces.texts import TEXTS, text
from hankehaku.search.request import Filters, Request

MOTHERS = Request("Maahanmuuttajaäitien suomen kielen opetus")
HEADINGS = (
    *("memo_summary", "understood_heading", "memo_projects", "memo_each"),
    *("memo_flaws", "memo_sources", "memo_method"),
)


def memo_of(hankehaku: Hankehaku, request: Request, language: str = "fi", base: str = "") -> Any:
    file = export(hankehaku, request, "docx", language, day=DAY, base=base)
    return docx.Document(io.BytesIO(file.content))


def whole_text(document: Any) -> str:
    said = [paragraph.text for paragraph in document.paragraphs]
    said += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(said)


def headings_of(document: Any, level: int = 1) -> list[str]:
    return [each.text for each in document.paragraphs if each.style.name == f"Heading {level}"]


def rows_of(table: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize(("language", "tag"), [("fi", "fi-FI"), ("sv", "sv-FI"), ("en", "en-GB")])
def test_structure_and_language(hankehaku: Hankehaku, language: str, tag: str) -> None:
    document = memo_of(hankehaku, MOTHERS, language)
    assert headings_of(document) == [text(language, key) for key in HEADINGS]
    title = next(each.text for each in document.paragraphs if each.style.name == "Title")
    assert title == text(language, "memo_title", subject=MOTHERS.text)
    properties = document.core_properties
    assert (properties.title, properties.language) == (title, tag)
    assert (properties.author, properties.last_modified_by) == ("Hankehaku", "Hankehaku")
    assert properties.comments == ""
    (lang,) = document.styles.element.findall(f"{qn('w:docDefaults')}//{qn('w:lang')}")
    assert lang.get(qn("w:val")) == tag
    footer = document.sections[0].footer._element.xml
    assert "PAGE" in footer
    assert "NUMPAGES" in footer


def test_projects_have_quotations_and_sources(hankehaku: Hankehaku) -> None:
    document = memo_of(hankehaku, MOTHERS, base=BASE)
    hits = hankehaku.explore(replace(MOTHERS, count=20)).hits
    titles = [f"{rank}. {hit.project.title}" for rank, hit in enumerate(hits, 1)]
    assert headings_of(document, 2) == titles
    quotes = [each.text for each in document.paragraphs if each.style.name == "Quote"]
    assert quotes == [f"”{hit.passage.text}” [{rank}]" for rank, hit in enumerate(hits, 1)]
    sources = [each for each in document.paragraphs if each.style.name == "Bibliography"]
    assert len(sources) == len(hits)
    assert sources[0].text.startswith("[1]\tKirkon Ulkomaanapu (2018–2021). Suomen kieli sanoo")
    assert sources[0].text.endswith(f"{BASE}hanke/{hits[0].project.id}")
    # every mark leads to its entry
    targets = re.findall(r'w:anchor="(lahde\d+)"', document.element.xml)
    marks = re.findall(r'w:bookmarkStart [^>]*w:name="(lahde\d+)"', document.element.xml)
    assert marks == [f"lahde{rank}" for rank in range(1, len(hits) + 1)]
    assert set(targets) == set(marks)
    links = [each.target_ref for each in document.part.rels.values() if each.is_external]
    assert f"{BASE}hanke/{hits[0].project.id}" in links


def test_quotations_are_marked_as_finnish(hankehaku: Hankehaku) -> None:
    document = memo_of(hankehaku, MOTHERS, "en")
    quotes = [each for each in document.paragraphs if each.style.name == "Quote"]
    assert quotes
    for quote in quotes:
        lang = quote.runs[0]._r.find(f"{qn('w:rPr')}/{qn('w:lang')}")
        assert lang.get(qn("w:val")) == "fi-FI"
    finnish = memo_of(hankehaku, MOTHERS)
    assert "w:lang" not in finnish.element.xml  # the language of the document already


def test_table_of_projects(hankehaku: Hankehaku) -> None:
    document = memo_of(hankehaku, Request("oleskelulupien käsittelyn nopeuttaminen"))
    table = document.tables[3]
    head, *rows = rows_of(table)
    assert head == ["#", "Hanke", "Toteuttaja", "Kesto", "EU-tuki", "Tavoite"]
    row = next(each for each in rows if each[1] == "ERSUS-hanke")
    period, support = "ei tiedossa – 31.10.2019", "171\u00a0415\u00a0€"
    assert row[2:] == ["Maahanmuuttovirasto", period, support, "2.3"]
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert "w:tblHeader" not in table.rows[1]._tr.xml
    assert all("w:cantSplit" in each._tr.xml for each in table.rows)
    flaws = [each.text for each in document.paragraphs if each.style.name == "List Bullet"]
    assert any("ERSUS-hanke: Lähteessä alkupäivä on ”1.0.2018”" in each for each in flaws)


def test_figures_of_the_shown_and_of_all(hankehaku: Hankehaku) -> None:
    document = memo_of(hankehaku, Request())
    rows = rows_of(document.tables[1])
    everything = list(hankehaku.everything(Request()))
    sums = [
        sum(each.grant.eu_support_eur or 0 for each in some)
        for some in (everything[:20], everything)
    ]
    grouped = [f"{value:,}".replace(",", "\u00a0") + "\u00a0€" for value in sums]
    assert rows[0] == ["Luvut", "Muistion hankkeet (20)", "Kaikki hakuun sopivat (25)"]
    assert rows[1] == ["EU-tuki yhteensä", *grouped]
    assert rows[2] == ["EU-tuen mediaani", "265\u00a0224\u00a0€", "270\u00a0000\u00a0€"]
    assert rows[3] == ["EU-tuki tiedossa", "20 / 20 hanketta", "25 / 25 hanketta"]
    assert len(headings_of(document, 2)) == 20
    assert "Muistiossa ovat niistä ensimmäiset 20." in whole_text(document)


def test_unknown_support_is_not_counted() -> None:
    unknown = replace(HOSTILE, title="Toinen")
    rows = rows_of(memo_of(holding(KIND, unknown), Request("äidit")).tables[1])
    assert rows[1:4] == [
        ["EU-tuki yhteensä", "258\u00a0695\u00a0€"],
        ["EU-tuen mediaani", "258\u00a0695\u00a0€"],
        ["EU-tuki tiedossa", "1 / 2 hanketta"],
    ]
    rows = rows_of(memo_of(holding(unknown), Request("äidit")).tables[1])
    assert rows[1] == ["EU-tuki yhteensä", "ei tiedossa"]


def test_what_was_understood(hankehaku: Hankehaku) -> None:
    request = Request(
        "projects for mothers that started in 2018", filters=Filters(objectives=("2.2",))
    )
    document = memo_of(hankehaku, request, "en")
    said = whole_text(document)
    assert "started 2018" in said
    assert "objective 2.2" in said
    assert "mothers → äiti" in said
    assert text("en", "memo_method_limits") in said


@pytest.mark.parametrize("language", TEXTS)
def test_nothing_found_is_said_plainly(hankehaku: Hankehaku, language: str) -> None:
    document = memo_of(hankehaku, Request("avaruusmatkailu ja kvanttifysiikka"), language)
    assert text(language, "memo_nothing", total="25") in whole_text(document)
    wanted = ("memo_summary", "understood_heading", "memo_method")
    assert headings_of(document) == [text(language, key) for key in wanted]


def test_limits_that_leave_nothing(hankehaku: Hankehaku) -> None:
    request = Request("järjestöjen hankkeet, joiden tuki on yli 5 miljoonaa")
    said = whole_text(memo_of(hankehaku, request))
    assert "Mikään kokoelman hankkeista ei täytä kaikkia rajauksia." in said
    assert "Ilman rajausta ”EU-tuki yli 5\u00a0000\u00a0000\u00a0€”: 2 hanketta" in said


@pytest.mark.parametrize("language", TEXTS)
def test_hostile_values(language: str) -> None:
    document = memo_of(holding(HOSTILE, KIND), Request("=1\x00<b>"), language, BASE)
    said = whole_text(document)
    assert "<script>alert(1)</script> &amp; pitkä" in said
    assert text(language, "memo_cut") in said
    assert len(said) < 20_000
    assert "\x00" not in said
    assert '=HYPERLINK("http://paha.example";"osuma")' in said


def test_a_pasted_plan_stands_on_its_own() -> None:
    plan = "Hankesuunnitelma äideille.\n" * 300
    document = memo_of(holding(KIND), Request(plan))
    assert headings_of(document)[0] == "Kysymys"
    assert len(document.core_properties.title) <= 250
    quotes = [each.text for each in document.paragraphs if each.style.name == "Quote"]
    assert quotes.count("Hankesuunnitelma äideille.") == 300


@pytest.mark.skipif(not shutil.which("soffice"), reason="soffice (LibreOffice) is not installed")
def test_a_word_processor_opens_it(hankehaku: Hankehaku, tmp_path: Path) -> None:
    memo = tmp_path / "memo.docx"
    memo.write_bytes(export(hankehaku, MOTHERS, "docx", "fi", day=DAY, base=BASE).content)
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(memo)], check=True, capture_output=True, timeout=240)
    from pypdf import PdfReader

    pages = [page.extract_text() for page in PdfReader(tmp_path / "memo.pdf").pages]
    assert "Rahoitetut hankkeet" in pages[0]
    assert f"sivu 1 / {len(pages)}" in pages[0]
