"""Connections of a real server: bounded for each client, and closed when nothing is said."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import uvicorn
from guard_kit import Inner

from hankehaku.interfaces.guard.connections import protocol
from hankehaku.interfaces.guard.options import Options, networks

ASK = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"


@contextmanager
def serving(options: Options, refused: list[str]) -> Iterator[int]:
    config = uvicorn.Config(
        Inner(),
        http=protocol(options, refused.append),
        ws="none",
        log_config=None,
        lifespan="off",
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0), backlog=512) as listening:
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join(10)


def connect(stack: ExitStack, port: int, client: str = "127.0.0.1") -> socket.socket:
    made = socket.create_connection(("127.0.0.1", port), 5, source_address=(client, 0))
    return stack.enter_context(made)


def status(connection: socket.socket, ask: bytes = ASK) -> int:
    connection.sendall(ask)
    answer = b""
    while b"\r\n\r\n" not in answer or answer.endswith(b"\r\n\r\n"):
        part = connection.recv(4096)
        assert part, "the connection ended without an answer"
        answer += part
    if not answer.startswith(b"HTTP/1.1 200"):
        assert b"retry-after: 10" in answer
        assert b"connection: close" in answer
    return int(answer.split()[1])


def test_five_hundred_connections_of_one_do_not_harm_fifty_others() -> None:
    refused: list[str] = []
    options = Options(connections=400, client_connections=100)
    with serving(options, refused) as port, ExitStack() as stack:
        first = [connect(stack, port, f"127.0.1.{each}") for each in range(1, 51)]
        assert {status(each) for each in first} == {200}
        flood = [connect(stack, port) for _ in range(500)]
        answers = [status(each) for each in flood]
        assert answers.count(200) == 100
        assert answers.count(429) == 400
        assert {status(each) for each in first} == {200}
        assert status(connect(stack, port, "127.0.2.1")) == 200
    assert refused == ["client_connections"] * 400


def test_places_come_back_when_connections_end() -> None:
    refused: list[str] = []
    with serving(Options(client_connections=2), refused) as port:
        for _ in range(3):
            with ExitStack() as stack:
                two = [connect(stack, port) for _ in range(2)]
                assert [status(each) for each in two] == [200, 200]
                assert status(connect(stack, port)) == 429
            time.sleep(0.05)
    assert len(refused) == 3


def test_a_trusted_proxy_speaks_for_many() -> None:
    options = Options(client_connections=2, trusted=networks("127.0.0.0/8"))
    with serving(options, []) as port, ExitStack() as stack:
        assert [status(connect(stack, port)) for _ in range(6)] == [200] * 6


def test_who_says_nothing_is_not_waited_for() -> None:
    with serving(Options(head_seconds=0.15), []) as port, ExitStack() as stack:
        silent, slow, drips = (connect(stack, port) for _ in range(3))
        slow.sendall(b"GET / HT")
        assert status(drips) == 200
        drips.sendall(ASK[:4])
        for each in (silent, slow, drips):
            each.settimeout(3)
            assert each.recv(1) == b""


def test_more_than_can_be_refused_politely_is_cut() -> None:
    refused: list[str] = []
    with serving(Options(connections=10, client_connections=10), refused) as port:
        with ExitStack() as stack:
            many = [connect(stack, port) for _ in range(25)]
            time.sleep(0.2)
            cut = 0
            for each in many:
                try:
                    status(each)
                except (AssertionError, ConnectionError):
                    cut += 1
        assert cut == 5
