"""The page of an own plan: the form, the result, what is wrong with files, and that it is kept
nowhere.
"""

from __future__ import annotations

import io
import logging
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from page_builders import make_project

from hankehaku.assistant.plan import Comparable, Lacking, New, Pair, PlanReport
from hankehaku.facade import Hankehaku
from hankehaku.interfaces.texts import TEXTS
from hankehaku.interfaces.uploads.trouble import Trouble
from hankehaku.interfaces.web.plan import routes
from hankehaku.interfaces.web.plan_view import FILE, TEXT, form_document, report_document

PLAN = (
    "Koulutamme maahanmuuttajista mielenterveyden mentoreita, jotka ottavat mielenterveyden "
    "puheeksi omassa yhteisössään. Pakolaistaustaisille perheille järjestetään vapaaehtoisten "
    "tukemaa ryhmätoimintaa. Poronhoitoa kehitetään droonien avulla tunturissa."
)
HOSTILE = '<script>alert("x")</script>&\'<img src=x onerror=alert(1)>'


@pytest.fixture
def client(hankehaku: Hankehaku) -> Iterator[TestClient]:
    app = FastAPI()
    app.include_router(routes(lambda: hankehaku))
    with TestClient(app) as asking:
        yield asking


def sent(
    client: TestClient, text: str = "", file: bytes | None = None, language: str = "fi"
) -> Any:
    name = "../../x<script>.docx"
    return client.post(
        f"/suunnitelma?lang={language}",
        files={TEXT: (None, text), FILE: (name if file is not None else "", file or b"")},
    )


@pytest.mark.parametrize("language", TEXTS)
def test_the_form(client: TestClient, language: str) -> None:
    page = client.get(f"/suunnitelma?lang={language}")
    assert page.status_code == 200
    html = page.text
    assert f'<html lang="{language}">' in html
    assert f'action="./suunnitelma?lang={language}"' in html
    assert 'method="post" enctype="multipart/form-data"' in html
    for field in ("plan-text", "plan-file"):
        assert html.count(f'for="{field}"') == html.count(f' id="{field}"') == 1
    assert TEXTS[language]["plan_private"].split(".")[0] in html
    assert not re.search(r"<script|style=|\son[a-z]+=", html)


def test_a_plan_beside_the_projects(client: TestClient) -> None:
    page = sent(client, PLAN)
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    html = page.text
    assert html.count("<h1") == 1
    assert re.findall(r'<h2 id="([a-z]+)-h"', html) == [
        "samankaltaiset",
        "puuttuu",
        "uutta",
        "uudelleen",
    ]
    assert '<a href="./hanke/youme?lang=fi">YOUME-hanke</a>' in html
    assert 'href="./vertaa?id=youme&amp;id=yhteisollinen-kotoutuminen' in html
    new = html[html.index('id="uutta"') : html.index('id="uudelleen"')]
    assert re.findall(r'<blockquote class="quoted" lang="fi">(.*?)</blockquote>', new) == [
        "Poronhoitoa kehitetään droonien avulla tunturissa."
    ]
    # the plan can be changed and sent again
    assert f"\n{PLAN}</textarea>" in html
    assert 'name="robots" content="noindex"' in html


@pytest.mark.parametrize(
    ("plan", "language", "written_in"),
    [
        ("Vi utbildar invandrare till mentorer i psykisk hälsa för flyktingar.", "sv", "sv"),
        ("We train immigrants as mental health mentors.", "fi", "en"),
        ("Koulutamme maahanmuuttajista mielenterveyden mentoreita.", "en", "fi"),
    ],
)
def test_languages_of_page_plan_and_projects(
    client: TestClient, plan: str, language: str, written_in: str
) -> None:
    html = sent(client, plan, language=language).text
    assert f'<html lang="{language}">' in html
    assert f'<blockquote class="quoted" lang="{written_in}">{plan}</blockquote>' in html
    assert f"hanke/youme?lang={language}" in html
    assert TEXTS[language]["plan_comparable"] in html


def test_a_foreign_plan(client: TestClient) -> None:
    html = sent(client, "Rakennamme Lappiin avaruusmatkailun terminaalin raketeille.").text
    assert TEXTS["fi"]["plan_no_comparable"] in html
    assert 'id="puuttuu"' not in html
    assert "vertaa?" not in html


