"""The comparison of projects, and the choice of what to compare."""

from __future__ import annotations

import pytest
from doc_checks import HOSTILE, Page, collection
from page_builders import make_hit, make_project

from hankehaku.facade import Hankehaku
from hankehaku.interfaces.web.documents.compare_page import choice_document, comparison_document


def compared(hankehaku: Hankehaku, *ids: str, language: str = "fi") -> str:
    projects = [hankehaku.project(each) for each in ids]
    return comparison_document(hankehaku, projects, language, query="id=a")


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_comparison(hankehaku: Hankehaku, language: str) -> None:
    html = compared(hankehaku, "rio", "ersus", "tukena", language=language)
    page = Page(html)
    assert page.problems == []
    assert page.language == language
    assert html.count('scope="col"') == 4
    assert html.count('scope="row"') == 10
    assert html.count('<td role="cell"') == 30
    for each in ("rio", "ersus", "tukena"):
        assert f"./hanke/{each}?lang={language}" in page.links
    assert f"./vertaa?id=ersus&id=tukena&lang={language}" in page.links


def test_differences_come_first_and_silence_is_said(hankehaku: Hankehaku) -> None:
    page = Page(compared(hankehaku, "rio", "ersus"))
    words = page.words
    assert words.index("Hankkeet eroavat") < words.index("EU-tuki") < words.index("Sama kaikissa")
    assert words.index("Sama kaikissa") < words.index("Paikka")
    assert "304\u00a0887\u00a0€" in words
    assert "ei mainita" in words


def test_quotations_are_told_to_be_finnish(hankehaku: Hankehaku) -> None:
    html = compared(hankehaku, "rio", "ersus", language="sv")
    assert '<q lang="fi">RIO kehittää yhteistyössä' in html
    assert "Helsingfors, Nyland" in html
    assert '<span lang="fi">2.3 Valmiuksien kehittäminen</span>' in html


def test_all_of_a_small_collection_can_be_ticked(hankehaku: Hankehaku) -> None:
    html = choice_document(hankehaku, [hankehaku.project("rio")], "en", query="id=rio")
    page = Page(html)
    assert page.problems == []
    assert html.count('type="checkbox"') == 25
    assert html.count(" checked") == 1
    assert 'value="rio" checked' in html
    assert "./vertaa" in page.links
    assert '<input type="hidden" name="lang" value="en">' in html
    assert "./vertaa?id=rio&id=misec&lang=en" in page.links


def test_a_large_collection_is_searched_instead() -> None:
    large = collection(make_project(), size=20000)
    html = choice_document(large, [], "fi", query="")
    page = Page(html)
    assert page.problems == []
    assert "Kokoelmassa on 20\u00a0000 hanketta." in page.words
    assert "checkbox" not in html


def test_a_problem_is_said(hankehaku: Hankehaku) -> None:
    html = choice_document(hankehaku, [], "fi", query="", problem=HOSTILE)
    assert Page(html).problems == []
    assert HOSTILE in Page(html).words
    assert "noindex" in html


def test_hostile_projects_are_only_text() -> None:
    projects = [make_project(id=f'{n}"><b>', title=HOSTILE, description=HOSTILE) for n in range(2)]
    known = collection(*projects, hits=[make_hit(each) for each in projects])
    for language in ("fi", "sv"):
        shown = comparison_document(known, projects, language, query=HOSTILE)
        chosen = choice_document(known, projects[:1], language, query=HOSTILE)
        for html in (shown, chosen):
            assert Page(html).problems == []
            assert "<script" not in html
            assert "<img" not in html
