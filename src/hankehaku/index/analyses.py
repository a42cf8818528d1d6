"""Analyses of texts kept by their content, so that a rebuild reads only what changed."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np

from hankehaku.index.embeddings import Keys, as_array

_SCHEMA = "CREATE TABLE IF NOT EXISTS analysis (key BLOB UNIQUE, value BLOB, checksum INTEGER)"
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_Result = TypeVar("_Result")


class AnalysisCache:
    """A file of bytes by SHA-256; survives being killed at any moment.

    It only saves work: a value whose checksum is wrong is dropped, and a file that is damaged as a
    whole is begun anew; `damaged` counts both. `used` collects the first eight bytes of all keys.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path, self.damaged = path, 0
        self.used: list[Keys] = []
        try:
            self._database = _open(path)
        except sqlite3.DatabaseError as exc:
            self._begin_anew(exc)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def get(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """Return what is known by key, at most some hundred keys at once."""
        self.used.append(as_array(keys)[:, 0])
        marks = ",".join("?" * len(keys))
        query = f"SELECT key, value, checksum FROM analysis WHERE key IN ({marks})"
        nothing: list[tuple[bytes, bytes, int]] = []
        rows = self._tried(lambda: self._database.execute(query, keys).fetchall(), nothing)
        found = {key: value for key, value, checksum in rows if checksum == _checksum(key, value)}
        self.damaged += len(rows) - len(found)
        return found

    def put(self, values: Mapping[bytes, bytes]) -> None:
        """Keep values by key."""
        if not values:
            return
        rows = [(key, value, _checksum(key, value)) for key, value in values.items()]

        def insert() -> None:
            with self._database:
                self._database.executemany("INSERT OR REPLACE INTO analysis VALUES (?, ?, ?)", rows)

        self._tried(insert, None)

    def drop_unused(self, used: Keys) -> int:
        """Remove the values whose keys do not begin as one of `used` does; return how many."""

        def drop() -> int:
            keys = [key for (key,) in self._database.execute("SELECT key FROM analysis")]
            unused = ~np.isin(as_array(keys)[:, 0], used)
            rows = [(keys[number],) for number in np.flatnonzero(unused)]
            with self._database:
                self._database.executemany("DELETE FROM analysis WHERE key = ?", rows)
            if rows:
                self._database.execute("VACUUM")
            return len(rows)

        return self._tried(drop, 0)

    def _tried(self, work: Callable[[], _Result], otherwise: _Result) -> _Result:
        try:
            return work()
        except sqlite3.DatabaseError as exc:
            self._begin_anew(exc)
            return otherwise

    def _begin_anew(self, exc: sqlite3.DatabaseError) -> None:
        """Begin a new file when the old one is damaged; raise what is wrong otherwise."""
        # the plain code is in the lowest byte of an extended one
        if getattr(exc, "sqlite_errorcode", 0) & 0xFF not in _DAMAGED:
            raise exc
        if hasattr(self, "_database"):
            self._database.close()
        for name in (self._path.name, f"{self._path.name}-wal", f"{self._path.name}-shm"):
            self._path.with_name(name).unlink(missing_ok=True)
        self.damaged += 1
        self._database = _open(self._path)


def _open(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path)
    database.text_factory = bytes  # damage may have made a text of it, and of no encoding
    try:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=NORMAL")
        database.execute(_SCHEMA)
    except sqlite3.DatabaseError:
        database.close()
        raise
    return database


def _checksum(key: object, value: object) -> int:
    if not (isinstance(key, bytes) and isinstance(value, bytes)):
        return -1  # damage may change what kind of value a row has
    return zlib.crc32(value, zlib.crc32(key))


def count_damaged(path: Path) -> int:
    """Return how many values of a file have a wrong checksum; raises sqlite3.DatabaseError when the
    file is damaged as a whole.
    """
    database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        (state,) = database.execute("PRAGMA quick_check(1)").fetchone()
        database.text_factory = bytes
        if state != "ok":
            raise sqlite3.DatabaseError(state)
        rows = database.execute("SELECT key, value, checksum FROM analysis")
        return sum(checksum != _checksum(key, value) for key, value, checksum in rows)
    finally:
        database.close()


def drop_unused(path: Path, used: Keys) -> int:
    """Remove the values whose keys do not begin as one of `used` does; return how many."""
    cache = AnalysisCache(path)
    try:
        return cache.drop_unused(used)
    finally:
        cache.close()
