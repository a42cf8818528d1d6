"""Limits: how often, how much, how long, and how many at a time."""

from __future__ import annotations

import asyncio
import threading
import time
from typing import Any

import pytest
from guard_kit import Inner, ask, asked

from hankehaku.interfaces.guard.bodies import Bodies
from hankehaku.interfaces.guard.options import Options
from hankehaku.interfaces.guard.places import Open, Places
from hankehaku.interfaces.guard.rates import Buckets, Rates, address_key
from hankehaku.interfaces.guard.turns import Turns
from hankehaku.interfaces.guard.work import Work
from hankehaku.interfaces.texts import text

HEARTBEAT = "/gradio_api/heartbeat/abc"


def test_a_bucket_empties_and_fills() -> None:
    now = [100.0]
    buckets = Buckets(2.0, 3, lambda: now[0])
    for _ in range(3):
        assert buckets.wait("a") == 0
        buckets.take("a")
    assert buckets.wait("a") == pytest.approx(0.5)
    assert buckets.wait("b") == 0
    now[0] += 0.5
    assert buckets.wait("a") == 0
    now[0] += 1000
    for _ in range(3):
        buckets.take("a")
    assert buckets.wait("a") == pytest.approx(0.5)
    buckets.give_back("a")
    assert buckets.wait("a") == 0


def test_addresses_of_one_household_count_together() -> None:
    assert address_key("2001:db8:1:2:3::4") == address_key("2001:db8:1:2:ffff::1")
    assert address_key("2001:db8:1:2::4") != address_key("2001:db8:1:3::4")
    assert address_key("::ffff:192.0.2.7") == "192.0.2.7"
    assert address_key("") == ""


def test_what_is_asked_too_often_is_refused_for_that_client_alone() -> None:
    app = Rates(Inner(), Options(rate=0.1, burst=2))
    statuses = [asked(app, "/hanke/a").status for _ in range(3)]
    assert statuses == [200, 200, 429]
    assert asked(app, "/hanke/a", client="192.0.2.2").status == 200
    refused = asked(app, "/api/v1/search")
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.headers["retry-after"] == "10"
    assert refused.json()["status"] == 429
    assert refused.json()["type"] == "urn:hankehaku:problem:busy"


@pytest.mark.parametrize(
    "path",
    ["/assets/index.js", "/static/img/a.svg", "/hankehaku/page.css", "/healthz", "/theme.css"],
)
def test_files_of_the_program_are_not_counted(path: str) -> None:
    app = Rates(Inner(), Options(rate=0.1, burst=1))
    assert [asked(app, path).status for _ in range(5)] == [200] * 5


def test_without_a_rate_nothing_is_counted() -> None:
    app = Rates(Inner(), Options(rate=0, burst=1))
    assert [asked(app, "/hanke/a").status for _ in range(5)] == [200] * 5


@pytest.mark.parametrize("announced", [True, False])
@pytest.mark.parametrize(
    ("path", "limit"),
    [("/api/v1/search", 65_536), ("/suunnitelma", 2_500_000), ("/gradio_api/run/predict", 2**20)],
)
def test_bodies_are_bounded_by_their_path(path: str, limit: int, announced: bool) -> None:
    inner = Inner()
    app = Bodies(inner, Options())

    def sent(size: int) -> Any:
        headers = {"content-length": str(size)} if announced else {"transfer-encoding": "chunked"}
        half = size // 2
        parts = [b"a" * half, b"b" * (size - half)]
        return asked(app, path, method="POST", headers=headers, parts=parts)

    assert sent(limit).status == 200
    assert len(inner.bodies[0]) == limit
    refused = sent(limit + 1)
    assert (refused.status, len(inner.bodies)) == (413, 1)
    assert "connection" not in refused.headers
    assert text("fi", "guard_too_large").encode() in refused.body


