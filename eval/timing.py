"""Measures what each stage of a search takes, as a ratio of the encoder call in the same search.

    stages(hankehaku, kit, warm_up=some_topics, asked=other_topics)

Ratios, because seconds say more about the machine. They differ a little from run to run, so they
stand in reports but not in their figures that are compared.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest import mock

import numpy as np

from collection import Topic
from hankehaku import Hankehaku
from hankehaku.index.kit import Kit
from hankehaku.search import engine
from hankehaku.search.explain import Explainer
from hankehaku.search.signals import SignalSource

ENCODER, WHOLE, REST = "encoder", "whole search", "all else"
SHOWN = 10
"""Projects asked for, as on the page."""


def stages(
    hankehaku: Hankehaku, kit: Kit, *, warm_up: Sequence[Topic], asked: Sequence[Topic]
) -> dict[str, float]:
    """Return the median over the questions `asked` of each stage's time, the encoder's being 1.

    `kit` is the one that `hankehaku` was opened with. `warm_up` is asked first, so that projects
    are in memory as in a server that has run for a while; the questions measured are new to it.
    """
    watched: dict[str, tuple[tuple[Any, str], ...]] = {
        "question: language and translation": ((engine, "understand"),),
        "queries of the word index": ((Explainer, "ways"),),
        ENCODER: ((type(kit.encoder), "encode_queries"),),
        "word index and vectors": ((SignalSource, "of"),),
        "fusion and confidence": ((engine, "fuse"), (engine, "confidence")),
        "explanations": ((Explainer, "matches"), (engine, "best_passage")),
    }
    for topic in warm_up:
        hankehaku.search(topic.text, SHOWN, topic.language)
    spent: dict[str, list[float]] = {name: [] for name in (*watched, REST, WHOLE)}
    with ExitStack() as stack:
        for name, functions in watched.items():
            for owner, function in functions:
                stack.enter_context(_watched(owner, function, spent[name]))
        for topic in asked:
            for name in watched:
                spent[name].append(0.0)
            start = time.perf_counter()
            hankehaku.search(topic.text, SHOWN, topic.language)
            spent[WHOLE].append(time.perf_counter() - start)
            spent[REST].append(spent[WHOLE][-1] - sum(spent[name][-1] for name in watched))
    encoder = np.asarray(spent[ENCODER])
    return {name: float(np.median(np.asarray(each) / encoder)) for name, each in spent.items()}


def table(ratios: dict[str, float]) -> str:
    """Return the ratios as a Markdown table."""
    rows = ["| stage | time, encoder = 1 |", "|---|---|"]
    rows += [f"| {name} | {ratio:.2f} |" for name, ratio in ratios.items()]
    return "\n".join([*rows, ""])


@contextmanager
def _watched(owner: Any, name: str, spent: list[float]) -> Iterator[None]:
    """Add the time of each outermost call of `owner.name` to the last of `spent`."""
    function = getattr(owner, name)
    depth = 0

    def timed(*args: Any, **options: Any) -> Any:
        nonlocal depth
        depth += 1
        start = time.perf_counter()
        try:
            return function(*args, **options)
        finally:
            depth -= 1
            if not depth:
                spent[-1] += time.perf_counter() - start

    with mock.patch.object(owner, name, timed):
        yield
