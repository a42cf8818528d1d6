"""Questions and judgements over HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from api_application import application
from fastapi.testclient import TestClient

from hankehaku.assistant.answer import Act
from hankehaku.facade import Hankehaku
from hankehaku.interfaces.api.bodies import LARGEST_BODY
from hankehaku.interfaces.api.constraints import ConversationState
from hankehaku.interfaces.render import answer_json
from hankehaku.search.parsing.ordering import ORDERS

FIRST = "Paljonko Migrin hankkeet saivat yhteensä?"
VOTE = {"question": "pakolaisäidit", "project": "kotoa-kotiin", "relevant": True}
JSON = {"Content-Type": "application/json"}

EMPTY: dict[str, Any] = {
    "version": 1,
    "topic": "",
    "topic_language": "",
    "constraints": [],
    "order": None,
    "limit": None,
    "found": [],
    "shown": 0,
    "focus": [],
    "question": "",
    "act": "",
    "unit": "",
    "language": "",
}


def ask(client: TestClient, question: str, **more: Any) -> dict[str, Any]:
    response = client.post("/api/v1/ask", json={"question": question, **more})
    assert response.status_code == 200, response.text
    assert response.headers["cache-control"] == "no-store"
    body: dict[str, Any] = response.json()
    return body


def test_an_answer_is_what_the_command_line_writes(
    client: TestClient, hankehaku: Hankehaku
) -> None:
    body = ask(client, FIRST)
    assert body == answer_json(hankehaku.ask(FIRST))
    assert body["figure"]["value"] == 1107191


def test_a_conversation_goes_on_from_its_state(client: TestClient) -> None:
    first = ask(client, FIRST)
    second = ask(client, "entä THL?", state=first["state"])
    assert second["act"] == "sum"
    assert second["understood"][0]["names"] == ["Terveyden ja hyvinvoinnin laitos"]
    # what a result understood may be in a state as it is there, with its words
    worded = {**second["state"], "constraints": second["understood"]}
    assert ask(client, "entä Migri?", state=worded)["figure"] == first["figure"]


def test_the_language_of_an_answer(client: TestClient) -> None:
    assert ask(client, FIRST, language="sv")["language"] == "sv"
    assert ask(client, "how many projects are there?")["language"] == "en"


def test_an_empty_state_is_the_beginning(client: TestClient) -> None:
    assert ask(client, FIRST, state=EMPTY) == ask(client, FIRST)


@pytest.mark.parametrize("act", ["", *Act])
def test_no_state_breaks_the_service(client: TestClient, act: str) -> None:
    either = {"start": 9, "end": 1, "negated": True, "kind": "either"}
    place = {
        "start": 0,
        "end": 0,
        "negated": False,
        "kind": "place",
        "name": "\0",
        "region": True,
        "seat": False,
    }
    lasting = {
        "start": 0,
        "end": 0,
        "negated": False,
        "kind": "duration",
        "relation": "over",
        "months": 1200,
        "days": 36525,
    }
    state = {
        **EMPTY,
        "act": act,
        "topic": "!\0",
        "constraints": [{**either, "options": [place, lasting]}],
        "found": ["gone", "rio", "rio", ""],
        "focus": ["gone"],
        "shown": 10**9,
        "limit": 0,
        "unit": "zz",
        "question": "?",
    }
    for question in (
        "Vertaa kahta ensimmäistä",
        "lisää",
        "entä Espoossa?",
        "in English",
        "mediaani",
    ):
        response = client.post("/api/v1/ask", json={"question": question, "state": state})
        assert response.status_code in (200, 422), response.text


@pytest.mark.parametrize(
    ("change", "parameter"),
    [
        ({"version": 2}, "state.version"),
        ({"found": [1]}, "state.found.0"),
        ({"shown": -1}, "state.shown"),
        ({"act": "rm"}, "state.act"),
        ({"constraints": [{"kind": "support", "low": "x"}]}, "state.constraints.0.start"),
        ({"constraints": [{"kind": "evil"}]}, "state.constraints.0"),
        ({"surprise": True}, "state.surprise"),
    ],
)
def test_a_state_that_is_none_is_told_by_its_place(
    client: TestClient, change: dict[str, Any], parameter: str
) -> None:
    body = {"question": FIRST, "state": {**EMPTY, **change}}
    response = client.post("/api/v1/ask", json=body)
    assert response.status_code == 422
    assert parameter in [each["parameter"] for each in response.json()["errors"]]


def test_bodies_are_bounded(client: TestClient) -> None:
    def parts(size: int) -> Iterator[bytes]:
        yield b'{"question": "'
        for _ in range(size // 1024):
            yield b"x" * 1024

    too_large = json.dumps({"question": "x" * LARGEST_BODY})
    for path in ("ask", "feedback"):
        told = client.post(f"/api/v1/{path}", content=too_large, headers=JSON)
        found = client.post(f"/api/v1/{path}", content=parts(LARGEST_BODY * 2), headers=JSON)
        for response in (told, found):
            assert response.status_code == 413
            assert response.json()["limit"] == LARGEST_BODY
            assert response.json()["detail"].startswith("Pyynnön rungossa saa olla enintään")


@pytest.mark.parametrize("told", ["-1", "9" * 5000, "x", "0"])
def test_a_false_length_does_no_harm(client: TestClient, told: str) -> None:
    headers = {**JSON, "Content-Length": told}
    response = client.post("/api/v1/ask", content=b"{}", headers=headers)
    assert response.status_code in (413, 422)


def test_a_judgement_is_kept_with_the_day(
    client: TestClient, judgements: Path, hankehaku: Hankehaku
) -> None:
    response = client.post("/api/v1/feedback", json={**VOTE, "language": "fi", "rank": 2})
    assert response.status_code == 201
    (line,) = judgements.read_text(encoding="utf-8").splitlines()
    assert json.loads(line) == response.json()
    assert response.json() == {
        "day": date.today().isoformat(),
        "generation": hankehaku.manifest.corpus_hash,
        "question": "pakolaisäidit",
        "language": "fi",
        "project": "kotoa-kotiin",
        "relevant": True,
        "rank": 2,
    }


@pytest.mark.parametrize(
    ("change", "status", "parameter"),
    [
        ({"question": "x" * 501}, 422, "question"),
        ({"question": "?!"}, 422, "question"),
        ({"project": "none-such"}, 404, None),
        ({"relevant": "yes"}, 422, "relevant"),
        ({"relevant": 1}, 422, "relevant"),
        ({"rank": 0}, 422, "rank"),
        ({"rank": True}, 422, "rank"),
        ({"language": "de"}, 422, "language"),
        ({"name": "Matti"}, 422, "name"),
    ],
)
def test_what_is_no_judgement_is_refused(
    client: TestClient, judgements: Path, change: dict[str, Any], status: int, parameter: str | None
) -> None:
    response = client.post("/api/v1/feedback", json={**VOTE, **change})
    assert response.status_code == status
    errors = response.json().get("errors", [])
    assert [each["parameter"] for each in errors] == ([parameter] if parameter else [])
    assert not judgements.exists()


def test_a_full_file_is_told(client: TestClient, judgements: Path) -> None:
    judgements.write_bytes(b"\n" * 10_000_000)
    response = client.post("/api/v1/feedback", json=VOTE)
    assert response.status_code == 503
    assert response.json()["type"] == "urn:hankehaku:problem:feedback-full"
    assert judgements.stat().st_size == 10_000_000


def test_judgements_are_taken_only_where_there_is_a_file(hankehaku: Hankehaku) -> None:
    response = TestClient(application(hankehaku, None)).post("/api/v1/feedback", json=VOTE)
    assert response.status_code == 404
    assert response.json()["title"] == "Palautetta ei oteta vastaan"


def test_forms_of_other_pages_are_not_taken(client: TestClient, judgements: Path) -> None:
    # a page elsewhere can have a browser send these types without asking
    for kind in ("text/plain", "application/x-www-form-urlencoded"):
        response = client.post(
            "/api/v1/feedback", content=json.dumps(VOTE), headers={"Content-Type": kind}
        )
        assert response.status_code == 422
    assert not judgements.exists()


def test_every_act_and_order_can_be_in_a_state() -> None:
    fields = ConversationState.model_json_schema()["properties"]
    assert fields["act"]["enum"] == ["", *Act]
    assert {*ORDERS, "ends_first", "ends_last"} == set(fields["order"]["anyOf"][0]["enum"])
