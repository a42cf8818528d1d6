"""The HTTP API over an open index of the seed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from api_application import application
from fastapi.testclient import TestClient

from hankehaku.facade import Hankehaku


@pytest.fixture
def judgements(tmp_path: Path) -> Path:
    return tmp_path / "judgements.jsonl"


@pytest.fixture
def client(hankehaku: Hankehaku, judgements: Path) -> TestClient:
    return TestClient(application(hankehaku, judgements), raise_server_exceptions=False)


@pytest.fixture(scope="session")
def described(hankehaku: Hankehaku) -> dict[str, Any]:
    """The OpenAPI document."""
    client = TestClient(application(hankehaku, None))
    document: dict[str, Any] = client.get("/api/v1/openapi.json").json()
    return document
