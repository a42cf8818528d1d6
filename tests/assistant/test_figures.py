"""Figures are exact, name what they were computed from, and what has no value."""

from __future__ import annotations

from fractions import Fraction

import pytest

from hankehaku.assistant.answer import Act
from hankehaku.assistant.figures import (
    count,
    count_organisations,
    extreme,
    figure,
    value_of,
)
from hankehaku.assistant.wording import round_half_up, value_text
from hankehaku.corpus.corpus import Corpus
from hankehaku.records import Project

TAMK = (270_000, 210_757, 170_560)


@pytest.fixture(scope="module")
def tamk(seed_corpus: Corpus) -> list[Project]:
    name = "Tampereen ammattikorkeakoulu"
    return [each for each in seed_corpus.projects if each.organisation.name == name]


@pytest.mark.parametrize(
    ("act", "value"),
    [
        (Act.SUM, 651_317),
        (Act.AVERAGE, 651_317 / 3),
        (Act.MEDIAN, 210_757),
        (Act.SMALLEST, 170_560),
        (Act.LARGEST, 270_000),
        (Act.SPREAD, 99_440),
    ],
)
def test_support(tamk: list[Project], act: Act, value: float) -> None:
    assert sorted(each.grant.eu_support_eur or 0 for each in tamk) == sorted(TAMK)
    found = figure(act, tamk, "eur")
    assert found is not None
    assert found.value == pytest.approx(value)
    assert found.projects == tuple(each.id for each in tamk)
    assert found.unknown == ()


def test_the_median_of_an_even_number_is_the_mean_of_the_two_in_the_middle(
    tamk: list[Project],
) -> None:
    found = figure(Act.MEDIAN, tamk[:2], "eur")
    assert found is not None
    assert found.value == (270_000 + 210_757) / 2


def test_unknown_values_are_named_and_not_counted(seed_corpus: Corpus) -> None:
    projects = [seed_corpus.by_id(each) for each in ("rio", "ersus", "kotoa-kotiin")]
    found = figure(Act.AVERAGE, projects, "days")
    assert found is not None
    assert (found.value, found.projects, found.unknown) == (
        1095,
        ("rio",),
        ("ersus", "kotoa-kotiin"),
    )
    assert figure(Act.SUM, projects[1:], "days") is None


def test_support_a_month_is_that_of_mean_months(seed_corpus: Corpus) -> None:
    rio = seed_corpus.by_id("rio")  # 30.9.2016 – 29.9.2019 are 1,095 days
    assert value_of(rio, "eur/month") == Fraction(304_887) / (Fraction(1095) / Fraction("30.4375"))


def test_counts(tamk: list[Project], seed_corpus: Corpus) -> None:
    assert (count(tamk).value, count(tamk).unit) == (3, "projects")
    found = count_organisations([*tamk, seed_corpus.by_id("youme")])
    assert (found.value, found.unit, len(found.projects)) == (2, "organisations", 4)


def test_the_extreme_projects(tamk: list[Project]) -> None:
    assert [each.id for each in extreme(Act.LARGEST, tamk, "eur")] == ["mateas"]
    assert [each.id for each in extreme(Act.SMALLEST, tamk, "eur")] == [
        "kotoa-kotiin-ja-yhteiskuntaan"
    ]


@pytest.mark.parametrize(
    ("language", "unit", "text"),
    [
        ("fi", "eur", "1\u00a0107\u00a0191\u00a0€"),
        ("sv", "eur", "1\u00a0107\u00a0191\u00a0€"),
        ("en", "eur", "€1,107,191"),
        ("fi", "days", "1\u00a0107\u00a0191 päivää"),
        ("en", "eur/month", "€1,107,191 a month"),
        ("en", "projects", "1,107,191"),
    ],
)
def test_values_are_written_as_each_language_writes_them(
    language: str, unit: str, text: str
) -> None:
    assert value_text(1_107_191, unit, language) == text


def test_halves_are_rounded_up() -> None:
    assert [round_half_up(each) for each in (0.4, 0.5, 1.5, 2.5)] == [0, 1, 2, 3]
