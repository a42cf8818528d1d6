"""The router of the HTTP API."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, Depends

from hankehaku.interfaces.api.asking import add_asking
from hankehaku.interfaces.api.openapi import add_description
from hankehaku.interfaces.api.parameters import once
from hankehaku.interfaces.api.paths import add_rest, allow_head
from hankehaku.interfaces.api.projects import add_projects
from hankehaku.interfaces.api.searching import add_searching
from hankehaku.interfaces.opened import Opened


def routes(opened: Opened, feedback: Path | None = None) -> APIRouter:
    """Return the router of everything below `/api`; `feedback` is the file of judgements.

    `install_problems` makes its errors problem details.
    """
    router = APIRouter(dependencies=[Depends(once)])
    add_searching(router, opened)
    add_projects(router, opened)
    add_asking(router, opened, feedback)
    add_description(router)
    allow_head(router)
    add_rest(router)
    return router
