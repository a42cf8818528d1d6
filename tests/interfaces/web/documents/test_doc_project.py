"""The page of a project: all that is known of it, in three languages, whatever the source holds."""

from __future__ import annotations

import html as markup
from typing import Any

import pytest
from doc_checks import HOSTILE, Page, collection
from page_builders import IMPOSSIBLE, make_hit, make_match, make_project

from hankehaku.facade import Hankehaku
from hankehaku.interfaces.web.documents.alike import alike_html, shared_words
from hankehaku.interfaces.web.documents.project_page import near_html, project_document
from hankehaku.records import (
    DataIssue,
    Grant,
    IssueKind,
    Objective,
    Organisation,
    Period,
    Project,
    SourcePosition,
)

LANGUAGES = ("fi", "sv", "en")


def shown(
    hankehaku: Hankehaku, project: Project, language: str = "fi", cited: str = "Viite"
) -> str:
    return project_document(
        hankehaku, project, language, path=f"hanke/{project.id}", citation=cited
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_project_of_the_seed(hankehaku: Hankehaku, language: str) -> None:
    for project in list(hankehaku)[::4]:
        html = shown(hankehaku, project, language)
        page = Page(html)
        assert page.problems == []
        assert page.language == language
        assert page.headings[0] == (1, project.title)
        assert project.description in page.words
        assert project.source is not None
        assert str(project.source.first_line) in page.words
        assert page.title == f"{project.title} – Hankehaku"


def test_values_in_finnish(hankehaku: Hankehaku) -> None:
    html = shown(hankehaku, hankehaku.project("rio"), cited="Maahanmuuttovirasto (2016–2019).")
    page = Page(html)
    for each in (
        *("30.9.2016 – 29.9.2019", "304\u00a0887\u00a0€", "2.3 Valmiuksien kehittäminen"),
        *("valtion viranomainen", "Helsinki, Uusimaa", "Migrationsverket", "304 887 euroa"),
        *("000_32d14921b7911850.txt, rivit 177–181", "Samalla toteuttajalla on 3 muuta hanketta."),
        *("Tämä hanke: RIO-hanke", "Jatko: RIO 2", "Maahanmuuttovirasto (2016–2019)."),
    ):
        assert each in page.words, each
    assert [heading for level, heading in page.headings if level == 2] == [
        *("Kuvaus", "Tiedot lähteessä", "Edeltäjät ja jatko", "Samankaltaisia hankkeita"),
        *("Samasta toteuttajasta, tavoitteesta ja maakunnasta", "Viittaa hankkeeseen"),
    ]
    assert "../api/v1/projects/rio" in page.links
    assert "../vie/xlsx?organisation=Maahanmuuttovirasto&lang=fi" in page.links
    assert "../?objective=2.3&lang=fi" in page.links
    assert "../vertaa?id=rio&id=rio-2-kiertava-maahanmuuton-asiantuntija&lang=fi" in page.links


def test_words_of_the_source_are_told_to_be_finnish(hankehaku: Hankehaku) -> None:
    html = shown(hankehaku, hankehaku.project("rio"), "sv")
    assert '<h1><span lang="fi">RIO-hanke</span></h1>' in html
    assert '<p class="description" lang="fi">RIO kehittää' in html
    page = Page(html)
    assert "Migrationsverket (Maahanmuuttovirasto)" in page.words
    assert "Helsingfors, Nyland" in page.words
    assert "Finnish Immigration Service" in page.words
    assert "en" in page.foreign


def test_flaws_are_told_with_what_is_written(hankehaku: Hankehaku) -> None:
    page = Page(shown(hankehaku, hankehaku.project("kotoa-kotiin")))
    assert "Lähteessä loppupäivä ”30.9.2012” on ennen alkupäivää (rivi 145)" in page.words
    assert "1.4.2019 – ei tiedossa" in page.words
    assert "1.4.2019 – 30.9.2012" in page.words


def test_reasons_of_likeness(hankehaku: Hankehaku) -> None:
    project = hankehaku.project("rio")
    hits = hankehaku.similar("rio", 5)
    assert {"edustusto", "toimintamalli"} <= set(shared_words(hits[0]))
    html = alike_html(hankehaku, project, hits, "hanke/rio", "en")
    assert html.count("<h3>") == 5
    assert "The same national objective: " in html
    assert "The same organisation" in html
    for hit in hits:
        assert markup.escape(hit.passage.text.strip()) in html


def test_only_words_that_both_have_are_shared() -> None:
    hit = make_hit(
        make_project(id="b"),
        make_match("kotiäideille", way=("äitien", "kotiäiti"), source="written", score=2.0),
        make_match("Pakolaisäitien", way=("äitien", "äiti"), source="parts", score=3.0),
        make_match("Toimintaa", way=("apu", "toiminta"), source="synonym", score=9.0),
        make_match("x", "names", way=("x", "migri"), source="written", score=9.0),
    )
    assert shared_words(hit) == ("äiti", "kotiäiti")
    assert shared_words(hit, {"äiti"}) == ("kotiäiti",)
    html = alike_html(
        collection(), make_project(), [make_hit(make_project(id="b"))], "hanke/x", "fi"
    )
    assert "Yhteisiä sanoja ei ole; kuvausten merkitys on lähellä" in html


def test_one_alone_in_its_collection() -> None:
    alone = make_project(organisation=Organisation(), objective=Objective(), description=" ")
    page = Page(shown(collection(alone), alone))
    assert page.problems == []
    assert "Kokoelmassa ei ole muita hankkeita." in page.words
    assert "Lähteessä ei ole kuvausta." in page.words
    assert not any("vertaa" in each for each in page.links)
    assert not any("vie/" in each for each in page.links)
    # nothing is the same as that of another
    assert (2, "Samasta toteuttajasta, tavoitteesta ja maakunnasta") not in page.headings


def test_paragraphs_of_a_description_are_kept() -> None:
    project = make_project(description="Yksi\nrivi.\n\n Toinen  kappale.\n")
    html = shown(collection(project), project)
    assert (
        '<p class="description">Yksi\nrivi.</p><p class="description">Toinen  kappale.</p>' in html
    )


def test_many_of_one_organisation_are_found_by_the_search() -> None:
    projects = [make_project(id=f"p{n}", title=f"P{n}") for n in range(9)]
    page = Page(shown(collection(*projects), projects[0], "en"))
    assert "The same organisation has 8 other projects." in page.words
    assert "../?organisation=Kauniaisten+kaupunki&lang=en" in page.links
    assert sum(each.startswith("../hanke/") for each in page.links) == 5


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_projects_are_only_text(language: str) -> None:
    fields: dict[str, Any] = {
        "id": 'a"/><b>&?#',
        "title": HOSTILE,
        "description": f"{HOSTILE}\n\n</p>{HOSTILE}",
        "organisation": Organisation(
            HOSTILE, HOSTILE, None, HOSTILE, HOSTILE, HOSTILE, HOSTILE, (HOSTILE,)
        ),
        "period": Period(None, None, HOSTILE, HOSTILE),
        "grant": Grant(None, HOSTILE),
        "objective": Objective(HOSTILE, HOSTILE, HOSTILE),
        "links": (HOSTILE,),
        "source": SourcePosition(HOSTILE, 1, 2),
        "issues": (DataIssue(IssueKind.IMPOSSIBLE_DATE, HOSTILE, HOSTILE, 3), IMPOSSIBLE),
    }
    project = make_project(**fields)
    other = make_project(**{**fields, "id": "other"})
    match = make_match("", way=("x", HOSTILE), source="written")
    known = collection(project, other, hits=[make_hit(other, match)])
    cited = f"</textarea>{HOSTILE}"
    html = project_document(known, project, language, path="hanke/a", citation=cited)
    page = Page(html)
    assert page.problems == []
    assert "<img" not in html
    assert cited in page.words
    assert "../api/v1/projects/a%22%2F%3E%3Cb%3E%26%3F%23" in page.links


def test_nearest_ids_are_links() -> None:
    assert near_html([], "hanke/x", "fi") == ""
    html = near_html([make_project()], "hanke/x", "fi")
    assert '<a href="../hanke/aitien-ryhma?lang=fi">Äitien ryhmä -hanke</a>' in html
