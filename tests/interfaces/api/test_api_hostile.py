"""Hostile input is refused or does nothing; it never breaks the service."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import httpx
import pytest
import uvicorn
from api_application import application
from fastapi.testclient import TestClient

from hankehaku.facade import Hankehaku

JSON = {"Content-Type": "application/json"}
FULL: dict[str, Any] = {"question": "äidit", "project": "rio", "relevant": True}


@pytest.mark.parametrize(
    "text",
    [
        "\0",
        "äidit\0ja\0lapset",
        "\u202eäidit\u2066",
        "' OR 1=1 --",
        "<script>alert(1)</script>",
        "title:* AND (description:/.*/)",
        '+ - ^ ~ " [ ] { } ( ) \\',
        "a" * 300,
        "𝔞̈" * 50,
        "😀 hanke",
        "\ufdfa" * 300,
        "%00%0d%0aX-Evil: 1",
        "{0.__class__}",
    ],
)
def test_texts_of_all_kinds(client: TestClient, text: str) -> None:
    parameters: list[tuple[str, dict[str, Any]]] = [
        ("search", {"q": text}),
        ("search", {"organisation": text, "region": text, "objective": text, "mute": text}),
        ("search", {"q": f"{text} Tampere", "mute": text, "count": 1}),
        ("facets", {"q": text, "objective": text}),
        ("suggest", {"q": text[:100]}),
        ("compare", {"id": [text[:200], "rio"]}),
        ("export", {"q": text, "format": "csv"}),
        (text, {}),
    ]
    for path, asked in parameters:
        response = client.get(f"/api/v1/{quote(path, safe='')}", params=asked)
        assert response.status_code in (200, 404, 422), response.text
        assert "x-evil" not in response.headers
        assert response.headers["content-type"].startswith(
            ("application/json", "application/problem+json", "text/csv")
        )


@pytest.mark.parametrize("raw", ["%ED%A0%80", "%ff%fe", "%00", "%C0%AF", "%E4idit"])
def test_bytes_that_are_no_utf_8(client: TestClient, raw: str) -> None:
    for address in (
        f"search?q={raw}+x",
        f"search?{raw}=1",
        f"projects/{raw}",
        f"{raw}",
        f"suggest?q={raw}",
    ):
        response = client.get(f"/api/v1/{address}")
        assert response.status_code in (200, 404, 422)
        json.loads(response.content)


@pytest.mark.parametrize(
    ("body", "statuses"),
    [
        (b'{"question": "\\ud800 x"}', {422}),
        (b'{"question": "x", "\\udfff": 1}', {422}),
        (b'{"question": NaN}', {422}),
        (b'{"question": "x", "rank": Infinity, "project": "rio", "relevant": true}', {422}),
        (b'{"question": "x", "rank": 1e999, "project": "rio", "relevant": true}', {422}),
        (b'{"question": "x", "rank": ' + b"9" * 4000 + b"}", {422}),
        (b'{"question": "x", "rank": ' + b"9" * 5000 + b"}", {400}),
        (b"[" * 60_000, {400}),
        (b'{"question":' * 5_000, {400}),
        (b'{"question": "x", "state": ' + b"[" * 500 + b"]" * 500 + b"}", {422}),
        (b"\x00", {400}),
        (b"\xff", {400}),
        (b"", {422}),
        (b"null", {422}),
        (b"[]", {422}),
        (b'"x"', {422}),
        (b'{"question": ["x"]}', {422}),
        (b'{"question": 1}', {422}),
        (b'{"question": ""}', {422}),
        (b'{"question": "\\u0000"}', {422}),
    ],
)
@pytest.mark.parametrize("path", ["ask", "feedback"])
def test_bodies_of_all_kinds(
    client: TestClient, path: str, body: bytes, statuses: set[int]
) -> None:
    response = client.post(f"/api/v1/{path}", content=body, headers=JSON)
    assert response.status_code in statuses, response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem = json.loads(response.content)
    assert problem["status"] == response.status_code
    json.dumps(problem, ensure_ascii=False).encode()


def test_a_name_twice_in_a_body_counts_once(client: TestClient) -> None:
    body = b'{"question": "x", "question": "montako hanketta on?"}'
    response = client.post("/api/v1/ask", content=body, headers=JSON)
    assert response.json()["figure"]["value"] == 25


@pytest.fixture
def address(hankehaku: Hankehaku) -> Iterator[tuple[str, int]]:
    """The API at a real socket."""
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(application(hankehaku), log_level="critical", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield listening.getsockname()
    server.should_exit = True
    thread.join(10)
    listening.close()


def test_over_a_real_socket(address: tuple[str, int]) -> None:
    with httpx.Client(base_url=f"http://{address[0]}:{address[1]}/api/v1/") as client:
        found = client.get("search", params={"q": "pakolaisäidit", "count": 2})
        assert found.json()["hits"][0]["rank"] == 1
        again = client.get(found.url, headers={"If-None-Match": found.headers["etag"]})
        assert again.status_code == 304
        head = client.head("projects/rio")
        assert (head.status_code, head.content) == (200, b"")
        assert client.get("projects/a%2F..%0A%00").status_code == 404
        large = client.post("ask", content=b"x" * 200_000, headers=JSON)
        assert (large.status_code, large.json()["status"]) == (413, 413)
        assert client.get("collections").json()["collections"][0]["projects"] == 25


def test_a_body_that_is_never_finished_harms_nobody_else(address: tuple[str, int]) -> None:
    with socket.create_connection(address, timeout=10) as slow:
        slow.sendall(
            b"POST /api/v1/ask HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            b'Content-Length: 100\r\n\r\n{"question"'
        )
        response = httpx.get(f"http://{address[0]}:{address[1]}/api/v1/collections", timeout=10)
        assert response.status_code == 200
