"""What a load test counts: kinds of answers, right ones and wrong ones, and how long they took.

Used by `load.py`; it does nothing when run.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from load_http import Reply

REFUSALS = (429, 503)
_SHOWN = 5
_PATIENT = 24 * 60 * 60


@dataclass(slots=True)
class Counts:
    """What came of the requests of one kind, with examples of what went wrong."""

    statuses: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    right: int = 0
    wrong: int = 0
    refused: int = 0
    impolite: int = 0
    errors: int = 0
    examples: list[str] = field(default_factory=list)

    def add(self, reply: Reply, seconds: float, expected: str, kind: str) -> None:
        """Count an answer; `expected` is what `gist` gives for the right one."""
        self.statuses[str(reply.status)] += 1
        if reply.status in REFUSALS:
            self.refused += 1
            if missing := impoliteness(reply):
                self.impolite += 1
                self._keep(f"{reply.status}: {missing}")
            return
        if reply.status != 200:
            self.errors += 1
            self._keep(f"{reply.status}: {reply.body[:200]!r}")
            return
        self.seconds.append(seconds)
        given = gist(kind, reply)
        if given == expected:
            self.right += 1
        else:
            self.wrong += 1
            self._keep(f"got {given[:200]} instead of {expected[:200]}")

    def fail(self, what: str) -> None:
        """Count a request that got no answer at all."""
        self.statuses["none"] += 1
        self.errors += 1
        self._keep(what)

    @property
    def requests(self) -> int:
        """All requests."""
        return self.statuses.total()

    def to_dict(self) -> dict[str, Any]:
        """Return the counts and percentiles as plain JSON types; times are in milliseconds."""
        return {
            "requests": self.requests,
            "right": self.right,
            "wrong": self.wrong,
            "refused": self.refused,
            "impolite": self.impolite,
            "errors": self.errors,
            "statuses": dict(sorted(self.statuses.items())),
            **{
                f"p{share}_ms": round(1000 * percentile(self.seconds, share), 1)
                if self.seconds
                else None
                for share in (50, 95, 99)
            },
            "examples": self.examples,
        }

    def _keep(self, example: str) -> None:
        if len(self.examples) < _SHOWN:
            self.examples.append(example)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the least value that `share` percent of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * share / 100) - 1)]


def gist(kind: str, reply: Reply) -> str:
    """Return what must be the same in every answer to a question: ids in order, or the text."""
    try:
        body = reply.json()
        if kind == "ask":
            return json.dumps([body["answer"], body["projects"]], ensure_ascii=False)
        return json.dumps([body["no_match"], body["matching"], [e["id"] for e in body["hits"]]])
    except (KeyError, TypeError, ValueError) as exc:
        return f"no answer ({exc!r}): {reply.body[:100]!r}"


def impoliteness(reply: Reply) -> str:
    """Return what a refusal lacks, empty when it is polite: a problem that says when to return."""
    if reply.headers.get("content-type", "").split(";")[0] != "application/problem+json":
        return f"its type is {reply.headers.get('content-type')}"
    if retry_after(reply) is None:
        return f"Retry-After is {reply.headers.get('retry-after')}"
    try:
        body = reply.json()
        told = body["status"] == reply.status and body["title"] and body["detail"]
    except (KeyError, TypeError, ValueError) as exc:
        return f"its body cannot be used ({exc!r})"
    return "" if told else "its body does not say what it is"


def retry_after(reply: Reply) -> int | None:
    """Return after how many seconds a refused client may come again, None when it is not told."""
    text = reply.headers.get("retry-after", "")
    told = text.isascii() and text.isdigit() and int(text) <= _PATIENT
    return int(text) if told else None


def table(kinds: dict[str, Counts]) -> str:
    """Return counts as a Markdown table, a row for each kind."""
    heads = ("kind", "requests", "right", "wrong", "errors", "refused", "p50", "p95", "p99")
    rows = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    for kind, each in kinds.items():
        figures = each.to_dict()
        times = (figures[f"p{share}_ms"] for share in (50, 95, 99))
        cells = (
            *(kind, each.requests, each.right, each.wrong, each.errors, each.refused),
            *("–" if ms is None else f"{ms:.0f} ms" for ms in times),
        )
        rows.append(f"| {' | '.join(map(str, cells))} |")
    return "\n".join(rows)
