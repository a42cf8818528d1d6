"""The report of a commit: its name, its page, its plots, and the README's part."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import pages
import report
from collection import Topic
from hankehaku.errors import UsageError
from hankehaku.facade import Hankehaku
from hankehaku.index.kit import Kit
from hankehaku.search import engine
from hankehaku.search.question import understand
from plots import curves, dots
from timing import ENCODER, WHOLE, stages

PNG = b"\x89PNG"


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one commit."""
    monkeypatch.setattr(report, "ROOT", tmp_path)
    (tmp_path / "README.md").write_text("text", encoding="utf-8")
    (tmp_path / "code.py").write_text("", encoding="utf-8")
    name = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    for command in (("init", "-q"), ("add", "."), (*name, "commit", "-q", "-m", "first")):
        subprocess.run(("git", *command), cwd=tmp_path, check=True)
    return tmp_path


def test_a_commit_is_named(tree: Path) -> None:
    name, moment = report.commit(allow_dirty=False)
    assert 7 <= len(name) <= 12
    assert moment > 1_700_000_000
    (tree / "README.md").write_text("new figures", encoding="utf-8")
    assert report.commit(allow_dirty=False) == (name, moment)


def test_changes_are_refused_unless_allowed(tree: Path) -> None:
    (tree / "code.py").write_text("changed", encoding="utf-8")
    with pytest.raises(UsageError, match="not committed"):
        report.commit(allow_dirty=False)
    assert report.commit(allow_dirty=True)[0].endswith("-dirty")


def test_what_git_says_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "ROOT", tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(UsageError, match="git says"):
        report.commit(allow_dirty=True)


def test_the_newest_report_is_that_of_the_newest_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "REPORTS", tmp_path)
    assert report.newest() is None
    for name, moment in (("aaa", 2), ("bbb", 1), ("ccc-dirty", 3)):
        text = json.dumps({"commit": name, "committed": moment})
        (tmp_path / f"{name}.json").write_text(text, encoding="utf-8")
    found = report.newest()
    assert found is not None
    assert found["commit"] == "aaa"


def assistant_figures() -> dict[str, Any]:
    shares = {"questions": 4, "act": 1.0, "projects": 0.75}
    shares |= {"figures asked": 2, "figures answered": 2, "figures right": 1}
    error = {"text": "Migrin hankkeet", "wrong": ["projects"], "said": "find: rio"}
    return {
        **{key: {"fi": shares} for key in ("by language", "by kind")},
        "sentences": 9,
        "untraced": ["one"],
        "unconstrained": 5,
        "invented": [],
        "errors": [error],
    }


def figures() -> dict[str, Any]:
    """Figures of a product, one plain system, and the product without one part."""
    interval = {"mean": 0.8, "low": 0.7, "high": 0.9}
    gap = {"difference": -0.1, "difference_low": -0.2, "difference_high": 0.0, "p": 0.01}
    product = {"fi": interval}
    other = {"fi": {**interval, "mean": 0.75, **gap}}
    measures = dict.fromkeys(("nDCG@5", "nDCG@10", "RR", "R@5", "Success@1"), interval)
    names = ("plain cosine", "product, words only", "product, meaning only", "without names")
    margin = {"against": names[0], "margin": 0.1, "low": 0.0, "high": 0.2, "p": 0.01}
    half = {
        "needs": 4,
        "sets": {"one": {"fi": {"needs": 4, **measures}}},
        "systems": {**dict.fromkeys(names, other), "product": product},
        "margins": {"fi": margin},
        "parity": {"all": {"overlap": interval, "apart": interval, "gap": 0.05}},
        "judges": {"kappa": 0.961, "first": {"fi": interval}, "second": {"fi": interval}},
    }
    return {
        "commit": "abc1234",
        "parts": {"analyzer": "a", "encoder": "e", "dictionaries": [], "lexicons": []},
        "families": dict(
            zip(
                (*names, "product"),
                ("meaning", "words", "meaning", "without", "product"),
                strict=True,
            )
        ),
        "report": half,
        "all": half,
        "abstain": {"none-near": {"questions": 8, "nothing": 0.25, "auc": 0.9}},
        "external": {"news": {"product": product, "plain cosine": product}},
        "assistant": dict.fromkeys(("report", "tune"), assistant_figures()),
    }


