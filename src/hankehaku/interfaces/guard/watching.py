"""What is known of a request afterwards: its id, a line in the log, the figures, its failure."""

from __future__ import annotations

import asyncio
import logging
import re
import time
import uuid
from typing import TYPE_CHECKING, Any

from hankehaku.interfaces import logs
from hankehaku.interfaces.guard.paths import local_path
from hankehaku.interfaces.guard.proxies import TRUSTED
from hankehaku.interfaces.guard.rates import client_key
from hankehaku.interfaces.guard.refusals import REFUSED, REQUEST_ID, TOO_MUCH, refusal

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from hankehaku.interfaces.metrics import Metrics

_LOG = logging.getLogger("hankehaku.requests")
_ID = re.compile(rb"[A-Za-z0-9_.-]{8,64}")
_METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))


class Watching:
    """ASGI middleware: gives each request an id, and notes what became of it.

    What fails without an answer is answered here, with the id of the line in the log.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics, delay: float = 0.0) -> None:
        """Stand before `app`; `delay` is that of refusals, see `Options`."""
        self._app, self._metrics, self._delay = app, metrics, delay

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and note how it went."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = scope[REQUEST_ID] = _id(scope)
        start, status = time.perf_counter(), 0

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                if scope.get(REFUSED) in TOO_MUCH:
                    await asyncio.sleep(self._delay)
                status = message["status"]
                headers = [*message.get("headers", ()), (b"x-request-id", request_id.encode())]
                message = {**message, "headers": headers}
            await send(message)

        with logs.request(request_id), self._metrics.in_progress():
            try:
                await self._app(scope, receive, sent)
            except Exception:
                _LOG.exception("a request failed")
                if status:
                    raise  # the connection is cut, so that half an answer is not taken for whole
                await refusal(scope, "unexpected")(scope, receive, sent)
            finally:
                self._note(scope, status, time.perf_counter() - start)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route, method = template(scope), scope["method"]
        method = method if method in _METHODS else "other"
        reason = scope.get(REFUSED, "")
        self._metrics.observe(method, route, status, seconds)
        if reason in ("not_found", "unexpected"):
            reason = ""  # nothing that was refused
        if reason:
            self._metrics.refuse(reason)
        noted: dict[str, Any] = {
            "method": method,
            "route": route,
            "status": status,
            "ms": round(seconds * 1000, 1),
            "client": logs.hashed(client_key(scope)),
        }
        if reason:
            noted["refused"] = reason
        _LOG.info("request", extra=noted)


def template(scope: Scope) -> str:
    """Return the template of the route that answered, never the address itself."""
    path = getattr(scope.get("route"), "path", None)
    if path:
        return str(path)
    # no route, or one that has no template: an address of anybody's making
    return "/mcp" if local_path(scope).rstrip("/") == "/mcp" else "other"


def _id(scope: Scope) -> str:
    if scope.get(TRUSTED):
        for name, value in scope["headers"]:
            if name == b"x-request-id" and _ID.fullmatch(value):
                return str(value.decode())
    return uuid.uuid4().hex
