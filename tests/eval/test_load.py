"""The parts of the load test, and all of it against servers that are known to be good or bad."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

import load
import load_crowd
from hankehaku.errors import UsageError
from load_crowd import Server, Wanted
from load_figures import Counts, gist, impoliteness, percentile, retry_after, table
from load_http import BrokenError, Connection, Reply, parse_head, read_reply, request

ANSWER = {"hits": [{"id": "a"}, {"id": "b"}], "matching": 2, "no_match": False}
PROBLEM = {"title": "Kiire", "status": 429, "detail": "Odota."}
TOLD = {"content-type": "application/problem+json", "retry-after": "2"}


def reply(status: int, body: Any, **headers: str) -> Reply:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(status, named, json.dumps(body).encode())


def read(*parts: bytes) -> Reply:
    async def run() -> Reply:
        reader = asyncio.StreamReader()
        for part in parts:
            reader.feed_data(part)
        reader.feed_eof()
        return await read_reply(reader)

    return asyncio.run(run())


def test_a_request_is_http() -> None:
    head, body = request("POST", "/api/v1/ask", "h:1", {"question": "äiti"}).split(b"\r\n\r\n")
    assert head.startswith(b"POST /api/v1/ask HTTP/1.1\r\nHost: h:1\r\n")
    assert f"Content-Length: {len(body)}".encode() in head
    assert json.loads(body) == {"question": "äiti"}
    assert request("GET", "/", "h:1").endswith(b"\r\n\r\n")


def test_answers_are_read() -> None:
    plain = read(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-A: b: c\r\n\r\n{}")
    assert (plain.status, plain.headers["x-a"], plain.json()) == (200, "b: c", {})
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert read(chunked, b'3;x=y\r\n{"a\r\n4\r\n":1}\r\n0\r\n\r\n').json() == {"a": 1}


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"SSH-2.0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ],
)
def test_what_is_no_answer_is_an_error(sent: bytes) -> None:
    with pytest.raises((EOFError, ValueError)):
        read(sent)


def test_a_head_has_a_status() -> None:
    assert parse_head(b"HTTP/1.1 503 Busy\r\nRetry-After: 2\r\n\r\n") == (503, {"retry-after": "2"})
    with pytest.raises(ValueError, match="no HTTP"):
        parse_head(b"HTTP/1.1\r\n\r\n")


def test_percentiles_are_values_that_were_measured() -> None:
    values = [float(each) for each in range(100, 0, -1)]
    assert [percentile(values, share) for share in (50, 95, 99, 100)] == [50, 95, 99, 100]
    assert percentile([7.0], 50) == percentile([7.0], 99) == 7.0


def test_the_gist_of_an_answer_is_its_order() -> None:
    right = gist("search", reply(200, ANSWER))
    assert gist("search", reply(200, {**ANSWER, "facets": []})) == right
    turned = {**ANSWER, "hits": ANSWER["hits"][::-1]}  # type: ignore[index]
    assert gist("search", reply(200, turned)) != right
    asked = {"answer": "Hankkeita on 2.", "projects": ["a", "b"]}
    assert gist("ask", reply(200, asked)) != gist("ask", reply(200, {**asked, "answer": "…"}))
    assert gist("ask", reply(200, [])).startswith("no answer")
    assert gist("search", Reply(200, {}, b"<html>")).startswith("no answer")


def test_a_polite_refusal_says_when_to_return() -> None:
    polite = Reply(429, TOLD, json.dumps(PROBLEM).encode())
    assert impoliteness(polite) == ""
    assert retry_after(polite) == 2
    for told, body in (
        ({**TOLD, "content-type": "text/html"}, PROBLEM),
        ({**TOLD, "content-type": "application/json"}, PROBLEM),
        ({"content-type": TOLD["content-type"]}, PROBLEM),
        ({**TOLD, "retry-after": "soon"}, PROBLEM),
        ({**TOLD, "retry-after": "-1"}, PROBLEM),
        (TOLD, {**PROBLEM, "status": 200}),
        (TOLD, {"status": 429}),
        (TOLD, []),
    ):
        assert impoliteness(Reply(429, told, json.dumps(body).encode()))


def test_answers_are_counted_by_what_they_are() -> None:
    counts, expected = Counts(), gist("search", reply(200, ANSWER))
    counts.add(reply(200, ANSWER), 0.010, expected, "search")
    counts.add(reply(200, {**ANSWER, "matching": 3}), 0.030, expected, "search")
    counts.add(Reply(429, TOLD, json.dumps(PROBLEM).encode()), 9.0, expected, "search")
    counts.add(reply(503, {}), 9.0, expected, "search")
    counts.add(reply(500, {}), 9.0, expected, "search")
    counts.fail("no answer in 60 s")
    told = counts.to_dict()
    assert told["statuses"] == {"200": 2, "429": 1, "500": 1, "503": 1, "none": 1}
    assert (told["requests"], told["right"], told["wrong"]) == (6, 1, 1)
    assert (told["refused"], told["impolite"], told["errors"]) == (2, 1, 2)
    # what was refused at once must not make the server look fast
    assert (told["p50_ms"], told["p95_ms"]) == (10.0, 30.0)
    assert len(told["examples"]) == 4
    row = "| search | 6 | 1 | 1 | 2 | 2 | 10 ms | 30 ms | 30 ms |"
    assert row in table({"search": counts})
    assert "–" in table({"ask": Counts()})


def test_complaints_name_what_is_wrong() -> None:
    fine, busy, bad = Counts(right=5), Counts(right=5, refused=3), Counts(right=5, wrong=2)
    assert load.complaints("they", {"search": fine}, may_be_refused=False) == []
    assert load.complaints("they", {"search": busy}, may_be_refused=True) == []
    (refused,) = load.complaints("they", {"search": busy}, may_be_refused=False)
    assert refused.startswith("they: 3 requests were refused (search")
    (wrong,) = load.complaints("they", {"ask": bad}, may_be_refused=True)
    assert wrong.startswith("they: 2 answers were wrong (ask")
    (none,) = load.complaints("they", {"ask": Counts()}, may_be_refused=True)
    assert none == "they: not one right answer"


def test_a_plan_has_all_languages_and_both_kinds() -> None:
    topics = [(language, f"{language} {n}") for language in ("fi", "sv", "en") for n in range(40)]
    planned = load_crowd.plan(topics, 0.25, seed=1)
    assert planned == load_crowd.plan(topics, 0.25, seed=1)
    assert planned != load_crowd.plan(topics, 0.25, seed=2)
    assert sorted((each.language, each.text) for each in planned) == sorted(topics)
    assert {each.language for each in planned[:3]} == {"fi", "sv", "en"}
    asked = sum(each.kind == load_crowd.ASK for each in planned)
    assert 15 <= asked <= 45
    uneven = load_crowd.plan([*topics, ("fi", "one more")], 0, seed=1)
    assert len(uneven) == 121


def test_each_client_has_an_address_of_this_machine() -> None:
    addresses = [load_crowd.source_address(number) for number in range(62_500)]
    assert len(set(addresses)) == 62_500
    assert all(
        each.startswith("127.1.") and max(map(int, each.split("."))) < 255 for each in addresses
    )
    with pytest.raises(ValueError, match="no address"):
        load_crowd.source_address(62_500)


def test_a_server_is_at_an_address(capsys: pytest.CaptureFixture[str]) -> None:
    assert load.server_at("http://127.0.0.1:7860/") == Server("127.0.0.1", 7860, True)
    assert load.server_at("http://localhost:80") == Server("127.0.0.1", 80, True)
    assert capsys.readouterr().err == ""
    assert load.server_at("http://haku.example") == Server("haku.example", 80, False)
    assert "one limit" in capsys.readouterr().err
    for url in ("https://a", "127.0.0.1:80", "http://a:x", "http://a/b", ""):
        with pytest.raises(UsageError):
            load.server_at(url)


Handler = Callable[[str, str], tuple[int, dict[str, str], Any]]


def served(handler: Handler, work: Callable[[Server], Awaitable[Any]]) -> Any:
    """Return what some work gives beside a server that answers by path and peer."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                lines = head.decode().split("\r\n")
                sent = [e for e in lines if e.lower().startswith("content-length:")]
                await reader.readexactly(int(sent[0].split(":")[1]) if sent else 0)
                peer = writer.get_extra_info("peername")[0]
                status, headers, body = handler(lines[0].split(" ")[1], peer)
                content = json.dumps(body).encode()
                headers = {**headers, "Content-Length": str(len(content))}
                told = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
                writer.write(f"HTTP/1.1 {status} X\r\n{told}\r\n".encode() + content)
        except (EOFError, OSError):
            pass
        finally:
            writer.close()

    async def run() -> Any:
        async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            return await work(Server("127.0.0.1", port, True))

    return asyncio.run(run())


