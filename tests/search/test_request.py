"""Filters as constraints, and values that a facet cannot have."""

from __future__ import annotations

from datetime import date

import pytest

from hankehaku.records import OrganisationType
from hankehaku.search.constraints import (
    ByOrganisation,
    ByType,
    Either,
    Flawed,
    InPlace,
    Support,
    Time,
    UnderObjective,
)
from hankehaku.search.request import FACETS, Filters, Request

CITY = OrganisationType.MUNICIPALITY
EVERYTHING = Filters(
    objectives=("2.2",),
    types=(CITY,),
    organisations=("Espoon kaupunki",),
    regions=("Uusimaa",),
    years=(2019,),
    running=date(2019, 5, 1),
    low=1,
    high=2,
    flaws=("no",),
)


def test_nothing_picked_demands_nothing() -> None:
    assert Filters().constraints() == ()
    assert Filters().by_facet() == {}


def test_each_facet_is_one_constraint() -> None:
    assert EVERYTHING.by_facet() == {
        "objective": UnderObjective(code="2.2"),
        "type": ByType(types=(CITY,)),
        "organisation": ByOrganisation(names=("Espoon kaupunki",), asked="Espoon kaupunki"),
        "region": InPlace(name="Uusimaa", region=True, seat=True),
        "year": Time(event="start", first=date(2019, 1, 1), last=date(2019, 12, 31)),
        "running": Time(first=date(2019, 5, 1), last=date(2019, 5, 1)),
        "support": Support(low=1, high=2),
        "flaws": Flawed(negated=True),
    }
    assert len(EVERYTHING.constraints()) == 8


def test_values_of_one_facet_are_alternatives() -> None:
    filters = Filters(regions=("Uusimaa", "Lappi"), types=(CITY, OrganisationType.UNIVERSITY))
    lapland = InPlace(name="Lappi", region=True, seat=True)
    uusimaa = InPlace(name="Uusimaa", region=True, seat=True)
    assert filters.constraints() == (
        ByType(types=(CITY, OrganisationType.UNIVERSITY)),
        Either(options=(uusimaa, lapland)),
    )


@pytest.mark.parametrize(("low", "high"), [(0, None), (None, 0)])
def test_an_amount_of_nothing_is_a_bound_too(low: int | None, high: int | None) -> None:
    assert Filters(low=low, high=high).constraints() == (Support(low=low, high=high),)


@pytest.mark.parametrize("facet", FACETS)
def test_what_is_picked_is_written_as_it_is_read(facet: str) -> None:
    written = EVERYTHING.values(facet)
    assert len(written) == 1
    assert Filters().picking(facet, written).values(facet) == written
    assert EVERYTHING.picking(facet, ()).values(facet) == ()


@pytest.mark.parametrize(
    ("facet", "value"),
    [
        ("type", "circus"),
        ("year", ""),
        ("year", "0"),
        ("year", "1899"),
        ("year", "30000"),
        ("year", "20190"),
        ("year", "٢٠١٩"),
        ("year", "-2019"),
        ("flaws", "maybe"),
    ],
)
def test_values_that_a_facet_cannot_have(facet: str, value: str) -> None:
    with pytest.raises(ValueError, match=value or "''|^$"):
        Filters().picking(facet, [value])


@pytest.mark.parametrize("lifted", EVERYTHING.by_facet())
def test_one_filter_is_lifted_and_the_others_stay(lifted: str) -> None:
    left = EVERYTHING.lifting(lifted).by_facet()
    assert left == {key: each for key, each in EVERYTHING.by_facet().items() if key != lifted}


def test_a_request_from_its_first_hit_on() -> None:
    request = Request("äidit", filters=EVERYTHING, sort="name", first=30, count=10)
    assert request.all() == Request("äidit", filters=EVERYTHING, sort="name", first=0, count=10)
