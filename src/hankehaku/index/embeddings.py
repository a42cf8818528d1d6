"""Vectors kept by the content they came from, so that a rebuild encodes only what changed.

A file for each encoder, to which records of one size are added and never changed: the SHA-256 of
the text, a checksum of the record, the vector. What a power cut left half written at its end is cut
off; a record whose checksum is wrong is dropped and made again.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

import numpy as np
import numpy.typing as npt

from hankehaku.files import sync_folder
from hankehaku.index.encoder import Encoder, Vectors

SUFFIX = ".vectors"
_BATCH = 32
"""Texts between two writes: what an interrupted build loses at most."""
_BLOCK = 2048
"""Texts looked up at once."""
_SYNC = 1.0
"""Seconds of work that a power cut may cost."""
_MERGED = 65_536

Keys = npt.NDArray[np.uint64]
Advance = Callable[[int], None]


class EmbeddingCache:
    """A folder of vectors by encoder and text; survives being killed at any moment.

    One process at a time may have it open. `used` collects the first eight bytes of the keys of
    all that was asked for, `damaged` counts the records that were dropped.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, VectorFile] = {}
        self.used: list[Keys] = []

    @property
    def damaged(self) -> int:
        """How many records were found damaged, and made again."""
        return sum(each.damaged for each in self._files.values())

    def close(self) -> None:
        """Close the files, what was added to them on the disk."""
        for each in self._files.values():
            each.close()

    def passages(self, encoder: Encoder, texts: Sequence[str], advance: Advance) -> Vectors:
        """Return the vectors of passages, shape (n, d), encoding only those never seen before.

        `advance` is told how many texts were done since it was last called.
        """
        return _joined(self.stream(encoder, texts, advance), encoder.dimensions)

    def queries(self, encoder: Encoder, texts: Sequence[str], advance: Advance) -> Vectors:
        """Return the vectors of questions in the same way."""
        blocks = self._stream(encoder, encoder.encode_queries, "query\0", texts, advance)
        return _joined(blocks, encoder.dimensions)

    def stream(self, encoder: Encoder, texts: Iterable[str], advance: Advance) -> Iterator[Vectors]:
        """Yield the vectors of passages in their order, some thousand at a time."""
        return self._stream(encoder, encoder.encode_passages, "", texts, advance)

    def _stream(
        self,
        encoder: Encoder,
        encode: Callable[[Sequence[str]], Vectors],
        kind: str,
        texts: Iterable[str],
        advance: Advance,
    ) -> Iterator[Vectors]:
        file = self._file(encoder)
        rest = iter(texts)
        while block := list(itertools.islice(rest, _BLOCK)):
            keys = [
                hashlib.sha256(f"{kind}{text}".encode("utf-8", "replace")).digest()
                for text in block
            ]
            self.used.append(as_array(keys)[:, 0])
            yield self._block(file, encode, block, keys, advance)

    def _block(
        self,
        file: VectorFile,
        encode: Callable[[Sequence[str]], Vectors],
        texts: Sequence[str],
        keys: Sequence[bytes],
        advance: Advance,
    ) -> Vectors:
        vectors, found = file.look_up(keys)
        missing: dict[bytes, list[int]] = {}
        for number in np.flatnonzero(~found).tolist():
            missing.setdefault(keys[number], []).append(number)
        advance(int(found.sum()))
        new = list(missing.items())
        for start in range(0, len(new), _BATCH):
            batch = new[start : start + _BATCH]
            fresh = encode([texts[numbers[0]] for _, numbers in batch])
            file.add([key for key, _ in batch], fresh)
            for (_, numbers), vector in zip(batch, fresh, strict=True):
                vectors[numbers] = vector  # a text may stand in several places
            advance(sum(len(numbers) for _, numbers in batch))
        return vectors

    def _file(self, encoder: Encoder) -> VectorFile:
        if encoder.id not in self._files:
            name = hashlib.sha256(encoder.id.encode()).hexdigest()[:16]
            path = self._folder / f"{name}-{encoder.dimensions}{SUFFIX}"
            self._files[encoder.id] = VectorFile(path, encoder.dimensions)
        return self._files[encoder.id]