def test_a_body_without_end_is_not_read_to_its_end() -> None:
    inner = Inner()
    got = asked(Bodies(inner, Options()), "/mcp", method="POST", parts=[b"a" * 1_000_000] * 40)
    assert (got.status, got.headers["connection"], inner.bodies) == (413, "close", [])
    got = asked(
        Bodies(inner, Options(body_seconds=0.05)),
        "/mcp",
        method="POST",
        headers={"content-length": "70000"},
        parts=[b"a"] * 20,
        pause=0.02,
    )
    assert (got.status, got.headers["connection"], inner.bodies) == (413, "close", [])


def test_a_body_that_does_not_come_is_not_waited_for() -> None:
    inner = Inner()
    app = Bodies(inner, Options(body_seconds=0.05))
    got = asked(app, "/api/v1/ask", method="POST", parts=[b"a"] * 20, pause=0.02)
    assert (got.status, inner.bodies) == (408, [])


def test_turns_go_round_the_clients() -> None:
    async def take_turns() -> list[str]:
        turns, served = Turns(1, 10), []

        async def work(client: str) -> None:
            assert await turns.take(client, 5)
            served.append(client)
            await asyncio.sleep(0)
            turns.give_back()

        assert await turns.take("first", 1)
        flood = [asyncio.create_task(work("greedy")) for _ in range(6)]
        await asyncio.sleep(0)
        modest = [asyncio.create_task(work(each)) for each in ("a", "b")]
        await asyncio.sleep(0)
        turns.give_back()
        await asyncio.gather(*flood, *modest)
        assert turns.waiting == 0
        return served

    assert asyncio.run(take_turns())[:4] == ["greedy", "a", "b", "greedy"]


def test_who_had_few_turns_of_late_comes_first() -> None:
    now = [0.0]

    async def served_after(pause: float) -> list[str]:
        turns, served = Turns(1, 10, clock=lambda: now[0]), []

        async def work(client: str) -> None:
            assert await turns.take(client, 5)
            served.append(client)
            turns.give_back()

        for _ in range(8):
            await work("greedy")
        now[0] += pause
        await work("modest")
        assert await turns.take("first", 1)
        waiting = [asyncio.create_task(work(each)) for each in ("greedy", "modest", "modest")]
        await asyncio.sleep(0)
        turns.give_back()
        await asyncio.gather(*waiting)
        return served[9:]

    assert asyncio.run(served_after(1.0)) == ["modest", "modest", "greedy"]
    # long after, its eight turns count as less than one
    assert asyncio.run(served_after(100.0)) == ["greedy", "modest", "modest"]


def test_in_a_full_room_the_longest_line_gives_way() -> None:
    async def fill() -> tuple[list[bool], bool]:
        turns = Turns(1, 4)
        assert await turns.take("first", 1)
        flood = [asyncio.create_task(turns.take("greedy", 5)) for _ in range(4)]
        await asyncio.sleep(0)
        assert not await turns.take("greedy", 5)
        modest = asyncio.create_task(turns.take("modest", 5))
        await asyncio.sleep(0)
        for _ in range(5):
            turns.give_back()
        return await asyncio.gather(*flood), await modest

    assert asyncio.run(fill()) == ([True, True, True, False], True)


def test_who_gives_up_leaves_the_line() -> None:
    async def give_up() -> None:
        turns = Turns(1, 4)
        assert await turns.take("a", 1)
        assert not await turns.take("b", 0.01)
        waits = asyncio.create_task(turns.take("c", 5))
        await asyncio.sleep(0)
        waits.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waits
        assert turns.waiting == 0
        turns.give_back()
        assert await turns.take("d", 0.01)

    asyncio.run(give_up())


def test_only_so_many_are_worked_on_and_the_rest_wait_or_are_refused() -> None:
    inner = Inner(0.05)
    app = Work(inner, Options(workers=2, waiting=3))

    async def many() -> list[Any]:
        return await asyncio.gather(*(ask(app, "/api/v1/search") for _ in range(8)))

    got = asyncio.run(many())
    assert sorted(each.status for each in got) == [200] * 5 + [503] * 3
    assert inner.most == 2
    refused = next(each for each in got if each.status == 503)
    assert refused.headers["retry-after"] == "5"
    assert refused.json()["type"] == "urn:hankehaku:problem:unavailable"


