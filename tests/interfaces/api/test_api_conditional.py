"""Entity tags: the same answer is not sent twice, another one is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from api_application import application
from fastapi.testclient import TestClient

from hankehaku.facade import Hankehaku
from hankehaku.index.store import Manifest

ADDRESSES = (
    "search?q=%C3%A4idit",
    "facets",
    "suggest?q=ma",
    "collections",
    "compare?id=rio&id=misec",
    "projects/rio",
    "projects/rio/similar",
    "projects/rio/relations",
    "export?format=csv",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_a_client_has_is_not_sent_again(client: TestClient, address: str) -> None:
    first = client.get(f"/api/v1/{address}")
    tag = first.headers["etag"]
    assert first.headers["cache-control"] == "private, no-cache"
    assert first.headers["vary"] == "Accept-Language"
    strong = tag.removeprefix("W/")
    for asked in (tag, strong, f'"x", {tag}', "*"):
        again = client.get(f"/api/v1/{address}", headers={"If-None-Match": asked})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
        assert again.headers["cache-control"] == "private, no-cache"
    other = client.get(f"/api/v1/{address}", headers={"If-None-Match": 'W/"other", x, ""'})
    assert (other.status_code, other.content) == (200, first.content)


def test_tags_differ_by_what_is_asked_and_in_which_language(client: TestClient) -> None:
    answers = [
        client.get("/api/v1/search?q=a1"),
        client.get("/api/v1/search?q=a1&page=2"),
        client.get("/api/v1/facets?q=a1"),
        client.get("/api/v1/search?q=a1", headers={"Accept-Language": "sv"}),
        client.get("/api/v1/search?q=a1&lang=en"),
    ]
    assert len({each.headers["etag"] for each in answers}) == len(answers)


class Rebuilt:
    """An index of other content."""

    def __init__(self, hankehaku: Hankehaku, manifest: Manifest) -> None:
        self._hankehaku, self.manifest = hankehaku, manifest

    def __getattr__(self, name: str) -> Any:
        return getattr(self._hankehaku, name)

    def __len__(self) -> int:
        return len(self._hankehaku)


def test_a_new_generation_has_new_tags_and_is_asked_for_once(hankehaku: Hankehaku) -> None:
    served: list[Any] = [hankehaku]
    asked = []

    def opened() -> Any:
        asked.append(served[0])
        return served[0]

    client = TestClient(application(opened=opened))
    address = "/api/v1/search?q=kirjastot"
    tag = client.get(address).headers["etag"]
    assert len(asked) == 1
    served[0] = Rebuilt(hankehaku, replace(hankehaku.manifest, corpus_hash="other"))
    response = client.get(address, headers={"If-None-Match": tag})
    assert (response.status_code, len(asked)) == (200, 2)
    assert response.headers["etag"] != tag
    client.post("/api/v1/ask", json={"question": "montako hanketta on?"})
    assert len(asked) == 3


def test_nothing_is_there_whatever_a_client_has(client: TestClient) -> None:
    for address, status in (("projects/none", 404), ("search?page=0", 422), ("nope", 404)):
        response = client.get(f"/api/v1/{address}", headers={"If-None-Match": "*"})
        assert response.status_code == status
        assert "etag" not in response.headers
