"""People who ask at once: with pauses like readers, and a flood that asks without.

Used by `load.py`; it does nothing when run.
"""

from __future__ import annotations

import asyncio
import itertools
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from load_figures import REFUSALS, Counts, gist, retry_after
from load_http import BrokenError, Connection, Reply

SEARCH, ASK = "search", "ask"
_TRIES = 20


@dataclass(frozen=True, slots=True)
class Server:
    """Where the server listens; `own` tells that each client may come from an address of its own,
    as all of 127.0.0.0/8 is this machine.
    """

    host: str
    port: int
    own: bool

    def connect(self, number: int, timeout: float = 60.0) -> Connection:
        """Return a connection of the client with a number."""
        source = source_address(number) if self.own else None
        return Connection(self.host, self.port, source=source, timeout=timeout)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A request of a kind, and what its answer must be (empty: not known yet)."""

    kind: str
    text: str
    language: str
    expected: str = ""

    async def asked(self, connection: Connection) -> Reply:
        """Return the answer that a connection brings."""
        if self.kind == ASK:
            body = {"question": self.text, "language": self.language}
            return await connection.ask("POST", "/api/v1/ask", body)
        query = urlencode({"q": self.text, "ql": self.language})
        return await connection.ask("GET", f"/api/v1/search?{query}")


def source_address(number: int) -> str:
    """Return an address of this machine that only the client with this number has."""
    if not 0 <= number < 250 * 250:
        raise ValueError(f"no address for client {number}")
    return f"127.1.{number // 250 + 1}.{number % 250 + 2}"


def plan(topics: Sequence[tuple[str, str]], share: float, seed: int) -> list[Wanted]:
    """Return a request for each topic (language, text); a `share` of them are asked, not searched.

    The languages take turns, so that any part of the list has all of them.
    """
    chance = random.Random(seed)
    by_language: dict[str, list[str]] = {}
    for language, text in topics:
        by_language.setdefault(language, []).append(text)
    for texts in by_language.values():
        chance.shuffle(texts)
    turns = itertools.zip_longest(*by_language.values())
    mixed = (
        (language, text)
        for row in turns
        for language, text in zip(by_language, row, strict=True)
        if text is not None
    )
    return [
        Wanted(ASK if chance.random() < share else SEARCH, text, language)
        for language, text in mixed
    ]


async def alone(server: Server, wanted: Sequence[Wanted]) -> list[Wanted]:
    """Return requests with the answers they get when nothing else is asked.

    Raises BrokenError when one cannot be answered.
    """
    known = []
    async with server.connect(0) as connection:
        for each in wanted:
            reply = await _patiently(each, connection)
            if reply.status != 200:
                raise BrokenError(f"{each.text!r} got {reply.status}: {reply.body[:300]!r}")
            expected = gist(each.kind, reply)
            known.append(Wanted(each.kind, each.text, each.language, expected))
    return known


async def _patiently(wanted: Wanted, connection: Connection) -> Reply:
    reply = await wanted.asked(connection)
    for _ in range(_TRIES):
        if reply.status not in REFUSALS:
            break
        await asyncio.sleep(retry_after(reply) or 1)
        reply = await wanted.asked(connection)
    return reply


async def people(
    server: Server,
    wanted: Sequence[Wanted],
    count: int,
    seconds: float,
    pause: float,
    seed: int,
) -> dict[str, Counts]:
    """Return what came of the requests of `count` people who ask for some seconds.

    Each asks other requests in another order, waits up to `pause` seconds between them, and as
    long as a refusal says.
    """
    counts = {kind: Counts() for kind in (SEARCH, ASK)}
    end = time.monotonic() + seconds

    async def person(number: int) -> None:
        chance = random.Random(f"{seed} {number}")
        async with server.connect(number + 1) as connection:
            for each in _forever(wanted, chance):
                await asyncio.sleep(chance.random() * pause)
                if time.monotonic() >= end:
                    return
                reply = await _counted(each, connection, counts[each.kind])
                if reply and reply.status in REFUSALS:
                    await asyncio.sleep(min(retry_after(reply) or 1, end - time.monotonic()))

    await asyncio.gather(*(person(number) for number in range(count)))
    return counts


async def flood(
    server: Server,
    wanted: Sequence[Wanted],
    connections: int,
    addresses: int,
    seconds: float,
    seed: int,
) -> dict[str, Counts]:
    """Return what came of the requests of many connections that ask without pause.

    They come from some `addresses` and heed nothing that they are told.
    """
    counts = {kind: Counts() for kind in (SEARCH, ASK)}
    end = time.monotonic() + seconds

    async def one(number: int) -> None:
        chance = random.Random(f"{seed} flood {number}")
        async with server.connect(10_000 + number % addresses) as connection:
            for each in _forever(wanted, chance):
                if time.monotonic() >= end:
                    return
                if not await _counted(each, connection, counts[each.kind]):
                    # what refuses connections does so at once; a new one is a pause, too
                    await asyncio.sleep(0.1)

    await asyncio.gather(*(one(number) for number in range(connections)))
    return counts


async def _counted(wanted: Wanted, connection: Connection, counts: Counts) -> Reply | None:
    start = time.perf_counter()
    try:
        reply = await wanted.asked(connection)
    except BrokenError as exc:
        counts.fail(str(exc))
        return None
    counts.add(reply, time.perf_counter() - start, wanted.expected, wanted.kind)
    return reply


def _forever(wanted: Sequence[Wanted], chance: random.Random) -> Iterator[Wanted]:
    while True:
        yield from chance.sample(wanted, len(wanted))
