"""Serves everything: one application with the page at `/`, and the process that runs it."""

from __future__ import annotations

import ipaddress
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from hankehaku.errors import HankehakuError, UsageError
from hankehaku.interfaces.guard.options import Options
from hankehaku.interfaces.opened import Opened
from hankehaku.interfaces.web.application import METRICS, create_app

if TYPE_CHECKING:
    import uvicorn
    from fastapi import FastAPI

    from hankehaku.settings import Settings

__all__ = ["address", "create_app", "serve"]


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
    opened: Opened,
    host: str = "127.0.0.1",
    port: int = 7860,
    *,
    options: Options | None = None,
    say: Callable[[str], None] | None = None,
) -> None:
    """Serve until the process is told to stop; `say` tells the address (default: stdout).

    Port 0 takes a free one. Raises HankehakuError when the address cannot be had, and UsageError
    when a file of the sign-in cannot be used.
    """
    options = options or Options()
    listening = _listen(host, port)
    if not _is_loopback(host) and not options.signs_in:
        sys.stderr.write(
            f"Warning: {host} can be reached from other machines, and the page asks nobody to sign "
            "in. Set HANKEHAKU_PASSWORDS, put it behind a proxy that does, or serve at 127.0.0.1\n"
        )
    with listening:
        app = create_app(opened, options)
        actual = listening.getsockname()[1]
        shown = f"[{host}]" if ":" in host else host
        place = f"http://{shown}:{actual}{options.root_path}"
        (say or _say)(f"Hankehaku is served at {place}  (stop it with Ctrl+C)")
        try:
            with _told_to_stop():
                _server(app, options).run(sockets=[listening])
        except KeyboardInterrupt:
            # uvicorn has ended cleanly and raises the signal again
            return


def _server(app: FastAPI, options: Options) -> uvicorn.Server:
    """Return a server that lets open pages go when it is told to stop.

    Each open page holds a connection by which Gradio sees it live; it ends by Gradio's own event.
    """
    import uvicorn

    from hankehaku.interfaces.guard.connections import protocol

    class Server(uvicorn.Server):
        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            for route in app.routes:
                if stop := getattr(getattr(route, "app", None), "stop_event", None):
                    stop.set()
            await super().shutdown(sockets)

    metrics = getattr(app.state, METRICS)
    config = uvicorn.Config(
        app,
        http=protocol(options, metrics.refuse),
        ws="none",
        log_config=None,
        log_level=None,
        access_log=False,
        server_header=False,
        # what proxies say is weighed by `guard.proxies`
        proxy_headers=False,
        timeout_graceful_shutdown=int(options.stopping),
        timeout_keep_alive=15,
    )
    return Server(config)


@contextmanager
def _told_to_stop() -> Iterator[None]:
    """Have SIGTERM end the server and nothing more: uvicorn raises it again when it has ended."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before: Any = signal.signal(signal.SIGTERM, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


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
