"""Sets systems side by side on the same questions: plain ones, the product, and it without parts.

    python eval/ablate.py [--topics NAME ...] [--split tune|report|all] [--index DIR]
                          [--lexicon F] [--json F]

Every system is tested against the product on nDCG@5, for each language, by a paired randomisation
test; the p-values of a language are corrected for their number (see `measures.py`).
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from collection import TopicSet, pooled
from command import parser, run, write_json
from hankehaku.corpus.corpus import load_corpus
from hankehaku.facade import kit_from_settings
from hankehaku.settings import read_settings
from indexes import COLLECTION, index_of, remembering
from measures import MAIN, Rankings, by_language, holm, interval, per_topic, randomisation_test
from systems import PRODUCT, System, systems

LEVEL = 0.05
"""A difference with a smaller corrected p-value is starred."""


def rank_all(
    topics: TopicSet, index: Path | None = None, lexicon: Path | None = None
) -> tuple[list[System], dict[str, Rankings]]:
    """Return the systems and, by the name of each, its rankings of the topics with an answer."""
    kit = remembering(kit_from_settings())
    corpus = load_corpus(COLLECTION, read_settings().lexicon_folder)
    place = index_of(COLLECTION, index)
    ranked: dict[str, Rankings] = {}
    listed = []
    with tempfile.TemporaryDirectory() as work:
        for system in systems(place, corpus, kit, Path(work), lexicon):
            listed.append(system)
            ranked[system.name] = {topic.id: system.rank(topic) for topic in topics.answered}
    return listed, ranked


def ablate(ranked: Mapping[str, Rankings], topics: TopicSet) -> dict[str, dict[str, Any]]:
    """Return for each system and language nDCG@5 with its interval, and against the product the
    mean difference (positive when the system is better) and its corrected p-value.
    """
    values = {
        name: by_language(per_topic(rankings, topics)[MAIN], topics)
        for name, rankings in ranked.items()
    }
    report: dict[str, dict[str, Any]] = {name: {} for name in ranked}
    for language, product in values[PRODUCT].items():
        differences = {
            name: [mine[language][need] - value for need, value in product.items()]
            for name, mine in values.items()
        }
        others = {name: each for name, each in differences.items() if name != PRODUCT}
        p_values = holm({name: randomisation_test(each) for name, each in others.items()})
        for name, mine in values.items():
            figures: dict[str, float] = interval(list(mine[language].values()))
            if name in others:
                gap = interval(differences[name])
                figures["difference"], figures["p"] = gap["mean"], round(p_values[name], 4)
                figures["difference_low"], figures["difference_high"] = gap["low"], gap["high"]
            report[name][language] = figures
    return report


def margins(listed: Sequence[System], report: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return for each language by how much the product is ahead of the best plain system.

    For Finnish, of the better of BM25 with parts and plain cosine together.
    """
    found: dict[str, dict[str, Any]] = {}
    for language in report[PRODUCT]:
        against = [s.name for s in listed if s.plain and (language != "fi" or s.family == "both")]
        best = max(against, key=lambda name: float(report[name][language]["mean"]))
        figures = report[best][language]
        found[language] = {
            "against": best,
            "margin": -figures["difference"],
            "low": -figures["difference_high"],
            "high": -figures["difference_low"],
            "p": figures["p"],
        }
    return found


def table(report: Mapping[str, Any]) -> str:
    """Return a Markdown table: nDCG@5 and the difference to the product, starred when p < 0.05."""
    languages = list(report[PRODUCT])
    rows = [f"| system | {' | '.join(languages)} |", "|---" * (len(languages) + 1) + "|"]
    for system, of in report.items():
        cells = []
        for language in languages:
            figures = of[language]
            cell = "{mean:.3f} [{low:.3f}, {high:.3f}]".format(**figures)
            if "p" in figures:
                star = "*" if figures["p"] < LEVEL else ""
                cell += f" {figures['difference']:+.3f}{star}"
            cells.append(cell)
        rows.append(f"| {system} | {' | '.join(cells)} |")
    return "\n".join([*rows, ""])


def margins_table(found: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the margins as a Markdown table."""
    rows = ["| language | best plain system | margin of the product | p |", "|---|---|---|---|"]
    for language, each in found.items():
        margin = "{margin:+.3f} [{low:.3f}, {high:.3f}]".format(**each)
        rows.append(f"| {language} | {each['against']} | {margin} | {each['p']:.4f} |")
    return "\n".join([*rows, ""])


def main() -> None:
    """Print the systems side by side, and the margins of the product."""
    arguments = parser(__doc__)
    arguments.add_argument("--lexicon", type=Path, metavar="F", help="a lexicon to add")
    options = arguments.parse_args()
    topics = pooled(options.topics).part(options.split)
    listed, ranked = rank_all(topics, options.index, options.lexicon)
    report = ablate(ranked, topics)
    found = margins(listed, report)
    needs = len({topic.need for topic in topics.answered})
    print(f"{MAIN}, {topics.name}, {options.split}, {needs} needs; difference to the product,")
    print(f"* when p < {LEVEL} after Holm's correction\n")
    print(table(report))
    print(margins_table(found))
    write_json(options.json, {"systems": report, "margins": found})


if __name__ == "__main__":
    run(main)
