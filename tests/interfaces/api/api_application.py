"""An application that has the HTTP API and nothing else."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI

from hankehaku.facade import Hankehaku
from hankehaku.interfaces.api import install_problems, routes


def application(hankehaku: Hankehaku, feedback: Path | None) -> FastAPI:
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.include_router(routes(lambda: hankehaku, feedback))
    install_problems(app)
    return app
