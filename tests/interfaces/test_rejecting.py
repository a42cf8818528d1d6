"""Records that cannot become projects are kept, and too many of them stop a build."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hankehaku.corpus.corpus import Corpus, load_corpus
from hankehaku.errors import SourceError
from hankehaku.interfaces.progress import Reporter
from hankehaku.interfaces.rejecting import put_aside, rejected_file
from hankehaku.interfaces.setup import build_collection
from hankehaku.settings import Settings

ROOT = Path(__file__).parents[2]
EURA = ROOT / "tests" / "sources" / "examples" / "eura2014.csv"


@pytest.fixture(scope="module")
def eura() -> Corpus:
    return load_corpus(EURA, ROOT / "data" / "lexicon")


def test_what_was_rejected_is_written_with_its_place_and_reason(
    eura: Corpus, tmp_path: Path
) -> None:
    said: list[str] = []
    index = tmp_path / "eura2014"
    put_aside(eura, index, 0.25, said.append, accept=False)
    path = rejected_file(index)
    assert path == tmp_path / "eura2014.rejected.jsonl"
    assert said == [
        "eura2014: records rejected: 1 (25.0%); totals, footnotes and repeats passed over: 3; "
        f"see {path}"
    ]
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [(each["file"], each["line"], each["reason"]) for each in lines] == [
        ("eura2014.csv", 7, "header_again"),
        ("eura2014.csv", 10, "total"),
        ("eura2014.csv", 11, "footnote"),
        ("eura2014.csv", 9, "repeated_id"),
    ]
    assert lines[3]["record"]["title"] == "Toinen samalla tunnuksella"


def test_too_many_stop_the_build_before_anything_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(index=tmp_path / "index")
    with pytest.raises(SourceError) as caught:
        build_collection(EURA, settings, Reporter())
    path = tmp_path / "index" / "eura2014.rejected.jsonl"
    assert str(caught.value).startswith(
        f"{path}: 25.0% of the records cannot be read, which is more than 5.0%. Mend the source"
    )
    assert "--accept-rejected or a larger HANKEHAKU_REJECTED" in caught.value.cure
    assert [each.name for each in (tmp_path / "index").iterdir()] == [path.name]
    assert "eura2014.csv: recognised as csv, UTF-8, eura-2014" in capsys.readouterr().err


def test_they_can_be_accepted_and_an_old_file_is_taken_away(
    eura: Corpus, seed_corpus: Corpus, tmp_path: Path
) -> None:
    index = tmp_path / "a"
    put_aside(eura, index, 0.0, lambda _: None, accept=True)
    assert rejected_file(index).exists()
    put_aside(seed_corpus, index, 0.0, lambda _: None, accept=False)
    assert not rejected_file(index).exists()
