"""The projects that meet constraints, those that cannot tell, and what dropping one would give."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from hankehaku.index.projects import ProjectStore
from hankehaku.search.constraints import Constraint, Facts, verdict

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

    def select(
        self, constraints: Sequence[Constraint], among: Iterable[int] | None = None
    ) -> Selection:
        """Return the rows, of `among` or all, that meet every constraint."""
        rows, unknown = [], []
        for row in range(len(self.facts)) if among is None else among:
            met = verdict(constraints, self.facts[row])
            if met:
                rows.append(row)
            elif met is None:
                unknown.append(row)
        return Selection(tuple(rows), tuple(unknown))

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
        key, sign = _KEYS[order]

        def place(row: int) -> tuple[bool, int, str]:
            value = key(self.facts[row])
            name = self.facts[row].project.id
            return (True, 0, name) if value is None else (False, sign * value, name)

        return tuple(sorted(rows, key=place))


def _ordinal(day: date | None) -> int | None:
    return day.toordinal() if day else None
