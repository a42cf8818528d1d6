"""The acts of the assistant as a tool that a language model may call."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from hankehaku.assistant.answer import Act, Answer
from hankehaku.assistant.checking.checker import Checker
from hankehaku.assistant.llm.prompt import result
from hankehaku.errors import HankehakuError

if TYPE_CHECKING:
    from hankehaku.assistant.llm.client import Call

_LOG = logging.getLogger(__name__)

Tools = Callable[[str], Answer]
"""What the model may call: a question in, an answer by the same acts out."""

_TOOL = """\
Asks the search service a question in Finnish, Swedish or English, about projects other than those \
in the data or for a figure that the data does not have. It can {acts}. Returns its answer, the \
figure it computed, and passages with numbers to cite."""
_ACTS = {
    Act.FIND: "find projects by topic, organisation, place, time and support",
    Act.LIST: "list them in an order",
    Act.COUNT: "count them",
    Act.SUM: "add up their support",
    Act.AVERAGE: "take its average or median",
    Act.LARGEST: "tell the largest and smallest",
    Act.COMPARE: "compare projects",
    Act.TELL: "tell about one",
    Act.SIMILAR: "find similar, earlier and later ones",
    Act.ORGANISATIONS: "tell which organisations run them",
}
TOOL = "ask"
TOOLS: tuple[Mapping[str, Any], ...] = (
    {
        "type": "function",
        "function": {
            "name": TOOL,
            "description": _TOOL.format(acts=", ".join(_ACTS.values())),
            "parameters": {
                "type": "object",
                "properties": {"question": {"type": "string", "description": "a whole question"}},
                "required": ["question"],
                "additionalProperties": False,
            },
        },
    },
)


def asked(calls: Sequence[Call]) -> dict[str, Any]:
    """Return the message by which the model made some calls."""
    return {
        "role": "assistant",
        "content": None,
        "tool_calls": [
            {
                "id": each.id,
                "type": "function",
                "function": {"name": each.name, "arguments": each.arguments},
            }
            for each in calls
        ],
    }


def called(call: Call, tools: Tools, checker: Checker) -> tuple[str, bool]:
    """Return what a call gives as the content of a message, and whether it was answered.

    What it finds can be cited from then on; a wrong call gives what is wrong with it.
    """
    if call.name != TOOL:
        return _error(f"there is no such tool, only {TOOL}")
    try:
        question = json.loads(call.arguments)["question"]
    except (KeyError, TypeError, ValueError, RecursionError):
        question = None
    if not isinstance(question, str):
        return _error('the arguments have to be JSON: {"question": "…"}')
    try:
        answer = tools(question)
    except HankehakuError as exc:
        return _error(exc.what)
    except Exception:
        _LOG.exception("a question of the language model could not be answered")
        return _error("the question could not be answered")
    numbers = checker.add(answer)
    found = result(answer, checker.evidence, numbers)
    return json.dumps(found, ensure_ascii=False), True


def _error(what: str) -> tuple[str, bool]:
    return json.dumps({"error": what}), False
