"""One streamed request to an OpenAI-compatible server, ended by a deadline whatever it sends."""

from __future__ import annotations

import contextlib
import queue
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx
import openai

from hankehaku.assistant.llm.trouble import ModelTrouble, Trouble

_MOST_BYTES = 8_000_000
_MOST_CALLS = 8
_WAITING = 256


@dataclass(slots=True)
class Call:
    """A tool that the model calls; `arguments` is JSON if it keeps to the protocol."""

    id: str = ""
    name: str = ""
    arguments: str = ""


@dataclass(frozen=True, slots=True)
class Server:
    """Where a model is, and how to ask it."""

    url: str
    model: str
    key: str = field(repr=False)


class Reply:
    """The reply to some messages: iterate over its text, then read `calls`; close it in the end.

    A thread of its own reads from the server, so that a server that sends nothing, or a little for
    ever, cannot keep the caller beyond `deadline` (by `time.monotonic`).
    """

    def __init__(
        self,
        server: Server,
        messages: Sequence[Mapping[str, Any]],
        tools: Sequence[Mapping[str, Any]],
        deadline: float,
    ) -> None:
        self.calls: list[Call] = []
        self.cut = False
        self._deadline, self._stopped = deadline, threading.Event()
        self._sockets: list[socket.socket] = []
        self._queue: queue.Queue[str | ModelTrouble | None] = queue.Queue(_WAITING)
        request = {"model": server.model, "messages": list(messages), "stream": True}
        if tools:
            request["tools"] = list(tools)
        work = threading.Thread(
            target=self._work, args=(server, request), name="language-model", daemon=True
        )
        work.start()

    def __iter__(self) -> Iterator[str]:
        """Yield the text as it comes; raises ModelTrouble, also when the deadline has come."""
        while True:
            left = self._deadline - time.monotonic()
            try:
                item = self._queue.get(timeout=max(left, 0.001))
            except queue.Empty:
                raise ModelTrouble(Trouble.SLOW, "the time was up") from None
            if left <= 0:
                raise ModelTrouble(Trouble.SLOW, "the time was up")
            if item is None:
                return
            if isinstance(item, ModelTrouble):
                raise item
            yield item

    def close(self) -> None:
        """Break the connection off, which ends the thread as well."""
        self._stopped.set()
        for each in list(self._sockets):
            _break_off(each)

    def _work(self, server: Server, request: dict[str, Any]) -> None:
        last: ModelTrouble | None = None
        try:
            self._read(server, request)
        except ModelTrouble as exc:
            last = exc
        except Exception as exc:  # a server can send what the client was not made for
            last = _trouble(exc)
        self._put(last)

    def _read(self, server: Server, request: dict[str, Any]) -> None:
        left = max(self._deadline - time.monotonic(), 0.001)
        hooks: dict[str, list[Callable[..., Any]]] = {
            "request": [self._watch],
            "response": [_limit],
        }
        # no connection is kept: breaking one off must end no other request
        limits = httpx.Limits(max_keepalive_connections=0)
        with (
            httpx.Client(event_hooks=hooks, timeout=left, limits=limits) as http,
            openai.OpenAI(
                base_url=server.url,
                api_key=server.key or "none",
                timeout=left,
                max_retries=0,
                default_headers={"Accept-Encoding": "identity"},
                http_client=http,
            ) as client,
        ):
            chat: Any = client.chat.completions
            with chat.create(**request) as chunks:
                self._take(chunks)

    def _take(self, chunks: Iterator[Any]) -> None:
        finished = ""
        for chunk in chunks:
            if self._stopped.is_set():
                return
            for choice in (chunk.choices or ())[:1]:
                if text := choice.delta.content:
                    if not isinstance(text, str):
                        raise ModelTrouble(Trouble.UNUSABLE, "text that is none")
                    self._put(text)
                for piece in choice.delta.tool_calls or ():
                    self._add(piece)
                finished = choice.finish_reason or finished
        if not finished:
            raise ModelTrouble(Trouble.UNUSABLE, "the reply broke off")
        self.cut = finished == "length"

    def _add(self, piece: Any) -> None:
        """Put a piece of a call to what came of it before."""
        at = piece.index if isinstance(getattr(piece, "index", None), int) else None
        if at is None:
            at = len(self.calls) if piece.id or not self.calls else len(self.calls) - 1
        if not 0 <= at <= len(self.calls) or at >= _MOST_CALLS:
            raise ModelTrouble(Trouble.UNUSABLE, "calls out of order")
        if at == len(self.calls):
            self.calls.append(Call())
        call = self.calls[at]
        call.id = piece.id or call.id or f"call_{at}"
        if piece.function:
            call.name += piece.function.name or ""
            call.arguments += piece.function.arguments or ""

    def _put(self, item: str | ModelTrouble | None) -> None:
        while not self._stopped.is_set():
            with contextlib.suppress(queue.Full):
                self._queue.put(item, timeout=0.1)
                return

    def _watch(self, request: httpx.Request) -> None:
        request.extensions["trace"] = self._trace

    def _trace(self, event: str, info: Mapping[str, Any]) -> None:
        """Keep the sockets of a request, also while its head is still awaited."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            found = info["return_value"].get_extra_info("socket")
            if isinstance(found, socket.socket):
                self._sockets.append(found)
                if self._stopped.is_set():
                    _break_off(found)


class _Limited(httpx.SyncByteStream):
    """A body that is too large to be an answer is none."""

    def __init__(self, stream: httpx.SyncByteStream) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        size = 0
        for part in self._stream:
            size += len(part)
            if size > _MOST_BYTES:
                raise ModelTrouble(Trouble.UNUSABLE, "a body too large")
            yield part

    def close(self) -> None:
        self._stream.close()


def _limit(response: httpx.Response) -> None:
    if isinstance(response.stream, httpx.SyncByteStream):
        response.stream = _Limited(response.stream)


def _break_off(sock: socket.socket) -> None:
    with contextlib.suppress(OSError):
        # not the method of a TLS socket, which would first forget the encryption
        socket.socket.shutdown(sock, socket.SHUT_RDWR)


def _trouble(exc: Exception) -> ModelTrouble:
    """Return what an exception of the client means; its text may hold the key and is left out."""
    detail = type(exc).__name__
    if isinstance(exc, openai.APITimeoutError | httpx.TimeoutException):
        return ModelTrouble(Trouble.SLOW, detail)
    if isinstance(exc, openai.APIStatusError):
        refused = exc.status_code in (400, 422, 501)
        return ModelTrouble(Trouble.UNREACHABLE, f"HTTP status {exc.status_code}", refused=refused)
    if isinstance(exc, openai.APIConnectionError | httpx.InvalidURL | httpx.UnsupportedProtocol):
        return ModelTrouble(Trouble.UNREACHABLE, detail)
    return ModelTrouble(Trouble.UNUSABLE, detail)