def test_a_page_has_every_part() -> None:
    page = pages.report(figures(), {ENCODER: 1.0, WHOLE: 2.0})
    assert page.startswith("# Evaluation of commit abc1234\n")
    assert "dictionaries none, added lexicons none" in page
    assert "| names | +0.100 |" in page
    assert "| none-near | 8 | 25.0% | 0.900 |" in page
    assert "| fi | plain cosine | +0.100 [0.000, 0.200] | 0.0100 |" in page
    assert "| whole search | 2.00 |" in page
    assert "| fi | 4 | 100.0% | 75.0% | 1 of 2, 2 |" in page
    assert "- Migrin hankkeet (wrong: projects; said find: rio)" in page


def test_plots_of_a_page_are_drawn_where_it_looks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "REPORTS", tmp_path)
    curve = (np.asarray([0.0, 1.0]), np.asarray([0.0, 1.0]))
    roc = {"curves": {"none-near": curve}, "points": {"none-near": (0.5, 0.5)}}
    report.draw("abc1234", figures(), roc)
    page = pages.report(figures(), {ENCODER: 1.0})
    drawn = sorted(path.name for path in tmp_path.iterdir())
    assert len(drawn) == 4
    assert all(f"]({name})" in page for name in drawn)


def test_the_part_of_the_readme_is_replaced() -> None:
    text = f"before\n{pages.START}\nold\n{pages.END}\nafter\n"
    block = pages.summary(figures())
    assert "| fi | 0.800 [0.700, 0.900] | 0.750 | 0.750 | 0.750 (plain cosine) |" in block
    assert "- none-near: 25.0% of 8" in block
    assert "| fi | 4 | 75.0% | 1 of 2 |" in block
    assert "could not be traced to what they cite: 1 of 9." in block
    once = pages.with_figures(text, block)
    assert once == f"before\n{pages.START}\n\n{block}\n\n{pages.END}\nafter\n"
    assert pages.with_figures(once, block) == once


def test_a_readme_without_marks_is_refused() -> None:
    with pytest.raises(UsageError, match="marks"):
        pages.with_figures("text", "block")


def test_the_readme_has_the_marks() -> None:
    text = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    assert text.count(pages.START) == text.count(pages.END) == 1


def test_the_same_figures_give_the_same_plots(tmp_path: Path) -> None:
    panels = {"fi": {"product": {"mean": 0.8, "low": 0.7, "high": 0.9}}}
    for name in ("one", "two"):
        dots(tmp_path / f"{name}-dots.png", "title", "nDCG@5", panels, {"fi": 0.8})
        curve = (np.asarray([0.0, 0.5, 1.0]), np.asarray([0.0, 0.9, 1.0]))
        curves(tmp_path / f"{name}-curves.png", "title", {"near": curve}, {"near": (0.5, 0.9)})
    for kind in ("dots", "curves"):
        one, two = ((tmp_path / f"{name}-{kind}.png").read_bytes() for name in ("one", "two"))
        assert one.startswith(PNG)
        assert one == two


def test_stages_are_told_in_encoder_calls(hankehaku: Hankehaku, kit: Kit) -> None:
    topics = [Topic(text, text, "fi", text) for text in ("lupa", "perheet", "työ")]
    ratios = stages(hankehaku, kit, warm_up=topics[:1], asked=topics[1:])
    assert ratios[ENCODER] == 1.0
    assert ratios[WHOLE] > 1.0
    assert all(ratio >= 0.0 for ratio in ratios.values())
    assert engine.understand is understand  # nothing is left behind in the product
