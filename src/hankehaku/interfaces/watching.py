"""Looks at source documents and has an index updated when they have changed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from hankehaku.errors import HankehakuError, IndexBusyError, IndexDiskError

_EVERY = 2.0
"""Seconds between looks; a change must have stood still for as long, for files grow as they are
copied."""

Seen = frozenset[tuple[str, int, int]]


class Watcher:
    """Calls a function with each source at first, and again whenever a file of it changes.

    What cannot be read or built is said, and waits for the next change; the index stays as it was.
    An index that another process is building is tried again at the next look.
    """

    def __init__(
        self,
        sources: Sequence[Path],
        update: Callable[[Path], None],
        say: Callable[[str], None],
        *,
        every: float = _EVERY,
    ) -> None:
        self._sources, self._update, self._say, self._every = sources, update, say, every
        self._stop = threading.Event()

    def stop(self) -> None:
        """Look no more; `run` returns."""
        self._stop.set()

    def run(self) -> None:
        """Look until `stop` is called or the process is interrupted."""
        done: dict[Path, Seen] = {}
        before: dict[Path, Seen] = {source: _seen(source) for source in self._sources}
        first = True
        while not self._stop.is_set():
            for source in self._sources:
                now = _seen(source)
                still = now == before[source]
                before[source] = now
                if now != done.get(source) and (still or first) and self._tried(source):
                    done[source] = now
            first = False
            self._stop.wait(self._every)

    def _tried(self, source: Path) -> bool:
        """Update from a source; tell whether that is over until the source changes again."""
        try:
            self._update(source)
        except HankehakuError as exc:
            self._say(f"hankehaku: {' '.join(str(exc).split())}")
            return not isinstance(exc, IndexBusyError | IndexDiskError)
        return True


def _seen(source: Path) -> Seen:
    """Return name, size and time of change of the files of a source."""
    files = source.rglob("*") if source.is_dir() else [source]
    found = set()
    for path in files:
        try:
            state = path.stat()
        except OSError:
            continue  # gone since it was listed, or not there at all
        if path.is_file():
            found.add((str(path), state.st_size, state.st_mtime_ns))
    return frozenset(found)
