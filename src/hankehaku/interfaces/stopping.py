"""Lets a build be stopped by Ctrl-C or SIGTERM, and says what becomes of what was done."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from hankehaku.interfaces.progress import Reporter


@contextmanager
def stoppable(reporter: Reporter) -> Iterator[None]:
    """Take SIGTERM as Ctrl-C meanwhile; both leave the old index serving and the work kept."""
    main = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGTERM, _interrupt) if main else None
    try:
        yield
    except KeyboardInterrupt:
        reporter.say("stopped; what was done is kept, and the same command goes on from there")
        raise
    finally:
        if main:
            signal.signal(signal.SIGTERM, before)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
