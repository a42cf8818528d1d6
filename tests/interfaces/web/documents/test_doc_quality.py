"""The page on quality: figures as measured, privacy as the service is set up, flaws with lines."""

from __future__ import annotations

import pytest
from doc_checks import HOSTILE, FakeCollection, Page
from page_builders import IMPOSSIBLE, make_project

from hankehaku.facade import Hankehaku
from hankehaku.interfaces.web.documents import quality_page
from hankehaku.interfaces.web.documents.evaluation import evaluation_html, figures
from hankehaku.interfaces.web.documents.quality_page import Service, quality_document
from hankehaku.records import DataIssue, IssueKind


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_page(hankehaku: Hankehaku, language: str) -> None:
    page = Page(quality_document(hankehaku, Service(), language))
    assert page.problems == []
    assert page.language == language
    assert [level for level, _ in page.headings] == [1, *(2,) * 9]
    for part in ("kokoelma", "mittaukset", "tietosuoja", "saavutettavuus", "versiot"):
        assert f"#{part}" in page.links


def test_the_collection_and_its_flaws(hankehaku: Hankehaku) -> None:
    words = Page(quality_document(hankehaku, Service(), "fi")).words
    for each in (
        *("30.9.2016 – 31.8.2021", "7\u00a0241\u00a0347\u00a0€", "000_32d14921b7911850.txt"),
        "SHA-256 9919127832384349ee6e248cf6c2fc007505e7b4914428b59afe85ca4432c679",
        "2 hankkeen tiedoissa on puutteita:",
        "ERSUS-hanke: Lähteessä alkupäivä on ”1.0.2018”, jota ei ole olemassa (rivi 173)",
        hankehaku.manifest.encoder,
        hankehaku.manifest.analyzer,
    ):
        assert each in words, each


def test_figures_as_measured() -> None:
    measured = figures()
    assert measured is not None
    html = evaluation_html(measured, str(measured["collection"]), "fi")
    row = measured["ranking"]["fi"]
    shown = [f"{row[key]:.2f}".replace(".", ",") for key in ("mean", "low", "high", "plain")]
    mean, low, high, plain = shown
    assert f"<td>{mean} [{low}–{high}]</td>" in html
    assert f"<td>{plain}</td>" in html
    assert "toisella kokoelmalla" not in html
    assert html.index("suomi") < html.index("ruotsi") < html.index("englanti")
    assert "toisella kokoelmalla" in evaluation_html(measured, "another", "fi")


def test_without_figures(hankehaku: Hankehaku, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quality_page, "figures", lambda: None)
    words = Page(quality_document(hankehaku, Service(), "en")).words
    assert "The figures of the evaluation do not come with this installation." in words


def test_privacy_is_as_the_service_is_set_up(hankehaku: Hankehaku) -> None:
    plain = Page(quality_document(hankehaku, Service(), "en")).words
    assert "Questions are not stored." in plain
    assert "Questions are not sent anywhere else" in plain
    assert "No feedback on searches is collected." in plain
    assert "No language model writes the answers." in plain
    service = Service(logs_questions=True, collects_feedback=True, model=HOSTILE)
    html = quality_document(hankehaku, service, "en")
    told = Page(html)
    assert told.problems == []
    assert "Questions are not stored." not in told.words
    assert "has switched on the logging of questions" in told.words
    assert "Feedback is stored only when you press" in told.words
    assert f"sent to the language model {HOSTILE}, chosen" in told.words
    assert "Questions are not sent anywhere else" not in told.words


def known(fake: FakeCollection) -> Hankehaku:
    return fake  # type: ignore[return-value]


def test_flaws_that_belong_to_no_project_and_many_that_do() -> None:
    projects = [
        make_project(id=f"p{n}", title=HOSTILE, issues=(IMPOSSIBLE,))
        for n in range(quality_page.FLAWED + 1)
    ]
    fake = FakeCollection(*projects)
    fake.issues = (DataIssue(IssueKind.UNREADABLE_LINE, "x", HOSTILE, 7),)
    page = Page(quality_document(known(fake), Service(), "fi"))
    assert page.problems == []
    assert "(rivi 7)" in page.words
    assert "101 hankkeen tiedoissa on puutteita:" in page.words
    assert "Tässä on 100 ensimmäistä." in page.words
    assert "./?flaws=yes&lang=fi" in page.links


def test_a_collection_without_flaws_or_values() -> None:
    from hankehaku.records import Grant, Period

    fake = FakeCollection(make_project(period=Period(), grant=Grant()))
    words = Page(quality_document(known(fake), Service(), "fi")).words
    assert "Lähteestä ei löytynyt puutteita." in words
    assert "ei tiedossa (1 hankkeelta tieto puuttuu)" in words
