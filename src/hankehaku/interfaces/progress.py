"""Tells a person at a terminal what is being done and how long it took."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

_EVERY = 10.0
"""Seconds between two lines about one step."""


class Reporter:
    """Reports steps on standard error: with progress bars on a terminal, as lines elsewhere."""

    def __init__(self) -> None:
        self._bars = sys.stderr.isatty()

    def say(self, text: str) -> None:
        """Write one line."""
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()

    @contextmanager
    def timed(self, name: str) -> Iterator[None]:
        """Announce a step and, when it is over, how many seconds it took."""
        self.say(f"{name} …")
        start = time.perf_counter()
        yield
        self.say(f"{name}: {time.perf_counter() - start:.1f} s")

    @contextmanager
    def steps(self) -> Iterator[Callable[[str, int], Callable[[int], None]]]:
        """Give a function that opens a step of so many items (see `index.builder.Step`)."""
        if not self._bars:
            yield self._plain_step
            return
        with _bars() as progress:

            def step(name: str, total: int) -> Callable[[int], None]:
                task = progress.add_task(f"  {name}", total=total)
                return lambda count: progress.advance(task, count)

            yield step

    def _plain_step(self, name: str, total: int) -> Callable[[int], None]:
        start = told = time.perf_counter()
        done = done_then = 0

        def advance(count: int) -> None:
            nonlocal told, done, done_then
            done += count
            now = time.perf_counter()
            if done >= total and count:
                self.say(f"  {name}: {total} in {now - start:.1f} s{_rate(total, now - start)}")
            elif now - told >= _EVERY:
                # the rate of late: what was known already goes by at once
                rate = (done - done_then) / (now - told)
                left = f", {rate:.1f}/s, about {(total - done) / rate:.0f} s left" if rate else ""
                self.say(f"  {name}: {done} of {total}{left}")
                told, done_then = now, done

        return advance


def _rate(count: int, seconds: float) -> str:
    return f" ({count / seconds:.1f}/s)" if seconds >= _EVERY else ""


def _bars() -> Progress:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        """How many items a second are done."""

        def render(self, task: Task) -> Text:
            """Return the rate of a step, nothing before it is known."""
            speed = task.finished_speed or task.speed
            return Text(f"{speed:.0f}/s" if speed else "")

    columns = ("{task.description}", BarColumn(), MofNCompleteColumn(), Rate())
    times = (TimeElapsedColumn(), TimeRemainingColumn())
    return Progress(*columns, *times, console=Console(stderr=True))
