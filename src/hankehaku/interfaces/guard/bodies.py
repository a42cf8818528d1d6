"""What a client sends: read whole before anything is computed, and bounded in size and time."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from hankehaku.interfaces.guard.paths import Audience, audience_of, local_path, takes_much
from hankehaku.interfaces.guard.refusals import refusal

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from hankehaku.interfaces.guard.options import Options

_HELD = 64_000_000
"""Bytes that all bodies being read may take together."""
_SCRIPT = 16
"""How many times the small size our own page may send: a conversation that a browser has kept."""


class Bodies:
    """ASGI middleware: refuses bodies that are too large or too slow, chunked ones too."""

    def __init__(self, app: ASGIApp, options: Options) -> None:
        """Stand before `app`."""
        self._app, self._options, self._held = app, options, 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with its whole body, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = self._limit(local_path(scope))
        if _announced(scope) > limit:
            await refusal(scope, "too_large", headers=_CLOSE)(scope, receive, send)
            return
        body = bytearray()
        try:
            async with asyncio.timeout(self._options.body_seconds):
                reason = await self._read(body, receive, limit)
        except TimeoutError:
            reason = "slow_body"
        try:
            if reason == "gone":
                return
            if reason:
                wait = 5 if reason == "busy" else 0
                answer = refusal(scope, reason, wait=wait, headers=_CLOSE)
                await answer(scope, receive, send)
                return
            await self._app(scope, _replayed(bytes(body), receive), send)
        finally:
            self._held -= len(body)

    def _limit(self, path: str) -> int:
        if takes_much(path):
            return self._options.large_body
        times = _SCRIPT if audience_of(path) is Audience.SCRIPT else 1
        return self._options.small_body * times

    async def _read(self, body: bytearray, receive: Receive, limit: int) -> str:
        """Read a body and return why it cannot be taken, empty when it can."""
        more = True
        while more:
            message = await receive()
            if message["type"] != "http.request":
                return "gone"
            part = message.get("body", b"")
            if len(body) + len(part) > limit:
                return "too_large"
            if self._held + len(part) > _HELD:
                return "busy"
            body += part
            self._held += len(part)
            more = message.get("more_body", False)
        return ""


# what is still being sent is not waited for
_CLOSE = {"Connection": "close"}


def _announced(scope: Scope) -> int:
    told = [value for name, value in scope["headers"] if name == b"content-length"]
    return int(told[0]) if told and told[0].isdigit() else 0


def _replayed(body: bytes, receive: Receive) -> Receive:
    given = False

    async def replay() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay
