"""An application that has the HTTP API and nothing else."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI

from hankehaku.facade import Hankehaku
from hankehaku.interfaces.api import install_problems, routes
from hankehaku.interfaces.opened import Opened


def application(
    hankehaku: Hankehaku | None = None,
    feedback: Path | None = None,
    *,
    opened: Opened | None = None,
) -> FastAPI:
    def always() -> Hankehaku:
        assert hankehaku is not None
        return hankehaku

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.include_router(routes(opened or always, feedback))
    install_problems(app)
    return app
