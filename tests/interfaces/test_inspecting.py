"""What would be read of a source, as told to a person and to a program."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from hankehaku.errors import SourceError, UsageError
from hankehaku.interfaces.inspecting import inspect
from hankehaku.sources.collection import read_collection

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "tests" / "sources" / "examples"


def report(capsys: pytest.CaptureFixture[str], path: Path, language: str = "fi") -> list[str]:
    inspect(path, language)
    return capsys.readouterr().out.splitlines()


def test_a_table_in_finnish(capsys: pytest.CaptureFixture[str]) -> None:
    lines = report(capsys, EXAMPLES / "eura2014.csv")
    assert lines[0] == "Kokoelma eura2014: 3 hanketta, 1 hylättyä tietuetta, 2 puutetta"
    assert lines[2] == (
        "eura2014.csv: rakenne csv (tunnistettu), merkistö UTF-8, erotin ”;”, profiili eura-2014, "
        "otsikot rivillä 3, 7 tietuetta"
    )
    assert "EU:n ja valtion rahoitus\ttuki" in lines
    assert "Kuvausten kielet: fi 3" in lines
    assert (
        "eura2014.csv: S20003: Lähteessä alkupäivä on ”30.2.2016”, jota ei ole olemassa (rivi 8)"
    ) in lines
    assert any(
        line.startswith("eura2014.csv, rivi 9: sama tunnus kuin toisella, mutta eri sisältö: ")
        for line in lines
    )
    assert 'eura2014.csv, rivi 11: alaviite: {"Hankekoodi": "Poiminta 10.5.2024"}' in lines
    assert any("hylätään 25.0%" in line for line in lines)


@pytest.mark.parametrize(
    ("language", "first", "unmapped"),
    [
        ("sv", "Samlingen kohesio: 2 projekt, 0 avvisade poster, 0 brister", "(används inte)"),
        ("en", "Collection kohesio: 2 projects, 0 rejected records, 0 flaws", "(not used)"),
    ],
)
def test_in_other_languages(
    capsys: pytest.CaptureFixture[str], language: str, first: str, unmapped: str
) -> None:
    lines = report(capsys, EXAMPLES / "kohesio.csv", language)
    assert lines[0] == first
    assert f"Fund_Code\t{unmapped}" in lines


def test_the_description_that_is_proposed_reads_the_same(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for name in ("labelled_sv.txt", "own_sv.csv"):
        (tmp_path / name).write_bytes((EXAMPLES / name).read_bytes())
    (tmp_path / "lue.txt").write_text("Lue minut.", encoding="utf-8")
    lines = report(capsys, tmp_path)
    assert any(line.startswith("lue.txt: ei luettu: ") for line in lines)
    proposed = "\n".join(lines[lines.index("Ehdotus tiedostoksi collection.toml:") + 1 :])
    assert tomllib.loads(proposed)["documents"] == [
        {"name": "labelled_sv.txt", "layout": "labelled-page"},
        {"name": "own_sv.csv", "layout": "csv"},
    ]
    (tmp_path / "collection.toml").write_text(proposed, encoding="utf-8")
    info, result = read_collection(tmp_path)
    assert (info.language, len(result.projects)) == ("sv", 4)


def test_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    inspect(EXAMPLES / "own.jsonl", as_json=True)
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert (told["collection"], told["projects"], told["languages"]) == (
        *("own", 2, {"fi": 1, "sv": 1}),
    )
    assert told["rejected"] == [
        {"file": "own.jsonl", "line": 3, "reason": "no_record", "record": '{"id": "rikki"'}
    ]
    assert (told["share_rejected"], told["would_build"]) == (0.333333, False)
    assert [each["id"] for each in told["first"]] == ["kotoisa", "lugn"]
    [document] = told["documents"]
    assert (document["layout"], document["recognised"], document["records"]) == ("jsonl", True, 3)


def test_what_cannot_be_inspected_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="neither a folder"):
        inspect(tmp_path)
    with pytest.raises(UsageError, match="'de' is not a language here"):
        inspect(EXAMPLES / "own.jsonl", "de")
