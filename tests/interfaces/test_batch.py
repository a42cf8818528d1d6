"""Questions from a file, rankings as a TREC run."""

from __future__ import annotations

import itertools
from pathlib import Path
from types import SimpleNamespace

import pytest

from hankehaku.errors import UsageError
from hankehaku.facade import Hankehaku
from hankehaku.interfaces.batch import Query, read_queries, run_lines, write_run


def written(folder: Path, text: str) -> Path:
    path = folder / "queries.jsonl"
    path.write_text(text, encoding="utf-8")
    return path


def test_queries_are_read_with_their_lines(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        '\ufeff{"id": "q1", "text": "työ"}\n\n{"id": 2, "text": "jobb", "language": "sv"}\n',
    )
    assert read_queries(path) == [Query("q1", "työ", None, 1), Query("2", "jobb", "sv", 3)]


def test_an_empty_file_has_no_queries(tmp_path: Path) -> None:
    assert read_queries(written(tmp_path, "\n")) == []


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "7",
        "null",
        '"text"',
        '{"id": "x"}',
        '{"text": "x"}',
        '{"id": "x", "text": 7}',
        '{"id": 1.5, "text": "x"}',
        '{"id": "x", "text": "x", "language": 7}',
        '{"id": "", "text": "x"}',
        '{"id": "a b", "text": "x"}',
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    path = written(tmp_path, f'{{"id": "q1", "text": "työ"}}\n{line}\n')
    with pytest.raises(UsageError) as caught:
        read_queries(path)
    assert caught.value.where == f"{path}:2"
    assert "\n" not in str(caught.value)


def test_an_id_stands_once(tmp_path: Path) -> None:
    path = written(tmp_path, '{"id": "q1", "text": "a"}\n{"id": "q1", "text": "b"}\n')
    with pytest.raises(UsageError, match="stands on line 1 already") as caught:
        read_queries(path)
    assert caught.value.where == f"{path}:2"


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_queries(tmp_path / "none.jsonl")
    latin = tmp_path / "latin.jsonl"
    latin.write_bytes("työ".encode("latin-1"))
    with pytest.raises(UsageError, match="cannot be read") as caught:
        read_queries(latin)
    assert caught.value.where == str(latin)


def test_tied_scores_still_fall() -> None:
    def hit(rank: int, name: str) -> SimpleNamespace:
        return SimpleNamespace(rank=rank, score=1.0, project=SimpleNamespace(id=name))

    hits = (hit(1, "a"), hit(2, "b"), hit(3, "c"))
    asked = SimpleNamespace(search=lambda *_: SimpleNamespace(hits=hits))
    lines = run_lines(asked, [Query("q", "x", None, 1)], 3)  # type: ignore[arg-type]
    assert list(lines) == [
        "q Q0 a 1 1.000000 hankehaku\n",
        "q Q0 b 2 0.999999 hankehaku\n",
        "q Q0 c 3 0.999998 hankehaku\n",
    ]


def test_a_run_ranks_as_the_search_does(hankehaku: Hankehaku, tmp_path: Path) -> None:
    queries = [Query("q1", "nuoret", None, 1), Query("q2", "boende", "sv", 2)]
    path = tmp_path / "new" / "run.txt"
    write_run(path, run_lines(hankehaku, queries, 25))
    rows = [line.split(" ") for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == 50
    for query in queries:
        mine = [row for row in rows if row[0] == query.id]
        hits = hankehaku.search(query.text, 25, query.language).hits
        assert [row[2] for row in mine] == [hit.project.id for hit in hits]
        assert [int(row[3]) for row in mine] == list(range(1, 26))
        scores = [float(row[4]) for row in mine]
        assert all(one > next_ for one, next_ in itertools.pairwise(scores))


def test_a_run_that_fails_leaves_the_old_one(hankehaku: Hankehaku, tmp_path: Path) -> None:
    path = tmp_path / "run.txt"
    path.write_text("old", encoding="utf-8")
    queries = [Query("q1", "nuoret", None, 1), Query("q2", "?", None, 2)]
    with pytest.raises(UsageError):
        write_run(path, run_lines(hankehaku, queries, 5))
    assert path.read_text(encoding="utf-8") == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["run.txt"]
