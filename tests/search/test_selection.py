"""Projects that meet constraints, those that cannot tell, and orders."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from hankehaku.facade import Hankehaku
from hankehaku.records import OrganisationType
from hankehaku.search.constraints import ByType, Flawed, Support, Time
from hankehaku.search.selection import FactTable, finnish_key

IN_2019 = Time(event="start", first=date(2019, 1, 1), last=date(2019, 12, 31))
POLYTECHNIC = ByType(types=(OrganisationType.UNIVERSITY_OF_APPLIED_SCIENCES,))


@pytest.fixture(scope="module")
def table(hankehaku: Hankehaku) -> FactTable:
    return hankehaku.parts.searcher.table


def names(table: FactTable, rows: tuple[int, ...]) -> list[str]:
    return [table.facts[row].project.title for row in rows]


def test_every_constraint_is_to_be_met(table: FactTable) -> None:
    both = table.select((IN_2019, POLYTECHNIC))
    alone = (set(table.select((each,)).rows) for each in (IN_2019, POLYTECHNIC))
    assert set(both.rows) == set.intersection(*alone)
    assert len(both.rows) == 3
    assert len(table.select(()).rows) == 25


def test_what_a_record_leaves_open_stands_apart(table: FactTable) -> None:
    selection = table.select((IN_2019,))
    assert names(table, selection.unknown) == ["ERSUS-hanke"]
    # what fails another constraint is no longer open
    assert table.select((IN_2019, POLYTECHNIC)).unknown == ()
    # turned round, what is unknown stays so
    turned = table.select(
        (Time(event="start", first=IN_2019.first, last=IN_2019.last, negated=True),)
    )
    assert turned.unknown == selection.unknown
    assert len(turned.rows) + len(selection.rows) + 1 == 25


def test_masks_are_the_selection(table: FactTable) -> None:
    met, unknown = table.masks((IN_2019,))
    selection = table.select((IN_2019,))
    assert tuple(np.flatnonzero(met)) == selection.rows
    assert tuple(np.flatnonzero(unknown)) == selection.unknown
    # the masks of another call are not changed by what is done with these
    met[:] = False
    assert table.select((IN_2019,)) == selection


def test_near_misses_are_those_that_leave_something_the_least_first(table: FactTable) -> None:
    never = Time(event="start", first=date(2031, 1, 1), last=date(2031, 12, 31))
    misses = table.near_misses((never, POLYTECHNIC))
    assert [(each.constraint, len(each.rows)) for each in misses] == [(never, 5)]
    dear = Support(low=600_000)
    misses = table.near_misses((dear, POLYTECHNIC))
    assert [each.constraint for each in misses] == [POLYTECHNIC, dear]
    assert table.near_misses((never,)) == ()


def test_where_a_question_makes_a_constraint_does_not_matter(table: FactTable) -> None:
    moved = ByType(start=5, end=20, types=POLYTECHNIC.types)
    assert table.select((moved,)) == table.select((POLYTECHNIC,))


def test_orders_put_the_unknown_last(table: FactTable) -> None:
    rows = tuple(range(25))
    assert names(table, table.ordered(rows, "newest"))[-1] == "ERSUS-hanke"
    assert names(table, table.ordered(rows, "oldest"))[-1] == "ERSUS-hanke"
    assert names(table, table.ordered(rows, "largest"))[0] == "Jane, jalkautuva neuvonta-hanke"
    smallest = table.ordered(rows, "smallest")
    assert names(table, smallest)[-1] == "Jane, jalkautuva neuvonta-hanke"
    assert table.ordered(table.select((Flawed(),)).rows, "name")
    assert table.ordered((), "longest") == ()


def test_names_are_in_finnish_order(table: FactTable) -> None:
    words = ["Öljy", "Åbo", "zeta", "Aalto", "Ähtäri", "aamu", "Oulu"]
    assert sorted(words, key=finnish_key) == [
        "Aalto", "aamu", "Oulu", "zeta", "Åbo", "Ähtäri", "Öljy",
    ]  # fmt: skip
    ordered = names(table, table.ordered(tuple(range(25)), "name"))
    assert ordered == sorted(ordered, key=finnish_key)
    assert ordered[0] == "ERSUS-hanke"
