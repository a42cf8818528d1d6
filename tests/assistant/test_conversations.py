"""Whole conversations in three languages, with what each turn must give."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hankehaku.assistant.state import State
from hankehaku.facade import Hankehaku
from tracing import untraced

SCRIPTS = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "conversations.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
SAME = ({"find", "list"}, {"find", "smallest", "largest"}, {"find", "organisations"})
"""Acts that give the same projects in other words."""


def wrong(turn: dict[str, Any], answer: Any) -> list[str]:
    """Return what of an answer is not as the script has it."""
    found = [each.id for each in answer.projects]
    problems = []
    alike = any(turn["act"] in acts and answer.act in acts for acts in SAME)
    if answer.act != turn["act"] and not alike:
        problems.append(f"act {answer.act}, not {turn['act']}")
    if turn["projects"] is not None:
        wanted = turn["projects"]
        same = found == wanted if turn.get("ordered") else sorted(found) == sorted(wanted)
        if not same:
            problems.append(f"projects {found}, not {wanted}")
    if figure := turn.get("figure"):
        made = answer.figure
        if made is None or made.unit != figure["unit"] or abs(made.value - figure["value"]) > 0.5:
            problems.append(f"figure {made and (made.value, made.unit)}, not {figure}")
    if answer.language != turn["language"]:
        problems.append(f"language {answer.language}, not {turn['language']}")
    if answer.no_match != turn.get("no_match", False):
        problems.append(f"no_match {answer.no_match}")
    problems += [f"no {each!r}" for each in turn.get("contains") or () if each not in answer.text]
    return problems


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script["id"])
def test_a_conversation(hankehaku: Hankehaku, script: dict[str, Any]) -> None:
    projects = {each.id: each for each in hankehaku}
    state, problems = None, []
    for number, turn in enumerate(script["turns"], start=1):
        answer = hankehaku.ask(turn["text"], state)
        # as a client would keep it
        state = State.from_dict(json.loads(json.dumps(answer.state.to_dict())))
        problems += [f"{number} {turn['text']}: {each}" for each in wrong(turn, answer)]
        problems += [f"{number} {turn['text']}: {each}" for each in untraced(answer, projects)]
    assert problems == []


def test_there_are_enough_of_them() -> None:
    assert len(SCRIPTS) >= 20
    assert all(len(script["turns"]) >= 5 for script in SCRIPTS)
    assert {script["language"] for script in SCRIPTS} == {"fi", "sv", "en"}


@pytest.mark.parametrize(
    ("question", "follow_up", "said"),
    [
        (
            "Onko avaruusmatkailuhankkeita?",
            "Paljonko ne saivat yhteensä?",
            "Edellisellä kysymyksellä",
        ),
        (
            "Any wind power projects?",
            "How much did they get in total?",
            "The last question found no",
        ),
    ],
)
def test_they_is_not_the_whole_collection_when_nothing_was_found(
    hankehaku: Hankehaku, question: str, follow_up: str, said: str
) -> None:
    nothing = hankehaku.ask(question)
    assert nothing.projects == ()
    answer = hankehaku.ask(follow_up, state=nothing.state)
    assert answer.sentences[0].text.startswith(said)
    assert answer.figure is None
    assert answer.projects == ()
