"""Turns at the work, given to clients one after another, however much one of them asks."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque


class Turns:
    """A number of places to work at, and a bounded queue in which every client has its own line."""

    def __init__(self, workers: int, waiting: int) -> None:
        """Start with all places free."""
        self._free, self._room = workers, waiting
        self._lines: OrderedDict[str, deque[asyncio.Future[bool]]] = OrderedDict()

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
        """Give a place back, to the first in the next client's line."""
        while self._lines:
            client, line = next(iter(self._lines.items()))
            turn = line.popleft()
            if line:
                self._lines.move_to_end(client)
            else:
                del self._lines[client]
            if not turn.done():
                turn.set_result(True)
                return
        self._free += 1

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
