"""The follow-ups that make sense after an answer, as questions to be asked by one press."""

from __future__ import annotations

from hankehaku.assistant.answer import Act
from hankehaku.assistant.state import State
from hankehaku.assistant.texts import say

_SINGLE = (Act.TELL, Act.SUCCESSORS, Act.PREDECESSORS)
_ASIDE = (Act.HELP, Act.SMALLTALK)


def suggestions(act: Act, count: int, state: State, language: str) -> tuple[str, ...]:
    """Return up to five questions that go on from an answer about `count` projects."""
    keys: list[str] = []
    if act in _ASIDE and not state.found:
        keys = ["collection"]
    elif act in _SINGLE:
        keys = ["similar", "successors", "partners"]
    elif count > 1:
        if state.shown < len(state.found):
            keys.append("more")
        if act is not Act.COMPARE:
            keys += ["first", "compare"]
        if act is not Act.SUM:
            keys.append("sum")
        if act is not Act.ORGANISATIONS:
            keys.append("organisations")
        keys.append("cheapest")
    elif count == 1:
        keys = ["first", "similar"]
    else:
        keys = ["collection", "help"]
    return tuple(say(language, f"suggest_{key}") for key in keys[:5])
