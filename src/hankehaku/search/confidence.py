"""How sure a result is, and when to say that nothing fits."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from hankehaku.search.signals import Signals

Floats = npt.NDArray[np.float32]

INTERCEPT, DOMAIN, STRENGTH, NEARNESS, SHARE = -2.36, 0.62, 2.9, 0.58, 3.61
"""Logistic regression on the tune half of the topics and on questions about anything: does the
collection answer? Fitted by `eval/fit_confidence.py`."""

ANSWERABLE = 0.46
"""The confidence below which nothing is said to fit: two in a hundred of the tune half's needs with
an answer falls below it. To withhold a project that fits is worse than to show one that does not,
so few of them may be refused."""

LOOKED_AT = 3
"""Best projects of which one must reach ANSWERABLE."""


NAMED = 0.95
"""The share of the question from which a project whose organisation or place is asked for by name
is an answer, however little the name alone says to the vectors."""


def found_share(terms: Floats, total: int) -> Floats:
    """Return how much of the question's weight each candidate holds, shape (n,), from 0 to 1.

    `terms` (t, n) are the scores of its terms; a term weighs as much as the best project has of
    it, one that no project has as much as the rarest word of a collection of `total` projects.
    """
    best = terms.max(axis=1, initial=0.0)
    weights = np.where(best > 0.0, best, np.float32(np.log1p(total)))
    share: Floats = terms.sum(axis=0) / max(float(weights.sum()), 1e-9)
    return share


def core_share(terms: Floats) -> Floats:
    """Return how much each candidate has of the question's weightiest term, (n,), from 0 to 1.

    That is the term which the best project has most of: the rarest, in the best place. `terms`
    (t, n) are the scores of the terms; 1 when no project has any.
    """
    best = terms.max(axis=1, initial=0.0)
    if not len(best) or best.max() <= 0.0:
        return np.ones(terms.shape[1], dtype=np.float32)
    core: Floats = terms[int(best.argmax())] / best.max()
    return core


def evidence(signals: Signals, share: Floats, total: int) -> dict[str, Floats]:
    """Return what tells whether each candidate has to do with the question, by name, each (n,).

    Whether the question is about what the collection is about at all (`domain`), how much and how
    rare are the words found (`strength`), how near the best sentence is (`nearness`), and how much
    of the question was found (`share`). None of these depends on what else was retrieved, and each
    is measured against the collection itself, so the same coefficients serve any collection.
    """
    return {
        "domain": np.full(len(share), signals.domain, dtype=np.float32),
        "strength": np.log1p(signals.terms.sum(axis=0) / np.log1p(total)),
        "nearness": signals.nearness,
        "share": share,
    }


def confidence(signals: Signals, share: Floats, total: int) -> Floats:
    """Return how sure it is that each candidate has to do with the question, (n,), 0 to 1."""
    found = evidence(signals, share, total)
    logit = (
        INTERCEPT
        + DOMAIN * found["domain"]
        + STRENGTH * found["strength"]
        + NEARNESS * found["nearness"]
        + SHARE * found["share"]
    )
    sure: Floats = 1.0 / (1.0 + np.exp(-logit))
    return sure
