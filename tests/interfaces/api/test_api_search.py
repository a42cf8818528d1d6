"""Searches over HTTP: pages, filters, facets, files and suggestions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urljoin

import pytest
from fastapi.testclient import TestClient

from hankehaku.facade import Hankehaku
from hankehaku.interfaces.render import search_json
from hankehaku.search.request import Filters, Request

Get = Callable[..., dict[str, Any]]


def test_a_search_is_what_the_command_line_writes_and_its_pages(
    get: Get, hankehaku: Hankehaku
) -> None:
    body = get("search", q="pakolaisäideille suunnatut hankkeet", count=3)
    wanted = hankehaku.explore(Request("pakolaisäideille suunnatut hankkeet", count=3))
    written = search_json(wanted)
    assert {name: body[name] for name in written} == written
    assert [each["rank"] for each in body["hits"]] == [1, 2, 3]
    assert (body["page"], body["matching"]) == (1, wanted.matching)
    assert body["pages"] == -(-wanted.matching // 3)


@pytest.mark.parametrize("parameters", ["", "q=maahanmuuttajat", "objective=2.2&sort=name"])
def test_pages_have_every_project_once(client: TestClient, parameters: str) -> None:
    address: str | None = f"/api/v1/search?{parameters}&count=4"
    seen: list[str] = []
    pages = []
    while address:
        body = client.get(address).json()
        seen += [each["id"] for each in body["hits"]]
        assert [each["rank"] for each in body["hits"]] == list(
            range(len(seen) - len(body["hits"]) + 1, len(seen) + 1)
        )
        pages.append(body["page"])
        back = body["previous"]
        assert (back is None) == (body["page"] == 1)
        address = urljoin(address, body["next"]) if body["next"] else None
    assert len(seen) == len(set(seen)) == body["matching"]
    assert pages == list(range(1, body["pages"] + 1))
    whole = client.get(f"/api/v1/search?{parameters}&count=100").json()
    assert [each["id"] for each in whole["hits"]] == seen


def test_all_25_projects_are_paged_through(get: Get) -> None:
    body = get("search", count=10, page=3)
    assert (body["matching"], body["pages"], len(body["hits"])) == (25, 3, 5)
    assert body["next"] is None
    assert parse_qs(body["previous"][1:]) == {"count": ["10"], "page": ["2"]}


def test_a_page_behind_the_last_leads_back_to_it(get: Get) -> None:
    body = get("search", count=10, page=100_000)
    assert (body["hits"], body["next"]) == ([], None)
    assert parse_qs(body["previous"][1:])["page"] == ["3"]


def test_links_keep_what_was_asked(get: Get) -> None:
    body = get("search", q="å & ö?", type=["ngo", "region"], count=1, lang="sv")
    if body["next"]:
        kept = parse_qs(body["next"].removeprefix("?"))
        assert kept["q"] == ["å & ö?"]
        assert kept["type"] == ["ngo", "region"]
        assert (kept["lang"], kept["page"]) == (["sv"], ["2"])


def test_filters_narrow_and_facets_count(get: Get) -> None:
    body = get("search", organisation="Maahanmuuttovirasto", count=100)
    assert {each["organisation"] for each in body["hits"]} == {"Maahanmuuttovirasto"}
    assert body["matching"] == 4
    names = [each["name"] for each in body["facets"]]
    assert names == ["objective", "type", "organisation", "region", "year", "flaws"]
    own = next(each for each in body["facets"] if each["name"] == "organisation")
    chosen = [each for each in own["values"] if each["selected"]]
    assert chosen == [{"value": "Maahanmuuttovirasto", "count": 4, "selected": True}]
    counted = get("facets", organisation="Maahanmuuttovirasto")
    assert counted == {"matching": 4, "facets": body["facets"]}


def test_bounds_of_support_and_a_day(get: Get) -> None:
    body = get("search", min=300_000, max=400_000, running="2019-04-01", count=100)
    assert body["hits"]
    for each in body["hits"]:
        assert 300_000 <= each["eu_support_eur"] <= 400_000
        assert each["start"] <= "2019-04-01" <= each["end"]


def test_nothing_fits(get: Get) -> None:
    body = get("search", q="ydinvoimalan polttoainesauvat")
    assert (body["no_match"], body["matching"], body["pages"]) == (True, 0, 0)
    assert body["next"] is body["previous"] is None


def test_constraints_can_be_dropped_and_words_muted(get: Get) -> None:
    question = "Maahanmuuttoviraston hankkeet oleskeluluvista"
    body = get("search", q=question)
    assert [each["kind"] for each in body["understood"]] == ["organisation"]
    assert body["selected"] == 4
    assert get("search", q=question, drop=0)["selected"] == 25
    words = [
        {match["question"] for hit in body["hits"] for match in hit["matches"]}
        for body in (
            get("search", q="äidit ja kirjastot"),
            get("search", q="äidit ja kirjastot", mute="kirjastot"),
        )
    ]
    assert words == [{"äidit", "kirjastot"}, {"äidit"}]


@pytest.mark.parametrize(
    ("format_", "media_type", "start"),
    [
        ("csv", "text/csv; charset=utf-8", b""),
        ("json", "application/json", b""),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
        (
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            b"PK",
        ),
    ],
)
def test_what_is_found_is_taken_as_a_file(
    client: TestClient, format_: str, media_type: str, start: bytes
) -> None:
    response = client.get("/api/v1/export", params={"format": format_, "objective": "2.2"})
    assert response.status_code == 200
    assert response.headers["content-type"] == media_type
    disposition = response.headers["content-disposition"]
    assert disposition.startswith('attachment; filename="')
    assert disposition.endswith(f'.{format_}"')
    assert response.content.startswith(start)
    assert len(response.content) > 1000


def test_a_file_has_every_project_that_is_found(client: TestClient, hankehaku: Hankehaku) -> None:
    response = client.get("/api/v1/export", params={"format": "csv", "objective": "2.2"})
    wanted = hankehaku.everything(Request(filters=Filters(objectives=("2.2",))))
    assert len(wanted) > 10
    assert all(each.title in response.text for each in wanted)


def test_what_is_typed_is_completed(get: Get, hankehaku: Hankehaku) -> None:
    found = get("suggest", q="maahanmuuttov", lang="fi")["suggestions"]
    assert {"kind": "organisation", "text": "Maahanmuuttovirasto", "id": "Maahanmuuttovirasto"} in (
        found
    )
    swedish = get("suggest", q="migrationsv", lang="sv")["suggestions"]
    assert {"kind": "organisation", "text": "Migrationsverket", "id": "Maahanmuuttovirasto"} in (
        swedish
    )
    assert get("suggest", q="")["suggestions"] == []
    wanted = hankehaku.suggest("mi", "fi")
    assert [each["text"] for each in get("suggest", q="mi")["suggestions"]] == [
        each.text for each in wanted
    ]
