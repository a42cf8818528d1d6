"""Pure functions that turn the signals of candidates into one score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from hankehaku.search.nodes import FieldWeights

Floats = npt.NDArray[np.float32]

_GAP = 1e-3  # more than `order` rounds away


@dataclass(frozen=True, slots=True)
class Ranking:
    """What ranks, and by how much; the defaults are the evaluated ones (see `eval/`).

    `words` and `dense` weigh the two sides against each other; the vectors weigh up to `doubt`
    times more, the less of the question the words found. `channels` weigh the kinds of vectors
    among themselves. The vector of a question that is not Finnish is mixed with that of its
    terms in Finnish, which weighs `translated`. A reranker, if there is one, judges the best
    `reranked` candidates again and weighs `reranker` against the two sides together.
    """

    words: float = 1.0
    dense: float = 0.4
    doubt: float = 0.75
    translated: float = 0.3
    channels: Mapping[str, float] = field(
        default_factory=lambda: {"raw": 0.5, "lemma": 0.5, "sentences": 1.0}
    )
    fields: FieldWeights = field(default_factory=FieldWeights)
    reranker: float = 1.0
    reranked: int = 20


@dataclass(frozen=True, slots=True)
class Fused:
    """The scores of candidates (n,): by words, by meaning, and together."""

    lexical: Floats
    dense: Floats
    score: Floats


def fuse(terms: Floats, channels: Mapping[str, Floats], ranking: Ranking, trust: float) -> Fused:
    """Return the scores of candidates from their signals.

    Each side is standardised over the candidates and the two are added ('relevance score
    normalization', Montague & Aslam 2001). A candidate that no word of matches stands as far
    below the mean as all such, whatever its rank. `trust`, from 0 to 1, is how far the word side
    understood the question; the less, the more the vectors decide.
    """
    lexical = standardised(terms.sum(axis=0))
    sides = [weight * standardised(channels[name]) for name, weight in ranking.channels.items()]
    dense = standardised(np.sum(sides, axis=0)) if sides else np.zeros_like(lexical)
    meaning = ranking.dense * (1.0 + ranking.doubt * (1.0 - trust))
    score = ranking.words * trust * lexical + meaning * dense
    return Fused(lexical, dense, score)


def reranked(scores: Floats, judged: Mapping[int, float], weight: float) -> Floats:
    """Return the scores (n,) of candidates after those at the positions of `judged` were judged.

    `judged` gives what a reranker thinks of each of the best candidates. Both scores are
    standardised over these and added, and the sums are shifted so that the worst of them stays
    above all that were not judged.
    """
    if not judged:
        return scores
    best = list(judged)
    opinion = standardised(np.array(list(judged.values()), dtype=np.float32))
    together = standardised(scores[best]) + weight * opinion
    changed = scores.copy()
    changed[best] = together - together.min() + scores[best].min() + _GAP
    return changed


def standardised(scores: Floats) -> Floats:
    """Return scores in standard deviations from their mean; all 0 when they are all alike."""
    deviation = float(scores.std()) if len(scores) else 0.0
    if deviation < 1e-9:
        return np.zeros_like(scores)
    standard: Floats = (scores - scores.mean()) / deviation
    return standard


def scaled(scores: Floats) -> Floats:
    """Return scores from 0 to 1: negative ones as 0, the best as 1, all 0 when none is positive."""
    positive = np.maximum(scores, 0.0)
    best = positive.max(initial=0.0)
    return positive / best if best > 0.0 else positive


def order(scores: Floats, ids: Sequence[str]) -> list[int]:
    """Return the positions of candidates by falling score; ties stand in the order of their ids."""
    # rounding keeps sums that differ in the last bit, by order of addition, from being ordered
    return sorted(range(len(ids)), key=lambda at: (-round(float(scores[at]), 6), ids[at]))
