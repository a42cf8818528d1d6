"""Measures the product's own search on topics and judgments, with confidence intervals.

    python eval/evaluate.py [--index DIR] [--topics NAME ...] [--split tune|report|all] [--json F]
    python eval/evaluate.py --index DIR --queries F --qrels F          (a BEIR-like collection)

Measures are those of `ir-measures`: nDCG@5, nDCG@10, RR, R@5 and Success@1, with judgments of 1 or
more as relevant for the binary ones. Intervals are 95% percentile bootstraps over needs (1,000
samples, seed 0). Half of the needs, by a hash of their id, is for tuning, half for reporting.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ir_measures
import numpy as np
from ir_measures import RR, R, Success, nDCG

from hankehaku import Hankehaku
from hankehaku.facade import find_index
from hankehaku.interfaces.batch import Query, run_lines

TOPICS = Path(__file__).with_name("topics")
MEASURES = [nDCG @ 5, nDCG @ 10, RR, R @ 5, Success @ 1]
DEPTH = 100


@dataclass(frozen=True, slots=True)
class Topic:
    """A need in one language."""

    id: str
    need: str
    language: str
    text: str


def side(need: str) -> str:
    """Return the half a need belongs to: tune or report, all languages of it on the same side."""
    return "tune" if hashlib.sha256(need.encode()).digest()[0] % 2 == 0 else "report"


def read_topics(path: Path) -> list[Topic]:
    """Read JSON Lines with id, text, language (or lang) and optionally need."""
    topics = []
    for line in path.read_text(encoding="utf-8").splitlines():
        data = json.loads(line)
        language = data.get("language") or data["lang"]
        topics.append(Topic(data["id"], data.get("need", data["id"]), language, data["text"]))
    return topics


def read_qrels(path: Path) -> dict[str, dict[str, int]]:
    """Read a TSV with header: need (or qid), id (or docid), relevance (or rel)."""
    qrels: dict[str, dict[str, int]] = defaultdict(dict)
    with path.open(encoding="utf-8", newline="") as file:
        for need, project, relevance in list(csv.reader(file, delimiter="\t"))[1:]:
            qrels[need][project] = int(relevance)
    return qrels


def evaluate(
    hankehaku: Hankehaku, topics: list[Topic], qrels: dict[str, dict[str, int]]
) -> dict[str, Any]:
    """Return for each language the measures with their intervals, over topics with judgments."""
    asked = [topic for topic in topics if qrels.get(topic.need)]
    queries = [Query(topic.id, topic.text, topic.language, 0) for topic in asked]
    run = [
        ir_measures.ScoredDoc(name, project, float(score))
        for name, _, project, _, score, _ in map(str.split, run_lines(hankehaku, queries, DEPTH))
    ]
    judged = [
        ir_measures.Qrel(topic.id, project, relevance)
        for topic in asked
        for project, relevance in qrels[topic.need].items()
    ]
    languages = {topic.id: topic.language for topic in asked}
    values: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for metric in ir_measures.iter_calc(MEASURES, judged, run):
        values[languages[metric.query_id]][str(metric.measure)].append(metric.value)
    return {
        language: {
            "needs": len(next(iter(measures.values()))),
            **{name: interval(each) for name, each in measures.items()},
        }
        for language, measures in sorted(values.items())
    }


def interval(values: list[float]) -> dict[str, float]:
    """Return mean and 95% bootstrap interval."""
    data = np.asarray(values)
    generator = np.random.default_rng(0)
    means = data[generator.integers(0, len(data), (1000, len(data)))].mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    rounded = (round(float(each), 4) for each in (data.mean(), low, high))
    return dict(zip(("mean", "low", "high"), rounded, strict=True))


def table(title: str, results: dict[str, Any]) -> str:
    """Return results as a Markdown table."""
    names = [str(measure) for measure in MEASURES]
    rows = [f"### {title}", "", f"| language | needs | {' | '.join(names)} |"]
    rows.append("|---" * (len(names) + 2) + "|")
    for language, measures in results.items():
        cells = ["{mean:.3f} [{low:.3f}, {high:.3f}]".format(**measures[name]) for name in names]
        rows.append(f"| {language} | {measures['needs']} | {' | '.join(cells)} |")
    return "\n".join([*rows, ""])


def main() -> None:
    """Print a table for each set of topics, and write all figures as JSON when asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--index", type=Path, default=Path("index"))
    parser.add_argument("--topics", nargs="*", default=sorted(p.name for p in TOPICS.iterdir()))
    parser.add_argument("--queries", type=Path)
    parser.add_argument("--qrels", type=Path)
    parser.add_argument("--split", choices=("tune", "report", "all"), default="report")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    hankehaku = Hankehaku.open(find_index(options.index))
    report = {}
    if options.queries:
        topics, qrels = read_topics(options.queries), read_qrels(options.qrels)
        report[options.queries.parent.name] = evaluate(hankehaku, topics, qrels)
    else:
        for name in options.topics:
            topics = read_topics(TOPICS / name / "topics.jsonl")
            chosen = [each for each in topics if options.split in ("all", side(each.need))]
            qrels = read_qrels(TOPICS / name / "qrels.tsv")
            report[f"{name}, {options.split} half"] = evaluate(hankehaku, chosen, qrels)
    for title, results in report.items():
        print(table(title, results))
    if options.json:
        options.json.write_text(json.dumps(report, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
