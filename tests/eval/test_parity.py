"""How alike the answers in the languages are."""

from __future__ import annotations

import pytest

from collection import Topic, TopicSet
from parity import overlap, parity, table


def test_overlap_looks_at_the_best_five() -> None:
    assert overlap("abcdef", "fedcba") == pytest.approx(4 / 5)
    assert overlap("abcde", "edcba") == 1.0
    assert overlap("abcde", "fghij") == 0.0
    assert overlap("", "abcde") == 0.0


def test_pairs_of_languages() -> None:
    topics = TopicSet(
        "set",
        tuple(Topic(f"n-{language}", "n", language, "x") for language in ("fi", "sv", "en")),
        {"n": {"a": 1}},
    )
    rankings = {"n-fi": list("abcde"), "n-sv": list("abcdf"), "n-en": list("ghijk")}
    report = parity(rankings, topics)
    assert list(report) == ["fi-sv", "fi-en", "sv-en", "all"]
    assert [report[pair]["overlap"]["mean"] for pair in report] == [0.8, 0.0, 0.0, 0.2667]
    assert [report[pair]["apart"]["mean"] for pair in report] == [0.0, 1.0, 1.0, 0.6667]
    assert [report[pair]["gap"] for pair in report] == [0.0, 1.0, 1.0, 1.0]
    assert "| fi-sv | 0.800 [0.800, 0.800] | 0.000 [0.000, 0.000] | +0.000 |" in table(report)
