"""How sure a result is."""

from __future__ import annotations

import math

import numpy as np
import pytest

from hankehaku.search.confidence import (
    DOMAIN,
    INTERCEPT,
    NEARNESS,
    SHARE,
    STRENGTH,
    confidence,
    found_share,
)
from hankehaku.search.signals import Signals


def signals(terms: list[list[float]], domain: float, nearness: list[float]) -> Signals:
    count = len(nearness)
    return Signals(
        np.arange(count),
        np.array(terms, dtype=np.float32).reshape(-1, count),
        {},
        domain,
        np.array(nearness, dtype=np.float32),
    )


def test_share_weighs_terms_by_the_best_project() -> None:
    terms = np.array([[4, 2, 0], [0, 1, 1]], dtype=np.float32)
    assert found_share(terms, 25) == pytest.approx([0.8, 0.6, 0.2])


def test_share_counts_an_unfound_term_as_the_rarest_word() -> None:
    terms = np.array([[3.0], [0.0]], dtype=np.float32)
    assert found_share(terms, 25) == pytest.approx([3 / (3 + math.log(26))])


def test_share_of_no_terms_is_nothing() -> None:
    assert found_share(np.zeros((0, 2), dtype=np.float32), 25).tolist() == [0.0, 0.0]


def test_confidence_is_the_logistic_of_what_it_sums() -> None:
    given = signals([[2.0, 0.0]], 0.5, [1.0, -1.0])
    sure = confidence(given, np.array([1.0, 0.0], dtype=np.float32), 25)
    strength = math.log1p(2.0 / math.log1p(25))
    logit = INTERCEPT + DOMAIN * 0.5 + STRENGTH * strength + NEARNESS + SHARE
    assert sure[0] == pytest.approx(1 / (1 + math.exp(-logit)), rel=1e-5)
    nothing = INTERCEPT + DOMAIN * 0.5 - NEARNESS
    assert sure[1] == pytest.approx(1 / (1 + math.exp(-nothing)), rel=1e-5)


@pytest.mark.parametrize("raised", ["domain", "nearness", "terms", "share"])
def test_more_of_any_signal_is_surer(raised: str) -> None:
    low = {"domain": 0.0, "nearness": 0.0, "terms": 1.0, "share": 0.2}
    high = {**low, raised: low[raised] + 0.5}

    def sure(of: dict[str, float]) -> float:
        given = signals([[of["terms"]]], of["domain"], [of["nearness"]])
        return float(confidence(given, np.array([of["share"]], dtype=np.float32), 25)[0])

    assert 0.0 < sure(low) < sure(high) < 1.0