def good(path: str, _: str) -> tuple[int, dict[str, str], Any]:
    if path == "/api/v1/ask":
        return 200, {}, {"answer": "Kaksi.", "projects": ["a"]}
    return 200, {}, {**ANSWER, "hits": [{"id": path}]}


TWO = [Wanted("search", "lapset", "fi"), Wanted("ask", "barn & unga", "sv")]


def test_people_ask_and_are_answered() -> None:
    peers = set()

    def handler(path: str, peer: str) -> tuple[int, dict[str, str], Any]:
        peers.add(peer)
        return good(path, peer)

    async def work(server: Server) -> Any:
        known = await load_crowd.alone(server, TWO)
        assert known[0].expected == '[false, 2, ["/api/v1/search?q=lapset&ql=fi"]]'
        return await load_crowd.people(server, known, 3, 0.5, 0.02, 1)

    counts = served(handler, work)
    assert counts["search"].right > 3
    assert counts["ask"].right > 3
    assert load.complaints("they", counts, may_be_refused=False) == []
    assert len(peers) == 4


def test_wrong_answers_and_lost_ones_are_found() -> None:
    def handler(path: str, peer: str) -> tuple[int, dict[str, str], Any]:
        status, headers, body = good(path, peer)
        if "search" in path:
            return status, headers, {**body, "hits": []}
        return 500, headers, body

    async def work(server: Server) -> Any:
        known = [Wanted("search", "lapset", "fi", "[]"), Wanted("ask", "barn", "sv", "[]")]
        return await load_crowd.people(server, known, 2, 0.3, 0.02, 1)

    counts = served(handler, work)
    assert counts["search"].wrong > 0
    assert counts["ask"].errors > 0
    assert len(load.complaints("they", counts, may_be_refused=True)) == 3


