"""The file of judgements."""

from __future__ import annotations

import json
import os
import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from hankehaku.errors import UsageError
from hankehaku.interfaces.feedback import (
    LONGEST_QUESTION,
    FeedbackFile,
    FeedbackFullError,
    Judgement,
)

GIVEN = Judgement(date(2026, 3, 2), "7be118", "pakolaisäidit", "fi", "kotoa-kotiin", True, 3)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "judgements.jsonl"


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_judgement_is_a_line_with_the_day_and_nothing_of_who_gave_it(path: Path) -> None:
    FeedbackFile(path).add(GIVEN)
    FeedbackFile(path).add(replace(GIVEN, relevant=False, language=None, rank=None))
    first = {
        "day": "2026-03-02",
        "generation": "7be118",
        "question": "pakolaisäidit",
        "language": "fi",
        "project": "kotoa-kotiin",
        "relevant": True,
        "rank": 3,
    }
    assert lines(path) == [first, {**first, "relevant": False, "language": None, "rank": None}]
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_question_is_kept_without_what_breaks_lines_or_cannot_be_written(path: Path) -> None:
    kept = FeedbackFile(path).add(replace(GIVEN, question=" äidit\u2028ja\n\0lapset \ud800"))
    assert kept.question == lines(path)[0]["question"] == "äidit ja lapset"


@pytest.mark.parametrize("question", ["", " ?! ", "x" * (LONGEST_QUESTION + 1)])
def test_a_question_that_cannot_be_kept_is_refused(path: Path, question: str) -> None:
    with pytest.raises(UsageError) as caught:
        FeedbackFile(path).add(replace(GIVEN, question=question))
    assert caught.value.where == "question"
    assert not path.exists()


def test_the_file_is_bounded(path: Path) -> None:
    FeedbackFile(path).add(GIVEN)
    size = path.stat().st_size
    file = FeedbackFile(path, largest=2 * size)
    file.add(GIVEN)
    with pytest.raises(FeedbackFullError, match="the file is full"):
        file.add(GIVEN)
    assert path.stat().st_size == 2 * size


def test_half_a_line_that_was_left_does_not_spoil_the_next(path: Path) -> None:
    path.write_text('{"day": "20', encoding="utf-8")
    FeedbackFile(path).add(GIVEN)
    cut, whole = path.read_text(encoding="utf-8").splitlines()
    assert cut == '{"day": "20'
    assert json.loads(whole)["project"] == "kotoa-kotiin"


def test_half_a_line_is_taken_back(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    FeedbackFile(path).add(GIVEN)
    before, write = path.read_bytes(), os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, data[:10]))
    with pytest.raises(FeedbackFullError, match="the disk is full"):
        FeedbackFile(path).add(GIVEN)
    assert path.read_bytes() == before


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(FeedbackFullError) as caught:
        FeedbackFile(tmp_path / "none" / "judgements.jsonl").add(GIVEN)
    assert caught.value.where == str(tmp_path / "none" / "judgements.jsonl")


def test_many_at_once_keep_their_lines(path: Path) -> None:
    def many(rank: int) -> None:
        for _ in range(40):
            FeedbackFile(path).add(replace(GIVEN, rank=rank))

    threads = [threading.Thread(target=many, args=(rank,)) for rank in range(1, 9)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    ranks = [each["rank"] for each in lines(path)]
    assert [ranks.count(rank) for rank in range(1, 9)] == [40] * 8
