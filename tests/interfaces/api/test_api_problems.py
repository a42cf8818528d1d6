"""Errors are problem details in the language of the request, and say what is wrong."""

from __future__ import annotations

from typing import Any

import pytest
from api_application import application
from fastapi import FastAPI, HTTPException
from fastapi.testclient import TestClient

from hankehaku.errors import IndexDamagedError, ModelError, UsageError
from hankehaku.facade import Hankehaku
from hankehaku.interfaces.api import install_problems
from hankehaku.interfaces.api.negotiation import preferred
from hankehaku.interfaces.api.problems import KINDS
from hankehaku.interfaces.texts import TEXTS

NO_PROJECT = {"fi": "Hanketta ei ole", "sv": "Projektet finns inte", "en": "No such project"}


def problem(response: Any, status: int) -> dict[str, Any]:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["cache-control"] == "no-store"
    body: dict[str, Any] = response.json()
    assert {"type", "title", "status", "detail", "instance"} <= body.keys()
    assert body["status"] == status
    return body


@pytest.mark.parametrize("language", TEXTS)
def test_by_the_parameter_and_by_the_header(client: TestClient, language: str) -> None:
    by_parameter = client.get(
        "/api/v1/projects/none", params={"lang": language}, headers={"Accept-Language": "de, fr"}
    )
    by_header = client.get("/api/v1/projects/none", headers={"Accept-Language": f"de, {language}"})
    for response in (by_parameter, by_header):
        assert problem(response, 404)["title"] == NO_PROJECT[language]
        assert response.headers["content-language"] == language


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "fi"),
        ("de", "fi"),
        ("sv-FI, fi;q=0.5", "sv"),
        ("fi;q=0.2, EN-gb;q=0.9", "en"),
        ("en;q=0, sv;q=0.1", "sv"),
        ("en;q=nan, sv;q=inf, fi;q=-1", "fi"),
        ("en;q=2", "fi"),
        (";;;,,=,q=1", "fi"),
        ("*", "fi"),
    ],
)
def test_the_preferred_language(header: str, language: str) -> None:
    assert preferred(header) == language


@pytest.mark.parametrize(
    ("language", "least", "unknown", "choices"),
    [
        ("fi", "Arvon on oltava vähintään 1.", "Tällaista parametria ei ole.", "Käytä jotakin"),
        ("sv", "Värdet ska vara minst 1.", "Det finns ingen sådan parameter.", "Använd något"),
        ("en", "The value must be at least 1.", "There is no such parameter.", "Use one of"),
    ],
)
def test_wrong_parameters_are_named(
    client: TestClient, language: str, least: str, unknown: str, choices: str
) -> None:
    parameters = {"page": "0", "sort": "worst", "foo": "1", "lang": language}
    body = problem(client.get("/api/v1/search", params=parameters), 422)
    assert body["type"] == "urn:hankehaku:problem:invalid"
    errors = {each["parameter"]: each["detail"] for each in body["errors"]}
    assert errors["page"] == least
    assert errors["foo"] == unknown
    assert errors["sort"].startswith(choices)
    assert errors["sort"].endswith(": best, newest, largest, name.")


@pytest.mark.parametrize(
    ("address", "parameter"),
    [
        ("search?count=101", "count"),
        ("search?count=0", "count"),
        ("search?page=100001", "page"),
        ("search?page=1e3", "page"),
        ("search?page=%201", "page"),
        ("search?page=1&page=2", "page"),
        ("search?page=" + "9" * 5000, "page"),
        ("search?min=NaN", "min"),
        ("search?min=-1", "min"),
        ("search?max=1e400", "max"),
        ("search?min=2&max=1", "min"),
        ("search?year=1066", "year.0"),
        ("search?running=20190401", "running"),
        ("search?running=2019-02-30", "running"),
        ("search?type=party", "type.0"),
        ("search?drop=-1", "drop.0"),
        ("search?lang=de", "lang"),
        ("search?ql=", "ql"),
        ("search?q=" + "x%20" * 10_001, "q"),
        ("search?" + "mute=x&" * 51, "mute"),
        ("search?region=" + "x" * 301, "region.0"),
        ("suggest", "q"),
        ("suggest?q=" + "x" * 101, "q"),
        ("projects/rio/similar?k=51", "k"),
        ("projects/" + "x" * 201, "id"),
        ("export?q=x", "format"),
        ("export?format=pdf", "format"),
    ],
)
def test_limits(client: TestClient, address: str, parameter: str) -> None:
    body = problem(client.get(f"/api/v1/{address}"), 422)
    assert [each["parameter"] for each in body["errors"]] == [parameter]
    assert all(each["detail"] for each in body["errors"])


def test_many_faults_are_cut(client: TestClient) -> None:
    address = "/api/v1/search?" + "&".join(f"{'x' * 300}{n}=1" for n in range(100))
    body = problem(client.get(address), 422)
    assert len(body["errors"]) <= 20
    assert all(len(each["parameter"]) <= 100 for each in body["errors"])


