"""The figures that the program takes along are those of the newest report and of the README."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import report
import served
from hankehaku.interfaces.web.documents import evaluation
from pages import END, START

README = Path(__file__).parents[2] / "README.md"


@pytest.fixture(scope="module")
def kept() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(served.SERVED.read_text(encoding="utf-8"))
    return found


def test_they_are_those_of_the_newest_report(kept: dict[str, Any]) -> None:
    newest = report.newest()
    assert newest is not None
    assert kept == served.served(newest), "run eval/served.py"


def test_the_readme_says_the_same(kept: dict[str, Any]) -> None:
    block = README.read_text(encoding="utf-8").partition(START)[2].partition(END)[0]
    assert f"on the {kept['needs']} needs" in block
    assert f"at commit {kept['commit']};" in block
    for language, row in kept["ranking"].items():
        interval = "{mean:.3f} [{low:.3f}, {high:.3f}]".format(**row)
        cells = [interval, *(f"{row[key]:.3f}" for key in ("words", "meaning", "plain"))]
        assert f"| {language} | {' | '.join(cells)} (" in block
    for each in kept["nothing"]:
        kind = f"with an answer, {each['language']}" if each["language"] else each["kind"]
        assert f"- {kind}: {each['share']:.1%} of {each['questions']}\n" in block
    for language, row in kept["assistant"].items():
        right = f"{row['right']} of {row['answered']}"
        assert f"| {language} | {row['questions']} | {row['projects']:.1%} | {right} |" in block
    grounding = kept["grounding"]
    assert f"{grounding['untraced']} of {grounding['sentences']}." in block
    assert f"in {grounding['unconstrained']} questions that have none: {grounding['invented']}" in (
        block
    )
    assert f"{kept['overlap']:.0%} are the same" in block


def test_the_first_hit_is_weighed_by_needs(kept: dict[str, Any]) -> None:
    newest = report.newest()
    assert newest is not None
    sets = [each["fi"] for each in newest["report"]["sets"].values()]
    fit = sum(round(each["needs"] * each["Success@1"]["mean"]) for each in sets)
    assert kept["ranking"]["fi"]["first"] == pytest.approx(fit / kept["needs"], abs=1e-3)


def test_the_program_reads_this_file(kept: dict[str, Any]) -> None:
    assert evaluation.figures() == kept
    assert re.fullmatch(r"[0-9a-f]{7,12}", kept["commit"])
