"""The API does what its description says, whatever it is sent."""

from __future__ import annotations

import pytest
import schemathesis
from api_application import application
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig

from hankehaku.facade import Hankehaku

CONFIG = {
    "seed": 20,
    "generation": {"deterministic": True, "database": "none", "mode": "all", "max-examples": 25},
    "phases": {"examples": {"enabled": True}, "coverage": {"enabled": True}},
}


@pytest.fixture(scope="module")
def api(
    hankehaku: Hankehaku, tmp_path_factory: pytest.TempPathFactory
) -> schemathesis.schemas.BaseSchema:
    file = tmp_path_factory.mktemp("fuzzed") / "judgements.jsonl"
    config = SchemathesisConfig.from_dict(CONFIG)
    return schemathesis.openapi.from_asgi(
        "/api/v1/openapi.json", application(hankehaku, file), config=config
    )


schema = schemathesis.pytest.from_fixture("api")


@schema.parametrize()
@settings(
    max_examples=25,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_as_described(case: schemathesis.Case) -> None:
    case.call_and_validate()
