"""Bodies of requests are read up to a limit and no further."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute
from starlette.types import Message, Receive

from hankehaku.interfaces.api.problems import TOO_LARGE, ProblemError

LARGEST_BODY = 65_536
"""Bytes of a body at most, but for what a state of a conversation needs."""


def bounded_route(limit: Callable[[Request], int]) -> type[APIRoute]:
    """Return a kind of route that refuses bodies above a limit, told or found while reading."""

    class BoundedRoute(APIRoute):
        def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
            handle = super().get_route_handler()

            async def bounded(request: Request) -> Response:
                guarded = _Guarded(request.receive, await run_in_threadpool(limit, request))
                told = request.headers.get("content-length", "")
                if told.isascii() and told.isdigit() and int(told[:20]) > guarded.limit:
                    raise guarded.error()
                try:
                    return await handle(Request(request.scope, guarded.receive))
                except Exception:
                    # the framework makes an error of its own of what is raised while it reads
                    if guarded.exceeded:
                        raise guarded.error() from None
                    raise

            return bounded

    return BoundedRoute


class _Guarded:
    """Receives a body and counts it."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive, self.limit = receive, limit
        self._size, self.exceeded = 0, False

    async def receive(self) -> Message:
        message = await self._receive()
        self._size += len(message.get("body", b""))
        if self._size > self.limit:
            self.exceeded = True
            raise self.error()
        return message

    def error(self) -> ProblemError:
        return ProblemError(TOO_LARGE, more={"limit": self.limit})
