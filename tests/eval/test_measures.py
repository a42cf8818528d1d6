"""Measures against values by hand, and tests of differences that always come out alike."""

from __future__ import annotations

import math

import pytest

from collection import Topic, TopicSet
from measures import NAMES, by_language, holm, interval, per_topic, randomisation_test

TOPICS = TopicSet(
    "set",
    (
        Topic("a-en", "a", "en", "x"),
        Topic("a-fi", "a", "fi", "x"),
        Topic("b", "b", None, "x"),
        Topic("none", "none", "fi", "x"),
    ),
    {"a": {"p1": 3, "p2": 1}, "b": {"p3": 1}},
)


def test_values_are_those_by_hand() -> None:
    rankings = {"a-fi": ["p1", "p2"], "a-en": ["p9", "p1"], "none": ["p1"]}
    values = per_topic(rankings, TOPICS)
    assert tuple(values) == NAMES == ("nDCG@5", "nDCG@10", "RR", "R@5", "Success@1")
    ideal = 3 + 1 / math.log2(3)
    assert values["nDCG@5"] == pytest.approx(
        {"a-en": 3 / math.log2(3) / ideal, "a-fi": 1.0, "b": 0.0}
    )
    assert values["RR"] == {"a-en": 0.5, "a-fi": 1.0, "b": 0.0}
    assert values["R@5"] == {"a-en": 0.5, "a-fi": 1.0, "b": 0.0}
    assert values["Success@1"] == {"a-en": 0.0, "a-fi": 1.0, "b": 0.0}


def test_the_order_of_a_ranking_is_kept_whatever_the_ids() -> None:
    for ids in (["p1", "p0"], ["p1", "p2"]):
        assert per_topic({"b": [ids[0], "p3", ids[1]]}, TOPICS)["RR"]["b"] == 0.5


def test_languages_have_their_order() -> None:
    values = by_language({"a-en": 0.1, "a-fi": 0.2, "b": 0.3}, TOPICS)
    assert list(values.items()) == [("fi", {"a": 0.2}), ("en", {"a": 0.1}), ("all", {"b": 0.3})]


def test_an_interval_is_always_the_same() -> None:
    values = [0.0, 0.5, 1.0, 1.0]
    assert interval(values) == interval(values) == {"mean": 0.625, "low": 0.25, "high": 1.0}
    assert interval([0.5, 0.5]) == {"mean": 0.5, "low": 0.5, "high": 0.5}


def test_the_randomisation_test_comes_near_the_exact_p() -> None:
    # of the 2**6 ways to give signs, the two with all alike are as far from 0
    assert randomisation_test([0.1] * 6) == pytest.approx(2 / 2**6, abs=0.005)
    # the sum is 2; of the 16 ways all but two, whose sum is 0, are as far from 0
    assert randomisation_test([3.0, -1.0, -1.0, 1.0]) == pytest.approx(14 / 16, abs=0.01)
    assert randomisation_test([-0.1] * 6) == randomisation_test([0.1] * 6)


def test_no_difference_is_no_evidence() -> None:
    assert randomisation_test([0.0, 0.0, 0.0]) == 1.0
    assert randomisation_test([0.3, -0.3]) == 1.0


def test_p_is_never_zero() -> None:
    assert randomisation_test([1.0] * 60) == pytest.approx(1 / 10_001)


def test_holm_is_that_of_the_paper() -> None:
    given = {"c": 0.03, "a": 0.01, "d": 0.005, "b": 0.04}
    corrected = holm(given)
    assert list(corrected) == list(given)
    # 4 × .005, 3 × .01, 2 × .03, and .04, which may not be below the one before it
    assert corrected == pytest.approx({"d": 0.02, "a": 0.03, "c": 0.06, "b": 0.06})
    assert holm({"a": 0.6, "b": 0.7}) == {"a": 1.0, "b": 1.0}
    assert holm({}) == {}
