"""An own plan as people type it."""

from __future__ import annotations

import pytest

from hankehaku.interfaces.addresses import Listed
from hankehaku.interfaces.web.overview.own import euros, form_html, own_of


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("250000", 250_000),
        ("250 000", 250_000),
        ("250\u00a0000\u00a0€", 250_000),
        ("€250,000", 250_000),
        ("250.000 euroa", 250_000),
        ("250 000,50 eur", 250_001),
        ("250000.49", 250_000),
        ("1,234,567", 1_234_567),
        ("1", 1),
        ("0", None),
        ("-5", None),
        ("abc", None),
        ("", None),
        ("12,34,56", None),
        ("1e9", None),
        ("٢٥٠", None),
        ("9" * 30, None),
        ("2000000000000", None),
        ("<script>", None),
    ],
)
def test_amounts(typed: str, expected: int | None) -> None:
    assert euros(typed) == expected


@pytest.mark.parametrize(
    ("typed", "months"),
    [("24", 24), ("24 kk", 24), ("36 months", 36), ("0", None), ("601", None), ("1,5", None)],
)
def test_months(typed: str, months: int | None) -> None:
    own = own_of(Listed({"months": [typed]}))
    assert own.months == months
    assert own.wrong == (() if months else ("months",))


def test_nothing_typed_is_nothing_wrong() -> None:
    own = own_of(Listed({"budget": [" "]}))
    assert (own.typed, own.wrong, own.budget) == (False, (), None)


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("fi", "Anna budjetti euroina, esimerkiksi 250 000."),
        ("sv", "Ange budgeten i euro, till exempel 250 000."),
        ("en", "Give the budget in euros, for example 250,000."),
    ],
)
def test_the_message_belongs_to_its_field(language: str, message: str) -> None:
    own = own_of(Listed({"budget": ['"><b>'], "months": ["24"]}))
    html = form_html(own, "objective=2.2&objective=2.3&lang=fi", language)
    assert message in html
    assert 'aria-invalid="true" aria-describedby="budget-problem"' in html
    assert html.count("aria-invalid") == 1
    assert '<p class="problem" id="budget-problem">' in html
    assert "<b>" not in html
    assert 'value="&quot;&gt;&lt;b&gt;"' in html
    # what the set is stays what it is
    assert html.count('<input type="hidden" name="objective"') == 2
