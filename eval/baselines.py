"""What anybody could put together from the same texts and the same model: BM25, cosine, hybrids.

    plain = Plain(index, kit)
    plain.ranked(plain.bm25("pakolaisäidit", "parts"))
    plain.ranked(plain.cosine("pakolaisäidit"))

Nothing is translated and nothing is weighed. Finnish analysis is used on the question as it is,
whatever its language. Words and vectors are those of the product's index, so the texts are the
same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from hankehaku.facade import Records
from hankehaku.index.dense import DenseIndex
from hankehaku.index.fields import keys_of, word_starts
from hankehaku.index.kit import Kit
from hankehaku.index.lexical import Best, Leaf, LexicalIndex, Node
from hankehaku.index.store import Store
from hankehaku.language.analyzer import Analyzer, Token
from hankehaku.search.fusion import order, standardised

Floats = npt.NDArray[np.float32]

RRF = 60
"""The constant of reciprocal rank fusion (Cormack, Clarke & Büttcher 2009)."""

_KEYS: Mapping[str, Callable[[Token], Sequence[str]]] = {
    "surface": lambda token: (token.surface.casefold(),),
    "base": lambda token: token.forms.lemmas,
    "parts": lambda token: (*token.forms.lemmas, *(part.lemma for part in token.forms.parts)),
    "grams": lambda token: word_starts(token.surface, token.forms),
}


class Plain:
    """The projects of one index; scores are of all of them, shape (n,), in the index's order.

    With `analyzer` the words of texts and questions are read by it, and filed in `folder`, which
    must not exist; without, by the analyzer of the index.
    """

    def __init__(
        self, index: Path, kit: Kit, analyzer: Analyzer | None = None, folder: Path | None = None
    ) -> None:
        generation, _ = Store(index).current()
        projects = list(Records.open(index))
        if analyzer and folder:
            LexicalIndex.build(folder, (keys_of(project, analyzer) for project in projects))
        self._words = LexicalIndex.open(folder or generation / "words")
        self._vectors = DenseIndex.open(generation / "raw")
        self._ids = [project.id for project in projects]
        self._rows = np.arange(len(projects), dtype=np.int64)
        self._analyzer, self._encoder = analyzer or kit.finnish, kit.encoder
        self._stopwords = kit.lexicon.stopwords["fi"]

    def ranked(self, scores: Floats) -> list[str]:
        """Return the ids of the projects with a score, best first; -inf is none."""
        return [self._ids[at] for at in order(scores, self._ids) if np.isfinite(scores[at])]

    def bm25(self, text: str, *fields: str) -> Floats:
        """Return the BM25 scores of `text`, over the keys of its words in each of `fields`.

        Stop words of Finnish are left out. The names of organisations and places count as text.
        A project that has none of the words has -inf.
        """
        tokens = self._analyzer.analyze(text)
        nodes: list[Node] = [
            Best((Leaf(field, key), Leaf("names", key)))
            for token in tokens
            if token.surface.casefold() not in self._stopwords
            for field in fields
            for key in dict.fromkeys(_KEYS[field](token))
        ]
        scores: Floats = self._words.term_scores(nodes, self._rows).sum(axis=0)
        return np.where(scores > 0.0, scores, np.float32(-np.inf))

    def cosine(self, text: str) -> Floats:
        """Return the cosine of the question with the nearest passage of each project."""
        return self._vectors.best_products(self._encoder.encode_queries([text])[0], self._rows)

    def z_sum(self, text: str, *fields: str) -> Floats:
        """Return BM25 and cosine added as standard scores, no words counting as 0."""
        words = self.bm25(text, *fields)
        found = np.where(np.isfinite(words), words, np.float32(0.0))
        return standardised(found) + standardised(self.cosine(text))

    def rrf(self, text: str, *fields: str) -> Floats:
        """Return BM25 and cosine fused by rank; no words give nothing for the rank."""
        total = np.zeros(len(self._ids), dtype=np.float32)
        for scores in (self.bm25(text, *fields), self.cosine(text)):
            for rank, at in enumerate(order(scores, self._ids), start=1):
                if np.isfinite(scores[at]):
                    total[at] += 1.0 / (RRF + rank)
        return total
