"""The HTTP API over an open index of the seed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from api_application import application
from fastapi import FastAPI
from fastapi.testclient import TestClient

from hankehaku.facade import Hankehaku

Get = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("judgements") / "judgements.jsonl"


@pytest.fixture(scope="session")
def app(hankehaku: Hankehaku, kept: Path) -> FastAPI:
    return application(hankehaku, kept)


@pytest.fixture
def judgements(kept: Path) -> Path:
    """The file of judgements, which is not there yet."""
    kept.unlink(missing_ok=True)
    return kept


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    return TestClient(app, raise_server_exceptions=False)


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
