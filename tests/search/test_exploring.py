"""Searches as a page makes them: filters, counts, orders, pages, and what was taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from hankehaku.errors import QuestionError
from hankehaku.facade import Hankehaku
from hankehaku.index.passages import sentences
from hankehaku.records import OrganisationType
from hankehaku.search.request import FACETS, SORTS, Filters, Request
from hankehaku.search.result import Facet, SearchResult

MOTHERS = Request("pakolaisäideille suunnatut hankkeet")
QUESTIONS = [
    "",
    MOTHERS.text,
    "mielenterveys",
    "projects for refugee mothers",
    "oleskeluluvat ja viranomaisyhteistyö",
    "vuonna 2019 alkaneet ammattikorkeakoulujen hankkeet",
    "kolme suurinta kielenopetuksen hanketta",
    "kotoutuminen Uudellamaalla",
]


def titles(result: SearchResult) -> list[str]:
    return [hit.project.title for hit in result.hits]


def facet(result: SearchResult, name: str) -> Facet:
    return next(each for each in result.facets if each.name == name)


def counts(result: SearchResult, name: str) -> dict[str, int]:
    return {each.value: each.count for each in facet(result, name).values}


@pytest.mark.parametrize("text", QUESTIONS)
def test_picking_a_value_shows_as_many_as_were_counted(hankehaku: Hankehaku, text: str) -> None:
    request = Request(text)
    result = hankehaku.explore(request)
    assert not result.no_match
    assert [each.name for each in result.facets] == list(FACETS)
    found = {each.id for each in hankehaku.everything(request)}
    assert len(found) == result.matching
    for each in result.facets:
        for value in each.values:
            picked = replace(request, filters=Filters().picking(each.name, [value.value]))
            narrowed = hankehaku.explore(picked)
            assert narrowed.matching == value.count, (each.name, value)
            assert {hit.project.id for hit in narrowed.hits} <= found


def test_a_facet_counts_as_if_nothing_of_it_were_picked(hankehaku: Hankehaku) -> None:
    plain = hankehaku.explore(MOTHERS)
    filters = Filters(regions=("Pirkanmaa",))
    result = hankehaku.explore(replace(MOTHERS, filters=filters))
    assert result.matching == counts(plain, "region")["Pirkanmaa"] == 2
    assert counts(result, "region") == counts(plain, "region")
    assert [each.value for each in facet(result, "region").values if each.selected] == ["Pirkanmaa"]
    # the others count what is left
    assert sum(counts(result, "type").values()) == 2
    both = replace(filters, regions=("Pirkanmaa", "Uusimaa"), years=(2018,))
    result = hankehaku.explore(replace(MOTHERS, filters=both))
    without = hankehaku.explore(replace(MOTHERS, filters=Filters(years=(2018,))))
    assert counts(result, "region") == counts(without, "region")
    assert result.matching == sum(counts(without, "region")[each] for each in both.regions)


def test_alternatives_of_a_facet_add_up(hankehaku: Hankehaku) -> None:
    years = counts(hankehaku.explore(Request()), "year")
    result = hankehaku.explore(Request(filters=Filters(years=(2017, 2019))))
    assert result.matching == years["2017"] + years["2019"]
    assert {hit.project.period.start.year for hit in result.hits if hit.project.period.start} == {
        2017,
        2019,
    }


def test_filters_stand_beside_the_constraints_of_a_question(hankehaku: Hankehaku) -> None:
    request = Request("ammattikorkeakoulujen hankkeet", filters=Filters(years=(2019,)))
    same = Request("vuonna 2019 alkaneet ammattikorkeakoulujen hankkeet")
    assert hankehaku.everything(request) == hankehaku.everything(same)
    assert len(hankehaku.everything(same)) == 3


def test_support_and_a_day(hankehaku: Hankehaku) -> None:
    amounts = Request(filters=Filters(low=300_000, high=400_000))
    support = [each.grant.eu_support_eur or 0 for each in hankehaku.everything(amounts)]
    assert support
    assert all(300_000 <= each <= 400_000 for each in support)
    day = date(2019, 5, 1)
    running = hankehaku.explore(Request(filters=Filters(running=day), count=100))
    periods = [hit.project.period for hit in running.hits]
    assert all(each.start and each.end and each.start <= day <= each.end for each in periods)
    # whether these ran then, their records do not tell
    assert running.unknown
    assert not {each.id for each in running.unknown} & {hit.project.id for hit in running.hits}


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("text", ["", MOTHERS.text])
def test_pages_show_each_project_once(hankehaku: Hankehaku, text: str, sort: str) -> None:
    request = Request(text, sort=sort, count=4)
    seen: list[str] = []
    matching = hankehaku.explore(request).matching
    for first in range(0, matching, 4):
        page = hankehaku.explore(replace(request, first=first))
        assert (page.matching, page.first) == (matching, first)
        assert [hit.rank for hit in page.hits] == list(range(first + 1, first + len(page.hits) + 1))
        seen += [hit.project.id for hit in page.hits]
    assert len(set(seen)) == len(seen) == matching
    assert seen == [each.id for each in hankehaku.everything(request)]
    assert hankehaku.explore(replace(request, first=400)).hits == ()


def test_orders(hankehaku: Hankehaku) -> None:
    def ordered(sort: str) -> list[str]:
        return [each.title for each in hankehaku.everything(replace(MOTHERS, sort=sort))]

    best = [hit.project.title for hit in hankehaku.search(MOTHERS.text, 25).hits]
    assert ordered("best") == [each for each in best if each in ordered("best")]
    assert sorted(ordered("name")) == sorted(ordered("best"))
    assert ordered("name")[0] == "Kotoa kotiin ja yhteiskuntaan-hanke"
    largest = hankehaku.everything(replace(MOTHERS, sort="largest"))
    support = [each.grant.eu_support_eur or 0 for each in largest]
    assert support == sorted(support, reverse=True)
    newest = hankehaku.everything(replace(MOTHERS, sort="newest"))
    starts = [each.period.start for each in newest]
    known = [each for each in starts if each]
    assert known == sorted(known, reverse=True)
    assert starts[len(known) :] == [None] * (len(starts) - len(known))


def test_an_order_that_the_question_asks_for(hankehaku: Hankehaku) -> None:
    asked = "kolme suurinta hanketta"
    assert titles(hankehaku.explore(Request(asked))) == [
        "Jane, jalkautuva neuvonta-hanke",
        "MISEC-hanke",
        "Kotona kaupungissa-hanke",
    ]
    # the three largest, whatever order they are then put in
    assert titles(hankehaku.explore(Request(asked, sort="name"))) == [
        "Jane, jalkautuva neuvonta-hanke",
        "Kotona kaupungissa-hanke",
        "MISEC-hanke",
    ]
    third = hankehaku.explore(Request("kolmanneksi suurin hanke"))
    assert titles(third) == ["Kotona kaupungissa-hanke"]
    # large ones that hardly have to do with the topic do not come first
    ranked = hankehaku.search("suurin pakolaisäideille suunnattu hanke")
    assert titles(hankehaku.explore(Request(ranked.question.text))) == titles(ranked)


def test_a_dropped_constraint_is_not_applied_and_comes_back(hankehaku: Hankehaku) -> None:
    request = Request("vuonna 2019 alkaneet ammattikorkeakoulujen hankkeet")
    dropped = hankehaku.explore(replace(request, dropped=(0,)))
    (left,) = dropped.question.constraints
    assert left.kind == "type"
    assert dropped.matching == 5
    assert dropped.question.parsed
    assert len(dropped.question.parsed.constraints) == 2
    assert hankehaku.explore(replace(request, dropped=())).matching == 3
    assert hankehaku.explore(replace(request, dropped=(0, 1, 99))).matching == 25


def test_muted_words_are_not_looked_for(hankehaku: Hankehaku) -> None:
    request = Request("äidit mielenterveys")
    muted = hankehaku.explore(replace(request, muted=("ÄIDIT",)))
    assert [term.surface for term in muted.question.terms] == ["mielenterveys"]
    assert muted.question.topic == "äidit mielenterveys"
    alone = hankehaku.explore(Request("mielenterveys"))
    assert titles(muted) == titles(alone)
    assert {match.question for hit in muted.hits for match in hit.matches} == {"mielenterveys"}
    # nothing is left to rank by
    assert hankehaku.explore(replace(request, muted=("äidit", "mielenterveys"))).matching == 25


def test_without_a_text_everything_is_listed(hankehaku: Hankehaku) -> None:
    result = hankehaku.explore(Request("  "))
    assert (result.matching, result.total, result.selected, len(result.hits)) == (25, 25, 25, 10)
    assert result.question.terms == ()
    hit = result.hits[0]
    assert (hit.rank, hit.matches, dict(hit.signals)) == (1, (), {})
    assert (
        hit.passage.text == hit.project.description[slice(*sentences(hit.project.description)[0])]
    )


def test_when_filters_leave_nothing_the_ways_on_are_told(hankehaku: Hankehaku) -> None:
    filters = Filters(objectives=("2.3",), regions=("Pirkanmaa",))
    request = Request("mielenterveys", filters=filters)
    result = hankehaku.explore(request)
    assert result.no_match
    assert (result.matching, result.hits) == (0, ())
    for miss in result.near_misses:
        facet_ = next(key for key, each in filters.by_facet().items() if each == miss.constraint)
        lifted = replace(request, filters=filters.lifting(facet_))
        assert hankehaku.everything(lifted) == miss.projects
    assert [len(each.projects) for each in result.near_misses] == [1, 1]
    # nothing of it can be picked, but what is picked can be taken back
    assert counts(result, "objective")["2.3"] == 0
    assert counts(result, "organisation") == {}


def test_near_misses_of_constraints_and_filters(hankehaku: Hankehaku) -> None:
    request = Request("vuonna 2031 alkaneet yliopistojen hankkeet")
    (miss,) = hankehaku.explore(request).near_misses
    assert [each.title for each in miss.projects] == ["Stig in! Astu sisään! Come In!-hanke"]
    # a lone constraint without a topic is all that was asked
    assert hankehaku.explore(Request("vuonna 2031 alkaneet hankkeet")).near_misses == ()
    lone = Request(filters=Filters(years=(2031,)))
    assert hankehaku.explore(lone).near_misses == ()
    assert hankehaku.everything(lone) == ()


def test_what_nothing_fits_has_the_nearest_and_no_pages(hankehaku: Hankehaku) -> None:
    result = hankehaku.explore(Request("avaruusmatkailu", first=10))
    assert result.no_match
    assert (result.matching, result.first, len(result.hits)) == (0, 0, 10)
    cities = Filters(types=(OrganisationType.MUNICIPALITY,))
    narrowed = hankehaku.explore(Request("avaruusmatkailu", filters=cities))
    kinds = {hit.project.organisation.type for hit in narrowed.hits}
    assert kinds == {OrganisationType.MUNICIPALITY}
    assert hankehaku.everything(Request("avaruusmatkailu")) == ()


def test_a_text_that_cannot_be_used(hankehaku: Hankehaku) -> None:
    with pytest.raises(QuestionError):
        hankehaku.explore(Request("?!"))
    with pytest.raises(QuestionError):
        hankehaku.everything(Request("?!"))


def test_filters_look_beyond_what_a_ranking_puts_forward(
    hankehaku: Hankehaku, monkeypatch: pytest.MonkeyPatch
) -> None:
    picked = Request("kotoutuminen", filters=Filters(regions=("Pirkanmaa",)))
    whole = {each.id for each in hankehaku.everything(picked)}
    assert len(whole) == 3
    # as in a collection of which only the best few are looked at
    monkeypatch.setattr("hankehaku.search.signals.DEPTH", 2)
    assert len(hankehaku.everything(Request("kotoutuminen"))) < 10
    assert {each.id for each in hankehaku.everything(picked)} == whole
