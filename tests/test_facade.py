"""The product in one object."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from hankehaku.errors import (
    IndexDamagedError,
    IndexMissingError,
    UnknownProjectError,
    UsageError,
)
from hankehaku.facade import Hankehaku, Records, find_index, kit_from_settings
from hankehaku.index.kit import Kit
from hankehaku.settings import Settings


def test_records_are_read_without_a_kit(seed_index: Path) -> None:
    records = Records.open(seed_index)
    projects = list(records)
    assert len(records) == len(projects) == 25
    assert sum(project.grant.eu_support_eur or 0 for project in projects) == 7_241_347
    assert records.issues == ()
    assert records.project("ersus") in projects
    assert {project.objective.code for project in projects} <= {
        objective.code for objective in records.objectives
    }
    assert records.manifest.collection["id"] == "amif-2014-2020"


def test_flaws_belong_to_their_projects(hankehaku: Hankehaku) -> None:
    flaws = {
        project.id: [(each.kind.value, each.written, each.line) for each in project.issues]
        for project in hankehaku
        if project.issues
    }
    assert flaws == {
        "ersus": [("impossible_date", "1.0.2018", 173)],
        "kotoa-kotiin": [("end_before_start", "30.9.2012", 145)],
    }


def test_an_unknown_id_names_the_nearest_or_the_list(hankehaku: Hankehaku) -> None:
    with pytest.raises(UnknownProjectError, match="'kotoa-kotin'") as caught:
        hankehaku.project("kotoa-kotin")
    assert caught.value.cure.startswith("Nearest are kotoa-kotiin")
    with pytest.raises(UnknownProjectError) as caught:
        hankehaku.project("§§§")
    assert caught.value.cure == "List them: hankehaku list"


@pytest.mark.parametrize("k", [0, -1])
def test_at_least_one_project_is_asked_for(hankehaku: Hankehaku, k: int) -> None:
    with pytest.raises(UsageError, match=f"{k} projects"):
        hankehaku.search("työ", k)


def test_an_index_is_opened_by_its_name(seed_index: Path, kit: Kit) -> None:
    opened = Hankehaku.open(str(seed_index), kit=kit)
    assert opened.search("nuoret", 1).hits[0].rank == 1
    assert opened.manifest.analyzer == kit.finnish.id


def test_an_index_is_found_at_or_below_a_folder(seed_index: Path, tmp_path: Path) -> None:
    assert find_index(seed_index) == seed_index
    assert find_index(seed_index.parent) == seed_index
    with pytest.raises(IndexMissingError) as caught:
        find_index(tmp_path)
    assert caught.value.where == str(tmp_path)
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "current").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match="several") as several:
        find_index(tmp_path)
    assert several.value.cure == "Choose one with --index"


def test_a_missing_index_is_said(tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError, match="hankehaku build"):
        Hankehaku.open(tmp_path / "none")


@pytest.mark.parametrize("name", ["corpus.json", "projects.sqlite", "questions.npz"])
def test_a_damaged_index_is_said(seed_index: Path, tmp_path: Path, name: str) -> None:
    copy = tmp_path / "index"
    shutil.copytree(seed_index, copy)
    (damaged,) = copy.glob(f"generations/*/{name}")
    damaged.write_bytes(b"x" * damaged.stat().st_size)
    with pytest.raises(IndexDamagedError, match="changed since") as caught:
        Records.open(copy)
    assert caught.value.where == str(damaged)


def test_the_kit_is_as_the_settings_say(kit: Kit) -> None:
    opened = kit_from_settings(Settings(analyzer="snowball"))
    assert opened.finnish.id != kit.finnish.id
    assert "snowball" in opened.finnish.id.casefold()
    assert opened.encoder.id == kit.encoder.id
