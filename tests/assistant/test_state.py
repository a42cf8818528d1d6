"""The state of a conversation survives being stored, and damage to it is told."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from hankehaku.assistant.state import State
from hankehaku.errors import UsageError
from hankehaku.records import OrganisationType
from hankehaku.search.constraints import (
    ByOrganisation,
    ByType,
    InPlace,
    Lasting,
    Support,
    Time,
    UnderObjective,
)

FULL = State(
    topic="äidit",
    topic_language="fi",
    constraints=(
        ByOrganisation(0, 5, False, ("Maahanmuuttovirasto",), "Migri"),
        ByType(0, 3, True, (OrganisationType.NGO, OrganisationType.CHURCH), False),
        InPlace(1, 2, False, "Uusimaa", True, False),
        Support(3, 9, False, 100_000, None, True, False),
        Time(3, 9, False, "end", date(2019, 1, 1), None),
        Lasting(0, 1, False, "over", 24, 0),
        UnderObjective(0, 1, False, "2.2"),
    ),
    order="largest",
    limit=3,
    found=("rio", "misec"),
    shown=2,
    focus=("rio",),
    question="Migrin hankkeet",
    act="find",
    language="fi",
)


def test_a_state_comes_back_from_json() -> None:
    assert State.from_dict(json.loads(json.dumps(FULL.to_dict()))) == FULL
    assert State.from_dict(State().to_dict()) == State()


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"constraints": [{"kind": "wish"}]},
        {"constraints": [{"kind": "time", "first": "yesterday"}]},
        {"found": [1, 2]},
        {"shown": -1},
        {"language": "de"},
        {"unknown": "key"},
        {"topic": None},
    ],
)
def test_what_is_no_state_is_told(change: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match="state of the conversation is damaged"):
        State.from_dict(FULL.to_dict() | change)


def test_a_state_without_a_part_is_told() -> None:
    plain = FULL.to_dict()
    del plain["found"]
    with pytest.raises(UsageError):
        State.from_dict(plain)
