"""The description is whole: it has every answer, every error and every field."""

from __future__ import annotations

from typing import Any

import pytest
from api_application import application
from fastapi.testclient import TestClient
from pydantic import BaseModel

from hankehaku.facade import Hankehaku
from hankehaku.interfaces.api.answers import (
    AskAnswer,
    CollectionsAnswer,
    CompareAnswer,
    JudgementStored,
    Problem,
    SuggestAnswer,
)
from hankehaku.interfaces.api.models import (
    FacetsAnswer,
    ProjectDetails,
    RelationsAnswer,
    SearchAnswer,
    SimilarAnswer,
)

ADDRESSES = {
    "/api/v1/search",
    "/api/v1/facets",
    "/api/v1/export",
    "/api/v1/suggest",
    "/api/v1/compare",
    "/api/v1/collections",
    "/api/v1/projects/{id}",
    "/api/v1/projects/{id}/similar",
    "/api/v1/projects/{id}/relations",
    "/api/v1/ask",
    "/api/v1/feedback",
}


@pytest.fixture
def described(client: TestClient) -> dict[str, Any]:
    response = client.get("/api/v1/openapi.json")
    assert response.headers["content-type"] == "application/json"
    document: dict[str, Any] = response.json()
    return document


def test_every_address_is_described_and_nothing_else(described: dict[str, Any]) -> None:
    assert described["openapi"].startswith("3.1")
    assert set(described["paths"]) == ADDRESSES
    for path, operations in described["paths"].items():
        assert set(operations) == {"post" if path in ("/api/v1/ask", "/api/v1/feedback") else "get"}


def test_every_error_is_a_problem(described: dict[str, Any]) -> None:
    problem = {"$ref": "#/components/schemas/Problem"}
    components = described["components"]
    for operations in described["paths"].values():
        for operation in operations.values():
            assert operation["summary"]
            assert operation["description"]
            statuses = {"400", "404", "405", "413", "422", "429", "500", "503"}
            assert statuses <= operation["responses"].keys()
            for status in statuses:
                name = operation["responses"][status]["$ref"].rpartition("/")[2]
                content = components["responses"][name]["content"]
                assert content == {"application/problem+json": {"schema": problem}}
    assert not {"HTTPValidationError", "ValidationError"} & components["schemas"].keys()


def test_every_parameter_is_described(described: dict[str, Any]) -> None:
    for operations in described["paths"].values():
        for operation in operations.values():
            for parameter in operation["parameters"]:
                assert parameter.get("description"), parameter


def test_every_reference_leads_somewhere(described: dict[str, Any]) -> None:
    def references(value: Any) -> set[str]:
        if isinstance(value, dict):
            own = {value["$ref"]} if isinstance(value.get("$ref"), str) else set()
            return own.union(*map(references, value.values()))
        if isinstance(value, list):
            return set().union(*map(references, value))
        return set()

    for reference in references(described):
        place: Any = described
        for step in reference.removeprefix("#/").split("/"):
            place = place[step]
        assert place


@pytest.mark.parametrize(
    ("address", "model"),
    [
        ("search?q=projects+for+refugee+mothers", SearchAnswer),
        ("search?q=Tampereen+hankkeet+vuonna+1999", SearchAnswer),
        ("search?q=Espoon+ja+Vantaan+suurimmat+hankkeet+2019", SearchAnswer),
        ("search?q=childern+libary", SearchAnswer),
        ("facets?q=kieli", FacetsAnswer),
        ("suggest?q=ma", SuggestAnswer),
        ("projects/rio/similar", SimilarAnswer),
        ("projects/rio/relations", RelationsAnswer),
        ("compare?id=rio&id=misec", CompareAnswer),
        ("collections", CollectionsAnswer),
        ("nope", Problem),
        ("search?page=0", Problem),
        ("projects/none", Problem),
    ],
)
def test_answers_have_the_fields_that_are_described_and_no_others(
    client: TestClient, address: str, model: type[BaseModel]
) -> None:
    model.model_validate(client.get(f"/api/v1/{address}").json(), extra="forbid")


def test_every_project_is_as_described(client: TestClient, hankehaku: Hankehaku) -> None:
    for project in hankehaku:
        body = client.get(f"/api/v1/projects/{project.id}").json()
        ProjectDetails.model_validate(body, extra="forbid")


@pytest.mark.parametrize(
    "question",
    [
        "Paljonko Migrin hankkeet saivat yhteensä?",
        "Kerro RIO-hankkeesta",
        "Vertaa hankkeita RIO ja MISEC",
        "yli 200 000 euron hankkeet, jotka päättyivät vuonna 2021 ja kestivät yli 2 vuotta",
        "järjestöjen hankkeet Espoossa tai Vantaalla",
        "tavoitteen 2.3 hankkeet",
        "projekt med fel i källan",
        "nuclear fuel in Oulu",
        "moi",
        "ketkä ovat tehneet mielenterveystyötä?",
    ],
)
def test_every_kind_of_answer_is_as_described(client: TestClient, question: str) -> None:
    first = client.post("/api/v1/ask", json={"question": question}).json()
    AskAnswer.model_validate(first, extra="forbid")
    again = {"question": "entä Tampereella?", "state": first["state"]}
    AskAnswer.model_validate(client.post("/api/v1/ask", json=again).json(), extra="forbid")


def test_what_was_stored_is_as_described(client: TestClient) -> None:
    body = {"question": "äidit", "project": "rio", "relevant": False}
    stored = client.post("/api/v1/feedback", json=body).json()
    JudgementStored.model_validate(stored, extra="forbid")


def test_the_place_of_the_service_is_told_below_a_path(hankehaku: Hankehaku) -> None:
    client = TestClient(application(hankehaku), root_path="/hankkeet")
    assert client.get("/api/v1/openapi.json").json()["servers"] == [{"url": "/hankkeet"}]
    problem = client.get("/hankkeet/api/v1/nope")
    assert problem.headers["content-type"] == "application/problem+json"
