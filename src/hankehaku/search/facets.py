"""Counts how many projects of a set have each value of a facet, column by column."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from hankehaku.search.constraints import Facts
from hankehaku.search.request import FACETS, NO, YES
from hankehaku.search.result import Facet, FacetValue
from hankehaku.search.selection import Mask, finnish_key

_VALUE: dict[str, Callable[[Facts], str]] = {
    "objective": lambda facts: facts.project.objective.code,
    "type": lambda facts: facts.project.organisation.type or "",
    "organisation": lambda facts: facts.project.organisation.name,
    "region": lambda facts: facts.project.organisation.region,
    "year": lambda facts: str(start.year) if (start := facts.project.period.start) else "",
    "flaws": lambda facts: YES if facts.project.issues else NO,
}


class FacetTable:
    """The values of every facet for all projects of an index, as codes (n,)."""

    def __init__(self, facts: Sequence[Facts]) -> None:
        self._values: dict[str, list[str]] = {}
        self._codes: dict[str, npt.NDArray[np.int32]] = {}
        for name in FACETS:
            written = [str(_VALUE[name](each)) for each in facts]
            values = sorted(set(written), key=finnish_key)
            places = {value: place for place, value in enumerate(values)}
            self._values[name] = values
            codes = (places[value] for value in written)
            self._codes[name] = np.fromiter(codes, np.int32, len(written))

    def count(self, name: str, among: Mask, picked: Sequence[str]) -> Facet:
        """Return a facet with its values among the projects of a mask (n,), and the picked ones.

        Projects whose record lacks the value are not counted.
        """
        values = self._values[name]
        counts = np.bincount(self._codes[name][among], minlength=len(values)).tolist()
        found = [
            FacetValue(value, count, value in picked)
            for value, count in zip(values, counts, strict=True)
            if value and (count or value in picked)
        ]
        found += [FacetValue(each, 0, True) for each in picked if each not in values]
        # values are in alphabetical order by now, which equal counts keep
        if name == "year":
            return Facet(name, tuple(found))
        return Facet(name, tuple(sorted(found, key=lambda each: -each.count)))
