"""Conversations at the terminal: one question, or many at a prompt, with the state in a file."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from hankehaku.assistant.answer import Answer
from hankehaku.assistant.state import State
from hankehaku.errors import QuestionError, UsageError
from hankehaku.files import atomic_write
from hankehaku.interfaces.terminal import print_line
from hankehaku.interfaces.texts import text

if TYPE_CHECKING:
    from hankehaku.facade import Hankehaku


def read_state(path: Path | None) -> State | None:
    """Return the state that a file holds, None when there is no file yet.

    Raises UsageError, naming the file, when it holds none.
    """
    if path is None or not path.exists():
        return None
    cure = "Give another file, or remove this one to begin anew"
    try:
        return State.from_dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, UsageError) as exc:
        what = "this is not the state of a conversation"
        raise UsageError(what, where=str(path), cure=cure) from exc


def write_state(path: Path, state: State) -> None:
    """Write a state, atomically; raises HankehakuError when the file cannot be written."""
    content = json.dumps(state.to_dict(), ensure_ascii=False, indent=1)
    atomic_write(path, f"{content}\n".encode())


def print_answer(answer: Answer) -> None:
    """Write an answer to standard output: what was understood, its sentences, its sources."""
    lines = []
    read = [each.text for each in answer.understood]
    if answer.ordering:
        read.append(answer.ordering)
    if read:
        understood = "; ".join(read)
        lines += [f"{text(answer.language, 'chat_understood')}: {understood}", ""]
    lines += [sentence.text for sentence in answer.sentences]
    if answer.citations:
        lines += ["", f"{text(answer.language, 'chat_sources')}:"]
        for each in answer.citations:
            lines.append(f"  [{each.n}] {answer.sources[each.id].title} ({each.id})")
    for line in lines:
        print_line(line)


def chat(hankehaku: Hankehaku, language: str | None, path: Path | None) -> None:
    """Answer the lines of standard input one after another until it ends."""
    state = read_state(path)
    interactive = sys.stdin.isatty()
    while True:
        if interactive:
            sys.stdout.write("> ")
            sys.stdout.flush()
        line = sys.stdin.readline()
        if not line:
            return
        if not line.strip():
            continue
        try:
            answer = hankehaku.ask(line, state, language)
        except QuestionError as exc:
            sys.stderr.write(f"{' '.join(str(exc).split())}\n")
            continue
        state = answer.state
        if path:
            write_state(path, state)
        print_answer(answer)
        sys.stdout.write("\n")
        sys.stdout.flush()
