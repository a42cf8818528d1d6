"""Fusion is a pure function of signals."""

from __future__ import annotations

import numpy as np
import pytest

from hankehaku.search.fusion import Ranking, fuse, order, reranked, scaled, standardised


def test_standardised_has_mean_zero_and_deviation_one() -> None:
    values = standardised(np.array([1.0, 2.0, 3.0], dtype=np.float32))
    assert values.tolist() == pytest.approx([-1.2247449, 0.0, 1.2247449])


def test_scores_that_are_all_alike_say_nothing() -> None:
    assert standardised(np.array([4.0, 4.0], dtype=np.float32)).tolist() == [0.0, 0.0]


def test_scaled_gives_the_best_one_and_negatives_nothing() -> None:
    assert scaled(np.array([-1.0, 2.0, 4.0], dtype=np.float32)).tolist() == [0.0, 0.5, 1.0]
    assert scaled(np.array([-1.0, 0.0], dtype=np.float32)).tolist() == [0.0, 0.0]


def test_ties_stand_in_the_order_of_ids() -> None:
    assert order(np.array([1.0, 2.0, 1.0, 1.00000001]), ["c", "d", "a", "b"]) == [1, 2, 3, 0]


def test_the_less_the_words_are_trusted_the_more_the_vectors_decide() -> None:
    terms = np.array([[3.0, 0.0, 0.0]], dtype=np.float32)
    vectors = np.array([0.0, 1.0, 5.0], dtype=np.float32)
    channels = {"raw": vectors, "lemma": vectors, "sentences": vectors}
    trusting = fuse(terms, channels, Ranking(), 1.0)
    doubting = fuse(terms, channels, Ranking(), 0.1)
    assert int(trusting.score.argmax()) == 0
    assert int(doubting.score.argmax()) == 2


def test_vectors_weigh_more_the_less_the_words_found() -> None:
    terms = np.array([[1.0, 0.0]], dtype=np.float32)
    channels = {"raw": np.array([0.0, 1.0], dtype=np.float32)}
    ranking = Ranking(dense=0.4, doubt=0.75, channels={"raw": 1.0})
    # standardised, the sides are (1, -1) and (-1, 1)
    assert fuse(terms, channels, ranking, 1.0).score.tolist() == pytest.approx([0.6, -0.6])
    assert fuse(terms, channels, ranking, 0.2).score.tolist() == pytest.approx([-0.44, 0.44])


def test_a_reranker_moves_the_judged_and_leaves_the_rest_below() -> None:
    scores = np.array([0.5, 3.0, 2.0, 1.0, 0.5], dtype=np.float32)
    # standardised 3, 2, 1 are r, 0, -r with r = 1.2247449; the judgments the other way round
    changed = reranked(scores, {1: -7.0, 2: -6.0, 3: -5.0}, 2.0)
    assert changed.tolist() == pytest.approx([0.5, 1.001, 2.2257449, 3.4504898, 0.5], abs=1e-5)
    assert order(changed, list("abcde")) == [3, 2, 1, 0, 4]
    assert scores.tolist() == [0.5, 3.0, 2.0, 1.0, 0.5]


def test_with_equal_weight_opposite_opinions_cancel_out_and_ids_decide() -> None:
    scores = np.array([3.0, 2.0, 1.0], dtype=np.float32)
    changed = reranked(scores, {0: 1.0, 1: 2.0, 2: 3.0}, 1.0)
    assert changed.tolist() == pytest.approx([1.001] * 3, abs=1e-6)
    assert order(changed, ["c", "b", "a"]) == [2, 1, 0]


def test_the_last_judged_stays_above_its_equal_that_was_not_judged() -> None:
    scores = np.array([1.0, 1.0, 1.0], dtype=np.float32)
    changed = reranked(scores, {2: 5.0, 1: 5.0}, 1.0)
    assert order(changed, ["a", "b", "c"]) == [1, 2, 0]


def test_without_judgments_scores_stay() -> None:
    scores = np.array([1.0, 2.0], dtype=np.float32)
    assert reranked(scores, {}, 1.0) is scores


def test_each_side_can_be_left_out() -> None:
    terms = np.array([[3.0, 0.0, 0.0]], dtype=np.float32)
    vectors = np.array([0.0, 1.0, 5.0], dtype=np.float32)
    channels = {"raw": vectors, "lemma": vectors, "sentences": vectors}
    assert fuse(terms, channels, Ranking(words=0.0), 1.0).score.argmax() == 2
    assert fuse(terms, channels, Ranking(dense=0.0), 0.1).score.argmax() == 0
