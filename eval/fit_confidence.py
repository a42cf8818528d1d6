"""Fits the coefficients of `hankehaku.search.confidence`: does the collection answer a question?

    python eval/fit_confidence.py [--index DIR] [--other FILE]

Positive are the topics of the tune half that have judgments; negative those that have none (four
times the weight, as they are few and near) and the tune half of the questions of FILE, one a line,
about anything.
The evidence is that of the first hit. Ridge-penalised logistic regression by gradient descent; the
intercept is moved so that half a percent of the positives falls below 0.5.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from collection import pooled, read_questions, topic_sets
from hankehaku import Hankehaku
from indexes import COLLECTION, index_of

NAMES = ("domain", "strength", "nearness", "share")
RIDGE = 5.0
STEPS = 5_000
REFUSED = 0.5  # per cent of the positives


def main() -> None:
    """Print the coefficients, and how many of each kind would be answered."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--index", type=Path)
    parser.add_argument("--other", type=Path)
    options = parser.parse_args()
    hankehaku = Hankehaku.open(index_of(COLLECTION, options.index))
    kinds: dict[str, list[list[float]]] = {"answered": [], "unanswered": [], "other": []}
    topics = pooled(topic_sets()).part("tune")
    for topic in topics.topics:
        kind = "answered" if topics.qrels.get(topic.need) else "unanswered"
        kinds[kind].append(evidence(hankehaku, topic.text, topic.language))
    if options.other:
        questions = read_questions(options.other, "tune")
        kinds["other"] = [evidence(hankehaku, each.text, each.language) for each in questions]
    coefficients = fit(kinds)
    logits = {
        kind: np.asarray(rows) @ coefficients[1:] + coefficients[0]
        for kind, rows in kinds.items()
        if rows
    }
    shift = float(np.percentile(logits["answered"], REFUSED))
    print(f"INTERCEPT {coefficients[0] - shift:.2f}")
    for name, value in zip(NAMES, coefficients[1:], strict=True):
        print(f"{name.upper()} {value:.2f}")
    for kind, values in logits.items():
        print(f"{kind}: {len(values)}, answered {float((values >= shift).mean()):.1%}")


def evidence(hankehaku: Hankehaku, text: str, language: str | None) -> list[float]:
    """Return the evidence of the first hit, in the order of NAMES."""
    signals = hankehaku.search(text, 1, language).hits[0].signals
    return [signals[name] for name in NAMES]


def fit(kinds: dict[str, list[list[float]]]) -> np.ndarray:
    """Return intercept and coefficients, shape (5,)."""
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
