"""The state of a conversation: all of it explicit, so that it can be stored, sent and resumed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hankehaku.errors import UsageError
from hankehaku.language.lexicon import LANGUAGES
from hankehaku.search.constraints import Constraint, from_dict

_VERSION = 1


@dataclass(frozen=True, slots=True)
class State:
    """What a follow-up refers to.

    `topic` and `topic_language` are what was last asked about, `constraints` and `order` what was
    demanded; `found` are the ids of all projects of the last list in order, of which the first
    `shown` have been shown; `focus` are those that 'it' or 'the first' mean. `question` is the last
    question as asked, `act` what it wanted, `language` that of the last answer.
    """

    topic: str = ""
    topic_language: str = ""
    constraints: tuple[Constraint, ...] = ()
    order: str | None = None
    limit: int | None = None
    found: tuple[str, ...] = ()
    shown: int = 0
    focus: tuple[str, ...] = ()
    question: str = ""
    act: str = ""
    unit: str = ""
    language: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON types, for `from_dict`."""
        return {
            "version": _VERSION,
            "topic": self.topic,
            "topic_language": self.topic_language,
            "constraints": [each.to_dict() for each in self.constraints],
            "order": self.order,
            "limit": self.limit,
            "found": list(self.found),
            "shown": self.shown,
            "focus": list(self.focus),
            "question": self.question,
            "act": self.act,
            "unit": self.unit,
            "language": self.language,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> State:
        """Rebuild a state from `to_dict`; raises UsageError when it is none."""
        try:
            if data["version"] != _VERSION:
                raise ValueError(f"version {data['version']}")
            values = {key: value for key, value in data.items() if key != "version"}
            values["constraints"] = tuple(from_dict(each) for each in data["constraints"])
            values["found"], values["focus"] = tuple(data["found"]), tuple(data["focus"])
            state = cls(**values)
            _check(state)
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            cure = "Begin a new conversation"
            raise UsageError(
                f"the state of the conversation is damaged ({exc!r})", cure=cure
            ) from exc
        return state


def _check(state: State) -> None:
    texts = (state.topic, state.topic_language, state.question, state.act, state.unit)
    lists = (*state.found, *state.focus)
    if not all(isinstance(each, str) for each in (*texts, *lists)):
        raise TypeError("text expected")
    if state.language not in ("", *LANGUAGES) or state.topic_language not in ("", *LANGUAGES):
        raise ValueError(f"language {state.language!r}")
    if not isinstance(state.shown, int) or state.shown < 0:
        raise ValueError(f"shown is {state.shown!r}")
