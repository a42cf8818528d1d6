"""Vectors kept by the content they came from, so that a rebuild encodes only what changed."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from hankehaku.index.encoder import Encoder, Vectors

_BATCH = 32
"""Texts between two commits: what an interrupted build loses at most."""


class EmbeddingCache:
    """A file of vectors by encoder and text; survives being killed at any moment."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._database = self._open(path)
        except sqlite3.DatabaseError:
            # it only saves work, so a damaged one is begun anew
            for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
                path.with_name(name).unlink(missing_ok=True)
            self._database = self._open(path)

    @staticmethod
    def _open(path: Path) -> sqlite3.Connection:
        database = sqlite3.connect(path)
        database.execute("PRAGMA journal_mode=WAL")
        database.execute(
            "CREATE TABLE IF NOT EXISTS embedding (key BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID"
        )
        (state,) = database.execute("PRAGMA quick_check").fetchone()
        if state != "ok":
            database.close()
            raise sqlite3.DatabaseError(state)
        return database

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def passages(
        self, encoder: Encoder, texts: Sequence[str], advance: Callable[[int], None]
    ) -> Vectors:
        """Return the vectors of passages, shape (n, d), encoding only those never seen before.

        `advance` is told how many texts were done since it was last called.
        """
        return self._vectors(encoder, encoder.encode_passages, "", texts, advance)

    def queries(
        self, encoder: Encoder, texts: Sequence[str], advance: Callable[[int], None]
    ) -> Vectors:
        """Return the vectors of questions in the same way."""
        return self._vectors(encoder, encoder.encode_queries, "query\0", texts, advance)

    def _vectors(
        self,
        encoder: Encoder,
        encode: Callable[[Sequence[str]], Vectors],
        kind: str,
        texts: Sequence[str],
        advance: Callable[[int], None],
    ) -> Vectors:
        vectors = np.zeros((len(texts), encoder.dimensions), dtype=np.float32)
        keys = [
            hashlib.sha256(f"{encoder.id}\0{kind}{text}".encode("utf-8", "replace")).digest()
            for text in texts
        ]
        missing: dict[bytes, list[int]] = {}
        for number, key in enumerate(keys):
            query = "SELECT vector FROM embedding WHERE key = ?"
            row = self._database.execute(query, (key,)).fetchone()
            if row is None:
                missing.setdefault(key, []).append(number)
            else:
                vectors[number] = np.frombuffer(row[0], dtype=np.float32)
        advance(len(texts) - sum(map(len, missing.values())))
        new = list(missing.items())
        for start in range(0, len(new), _BATCH):
            batch = new[start : start + _BATCH]
            fresh = encode([texts[numbers[0]] for _, numbers in batch])
            for (_, numbers), vector in zip(batch, fresh, strict=True):
                vectors[numbers] = vector  # a text may stand in several places
            rows = [(key, vector.tobytes()) for (key, _), vector in zip(batch, fresh, strict=True)]
            with self._database:
                self._database.executemany("INSERT OR REPLACE INTO embedding VALUES (?, ?)", rows)
            advance(sum(len(numbers) for _, numbers in batch))
        return vectors
