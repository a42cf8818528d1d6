"""A conversation as the chat tab keeps it: what was asked, answered, and pressed."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from hankehaku.assistant.answer import Answer
from hankehaku.assistant.state import State
from hankehaku.errors import QuestionError
from hankehaku.interfaces.texts import chat_examples
from hankehaku.interfaces.web.view import Searchable, refusal
from hankehaku.search.constraints import Constraint

KEPT = 50
"""Turns that are kept; the oldest go first."""

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Turn:
    """A question with its answer; `dropped` is the constraint that was taken back in its place.

    `number` tells the turns of a conversation apart.
    """

    number: int
    question: str
    answer: Answer
    dropped: Constraint | None = None


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation. `problem` is the key of the text that tells why the last question was not
    answered, `beside` the number of the turn whose projects are shown, None for the last one.
    """

    turns: tuple[Turn, ...] = ()
    problem: str = ""
    beside: int | None = None

    @property
    def last(self) -> Turn | None:
        """The turn that a follow-up goes on from."""
        return self.turns[-1] if self.turns else None

    @property
    def state(self) -> State | None:
        """What the next question refers to."""
        return self.last.answer.state if self.last else None

    @property
    def shown(self) -> Turn | None:
        """The turn whose projects are shown."""
        return next((each for each in self.turns if each.number == self.beside), self.last)

    def offers(self, language: str) -> tuple[str, ...]:
        """Return the questions that can be asked by one press."""
        return self.last.answer.suggestions if self.last else chat_examples(language)


def ask(hankehaku: Searchable, talk: Talk, question: str) -> Iterator[Talk]:
    """Yield the conversation with the answer to a question, as it grows.

    Never raises: a question that gets no answer leaves the conversation as it was, with a problem.
    """
    if problem := refusal(question):
        yield replace(talk, problem=problem)
        return
    yield from _answered(talk, question, lambda: hankehaku.answers(question, talk.state))


def drop(hankehaku: Searchable, talk: Talk, key: int) -> Iterator[Talk]:
    """Yield the conversation with the last question answered without its constraint `key`."""
    last = talk.last
    if last is None or not 0 <= key < len(last.answer.state.constraints):
        # pressed twice, or in a page older than the conversation
        yield replace(talk, problem="error_unusable")
        return
    state = last.answer.state
    dropped = state.constraints[key]
    yield from _answered(talk, state.question, lambda: [hankehaku.drop(state, key)], dropped)


def press(
    hankehaku: Searchable, talk: Talk, act: object, key: object, language: str
) -> Iterator[Talk]:
    """Yield the conversation after a press on something in it (see `conversation`).

    `act` and `key` come from the browser: what they do not name changes nothing.
    """
    if not isinstance(key, int):
        yield talk
    elif act == "show":
        yield replace(talk, beside=key, problem="")
    elif act == "drop":
        yield from drop(hankehaku, talk, key)
    elif act == "ask" and 0 <= key < len(offers := talk.offers(language)):
        yield from ask(hankehaku, talk, offers[key])
    else:
        yield talk


def whole(key: object) -> object:
    """Return the number that a press says, as a number."""
    return int(key) if isinstance(key, str) and key.isascii() and key.isdigit() else key


def _answered(
    talk: Talk,
    question: str,
    answers: Callable[[], Iterable[Answer]],
    dropped: Constraint | None = None,
) -> Iterator[Talk]:
    number = talk.last.number + 1 if talk.last else 1
    try:
        for answer in answers():
            turn = Turn(number, question, answer, dropped)
            yield Talk((*talk.turns, turn)[-KEPT:])
    except QuestionError:
        yield replace(talk, problem="error_unusable")
    except Exception:  # the page must answer whatever happens below it
        _LOG.exception("a question could not be answered")
        yield replace(talk, problem="error_unexpected")
