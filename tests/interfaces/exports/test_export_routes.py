"""Exports over HTTP."""

from __future__ import annotations

import csv
import io
from urllib.parse import quote

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from hankehaku.facade import Hankehaku
from hankehaku.interfaces.exports import FORMATS
from hankehaku.interfaces.exports.routes import routes


@pytest.fixture
def client(hankehaku: Hankehaku) -> TestClient:
    app = FastAPI()
    app.include_router(routes(lambda: hankehaku))
    return TestClient(app)


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_is_an_attachment(client: TestClient, format_: str) -> None:
    answer = client.get(f"/vie/{format_}", params={"q": "äidit", "lang": "fi"})
    assert answer.status_code == 200
    disposition = answer.headers["content-disposition"]
    assert disposition.startswith('attachment; filename="hankehaku-aidit-20')
    assert f"; filename*=UTF-8''hankehaku-{quote('äidit')}-20" in disposition
    assert disposition.endswith(f".{format_}")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.content


def test_the_parameters_of_a_search_count(client: TestClient) -> None:
    answer = client.get("/vie/csv?objective=2.3&sort=name&page=2&lang=sv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][0] == "Projekt"
    assert {row[rows[0].index("Målets nummer")] for row in rows[1:]} == {"mål 2.3"}
    assert rows[1][-1].startswith("http://testserver/hanke/")


def test_the_address_of_the_service_can_be_given(hankehaku: Hankehaku) -> None:
    app = FastAPI()
    app.include_router(routes(lambda: hankehaku, base="https://haku.example.fi/a/"))
    answer = TestClient(app).get("/vie/csv")
    assert "https://haku.example.fi/a/hanke/ersus" in answer.content.decode("utf-8-sig")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("min=abc", "Osoitteen kohtaa ”min” ei voitu käyttää."),
        ("type=%3Cscript%3E", "Osoitteen kohtaa ”type” ei voitu käyttää."),
        ("q=%3F%3F%3F", "Kysymystä ei voitu käyttää."),
    ],
)
def test_bad_parameters_get_a_page(client: TestClient, query: str, said: str) -> None:
    answer = client.get(f"/vie/xlsx?{query}")
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert said in answer.text
    assert "<script>" not in answer.text
    assert 'lang="fi"' in answer.text


def test_an_unknown_format(client: TestClient) -> None:
    answer = client.get("/vie/%3Cscript%3E?lang=en")
    assert answer.status_code == 404
    assert "&lt;script&gt;" in answer.text
    assert "<script>" not in answer.text
    assert "csv, xlsx, json, docx" in answer.text


def test_one_generation_for_each_request(hankehaku: Hankehaku) -> None:
    asked = []

    def opened() -> Hankehaku:
        asked.append(1)
        return hankehaku

    app = FastAPI()
    app.include_router(routes(opened))
    TestClient(app).get("/vie/docx?q=kotoutuminen")
    assert len(asked) == 1
