"""Measures of rankings (by `ir-measures`), and how sure a difference between them is.

    values = per_topic(rankings, topic_set)["nDCG@5"]
    interval(list(values.values())), randomisation_test(differences), holm(p_values)

All randomness has a fixed seed, so the same rankings give the same figures everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import ir_measures
import numpy as np
import numpy.typing as npt
from ir_measures import RR, R, Success, nDCG

from collection import TopicSet
from hankehaku.language.lexicon import LANGUAGES

MEASURES = (nDCG @ 5, nDCG @ 10, RR, R @ 5, Success @ 1)
"""For nDCG the gain is the relevance; for the others a relevance of 1 or more is relevant."""

NAMES = tuple(str(measure) for measure in MEASURES)
MAIN = NAMES[0]

SAMPLES = 1_000
DRAWS = 10_000

Rankings = Mapping[str, Sequence[str]]
"""For each topic id the ids of projects, best first."""


def per_topic(rankings: Rankings, topics: TopicSet) -> dict[str, dict[str, float]]:
    """Return by measure and topic id the values of the topics that have an answer, each 0 to 1.

    A topic without a ranking has 0.
    """
    # falling scores: the order is kept, and no tool has ties to break in its own way
    run = [
        ir_measures.ScoredDoc(topic.id, project, -float(rank))
        for topic in topics.answered
        for rank, project in enumerate(rankings.get(topic.id, ()))
    ]
    judged = [
        ir_measures.Qrel(topic.id, project, relevance)
        for topic in topics.answered
        for project, relevance in topics.qrels[topic.need].items()
    ]
    values = {name: dict.fromkeys((topic.id for topic in topics.answered), 0.0) for name in NAMES}
    for metric in ir_measures.iter_calc(MEASURES, judged, run):
        values[str(metric.measure)][metric.query_id] = float(metric.value)
    return values


def by_language(values: Mapping[str, float], topics: TopicSet) -> dict[str, dict[str, float]]:
    """Return values by topic id as values by language and need.

    Languages stand in the order fi, sv, en; topics whose language is to be detected are 'all'.
    """
    grouped: dict[str, dict[str, float]] = {}
    for topic in topics.answered:
        grouped.setdefault(topic.language or "all", {})[topic.need] = values[topic.id]
    rank = {language: number for number, language in enumerate(LANGUAGES)}
    return dict(sorted(grouped.items(), key=lambda pair: rank.get(pair[0], len(rank))))


def interval(values: Sequence[float]) -> dict[str, float]:
    """Return mean and 95% percentile bootstrap interval over needs (Efron 1979)."""
    data = np.asarray(values, dtype=np.float64)
    generator = np.random.default_rng(0)
    means = data[generator.integers(0, len(data), (SAMPLES, len(data)))].mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    rounded = (round(float(each), 4) for each in (data.mean(), low, high))
    return dict(zip(("mean", "low", "high"), rounded, strict=True))


def randomisation_test(differences: Sequence[float] | npt.NDArray[np.float64]) -> float:
    """Return the two-sided p-value of the mean of paired differences (n,), one a need.

    If two systems were the same, each difference could as well have the other sign (Fisher's
    randomisation test, as Smucker, Allan & Carterette 2007 recommend it for retrieval). The
    observed signs count as one of the draws, so p is never 0 (Phipson & Smyth 2010).
    """
    data = np.asarray(differences, dtype=np.float64)
    generator = np.random.default_rng(0)
    signs = generator.integers(0, 2, (DRAWS, len(data))) * 2 - 1
    drawn = np.abs(signs @ data)
    # a hair less than observed, as sums that are equal differ in the last bit
    as_far = int((drawn >= abs(float(data.sum())) - 1e-9).sum())
    return (1 + as_far) / (1 + DRAWS)


def holm(p_values: Mapping[str, float]) -> dict[str, float]:
    """Return p-values corrected for their number (Holm 1979), in the order they were given."""
    corrected: dict[str, float] = {}
    highest = 0.0
    for number, (name, p) in enumerate(sorted(p_values.items(), key=lambda pair: pair[1])):
        highest = max(highest, min(1.0, p * (len(p_values) - number)))
        corrected[name] = highest
    return {name: corrected[name] for name in p_values}
