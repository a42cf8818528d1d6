"""How often nothing is said to fit, and the curve over thresholds."""

from __future__ import annotations

import pytest

from abstain import ANSWERED, abstain, auc, roc, roc_points, value
from collection import Topic
from hankehaku.facade import Hankehaku
from hankehaku.search.confidence import ANSWERABLE


def test_the_curve_goes_from_corner_to_corner() -> None:
    across, up = roc([0.9, 0.6, 0.6], [0.6, 0.1])
    assert across.tolist() == [0.0, 0.0, 0.5, 1.0]
    assert up.tolist() == pytest.approx([0.0, 1 / 3, 1.0, 1.0])


def test_the_area_counts_ties_as_half() -> None:
    assert auc([0.9, 0.6], [0.6, 0.1]) == pytest.approx((1 + 1 + 0.5 + 1) / 4)
    assert auc([0.9], [0.1]) == 1.0
    assert auc([0.1], [0.9]) == 0.0


def test_shares_of_each_kind() -> None:
    low, high = ANSWERABLE - 0.1, ANSWERABLE + 0.1
    values = {f"{ANSWERED}, fi": [high, high, low, ANSWERABLE], "none-near": [low, high]}
    report = abstain(values)
    assert report[f"{ANSWERED}, fi"] == {"questions": 4, "nothing": 0.25}
    assert report["none-near"] == {"questions": 2, "nothing": 0.5, "auc": 4.5 / 8}
    assert roc_points(values)["points"] == {"none-near": (0.5, 0.75)}


@pytest.mark.parametrize("text", ["oleskelulupa", "Kuka kirjoitti Sinuhen?", "mentorointi"])
def test_the_value_decides_as_the_product_does(hankehaku: Hankehaku, text: str) -> None:
    decided = value(hankehaku, Topic("q", "q", "fi", text)) < ANSWERABLE
    assert hankehaku.search(text, 10, "fi").no_match == decided
