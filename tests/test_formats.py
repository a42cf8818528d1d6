"""Money, dates and periods in three languages."""

from __future__ import annotations

from datetime import date

import pytest

from hankehaku.formats import day, money, period
from hankehaku.records import Period

NBSP = "\u00a0"
START, END = date(2017, 2, 1), date(2018, 12, 31)


@pytest.mark.parametrize(
    ("euros", "language", "wanted"),
    [
        (258_695, "fi", f"258{NBSP}695{NBSP}€"),
        (258_695, "sv", f"258{NBSP}695{NBSP}€"),
        (258_695, "en", "€258,695"),
        (7_241_347, "fi", f"7{NBSP}241{NBSP}347{NBSP}€"),
        (7_241_347, "en", "€7,241,347"),
        (0, "fi", f"0{NBSP}€"),
        (999, "en", "€999"),
    ],
)
def test_money(euros: int, language: str, wanted: str) -> None:
    assert money(euros, language) == wanted


@pytest.mark.parametrize(
    ("language", "wanted"),
    [("fi", "1.2.2017"), ("sv", "1.2.2017"), ("en", f"1{NBSP}Feb{NBSP}2017")],
)
def test_day(language: str, wanted: str) -> None:
    assert day(START, language) == wanted


def test_english_months() -> None:
    names = [day(date(2020, month, 1), "en").split(NBSP)[1] for month in range(1, 13)]
    assert names == [
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "May",
        "Jun",
        "Jul",
        "Aug",
        "Sep",
        "Oct",
        "Nov",
        "Dec",
    ]


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (Period(START, END), "1.2.2017 – 31.12.2018"),
        (Period(None, END), "? – 31.12.2018"),
        (Period(START, None), "1.2.2017 – ?"),
        (Period(), "?"),
    ],
)
def test_period(value: Period, wanted: str) -> None:
    assert period(value, "fi", "?") == wanted
