"""Dates, months, seasons and years come back whatever way they are written."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hankehaku.search.constraints import Time
from hankehaku.search.parsing.parser import QuestionParser

DAYS = st.dates(date(1995, 1, 1), date(2035, 12, 31))
BLANK = st.sampled_from(["", " ", "\u00a0", "\u2009", "\u202f"])
FINNISH = (
    *("tammikuu", "helmikuu", "maaliskuu", "huhtikuu", "toukokuu", "kesäkuu", "heinäkuu"),
    *("elokuu", "syyskuu", "lokakuu", "marraskuu", "joulukuu"),
)
SWEDISH = (
    *("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september"),
    *("oktober", "november", "december"),
)
slow = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def time_of(parser: QuestionParser, text: str, language: str) -> Time:
    (found,) = parser.parse(text, language).constraints
    assert isinstance(found, Time)
    return found


@slow
@given(day=DAYS, blank=BLANK, padded=st.booleans())
def test_a_day_in_figures(parser: QuestionParser, day: date, blank: str, padded: bool) -> None:
    written = f"{day.day:02}.{day.month:02}." if padded else f"{day.day}.{blank}{day.month}.{blank}"
    found = time_of(parser, f"käynnissä {written}{day.year}", "fi")
    assert (found.event, found.first, found.last) == ("running", day, day)


@slow
@given(day=DAYS)
def test_a_day_in_words(parser: QuestionParser, day: date) -> None:
    month = calendar.month_name[day.month]
    texts = {
        f"hankkeet, jotka alkoivat {day.day}. {FINNISH[day.month - 1]}ta {day.year}": "fi",
        f"projekt som började den {day.day} {SWEDISH[day.month - 1]} {day.year}": "sv",
        f"projects that started on {day.day} {month} {day.year}": "en",
        f"projects that started on {month} {day.day}, {day.year}": "en",
        f"projects that started {day.isoformat()}": "en",
    }
    for text, language in texts.items():
        found = time_of(parser, text, language)
        assert (found.event, found.first, found.last) == ("start", day, day), text


@slow
@given(month=st.integers(1, 12), year=st.integers(1995, 2035))
def test_a_month(parser: QuestionParser, month: int, year: int) -> None:
    last = date(year, month, calendar.monthrange(year, month)[1])
    texts = {
        f"{FINNISH[month - 1]}ssa {year} päättyneet hankkeet": "fi",
        f"projekt som avslutades i {SWEDISH[month - 1]} {year}": "sv",
        f"projects that ended in {calendar.month_name[month]} {year}": "en",
        f"{month}/{year} päättyneet hankkeet": "fi",
    }
    for text, language in texts.items():
        found = time_of(parser, text, language)
        assert (found.event, found.first, found.last) == ("end", date(year, month, 1), last), text


@slow
@given(year=st.integers(1995, 2035))
def test_before_after_since_until(parser: QuestionParser, year: int) -> None:
    first, last = date(year, 1, 1), date(year, 12, 31)
    before, after = (None, first - timedelta(days=1)), (last + timedelta(days=1), None)
    since, until = (first, None), (None, last)
    expected = {
        ("fi", f"ennen vuotta {year} alkaneet hankkeet"): before,
        ("fi", f"vuoden {year} jälkeen alkaneet hankkeet"): after,
        ("fi", f"vuodesta {year} lähtien alkaneet hankkeet"): since,
        ("fi", f"vuoteen {year} mennessä alkaneet hankkeet"): until,
        ("sv", f"projekt som började före {year}"): before,
        ("sv", f"projekt som började efter år {year}"): after,
        ("sv", f"projekt som började senast {year}"): until,
        ("sv", f"projekt som började {year} eller senare"): since,
        ("en", f"projects that started before {year}"): before,
        ("en", f"projects that started after {year}"): after,
        ("en", f"projects started since {year}"): since,
        ("en", f"projects that started by {year}"): until,
        ("en", f"projects that started in {year} or later"): since,
    }
    for (language, text), bounds in expected.items():
        found = time_of(parser, text, language)
        assert (found.event, found.first, found.last) == ("start", *bounds), text


@pytest.mark.parametrize(
    ("language", "text", "event", "first", "last"),
    [
        ("fi", "keväällä 2018 alkaneet", "start", (2018, 3, 1), (2018, 5, 31)),
        ("sv", "projekt som började våren 2018", "start", (2018, 3, 1), (2018, 5, 31)),
        ("en", "projects that ended in autumn 2019", "end", (2019, 9, 1), (2019, 11, 30)),
        ("fi", "alkuvuodesta 2019 alkaneet hankkeet", "start", (2019, 1, 1), (2019, 4, 30)),
        ("fi", "talvella 2019 päättyneet hankkeet", "end", (2019, 12, 1), (2020, 2, 29)),
        ("fi", "hankkeet 2017–2019", "running", (2017, 1, 1), (2019, 12, 31)),
        ("en", "projects running between 2017 and 2018", "running", (2017, 1, 1), (2018, 12, 31)),
        ("fi", "nyt käynnissä olevat hankkeet", "running", (2026, 11, 24), (2026, 11, 24)),
        ("sv", "projekt som avslutades i fjol", "end", (2025, 1, 1), (2025, 12, 31)),
    ],
)
def test_spans(
    parser: QuestionParser,
    language: str,
    text: str,
    event: str,
    first: tuple[int, int, int],
    last: tuple[int, int, int],
) -> None:
    found = time_of(parser, text, language)
    assert (found.event, found.first, found.last) == (event, date(*first), date(*last))


@pytest.mark.parametrize("text", ["käynnissä 31.2.2018", "käynnissä 1.13.2018"])
def test_an_impossible_day_is_no_day(parser: QuestionParser, text: str) -> None:
    for each in parser.parse(text, "fi").constraints:
        assert not isinstance(each, Time) or each.first != each.last
