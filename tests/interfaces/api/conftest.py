"""The HTTP API over an open index of the seed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from api_application import application
from fastapi.testclient import TestClient

from hankehaku.facade import Hankehaku

Get = Callable[..., dict[str, Any]]


@pytest.fixture
def judgements(tmp_path: Path) -> Path:
    return tmp_path / "judgements.jsonl"


@pytest.fixture
def client(hankehaku: Hankehaku, judgements: Path) -> TestClient:
    return TestClient(application(hankehaku, judgements), raise_server_exceptions=False)


@pytest.fixture
def get(client: TestClient) -> Get:
    """Fetch what is below /api/v1 and must be there."""

    def fetched(path: str, **parameters: Any) -> dict[str, Any]:
        response = client.get(f"/api/v1/{path}", params=parameters)
        assert response.status_code == 200, response.text
        assert response.headers["content-type"] == "application/json"
        body: dict[str, Any] = response.json()
        return body

    return fetched
