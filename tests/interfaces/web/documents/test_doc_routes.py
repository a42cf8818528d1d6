"""The addresses of the documents: what is found, what is not, and what a browser has already."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from doc_checks import HOSTILE, Page, collection
from fastapi import FastAPI
from fastapi.testclient import TestClient
from page_builders import make_project

from hankehaku.facade import Hankehaku
from hankehaku.interfaces.web.documents.quality_page import Service
from hankehaku.interfaces.web.documents.routes import routes


def client_of(hankehaku: Hankehaku, service: Service | None = None) -> TestClient:
    app = FastAPI()
    app.include_router(routes(lambda: hankehaku, service))
    return TestClient(app)


@pytest.fixture(scope="module")
def client(hankehaku: Hankehaku) -> TestClient:
    return client_of(hankehaku)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize(
    "address", ["/hanke/rio", "/vertaa", "/vertaa?id=rio", "/vertaa?id=rio&id=misec", "/laatu"]
)
def test_pages(client: TestClient, address: str, language: str) -> None:
    joined = "&" if "?" in address else "?"
    response = client.get(f"{address}{joined}lang={language}")
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    page = Page(response.text)
    assert page.problems == []
    assert page.language == language


def test_an_unknown_language_is_finnish(client: TestClient) -> None:
    assert Page(client.get("/laatu?lang=de").text).language == "fi"


def test_a_project_has_its_citation(client: TestClient) -> None:
    words = Page(client.get("/hanke/rio").text).words
    assert "Maahanmuuttovirasto (2016–2019). RIO-hanke." in words
    assert "http://testserver/hanke/rio" in words


def test_the_nearest_of_an_unknown_id(client: TestClient) -> None:
    response = client.get("/hanke/kotoa-kotin?lang=en")
    assert response.status_code == 404
    page = Page(response.text)
    assert page.problems == []
    assert "../hanke/kotoa-kotiin?lang=en" in page.links
    assert "No such project" in page.words


@pytest.mark.parametrize("asked", [HOSTILE, "x" * 5000, "../../etc/passwd", "%00", "ä/ö/å"])
def test_odd_ids(client: TestClient, asked: str) -> None:
    response = client.get(f"/hanke/{quote(asked, safe='')}")
    assert response.status_code == 404
    assert Page(response.text).problems == []
    response = client.get("/vertaa", params={"id": ["rio", asked]})
    assert response.status_code == 404
    assert Page(response.text).problems == []


def test_links_lead_up_from_where_the_address_is() -> None:
    known = collection(make_project(id="a/b"))
    encoded = client_of(known).get("/hanke/a%2Fb")
    assert encoded.status_code == 200
    assert "../laatu?lang=fi" in Page(encoded.text).links
    plain = client_of(known).get("/hanke/a/b")
    assert "../../laatu?lang=fi" in Page(plain.text).links


def test_what_a_browser_has_is_not_sent_again(client: TestClient) -> None:
    for address in ("/hanke/rio", "/laatu", "/vertaa?id=rio&id=misec", "/hankehaku/document.css"):
        first = client.get(address)
        tag = first.headers["etag"]
        assert first.headers["cache-control"] == "no-cache"
        again = client.get(address, headers={"If-None-Match": f'"other", W/{tag}'})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
        assert client.get(address, headers={"If-None-Match": '"other"'}).status_code == 200


def test_tags_differ_by_language_project_and_address(client: TestClient) -> None:
    tags = {
        client.get(f"/hanke/{each}").headers["etag"] for each in ("rio", "misec", "rio?lang=sv")
    }
    tags.add(client.get("/hanke/rio", headers={"Host": "example.org"}).headers["etag"])
    assert len(tags) == 4


def test_only_the_head_is_sent_when_asked_for(client: TestClient) -> None:
    response = client.head("/hanke/rio")
    assert (response.status_code, response.content) == (200, b"")


def test_too_many_to_compare(client: TestClient, hankehaku: Hankehaku) -> None:
    ids = [each.id for each in hankehaku][:6]
    response = client.get("/vertaa", params={"id": ids, "lang": "en"})
    assert response.status_code == 400
    assert "No more than 5 projects can be compared." in Page(response.text).words
    assert response.text.count(" checked") == 6
    assert client.get("/vertaa", params={"id": ids[:5]}).status_code == 200


def test_the_same_twice_is_one(client: TestClient) -> None:
    response = client.get("/vertaa?id=rio&id=rio&id=")
    assert response.status_code == 404
    page = Page(client.get("/vertaa?id=rio&id=rio").text)
    assert (2, "Yksi hanke valittu") in page.headings


def test_style_sheets(client: TestClient) -> None:
    for name in ("document.css", "plots.css"):
        response = client.get(f"/hankehaku/{name}")
        assert response.status_code == 200
        assert response.headers["content-type"].startswith("text/css")
        assert "url(" not in response.text
        assert "@import" not in response.text


def test_the_quality_page_tells_the_service(hankehaku: Hankehaku) -> None:
    response = client_of(hankehaku, Service(model="malli-7b")).get("/laatu?lang=en")
    assert "Answers are worded by the language model malli-7b." in Page(response.text).words
