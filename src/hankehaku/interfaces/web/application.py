"""The application: every route of the service, the page at `/` last, and what guards them."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from hankehaku.interfaces.guard.bodies import Bodies
from hankehaku.interfaces.guard.headers import Headers
from hankehaku.interfaces.guard.options import Options
from hankehaku.interfaces.guard.origins import Origins
from hankehaku.interfaces.guard.places import Open
from hankehaku.interfaces.guard.proxies import Proxies
from hankehaku.interfaces.guard.questions import heard
from hankehaku.interfaces.guard.rates import Rates
from hankehaku.interfaces.guard.signin import SignIn
from hankehaku.interfaces.guard.watching import Watching
from hankehaku.interfaces.guard.work import Work
from hankehaku.interfaces.live import Live
from hankehaku.interfaces.metrics import CONTENT_TYPE, Metrics
from hankehaku.interfaces.opened import Opened
from hankehaku.interfaces.web import style
from hankehaku.interfaces.web.served import Dresser

if TYPE_CHECKING:
    from fastapi import FastAPI

    from hankehaku.interfaces.mcp.server import HttpServer

METRICS = "metrics"
"""The name of the figures in the state of the application."""
_QUEUE = 64
"""Questions of the chat that may wait for their turn."""


def create_app(opened: Opened, options: Options | None = None) -> FastAPI:
    """Return the application.

    Nothing of it calls other hosts, keeps what was asked, or serves files of the machine. Raises
    UsageError when a file of the sign-in cannot be used.
    """
    # before Gradio is imported: it reads these then
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    from fastapi import FastAPI

    options = options or Options()
    live = opened if isinstance(opened, Live) else None
    if options.log_questions:
        opened = heard(opened)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        if live:
            live.watch()
        async with door.running():
            yield
        if live:
            live.close()

    app = FastAPI(
        title="Hankehaku", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan
    )
    metrics = Metrics()
    setattr(app.state, METRICS, metrics)
    _add_health(app, opened, live, metrics)
    _add_assets(app)
    door = _add_routes(app, opened, options)
    _add_page(app, opened, votes=options.feedback is not None)
    _guard(app, options, metrics)
    return app


def _guard(app: FastAPI, options: Options, metrics: Metrics) -> None:
    pages = app.routes[:-1]

    def own(path: str) -> bool:
        from starlette.routing import Match

        scope = {"type": "http", "method": "GET", "path": path, "root_path": "", "headers": []}
        return any(each.matches(dict(scope))[0] is not Match.NONE for each in pages)

    # the last one added stands first
    app.add_middleware(Dresser)
    app.add_middleware(Work, options=options)
    app.add_middleware(Bodies, options=options)
    app.add_middleware(Open, options=options)
    app.add_middleware(Rates, options=options)
    app.add_middleware(Origins, options=options)
    app.add_middleware(SignIn, options=options)
    app.add_middleware(Watching, metrics=metrics, delay=options.delay)
    app.add_middleware(Headers)
    app.add_middleware(Proxies, options=options, own=own)
    # built now, so that what cannot be used is said before anything is served
    app.middleware_stack = app.build_middleware_stack()


def _add_health(app: FastAPI, opened: Opened, live: Live | None, metrics: Metrics) -> None:
    from fastapi import Response

    def generation() -> str:
        return live.generation if live else opened().manifest.fingerprint[:12]

    @app.api_route("/healthz", methods=["GET", "HEAD"])
    async def healthz() -> dict[str, object]:
        return {"status": "ok", "projects": len(opened())}

    @app.api_route("/readyz", methods=["GET", "HEAD"])
    async def readyz() -> dict[str, object]:
        return {"status": "ready", "generation": generation(), "projects": len(opened())}

    @app.api_route("/metrics", methods=["GET", "HEAD"])
    async def figures() -> Response:
        return Response(metrics.written(opened(), generation()), media_type=CONTENT_TYPE)


def _add_assets(app: FastAPI) -> None:
    from fastapi import Response

    def add_asset(name: str, kind: str) -> None:
        @app.api_route(f"/hankehaku/{name}", methods=["GET", "HEAD"])
        async def asset() -> Response:
            headers = {"Cache-Control": "no-cache"}
            return Response(style.asset(name), media_type=kind, headers=headers)

    add_asset("page.css", "text/css")
    add_asset("page.js", "text/javascript")
    add_asset("refused.js", "text/javascript")


def _add_routes(app: FastAPI, opened: Opened, options: Options) -> HttpServer:
    from starlette.routing import Route

    from hankehaku.interfaces import api
    from hankehaku.interfaces.exports.routes import routes as exports
    from hankehaku.interfaces.mcp.server import server
    from hankehaku.interfaces.web.documents.quality_page import Service
    from hankehaku.interfaces.web.documents.routes import routes as documents
    from hankehaku.interfaces.web.overview.routes import routes as overview
    from hankehaku.interfaces.web.plan import routes as plan

    service = Service(options.log_questions, options.feedback is not None, options.model)
    app.include_router(api.routes(opened, options.feedback))
    api.install_problems(app)
    app.include_router(exports(opened))
    app.include_router(overview(opened))
    app.include_router(plan(opened))
    app.include_router(documents(opened, service))
    # who has to sign in is not led here by another name of the service
    asks = options.signs_in or options.tokens
    door = server(opened, allowed_hosts=("*",) if asks else tuple(options.hosts))
    for path in ("/mcp", "/mcp/"):
        app.router.routes.append(Route(path, door, include_in_schema=False))
    return door


def _add_page(app: FastAPI, opened: Opened, *, votes: bool) -> None:
    import gradio as gr

    from hankehaku.interfaces.web.page import build_page

    page: Any = build_page(opened, votes=votes)
    page.queue(api_open=False, max_size=_QUEUE)
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        app_kwargs={"docs_url": None, "redoc_url": None, "openapi_url": None},
        allowed_paths=[],
        blocked_paths=["/"],
        enable_monitoring=False,
        footer_links=[],
        mcp_server=False,
        run_history=False,
        show_error=False,
        ssr_mode=False,
        theme=style.theme(),
    )
