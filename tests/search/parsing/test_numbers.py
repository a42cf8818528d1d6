"""Numbers come back whatever way they are written."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hankehaku.search.parsing.numbers import numbers

BLANKS = " \u00a0\u2007\u2009\u202f"
SEPARATORS = (*BLANKS, ".", ",", "'", "’")
BEFORE = ("yli ", "alle\u00a0", "över ", "(", "at least ", "")
AFTER = ("", " euroa", " €", "\u202f€", "€", " e", ".", "?", ")", " hanketta", " eur")


def grouped(value: int, separator: str) -> str:
    return f"{value:,}".replace(",", separator)


@given(
    st.integers(min_value=0, max_value=10**12),
    st.sampled_from(("", *SEPARATORS)),
    st.sampled_from(BEFORE),
    st.sampled_from(AFTER),
)
def test_whole_numbers_come_back(value: int, separator: str, before: str, after: str) -> None:
    (found,) = numbers(f"{before}{grouped(value, separator)}{after}")
    assert found.value == value
    assert found.euro == (after.strip() in {"€", "e", "eur"})


@given(
    st.integers(min_value=0, max_value=10**9),
    st.integers(min_value=0, max_value=99),
    st.sampled_from(BLANKS),
    st.sampled_from(",."),
)
def test_decimals_come_back(value: int, cents: int, blank: str, point: str) -> None:
    (found,) = numbers(f"{grouped(value, blank)}{point}{cents:02}")
    assert found.value == Decimal(value) + Decimal(cents) / 100


@given(st.integers(1, 999), st.sampled_from((("k", 1_000), ("M", 1_000_000), ("milj", 1_000_000))))
def test_signs_of_size_multiply(value: int, sign: tuple[str, int]) -> None:
    (found,) = numbers(f"{value}{sign[0]}€")
    assert (found.value, found.scaled, found.euro) == (value * sign[1], True, True)


@given(
    st.integers(1_000, 10**7), st.integers(1_000, 10**7), st.sampled_from("-\u2010\u2011\u2012–—−")
)
def test_a_dash_parts_two_numbers(low: int, high: int, dash: str) -> None:
    assert [each.value for each in numbers(f"{low}{dash}{high} €")] == [low, high]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0,4 miljoonaa", "0.4"),
        ("0.4 million", "0.4"),
        ("€400,000", "400000"),
        ("400.000 euroa", "400000"),
        ("1 225 306,00 €", "1225306"),
        ("0,400", "0.4"),
        ("112\u202f623 €", "112623"),
    ],
)
def test_written_ways(text: str, value: str) -> None:
    (found,) = numbers(text)
    assert found.value == Decimal(value)


@pytest.mark.parametrize(
    "text", ["S2-opetus", "3-vuotiaat", "65-vuotiaille", "24-åringar", "2-year-olds", "RIO2", "A4"]
)
def test_numbers_within_words_are_none(text: str) -> None:
    assert list(numbers(text)) == []


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    for found in numbers(text):
        assert 0 <= found.start < found.end <= len(text)
        assert found.value >= 0
