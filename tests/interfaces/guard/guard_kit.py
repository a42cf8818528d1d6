"""Asks an ASGI application without a server, as many at a time as a test wants."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Scope = dict[str, Any]
App = Callable[[Any, Any, Any], Awaitable[None]]


@dataclass
class Got:
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    scope: Scope = field(default_factory=dict)

    @property
    def text(self) -> str:
        return self.body.decode()

    def json(self) -> Any:
        return json.loads(self.body)


def scope_of(
    path: str = "/",
    *,
    method: str = "GET",
    headers: Mapping[str, str] | Sequence[tuple[str, str]] = (),
    client: str = "192.0.2.1",
    query: str = "",
    scheme: str = "http",
) -> Scope:
    listed = headers.items() if isinstance(headers, Mapping) else headers
    return {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": scheme,
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in listed],
        "client": (client, 50_000),
        "server": ("127.0.0.1", 80),
    }


async def ask(
    app: App, path: str = "/", *, parts: Sequence[bytes] = (b"",), pause: float = 0, **asked: Any
) -> Got:
    """Send a request whose body comes in parts, and return the whole answer."""
    scope, got, left = scope_of(path, **asked), Got(), list(parts)
    got.scope = scope

    async def receive() -> dict[str, Any]:
        if not left:
            await asyncio.Event().wait()
        if pause:
            await asyncio.sleep(pause)
        part = left.pop(0)
        return {"type": "http.request", "body": part, "more_body": bool(left)}

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            assert not got.status, "an answer began twice"
            got.status = message["status"]
            got.headers = {name.decode(): value.decode() for name, value in message["headers"]}
        else:
            got.body += message.get("body", b"")

    await app(scope, receive, send)
    return got


def asked(app: App, path: str = "/", **more: Any) -> Got:
    """Ask once, outside of any loop."""
    return asyncio.run(ask(app, path, **more))


class Inner:
    """An application that says what it was asked, after a while."""

    def __init__(self, seconds: float = 0, kind: str = "text/plain") -> None:
        self.seconds, self.kind = seconds, kind
        self.scopes: list[Scope] = []
        self.bodies: list[bytes] = []
        self.running = self.most = 0

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        self.scopes.append(scope)
        self.running += 1
        self.most = max(self.most, self.running)
        try:
            body, more = b"", True
            while more:
                message = await receive()
                body += message.get("body", b"")
                more = message.get("more_body", False)
            self.bodies.append(body)
            if self.kind == "text/event-stream":
                await self._start(send)
            await asyncio.sleep(self.seconds)
            if self.kind != "text/event-stream":
                await self._start(send)
            await send({"type": "http.response.body", "body": b"done"})
        finally:
            self.running -= 1

    async def _start(self, send: Any) -> None:
        headers = [(b"content-type", self.kind.encode()), (b"content-length", b"4")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
