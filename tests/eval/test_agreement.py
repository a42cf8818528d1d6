"""How far two judges agree."""

from __future__ import annotations

import pytest

from agreement import agreement, kappa, second_judge
from collection import Topic, TopicSet, pooled, topic_sets

PROJECTS = ("a", "b")


def test_kappa_is_one_for_the_same_judgments_and_nought_for_unrelated_ones() -> None:
    first = {"n1": {"a": 3}, "n2": {"b": 3}}
    assert kappa(first, first, ("n1", "n2"), PROJECTS) == 1.0
    # of two 3s one is shared, of two 0s too: as by chance
    assert kappa(first, {"n1": {"a": 3, "b": 3}}, ("n1", "n2"), PROJECTS) == pytest.approx(0.0)


def test_kappa_counts_near_grades_as_near() -> None:
    first = {"n1": {"a": 3}, "n2": {"b": 1}}
    second = {"n1": {"a": 2}, "n2": {"b": 1}}
    # one pair is one grade apart; the squares of all first against all second grades add up to 36,
    # so that chance would give a quarter of that
    assert kappa(first, second, ("n1", "n2"), PROJECTS) == pytest.approx(1 - 1 / 9)


def test_the_figures_are_those_of_each_judge() -> None:
    topics = TopicSet("t", (Topic("n1-fi", "n1", "fi", "x"),), {"n1": {"a": 3}})
    rankings = {"n1-fi": ["a", "b"]}
    figures = agreement(rankings, topics, {"n1": {"b": 1}, "n9": {"a": 1}}, PROJECTS)
    assert figures["first"]["fi"]["mean"] == 1.0
    assert figures["second"]["fi"]["mean"] == pytest.approx(0.6309, abs=1e-4)


def test_the_judges_of_the_committed_sets_agree() -> None:
    topics = pooled(topic_sets())
    second = second_judge(topic_sets())
    projects = {project for of in (*topics.qrels.values(), *second.values()) for project in of}
    needs = {topic.need for topic in topics.topics}
    assert set(second) <= needs
    assert len(projects) == 25
    assert kappa(topics.qrels, second, needs, projects) > 0.9
