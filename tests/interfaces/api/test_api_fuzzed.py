"""The API does what its description says, whatever it is sent: schemathesis, all phases and checks.

Two rules cannot be said by a schema and are told in the descriptions of the parameters: that `min`
is no more than `max`, and that a question has words. Refusing what breaks them is right.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import schemathesis
from api_application import application
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import Status, events, from_schema

from hankehaku.facade import Hankehaku

CONFIG = {
    "seed": 20,
    "continue-on-failure": True,
    "generation": {"deterministic": True, "database": "none", "mode": "all", "max-examples": 15},
}

POSITIVE = "positive_data_acceptance"


def beyond_schemas(check: str, answer: bytes) -> bool:
    """Tell whether a refusal is by one of the two rules."""
    if check != POSITIVE:
        return False
    problem = json.loads(answer)
    if problem["type"] == "urn:hankehaku:problem:question":
        return True
    told: list[dict[str, Any]] = problem.get("errors", [])
    return [each["parameter"] for each in told] == ["min"] and "max" in told[0]["detail"]


def test_nothing_is_found(hankehaku: Hankehaku, tmp_path: Path) -> None:
    app = application(hankehaku, tmp_path / "judgements.jsonl")
    config = SchemathesisConfig.from_dict(CONFIG)
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, config=config)
    found: list[str] = []
    cases: Counter[str] = Counter()
    checks: set[str] = set()
    for event in from_schema(schema).execute():
        if isinstance(event, events.NonFatalError | events.FatalError):
            found.append(str(event))
        if not isinstance(event, events.ScenarioFinished):
            continue
        recorder = event.recorder
        cases[event.phase.name] += len(recorder.cases)
        for case, nodes in recorder.checks.items():
            for node in nodes:
                checks.add(node.name)
                if node.status is not Status.FAILURE or node.failure_info is None:
                    continue
                interaction = recorder.interactions[case]
                answer = interaction.response.content if interaction.response else b"{}"
                if not beyond_schemas(node.name, answer or b"{}"):
                    failure = node.failure_info.failure
                    request = f"{interaction.request.method} {interaction.request.uri}"
                    found.append(f"{node.name}: {request[:500]}\n{failure.message}\n{answer!r}")
    assert not found, "\n\n".join(found[:5])
    assert cases["COVERAGE"] > 1000
    assert cases["FUZZING"] > 100
    assert {POSITIVE, "negative_data_rejection", "response_schema_conformance"} <= checks
