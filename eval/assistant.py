"""Measures the assistant: projects and figures exactly right, and no constraint invented.

    python eval/assistant.py [--split tune|report|all] [--index DIR] [--json F]

The questions and their answers by hand are in `assistant_questions/`. A set counts as right when it
is exactly that (in the order asked for); projects named as border cases may be in it or not. A
figure counts as right when it is exactly that, computed from exactly those projects; of a set with
border cases it must be what the set gives.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from command import parser, run, write_json
from hankehaku import Hankehaku
from hankehaku.assistant.answer import Act, Answer
from hankehaku.assistant.figures import count, count_organisations, figure
from hankehaku.errors import UsageError
from indexes import COLLECTION, index_of
from tracing import untraced

FOLDER = Path(__file__).parent / "assistant_questions" / COLLECTION.name
QUESTIONS = ("questions.jsonl", "more.jsonl", "third.jsonl")
"""The later files were written by other authors, for the half that may be looked at."""
UNCONSTRAINED = ("unconstrained.jsonl", "more_unconstrained.jsonl")
_SAME = ({"find", "list", "largest", "smallest"}, {"find", "list", "organisations"})
"""Acts that say the same in other words."""
_CENT = 0.5


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its answer by hand; `figure` is None when none is asked for."""

    id: str
    language: str
    half: str
    kind: str
    text: str
    act: str
    projects: tuple[str, ...]
    ordered: bool
    border: frozenset[str]
    figure: Mapping[str, Any] | None
    near_miss: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was right of an answer; `figure` is None when none was asked for or answered."""

    asked: Asked
    act: bool
    projects: bool
    figure: bool | None
    said: str


def read_asked(path: Path, half: str) -> list[Asked]:
    """Return the questions of a half (tune, report or all); raises UsageError naming a bad line."""
    asked = []
    for number, line in enumerate(_lines(path), start=1):
        try:
            row = json.loads(line)
            asked.append(
                Asked(
                    id=row["id"],
                    language=row["language"],
                    half=row["half"],
                    kind=row["kind"],
                    text=row["text"],
                    act=row["act"],
                    projects=tuple(row["projects"]),
                    ordered=bool(row["ordered"]),
                    border=frozenset(row["border"]),
                    figure=row["figure"],
                    near_miss=bool(row["near_miss"]),
                )
            )
        except (KeyError, TypeError, ValueError) as exc:
            where = f"{path}:{number}"
            raise UsageError(f"no question ({exc!r})", where=where, cure="Mend it") from exc
    return [each for each in asked if half in ("all", each.half)]


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def outcome(asked: Asked, answer: Answer) -> Outcome:
    """Compare an answer with the one by hand."""
    found = tuple(each.id for each in answer.projects)
    wanted, got = set(asked.projects) - asked.border, set(found) - asked.border
    projects = got == wanted
    if asked.ordered:
        kept = tuple(each for each in found if each not in asked.border)
        projects = kept == tuple(each for each in asked.projects if each not in asked.border)
    if asked.act == Act.COLLECTION:
        projects = True  # it is about all of them or none
    if asked.near_miss:
        projects = projects and answer.no_match and answer.near_miss is not None
    act = answer.act == asked.act or any(answer.act in same and asked.act in same for same in _SAME)
    said = f"{answer.act}: {', '.join(found) or '-'}"
    if answer.figure:
        said += f" = {answer.figure.value:g} {answer.figure.unit}"
    return Outcome(asked, act, projects, _figure_right(asked, answer), said)


def _figure_right(asked: Asked, answer: Answer) -> bool | None:
    if asked.figure is None or answer.figure is None:
        return None
    made = answer.figure
    if made.unit != asked.figure["unit"]:
        return False
    if asked.border or asked.figure.get("value") is None:
        by_id = {each.id: each for each in answer.sources.values()}
        rows = [by_id[each] for each in (*made.projects, *made.unknown) if each in by_id]
        if made.unit == "projects":
            again = count(rows)
        elif made.unit == "organisations":
            again = count_organisations(rows)
        else:
            again = figure(Act(made.kind), rows, made.unit) or made
        return abs(again.value - made.value) < _CENT
    value = abs(made.value - asked.figure["value"]) <= _CENT
    return value and set(made.projects) == set(asked.figure["projects"])


def invented(hankehaku: Hankehaku, path: Path) -> list[dict[str, Any]]:
    """Return the questions without constraints in which one was found all the same, with it."""
    found = []
    for line in _lines(path):
        row = json.loads(line)
        answer = hankehaku.ask(row["text"], None, row["language"])
        state = answer.state
        if state.constraints or state.order or state.limit:
            made = [each.text for each in answer.understood] or [str(state.order)]
            found.append({**row, "invented": made})
    return found


def summary(outcomes: Iterable[Outcome], key: str) -> dict[str, dict[str, Any]]:
    """Return the shares that were right by language, kind or act."""
    groups: dict[str, list[Outcome]] = {}
    for each in outcomes:
        groups.setdefault(getattr(each.asked, key), []).append(each)
        groups.setdefault("all", []).append(each)
    return {name: _shares(some) for name, some in sorted(groups.items())}


def _shares(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    figures = [each for each in outcomes if each.asked.figure is not None]
    answered = [each for each in figures if each.figure is not None]
    return {
        "questions": len(outcomes),
        "act": sum(each.act for each in outcomes) / len(outcomes),
        "projects": sum(each.projects for each in outcomes) / len(outcomes),
        "figures asked": len(figures),
        "figures answered": len(answered),
        "figures right": sum(bool(each.figure) for each in answered),
    }


def errors(outcomes: Iterable[Outcome]) -> list[dict[str, Any]]:
    """Return what was not right, with what was said instead."""
    return [
        {
            "id": each.asked.id,
            "text": each.asked.text,
            "wanted": f"{each.asked.act}: {', '.join(each.asked.projects) or '-'}"
            + (f" = {each.asked.figure['value']}" if each.asked.figure else ""),
            "said": each.said,
            "wrong": [
                name
                for name, right in (
                    ("act", each.act),
                    ("projects", each.projects),
                    ("figure", each.figure is not False),
                    ("no figure", each.asked.figure is None or each.figure is not None),
                )
                if not right
            ],
        }
        for each in outcomes
        if not (each.act and each.projects and each.figure is not False)
        or (each.asked.figure is not None and each.figure is None)
    ]


def table(title: str, shares: Mapping[str, Mapping[str, Any]]) -> str:
    """Return shares as a Markdown table."""
    rows = [
        f"### {title}",
        "",
        "| | questions | act | projects | figures right of answered, asked |",
    ]
    rows.append("|---|---|---|---|---|")
    for name, each in shares.items():
        right = f"{each['figures right']} of {each['figures answered']}, {each['figures asked']}"
        cells = (str(each["questions"]), f"{each['act']:.1%}", f"{each['projects']:.1%}", right)
        rows.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join([*rows, ""])


def measure(hankehaku: Hankehaku, half: str) -> dict[str, Any]:
    """Return every figure of a half of the questions, and the questions that went wrong."""
    asked = [each for name in QUESTIONS for each in read_asked(FOLDER / name, half)]
    answers = [hankehaku.ask(each.text, None, each.language) for each in asked]
    outcomes = [outcome(each, answer) for each, answer in zip(asked, answers, strict=True)]
    projects = {each.id: each for each in hankehaku}
    return {
        "half": half,
        "sentences": sum(len(each.sentences) for each in answers),
        "untraced": [problem for each in answers for problem in untraced(each, projects)],
        "by language": summary(outcomes, "language"),
        "by kind": summary(outcomes, "kind"),
        "by act": summary(outcomes, "act"),
        "errors": errors(outcomes),
        "unconstrained": sum(len(_lines(FOLDER / name)) for name in UNCONSTRAINED),
        "invented": [e for name in UNCONSTRAINED for e in invented(hankehaku, FOLDER / name)],
    }


def main() -> None:
    """Print the tables and the errors; write them when asked."""
    arguments = parser(__doc__)
    options = arguments.parse_args()
    figures = measure(Hankehaku.open(options.index or index_of(COLLECTION)), options.split)
    for key in ("by language", "by kind", "by act"):
        print(table(f"{key}, {options.split}", figures[key]))
    for each in figures["errors"]:
        print(f"- {each['id']} {each['text']}\n  wrong: {', '.join(each['wrong'])}")
        print(f"  wanted {each['wanted']}\n  said   {each['said']}")
    print(f"\nSentences: {figures['sentences']}, not traced: {len(figures['untraced'])}")
    for problem in figures["untraced"]:
        print(f"- {problem}")
    print(f"\nConstraints invented: {len(figures['invented'])}")
    for each in figures["invented"]:
        print(f"- {each['id']} {each['text']}: {', '.join(each['invented'])}")
    write_json(options.json, figures)


if __name__ == "__main__":
    run(main)
