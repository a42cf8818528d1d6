"""Removes what an index no longer needs: old generations, leftovers, content that none uses."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from hankehaku.files import atomic_file
from hankehaku.index import analyses, embeddings
from hankehaku.index.builder import CONTENT
from hankehaku.index.embeddings import Keys
from hankehaku.index.store import Store, check

_PART = 65_536


@dataclass(frozen=True, slots=True)
class Collected:
    """How many generations, leftovers, vectors and analyses were removed, and bytes set free."""

    generations: int
    leftovers: int
    vectors: int
    analyses: int
    bytes: int


def collect(store: Store, *, wait: float = 0.0) -> Collected:
    """Remove all but the generation that serves, and what of the kept content it does not use.

    Raises IndexBusyError when another process builds here for more than `wait` seconds, and
    IndexDamagedError, having removed nothing, when what serves is damaged.
    """
    with store.building(wait):
        folder, manifest = store.current()
        check(folder, manifest, thorough=True)
        used = np.load(folder / CONTENT)
        before = _size(store.folder)
        old = [each for each in store.generations() if each != folder]
        left = [*store.leftovers(), *_strays(store)]
        for path in (*old, *left):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
        vectors = sum(
            _without_unused(path, used)
            for path in sorted(store.embeddings.glob(f"*{embeddings.SUFFIX}"))
        )
        dropped = analyses.drop_unused(store.analyses, used) if store.analyses.is_file() else 0
        freed = before - _size(store.folder)
        return Collected(len(old), len(left), vectors, dropped, freed)


def _strays(store: Store) -> list[Path]:
    """Return what writes that were cut off and earlier formats left in the folder of an index."""
    patterns = (".*.tmp", "embeddings.sqlite*", "embeddings/.*.tmp")
    return sorted(path for pattern in patterns for path in store.folder.glob(pattern))


def _without_unused(path: Path, used: Keys) -> int:
    """Write a file of vectors anew without those that are not used or are damaged; return how many
    were left out.
    """
    records = embeddings.records_of(path, embeddings.dimensions_of(path))
    kept = np.isin(records["key"][:, 0], used)
    # of several of one text only the last counts
    _, newest = np.unique(records["key"][::-1, 0], return_index=True)
    last = np.zeros(len(records), np.bool_)
    last[len(records) - 1 - newest] = True
    kept &= last
    for start in range(0, len(records), _PART):
        part = records[start : start + _PART]
        kept[start : start + _PART] &= part["check"] == embeddings.checks(part)
    if kept.all():
        return 0
    with atomic_file(path) as file:
        for start in range(0, len(records), _PART):
            file.write(records[start : start + _PART][kept[start : start + _PART]].tobytes())
    if not kept.any():
        path.unlink()
    return int((~kept).sum())


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
