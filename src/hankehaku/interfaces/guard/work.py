"""How much is worked on at the same time, and how long one request may take."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from hankehaku.interfaces.guard.paths import Kind, kind_of, local_path
from hankehaku.interfaces.guard.rates import client_key
from hankehaku.interfaces.guard.refusals import refusal
from hankehaku.interfaces.guard.turns import Turns

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from hankehaku.interfaces.guard.options import Options

_AGAIN = 5
"""Seconds after which a refused client may try again."""

_STREAMING = 10
"""How many times longer an answer may take that is sent bit by bit, once it has begun."""


class Work:
    """ASGI middleware: gives requests their turns at the work and a time limit.

    What has run out of time keeps its place until it has really ended: a thread cannot be stopped.
    """

    def __init__(self, app: ASGIApp, options: Options) -> None:
        """Stand before `app`."""
        self._app, self._options = app, options
        self._turns = Turns(options.workers, options.waiting)
        self._running: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on when its turn comes, or refuse it."""
        if scope["type"] != "http" or kind_of(local_path(scope), scope["method"]) is not Kind.WORK:
            await self._app(scope, receive, send)
            return
        if not await self._turns.take(client_key(scope), self._options.patience):
            await refusal(scope, "busy", wait=_AGAIN)(scope, receive, send)
            return
        answer = _Answer(send)
        task = asyncio.create_task(self._run(scope, receive, answer))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        try:
            await asyncio.wait({task}, timeout=self._options.timeout)
            if not task.done() and answer.streams:
                await asyncio.wait({task}, timeout=self._options.timeout * _STREAMING)
            if not task.done():
                begun = answer.close()
                task.cancel()
                if begun:
                    raise TimeoutError("an answer was not complete in time")
                await refusal(scope, "timeout", wait=_AGAIN)(scope, receive, send)
                return
            await task
        except asyncio.CancelledError:
            task.cancel()
            raise

    async def _run(self, scope: Scope, receive: Receive, send: _Answer) -> None:
        try:
            await self._app(scope, receive, send)
        except Exception:
            # after its end nobody hears of it; what is asked again fails again
            if not send.closed:
                raise
        finally:
            self._turns.give_back()


class _Answer:
    """Sends an answer on until it is closed, and knows what became of it."""

    def __init__(self, send: Send) -> None:
        self._send, self._begun = send, False
        self.closed = self.streams = False

    async def __call__(self, message: Message) -> None:
        if self.closed:
            return
        if message["type"] == "http.response.start":
            self._begun = True
            kinds = [value for name, value in message["headers"] if name == b"content-type"]
            self.streams = any(each.startswith(b"text/event-stream") for each in kinds)
        await self._send(message)

    def close(self) -> bool:
        """Send nothing any more; tell whether the answer had begun."""
        self.closed = True
        return self._begun