def test_a_file_and_a_text_are_used_together(client: TestClient) -> None:
    from docx import Document

    document = Document()
    document.add_paragraph(PLAN)
    written = io.BytesIO()
    document.save(written)
    html = sent(client, "Rakennamme avaruusmatkailun terminaalin.", written.getvalue()).text
    assert "hanke/youme" in html
    assert "Rakennamme avaruusmatkailun terminaalin.</blockquote>" in html
    # neither the file's name nor its text goes back into the form
    assert "x&lt;script" not in html
    assert "\nRakennamme avaruusmatkailun terminaalin.</textarea>" in html


@pytest.mark.parametrize(
    ("file", "status", "trouble"),
    [
        (b"", 422, Trouble.EMPTY),
        (b"MZ\x90\0" + bytes(99), 415, Trouble.KIND),
        (b"<html><script>alert(1)</script>", 415, Trouble.KIND),
        (b"{\\rtf1}", 415, Trouble.OLD_KIND),
        (b"PK\x03\x04", 422, Trouble.BROKEN),
        (b"x" * 2_000_001, 413, Trouble.TOO_LARGE),
        (b"x" * 3_000_000, 413, Trouble.TOO_LARGE),
    ],
)
@pytest.mark.parametrize("language", TEXTS)
def test_a_file_that_cannot_be_used(
    client: TestClient, file: bytes, status: int, trouble: Trouble, language: str
) -> None:
    page = sent(client, file=file, language=language)
    assert page.status_code == status
    assert f'role="alert">{TEXTS[language][f"plan_trouble_{trouble.value}"]}</p>' in page.text
    assert "<form" in page.text
    assert "alert(1)" not in page.text


def test_what_was_written_is_not_lost_when_the_file_is_wrong(client: TestClient) -> None:
    page = sent(client, "\n\nOma <b>teksti</b>", b"MZ")
    assert "\n\n\nOma &lt;b&gt;teksti&lt;/b&gt;</textarea>" in page.text


@pytest.mark.parametrize("text", ["", " \n ", "1234 ..."])
def test_nothing_to_read(client: TestClient, text: str) -> None:
    page = sent(client, text)
    assert page.status_code == 422
    assert TEXTS["fi"]["plan_trouble_nothing"] in page.text


def test_what_is_no_form(client: TestClient) -> None:
    page = client.post("/suunnitelma?lang=sv", content=b"{}", headers={"content-type": "x/y"})
    assert page.status_code == 422
    assert TEXTS["sv"]["plan_trouble_form"] in page.text


def test_every_trouble_has_a_text() -> None:
    assert all(f"plan_trouble_{each.value}" in TEXTS["fi"] for each in Trouble)


def test_the_plan_is_kept_nowhere(
    client: TestClient,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def spooled(*_: object, **__: object) -> None:
        raise AssertionError("something was to be written to a file")

    monkeypatch.setattr(tempfile, "SpooledTemporaryFile", spooled)
    monkeypatch.setattr("starlette.formparsers.SpooledTemporaryFile", spooled)
    with caplog.at_level(logging.DEBUG):
        large = (PLAN + " ").encode() * 6_000
        page = sent(client, PLAN, large)
        assert page.status_code == 200
    assert page.url.query == b"lang=fi"
    written, told = capfd.readouterr()
    assert "Poronhoitoa" not in caplog.text + written + told
    assert list(tmp_path.iterdir()) == []


def test_hostile_texts_are_escaped() -> None:
    project = make_project(id=f"a/{HOSTILE}", title=HOSTILE, description=HOSTILE)
    report = PlanReport(
        "fi",
        1,
        25,
        (
            Comparable(project, 1, (Pair(HOSTILE, HOSTILE),)),
            Comparable(make_project(), 2, (Pair("a", "b"),)),
        ),
        (Lacking(project, HOSTILE, "methods", (HOSTILE,)),),
        (New(HOSTILE, (HOSTILE,), whole=True), New("b", (), whole=True)),
        characters=5,
    )
    for language in TEXTS:
        for html in (
            report_document(report, language, written=HOSTILE),
            form_document(language, problem=HOSTILE, written=f"</textarea>{HOSTILE}"),
        ):
            assert "<script" not in html
            assert "<img" not in html
            assert html.count("</textarea>") == 1
            assert "&lt;script&gt;" in html
    assert TEXTS["fi"]["plan_cut"].split(":")[0] in report_document(report, "fi")
