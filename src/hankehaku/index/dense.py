"""Vectors of passages in FAISS, and what a score among them is worth."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from hankehaku.errors import IndexDamagedError
from hankehaku.index.encoder import Vectors

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]
_PART = 16_384


@dataclass(frozen=True, slots=True)
class Background:
    """Mean (d,) and covariance (d, d) of all vectors: the score of any query over them, known
    without scoring them.

    The inner products of a query q with the vectors have mean q·mean and variance qᵀ·cov·q.
    """

    mean: Floats
    covariance: Floats

    @classmethod
    def of(cls, vectors: Vectors) -> Background:
        """Compute the background of `vectors`, shape (n, d) with n ≥ 1."""
        # in parts, as centred vectors take twice the room of the vectors themselves
        near = vectors[:_PART].mean(axis=0, dtype=np.float64)
        total, products = np.zeros_like(near), np.zeros((len(near), len(near)))
        for start in range(0, len(vectors), _PART):
            centred = vectors[start : start + _PART] - near
            total += centred.sum(axis=0)
            products += centred.T @ centred
        off = total / len(vectors)
        covariance = products / len(vectors) - np.outer(off, off)
        return cls((near + off).astype(np.float32), covariance.astype(np.float32))

    def of_query(self, query: Floats) -> tuple[float, float]:
        """Return mean and standard deviation of the query's inner products with all vectors."""
        variance = float(query @ self.covariance @ query)
        return float(query @ self.mean), max(variance, 1e-12) ** 0.5


class DenseIndex:
    """Passage vectors with the project row of each; several passages of a project stand together.

    Written once by `build`, read-only afterwards, safe to search from several threads.
    """

    def __init__(self, faiss_index: Any, rows: Rows, background: Background) -> None:
        self._index, self.rows, self.background = faiss_index, rows, background
        self._vectors = _held(faiss_index)
        self._starts = np.flatnonzero(np.r_[True, rows[1:] != rows[:-1]])
        self._owners = rows[self._starts]

    @staticmethod
    def build(
        folder: Path, vectors: Vectors | Iterable[Vectors], dimensions: int, rows: Rows
    ) -> None:
        """Write vectors (n, d), at once or in parts, and the project `rows` (n,) that they belong
        to, ascending, to an empty `folder`.
        """
        import faiss

        folder.mkdir(parents=True)
        index = faiss.IndexFlatIP(dimensions)
        for part in [vectors] if isinstance(vectors, np.ndarray) else vectors:
            index.add(np.ascontiguousarray(part))
        faiss.write_index(index, str(folder / "vectors.faiss"))
        background = Background.of(_held(index))
        np.save(folder / "rows.npy", rows)
        np.save(folder / "mean.npy", background.mean)
        np.save(folder / "covariance.npy", background.covariance)

    @classmethod
    def open(cls, folder: Path) -> DenseIndex:
        """Open what `build` wrote; raises IndexDamagedError when it cannot be read."""
        import faiss

        try:
            index = faiss.read_index(str(folder / "vectors.faiss"))
            rows, mean, covariance = (
                np.load(folder / f"{name}.npy") for name in ("rows", "mean", "covariance")
            )
        except (OSError, EOFError, RuntimeError, ValueError) as exc:
            cure = "Build the index again: hankehaku build --force"
            raise IndexDamagedError(
                f"cannot be read ({exc})", where=str(folder), cure=cure
            ) from exc
        return cls(index, rows, Background(mean, covariance))

    @property
    def vectors(self) -> Vectors:
        """All vectors, shape (n, d), in the order of `rows`."""
        return self._vectors

    @property
    def dimensions(self) -> int:
        """Number of components of a vector."""
        return int(self._index.d)

    def search(self, query: Floats, limit: int) -> Rows:
        """Return the rows of the projects whose passages are nearest to `query` (d,), best first.

        At most `limit` passages are looked at, so fewer projects may come back.
        """
        if limit >= len(self.rows):
            return self._in_order(self._vectors @ query)
        count = limit
        _, found = self._index.search(query.reshape(1, -1), count)
        rows = self.rows[found[0][found[0] >= 0]]
        _, first = np.unique(rows, return_index=True)
        best_first: Rows = rows[np.sort(first)]
        return best_first

    def _in_order(self, products: Floats) -> Rows:
        best = np.maximum.reduceat(products, self._starts)
        ordered: Rows = self._owners[np.argsort(-best, kind="stable")]
        return ordered

    def nearest(self, queries: Vectors) -> Floats:
        """Return the best inner product that each of `queries` (n, d) has with any vector, (n,)."""
        products, _ = self._index.search(np.ascontiguousarray(queries), 1)
        best: Floats = products[:, 0]
        return best

    def products(self, query: Floats, row: int) -> Floats:
        """Return the inner products of `query` with the vectors of one project, in their order."""
        start, end = np.searchsorted(self.rows, (row, row + 1))
        if start == end:
            return np.zeros(0, dtype=np.float32)
        products: Floats = self._vectors[start:end] @ query
        return products

    def best_products(self, query: Floats, rows: Rows) -> Floats:
        """Return for each project row the best inner product of its vectors with `query`, shape
        (len(rows),); every row must have a vector.
        """
        if len(rows) == len(self._owners) and np.array_equal(rows, self._owners):
            every: Floats = np.maximum.reduceat(self._vectors @ query, self._starts)
            return every
        if not len(rows):
            return np.zeros(0, dtype=np.float32)
        starts = np.searchsorted(self.rows, rows, side="left")
        ends = np.searchsorted(self.rows, rows, side="right")
        wanted = np.concatenate([np.arange(s, e) for s, e in zip(starts, ends, strict=True)])
        products = self._vectors[wanted] @ query
        offsets = np.concatenate([[0], np.cumsum(ends - starts)[:-1]])
        best: Floats = np.maximum.reduceat(products, offsets)
        return best

    def standard_scores(self, query: Floats, rows: Rows) -> Floats:
        """Return `best_products` in standard deviations above the mean of all vectors."""
        mean, deviation = self.background.of_query(query)
        return ((self.best_products(query, rows) - mean) / deviation).astype(np.float32)


def _held(faiss_index: Any) -> Vectors:
    """Return what FAISS holds, seen as an array (n, d), without a copy."""
    import faiss

    flat = faiss.rev_swig_ptr(faiss_index.get_xb(), faiss_index.ntotal * faiss_index.d)
    held: Vectors = flat.reshape(faiss_index.ntotal, faiss_index.d)
    return held
