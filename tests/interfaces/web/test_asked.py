"""What an address asks for, and what presses on the results make of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hankehaku.facade import Hankehaku
from hankehaku.interfaces.addresses import Listed, query_of
from hankehaku.interfaces.web.asked import PAGE, RANGE, Asked, asked_by, pressed
from hankehaku.records import OrganisationType
from hankehaku.search.request import FACETS, Filters, Request

PICKED = Filters(
    objectives=("2.2",),
    types=(OrganisationType.MUNICIPALITY,),
    years=(2017, 2019),
    running=date(2019, 5, 1),
    low=1000,
    high=2000,
)
REQUEST = Request("äidit", dropped=(1,), muted=("lapset",), filters=PICKED, sort="name", first=20)
ASKED = Asked(REQUEST)
ACTS = ("drop", "restore", "mute", "unmute", "sort", "page", "facet", "without", "clear", "range")


def by(query: str) -> Asked:
    return asked_by(Listed(parse_qs(query, keep_blank_values=True)))


def after(act: str, key: object, values: object = None) -> Request:
    request = pressed(ASKED, act, key, values).request
    assert request is not None
    return request


# addresses


def test_an_address_without_a_question_asks_nothing() -> None:
    assert by("") == by("lang=sv&tab=chat") == by("page=3") == Asked()


@pytest.mark.parametrize("query", ["q=", "browse=1", "q=&lang=fi"])
def test_all_projects_can_be_asked_for(query: str) -> None:
    assert by(query) == Asked(Request(count=PAGE))


def test_a_filter_is_enough() -> None:
    assert by("region=Lappi") == Asked(Request(filters=Filters(regions=("Lappi",)), count=PAGE))
    assert by("sort=name").request == Request(sort="name", count=PAGE)


def test_the_address_of_what_is_shown_shows_it_again() -> None:
    assert by(query_of(REQUEST)) == ASKED


def test_only_the_parameters_that_cannot_be_used_are_left_out() -> None:
    asked = by("q=a&min=much&region=Lappi&sort=odd&page=2")
    expected = Request("a", filters=Filters(regions=("Lappi",)), first=PAGE, count=PAGE)
    assert asked.request == expected
    assert asked.wrong in ("min", "sort")
    assert asked.typed == ()
    turned = by("q=a&min=5&max=3")
    assert (turned.request, turned.wrong) == (Request("a", filters=Filters(high=3)), "min")


def test_pages_are_of_one_size() -> None:
    asked = by("q=a&count=50&page=3").request
    assert asked is not None
    assert (asked.first, asked.count) == (2 * PAGE, PAGE)


@given(st.text(max_size=100))
def test_any_address_is_read(query: str) -> None:
    by(query)


# presses


def test_browsing_begins_anew() -> None:
    assert pressed(ASKED, "browse", "all") == Asked(Request(count=PAGE))
    assert pressed(Asked(), "browse", "all") == Asked(Request(count=PAGE))


@pytest.mark.parametrize("act", ACTS)
def test_before_a_question_nothing_else_is_pressed(act: str) -> None:
    assert pressed(Asked(), act, "1", {}) == Asked()


def test_constraints_are_dropped_and_restored() -> None:
    assert after("drop", "0").dropped == (0, 1)
    assert after("drop", "1").dropped == (1,)
    assert after("restore", "1").dropped == ()
    assert after("restore", "7").dropped == (1,)


def test_words_are_switched_off_and_on() -> None:
    assert after("mute", "äidit").muted == ("lapset", "äidit")
    assert after("mute", "lapset").muted == ("lapset",)
    assert after("unmute", "lapset").muted == ()


def test_values_of_facets_are_picked_and_taken_back() -> None:
    assert after("facet", "year=2018").filters.years == (2017, 2019, 2018)
    assert after("facet", "year=2017").filters.years == (2019,)
    assert after("facet", "organisation=a=b").filters.organisations == ("a=b",)
    assert after("facet", "flaws=no").filters.flaws == ("no",)
    assert after("without", "year").filters == replace(PICKED, years=())
    assert after("without", "running").filters == replace(PICKED, running=None)
    assert after("without", "support").filters == replace(PICKED, low=None, high=None)
    assert after("clear", "all").filters == Filters()


@pytest.mark.parametrize(
    ("act", "key"),
    [("sort", "newest"), ("facet", "year=2018"), ("clear", "all"), ("mute", "a"), ("drop", "0")],
)
def test_what_changes_the_result_leads_to_its_first_page(act: str, key: str) -> None:
    assert after(act, key).first == 0
    assert after(act, key).text == "äidit"


def test_pages() -> None:
    assert after("page", "1").first == 0
    assert after("page", "4") == replace(REQUEST, first=30)


@pytest.mark.parametrize(
    ("act", "key"),
    [
        ("page", "0"), ("page", "-1"), ("page", "x"), ("page", "٣"), ("page", None),
        ("drop", "x"), ("drop", "-1"), ("drop", "1000"), ("drop", None),
        ("sort", "random"), ("sort", None),
        ("facet", "year"), ("facet", "year=x"), ("facet", "year=99999"), ("facet", "year=0"),
        ("facet", "type=circus"), ("facet", "flaws=maybe"), ("facet", "colour=red"), ("facet", ""),
        ("mute", " "), ("mute", "a" * 301), ("facet", "organisation="),
        ("without", "colour"), ("without", None),
        ("range", "range"), ("fly", "1"), (None, None), ([], {}),
    ],
)  # fmt: skip
def test_presses_that_mean_nothing_change_nothing(act: Any, key: Any) -> None:
    assert pressed(ASKED, act, key) == ASKED


def test_amounts_and_a_day_are_typed() -> None:
    typed = {"min": " 200 000 €", "max": "300\u00a0000", "running": "2018-02-03"}
    filters = after("range", "range", typed).filters
    assert (filters.low, filters.high, filters.running) == (200_000, 300_000, date(2018, 2, 3))
    assert filters.years == PICKED.years
    assert after("range", "range", {}).filters == replace(PICKED, low=None, high=None, running=None)
    assert after("range", "range", typed).first == 0


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"min": "paljon"}, "min"),
        ({"min": "12,50"}, "min"),
        ({"max": "-5"}, "max"),
        ({"min": "3", "max": "2"}, "min"),
        ({"running": "31.2.2019"}, "running"),
        ({"running": "2019-02-30"}, "running"),
        ({"max": ["a"]}, "max"),
    ],
)
def test_a_field_that_cannot_be_used_stays_as_it_was_typed(
    values: dict[str, Any], wrong: str
) -> None:
    asked = pressed(ASKED, "range", "range", values)
    assert (asked.request, asked.wrong) == (REQUEST, wrong)
    assert dict(asked.typed) == {name: str(values.get(name, "")) for name in RANGE}
    # the next press is another matter
    assert pressed(asked, "page", "1") == Asked(replace(REQUEST, first=0))


def test_what_was_typed_is_kept_in_short() -> None:
    asked = pressed(ASKED, "range", "range", {"min": "x" * 10_000})
    assert len(dict(asked.typed)["min"]) == 40


@given(
    st.sampled_from([*ACTS, "browse", "x"]),
    st.text(max_size=20)
    | st.integers()
    | st.none()
    | st.builds("{}={}".format, st.sampled_from(FACETS), st.text(max_size=8)),
    st.none() | st.dictionaries(st.sampled_from(RANGE), st.text(max_size=12) | st.integers()),
)
def test_whatever_is_pressed_can_be_searched_for(
    hankehaku: Hankehaku, act: str, key: object, values: object
) -> None:
    request = pressed(Asked(Request("äidit 2019")), act, key, values).request
    assert request is not None
    assert len(hankehaku.everything(request)) <= 25
    # that of all projects says so, see `results`
    assert by(query_of(request) or "browse=1").request == request
