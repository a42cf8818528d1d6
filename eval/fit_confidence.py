"""Fits the coefficients of `hankehaku.search.confidence`: does the collection answer a question?

    python eval/fit_confidence.py [--index DIR] [--other FILE]

Positive are the topics of the tune half that have judgments; negative those that have none (four
times the weight, as they are few and near) and the tune half of the questions of FILE, one a line,
about anything.
The coefficients are fitted to the evidence of the first hit, by ridge-penalised logistic regression
with gradient descent. ANSWERABLE is the confidence that all but two in a hundred of the positives
reach in the best of the hits that are looked at.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from collection import pooled, read_questions, topic_sets
from hankehaku import Hankehaku
from hankehaku.search.confidence import LOOKED_AT
from indexes import COLLECTION, index_of

NAMES = ("domain", "strength", "nearness", "share")
RIDGE = 5.0
STEPS = 5_000
REFUSED = 2.0  # per cent of the positives

Evidence = list[list[float]]
"""For each of the hits that are looked at, best first, the evidence in the order of NAMES."""


def main() -> None:
    """Print the coefficients, and how many of each kind would be answered."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--index", type=Path)
    parser.add_argument("--other", type=Path)
    options = parser.parse_args()
    hankehaku = Hankehaku.open(index_of(COLLECTION, options.index))
    kinds: dict[str, list[Evidence]] = {"answered": [], "unanswered": [], "other": []}
    topics = pooled(topic_sets()).part("tune")
    for topic in topics.topics:
        kind = "answered" if topics.qrels.get(topic.need) else "unanswered"
        if found := evidence(hankehaku, topic.text, topic.language):
            kinds[kind].append(found)
    if options.other:
        questions = read_questions(options.other, "tune")
        found_all = [evidence(hankehaku, each.text, each.language) for each in questions]
        kinds["other"] = [each for each in found_all if each]
    coefficients = fit({kind: [hits[0] for hits in each] for kind, each in kinds.items()})
    confidences = {
        kind: np.asarray([best_confidence(hits, coefficients) for hits in each])
        for kind, each in kinds.items()
        if each
    }
    answerable = float(np.percentile(confidences["answered"], REFUSED))
    for name, value in zip(("intercept", *NAMES), coefficients, strict=True):
        print(f"{name.upper()} {value:.2f}")
    print(f"ANSWERABLE {answerable:.2f}")
    for kind, values in confidences.items():
        print(f"{kind}: {len(values)}, answered {float((values >= answerable).mean()):.1%}")


def evidence(hankehaku: Hankehaku, text: str, language: str | None) -> Evidence:
    """Return the evidence of the best hits of a question, none when nothing was ranked."""
    hits = hankehaku.search(text, LOOKED_AT, language).hits
    return [[hit.signals[name] for name in NAMES] for hit in hits if hit.signals]


def best_confidence(hits: Evidence, coefficients: np.ndarray) -> float:
    """Return the confidence of the surest of the hits."""
    logits = np.asarray(hits) @ coefficients[1:] + coefficients[0]
    return float(1.0 / (1.0 + np.exp(-logits.max())))


def fit(kinds: dict[str, Evidence]) -> np.ndarray:
    """`kinds` hold the evidence of first hits; return intercept and coefficients, shape (5,)."""
    rows = np.asarray([row for each in kinds.values() for row in each])
    wanted = np.repeat([1.0, 0.0, 0.0], [len(each) for each in kinds.values()])
    weights = np.where(wanted == 1.0, 0.5 / wanted.sum(), 0.5 / (1.0 - wanted).sum())
    first = len(kinds["answered"])
    weights[first : first + len(kinds["unanswered"])] *= 4.0
    mean, deviation = rows.mean(axis=0), rows.std(axis=0)
    design = np.c_[np.ones(len(rows)), (rows - mean) / deviation]
    coefficients = np.zeros(design.shape[1])
    for _ in range(STEPS):
        chance = 1.0 / (1.0 + np.exp(-design @ coefficients))
        penalty = RIDGE * np.r_[0.0, coefficients[1:]] / len(rows)
        coefficients -= 0.5 * (design.T @ (weights * (chance - wanted)) + penalty)
    plain = coefficients[1:] / deviation
    fitted: np.ndarray = np.r_[coefficients[0] - float(plain @ mean), plain]
    return fitted


if __name__ == "__main__":
    main()
