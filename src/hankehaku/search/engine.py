"""The searcher: one call, one result, over one generation of an index."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from hankehaku.errors import IndexMismatchError
from hankehaku.index.encoder import Vectors
from hankehaku.index.fields import Place, places_of
from hankehaku.index.kit import Kit
from hankehaku.index.projects import ProjectStore, Spans
from hankehaku.index.store import Manifest
from hankehaku.index.vocabulary import read_vocabulary
from hankehaku.language.spelling import Speller
from hankehaku.language.termbase import TermBase
from hankehaku.language.translate import Translator
from hankehaku.records import Objective, Project
from hankehaku.search.confidence import (
    ANSWERABLE,
    LOOKED_AT,
    NAMED,
    confidence,
    core_share,
    evidence,
    found_share,
)
from hankehaku.search.constraints import Constraint
from hankehaku.search.explain import Explainer, Ways, best_passage
from hankehaku.search.fusion import Floats, Ranking, fuse, order, reranked, scaled
from hankehaku.search.membership import fits
from hankehaku.search.nodes import NodeMaker
from hankehaku.search.parsing.parser import QuestionParser
from hankehaku.search.question import understand
from hankehaku.search.reranking import judge
from hankehaku.search.result import (
    Hit,
    Match,
    Missed,
    Passage,
    Question,
    Reranked,
    SearchResult,
)
from hankehaku.search.selection import FactTable
from hankehaku.search.signals import Rows, SignalSource

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_SORTED = 1_000  # projects of a topic that can be put in another order
_KEPT = 4096  # analysed projects kept in memory, some 20 kB each


@dataclass(frozen=True, slots=True)
class Ranked:
    """The candidates for a topic. `order` are their positions, the best first; at a position stand
    the row, the score, the confidence, the scores of the terms (t, n) and other signals.
    """

    order: tuple[int, ...]
    rows: Rows
    score: Floats
    confidence: Floats
    terms: Floats
    signals: Mapping[str, Floats]
    judged: Mapping[int, Reranked]
    ways: Sequence[Ways]
    query: Vectors
    no_match: bool


class Searcher:
    """Answers questions from one generation; safe to use from several threads."""

    def __init__(
        self,
        folder: Path,
        manifest: Manifest,
        kit: Kit,
        ranking: Ranking | None = None,
        objectives: Sequence[Objective] = (),
    ) -> None:
        _same_parts(folder, manifest, kit)
        self.ranking = ranking or Ranking()
        self.projects = ProjectStore(folder / "projects.sqlite")
        self._kit = kit
        self._ids = self.projects.ids()
        self._signals = SignalSource(folder)
        self._stopwords = kit.lexicon.stopwords
        termbase = TermBase(folder / "terms.sqlite")
        speller = Speller(kit.finnish, termbase, self._stopwords, lambda: read_vocabulary(folder))
        self.translator = Translator(kit.analyzers, termbase, self._stopwords, speller=speller)
        self._explainer = Explainer(
            self._rarity, NodeMaker(self.ranking.fields, self._signals.words.pruned)
        )
        self.table = FactTable(self.projects)
        self.rows = {id_: row for row, id_ in enumerate(self._ids)}
        self.parser = QuestionParser(
            kit.lexicon.folder,
            kit.analyzers,
            self._stopwords,
            [facts.project for facts in self.table.facts],
            [(each.code, each.name) for each in objectives],
            mentioned=frozenset().union(*(facts.mentioned for facts in self.table.facts)),
        )
        self._read = lru_cache(maxsize=_KEPT)(self._read_row)

    def search(
        self,
        text: str,
        k: int = 10,
        language: str | None = None,
        constraints: Sequence[Constraint] | None = None,
    ) -> SearchResult:
        """Return the best `k` projects for a question in fi, sv or en; `language` None detects it.

        `constraints` take the place of those that the question makes. Raises QuestionError for a
        question that cannot be used.
        """
        question = understand(
            text, language, self.translator, self._stopwords, self.parser, constraints
        )
        limit = question.parsed.limit if question.parsed and question.order else None
        return self.answer(question, min(k, limit) if limit else k)

    def read(self, text: str, language: str | None = None) -> Question:
        """Return a question as understood, without answering it; raises as `search` does."""
        return understand(text, language, self.translator, self._stopwords, self.parser)

    def question(
        self,
        topic: str,
        language: str,
        constraints: Sequence[Constraint] = (),
        order: str | None = None,
    ) -> Question:
        """Return the question that a topic (or none), constraints and an order make."""
        terms = self.translator.terms(topic, language) if topic else ()
        return Question(topic, language, 1.0, topic, terms, tuple(constraints), order=order)

    def answer(self, question: Question, k: int) -> SearchResult:
        """Return the best `k` projects for a question as understood."""
        if question.order and question.topic:
            return self._sorted(question, k)
        if not question.constraints and question.topic:
            return self._ranked(question, k, None)
        selection = self.table.select(question.constraints)
        unknown = tuple(self.table.facts[row].project for row in selection.unknown)
        if not selection.rows:
            misses = tuple(
                Missed(each.constraint, tuple(self.table.facts[row].project for row in each.rows))
                for each in self.table.near_misses(question.constraints)
            )
            return SearchResult(question, (), True, len(self._ids), 0, unknown, misses)
        if question.topic:
            found = self._ranked(question, k, selection.rows)
            return replace(found, selected=len(selection.rows), unknown=unknown)
        order = question.order
        rows = self.table.ordered(selection.rows, order) if order else selection.rows
        hits = tuple(self.listed(row, rank) for rank, row in enumerate(rows[:k], start=1))
        return SearchResult(question, hits, False, len(self._ids), len(rows), unknown)

    def _sorted(self, question: Question, k: int) -> SearchResult:
        """Return the projects that fit a topic, in an order asked for, not by how well they fit."""
        found = self.answer(replace(question, order=None), _SORTED)
        rows = {self.rows[hit.project.id]: hit for hit in found.hits if fits(hit)}
        ordered = self.table.ordered(list(rows), question.order or "")
        hits = [replace(rows[row], rank=rank) for rank, row in enumerate(ordered[:k], start=1)]
        nothing = found.no_match or not hits
        return replace(found, question=question, hits=tuple(hits), no_match=nothing)

    def listed(self, row: int, rank: int) -> Hit:
        """Return a hit that nothing but constraints has chosen."""
        project, sentences, _ = self._read(row)
        start, end = sentences[0] if sentences else (0, 0)
        passage = Passage(project.description[start:end], start, end)
        return Hit(rank, project, 0.0, 1.0, {}, passage, ())

    def _ranked(self, question: Question, k: int, among: Sequence[int] | None) -> SearchResult:
        ranked = self.rank(question, among)
        hits = self.hits(ranked, range(min(k, len(ranked.order))))
        return SearchResult(question, hits, ranked.no_match, len(self._ids), len(self._ids))

    def rank(
        self, question: Question, among: Sequence[int] | None = None, also: Sequence[int] = ()
    ) -> Ranked:
        """Return the candidates for the topic of a question, of the rows `among` or all.

        The rows `also` are candidates, however far they are from the best.
        """
        ways = [self._explainer.ways(term) for term in question.terms if term.sought]
        # how a request is worded must not tell whether it has an answer
        query, about = self._vectors(question)
        # what does not meet the constraints still tells how rare the question's words are
        signals = self._signals.of(
            [each.node for each in ways], query, about, (*(among or ()), *also)
        )
        kept = None if among is None else np.isin(signals.rows, among)
        share = found_share(signals.terms, len(self._ids))
        trust = float(share.max(initial=0.0))
        fused = fuse(signals.terms, signals.channels, self.ranking, trust)
        ids = [self._ids[row] for row in signals.rows]
        best = [at for at in order(fused.score, ids) if kept is None or kept[at]]
        judged = self._judged(question.topic, signals.rows, best)
        opinions = {at: each.score for at, each in judged.items()}
        score = reranked(fused.score, opinions, self.ranking.reranker)
        sure = confidence(signals, share, len(self._ids))
        shown = {
            "lexical": scaled(signals.terms.sum(axis=0)),
            "dense": scaled(fused.dense),
            **signals.channels,
            **evidence(signals, share, len(self._ids)),
            "core": core_share(signals.terms),
        }
        # of the ranking that the confidence was fitted on, so with a reranker or without
        nothing = not best or float(sure[best[:LOOKED_AT]].max()) < ANSWERABLE
        if nothing and best and float(share[best[0]]) >= NAMED:
            row, scores = int(signals.rows[best[0]]), signals.terms[:, best[0]]
            _, matches, _ = self._explained(row, ways, query, scores)
            nothing = all(match.text != "names" for match in matches)
        placed = [at for at in order(score, ids) if kept is None or kept[at]]
        return Ranked(
            tuple(placed),
            signals.rows,
            score,
            sure,
            signals.terms,
            shown,
            judged,
            ways,
            query,
            nothing,
        )

    def hits(self, ranked: Ranked, places: Iterable[int]) -> tuple[Hit, ...]:
        """Return the hits at some places of a ranking, each explained."""
        hits = []
        for place in places:
            at = ranked.order[place]
            project, matches, passage = self._explained(
                int(ranked.rows[at]), ranked.ways, ranked.query, ranked.terms[:, at]
            )
            judged = ranked.judged.get(at)
            signals = {name: float(values[at]) for name, values in ranked.signals.items()}
            hits.append(
                Hit(
                    rank=place + 1,
                    project=project,
                    score=float(ranked.score[at]),
                    confidence=float(ranked.confidence[at]),
                    signals=signals | ({"reranker": judged.score} if judged else {}),
                    passage=passage,
                    matches=matches,
                    reranked=judged,
                )
            )
        return tuple(hits)

    def _vectors(self, question: Question) -> tuple[Vectors, Vectors]:
        """Return the centred vectors (d,) of a topic as asked and without the request around it,
        each mixed with that of its terms in Finnish.
        """
        centred, weight = self._signals.background.centred, self.ranking.translated
        topics = list(dict.fromkeys((question.topic, self._framed_off(question))))
        foreign = question.language != "fi" and weight and question.terms
        texts = [*topics, question.finnish] if foreign else topics
        encoded = self._kit.encoder.encode_queries(texts)
        own = [centred(each, question.language) for each in encoded[: len(topics)]]
        if foreign:
            finnish = centred(encoded[-1], "fi")
            own = [(1.0 - weight) * each + weight * finnish for each in own]
        return own[0], own[-1]

    def _framed_off(self, question: Question) -> str:
        """Return a topic without the request around it, such as 'which projects are meant for'.

        What does not call for projects may be a question about anything, and stays as it stands.
        """
        topic, sought = question.topic, [term for term in question.terms if term.sought]
        if not sought:
            return topic
        start, end = min(term.start for term in sought), max(term.end for term in sought)
        around = _WORD.findall(f"{topic[:start]} {topic[end:]}")
        calls = self.translator.heads.among(around, question.language)
        return topic[start:end] if calls else topic

    def _judged(self, topic: str, rows: Rows, best: Sequence[int]) -> dict[int, Reranked]:
        """Return what the reranker says of the `best` positions, by position; {} without one."""
        reranker = self._kit.reranker
        if reranker is None:
            return {}
        judged = {}
        for rank, at in enumerate(best[: self.ranking.reranked], start=1):
            ((project, _),) = self.projects.rows([int(rows[at])])
            score = judge(reranker, topic, project)
            judged[at] = Reranked(reranker.name, rank, score)
        return judged

    def _explained(
        self, row: int, ways: Sequence[Ways], query: Vectors, scores: Floats
    ) -> tuple[Project, tuple[Match, ...], Passage]:
        project, sentences, places = self._read(row)
        matches = self._explainer.matches(ways, scores.tolist(), places)
        closeness = self._signals.closeness(query, row).tolist()
        passage = best_passage(project.description, sentences, matches, closeness)
        return project, matches, passage

    def _read_row(self, row: int) -> tuple[Project, Spans, dict[tuple[str, str], list[Place]]]:
        ((project, sentences),) = self.projects.rows([row])
        places: dict[tuple[str, str], list[Place]] = {}
        for place in places_of(project, self._kit.finnish):
            places.setdefault((place.field, place.key), []).append(place)
        return project, sentences, places

    def _rarity(self, field: str, key: str) -> float:
        words = self._signals.words
        count = words.frequency(field, key)
        return math.log(1.0 + (len(words) - count + 0.5) / (count + 0.5))


def _same_parts(folder: Path, manifest: Manifest, kit: Kit) -> None:
    pairs = (
        ("analyzer", manifest.analyzer, kit.finnish.id),
        ("encoder", manifest.encoder, kit.encoder.id),
    )
    for name, built, used in pairs:
        if built != used:
            raise IndexMismatchError(
                f"the index was built with the {name} {built}, this is {used}",
                where=str(folder),
                cure=f"Build it again: hankehaku build (or choose the {name} it was built with)",
            )
