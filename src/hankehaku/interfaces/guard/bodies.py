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
_DRAINED = 32_000_000
"""Bytes of a body that is too large that are still read, so that its sender hears why."""
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
        body, left = bytearray(), True
        reason = "too_large" if _announced(scope) > limit else ""
        try:
            async with asyncio.timeout(self._options.body_seconds):
                if not reason:
                    reason, left = await self._read(body, receive, limit)
                if reason == "too_large":
                    left = left and not await _drained(receive)
        except TimeoutError:
            reason = reason or "slow_body"
        try:
            if reason == "gone":
                return
            if reason:
                wait = 5 if reason == "busy" else 0
                # what is still being sent is not waited for
                headers = {"Connection": "close"} if left else {}
                answer = refusal(scope, reason, wait=wait, headers=headers)
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

    async def _read(self, body: bytearray, receive: Receive, limit: int) -> tuple[str, bool]:
        """Read a body; return why it cannot be taken, empty when it can, and if more would come."""
        more = True
        while more:
            message = await receive()
            if message["type"] != "http.request":
                return "gone", False
            part, more = message.get("body", b""), message.get("more_body", False)
            if len(body) + len(part) > limit:
                return "too_large", more
            if self._held + len(part) > _HELD:
                return "busy", more
            body += part
            self._held += len(part)
        return "", False


async def _drained(receive: Receive) -> bool:
    """Read on to the end of a body and forget it, as browsers hear nothing while they send.

    False when there is too much of it for that.
    """
    size, more = 0, True
    while more and size <= _DRAINED:
        message = await receive()
        size += len(message.get("body", b""))
        more = message.get("more_body", False)
    return not more


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
