"""A conversation as the browser keeps it: what was asked and taken back, to be answered again."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

from hankehaku.assistant.state import State
from hankehaku.errors import HankehakuError
from hankehaku.interfaces.web.talk import Talk, Turn
from hankehaku.interfaces.web.view import Searchable, refusal

STEPS = 20
"""Turns that are kept; the oldest go first."""

MOST_KEPT = 400_000
"""Characters of what a browser keeps at most."""

_LOG = logging.getLogger(__name__)


def steps_of(talk: Talk) -> str:
    """Return the last turns of a conversation as JSON: a question, or the constraint taken back."""
    steps = [
        {"ask": turn.question} if turn.dropped is None else {"drop": _place(talk, turn)}
        for turn in talk.turns
    ]
    while len(steps) > STEPS or (steps and "drop" in steps[0]):
        del steps[0]
    return json.dumps(steps, ensure_ascii=False)


def restored(hankehaku: Searchable, kept: str) -> Talk:
    """Return the conversation that the steps of a browser make; what cannot be read is left out.

    The answers are composed anew, without a language model: the same from the same index.
    """
    talk = Talk()
    for number, step in enumerate(_read(kept), 1):
        try:
            talk = _taken(hankehaku, talk, step, number)
        except HankehakuError:
            continue
        except Exception:  # a page opens whatever it kept
            _LOG.exception("a conversation could not be restored")
            break
    return talk


def _taken(hankehaku: Searchable, talk: Talk, step: dict[str, object], number: int) -> Talk:
    question, key = step.get("ask"), step.get("drop")
    if isinstance(question, str) and not refusal(question):
        *_, answer = hankehaku.answers(question, talk.state, plain=True)
        return Talk((*talk.turns, Turn(number, question, answer)))
    state: State | None = talk.state
    if isinstance(key, int) and state and 0 <= key < len(state.constraints):
        answer = hankehaku.drop(state, key)
        turn = Turn(number, state.question, answer, state.constraints[key])
        return Talk((*talk.turns, turn))
    return talk


def _read(kept: str) -> Iterator[dict[str, object]]:
    try:
        steps = json.loads(kept)
    except (ValueError, RecursionError):
        return
    for step in steps[-STEPS:] if isinstance(steps, list) else ():
        if isinstance(step, dict):
            yield step


def _place(talk: Talk, turn: Turn) -> int:
    """Return the place that a constraint had in the turn before."""
    before = talk.turns[talk.turns.index(turn) - 1]
    constraints = before.answer.state.constraints
    return constraints.index(turn.dropped) if turn.dropped in constraints else 0
