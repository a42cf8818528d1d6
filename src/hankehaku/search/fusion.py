"""Pure functions that turn the signals of candidates into one score."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


def scaled(scores: Floats) -> Floats:
    """Return scores from 0 to 1: negative ones as 0, the best as 1, all 0 when none is positive.

    Dividing by the best only, and not shifting by the worst, gives a candidate that does not
    match no credit for its rank.
    """
    positive = np.maximum(scores, 0.0)
    best = positive.max(initial=0.0)
    return positive / best if best > 0.0 else positive


def found_share(term_scores: Floats, ceilings: Floats) -> float:
    """Return how much of the question was found at all: the weight of terms with any match.

    `term_scores` (terms, candidates); `ceilings` (terms,) what each term weighs in the question.
    """
    total = float(ceilings.sum())
    if total <= 0.0:
        return 0.0
    matched = term_scores.max(axis=1, initial=0.0) > 0.0
    return float(ceilings[matched].sum()) / total


def order(scores: Floats, ids: list[str]) -> list[int]:
    """Return the positions of candidates by falling score; ties stand in the order of their ids."""
    # rounding keeps sums that differ in the last bit, by order of addition, from being ordered
    return sorted(range(len(ids)), key=lambda at: (-round(float(scores[at]), 6), ids[at]))
