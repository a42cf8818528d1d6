"""Values of facets, counted among some projects."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from hankehaku.facade import Hankehaku
from hankehaku.records import (
    DataIssue,
    IssueKind,
    Objective,
    Organisation,
    OrganisationType,
    Period,
    Project,
)
from hankehaku.search.constraints import Facts
from hankehaku.search.facets import FacetTable
from hankehaku.search.request import FACETS
from hankehaku.search.result import FacetValue


@pytest.fixture(scope="module")
def facts(hankehaku: Hankehaku) -> list[Facts]:
    bare = next(iter(hankehaku))
    city = OrganisationType.MUNICIPALITY

    def make(name: str, region: str, year: int | None) -> Project:
        return replace(
            bare,
            organisation=Organisation(name=name, type=city if name else None, region=region),
            period=Period(start=date(year, 3, 1) if year else None),
            objective=Objective("2.2", "Kotoutuminen"),
            issues=(),
        )

    flaw = DataIssue(IssueKind.MISSING_PERIOD, "period", "")
    projects = [
        make("Åbo stad", "Varsinais-Suomi", 2019),
        make("Ähtäri", "Etelä-Pohjanmaa", 2017),
        make("Espoo", "Uusimaa", 2019),
        make("Espoo", "Uusimaa", 2016),
        replace(make("", "", None), objective=Objective(), issues=(flaw,)),
    ]
    return [Facts(each) for each in projects]


def counted(
    facts: list[Facts], name: str, among: list[int], *picked: str
) -> list[tuple[str, int, bool]]:
    mask = np.isin(np.arange(len(facts)), among)
    facet = FacetTable(facts).count(name, mask, picked)
    assert facet.name == name
    return [(each.value, each.count, each.selected) for each in facet.values]


def test_the_most_frequent_come_first_and_equal_ones_by_the_alphabet(facts: list[Facts]) -> None:
    assert counted(facts, "organisation", [0, 1, 2, 3, 4]) == [
        ("Espoo", 2, False),
        ("Åbo stad", 1, False),
        ("Ähtäri", 1, False),
    ]


def test_years_are_in_order(facts: list[Facts]) -> None:
    assert counted(facts, "year", [0, 1, 2, 3]) == [
        ("2016", 1, False),
        ("2017", 1, False),
        ("2019", 2, False),
    ]


def test_only_the_projects_of_the_mask_count(facts: list[Facts]) -> None:
    assert counted(facts, "region", [0, 2]) == [
        ("Uusimaa", 1, False),
        ("Varsinais-Suomi", 1, False),
    ]
    assert counted(facts, "region", []) == []


def test_what_a_record_lacks_is_no_value(facts: list[Facts]) -> None:
    for name in FACETS[:-1]:
        assert counted(facts, name, [4]) == []
    assert counted(facts, "flaws", [3, 4]) == [("no", 1, False), ("yes", 1, False)]


def test_what_is_picked_is_there_even_without_projects(facts: list[Facts]) -> None:
    assert counted(facts, "organisation", [2], "Ähtäri", "Espoo", "Rovaniemi") == [
        ("Espoo", 1, True),
        ("Ähtäri", 0, True),
        ("Rovaniemi", 0, True),
    ]


def test_the_seed_is_counted(hankehaku: Hankehaku) -> None:
    table = FacetTable([Facts(each) for each in hankehaku])
    everything = np.ones(len(hankehaku), dtype=np.bool_)
    kinds = table.count("type", everything, ()).values
    assert FacetValue("municipality", 9) in kinds
    assert sum(each.count for each in table.count("flaws", everything, ()).values) == 25
