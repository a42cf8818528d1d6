"""Conversations going on: what follow-ups refer to, kept under short keys for a while."""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from hankehaku.assistant.state import State
from hankehaku.errors import UsageError

MOST = 1000
"""Conversations that are kept at most."""

MOST_PROJECTS = 5_000_000
"""Projects that they refer to at most, all together: a state names every project of its list."""

SECONDS = 2 * 60 * 60.0
"""How long a conversation that is not gone on with is kept."""


class Conversations:
    """Keeps states in memory and gives short keys for them that nobody can guess.

    A state names every project it refers to, and a model would have to write all of it again.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: OrderedDict[str, tuple[float, State]] = OrderedDict()
        self._projects = 0
        self._lock = threading.Lock()

    def keep(self, state: State) -> str:
        """Return the key of a state."""
        key = secrets.token_urlsafe(9)
        with self._lock:
            self._kept[key] = (self._clock(), state)
            self._projects += len(state.found)
            while len(self._kept) > 1 and self._too_much():
                _, (_, dropped) = self._kept.popitem(last=False)
                self._projects -= len(dropped.found)
        return key

    def of(self, key: str) -> State | None:
        """Return the state of a key, None for an empty one; raises UsageError when it is gone."""
        if not key.strip():
            return None
        with self._lock:
            kept = self._kept.get(key.strip())
        if kept is None or self._clock() - kept[0] > SECONDS:
            cure = "Ask again with all that is meant in the question, and without a state"
            raise UsageError("no conversation with this state is kept", where="state", cure=cure)
        return kept[1]

    def _too_much(self) -> bool:
        oldest = next(iter(self._kept.values()))[0]
        full = len(self._kept) > MOST or self._projects > MOST_PROJECTS
        return full or self._clock() - oldest > SECONDS
