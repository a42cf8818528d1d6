"""Addresses carry a search and give it back; what cannot be used is named."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hankehaku.errors import UsageError
from hankehaku.interfaces.addresses import Listed, query_of, request_of
from hankehaku.records import OrganisationType
from hankehaku.search.request import SORTS, Filters, Request

TYPED = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40).filter(
    lambda text: bool(text.strip())
)
SEVERAL = st.lists(TYPED, max_size=4, unique=True).map(tuple)
AMOUNT = st.integers(0, 10**12)
FILTERS = st.builds(
    Filters,
    objectives=SEVERAL,
    types=st.lists(st.sampled_from(OrganisationType), max_size=3, unique=True).map(tuple),
    organisations=SEVERAL,
    regions=SEVERAL,
    years=st.lists(st.integers(1900, 2999), max_size=3, unique=True).map(tuple),
    running=st.none() | st.dates(),
    low=st.none() | AMOUNT,
    high=st.none() | AMOUNT,
    flaws=st.lists(st.sampled_from(["yes", "no"]), unique=True).map(tuple),
).filter(lambda each: each.low is None or each.high is None or each.low <= each.high)
REQUESTS = st.builds(
    Request,
    text=TYPED | st.just(""),
    language=st.none() | st.sampled_from(["fi", "sv", "en"]),
    dropped=st.lists(st.integers(0, 100), max_size=3, unique=True).map(tuple),
    muted=SEVERAL,
    filters=FILTERS,
    sort=st.sampled_from(SORTS),
    first=st.integers(0, 99_999).map(lambda page: page * 10),
    count=st.just(10),
)


def read(query: str, *, count: int = 10) -> Request:
    return request_of(Listed(parse_qs(query, keep_blank_values=True)), count=count)


@given(REQUESTS, st.sampled_from(["", "fi", "sv", "en"]))
def test_what_an_address_carries_is_what_is_read(request: Request, language: str) -> None:
    query = query_of(request, language)
    assert query.isascii()
    assert read(query) == request
    assert ("lang=" in query) >= bool(language)


@given(st.text(max_size=60))
def test_any_text_makes_an_address(text: str) -> None:
    read(query_of(Request(text=text, muted=(text,))))


@given(st.text(max_size=200))
def test_any_query_is_read_or_refused_by_name(query: str) -> None:
    named = None
    try:
        read(query)
    except UsageError as exc:
        named = exc.where
    assert named is None or named in query


def test_an_address_is_short_and_plain() -> None:
    assert query_of(Request()) == ""
    filters = Filters(
        types=(OrganisationType.MUNICIPALITY,),
        regions=("Uusimaa", "Lappi"),
        running=date(2019, 5, 1),
        low=0,
    )
    request = Request("äidit & lapset", "sv", (1,), ("lapset",), filters, "name", first=20)
    assert query_of(request, "en", browse="", ids="x") == (
        "q=%C3%A4idit+%26+lapset&ql=sv&drop=1&mute=lapset&type=municipality&region=Uusimaa"
        "&region=Lappi&running=2019-05-01&min=0&sort=name&page=3&ids=x&lang=en"
    )


def test_pages_and_their_sizes() -> None:
    assert read("page=3").first == 20
    assert read("page=3", count=25).first == 50
    counted = read("page=2&count=5", count=25)
    assert (counted.first, counted.count) == (5, 5)


def test_empty_and_repeated_values() -> None:
    assert read("q=&page=&min=&region=&region=+&lang=fi&anything=else") == Request()
    assert read("q=a&q=b").text == "b"
    assert read("region=Lappi&region=Lappi").filters.regions == ("Lappi",)


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("page=0", "page"),
        ("page=100001", "page"),
        ("page=-1", "page"),
        ("page=%D9%A3", "page"),
        ("page=1.5", "page"),
        ("count=101", "count"),
        ("count=0", "count"),
        ("ql=de", "ql"),
        ("drop=x", "drop"),
        ("drop=101", "drop"),
        ("type=circus", "type"),
        ("year=1899", "year"),
        ("year=3000", "year"),
        ("year=2019a", "year"),
        ("running=1.5.2019", "running"),
        ("running=2019-02-30", "running"),
        ("min=-1", "min"),
        ("min=1e3", "min"),
        ("max=9999999999999", "max"),
        ("min=3&max=2", "min"),
        ("flaws=maybe", "flaws"),
        ("sort=random", "sort"),
        (f"region={'a' * 301}", "region"),
        (f"mute={'a' * 301}", "mute"),
        ("&".join(f"organisation={number}" for number in range(51)), "organisation"),
    ],
)
def test_what_cannot_be_used_is_named(query: str, where: str) -> None:
    with pytest.raises(UsageError) as caught:
        read(query)
    assert caught.value.where == where
    assert caught.value.cure


def test_a_long_question_is_no_matter_of_the_address() -> None:
    assert len(read(f"q={'a' * 30_000}").text) == 30_000
