"""Projects over HTTP."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pytest
from api_application import application
from fastapi.testclient import TestClient

from hankehaku.assistant.turn import Parts
from hankehaku.facade import Hankehaku
from hankehaku.interfaces.render import hit_json, project_json
from hankehaku.records import Project

Get = Callable[..., dict[str, Any]]


def test_a_project_is_what_the_command_line_shows(get: Get, hankehaku: Hankehaku) -> None:
    for project in hankehaku:
        assert get(f"projects/{project.id}") == project_json(project)


def test_similar_projects(get: Get, hankehaku: Hankehaku) -> None:
    body = get("projects/rio/similar", k=3)
    assert body["project"] == "rio"
    assert body["hits"] == [hit_json(each) for each in hankehaku.similar("rio", 3)]
    assert body["hits"][0]["id"] == "rio-2-kiertava-maahanmuuton-asiantuntija"
    assert "rio" not in [each["id"] for each in body["hits"]]


def test_what_a_project_continues_and_what_continues_it(get: Get) -> None:
    second = "rio-2-kiertava-maahanmuuton-asiantuntija"
    first, later = get("projects/rio/relations"), get(f"projects/{second}/relations")
    assert (first["earlier"], [each["project"]["id"] for each in first["later"]]) == ([], [second])
    assert ([each["project"]["id"] for each in later["earlier"]], later["later"]) == (["rio"], [])
    assert first["later"][0]["quote"] == later["earlier"][0]["quote"]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_projects_are_compared_in_a_language(get: Get, hankehaku: Hankehaku, language: str) -> None:
    body = get("compare", id=["rio", "misec"], lang=language)
    rows = hankehaku.compare(["rio", "misec"], language)
    assert body["language"] == language
    assert [each["id"] for each in body["projects"]] == ["rio", "misec"]
    assert [each["heading"] for each in body["rows"]] == [row.heading for row in rows]
    differs = [each["differs"] for each in body["rows"]]
    assert differs == sorted(differs, reverse=True)
    assert all([cell["id"] for cell in row["cells"]] == ["rio", "misec"] for row in body["rows"])


@pytest.mark.parametrize("ids", [["rio"], ["rio"] * 2, ["rio", "misec", "ersus", "a", "b", "c"]])
def test_too_few_too_many_or_the_same_are_not_compared(client: TestClient, ids: list[str]) -> None:
    response = client.get("/api/v1/compare", params={"id": ids})
    assert response.status_code == 422
    assert [each["parameter"] for each in response.json()["errors"]] == ["id"]


def test_what_is_served(get: Get, hankehaku: Hankehaku) -> None:
    (collection,) = get("collections")["collections"]
    assert collection["id"] == "amif-2014-2020"
    assert collection["projects"] == 25
    assert collection["title"]["sv"] == "AMIF 2014–2020: integration och laglig migration"
    assert collection["generation"] == hankehaku.manifest.corpus_hash


class Renamed:
    """An index in which a project has an id that an address has to escape."""

    def __init__(self, hankehaku: Hankehaku, project: Project) -> None:
        self._hankehaku, self._project = hankehaku, project

    def __getattr__(self, name: str) -> Any:
        return getattr(self._hankehaku, name)

    @property
    def parts(self) -> Parts:
        parts = self._hankehaku.parts
        facts = {**parts.facts, self._project.id: parts.facts["rio"]}
        return replace(parts, facts=facts)

    def project(self, _id: str) -> Project:
        return self._project


@pytest.mark.parametrize("name", ["a/b", "ä?#&", "a b", "x\ny", "..", "a/similar"])
def test_ids_may_hold_anything(hankehaku: Hankehaku, name: str) -> None:
    renamed: Any = Renamed(hankehaku, replace(hankehaku.project("rio"), id=name))
    client = TestClient(application(renamed, None))
    if name == "a/similar":
        # a path cannot tell it from the projects like a
        assert client.get("/api/v1/projects/a/similar").status_code == 404
        return
    address = f"/api/v1/projects/{quote(name, safe='')}"
    if name == "..":
        address = "/api/v1/projects/%2E%2E"
    response = client.get(address)
    assert (response.status_code, response.json().get("id")) == (200, name)
