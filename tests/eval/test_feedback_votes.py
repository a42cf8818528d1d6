"""Votes of users as topics and judgments."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from collection import read_qrels, read_topics
from feedback import Vote, judge, qrels_lines, query_lines, read_votes
from hankehaku.errors import UsageError
from hankehaku.interfaces.feedback import FeedbackFile, Judgement

SCRIPT = Path(__file__).parents[2] / "eval" / "feedback.py"


def vote(question: str, project: str, relevant: bool, language: str | None = "fi") -> Vote:
    return Vote(question, language, project, relevant, "g1")


@pytest.fixture
def gathered(tmp_path: Path) -> Path:
    """What a service wrote: two questions, a majority for and against, and a tie."""
    path = tmp_path / "judgements.jsonl"
    file = FeedbackFile(path)
    for question, language, project, relevant in (
        ("Äitien hankkeet", "fi", "kotoa-kotiin", True),
        ("äitien  hankkeet", "fi", "kotoa-kotiin", True),
        ("ÄITIEN HANKKEET", "fi", "kotoa-kotiin", False),
        ("äitien hankkeet", "fi", "misec", False),
        ("äitien hankkeet", "fi", "rio", True),
        ("äitien hankkeet", "fi", "rio", False),
        ("residence permits", None, "rio", True),
    ):
        file.add(Judgement(date(2026, 3, 2), "g1", question, language, project, relevant))
    file.add(Judgement(date(2026, 3, 3), "g2", "residence permits", None, "misec", True))
    return path


def test_the_majority_judges(gathered: Path) -> None:
    judgments = judge(read_votes(gathered))
    mothers = vote("äitien hankkeet", "", True).id
    permits = vote("residence permits", "", True, None).id
    assert judgments.relevance == {
        mothers: {"kotoa-kotiin": 1, "misec": 0},
        permits: {"rio": 1, "misec": 1},
    }
    assert judgments.questions[mothers].question == "Äitien hankkeet"
    assert judgments.tied == 1


def test_the_same_words_in_another_language_are_another_question() -> None:
    judgments = judge([vote("rio", "rio", True, "fi"), vote("rio", "rio", False, "sv")])
    assert [list(each.values()) for each in judgments.relevance.values()] == [[1], [0]]


def test_few_votes_can_be_left_out(gathered: Path) -> None:
    judgments = judge(read_votes(gathered), least=3)
    assert list(judgments.relevance.values()) == [{"kotoa-kotiin": 1}]
    assert len(judgments.questions) == 1


def test_what_is_written_can_be_measured_by(gathered: Path, tmp_path: Path) -> None:
    queries, qrels = tmp_path / "queries.jsonl", tmp_path / "qrels.trec"
    done = subprocess.run(
        [
            *(sys.executable, str(SCRIPT), str(gathered), "--generation=g1"),
            *(f"--queries={queries}", f"--qrels={qrels}"),
        ],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stderr == "7 votes: 2 questions, 3 judgments, 1 ties\n"
    topics = {topic.text: topic for topic in read_topics(queries)}
    assert {text: topic.language for text, topic in topics.items()} == {
        "Äitien hankkeet": "fi",
        "residence permits": None,
    }
    assert read_qrels(qrels) == {
        topics["Äitien hankkeet"].id: {"kotoa-kotiin": 1},
        topics["residence permits"].id: {"rio": 1},
    }


def test_judgments_are_printed(gathered: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), str(gathered)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout == "".join(qrels_lines(judge(read_votes(gathered))))
    assert len(done.stdout.splitlines()) == 4


def test_lines_are_in_one_order(gathered: Path) -> None:
    votes = read_votes(gathered)
    one, other = judge(votes), judge(votes[::-1])
    assert list(qrels_lines(one)) == list(qrels_lines(other))
    ids = [json.loads(line)["id"] for line in query_lines(one)]
    assert ids == sorted(ids)


GOOD = {"question": "x", "language": "fi", "project": "a", "relevant": True, "generation": "g"}


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("{", "not a vote"),
        ("[]", "not a vote"),
        ('{"question": "x"}', "not a vote"),
        (json.dumps({**GOOD, "relevant": 1}), "not a vote"),
        (json.dumps({**GOOD, "project": None}), "not a vote"),
        (json.dumps({**GOOD, "language": "de"}), "language 'de'"),
        (json.dumps({**GOOD, "project": "a b"}), "has spaces"),
    ],
)
def test_a_line_that_is_no_vote_is_named(gathered: Path, line: str, what: str) -> None:
    with gathered.open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    with pytest.raises(UsageError, match=what) as caught:
        read_votes(gathered)
    assert caught.value.where == f"{gathered}:9"
