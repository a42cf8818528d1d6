"""Connections as uvicorn takes them: bounded for each client, and closed when nothing is said."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from hankehaku.interfaces.guard.places import Places
from hankehaku.interfaces.guard.proxies import is_trusted
from hankehaku.interfaces.guard.rates import address_key
from hankehaku.interfaces.guard.refusals import STATUSES, type_of
from hankehaku.interfaces.texts import DEFAULT_LANGUAGE, text

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from hankehaku.interfaces.guard.options import Options

_AGAIN = b"10"
_HARD = 2
"""Connections above this many times the bound are cut without a word."""
_SPARE_FILES = 200
"""Files that the process opens besides connections."""


def protocol(options: Options, refused: Callable[[str], None]) -> type[asyncio.Protocol]:
    """Return the protocol for uvicorn; `refused` hears why a connection was refused."""
    from uvicorn.protocols.http.h11_impl import H11Protocol

    total = min(options.connections, _files() - _SPARE_FILES)
    places, every = Places(total, options.client_connections), Counted(total * _HARD)

    class Guarded(H11Protocol):
        """One connection: refused politely when there is no place for it."""

        _key = ""
        _timer: asyncio.TimerHandle | None = None

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            if not every.take():
                refused("connections")
                transport.abort()
                return
            peer = self.client[0] if self.client else ""
            key = address_key(peer)
            if reason := places.take(key, many=is_trusted(peer, options.trusted)):
                # what was asked is read before the answer: else the answer may be lost
                refused(reason)
                self.app = no_place(reason, options.delay)
            else:
                self._key = key
            self._wait_for_head()

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            if self._answers():
                self._unset()
            else:
                self._wait_for_head()

        def connection_lost(self, exc: Exception | None) -> None:
            super().connection_lost(exc)
            self._unset()
            every.give_back()
            if self._key:
                places.give_back(self._key)
                self._key = ""

        def _answers(self) -> bool:
            return self.cycle is not None and not self.cycle.response_complete

        def _wait_for_head(self) -> None:
            if self._timer is None:
                self._timer = self.loop.call_later(options.head_seconds, self._silent)

        def _silent(self) -> None:
            self._timer = None
            if not self._answers():
                self.transport.close()

        def _unset(self) -> None:
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None

    return Guarded


class Counted:
    """Counts up to a bound."""

    def __init__(self, bound: int) -> None:
        """Start from none."""
        self._bound, self._taken = bound, 0

    def take(self) -> bool:
        """Count one more; false, and still counted, above the bound."""
        self._taken += 1
        return self._taken <= self._bound

    def give_back(self) -> None:
        """Count one less."""
        self._taken -= 1


def no_place(reason: str, delay: float = 0.0) -> ASGIApp:
    """Return the application that answers, after a delay, who was refused a connection."""
    message = text(DEFAULT_LANGUAGE, f"guard_{reason}")
    status = STATUSES[reason]
    problem: dict[str, Any] = {
        "type": type_of(reason),
        "title": text(DEFAULT_LANGUAGE, f"guard_{reason}_heading"),
        "status": status,
        "detail": message,
        "error": message,
    }
    body = json.dumps(problem, ensure_ascii=False).encode()
    headers = [
        (b"content-type", b"application/problem+json"),
        (b"content-length", str(len(body)).encode()),
        (b"retry-after", _AGAIN),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
        (b"connection", b"close"),
    ]

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        del scope, receive
        await asyncio.sleep(delay)
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    return answer


def _files() -> int:
    try:
        import resource
    except ImportError:  # not on this system
        return 4096
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return soft if soft != resource.RLIM_INFINITY else 1_000_000
