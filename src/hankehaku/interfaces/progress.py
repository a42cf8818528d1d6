"""Tells a person at a terminal what is being done and how long it took."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


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
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeElapsedColumn

        columns = ("{task.description}", BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True)) as progress:

            def step(name: str, total: int) -> Callable[[int], None]:
                task = progress.add_task(f"  {name}", total=total)
                return lambda count: progress.advance(task, count)

            yield step

    def _plain_step(self, name: str, total: int) -> Callable[[int], None]:
        start = time.perf_counter()
        left = total

        def advance(count: int) -> None:
            nonlocal left
            left -= count
            if left <= 0 and count:
                self.say(f"  {name}: {total} in {time.perf_counter() - start:.1f} s")

        return advance
