"""The frame of the document pages: languages, links, and what must not be in them."""

from __future__ import annotations

import pytest
from doc_checks import HOSTILE, Page

from hankehaku.interfaces.texts import LANGUAGE_NAMES, text
from hankehaku.interfaces.web.documents.shell import document, problem_page, up


@pytest.mark.parametrize(
    ("path", "expected"), [("", "./"), ("laatu", "./"), ("hanke/x", "../"), ("a/b/c", "../../")]
)
def test_the_way_up(path: str, expected: str) -> None:
    assert up(path) == expected


@pytest.mark.parametrize("language", LANGUAGE_NAMES)
def test_a_document_in_a_language(language: str) -> None:
    html = document("<h1>Otsikko</h1>", title="Otsikko", language=language, path="hanke/x")
    page = Page(html)
    assert page.problems == []
    assert page.language == language
    assert page.title == "Otsikko – Hankehaku"
    assert text(language, "skip_to_content") in page.words
    assert page.links[:4] == [
        "../favicon.ico",
        "../hankehaku/page.css",
        "../hankehaku/document.css",
        "../hankehaku/plots.css",
    ]
    assert f"../?tab=chat&lang={language}" in page.links
    assert f"../laatu?lang={language}#tietosuoja" in page.links
    assert 'name="robots"' not in html


def test_links_to_other_languages_keep_the_query() -> None:
    html = document(
        "<h1>x</h1>", title="x", language="sv", path="vertaa", query="id=a&lang=sv&id=%C3%A5%26"
    )
    page = Page(html)
    assert page.problems == []
    switches = [each for each in page.links if each.startswith("?")]
    assert switches == [f"?id=a&id=%C3%A5%26&lang={each}" for each in ("fi", "sv", "en")]
    assert html.count('aria-current="true"') == 1


def test_the_page_that_one_is_on_is_told() -> None:
    html = document("<h1>x</h1>", title="x", language="fi", path="laatu")
    assert '<a href="./laatu?lang=fi" aria-current="page">Laatu</a>' in html
    assert html.count('aria-current="page"') == 1


def test_titles_and_queries_are_escaped() -> None:
    html = document("<h1>x</h1>", title=HOSTILE, language="fi", path="x", query=f"q={HOSTILE}")
    assert Page(html).problems == []
    assert "<script" not in html


def test_a_problem_is_said_with_its_status() -> None:
    response = problem_page("en", "No such", HOSTILE, 404, path="hanke/x")
    html = bytes(response.body).decode()
    assert response.status_code == 404
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["cache-control"] == "no-cache"
    page = Page(html)
    assert page.problems == []
    assert HOSTILE in page.words
    assert '<meta name="robots" content="noindex">' in html
    assert "../?lang=en" in page.links
