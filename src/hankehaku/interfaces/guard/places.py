"""How many connections and requests may be open: in all, and for each client its fair share."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hankehaku.interfaces.guard.paths import Kind, kind_of, local_path
from hankehaku.interfaces.guard.rates import client_key
from hankehaku.interfaces.guard.refusals import refusal

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from hankehaku.interfaces.guard.options import Options

_AGAIN = 10
"""Seconds after which a refused client may try again."""
_MODEST = 6
"""Connections that a browser opens; so many are given to all while there is room."""


class Places:
    """Counts what each client holds, and tells whether it may have one more."""

    def __init__(self, total: int, each: int) -> None:
        """Start with all places free."""
        self._total, self._each = total, each
        self._held: Counter[str] = Counter()
        self._taken = 0

    def take(self, client: str, *, many: bool = False) -> str:
        """Take a place; returns why there is none, empty when there is.

        When more than half of all are taken, nobody gets more than an equal share of them. `many`
        is for who speaks for others, such as a proxy, and has no share of its own.
        """
        held = self._held[client]
        if self._taken >= self._total:
            return "connections"
        if not many:
            if held >= self._each:
                return "client_connections"
            clients = len(self._held)
            if self._taken * 2 >= self._total and held >= max(_MODEST, self._total // clients):
                return "client_connections"
        self._held[client] += 1
        self._taken += 1
        return ""

    def give_back(self, client: str) -> None:
        """Give a place back."""
        self._taken -= 1
        self._held[client] -= 1
        if self._held[client] <= 0:
            del self._held[client]


class Open:
    """ASGI middleware: bounds the requests that are open at a time, those held open too.

    Connections are bounded before this (see `connections`); a proxy's carry those of many clients.
    """

    def __init__(self, app: ASGIApp, options: Options) -> None:
        """Stand before `app`."""
        self._app = app
        self._places = Places(options.connections, options.client_connections)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http" or not _counts(scope):
            await self._app(scope, receive, send)
            return
        key = client_key(scope)
        if reason := self._places.take(key):
            await refusal(scope, reason, wait=_AGAIN)(scope, receive, send)
            return
        try:
            await self._app(scope, receive, send)
        finally:
            self._places.give_back(key)


def _counts(scope: Scope) -> bool:
    return kind_of(local_path(scope), scope["method"]) in (Kind.WORK, Kind.STREAM)
