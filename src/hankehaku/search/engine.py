"""The searcher: one call, one result, over one generation of an index."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from hankehaku.errors import IndexMismatchError
from hankehaku.index.builder import CHANNELS
from hankehaku.index.dense import DenseIndex
from hankehaku.index.encoder import Vectors
from hankehaku.index.fields import Place, places_of
from hankehaku.index.kit import Kit
from hankehaku.index.lexical import LexicalIndex, Node
from hankehaku.index.projects import ProjectStore, Spans
from hankehaku.index.store import Manifest
from hankehaku.language.lexicon import LANGUAGES
from hankehaku.language.termbase import TermBase
from hankehaku.language.translate import Translator
from hankehaku.records import Project
from hankehaku.search.explain import Explainer, best_passage
from hankehaku.search.fusion import Floats, found_share, order, scaled
from hankehaku.search.nodes import FieldWeights, term_node
from hankehaku.search.question import understand
from hankehaku.search.result import Hit, Question, SearchResult

_DEPTH = 200
"""Candidates that each kind of search puts forward."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """What ranks, and by how much; the defaults are the evaluated ones (see `eval/`)."""

    lexical: float = 1.0
    raw: float = 0.5
    lemma: float = 0.5
    centred: bool = True
    fields: FieldWeights = FieldWeights()


class Searcher:
    """Answers questions from one generation; safe to use from several threads."""

    def __init__(
        self, folder: Path, manifest: Manifest, kit: Kit, ranking: Ranking = Ranking()
    ) -> None:
        _same_parts(folder, manifest, kit)
        self.manifest, self.ranking = manifest, ranking
        self.projects = ProjectStore(folder / "projects.sqlite")
        self._kit = kit
        self._ids = self.projects.ids()
        self._words = LexicalIndex.open(folder / "words")
        self._dense = {name: DenseIndex.open(folder / name) for name in CHANNELS}
        self._neutral = dict(zip(sorted(LANGUAGES), np.load(folder / "neutral.npy"), strict=True))
        self._sentences = np.load(folder / "sentences.npy", mmap_mode="r")
        self._offsets = np.load(folder / "sentence_offsets.npy")
        termbase = TermBase(folder / "terms.sqlite")
        self._stopwords = kit.lexicon.stopwords
        self._translator = Translator(kit.analyzers, termbase, self._stopwords)
        self._explainer = Explainer(self._rarity, ranking.fields)
        self._read = lru_cache(maxsize=4096)(self._read_row)

    def search(self, text: str, k: int = 10, language: str | None = None) -> SearchResult:
        """Return the best `k` projects for a question in fi, sv or en; `language` None detects it.

        Raises QuestionError for a question that cannot be used.
        """
        question = understand(text, language, self._translator, self._stopwords)
        vector = self._kit.encoder.encode_queries([question.topic])[0]
        nodes = [term_node(term, self.ranking.fields) for term in question.terms]
        rows = self._candidates(nodes, vector, question.language)
        term_scores = self._words.term_scores(nodes, rows)
        channels = {
            name: self._standard(name, vector, question.language, rows) for name in CHANNELS
        }
        lexical, dense, score = self._fuse(nodes, term_scores, channels)
        ranked = order(score, [self._ids[row] for row in rows])[:k]
        confidence = self._confidence(term_scores, channels, nodes)
        hits = [
            self._hit(
                rank,
                int(rows[at]),
                question,
                vector,
                term_scores[:, at],
                {
                    "lexical": float(lexical[at]),
                    "dense": float(dense[at]),
                    **{name: float(values[at]) for name, values in channels.items()},
                },
                float(score[at]),
                float(confidence[at]),
            )
            for rank, at in enumerate(ranked, start=1)
        ]
        return SearchResult(question, tuple(hits), False, len(self._ids))

    def _candidates(
        self, nodes: Sequence[Node], vector: Floats, language: str
    ) -> npt.NDArray[np.int64]:
        found = [self._words.search(nodes, _DEPTH)]
        query = self._query(vector, language)
        found += [index.search(query, _DEPTH) for index in self._dense.values()]
        return np.unique(np.concatenate(found))

    def _query(self, vector: Floats, language: str) -> Floats:
        """Return the query vector without what all questions of its language share.

        Vectors of e5 lean by language; subtracting the mean of neutral questions, and (in the
        standard scores) the mean of the documents, leaves what is asked.
        """
        return vector - self._neutral[language] if self.ranking.centred else vector

    def _standard(
        self, name: str, vector: Floats, language: str, rows: npt.NDArray[np.int64]
    ) -> Floats:
        return self._dense[name].standard_scores(self._query(vector, language), rows)

    def _fuse(
        self, nodes: Sequence[Node], term_scores: Floats, channels: dict[str, Floats]
    ) -> tuple[Floats, Floats, Floats]:
        ranking = self.ranking
        lexical = scaled(term_scores.sum(axis=0))
        dense = scaled(ranking.raw * channels["raw"] + ranking.lemma * channels["lemma"])
        share = found_share(term_scores, np.ones(len(nodes), dtype=np.float32))
        return lexical, dense, share * ranking.lexical * lexical + dense

    def _confidence(
        self, term_scores: Floats, channels: dict[str, Floats], nodes: Sequence[Node]
    ) -> Floats:
        return np.clip(channels["raw"] / 4.0, 0.0, 1.0)

    def _hit(
        self,
        rank: int,
        row: int,
        question: Question,
        vector: Vectors,
        scores: Floats,
        signals: dict[str, float],
        score: float,
        confidence: float,
    ) -> Hit:
        project, spans, places = self._read(row)
        matches = self._explainer.matches(question.terms, scores.tolist(), places)
        closeness = self._sentences[self._offsets[row] : self._offsets[row + 1]] @ vector
        spread = scaled(closeness - closeness.mean()) if len(closeness) else closeness
        passage = best_passage(project.description, spans, matches, spread.tolist())
        return Hit(rank, project, score, confidence, signals, passage, matches)

    def _read_row(self, row: int) -> tuple[Project, Spans, dict[tuple[str, str], list[Place]]]:
        ((project, spans),) = self.projects.rows([row])
        places: dict[tuple[str, str], list[Place]] = {}
        for place in places_of(project, self._kit.finnish):
            places.setdefault((place.field, place.key), []).append(place)
        return project, spans, places

    def _rarity(self, field: str, key: str) -> float:
        total, count = len(self._words), self._words.frequency(field, key)
        return math.log(1.0 + (total - count + 0.5) / (count + 0.5))


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
