"""Topics, judgments in three formats, and corpora like those of BEIR."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from collection import (
    Topic,
    corpus_lines,
    pooled,
    read_qrels,
    read_questions,
    read_set,
    read_topics,
    side,
    topic_sets,
)
from hankehaku.errors import UsageError

SETS = ["amif-2014-2020", "amif-2014-2020-searchbox"]


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_topics_of_the_tree_and_of_beir_are_read(tmp_path: Path) -> None:
    lines = (
        '{"id": "n1-sv", "need": "n1", "language": "sv", "text": "bo", "style": "short"}\n'
        '\n{"_id": "q2", "text": "one\u2028question"}\n{"id": "q3", "lang": "en", "text": "home"}\n'
    )
    assert read_topics(written(tmp_path / "topics.jsonl", lines)) == (
        Topic("n1-sv", "n1", "sv", "bo", "short"),
        Topic("q2", "q2", None, "one\u2028question"),
        Topic("q3", "q3", "en", "home"),
    )


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("{", "not JSON"),
        ("[]", "not a JSON object"),
        ('{"text": "x"}', "no text under 'id' or '_id'"),
        ('{"id": "b", "text": " "}', "no text under 'text'"),
        ('{"id": "a", "text": "again"}', "stands twice"),
    ],
)
def test_a_topic_that_cannot_be_read_is_named(tmp_path: Path, line: str, what: str) -> None:
    path = written(tmp_path / "topics.jsonl", f'{{"id": "a", "text": "x"}}\n{line}\n')
    with pytest.raises(UsageError, match=what) as caught:
        read_topics(path)
    assert caught.value.where == f"{path}:2"


@pytest.mark.parametrize(
    "text",
    [
        "n1 0 p1 3\nn1 0 p2 0\nn2 0 p1 1\nn3 0 p1 0\n",
        "query-id\tcorpus-id\tscore\nn1\tp1\t3\nn2\tp1\t1\n",
        "qid\tdocid\trel\nn1\tp1\t3\nn2\tp1\t1\nn2\tp2\t-1\n",
    ],
)
def test_judgments_are_read_in_three_formats(tmp_path: Path, text: str) -> None:
    assert read_qrels(written(tmp_path / "qrels", text)) == {"n1": {"p1": 3}, "n2": {"p1": 1}}


@pytest.mark.parametrize("line", ["n1 p1", "n1 0 p1", "n1 0 p1 1.5", "n1 0 p1 1 x"])
def test_a_judgment_that_cannot_be_read_is_named(tmp_path: Path, line: str) -> None:
    path = written(tmp_path / "qrels", f"n1 0 p1 3\n{line}\n")
    with pytest.raises(UsageError, match="not a judgment") as caught:
        read_qrels(path)
    assert caught.value.where == f"{path}:2"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read") as caught:
        read_qrels(tmp_path / "none")
    assert caught.value.where == str(tmp_path / "none")


def test_a_corpus_of_beir_becomes_one_of_ours(tmp_path: Path) -> None:
    text = '{"_id": "d1", "title": "T", "text": "Teksti"}\n{"id": "d2", "description": "Toinen"}\n'
    lines = list(corpus_lines(written(tmp_path / "corpus.jsonl", text)))
    assert [json.loads(line) for line in lines] == [
        {"id": "d1", "title": "T", "text": "Teksti"},
        {"id": "d2", "text": "Toinen"},
    ]


def test_a_document_without_text_is_named(tmp_path: Path) -> None:
    path = written(tmp_path / "corpus.jsonl", '{"_id": "d1", "text": "a"}\n{"_id": "d2"}\n')
    with pytest.raises(UsageError, match="no text under 'text' or 'description'") as caught:
        list(corpus_lines(path))
    assert caught.value.where == f"{path}:2"


def test_a_need_is_on_one_side_for_good() -> None:
    assert [side(need) for need in ("n001", "n002", "n003", "s001")] == [
        "report",
        "tune",
        "report",
        "tune",
    ]


def test_questions_are_split_like_needs(tmp_path: Path) -> None:
    path = written(tmp_path / "other.txt", "Kuka?\n\nMikä?\nMilloin?\n")
    halves = [read_questions(path, half) for half in ("tune", "report")]
    assert {topic.text for half in halves for topic in half} == {"Kuka?", "Mikä?", "Milloin?"}
    assert all(side(topic.need) == "tune" for topic in halves[0])
    assert len(read_questions(path, "all")) == 3


def test_an_unknown_set_is_told() -> None:
    with pytest.raises(UsageError, match="no topics called 'none'"):
        read_set("none")


@pytest.mark.parametrize(("name", "needs", "judged"), [(SETS[0], 100, 323), (SETS[1], 48, 190)])
def test_the_judgments_of_the_tree_are_whole(name: str, needs: int, judged: int) -> None:
    topics = read_set(name)
    assert {topic.need for topic in topics.answered} == topics.qrels.keys()
    assert len(topics.qrels) == needs
    values = [relevance for each in topics.qrels.values() for relevance in each.values()]
    assert len(values) == judged
    assert set(values) == {1, 2, 3}


def test_sets_are_pooled_and_halved() -> None:
    assert topic_sets() == SETS
    topics = pooled(SETS)
    halves = topics.part("tune"), topics.part("report")
    assert sum(len(half.topics) for half in halves) == len(topics.topics) == 525
    assert not {t.need for t in halves[0].topics} & {t.need for t in halves[1].topics}
