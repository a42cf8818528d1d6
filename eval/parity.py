"""Tells how alike the answers are when the same need is asked in each language.

    python eval/parity.py [--topics NAME ...] [--split tune|report|all] [--index DIR] [--json F]

For each pair of languages: how many of the best five projects are the same, how far apart nDCG@5
is need by need, and how far apart its means are.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np

from collection import TopicSet, pooled
from command import parser, run, write_json
from evaluate import ask, rankings_of
from hankehaku import Hankehaku
from indexes import COLLECTION, index_of
from measures import MAIN, Rankings, by_language, interval, per_topic

TOP = 5


def overlap(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the share of the best TOP projects that two rankings have in common, 0 to 1."""
    return len(set(one[:TOP]) & set(other[:TOP])) / TOP


def parity(rankings: Rankings, topics: TopicSet) -> dict[str, dict[str, Any]]:
    """Return for each pair of languages `overlap`, `apart` (mean absolute difference of nDCG@5) and
    `gap` (difference of its means); for 'all' the means of the pairs, and the widest gap.

    `overlap` and `apart` have intervals over needs. Every need must be asked in every language.
    """
    values = by_language(per_topic(rankings, topics)[MAIN], topics)
    asked = {(topic.language, topic.need): rankings.get(topic.id, ()) for topic in topics.answered}
    shared: dict[str, list[float]] = {}
    apart: dict[str, list[float]] = {}
    gaps: dict[str, float] = {}
    for one, other in itertools.combinations(values, 2):
        needs = list(values[one])
        pair = f"{one}-{other}"
        shared[pair] = [overlap(asked[one, need], asked[other, need]) for need in needs]
        differences = [values[one][need] - values[other][need] for need in needs]
        apart[pair] = [abs(each) for each in differences]
        gaps[pair] = float(np.mean(differences))
    shared["all"] = np.mean(list(shared.values()), axis=0).tolist()
    apart["all"] = np.mean(list(apart.values()), axis=0).tolist()
    gaps["all"] = max(gaps.values(), key=abs)
    return {
        pair: {
            "overlap": interval(shared[pair]),
            "apart": interval(apart[pair]),
            "gap": round(gaps[pair], 4),
        }
        for pair in shared
    }


def table(report: dict[str, dict[str, Any]]) -> str:
    """Return the figures as a Markdown table."""
    rows = [
        f"| languages | same among the best {TOP} | {MAIN} apart, need by need | its means apart |",
        "|---|---|---|---|",
    ]
    for pair, figures in report.items():
        cells = ["{mean:.3f} [{low:.3f}, {high:.3f}]".format(**figures["overlap"])]
        cells.append("{mean:.3f} [{low:.3f}, {high:.3f}]".format(**figures["apart"]))
        rows.append(f"| {pair} | {' | '.join(cells)} | {figures['gap']:+.3f} |")
    return "\n".join([*rows, ""])


def main() -> None:
    """Print how alike the languages are."""
    options = parser(__doc__).parse_args()
    topics = pooled(options.topics).part(options.split)
    hankehaku = Hankehaku.open(index_of(COLLECTION, options.index))
    report = parity(rankings_of(ask(hankehaku, topics.answered)), topics)
    print(f"### {topics.name}, {options.split}\n\n{table(report)}")
    write_json(options.json, report)


if __name__ == "__main__":
    run(main)
