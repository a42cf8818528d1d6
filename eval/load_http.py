"""A light HTTP/1.1 client for the load test: one connection, kept open, from an address of choice.

    async with Connection("127.0.0.1", 7860, source="127.0.0.9") as connection:
        reply = await connection.ask("GET", "/api/v1/search?q=lapset")

Used by `load.py`; it does nothing when run. A full client would take as much of the machine as the
server that is measured.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MOST = 32 * 2**20
"""Bytes of an answer at most."""


class BrokenError(Exception):
    """The connection failed, or what came is no answer."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer; names of headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        """Return the body as JSON; raises ValueError when it is none."""
        return json.loads(self.body)


class Connection:
    """A connection that opens itself when there is something to ask, again after it was closed."""

    def __init__(
        self, host: str, port: int, *, source: str | None = None, timeout: float = 60.0
    ) -> None:
        self._host, self._port, self._source, self._timeout = host, port, source, timeout
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def __aenter__(self) -> Connection:
        return self

    async def __aexit__(self, *_: object) -> None:
        self.close()

    async def ask(self, method: str, path: str, body: object = None) -> Reply:
        """Return the answer to a request; raises BrokenError."""
        sent = request(method, path, f"{self._host}:{self._port}", body)
        fresh = self._writer is None
        try:
            async with asyncio.timeout(self._timeout):
                try:
                    return await self._exchange(sent)
                except (OSError, EOFError):
                    self.close()
                    if fresh:
                        raise
                    # the server had closed a connection that nothing was asked on for long
                    return await self._exchange(sent)
        except TimeoutError as exc:
            self.close()
            raise BrokenError(f"no answer in {self._timeout:g} s") from exc
        except (OSError, EOFError, ValueError) as exc:
            self.close()
            raise BrokenError(f"{type(exc).__name__}: {exc}") from exc
        except asyncio.CancelledError:
            self.close()
            raise

    def close(self) -> None:
        """Close the connection."""
        if self._writer:
            self._writer.close()
        self._reader = self._writer = None

    async def _exchange(self, sent: bytes) -> Reply:
        if self._reader is None or self._writer is None:
            local = (self._source, 0) if self._source else None
            self._reader, self._writer = await asyncio.open_connection(
                self._host, self._port, local_addr=local, limit=2**20
            )
        self._writer.write(sent)
        reply = await read_reply(self._reader)
        if reply.headers.get("connection", "").lower() == "close":
            self.close()
        return reply


def request(method: str, path: str, host: str, body: object = None) -> bytes:
    """Return the bytes of a request; `body` is sent as JSON."""
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host}", "Accept: application/json"]
    content = b""
    if body is not None:
        content = json.dumps(body).encode()
        lines += ["Content-Type: application/json", f"Content-Length: {len(content)}"]
    return "\r\n".join((*lines, "", "")).encode("ascii") + content


async def read_reply(reader: asyncio.StreamReader) -> Reply:
    """Read an answer; raises EOFError when it ends early and ValueError when it is none."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
        status, headers = parse_head(head)
        if headers.get("transfer-encoding", "").lower() == "chunked":
            body = await _chunks(reader)
        else:
            body = await reader.readexactly(_length(headers.get("content-length", "0"), 10))
    except asyncio.LimitOverrunError as exc:
        raise ValueError("the head of the answer is too long") from exc
    return Reply(status, headers, body)


def parse_head(head: bytes) -> tuple[int, dict[str, str]]:
    """Return the status and the headers of an answer; raises ValueError when it has none."""
    first, *lines = head.decode("latin-1").split("\r\n")
    words = first.split(" ", 2)
    if len(words) < 2 or not words[0].startswith("HTTP/1.") or not words[1].isdigit():
        raise ValueError(f"no HTTP: {first[:40]!r}")
    pairs = (line.partition(":") for line in lines if line)
    return int(words[1]), {name.strip().lower(): value.strip() for name, _, value in pairs}


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    body = bytearray()
    while True:
        size = _length((await reader.readuntil(b"\r\n")).split(b";")[0].decode("ascii"), 16)
        body += await reader.readexactly(size)
        await reader.readuntil(b"\r\n")
        if len(body) > MOST:
            raise ValueError("the answer is too long")
        if not size:
            return bytes(body)


def _length(text: str, base: int) -> int:
    size = int(text.strip(), base)
    if not 0 <= size <= MOST:
        raise ValueError(f"an answer of {size} bytes")
    return size
