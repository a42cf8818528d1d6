from __future__ import annotations

from pathlib import Path

import pytest

from hankehaku.records import IssueKind, Objective
from hankehaku.sources.base import Document, ReadResult
from hankehaku.sources.collection import read_collection
from hankehaku.sources.html_page import HtmlReader
from hankehaku.sources.labelled_page import LabelledPageReader
from hankehaku.sources.labels import split_labels

EXAMPLES = Path(__file__).parent / "examples"


def read(text: str) -> ReadResult:
    return LabelledPageReader().read(Document.from_bytes(Path("sivu.txt"), text.encode()))


def test_a_finnish_page() -> None:
    _, result = read_collection(EXAMPLES / "labelled_fi.txt")
    path, apu, silta = result.projects
    assert [(each.layout, each.recognised) for each in result.readings] == [("labelled-page", True)]
    assert path.title == "Kotoutumisen polku Pirkanmaalla"
    assert path.description == (
        "Hankkeessa luodaan alueellinen ohjausmalli, jossa kunnat ja järjestöt neuvovat\n\n"
        "yhdessä kolmansista maista tulevia.\n\nMalli jää käyttöön hankkeen jälkeen."
    )
    assert path.organisation == "Tampereen kaupunki, sosiaali- ja terveyspalvelut"
    assert (path.start, path.end, path.support) == ("01.09.2020", "31.12.2021", "120 000 euroa")
    assert (path.links, path.first_line, path.last_line) == (("www.tampere.fi/polku",), 9, 18)
    assert (apu.start, apu.end, apu.support) == ("9/2020", "31.2.2022", "1 225 306,00 €")
    assert (silta.title, silta.organisation) == ("Kielisilta", "Åbo Akademi")
    assert (silta.start, silta.support) == ("1. syyskuuta 2020", "1,2 milj. euroa")
    introduction = "Tavoitteessa tuetaan varhaista kotoutumista."
    assert result.objectives == (Objective("2", "Laillinen muutto ja kotoutuminen", introduction),)
    assert result.programme.startswith("Rahoitetut hankkeet 2021–2027\n\nTurvapaikka-")
    assert result.issues == ()


def test_a_swedish_page() -> None:
    _, result = read_collection(EXAMPLES / "labelled_sv.txt")
    border, young = result.projects
    assert border.title == "Gemensam gränskontroll i Östersjön"
    assert border.organisation == "Gränsbevakningsväsendet"
    assert (border.start, border.end, border.support) == (
        *("01.01.2022", "30.06.2025", "12 000 000 euro"),
    )
    assert (young.title, young.start, young.support) == (
        *("Ung i Åboland", "1 september 2020", "90 000 €"),
    )


def test_a_page_of_the_web() -> None:
    _, result = read_collection(EXAMPLES / "page.html")
    first, second = result.projects
    assert first.title == "Yhteinen kuntamme"
    assert first.description == (
        "Kauniaisissa vahvistetaan maahanmuuttajien osallisuutta & arkea.\n\n"
        "Kuntalaiset toimivat tukena."
    )
    assert (first.organisation, first.start, first.end) == (
        *("Kauniaisten kaupunki", "1.2.2017", "31.1.2020"),
    )
    assert (first.support, first.links) == ("258 695 euroa", ("kaupungin sivuilla",))
    assert (second.title, second.organisation, second.support) == (
        *("Satakunnan verkosto", "Porin kaupunki", "90 000 €"),
    )
    assert (first.first_line, second.objective.code) == (11, "2.2")
    assert result.objectives[0].introduction == "Tavoitteessa tuetaan kotoutumista."
    assert "Etusivu" not in result.programme
    assert result.readings[0].profile == "labelled-page"


def test_lists_of_the_web_are_bullets() -> None:
    _, result = read_collection(EXAMPLES / "bulleted.html")
    assert [(each.title, each.organisation, each.support) for each in result.projects] == [
        ("MATEAS-hanke", "Tampereen ammattikorkeakoulu", "270 000 euroa"),
        ("Kotoisa-kehittämishanke", "Jyväskylän kaupunki", "143 439 euroa"),
    ]
    assert result.projects[0].links == ("Katso hankkeen kotisivut",)


@pytest.mark.parametrize(
    "html",
    [
        "<p>" * 5000 + "Tekstiä",
        "<html>" + "<p>Tekstiä" * 20 + "\0",
        "<",
        "<p>" + "&amp;" * 9000,
        "<br>" * 3000,
    ],
)
def test_odd_html_is_read(html: str) -> None:
    result = HtmlReader().read(Document.from_bytes(Path("sivu.html"), html.encode()))
    assert result.projects == ()


def test_facts_that_lack_stay_empty_and_a_second_value_is_an_issue() -> None:
    result = read(
        "Silta\nHankkeen kuvaus: Silta yhdistää.\nHankkeen toteuttaja: Espoo, Toteutusaika: pian\n"
        "Toteuttaja: Vantaa\n\nAlaviite ilman otsikkoa\n"
    )
    [project] = result.projects
    assert (project.organisation, project.start, project.end, project.support) == (
        "Espoo",
        "",
        "",
        "",
    )
    assert [(each.kind, each.field, each.line) for each in project.issues] == [
        (IssueKind.UNREADABLE_LINE, "organisation", 4),
        (IssueKind.UNREADABLE_LINE, "period", 3),
    ]
    assert [(each.written, each.line) for each in result.issues] == [("Alaviite ilman otsikkoa", 6)]


def test_a_description_without_a_title_is_a_project() -> None:
    result = read("Hankkeen kuvaus: A.\nToteuttaja: Espoo\nHankkeen kuvaus: B.\nToteuttaja: Pori\n")
    assert [(each.title, each.description, each.organisation) for each in result.projects] == [
        *(("", "A.", "Espoo"), ("", "B.", "Pori")),
    ]


def test_labels_within_a_sentence_are_none() -> None:
    assert split_labels("Hankkeessa toteuttaja: kuntaa autetaan") == []
    assert split_labels("EU-tuki") == [("support", "")]
    assert split_labels("Toteuttaja: A ry, B oy; EU-tuki: 5 €") == [
        ("organisation", "A ry, B oy;"),
        ("support", "5 €"),
    ]


@pytest.mark.parametrize("mark", ["<!--", '<a href=">', "<script>"])
def test_what_an_open_mark_hides_is_an_issue(mark: str) -> None:
    html = (EXAMPLES / "bulleted.html").read_text(encoding="utf-8")
    spoilt = html.replace("Kotoisa-keh", f"{mark}Kotoisa-keh")
    result = HtmlReader().read(Document.from_bytes(Path("sivu.html"), spoilt.encode()))
    assert [each.title for each in result.projects] == ["MATEAS-hanke"]
    issue = result.issues[-1] if mark != "<script>" else result.issues[0]
    assert (issue.field, issue.kind) == ("sivu.html", IssueKind.UNREADABLE_LINE)
    assert "Jyväskyl" in " ".join(each.written for each in result.issues)


def test_pages_one_after_another_are_read() -> None:
    html = (EXAMPLES / "page.html").read_text(encoding="utf-8")
    document = Document.from_bytes(Path("sivu.html"), (html + html).encode())
    assert len(HtmlReader().read(document).projects) == 4