class VectorFile:
    """Records of one encoder, found by the SHA-256 of what they are the vectors of."""

    def __init__(self, path: Path, dimensions: int) -> None:
        """Open the file, cut off what is no whole record, and make it when it is not there."""
        self._dtype, self._path = _record(dimensions), path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file: IO[bytes] = path.open("ab")
        self._count = path.stat().st_size // self._dtype.itemsize
        os.truncate(path, self._count * self._dtype.itemsize)
        sync_folder(path.parent)
        self._synced = time.monotonic()
        self.damaged = 0
        self._new: dict[int, int] = {}
        self._records = self._mapped()
        # a copy, for the keys of a large file are spread over all of it
        starts = np.array(self._records["key"][:, 0])
        # stable: of two records of one text the later one counts
        self._order = np.argsort(starts, kind="stable")
        self._starts: Keys = starts[self._order]

    def look_up(self, keys: Sequence[bytes]) -> tuple[Vectors, npt.NDArray[np.bool_]]:
        """Return vectors (n, d) and which of them were found (n,); those not found are zero."""
        wanted = as_array(keys)
        numbers = np.full(len(keys), -1)
        if len(self._starts):
            places = np.searchsorted(self._starts, wanted[:, 0], side="right") - 1
            same = (places >= 0) & (self._starts[places] == wanted[:, 0])
            numbers[same] = self._order[places[same]]
        if self._new:
            for place, start in enumerate(wanted[:, 0].tolist()):
                if (number := self._new.get(start)) is not None:
                    numbers[place] = number
        vectors = np.zeros((len(keys), self._dtype["vector"].shape[0]), np.float32)
        known = np.flatnonzero(numbers >= 0)
        if len(known):
            if numbers.max() >= len(self._records):
                self._records = self._mapped()
            records = self._records[numbers[known]]
            right = records["check"] == checks(records)
            self.damaged += int((~right).sum())
            right &= (records["key"] == wanted[known]).all(axis=1)
            vectors[known[right]] = records["vector"][right]
            known = known[right]
        found = np.zeros(len(keys), np.bool_)
        found[known] = True
        return vectors, found

    def add(self, keys: Sequence[bytes], vectors: Vectors) -> None:
        """Add records at the end of the file."""
        records = np.zeros(len(keys), self._dtype)
        records["key"], records["vector"] = as_array(keys), vectors
        records["check"] = checks(records)
        self._file.write(records.tobytes())
        self._file.flush()
        if time.monotonic() - self._synced > _SYNC:
            self._sync()
        starts = records["key"][:, 0].tolist()
        self._new.update(zip(starts, range(self._count, self._count + len(keys)), strict=True))
        self._count += len(keys)
        if len(self._new) > max(_MERGED, len(self._starts) // 4):
            self._merge()

    def close(self) -> None:
        """Close the file, what was added to it on the disk."""
        self._sync()
        self._file.close()

    def _sync(self) -> None:
        os.fsync(self._file.fileno())
        self._synced = time.monotonic()

    def _merge(self) -> None:
        new = np.fromiter(self._new, np.uint64, len(self._new))
        numbers = np.fromiter(self._new.values(), np.int64, len(self._new))
        starts = np.concatenate([self._starts, new])
        order = np.argsort(starts, kind="stable")
        self._order = np.concatenate([self._order, numbers])[order]
        self._starts = starts[order]
        self._new = {}

    def _mapped(self) -> npt.NDArray[Any]:
        return records_of(self._path, self._dtype["vector"].shape[0])


def as_array(keys: Sequence[bytes]) -> Keys:
    """Return keys of 32 bytes as an array, shape (n, 4)."""
    return np.frombuffer(b"".join(keys), "<u8").reshape(-1, 4)


def records_of(path: Path, dimensions: int) -> npt.NDArray[Any]:
    """Return the whole records of a file, seen in its place on the disk."""
    dtype = _record(dimensions)
    count = path.stat().st_size // dtype.itemsize
    if not count:
        return np.zeros(0, dtype)  # nothing cannot be mapped
    return np.memmap(path, dtype, "r", shape=(count,))


def checks(records: npt.NDArray[Any]) -> npt.NDArray[np.uint32]:
    """Return the checksum (CRC-32 of all else in it) that each record should have, (n,)."""
    bare = np.array(records)
    bare["check"] = 0
    data, width = bare.tobytes(), records.dtype.itemsize
    each = (zlib.crc32(data[at : at + width]) for at in range(0, len(data), width))
    return np.fromiter(each, np.uint32, len(records))


def dimensions_of(path: Path) -> int:
    """Return the number of components that the name of a file tells; raises ValueError."""
    return int(path.stem.rpartition("-")[2])


def _record(dimensions: int) -> np.dtype[Any]:
    parts = [("key", "<u8", (4,)), ("check", "<u4"), ("spare", "<u4")]
    return np.dtype([*parts, ("vector", "<f4", (dimensions,))])


def _joined(blocks: Iterable[Vectors], dimensions: int) -> Vectors:
    return np.concatenate([np.zeros((0, dimensions), np.float32), *blocks])
