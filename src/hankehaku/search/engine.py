"""The searcher: one call, one result, over one generation of an index."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from hankehaku.errors import IndexMismatchError
from hankehaku.index.encoder import Vectors
from hankehaku.index.fields import Place, places_of
from hankehaku.index.kit import Kit
from hankehaku.index.projects import ProjectStore, Spans
from hankehaku.index.store import Manifest
from hankehaku.language.termbase import TermBase
from hankehaku.language.translate import Translator
from hankehaku.records import Project
from hankehaku.search.confidence import ANSWERABLE, LOOKED_AT, confidence, evidence, found_share
from hankehaku.search.explain import Explainer, Ways, best_passage
from hankehaku.search.fusion import Floats, Fused, Ranking, fuse, order, scaled
from hankehaku.search.nodes import NodeMaker
from hankehaku.search.question import understand
from hankehaku.search.result import Hit, SearchResult
from hankehaku.search.signals import Signals, SignalSource

_KEPT = 4096  # analysed projects kept in memory, some 20 kB each


class Searcher:
    """Answers questions from one generation; safe to use from several threads."""

    def __init__(
        self, folder: Path, manifest: Manifest, kit: Kit, ranking: Ranking | None = None
    ) -> None:
        _same_parts(folder, manifest, kit)
        self.ranking = ranking or Ranking()
        self.projects = ProjectStore(folder / "projects.sqlite")
        self._kit = kit
        self._ids = self.projects.ids()
        self._signals = SignalSource(folder)
        self._stopwords = kit.lexicon.stopwords
        self._translator = Translator(
            kit.analyzers, TermBase(folder / "terms.sqlite"), self._stopwords
        )
        self._explainer = Explainer(
            self._rarity, NodeMaker(self.ranking.fields, self._signals.words.pruned)
        )
        self._read = lru_cache(maxsize=_KEPT)(self._read_row)

    def search(self, text: str, k: int = 10, language: str | None = None) -> SearchResult:
        """Return the best `k` projects for a question in fi, sv or en; `language` None detects it.

        Raises QuestionError for a question that cannot be used.
        """
        question = understand(text, language, self._translator, self._stopwords)
        vector = self._kit.encoder.encode_queries([question.topic])[0]
        ways = [self._explainer.ways(term) for term in question.terms]
        signals = self._signals.of([each.node for each in ways], vector, question.language)
        query = self._signals.centred(vector, question.language)
        share = found_share(signals.terms, len(self._ids))
        trust = float(share.max(initial=0.0))
        fused = fuse(signals.terms, signals.channels, self.ranking, trust)
        best = order(fused.score, [self._ids[row] for row in signals.rows])[:k]
        sure = confidence(signals, share, len(self._ids))
        found = evidence(signals, share, len(self._ids))
        hits = [
            self._hit(rank, at, ways, query, signals, fused, found, float(sure[at]))
            for rank, at in enumerate(best, start=1)
        ]
        nothing = not best or float(sure[best[:LOOKED_AT]].max()) < ANSWERABLE
        return SearchResult(question, tuple(hits), nothing, len(self._ids))

    def _hit(
        self,
        rank: int,
        at: int,
        ways: Sequence[Ways],
        query: Vectors,
        signals: Signals,
        fused: Fused,
        found: Mapping[str, Floats],
        sure: float,
    ) -> Hit:
        row = int(signals.rows[at])
        project, sentences, places = self._read(row)
        matches = self._explainer.matches(ways, signals.terms[:, at].tolist(), places)
        closeness = scaled(self._signals.closeness(query, row))
        passage = best_passage(project.description, sentences, matches, closeness.tolist())
        signal_values = {
            "lexical": scaled(signals.terms.sum(axis=0))[at],
            "dense": scaled(fused.dense)[at],
            **{name: scores[at] for name, scores in signals.channels.items()},
            **{name: values[at] for name, values in found.items()},
        }
        return Hit(
            rank=rank,
            project=project,
            score=float(fused.score[at]),
            confidence=sure,
            signals={name: float(value) for name, value in signal_values.items()},
            passage=passage,
            matches=matches,
        )

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
