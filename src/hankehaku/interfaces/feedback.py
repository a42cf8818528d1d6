"""A file of judgements: whether a project answered a question, by nobody in particular."""

from __future__ import annotations

import fcntl
import json
import os
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

from hankehaku.errors import HankehakuError, UsageError
from hankehaku.search.question import clean_question

LONGEST_QUESTION = 500
"""Characters of a question that is kept; longer ones are plans rather than questions."""

LARGEST = 10_000_000
"""Bytes of the file at most."""

LOWEST_RANK = 1_000_000
"""The last place of a result that can be told."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a project answers a question.

    `day` is when it was given, without the time, and `generation` the content of the index then;
    there is nothing by which it could be told who gave it.
    """

    day: date
    generation: str
    question: str
    language: str | None
    project: str
    relevant: bool
    rank: int | None = None

    def to_dict(self) -> dict[str, object]:
        """Return plain JSON types."""
        return {**asdict(self), "day": self.day.isoformat()}


class FeedbackFullError(HankehakuError):
    """The file has no room for another judgement, or cannot be written."""


class FeedbackFile:
    """JSON Lines that only grow; safe to use from several threads and processes."""

    def __init__(self, path: Path, largest: int = LARGEST) -> None:
        self._path, self._largest = path, largest

    def add(self, judgement: Judgement) -> Judgement:
        """Append a judgement, whole or not at all; return it as it was kept.

        Raises UsageError for a question that is too long or has no words, and FeedbackFullError.
        """
        question = clean_question(judgement.question)
        if len(judgement.question) > LONGEST_QUESTION or not any(map(str.isalnum, question)):
            cure = f"A question has words, and {LONGEST_QUESTION} characters at most"
            raise UsageError("the question cannot be kept", where="question", cure=cure)
        kept = replace(judgement, question=question)
        line = json.dumps(kept.to_dict(), ensure_ascii=False).encode() + b"\n"
        try:
            self._append(line)
        except OSError as exc:
            cure = "Check the space and the permissions of its folder"
            what = f"no judgement can be kept ({exc.strerror or exc})"
            raise FeedbackFullError(what, where=str(self._path), cure=cure) from exc
        return kept

    def _append(self, line: bytes) -> None:
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC
        handle = os.open(self._path, flags, 0o600)
        try:
            # so that the size is that of the moment, and half a line can be taken back
            fcntl.flock(handle, fcntl.LOCK_EX)
            size = os.fstat(handle).st_size
            if size and os.pread(handle, 1, size - 1) != b"\n":
                line = b"\n" + line  # what was cut off by a crash stays alone
            if size + len(line) > self._largest:
                cure = "Move it away to begin a new one"
                raise FeedbackFullError("the file is full", where=str(self._path), cure=cure)
            if os.write(handle, line) < len(line):
                os.ftruncate(handle, size)
                cure = "Make room on the disk"
                raise FeedbackFullError("the disk is full", where=str(self._path), cure=cure)
        finally:
            os.close(handle)
