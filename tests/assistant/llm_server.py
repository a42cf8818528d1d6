"""A real HTTP server that speaks the streamed chat-completions protocol, well or badly."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Behaviour = Callable[["Handler"], None]
LONG = 30.0
"""Seconds that a slow server takes, far beyond the limits of the tests."""


class Server(ThreadingHTTPServer):
    """Answers the first request by the first behaviour and so on, the last again and again."""

    def __init__(self, *behaviours: Behaviour) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.behaviours = list(behaviours)
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.stopped = threading.Event()
        self.lock = threading.Lock()
        self.daemon_threads = False

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def handle_error(self, *_: object) -> None:
        """Say nothing when a client has gone."""


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        with self.server.lock:
            self.server.requests.append(json.loads(body))
            self.server.keys.append(self.headers["Authorization"])
            behaviours = self.server.behaviours
            behaviour = behaviours.pop(0) if len(behaviours) > 1 else behaviours[0]
        assert self.path == "/v1/chat/completions"
        behaviour(self)

    def log_message(self, *_: object) -> None:
        pass

    def head(self, status: int = 200, kind: str = "text/event-stream") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Connection", "close")
        self.end_headers()

    def event(self, data: object) -> None:
        text = data if isinstance(data, str) else json.dumps(data)
        self.wfile.write(f"data: {text}\n\n".encode())
        self.wfile.flush()

    def delta(self, delta: dict[str, Any], finish: str | None = None) -> None:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        self.event(
            {
                "id": "c",
                "object": "chat.completion.chunk",
                "created": 1,
                "model": "m",
                "choices": [choice],
            }
        )

    def wait(self, seconds: float) -> bool:
        """Wait, at most until the test is over; tell whether it is."""
        return self.server.stopped.wait(seconds)


@contextmanager
def serving(*behaviours: Behaviour) -> Iterator[Server]:
    server = Server(*behaviours)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server
    finally:
        server.stopped.set()
        server.shutdown()
        thread.join()
        server.server_close()


def says(text: str, *, size: int = 7, finish: str | None = "stop") -> Behaviour:
    """Say a text in small pieces."""

    def behave(handler: Handler) -> None:
        handler.head()
        handler.delta({"role": "assistant", "content": ""})
        for at in range(0, len(text), size):
            handler.delta({"content": text[at : at + size]})
        if finish:
            handler.delta({}, finish)
            handler.event("[DONE]")

    return behave


def calls(*made: tuple[str, str], text: str = "") -> Behaviour:
    """Call tools, by name and arguments, these in two pieces."""

    def behave(handler: Handler) -> None:
        handler.head()
        if text:
            handler.delta({"role": "assistant", "content": text})
        for at, (name, arguments) in enumerate(made):
            half = len(arguments) // 2
            function = {"name": name, "arguments": arguments[:half]}
            head = {"index": at, "id": f"id{at}", "type": "function", "function": function}
            handler.delta({"tool_calls": [head]})
            rest = {"index": at, "function": {"arguments": arguments[half:]}}
            handler.delta({"tool_calls": [rest]})
        handler.delta({}, "tool_calls")
        handler.event("[DONE]")

    return behave


def asks(question: str) -> Behaviour:
    return calls(("ask", json.dumps({"question": question})))


def fails(status: int, body: str = '{"error": {"message": "no"}}') -> Behaviour:
    def behave(handler: Handler) -> None:
        handler.head(status, "application/json")
        handler.wfile.write(body.encode())

    return behave


def sends(body: bytes, kind: str = "text/event-stream") -> Behaviour:
    """Send a body as it is."""

    def behave(handler: Handler) -> None:
        handler.head(200, kind)
        handler.wfile.write(body)

    return behave


def silent(handler: Handler) -> None:
    """Take the request and never answer."""
    handler.wait(LONG)


def trickles_head(handler: Handler) -> None:
    """Send a byte of the head now and then."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while not handler.wait(0.05):
        handler.wfile.write(b"x")


def trickles_bytes(handler: Handler) -> None:
    """Send a byte of a line that never ends now and then."""
    handler.head()
    while not handler.wait(0.05):
        handler.wfile.write(b"x")


def trickles_text(text: str) -> Behaviour:
    """Say a text at once, then a space now and then."""

    def behave(handler: Handler) -> None:
        handler.head()
        handler.delta({"content": text})
        while not handler.wait(0.05):
            handler.delta({"content": " "})

    return behave


def endless(handler: Handler) -> None:
    """Say the same without end, as fast as it goes."""
    handler.head()
    while not handler.server.stopped.is_set():
        handler.delta({"content": "ja niin edelleen " * 20})
