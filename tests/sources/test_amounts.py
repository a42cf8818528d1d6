from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hankehaku.sources.amounts import names_other_currency, parse_money


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1 225 306,00 €", 1_225_306),
        ("1\u00a0225\u202f306,00\u00a0€", 1_225_306),
        ("1\u2009225\u2009306 €", 1_225_306),
        ("1'225'306.40", 1_225_306),
        ("€1.2 million", 1_200_000),
        ("1,2 milj. euroa", 1_200_000),
        ("1,234 milj. €", 1_234_000),
        ("1.2 MEUR", 1_200_000),
        ("12 mn €", 12_000_000),
        ("0,5 miljoner euro", 500_000),
        ("2 mrd. €", 2_000_000_000),
        ("120 t€", 120_000),
        ("85,5 (1000 €)", 85_500),
        ("337 tuhatta euroa", 337_000),
        ("90 000 €", 90_000),
        ("12 000 000 euro", 12_000_000),
        ("EUR 1.234.567,89", 1_234_568),
        ("1,234,567.89", 1_234_568),
        ("1,234.50", 1_235),
        ("€258,695", 258_695),
        ("2073781,25", 2_073_781),
        ("134991.364", 134_991),
        ("0", 0),
    ],
)
def test_sums_of_every_common_form(written: str, expected: int) -> None:
    assert parse_money(written) == expected


@pytest.mark.parametrize(
    "written",
    [
        *("1,234", "12,345", "5000 SEK", "1 000 kr", "£5,000", "noin 5 000 euroa", "5–10 000 €"),
        *("-5", "1.2.3", "12.34.567", "1 23 456", "miljoona", "25 %", "N.a."),
    ],
)
def test_what_could_be_two_sums_or_none_is_unknown(written: str) -> None:
    assert parse_money(written) is None


def test_other_currencies_are_told() -> None:
    texts = ("5000 SEK", "1 000 kr", "£5,000", "5000 GBP", "5000 €", "5000", "kristillinen")
    assert [names_other_currency(each) for each in texts] == [True] * 4 + [False] * 3


@given(st.integers(0, 10**12), st.integers(0, 99))
def test_cents_are_rounded_however_they_are_written(euros: int, cents: int) -> None:
    expected = euros + (cents >= 50)
    english = f"{euros:,}.{cents:02}"
    assert parse_money(f"{euros},{cents:02} €") == parse_money(f"{euros}.{cents:02}") == expected
    if euros >= 1000:
        assert parse_money(english) == expected
        assert parse_money(english.translate(str.maketrans(",.", ".,"))) == expected