def test_a_question_without_words(client: TestClient) -> None:
    body = problem(client.get("/api/v1/search", params={"q": "?!", "lang": "en"}), 422)
    assert body["type"] == "urn:hankehaku:problem:question"
    assert body["errors"] == [{"parameter": "q", "detail": "There are no words in the question."}]


def test_an_unknown_id_is_told_with_the_nearest(client: TestClient) -> None:
    body = problem(client.get("/api/v1/projects/kotoa-kotin", params={"lang": "en"}), 404)
    assert body["type"] == "urn:hankehaku:problem:unknown-project"
    assert body["nearest"][0] == "kotoa-kotiin"
    assert "The nearest are kotoa-kotiin" in body["detail"]
    assert problem(client.get("/api/v1/compare?id=rio&id=none"), 404)["type"] == body["type"]
    far = problem(client.get("/api/v1/projects/%F0%9F%98%80"), 404)
    assert far["nearest"] == []


@pytest.mark.parametrize("path", ["", "v1", "v1/", "v1/nope", "v2/search", "a%0Ab", "v1/search/x"])
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_there_is_nothing_else(client: TestClient, method: str, path: str) -> None:
    body = problem(client.request(method, f"/api/{path}"), 404)
    assert body["type"] == "urn:hankehaku:problem:not-found"
    assert body["instance"] == f"/api/{path}"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "MOVE"])
def test_wrong_methods(client: TestClient, method: str) -> None:
    response = client.request(method, "/api/v1/search?lang=en")
    assert response.headers["allow"] == "GET, HEAD"
    assert problem(response, 405)["detail"] == "These can be used at this address: GET, HEAD."


def test_get_where_something_is_to_be_sent(client: TestClient) -> None:
    response = client.get("/api/v1/ask")
    problem(response, 405)
    assert response.headers["allow"] == "POST"


def test_head_is_answered(client: TestClient) -> None:
    response = client.head("/api/v1/projects/rio")
    assert response.status_code == 200
    assert response.headers["etag"] == client.get("/api/v1/projects/rio").headers["etag"]
    assert response.headers["content-type"] == "application/json"


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe{}", b'{"question": ' + b"9" * 5000 + b"}"])
def test_a_body_that_cannot_be_read(client: TestClient, content: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    body = problem(client.post("/api/v1/ask", content=content, headers=headers), 400)
    assert body["type"] == "urn:hankehaku:problem:malformed"


class Broken:
    """An index that fails."""

    def __init__(self, hankehaku: Hankehaku, error: Exception) -> None:
        self._hankehaku, self._error = hankehaku, error

    def __getattr__(self, name: str) -> Any:
        if name == "explore":
            raise self._error
        return getattr(self._hankehaku, name)


@pytest.mark.parametrize(
    ("error", "status", "name"),
    [
        (ZeroDivisionError("secret"), 500, "failure"),
        (ModelError("secret"), 500, "failure"),
        (IndexDamagedError("secret", where="/secret"), 503, "unavailable"),
        (UsageError("secret"), 422, "unusable"),
    ],
)
def test_failures_tell_nothing_of_the_inside(
    hankehaku: Hankehaku, error: Exception, status: int, name: str
) -> None:
    broken: Any = Broken(hankehaku, error)
    client = TestClient(application(broken, None), raise_server_exceptions=False)
    response = client.get("/api/v1/search", params={"lang": "en"})
    assert problem(response, status)["type"] == f"urn:hankehaku:problem:{name}"
    assert "secret" not in response.text


@pytest.mark.parametrize(
    ("status", "name", "told"),
    [
        (401, "sign-in", {"WWW-Authenticate": "Basic"}),
        (403, "forbidden", {}),
        (413, "too-large", {}),
        (429, "busy", {"Retry-After": "7"}),
        (418, "malformed", {}),
        (503, "unavailable", {}),
        (504, "failure", {}),
    ],
)
def test_what_others_refuse_is_a_problem_too(status: int, name: str, told: dict[str, str]) -> None:
    app = FastAPI()

    @app.get("/api/refused")
    @app.get("/refused")
    def refused() -> None:
        raise HTTPException(status, "secret", headers={**told, "X-Secret": "secret"})

    install_problems(app)
    client = TestClient(app)
    response = client.get("/api/refused")
    assert problem(response, status)["type"] == f"urn:hankehaku:problem:{name}"
    assert "secret" not in response.text + str(response.headers)
    assert all(response.headers[header] == value for header, value in told.items())
    # elsewhere errors are what they were
    assert client.get("/refused").json() == {"detail": "secret"}


def test_kinds_have_names_and_texts_of_their_own() -> None:
    assert len({each.name for each in KINDS}) == len(KINDS)
    for texts in TEXTS.values():
        assert all(texts[each.title] and texts[each.detail] for each in KINDS)
        assert len({texts[each.title] for each in KINDS}) == len(KINDS)
