"""How often a client may ask: a bucket of tokens for each, filled at a steady rate."""

from __future__ import annotations

import ipaddress
import math
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING

from hankehaku.interfaces.guard.paths import Kind, kind_of, local_path
from hankehaku.interfaces.guard.refusals import refusal

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from hankehaku.interfaces.guard.options import Options

_KEPT = 20_000
"""Clients that are remembered; of more, those heard of least lately are forgotten."""

USER = "hankehaku.user"
"""Where the name of who signed in, or of the token, stands in the scope."""


class Buckets:
    """A bucket of `burst` tokens for each key, filled with `rate` tokens a second."""

    def __init__(
        self, rate: float, burst: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Start with full buckets."""
        self._rate, self._burst, self._clock = rate, burst, clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, key: str) -> float:
        """Return in how many seconds the key may take a token; 0 is now."""
        left = self._filled(key)
        return 0.0 if left >= 1 else (1 - left) / self._rate

    def take(self, key: str) -> None:
        """Take a token of the key, be it there or not."""
        self._left[key] = (max(self._filled(key) - 1, 0.0), self._clock())
        self._left.move_to_end(key)
        if len(self._left) > _KEPT:
            self._left.popitem(last=False)

    def give_back(self, key: str) -> None:
        """Give a token back to the key."""
        self._left[key] = (min(self._filled(key) + 1, self._burst), self._clock())

    def _filled(self, key: str) -> float:
        left, since = self._left.get(key, (self._burst, 0.0))
        return min(self._burst, left + (self._clock() - since) * self._rate)


class Rates:
    """ASGI middleware: refuses what a client asks above its rate; files of the program are free."""

    def __init__(self, app: ASGIApp, options: Options) -> None:
        """Stand before `app`."""
        self._app = app
        self._buckets = Buckets(options.rate, options.burst) if options.rate else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if self._buckets and scope["type"] == "http" and _counts(scope):
            key = client_key(scope)
            if wait := self._buckets.wait(key):
                await refusal(scope, "rate", wait=math.ceil(wait))(scope, receive, send)
                return
            self._buckets.take(key)
        await self._app(scope, receive, send)


def client_key(scope: Scope) -> str:
    """Return who asks: who signed in, else the address, of IPv6 the network of a household."""
    if user := scope.get(USER):
        return f"user {user}"
    return address_key((scope.get("client") or ("", 0))[0])


def address_key(address: str) -> str:
    """Return what an address is counted by."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address) or found.ipv4_mapped:
        return str(getattr(found, "ipv4_mapped", None) or found)
    return str(ipaddress.ip_network((found, 64), strict=False))


def _counts(scope: Scope) -> bool:
    return kind_of(local_path(scope), scope["method"]) in (Kind.WORK, Kind.STREAM)