def test_streams_that_pages_hold_open_are_no_work() -> None:
    inner = Inner(0.2)
    app = Work(inner, Options(workers=1, waiting=0, timeout=0.05))

    async def many() -> list[Any]:
        held = [asyncio.create_task(ask(app, HEARTBEAT)) for _ in range(5)]
        data = asyncio.create_task(ask(app, "/gradio_api/queue/data", query="session_hash=a"))
        await asyncio.sleep(0.01)
        inner.seconds = 0
        assert (await ask(app, "/api/v1/search")).status == 200
        return await asyncio.gather(*held, data)

    assert [each.status for each in asyncio.run(many())] == [200] * 6


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/api/v1/search", "application/problem+json"),
        ("/gradio_api/run/predict", "application/json"),
        ("/hanke/a", "text/html; charset=utf-8"),
    ],
)
def test_what_takes_too_long_is_ended(path: str, kind: str) -> None:
    inner = Inner(5)
    app = Work(inner, Options(timeout=0.02))
    start = time.perf_counter()
    got = asked(app, path)
    assert time.perf_counter() - start < 2
    assert (got.status, got.headers["content-type"]) == (504, kind)
    assert text("fi", "guard_timeout") in got.text
    assert inner.running == 0


def test_a_thread_that_cannot_be_ended_keeps_its_place() -> None:
    from starlette.concurrency import run_in_threadpool

    go = threading.Event()

    async def slow(_scope: Any, _receive: Any, send: Any) -> None:
        await run_in_threadpool(go.wait, 5)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"late"})

    app = Work(slow, Options(workers=1, waiting=0, timeout=0.02))

    async def twice() -> tuple[int, int, int]:
        first = await ask(app, "/api/v1/a")
        second = await ask(app, "/api/v1/a")
        go.set()
        for _ in range(100):
            await asyncio.sleep(0.01)
            third = await ask(app, "/api/v1/a")
            if third.status != 503:
                break
        assert first.body.count(b"late") == 0
        return first.status, second.status, third.status

    assert asyncio.run(twice()) == (504, 503, 200)


def test_an_answer_that_grows_may_take_longer() -> None:
    app = Work(Inner(0.1, "text/event-stream"), Options(timeout=0.04))
    got = asked(app, "/api/v1/ask", method="POST")
    assert (got.status, got.body) == (200, b"done")


def test_a_half_answer_that_hangs_is_cut() -> None:
    async def hangs(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await asyncio.sleep(5)

    with pytest.raises(TimeoutError):
        asked(Work(hangs, Options(timeout=0.02)), "/hanke/a")


def test_places_are_shared_equally_when_they_get_scarce() -> None:
    places = Places(40, 30)
    assert [places.take("greedy") for _ in range(20)] == [""] * 20
    assert places.take("a") == ""
    # two clients, twenty places each
    assert places.take("greedy") == "client_connections"
    for name in "bcdefghi":
        assert places.take(name) == ""
    assert places.take("a") == ""
    places.give_back("greedy")
    assert places.take("greedy") == "client_connections"
    assert [places.take("proxy", many=True) for _ in range(11)] == [""] * 11
    assert places.take("j") == "connections"
    places.give_back("b")
    assert places.take("j") == ""


def test_one_client_gets_no_more_than_its_bound() -> None:
    app = Open(Inner(0.05), Options(client_connections=3))

    async def many() -> list[int]:
        alone = [ask(app, HEARTBEAT) for _ in range(5)]
        others = [ask(app, HEARTBEAT, client="192.0.2.9") for _ in range(3)]
        return [each.status for each in await asyncio.gather(*alone, *others)]

    assert asyncio.run(many()) == [200, 200, 200, 429, 429, 200, 200, 200]
    assert asyncio.run(many()) == [200, 200, 200, 429, 429, 200, 200, 200]
