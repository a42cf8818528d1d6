from __future__ import annotations

from datetime import date

import pytest

from hankehaku.sources.dates import (
    has_two_readings,
    looks_like_date,
    month_first,
    parse_date,
    parse_month,
    split_period,
)

FIRST = date(2020, 9, 1)


@pytest.mark.parametrize(
    "written",
    [
        *("1.9.2020", "01.09.2020", "2020-09-01", "01/09/2020", "1-9-2020", "20200901"),
        *("1 September 2020", "1. syyskuuta 2020", "1 september 2020", "den 1 september 2020"),
        *("1st Sept 2020", "Sep 1, 2020", "September 1, 2020", "1.9.2020 0:00"),
        *("2020-09-01T00:00:00Z", "2020-09-01 12:30:05.123", "2020-09-01T08:00+03:00"),
        *("44075", "44075.0", "44075,5", " 1.\u00a09.\u202f2020 "),
    ],
)
def test_days_in_every_common_form(written: str) -> None:
    assert parse_date(written) == FIRST


@pytest.mark.parametrize(
    "written",
    [
        *("31.2.2020", "1.0.2018", "13/25/2020", "31. syyskuuta 2020", "2020-13-01", "20201301"),
        *("9/2020", "2020", "kevät 2020", "1.9.20", "1 kuu 2020", "12345", "99999", "N.a.", ""),
    ],
)
def test_what_names_no_day_is_none(written: str) -> None:
    assert parse_date(written) is None


@pytest.mark.parametrize(
    "written", ["9/2020", "09.2020", "2020-09", "syyskuu 2020", "September 2020", "sept. 2020"]
)
def test_months(written: str) -> None:
    assert parse_month(written) == (FIRST, date(2020, 9, 30))


@pytest.mark.parametrize("written", ["13/2020", "2020", "1.9.2020", "0/2020", "syys 2020"])
def test_what_names_no_month_is_none(written: str) -> None:
    assert parse_month(written) is None


def test_dates_of_america_are_told_from_those_of_europe() -> None:
    assert [month_first(each) for each in ("09/13/2020", "13/09/2020", "9/9/2020")] == [
        *(True, False, False),
    ]
    assert [has_two_readings(each) for each in ("03/04/2020", "3/3/2020", "13/4/2020")] == [
        *(True, False, False),
    ]


def test_the_look_of_a_date_is_told_from_other_text() -> None:
    assert [looks_like_date(each) for each in ("1.0.2018", "13/2020", "2019", "pian")] == [
        *(True, True, False, False),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 September 2020 – 31 December 2021", ("1 September 2020", "31 December 2021")),
        ("01.09.2020 - 31.12.2021", ("01.09.2020", "31.12.2021")),
        ("2020-09-01 - 2021-12-31", ("2020-09-01", "2021-12-31")),
        ("9/2020–12/2021", ("9/2020", "12/2021")),
        ("1.9.2020 -", ("1.9.2020", "")),
        ("syyskuu 2020", None),
        ("vuodesta 2020 alkaen", None),
    ],
)
def test_periods_of_their_own(text: str, expected: tuple[str, str] | None) -> None:
    assert split_period(text) == expected
