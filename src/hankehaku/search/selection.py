"""The projects that meet constraints, those that cannot tell, and what dropping one would give."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from hankehaku.index.projects import ProjectStore
from hankehaku.search.constraints import Constraint, Facts

Mask = npt.NDArray[np.bool_]

_LAST = str.maketrans({"å": "\U0010fff0", "ä": "\U0010fff1", "ö": "\U0010fff2"})

_VERDICTS = 512
"""Constraints whose verdicts on all projects are kept, two bytes for each project."""

_KEYS: dict[str, tuple[Callable[[Facts], int | None], int]] = {
    "largest": (lambda facts: facts.project.grant.eu_support_eur, -1),
    "smallest": (lambda facts: facts.project.grant.eu_support_eur, 1),
    "newest": (lambda facts: _ordinal(facts.project.period.start), -1),
    "oldest": (lambda facts: _ordinal(facts.project.period.start), 1),
    "ends_last": (lambda facts: _ordinal(facts.project.period.end), -1),
    "ends_first": (lambda facts: _ordinal(facts.project.period.end), 1),
    "longest": (lambda facts: facts.days, -1),
    "shortest": (lambda facts: facts.days, 1),
}


@dataclass(frozen=True, slots=True)
class Selection:
    """Rows of the projects that meet constraints, and of those whose records leave that open."""

    rows: tuple[int, ...]
    unknown: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A constraint that leaves nothing beside the others, and the rows that appear without it."""

    constraint: Constraint
    rows: tuple[int, ...]


class FactTable:
    """What every project of an index is tested for, in row order."""

    def __init__(self, store: ProjectStore) -> None:
        self.facts = tuple(Facts(project, mentioned) for project, mentioned in store.facts())
        self._verdicts = lru_cache(maxsize=_VERDICTS)(self._judge)

    def select(self, constraints: Sequence[Constraint]) -> Selection:
        """Return the rows that meet every constraint, in order."""
        met, unknown = self.masks(constraints)
        return Selection(
            tuple(np.flatnonzero(met).tolist()), tuple(np.flatnonzero(unknown).tolist())
        )

    def masks(self, constraints: Iterable[Constraint]) -> tuple[Mask, Mask]:
        """Return which projects (n,) meet every constraint, and which fail none of them but have
        one that their records leave open.
        """
        met = np.ones(len(self.facts), dtype=np.bool_)
        possible = met.copy()
        for each in constraints:
            # where a question makes a constraint does not change what it means
            yes, no = self._verdicts(replace(each, start=0, end=0))
            met &= yes
            possible &= ~no
        return met, possible & ~met

    def _judge(self, constraint: Constraint) -> tuple[Mask, Mask]:
        verdicts = [constraint.admits(facts) for facts in self.facts]
        yes = np.fromiter((each is True for each in verdicts), np.bool_, len(verdicts))
        no = np.fromiter((each is False for each in verdicts), np.bool_, len(verdicts))
        return yes, no

    def near_misses(self, constraints: Sequence[Constraint]) -> tuple[NearMiss, ...]:
        """Return for each constraint what appears when it alone is dropped, most promising first:
        that which leaves something, and of these the one that leaves least.
        """
        found = []
        for each in constraints:
            rest = tuple(other for other in constraints if other is not each)
            if rest and (rows := self.select(rest).rows):
                found.append(NearMiss(each, rows))
        return tuple(sorted(found, key=lambda miss: len(miss.rows)))

    def ordered(self, rows: Sequence[int], order: str) -> tuple[int, ...]:
        """Return rows in an order asked for; equal ones by id, those without a value last."""
        if order == "name":
            return tuple(sorted(rows, key=self._by_title))
        key, sign = _KEYS[order]

        def place(row: int) -> tuple[bool, int, str]:
            value = key(self.facts[row])
            name = self.facts[row].project.id
            return (True, 0, name) if value is None else (False, sign * value, name)

        return tuple(sorted(rows, key=place))

    def _by_title(self, row: int) -> tuple[str, str]:
        project = self.facts[row].project
        return finnish_key(project.title), project.id


def finnish_key(text: str) -> str:
    """Return what puts texts in Finnish (and Swedish) alphabetical order: å, ä and ö come last."""
    return text.casefold().translate(_LAST)


def _ordinal(day: date | None) -> int | None:
    return day.toordinal() if day else None
