"""Requests that other sites have a browser make, and those under another name: refused."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from hankehaku.interfaces.guard.paths import Kind, kind_of, local_path
from hankehaku.interfaces.guard.refusals import refusal

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from hankehaku.interfaces.guard.options import Options

_SAFE = ("GET", "HEAD")
_LOOPBACK = frozenset(("127.0.0.1", "localhost", "::1"))
_DEFAULT = {"http": 80, "https": 443}


class Origins:
    """ASGI middleware: refuses requests of other sites that are not plain reading, and those to
    names that are not of the service where the options list them.

    Nobody behind it sees the origin, so that nothing is shared with other sites either.
    """

    def __init__(self, app: ASGIApp, options: Options) -> None:
        """Stand before `app`."""
        self._app, self._hosts = app, options.hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on without its origin, or refuse it."""
        if scope["type"] == "http":
            if self._hosts and not self._is_called(scope):
                await refusal(scope, "host")(scope, receive, send)
                return
            if scope["method"] not in _SAFE and not same_origin(scope):
                await refusal(scope, "cross_origin")(scope, receive, send)
                return
            headers = [each for each in scope["headers"] if each[0] != b"origin"]
            # in place: what is set in the scope further on is looked at afterwards
            scope["headers"] = headers
        await self._app(scope, receive, send)

    def _is_called(self, scope: Scope) -> bool:
        if kind_of(local_path(scope), scope["method"]) is Kind.HEALTH:
            return True  # those who watch the service may know its address alone
        host = dict(scope["headers"]).get(b"host", b"").decode("latin-1")
        place = _place(f"{scope['scheme']}://{host}")
        return place is not None and place[0] in self._hosts | _LOOPBACK


def same_origin(scope: Scope) -> bool:
    """Tell whether a request comes from a page of this service, or from no page."""
    told = dict(scope["headers"])
    if site := told.get(b"sec-fetch-site"):
        # the browser's own word, true behind proxies that change the host
        return site in (b"same-origin", b"none")
    origin = told.get(b"origin")
    if origin is None:
        return True
    return _place(origin.decode("latin-1")) == _place(
        f"{scope['scheme']}://{told.get(b'host', b'').decode('latin-1')}"
    )


def _place(address: str) -> tuple[str, int] | None:
    try:
        parts = urlsplit(address)
        if not parts.hostname:
            return None
        return parts.hostname, parts.port or _DEFAULT.get(parts.scheme, 0)
    except ValueError:
        return None
