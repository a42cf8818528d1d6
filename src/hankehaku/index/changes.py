"""What differs between the projects of an index and those of a corpus."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from hankehaku.errors import ProjectIndexError
from hankehaku.index.projects import ProjectStore


@dataclass(frozen=True, slots=True)
class Changes:
    """The ids of projects that were added, changed and removed, and how many stayed as they were.

    The first two are in the order of the corpus, the removed in that of the index before it.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0


def contents(folder: Path | None) -> dict[str, str]:
    """Return by id what the projects of a generation say (see `ProjectStore.contents`), nothing
    when there is no generation or its records cannot be read.
    """
    if folder is None:
        return {}
    try:
        return ProjectStore(folder / "projects.sqlite").contents()
    except (ProjectIndexError, sqlite3.Error):
        return {}


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> Changes:
    """Return the difference between two indexes, each given by its `contents`."""
    common = [name for name in after if name in before]
    changed = tuple(name for name in common if before[name] != after[name])
    return Changes(
        added=tuple(name for name in after if name not in before),
        changed=changed,
        removed=tuple(name for name in before if name not in after),
        unchanged=len(common) - len(changed),
    )
