"""The index that serves now: a new generation is taken into use while the service runs."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from hankehaku.facade import Hankehaku

_LOG = logging.getLogger(__name__)
_EVERY = 1.0
"""Seconds between looks at which generation serves."""
_AGAIN = 60.0
"""Seconds after which a generation that could not be opened is tried again."""


class Live:
    """Gives the open generation (see `opened.Opened`), and watches the folder of the index.

    A new generation is opened beside the old one and takes its place at once; whoever asked before
    goes on with the old one. One that cannot be opened is logged, and the old one goes on serving.
    Raises as `Hankehaku.open` does when the first cannot be opened.
    """

    def __init__(
        self,
        index: Path,
        opener: Callable[[Path], Hankehaku] = Hankehaku.open,
        *,
        every: float = _EVERY,
        again: float = _AGAIN,
    ) -> None:
        """Open the generation that serves; `watch` begins to look for others."""
        self._index, self._opener = index, opener
        self._every, self._again = every, again
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        name = self._published()
        self._serving: tuple[str, Hankehaku] = (name, opener(index))

    def __call__(self) -> Hankehaku:
        """Return the generation that serves now."""
        return self._serving[1]

    @property
    def generation(self) -> str:
        """The id of the generation that serves now."""
        return self._serving[0]

    def watch(self) -> None:
        """Begin to look for new generations, in a thread that ends with the process."""
        if self._thread is None:
            self._stop.clear()
            self._thread = threading.Thread(target=self._look, name="live-index", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Look no more."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(5)
            self._thread = None

    def _look(self) -> None:
        failed, left = "", 0.0
        while not self._stop.wait(self._every):
            left -= self._every
            name = self._published()
            if not name or name == self._serving[0] or (name == failed and left > 0):
                continue
            failed = "" if self._take(name) else name
            left = self._again

    def _take(self, name: str) -> bool:
        try:
            opened = self._opener(self._index)
        except Exception:  # whatever is wrong with it, the old one can go on
            _LOG.exception(
                "a new generation cannot be opened, the old one goes on serving",
                extra={"generation": name, "serving": self._serving[0]},
            )
            return False
        before, self._serving = self._serving[0], (name, opened)
        _LOG.info("a new generation serves", extra={"generation": name, "before": before})
        return True

    def _published(self) -> str:
        """Return the id that `current` names, empty when it cannot be read at the moment."""
        try:
            return (self._index / "current").read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return ""
