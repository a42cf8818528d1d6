"""Measures the product's own search on topics and judgments, with confidence intervals.

    python eval/evaluate.py [--topics NAME ...] [--split tune|report|all] [--index DIR]
                            [--json F] [--run F]
    python eval/evaluate.py --corpus F --queries F --qrels F     (a collection like those of BEIR)
    python eval/evaluate.py --index DIR --queries F --qrels F    (one that has an index)

Half of the needs, by a hash of their id, is for tuning, half for reporting. See `measures.py` for
the measures and intervals, `collection.py` for the formats; --run writes a TREC run.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from collection import Topic, TopicSet, read_qrels, read_set, read_topics
from command import parser, run, write_json
from hankehaku import Hankehaku
from hankehaku.errors import UsageError
from hankehaku.facade import find_index
from hankehaku.interfaces.batch import Query, run_lines, write_run
from hankehaku.settings import read_settings
from indexes import COLLECTION, index_of, index_of_corpus
from measures import NAMES, Rankings, by_language, interval, per_topic

DEPTH = 100
"""Projects asked for."""


def ask(hankehaku: Hankehaku, topics: Sequence[Topic]) -> list[str]:
    """Return the lines of a TREC run: the product's own answers."""
    queries = [Query(topic.id, topic.text, topic.language, 0) for topic in topics]
    return list(run_lines(hankehaku, queries, DEPTH))


def rankings_of(lines: Sequence[str]) -> Rankings:
    """Return the rankings of a TREC run."""
    rankings: dict[str, list[str]] = {}
    for topic, _, project, *_ in map(str.split, lines):
        rankings.setdefault(topic, []).append(project)
    return rankings


def evaluate(rankings: Rankings, topics: TopicSet) -> dict[str, dict[str, Any]]:
    """Return for each language the number of needs and each measure with its interval."""
    report: dict[str, dict[str, Any]] = {}
    for name, values in per_topic(rankings, topics).items():
        for language, needs in by_language(values, topics).items():
            figures = report.setdefault(language, {"needs": len(needs)})
            figures[name] = interval(list(needs.values()))
    return report


def table(title: str, results: dict[str, Any]) -> str:
    """Return results as a Markdown table."""
    rows = [f"### {title}", "", f"| language | needs | {' | '.join(NAMES)} |"]
    rows.append("|---" * (len(NAMES) + 2) + "|")
    for language, figures in results.items():
        cells = ["{mean:.3f} [{low:.3f}, {high:.3f}]".format(**figures[name]) for name in NAMES]
        rows.append(f"| {language} | {figures['needs']} | {' | '.join(cells)} |")
    return "\n".join([*rows, ""])


def main() -> None:
    """Print a table for each set of topics; write figures and run when asked."""
    arguments = parser(__doc__)
    arguments.add_argument("--corpus", type=Path, metavar="F")
    arguments.add_argument("--queries", type=Path, metavar="F")
    arguments.add_argument("--qrels", type=Path, metavar="F")
    arguments.add_argument("--run", type=Path, metavar="F")
    options = arguments.parse_args()
    if bool(options.queries) != bool(options.qrels):
        arguments.error("--queries and --qrels go together")
    if options.corpus and not options.queries:
        arguments.error("--corpus needs --queries and --qrels")
    # files are read first, so that a broken one is told before anything is built
    if options.queries:
        name = options.queries.resolve().parent.name
        sets = {name: TopicSet(name, read_topics(options.queries), read_qrels(options.qrels))}
    else:
        read = (read_set(name).part(options.split) for name in options.topics)
        sets = {f"{each.name}, {options.split}": each for each in read}
    if not any(each.answered for each in sets.values()):
        where = str(options.queries or options.topics)
        raise UsageError("no question has a judgment", where=where, cure="Check the ids of both")
    if options.corpus:
        index = index_of_corpus(options.corpus, options.index)
    elif options.queries:
        index = find_index(options.index or read_settings().index)
    else:
        index = index_of(COLLECTION, options.index)
    hankehaku = Hankehaku.open(index)
    report, lines = {}, []
    for title, topics in sets.items():
        answers = ask(hankehaku, topics.topics)
        lines += answers
        report[title] = evaluate(rankings_of(answers), topics)
        print(table(title, report[title]))
    write_json(options.json, report)
    if options.run:
        write_run(options.run, lines)


if __name__ == "__main__":
    run(main)
