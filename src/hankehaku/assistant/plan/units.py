"""Cuts a plan into the parts that are looked up one by one: sentences, or more in a long plan."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from hankehaku.index.passages import sentences

MAX_PLAN = 200_000
"""Characters of a plan that are looked at."""

MAX_UNITS = 100
"""Parts that are looked up; the sentences of a longer plan are put together by their order."""

_LONGEST = 1_000  # characters of a sentence that are looked up
_LONGEST_UNIT = 2_500


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of the plan: its sentences, verbatim, and where each begins in `text`."""

    text: str
    sentences: tuple[str, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, sentences: tuple[str, ...]) -> Unit:
        """Put sentences together, as many as a part may hold."""
        kept: list[str] = []
        starts: list[int] = []
        at = 0
        for each in sentences:
            if kept and at + len(each) > _LONGEST_UNIT:
                break
            kept.append(each)
            starts.append(at)
            at += len(each) + 1
        return cls(" ".join(kept), tuple(kept), tuple(starts))

    def at(self, place: int) -> int:
        """Return which sentence the character at `place` of the text is in."""
        return max(sum(start <= place for start in self.starts) - 1, 0)


def units_of(text: str) -> tuple[Unit, ...]:
    """Return the parts of a plan in order, at most MAX_UNITS, none without words.

    A sentence that comes again is taken once.
    """
    distinct: dict[str, str] = {}
    text = text[:MAX_PLAN]
    for start, end in sentences(text):
        sentence = text[start:end][:_LONGEST].strip()
        if any(char.isalpha() for char in sentence):
            distinct.setdefault(" ".join(sentence.casefold().split()), sentence)
    every = list(distinct.values())
    number = min(len(every), MAX_UNITS)
    # the same number of sentences in each, give or take one
    bounds = [len(every) * place // number for place in range(number + 1)] if number else []
    pairs = itertools.pairwise(bounds)
    return tuple(Unit.of(tuple(every[low:high])) for low, high in pairs)
