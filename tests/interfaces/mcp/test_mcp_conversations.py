"""Conversations are kept for a while, in bounded room."""

from __future__ import annotations

import pytest

from hankehaku.assistant.state import State
from hankehaku.errors import UsageError
from hankehaku.interfaces.mcp import conversations
from hankehaku.interfaces.mcp.conversations import Conversations


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_state_is_given_back_by_its_key() -> None:
    kept = Conversations()
    first, second = State(topic="lapset"), State(topic="nuoret")
    keys = [kept.keep(first), kept.keep(second)]
    assert [kept.of(each) for each in keys] == [first, second]
    assert keys[0] != keys[1]
    assert kept.of("") is None
    assert kept.of(" ") is None


def test_a_conversation_ends_by_itself() -> None:
    clock = Clock()
    kept = Conversations(clock)
    key = kept.keep(State())
    clock.now = conversations.SECONDS
    assert kept.of(key) == State()
    clock.now += 1
    with pytest.raises(UsageError):
        kept.of(key)


def test_the_oldest_makes_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversations, "MOST", 2)
    kept = Conversations()
    keys = [kept.keep(State(topic=str(number))) for number in range(3)]
    with pytest.raises(UsageError):
        kept.of(keys[0])
    assert kept.of(keys[1]) == State(topic="1")


def test_long_lists_are_bounded_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversations, "MOST_PROJECTS", 5)
    kept = Conversations()
    first = kept.keep(State(found=("a", "b", "c")))
    second = kept.keep(State(found=("d", "e", "f")))
    with pytest.raises(UsageError):
        kept.of(first)
    assert kept.of(second)
    # one that is too long alone is kept all the same
    third = kept.keep(State(found=tuple("abcdefgh")))
    assert kept.of(third)
