"""Makes topics and judgments of the votes that a service has gathered.

    python eval/feedback.py FILE [--queries F --qrels F] [--least N] [--generation HASH]

FILE is what HANKEHAKU_FEEDBACK names: JSON Lines, a vote each. Votes on the same question (but for
case and spaces) in the same language are put together; a project is relevant (1) when more say so
than not, not relevant (0) when fewer do, and without judgment when as many do. --least leaves out
what has fewer votes, --generation votes on other content. Without files to write the judgments are
printed. `evaluate.py --index DIR --queries F --qrels F` then measures by them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from command import run
from hankehaku.errors import UsageError
from hankehaku.files import atomic_write
from hankehaku.language.lexicon import LANGUAGES
from hankehaku.search.question import clean_question


@dataclass(frozen=True, slots=True)
class Vote:
    """What somebody said of a project as an answer to a question."""

    question: str
    language: str | None
    project: str
    relevant: bool
    generation: str

    @property
    def id(self) -> str:
        """The id of its question: the same in every run and file."""
        key = json.dumps([" ".join(self.question.casefold().split()), self.language])
        return f"f{hashlib.sha256(key.encode()).hexdigest()[:12]}"


@dataclass(frozen=True, slots=True)
class Judgments:
    """Questions by id, and for each the relevance of its projects, 1 or 0; `tied` have none."""

    questions: dict[str, Vote]
    relevance: dict[str, dict[str, int]]
    tied: int = 0


def read_votes(path: Path) -> list[Vote]:
    """Read a file of votes; raises UsageError with the line that is none."""
    try:
        # not splitlines, which also cuts at characters that JSON allows within a text (U+2028)
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as exc:
        raise UsageError(f"cannot be read ({exc})", where=str(path)) from exc
    return [_vote(line, f"{path}:{n}") for n, line in enumerate(lines, 1) if line.strip()]


def judge(votes: Iterable[Vote], least: int = 1) -> Judgments:
    """Return what the majority says, where there are at least so many votes."""
    questions: dict[str, Vote] = {}
    sums: dict[str, Counter[str]] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for vote in votes:
        questions.setdefault(vote.id, vote)
        sums.setdefault(vote.id, Counter())[vote.project] += 1 if vote.relevant else -1
        counts[vote.id, vote.project] += 1
    tied = 0
    relevance: dict[str, dict[str, int]] = {}
    for name, projects in sums.items():
        for project, margin in projects.items():
            if counts[name, project] < least:
                continue
            if margin:
                relevance.setdefault(name, {})[project] = int(margin > 0)
            else:
                tied += 1
    return Judgments({name: questions[name] for name in relevance}, relevance, tied)


def query_lines(judgments: Judgments) -> Iterator[str]:
    """Yield the questions as JSON Lines, in order of their ids."""
    for name, vote in sorted(judgments.questions.items()):
        query = {"id": name, "text": clean_question(vote.question)}
        if vote.language:
            query["language"] = vote.language
        yield json.dumps(query, ensure_ascii=False) + "\n"


def qrels_lines(judgments: Judgments) -> Iterator[str]:
    """Yield the judgments as TREC qrels: question, 0, project, relevance."""
    for name, projects in sorted(judgments.relevance.items()):
        for project, relevance in sorted(projects.items()):
            yield f"{name} 0 {project} {relevance}\n"


def _vote(line: str, where: str) -> Vote:
    try:
        data: dict[str, Any] = json.loads(line)
        vote = Vote(
            question=data["question"],
            language=data["language"],
            project=data["project"],
            relevant=data["relevant"],
            generation=data["generation"],
        )
    except (ValueError, KeyError, TypeError, RecursionError) as exc:
        cure = "Take the line away"
        raise UsageError(f"not a vote ({exc!r})", where=where, cure=cure) from exc
    texts = (vote.question, vote.project, vote.generation)
    if not all(isinstance(each, str) for each in texts) or not isinstance(vote.relevant, bool):
        raise UsageError("not a vote", where=where, cure="Take the line away")
    if vote.language not in (None, *LANGUAGES):
        raise UsageError(f"unknown language {vote.language!r}", where=where)
    if vote.project.split() != [vote.project]:
        what = f"the id {vote.project!r} has spaces, which judgments cannot hold"
        raise UsageError(what, where=where, cure="Give the project another id")
    return vote


def main() -> None:
    """Write or print what the votes say, and how much it is."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    arguments.add_argument("file", type=Path, metavar="FILE")
    arguments.add_argument("--queries", type=Path, metavar="F")
    arguments.add_argument("--qrels", type=Path, metavar="F")
    arguments.add_argument("--least", type=int, default=1, metavar="N")
    arguments.add_argument("--generation", metavar="HASH")
    options = arguments.parse_args()
    if bool(options.queries) != bool(options.qrels):
        arguments.error("--queries and --qrels go together")
    votes = read_votes(options.file)
    if options.generation:
        votes = [each for each in votes if each.generation.startswith(options.generation)]
    judgments = judge(votes, options.least)
    queries, qrels = "".join(query_lines(judgments)), "".join(qrels_lines(judgments))
    if options.queries:
        atomic_write(options.queries, queries.encode())
        atomic_write(options.qrels, qrels.encode())
    else:
        sys.stdout.write(qrels)
    judged = sum(len(each) for each in judgments.relevance.values())
    sys.stderr.write(
        f"{len(votes)} votes: {len(judgments.questions)} questions, {judged} judgments, "
        f"{judgments.tied} ties\n"
    )


if __name__ == "__main__":
    run(main)
