"""Tells how far two judges agree, and what the product's figures are by each.

    python eval/agreement.py [--index DIR] [--topics NAME ...] [--split tune|report|all] [--json F]

The second judge saw neither the first's judgments nor any ranking. Agreement is Cohen's kappa over
all pairs of need and project, with quadratic weights, as relevance is graded (Cohen 1968, 'Weighted
kappa'). That systems keep their order whoever judges was shown by Voorhees 2000, 'Variations in
relevance judgments'. Tuning and the guarded figures go by the first judge alone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from collection import TOPICS, Qrels, TopicSet, pooled, read_qrels
from command import parser, run, write_json
from evaluate import ask, rankings_of
from hankehaku import Hankehaku
from indexes import COLLECTION, index_of
from measures import MAIN, Rankings, by_language, interval, per_topic

GRADES = 4
"""Relevance is 0, 1, 2 or 3."""


def second_judge(names: Collection[str]) -> Qrels:
    """Return the second judgments of sets of topics by need."""
    read = (read_qrels(TOPICS / name / "qrels-second.trec") for name in names)
    return {need: judged for each in read for need, judged in each.items()}


def kappa(first: Qrels, second: Qrels, needs: Collection[str], projects: Collection[str]) -> float:
    """Return Cohen's kappa with quadratic weights over every pair of need and project."""
    table = np.zeros((GRADES, GRADES))
    for need in needs:
        one, other = first.get(need, {}), second.get(need, {})
        for project in projects:
            table[one.get(project, 0), other.get(project, 0)] += 1
    rows, columns = np.indices(table.shape)
    weights = (rows - columns) ** 2
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / table.sum()
    return 1.0 - float((weights * table).sum() / (weights * expected).sum())


def agreement(
    rankings: Rankings, topics: TopicSet, second: Qrels, projects: Collection[str]
) -> dict[str, Any]:
    """Return kappa, and for each judge the product's nDCG@5 by language with its interval."""
    needs = {topic.need for topic in topics.topics}
    agreed = kappa(topics.qrels, second, needs, projects)
    figures: dict[str, Any] = {"kappa": round(agreed, 4)}
    judged = {need: of for need, of in second.items() if need in needs}
    for judge, each in (("first", topics), ("second", replace(topics, qrels=judged))):
        values = by_language(per_topic(rankings, each)[MAIN], each)
        figures[judge] = {lang: interval(list(needs.values())) for lang, needs in values.items()}
    return figures


def table(figures: Mapping[str, Any]) -> str:
    """Return the figures by each judge as a Markdown table, and kappa."""
    languages = list(figures["first"])
    rows = [f"| {MAIN} | {' | '.join(languages)} |", "|---" * (len(languages) + 1) + "|"]
    for judge in ("first", "second"):
        cells = [
            "{mean:.3f} [{low:.3f}, {high:.3f}]".format(**figures[judge][x]) for x in languages
        ]
        rows.append(f"| {judge} judge | {' | '.join(cells)} |")
    return "\n".join([*rows, "", f"Weighted kappa of the judges: {figures['kappa']:.3f}.", ""])


def main() -> None:
    """Print a table, and write all figures as JSON when asked."""
    options = parser(__doc__).parse_args()
    topics = pooled(options.topics).part(options.split)
    hankehaku = Hankehaku.open(index_of(COLLECTION, options.index))
    rankings = rankings_of(ask(hankehaku, topics.topics))
    projects = [project.id for project in hankehaku]
    figures = agreement(rankings, topics, second_judge(options.topics), projects)
    print(f"### {topics.name}, {options.split}\n\n{table(figures)}")
    write_json(options.json, figures)


if __name__ == "__main__":
    run(main)
