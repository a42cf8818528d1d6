"""What serving needs, and how its making is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hankehaku.errors import IndexMissingError, SourceError
from hankehaku.index.store import Store
from hankehaku.interfaces.progress import Reporter
from hankehaku.interfaces.setup import (
    build_collection,
    collections,
    default_source,
    ensure_ready,
)
from hankehaku.settings import Settings

ROOT = Path(__file__).parents[2]


def test_collections_are_folders_with_a_description(tmp_path: Path) -> None:
    for name in ("b", "a", "none"):
        (tmp_path / name).mkdir()
    for name in ("b", "a"):
        (tmp_path / name / "collection.toml").write_text("", encoding="utf-8")
    assert collections(tmp_path) == default_source(tmp_path) == [tmp_path / "a", tmp_path / "b"]
    assert collections(ROOT / "data") == [ROOT / "data" / "amif-2014-2020"]


def test_no_collection_is_said(tmp_path: Path) -> None:
    assert collections(tmp_path / "missing") == []
    with pytest.raises(SourceError, match=r"collection\.toml") as caught:
        default_source(tmp_path)
    assert caught.value.where == str(tmp_path)


def test_an_index_is_served_without_its_collection(seed_index: Path, tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, index=seed_index.parent)
    assert ensure_ready(settings, Reporter()) == seed_index
    assert ensure_ready(settings, Reporter(), seed_index) == seed_index
    with pytest.raises(IndexMissingError):
        ensure_ready(Settings(data=tmp_path, index=tmp_path), Reporter())


def test_an_index_that_is_up_to_date_is_kept(
    seed_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = Store(seed_index).current()[0]
    settings = Settings(data=ROOT / "data", index=seed_index.parent)
    built = build_collection(ROOT / "data" / "amif-2014-2020", settings, Reporter())
    assert (built.fresh, built.folder) == (False, before)
    said = capsys.readouterr().err
    assert "amif-2014-2020: 25 projects, 2 flaws in the source" in said
    assert f"index up to date: {before}" in said


def test_steps_are_lines_outside_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    reporter = Reporter()
    with reporter.timed("Opening"):
        reporter.say("between")
    with reporter.steps() as step:
        advance = step("words", 3)
        advance(2)
        assert "words" not in (early := capsys.readouterr().err)
        advance(1)
    assert re.fullmatch(r"Opening …\nbetween\nOpening: \d+\.\d s\n", early)
    out, err = capsys.readouterr()
    assert out == ""
    assert re.fullmatch(r"  words: 3 in \d+\.\d s\n", err)
