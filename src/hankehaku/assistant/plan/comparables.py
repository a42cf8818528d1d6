"""Which projects a plan is comparable with, and the parts of both that tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hankehaku.assistant.plan.looking_up import FEWEST_TERMS, Looked
from hankehaku.assistant.plan.report import Comparable, Pair
from hankehaku.index.encoder import Encoder
from hankehaku.index.passages import sentences
from hankehaku.records import Project
from hankehaku.search.engine import Searcher
from hankehaku.search.result import Hit

MOST = 5
"""Comparable projects at most."""

_PAIRS = 3
_OF_BEST = 0.25  # of what speaks for the best project
_HALF, _POINTING = 0.5, 2
"""A plan has comparable projects when half of what it says speaks for some, or when at least so
many of its parts do that speak for few projects: one sentence may be in any plan."""

_LONG = 60  # sentences of one description that are looked at

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Read:
    """A comparable project with its row, its sentences and their vectors (n, d)."""

    project: Project
    row: int
    sentences: tuple[str, ...]
    vectors: Floats
    support: tuple[tuple[int, float], ...]
    """The places of the parts that speak for it, and how much each does, the most first."""

    @property
    def weight(self) -> float:
        """How much the plan speaks for it altogether."""
        return sum(weight for _, weight in self.support)


def chosen(looked: Sequence[Looked], searcher: Searcher, encoder: Encoder) -> tuple[Read, ...]:
    """Return the projects that most of a plan speaks for, best first; none when nothing fits."""
    votes: dict[int, list[tuple[int, float]]] = {}
    for place, each in enumerate(looked):
        for row, weight in each.supports.items():
            votes.setdefault(row, []).append((place, weight))
    saying = [each for each in looked if len(each.telling) >= FEWEST_TERMS]
    speaking = [each for each in saying if each.supports]
    pointing = sum(each.points for each in speaking)
    if pointing < _POINTING and len(speaking) < _HALF * len(saying):
        return ()
    total = {row: sum(weight for _, weight in each) for row, each in votes.items()}
    ordered = sorted(total, key=lambda row: (-round(total[row], 6), row))
    if not ordered:
        return ()
    kept = [row for row in ordered if total[row] >= _OF_BEST * total[ordered[0]]][:MOST]
    read = []
    for row in kept:
        project = searcher.table.facts[row].project
        texts = _sentences(project)
        support = tuple(sorted(votes[row], key=lambda vote: (-vote[1], vote[0])))
        read.append(Read(project, row, texts, encoder.encode_passages(texts), support))
    return tuple(read)


def comparable(read: Read, looked: Sequence[Looked], searcher: Searcher) -> Comparable:
    """Return a project as comparable, with the pairs of sentences that say so most."""
    pairs: dict[str, Pair] = {}
    for place, _ in read.support:
        pair = _pair(read, looked[place], searcher)
        if pair.plan not in {each.plan for each in pairs.values()}:
            pairs.setdefault(pair.project, pair)
        if len(pairs) == _PAIRS:
            break
    return Comparable(read.project, len(read.support), tuple(pairs.values()))


def _sentences(project: Project) -> tuple[str, ...]:
    text = project.description
    found = tuple(text[start:end] for start, end in sentences(text)[:_LONG])
    return found or (project.title,)


def _pair(read: Read, looked: Looked, searcher: Searcher) -> Pair:
    """Return the sentences of a part and of a project that are nearest to each other."""
    ranked, unit = looked.ranked, looked.unit
    at = int(np.flatnonzero(ranked.rows == read.row)[0])
    (hit,) = searcher.hits(ranked, [ranked.order.index(at)])
    near = read.vectors @ ranked.query
    unit_of_near = max(float(near.max()), 1e-6)
    met = _met(hit, read)
    most = max((sum(each.values()) for each in met), default=0.0) or 1.0
    worth = [
        sum(words.values()) / most + max(float(value), 0.0) / unit_of_near
        for words, value in zip(met, near, strict=True)
    ]
    best = int(np.argmax(worth))
    said = [0.0] * len(unit.sentences)
    for term in looked.question.terms:
        said[unit.at(term.start)] += met[best].get(term.surface, 0.0)
    return Pair(unit.sentences[int(np.argmax(said))], read.sentences[best])


def _met(hit: Hit, read: Read) -> list[dict[str, float]]:
    """Return for each sentence of a project the words of the plan that were met in it."""
    spans = sentences(read.project.description)[:_LONG] or [(0, 0)]
    met: list[dict[str, float]] = [{} for _ in spans]
    for match in hit.matches:
        for place, (start, end) in enumerate(spans):
            if match.text == "description" and start <= match.start < end:
                known = met[place].get(match.question, 0.0)
                met[place][match.question] = max(known, match.score)
    return met