def test_a_flood_heeds_no_refusal() -> None:
    def handler(*_: str) -> tuple[int, dict[str, str], Any]:
        return 429, {name.title(): value for name, value in TOLD.items()}, PROBLEM

    async def work(server: Server) -> Any:
        return await load_crowd.flood(server, TWO, 4, 2, 0.3, 1)

    counts = served(handler, work)
    # two seconds were asked for
    assert counts["search"].refused > 4
    assert counts["search"].impolite == 0
    assert load.complaints("the flood", counts, may_be_refused=True) == []


def test_a_refusal_is_waited_for_when_asked_alone() -> None:
    tries = 0

    def handler(path: str, peer: str) -> tuple[int, dict[str, str], Any]:
        nonlocal tries
        tries += 1
        return (429, {"Retry-After": "0"}, PROBLEM) if tries == 1 else good(path, peer)

    async def work(server: Server) -> Any:
        return await load_crowd.alone(server, TWO[:1])

    assert served(handler, work)[0].expected.startswith("[false, 2")
    assert tries == 2


def test_no_server_is_told() -> None:
    async def run() -> None:
        async with Connection("127.0.0.1", 1, timeout=5) as connection:
            await connection.ask("GET", "/")

    with pytest.raises(BrokenError, match="ConnectionRefused"):
        asyncio.run(run())
