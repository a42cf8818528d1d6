"""Words in tantivy: fields of base forms, parts and word starts, and queries as trees of them."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import tantivy

from hankehaku.errors import IndexDamagedError

FIELDS = ("title", "base", "parts", "surface", "grams", "names")
_ROW = "row"
_WRITER_BYTES = 128_000_000


@dataclass(frozen=True, slots=True)
class Leaf:
    """One key in one field."""

    field: str
    key: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Best:
    """The best of its children counts, so that alternatives of one word are one term."""

    children: tuple[Node, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Sum:
    """The children add up, each with its own weight."""

    children: tuple[Node, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class All:
    """The children add up, but only in documents that have every one of them."""

    children: tuple[Node, ...]
    weight: float = 1.0


Node = Leaf | Best | Sum | All

Keys = Mapping[str, str | Sequence[str]]
"""What a document holds: for each of FIELDS its keys, repeated as often as they occur, as a list or
joined by blanks, for no key has a blank in it."""


class LexicalIndex:
    """A tantivy index of documents known by their row, scored with BM25 (k1 1.2, b 0.75).

    Read-only once built and safe to search from several threads.
    """

    def __init__(self, index: tantivy.Index) -> None:
        self._index = index
        self._searcher = index.searcher()
        self._counted = functools.lru_cache(maxsize=262_144)(self.frequency)
        self._term = functools.lru_cache(maxsize=65_536)(self._term_query)
        self._compiled = functools.lru_cache(maxsize=16_384)(self._compile)

    @staticmethod
    def build(folder: Path, documents: Iterable[Keys]) -> int:
        """Write `documents`, whose rows are 0, 1, 2 …, to a new `folder`; return their number."""
        folder.mkdir(parents=True)
        schema = tantivy.SchemaBuilder()
        for field in FIELDS:
            schema.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
        schema.add_integer_field(_ROW, stored=False, indexed=True, fast=True)
        index = tantivy.Index(schema.build(), path=str(folder))
        writer = index.writer(_WRITER_BYTES, 1)  # one thread: rows are segments' order, repeatably
        count = 0
        for row, keys in enumerate(documents):
            document = tantivy.Document()
            for field in FIELDS:
                if found := keys.get(field):
                    document.add_text(field, found if isinstance(found, str) else " ".join(found))
            document.add_integer(_ROW, row)
            writer.add_document(document)
            count += 1
        writer.commit()
        writer.wait_merging_threads()
        return count

    @classmethod
    def open(cls, folder: Path) -> LexicalIndex:
        """Open what `build` wrote; raises IndexDamagedError when it cannot be read."""
        try:
            return cls(tantivy.Index.open(str(folder)))
        except (OSError, ValueError) as exc:
            cure = "Build the index again: hankehaku build --force"
            raise IndexDamagedError(
                f"cannot be read ({exc})", where=str(folder), cure=cure
            ) from exc

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def rows(self) -> npt.NDArray[np.int64]:
        """Return the rows of all documents, in no order."""
        found, _ = self._run(tantivy.Query.all_query(), max(len(self), 1))
        return found

    def frequency(self, field: str, key: str) -> int:
        """Return in how many documents `key` stands in `field`."""
        return int(self._searcher.doc_freq(field, key))

    def pruned(self, node: Node) -> Node | None:
        """Return the query without what no document has, None when nothing is left of it."""
        if isinstance(node, Leaf):
            return node if self._counted(node.field, node.key) else None
        found = [self.pruned(child) for child in node.children]
        children = tuple(child for child in found if child is not None)
        if not children or (isinstance(node, All) and len(children) < len(found)):
            return None
        return type(node)(children, node.weight)

    def search(self, terms: Sequence[Node], limit: int) -> npt.NDArray[np.int64]:
        """Return the rows of the best `limit` documents for the sum of `terms`, best first."""
        if not terms:
            return np.zeros(0, dtype=np.int64)
        rows, _ = self._run(self._compile(Sum(tuple(terms))), limit)
        return rows

    def term_scores(
        self, terms: Sequence[Node], rows: npt.NDArray[np.int64]
    ) -> npt.NDArray[np.float32]:
        """Return the score of each term in each document, shape (terms, rows), 0 for none."""
        scores = np.zeros((len(terms), len(rows)), dtype=np.float32)
        if not len(rows):
            return scores
        order = np.argsort(rows)
        ascending = rows[order]
        among = None
        if len(rows) < len(self):
            members = tantivy.Query.term_set_query(self._index.schema, _ROW, rows.tolist())
            among = tantivy.Query.const_score_query(members, 0.0)
        for number, term in enumerate(terms):
            query = self._compile(term)
            if among is not None:
                must = tantivy.Occur.Must
                query = tantivy.Query.boolean_query([(must, query), (must, among)])
            found, values = self._run(query, len(rows))
            scores[number, order[np.searchsorted(ascending, found)]] = values
        return scores

    def _run(
        self, query: tantivy.Query, limit: int
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
        hits = self._searcher.search(query, limit, count=False).hits
        if not hits:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        rows = self._searcher.fast_field_values(_ROW, [address for _, address in hits])
        return np.asarray(rows, dtype=np.int64), np.asarray([s for s, _ in hits], dtype=np.float32)

    def _term_query(self, field: str, key: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._index.schema, field, key, "freq")

    def _compile(self, node: Node) -> tantivy.Query:
        query: Any
        if isinstance(node, Leaf):
            query = self._term(node.field, node.key)
        else:
            children = [self._compiled(child) for child in node.children]
            if isinstance(node, Best):
                query = tantivy.Query.disjunction_max_query(children)
            else:
                occur = tantivy.Occur.Must if isinstance(node, All) else tantivy.Occur.Should
                query = tantivy.Query.boolean_query([(occur, child) for child in children])
        return query if node.weight == 1.0 else tantivy.Query.boost_query(query, node.weight)
