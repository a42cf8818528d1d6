"""Measures the product and its two sides alone on foreign collections of Finnish texts.

    python eval/external.py [--shared DIR] [--json F]

DIR has a folder for each collection, with corpus.jsonl, queries.jsonl and qrels.tsv like those of
BEIR, one right answer for each question. What is not there is left out and said. The sides alone
are plain: BM25 over base forms and compound parts, and cosine, neither with any translation.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from baselines import Plain
from collection import TopicSet, read_qrels, read_topics
from command import run, write_json
from evaluate import ask, rankings_of
from hankehaku import Hankehaku
from hankehaku.facade import kit_from_settings
from indexes import ROOT, index_of_corpus, remembering
from measures import Rankings, by_language, interval, per_topic
from systems import PRODUCT

SHARED = ROOT.parent / "shared" / "data"
COLLECTIONS = ("04_flores_passage", "02_ntrex_headline")
MEASURE = "nDCG@10"


def external(folder: Path) -> dict[str, dict[str, Any]]:
    """Return nDCG@10 with its interval for each system and language on one collection."""
    qrels = read_qrels(folder / "qrels.tsv")
    topics = TopicSet(folder.name, read_topics(folder / "queries.jsonl"), qrels)
    index = index_of_corpus(folder / "corpus.jsonl")
    kit = remembering(kit_from_settings())
    plain = Plain(index, kit)
    asked = topics.answered
    ranked: dict[str, Rankings] = {
        "BM25 (parts)": {t.id: plain.ranked(plain.bm25(t.text, "parts")) for t in asked},
        "plain cosine": {t.id: plain.ranked(plain.cosine(t.text)) for t in asked},
        PRODUCT: rankings_of(ask(Hankehaku.open(index, kit=kit), asked)),
    }
    report: dict[str, dict[str, Any]] = {}
    for system, rankings in ranked.items():
        values = by_language(per_topic(rankings, topics)[MEASURE], topics)
        report[system] = {lang: interval(list(needs.values())) for lang, needs in values.items()}
    return report


def all_external(shared: Path) -> dict[str, dict[str, Any]]:
    """Return the figures of the collections that `shared` has, by name."""
    report = {}
    for name in COLLECTIONS:
        if (shared / name / "corpus.jsonl").is_file():
            report[name] = external(shared / name)
        else:
            sys.stderr.write(f"{name} is left out, as it is not in {shared}\n")
    return report


def table(report: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the systems of one collection as a Markdown table."""
    languages = list(report[PRODUCT])
    rows = [f"| {MEASURE} | {' | '.join(languages)} |", "|---" * (len(languages) + 1) + "|"]
    for system, figures in report.items():
        cells = ["{mean:.3f} [{low:.3f}, {high:.3f}]".format(**figures[each]) for each in languages]
        rows.append(f"| {system} | {' | '.join(cells)} |")
    return "\n".join([*rows, ""])


def main() -> None:
    """Print a table for each collection."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    arguments.add_argument("--shared", type=Path, default=SHARED, metavar="DIR")
    arguments.add_argument("--json", type=Path, metavar="F")
    options = arguments.parse_args()
    report = all_external(options.shared)
    for name, figures in report.items():
        print(f"### {name}\n\n{table(figures)}")
    write_json(options.json, report)


if __name__ == "__main__":
    run(main)
