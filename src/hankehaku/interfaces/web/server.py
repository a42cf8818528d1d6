"""Serves the page: a FastAPI application with the page at `/`, and the process that runs it."""

from __future__ import annotations

import ipaddress
import os
import socket
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from hankehaku.errors import HankehakuError, UsageError
from hankehaku.interfaces.web import style
from hankehaku.interfaces.web.page import build_page
from hankehaku.interfaces.web.served import Dresser
from hankehaku.interfaces.web.view import Searchable

if TYPE_CHECKING:
    import uvicorn
    from fastapi import FastAPI

    from hankehaku.settings import Settings

_PATIENCE = 3
"""Seconds that open connections get to end when the server is told to stop."""


def create_app(hankehaku: Searchable) -> FastAPI:
    """Return the application: the page at `/`, its style and script, and `/healthz`.

    Nothing of it calls other hosts, keeps what was asked, takes files or serves those of the
    machine.
    """
    # before Gradio is imported: it reads these then
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    import gradio as gr
    from fastapi import FastAPI, Response

    app = FastAPI(title="Hankehaku", docs_url=None, redoc_url=None, openapi_url=None)

    @app.get("/healthz")
    def healthz() -> dict[str, object]:
        return {"status": "ok", "projects": len(hankehaku)}

    def add_asset(name: str, kind: str) -> None:
        @app.get(f"/hankehaku/{name}")
        def asset() -> Response:
            headers = {"Cache-Control": "no-cache"}
            return Response(style.asset(name), media_type=kind, headers=headers)

    add_asset("page.css", "text/css")
    add_asset("page.js", "text/javascript")
    page = build_page(hankehaku)
    page.queue(api_open=False)
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
    app.add_middleware(Dresser)
    return app


def address(settings: Settings, environment: Mapping[str, str]) -> tuple[str, int]:
    """Return the host and port to serve at.

    HANKEHAKU_HOST and HANKEHAKU_PORT win over GRADIO_SERVER_NAME and GRADIO_SERVER_PORT, by which
    hosts of Gradio pages say where they look. Raises UsageError for a port that is none.
    """
    host, port = settings.host, settings.port
    if "host" not in settings.model_fields_set:
        host = environment.get("GRADIO_SERVER_NAME") or host
    if "port" not in settings.model_fields_set and (given := environment.get("GRADIO_SERVER_PORT")):
        if not (given.isascii() and given.isdigit() and int(given) < 65536):
            cure = "Correct or unset the variable"
            raise UsageError(f"{given!r} is no port", where="GRADIO_SERVER_PORT", cure=cure)
        port = int(given)
    return host, port


def serve(
    hankehaku: Searchable,
    host: str = "127.0.0.1",
    port: int = 7860,
    *,
    say: Callable[[str], None] | None = None,
) -> None:
    """Serve the page until the process is told to stop; `say` tells the address (default: stdout).

    Port 0 takes a free one. Raises HankehakuError when the address cannot be had.
    """
    import uvicorn

    listening = _listen(host, port)
    if not _is_loopback(host):
        sys.stderr.write(
            f"Warning: {host} can be reached from other machines, and the page asks nobody to sign "
            "in. Put it behind a proxy that does, or serve at 127.0.0.1\n"
        )
    with listening:
        app = create_app(hankehaku)
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=_PATIENCE,
        )
        actual = listening.getsockname()[1]
        shown = f"[{host}]" if ":" in host else host
        (say or _say)(f"Hankehaku is served at http://{shown}:{actual}  (stop it with Ctrl+C)")
        try:
            _server(config).run(sockets=[listening])
        except KeyboardInterrupt:
            # uvicorn has ended cleanly and raises the signal again
            return


def _server(config: uvicorn.Config) -> uvicorn.Server:
    """Return a server that lets open pages go when it is told to stop.

    Each open page holds a connection by which Gradio sees it live; it ends by Gradio's own event.
    """
    import uvicorn

    class Server(uvicorn.Server):
        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            for route in config.app.routes:  # type: ignore[union-attr]
                if stop := getattr(getattr(route, "app", None), "stop_event", None):
                    stop.set()
            await super().shutdown(sockets)

    return Server(config)


def _say(message: str) -> None:
    sys.stdout.write(f"{message}\n")
    sys.stdout.flush()


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as exc:
        cure = "Choose another with HANKEHAKU_PORT or HANKEHAKU_HOST, or stop what holds it"
        what = f"cannot be served at ({exc.strerror or exc})"
        raise HankehakuError(what, where=f"{host}:{port}", cure=cure) from exc


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
