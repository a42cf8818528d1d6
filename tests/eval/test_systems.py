"""Plain systems on the 25 projects, and how systems are compared."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ablate import ablate, margins, margins_table, table
from baselines import Plain
from collection import Topic, TopicSet
from hankehaku.index.kit import Kit
from hankehaku.language.snowball import SnowballAnalyzer
from indexes import remembering
from systems import PRODUCT, System, plain_systems


@pytest.fixture(scope="module")
def plain(seed_index: Path, kit: Kit) -> Plain:
    return Plain(seed_index, kit)


def test_words_find_what_has_them(plain: Plain) -> None:
    assert plain.ranked(plain.bm25("mentori", "base"))
    assert plain.ranked(plain.bm25("mentorointi mentorointi", "base")) == plain.ranked(
        plain.bm25("mentorointi", "base")
    )
    assert plain.ranked(plain.bm25("xyzzy", "surface", "parts", "grams")) == []


def test_parts_find_within_compounds(plain: Plain) -> None:
    base, parts = (plain.ranked(plain.bm25("lupa", field)) for field in ("base", "parts"))
    assert set(base) < set(parts)


def test_nothing_is_translated(plain: Plain) -> None:
    assert plain.ranked(plain.bm25("mothers", "parts")) == []


def test_all_have_a_cosine(plain: Plain) -> None:
    scores = plain.cosine("oleskelulupa")
    assert len(plain.ranked(scores)) == 25
    assert np.all(np.abs(scores) <= 1.0)


def test_a_project_without_words_gets_nothing_for_its_rank(plain: Plain) -> None:
    none = plain.rrf("xyzzy", "parts")
    assert plain.ranked(none) == plain.ranked(plain.cosine("xyzzy"))
    assert float(none.max()) == pytest.approx(1 / 61)


def test_another_analyzer_has_its_own_words(seed_index: Path, kit: Kit, tmp_path: Path) -> None:
    stems = Plain(seed_index, kit, SnowballAnalyzer("fi"), tmp_path / "stems")
    assert "youme" in stems.ranked(stems.bm25("mentoreiden", "base"))


def test_plain_systems_are_told_apart(seed_index: Path, kit: Kit, tmp_path: Path) -> None:
    found = list(plain_systems(seed_index, kit, tmp_path))
    assert [system.family for system in found] == ["words"] * 5 + ["meaning"] + ["both"] * 2
    rankings = [tuple(system.rank(Topic("q", "q", "fi", "perheiden tuki"))) for system in found]
    assert len(set(rankings)) == len(found)


def test_questions_are_remembered_as_encoded(kit: Kit) -> None:
    fast = remembering(kit).encoder
    once = fast.encode_queries(["lupa", "koti", "lupa"])
    assert np.array_equal(once, kit.encoder.encode_queries(["lupa", "koti", "lupa"]))
    assert np.array_equal(fast.encode_queries(["koti"])[0], once[1])


def test_systems_are_compared_with_the_product() -> None:
    needs = [f"n{number}" for number in range(8)]
    topics = TopicSet(
        "set",
        tuple(Topic(f"{n}-{lang}", n, lang, "x") for n in needs for lang in ("fi", "en")),
        {need: {"good": 1} for need in needs},
    )
    good = {topic.id: ["good", "bad"] for topic in topics.topics}
    bad = {topic.id: ["bad", "good"] for topic in topics.topics}
    report = ablate({"words": bad, "hybrid": bad, "same": good, PRODUCT: good}, topics)
    lost = report["words"]["fi"]
    assert lost["mean"] == 0.6309
    assert lost["difference"] == -0.3691
    # all of 8 needs are worse: 2 of 256 draws are as far, times the 3 systems compared
    assert lost["p"] == pytest.approx(3 * 2 / 256, abs=0.01)
    assert report["same"]["fi"]["p"] == 1.0
    assert "p" not in report[PRODUCT]["fi"]
    listed = [
        System("words", "words", list, plain=True),
        System("hybrid", "both", list, plain=True),
        System("same", "without", list),
        System(PRODUCT, "product", list),
    ]
    found = margins(listed, report)
    assert found["fi"]["against"] == "hybrid"
    assert found["en"]["margin"] == found["fi"]["margin"] == 0.3691
    assert "| words | 0.631 [0.631, 0.631] -0.369* |" in table(report)
    assert "| fi | hybrid | +0.369 [0.369, 0.369] |" in margins_table(found)
