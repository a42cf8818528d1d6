"""Turns at the work, given to clients one after another, however much one of them asks."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import Callable

_HALF = 20.0
"""Seconds after which a turn counts half against its client."""
_KEPT = 20_000
"""Clients whose turns are remembered; of more, those heard of least lately are forgotten."""


class Turns:
    """A number of places to work at, and a bounded queue in which every client has its own line.

    A place that becomes free goes to the client that had the fewest turns of late; among such, to
    the one whose line stands longest. So who asks now and then is not kept by who never stops.
    """

    def __init__(
        self, workers: int, waiting: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Start with all places free."""
        self._free, self._room, self._clock = workers, waiting, clock
        self._lines: OrderedDict[str, deque[asyncio.Future[bool]]] = OrderedDict()
        self._had: OrderedDict[str, tuple[float, float]] = OrderedDict()

    @property
    def waiting(self) -> int:
        """How many wait for their turn."""
        return sum(map(len, self._lines.values()))

    async def take(self, client: str, patience: float) -> bool:
        """Wait for a place; false when there is no room to wait in, or the patience is over.

        When the room is full, whoever waits in the longest line gives way to a shorter one.
        """
        if self._free > 0:
            self._free -= 1
            self._count(client)
            return True
        if self.waiting >= self._room and not self._make_room(client):
            return False
        turn: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._lines.setdefault(client, deque()).append(turn)
        try:
            async with asyncio.timeout(patience):
                return await turn
        except (TimeoutError, asyncio.CancelledError) as exc:
            if turn.done() and not turn.cancelled() and turn.result():
                self.give_back()  # the turn came at the moment when it was given up
            self._leave(client, turn)
            if isinstance(exc, asyncio.CancelledError):
                raise
            return False

    def give_back(self) -> None:
        """Give a place back, to the first in the line of the client that had the fewest turns."""
        while self._lines:
            client = min(self._lines, key=self._turns_of)
            line = self._lines[client]
            turn = line.popleft()
            if line:
                self._lines.move_to_end(client)
            else:
                del self._lines[client]
            if not turn.done():
                self._count(client)
                turn.set_result(True)
                return
        self._free += 1

    def _turns_of(self, client: str) -> float:
        """Return how many turns a client had of late."""
        turns, at = self._had.get(client, (0.0, 0.0))
        return float(turns * 0.5 ** ((self._clock() - at) / _HALF))

    def _count(self, client: str) -> None:
        self._had[client] = (self._turns_of(client) + 1.0, self._clock())
        self._had.move_to_end(client)
        if len(self._had) > _KEPT:
            self._had.popitem(last=False)

    def _make_room(self, client: str) -> bool:
        longest = max(self._lines, key=lambda each: len(self._lines[each]), default=None)
        own = len(self._lines.get(client, ()))
        if longest is None or len(self._lines[longest]) <= own + 1:
            return False
        last = self._lines[longest].pop()
        if not last.done():
            last.set_result(False)
        return True

    def _leave(self, client: str, turn: asyncio.Future[bool]) -> None:
        line = self._lines.get(client)
        if line and turn in line:
            line.remove(turn)
            if not line:
                del self._lines[client]
