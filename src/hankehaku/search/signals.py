"""Candidates for a question, and every signal there is about each of them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from hankehaku.index.background import QuestionBackground
from hankehaku.index.builder import CHANNELS
from hankehaku.index.dense import DenseIndex
from hankehaku.index.lexical import LexicalIndex, Node

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]

SENTENCES = "sentences"
"""The channel of single sentences, beside the channels of whole passages."""

DEPTH = 200
"""Candidates that each kind of search puts forward."""


@dataclass(frozen=True, slots=True)
class Signals:
    """What is known of the candidates `rows` (n,).

    `terms` (t, n) holds the BM25 score of each term of the question; `channels` holds for each
    kind of vectors standard scores (n,), see `DenseIndex.standard_scores`. `domain` tells how much
    the question is about what the collection is about, and `nearness` (n,) how near the nearest
    sentence of each candidate is, both in standard deviations (see `builder.ASKED`).
    """

    rows: Rows
    terms: Floats
    channels: Mapping[str, Floats]
    domain: float
    nearness: Floats


class SignalSource:
    """The word index and the vectors of one generation; safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        self.words = LexicalIndex.open(folder / "words")
        self._passages = {name: DenseIndex.open(folder / name) for name in CHANNELS}
        self._sentences = DenseIndex.open(folder / SENTENCES)
        self.background = QuestionBackground.open(folder)
        self._moments = json.loads((folder / "background.json").read_text(encoding="utf-8"))

    def of(
        self,
        nodes: Sequence[Node | None],
        query: Floats,
        about: Floats,
        also: Sequence[int] = (),
    ) -> Signals:
        """Return the candidates for the terms of a question and its centred vector (d,), and the
        rows `also`.

        `about` (d,) is the centred vector of what the question is about, without the request
        around it: `domain` and `nearness` are its. `nodes` are the queries of its terms, None for
        a term that no project has.
        """
        found = [index.search(query, DEPTH) for index in self._passages.values()]
        if any(len(rows) < len(self.words) for rows in found):  # else all are candidates already
            found.append(self.words.search([node for node in nodes if node], DEPTH))
        rows = np.unique(np.concatenate([*found, np.asarray(also, dtype=np.int64)]))
        channels = {
            name: index.standard_scores(query, rows) for name, index in self._passages.items()
        }
        channels[SENTENCES] = self._sentences.standard_scores(query, rows)
        mean, deviation = self._moments["domain"]
        domain = (float(about @ self._passages[CHANNELS[0]].background.mean) - mean) / deviation
        mean, deviation = self._moments["nearness"]
        nearness = (self._sentences.best_products(about, rows) - mean) / deviation
        terms = np.zeros((len(nodes), len(rows)), dtype=np.float32)
        met = [at for at, node in enumerate(nodes) if node is not None]
        terms[met] = self.words.term_scores([node for node in nodes if node is not None], rows)
        return Signals(rows, terms, channels, domain, nearness)

    def closeness(self, query: Floats, row: int) -> Floats:
        """Return how near each sentence of a project is to the query (inner products)."""
        return self._sentences.products(query, row)
