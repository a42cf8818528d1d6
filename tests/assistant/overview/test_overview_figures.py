"""Quartiles, ranks, sums and times of small sets, each reckoned by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from hankehaku.assistant.answer import Act
from hankehaku.assistant.figures import DAYS, EUR, EUR_A_MONTH, figure
from hankehaku.assistant.overview.places import seats
from hankehaku.assistant.overview.scales import Years, spans, step, ticks
from hankehaku.assistant.overview.spread import (
    Column,
    columns,
    rank,
    rank_of_length,
    scale_end,
    spread,
)
from hankehaku.assistant.overview.support import NAMED, Total, shares
from hankehaku.assistant.overview.timeline import DRAWN, timeline
from hankehaku.corpus.places import Places
from hankehaku.records import Project

if TYPE_CHECKING:
    from hankehaku.facade import Hankehaku

Make = Callable[..., Project]


def numbers(*values: int) -> list[Fraction]:
    return [Fraction(each) for each in values]


@pytest.mark.parametrize(
    ("high", "expected"),
    [(0.0, (0, 1)), (7.0, (0, 2, 4, 6, 8)), (800_000.0, (0, 200_000, 400_000, 600_000, 800_000))],
)
def test_round_ticks(high: float, expected: tuple[int, ...]) -> None:
    assert ticks(high, 4) == expected


def test_a_step_is_round() -> None:
    assert [step(span, 8) for span in (8, 9, 17, 41)] == [1, 2, 5, 10]


def test_spans_of_years() -> None:
    assert spans(2016, 2018, 8) == (Years(2016, 2016), Years(2017, 2017), Years(2018, 2018))
    assert [str(each) for each in spans(2007, 2016, 5)] == ["2005–2009", "2010–2014", "2015–2019"]
    assert 2012 in Years(2010, 2014)
    assert 2015 not in Years(2010, 2014)


def test_quartiles_divide_the_ranks(make: Make) -> None:
    projects = [make(euros=each) for each in (400, 100, 200, 300)]
    found = spread([*projects, make()], EUR)
    assert found is not None
    # between the second and third value of each quarter: 100 + 3/4 * 100, and so on
    assert found.quartiles == (Fraction(175), Fraction(250), Fraction(325))
    assert (found.low, found.median, found.high) == (100, 250, 400)
    assert [each.grant.eu_support_eur for each in found.projects] == [100, 200, 300, 400]
    assert [each.id for each in found.unknown] == ["h5"]


def test_one_value_is_all_its_quartiles(make: Make) -> None:
    found = spread([make(euros=7)], EUR)
    assert found is not None
    assert found.quartiles == (7, 7, 7)


def test_no_value_is_no_spread(make: Make) -> None:
    assert spread([make()], EUR) is None
    assert spread([], DAYS) is None


def test_support_a_month_is_exact(make: Make) -> None:
    project = make(euros=120_000, start=date(2018, 1, 1), end=date(2018, 12, 31))
    found = spread([project, make(euros=5)], EUR_A_MONTH)
    assert found is not None
    # 365 days are 365 / 30.4375 months
    assert found.median == Fraction(120_000) * Fraction(304_375, 3_650_000)
    assert len(found.unknown) == 1


def test_rank_counts_smaller_same_and_greater(make: Make) -> None:
    found = spread([make(euros=each) for each in (100, 200, 200, 300)], EUR)
    assert found is not None
    place = rank(found, Fraction(200))
    assert (place.smaller, place.same, place.greater, place.known) == (1, 2, 1, 4)
    assert place.percent == 25
    assert rank(found, Fraction(201)).percent == 75
    assert rank(found, Fraction(301)).smaller == 4
    assert rank(found, Fraction(1)).smaller == 0


def test_length_is_compared_by_the_calendar(make: Make) -> None:
    two_years = make(start=date(2018, 3, 1), end=date(2020, 2, 29))
    shorter = make(start=date(2018, 3, 1), end=date(2020, 2, 28))
    longer = make(start=date(2018, 3, 1), end=date(2020, 3, 1))
    place = rank_of_length([two_years, shorter, longer, make(start=date(2018, 1, 1))], 24)
    assert place is not None
    assert (place.smaller, place.same, place.greater) == (1, 1, 1)
    assert rank_of_length([make()], 24) is None


def test_columns_hold_every_value_once() -> None:
    found = columns(numbers(0, 10, 19, 20, 40), None, 4)
    assert found == (
        *(Column(0, 10, 1), Column(10, 20, 2), Column(20, 30, 1)),
        *(Column(30, 40, 0), Column(40, 50, 1)),
    )


def test_far_values_share_the_last_column() -> None:
    values = numbers(*[100] * 9, 1_000_000)
    found = columns(values, None, 4)
    assert found[-1] == Column(400, None, 1)
    assert sum(each.count for each in found) == 10


def test_columns_of_zeros() -> None:
    assert columns(numbers(0, 0), None, 4) == (Column(0, 1, 2),)


def test_an_own_value_widens_the_scale_but_not_without_end() -> None:
    assert scale_end(numbers(100), Fraction(150)) == 150
    assert scale_end(numbers(100), Fraction(10**9)) == 100
    assert scale_end(numbers(100), None) == 100


def test_support_by_organisation_and_year(make: Make) -> None:
    projects = [
        make(euros=100, organisation="B", start=date(2017, 1, 1)),
        make(euros=50, organisation="A", start=date(2019, 5, 5)),
        make(euros=None, organisation="A", start=date(2019, 5, 5)),
        make(euros=7),
    ]
    found = shares(projects)
    assert found.whole == Total(4, 157, 1)
    assert [(each.organisation.name, each.total) for each in found.organisations] == [
        ("B", Total(1, 100, 0)),
        ("A", Total(2, 50, 1)),
    ]
    assert (found.others, found.rest, found.nameless) == (0, Total(), Total(1, 7, 0))
    assert [(str(each.years), each.total.euros) for each in found.years] == [
        *(("2017", 100), ("2018", 0), ("2019", 50))
    ]
    assert found.undated == Total(1, 7, 0)


def test_organisations_beyond_the_first_are_one_row(make: Make) -> None:
    projects = [make(euros=100 - each, organisation=f"O{each}") for each in range(NAMED + 3)]
    found = shares(projects)
    assert len(found.organisations) == NAMED
    assert found.others == 3
    assert found.rest == Total(3, 85 + 84 + 83, 0)
    # a single one that is left has its own row
    assert shares(projects[: NAMED + 1]).others == 0


def test_nothing_has_no_shares() -> None:
    found = shares([])
    assert found.whole == Total()
    assert found.years == ()


def test_times_of_a_few(make: Make) -> None:
    late = make(start=date(2019, 1, 1), end=date(2019, 12, 31))
    early = make(start=date(2018, 1, 1), end=date(2018, 6, 30))
    no_end, no_start, nothing = make(start=date(2018, 5, 1)), make(end=date(2020, 3, 1)), make()
    found = timeline([late, early, no_end, no_start, nothing])
    assert found.rows == (early, no_end, late, no_start)
    assert (found.first, found.last) == (date(2018, 1, 1), date(2020, 3, 1))
    assert found.open_end == (no_end,)
    assert found.open_start == (no_start,)
    assert found.unknown == (nothing,)


def test_running_is_counted_by_quarter_when_there_are_many(make: Make) -> None:
    projects = [make(start=date(2018, 1, 15), end=date(2018, 6, 30)) for _ in range(DRAWN)] + [
        make(start=date(2018, 4, 1), end=date(2018, 7, 1))
    ]
    found = timeline(projects)
    assert found.rows == ()
    assert [(each.quarter, each.count) for each in found.running] == [
        *((1, DRAWN), (2, DRAWN + 1), (3, 1))
    ]
    assert found.running[0].last == date(2018, 3, 31)


def test_running_over_centuries_is_counted_in_few_columns(make: Make) -> None:
    projects = [make(start=date(1, 1, 1), end=date(9999, 12, 31))] * (DRAWN + 1)
    found = timeline(projects)
    assert len(found.running) <= 60
    assert {each.count for each in found.running} == {DRAWN + 1}


def test_a_quarter_at_the_end_of_time(make: Make) -> None:
    projects = [make(start=date(9999, 12, 1), end=date(9999, 12, 31))] * (DRAWN + 1)
    assert [each.count for each in timeline(projects).running] == [DRAWN + 1]


def test_seats(make: Make, hankehaku: Hankehaku) -> None:
    places = Places.load(hankehaku.kit.lexicon.folder)
    projects = [
        make(municipality="Vihti", euros=10),
        make(municipality="Espoo", euros=5),
        make(municipality="Espoo"),
        make(municipality="Atlantis"),
        make(),
    ]
    found = seats(projects, places)
    assert [(each.municipality.fi, each.total) for each in found.municipalities] == [
        ("Espoo", Total(2, 5, 1)),
        ("Vihti", Total(1, 10, 0)),
    ]
    assert len(found.unknown) == 2


def test_the_seed_as_the_assistant_reckons(hankehaku: Hankehaku) -> None:
    projects = tuple(hankehaku)
    found = spread(projects, EUR)
    assert found is not None
    assert found.quartiles == (177_277, 270_000, 360_000)
    assistant = figure(Act.MEDIAN, projects, EUR)
    assert assistant is not None
    assert found.median == assistant.value
    total = figure(Act.SUM, projects, EUR)
    assert total is not None
    assert shares(projects).whole.euros == total.value == 7_241_347
    assert (len(timeline(projects).open_start), len(timeline(projects).open_end)) == (1, 1)
