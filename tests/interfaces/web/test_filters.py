"""Facets and picked filters as HTML."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from test_cards import HOSTILE, Reader

from hankehaku.index.kit import Kit
from hankehaku.index.names import Names
from hankehaku.interfaces.texts import TEXTS
from hankehaku.interfaces.web.filters import Labels, filters_html, picked_html
from hankehaku.interfaces.web.taking import pages_html, picking_html, toolbar_html
from hankehaku.records import Objective, OrganisationType
from hankehaku.search.request import Filters, Request
from hankehaku.search.result import Facet, FacetValue, Question, SearchResult

LEXICON = Path(__file__).parents[3] / "data" / "lexicon"
OBJECTIVES = (Objective("2.2", "Kotoutuminen"),)


@pytest.fixture(scope="module")
def names(kit: Kit) -> Names:
    return Names(LEXICON, kit.finnish)


def labels(language: str, names: Names | None = None) -> Labels:
    return Labels(OBJECTIVES, names, language)


def panel(facet: Facet, language: str = "fi", request: Request | None = None) -> str:
    return filters_html([facet], request or Request(), labels(language), language)


def many(count: int, *picked: int) -> Facet:
    values = (FacetValue(f"T{number}", count - number, number in picked) for number in range(count))
    return Facet("organisation", tuple(values))


def test_values_are_called_as_the_page_speaks(names: Names) -> None:
    said = {language: labels(language, names) for language in TEXTS}
    assert [said[each].html("type", "municipality") for each in TEXTS] == [
        "kunta", "kommun", "municipality",
    ]  # fmt: skip
    assert [said[each].html("region", "Uusimaa") for each in TEXTS] == [
        "Uusimaa", "Nyland", "Uusimaa",
    ]  # fmt: skip
    assert [said[each].html("organisation", "Espoon kaupunki") for each in TEXTS] == [
        "Espoon kaupunki", "Esbo stad", "City of Espoo",
    ]  # fmt: skip
    assert [said[each].html("flaws", "no") for each in TEXTS] == [
        "kunnossa", "i sin ordning", "in order",
    ]  # fmt: skip
    assert {said[each].html("year", "2019") for each in TEXTS} == {"2019"}
    assert said["fi"].html("objective", "2.2") == "2.2 Kotoutuminen"
    assert said["sv"].html("objective", "2.2") == '<span lang="fi">2.2 Kotoutuminen</span>'
    assert said["fi"].html("objective", "9.9") == "9.9"


def test_what_has_no_other_name_is_said_to_be_finnish(names: Names) -> None:
    assert labels("en", names).html("organisation", "Outo & Co") == (
        '<span lang="fi">Outo &amp; Co</span>'
    )


def test_a_value_is_a_box_with_its_count() -> None:
    facet = Facet("year", (FacetValue("2018", 1200, True), FacetValue("2019", 1)))
    page = panel(facet)
    assert "<legend>Alkamisvuosi</legend>" in page
    assert (
        '<label><input type="checkbox" data-act="facet" data-key="year=2018" checked>'
        '<span>2018</span> <span class="count">1\u00a0200</span></label>' in page
    )
    assert 'data-key="year=2019"><span>2019</span>' in page
    assert "1,200" in panel(facet, "en")
    Reader(page)


def test_most_values_are_folded_away_and_the_picked_ones_are_not() -> None:
    page = panel(many(12, 8))
    before, _, folded = page.partition('<details data-keep="facet-organisation">')
    assert re.findall(r"<span>(T\d+)</span>", before) == ["T0", "T1", "T2", "T3", "T4", "T8"]
    assert "<summary>Näytä 6 muuta</summary>" in folded
    assert folded.count("checkbox") == 6
    assert "Lisäksi" not in page
    assert "<details data-keep" not in panel(many(5))


def test_of_very_many_values_only_the_first_are_listed() -> None:
    page = panel(many(1200, 1000))
    assert page.count("checkbox") == 51
    assert "T1000</span>" in page
    assert "Lisäksi 1\u00a0149 muuta; kirjoita nimi kysymykseen." in page


def test_a_facet_without_values_is_not_shown() -> None:
    assert "<legend>Alkamisvuosi" not in panel(Facet("year", ()))
    assert '<fieldset class="range">' in panel(Facet("year", ()))


def test_the_fields_hold_what_is_filtered_by() -> None:
    filters = Filters(low=0, running=date(2019, 5, 1))
    page = panel(many(1), request=Request(filters=filters))
    assert 'name="min" value="0"' in page
    assert 'name="max" value=""' in page
    assert 'type="date" name="running" value="2019-05-01"' in page
    assert "aria-invalid" not in page


@pytest.mark.parametrize("wrong", ["min", "max", "running"])
def test_a_wrong_field_is_marked_and_keeps_what_was_typed(wrong: str) -> None:
    typed = {"min": "", "max": "", "running": "", wrong: '"paljon"'}
    page = filters_html([], Request(filters=Filters(low=5)), labels("fi"), "fi", wrong, typed)
    assert page.count("aria-invalid") == 1
    field = page.partition(f'name="{wrong}"')[2].partition(">")[0]
    assert 'value="&quot;paljon&quot;"' in field
    assert 'aria-invalid="true" aria-describedby="range-problem"' in field
    assert '<p id="range-problem" class="problem">Anna tuki kokonaisina euroina' in page
    assert 'value="5"' not in page


def test_what_is_picked_is_taken_back_by_buttons() -> None:
    assert picked_html(Filters(), "fi") == ""
    filters = Filters(
        types=(OrganisationType.MUNICIPALITY, OrganisationType.UNIVERSITY),
        years=(2017, 2019),
        low=200_000,
    )
    page = picked_html(filters, "fi")
    assert re.findall(r'data-act="(\w+)" data-key="(\w+)"', page) == [
        ("without", "type"), ("without", "year"), ("without", "support"), ("clear", "all"),
    ]  # fmt: skip
    assert 'aria-label="Poista rajaus: EU-tuki vähintään 200\u00a0000\u00a0€"' in page
    Reader(page)


# around the list


def result(matching: int) -> SearchResult:
    return SearchResult(Question("", "fi", 1.0, "", ()), (), False, 99, matching=matching)


def test_pages_lead_on_and_back() -> None:
    page = pages_html(result(25), Request(first=10), "fi")
    assert re.findall(r'data-key="(\d)">(\w+ \w+)<', page) == [
        ("1", "Edellinen sivu"), ("3", "Seuraava sivu"),
    ]  # fmt: skip
    assert "<p>Sivu 2 / 3</p>" in page
    assert "Edellinen" not in pages_html(result(25), Request(), "fi")
    assert "Seuraava" not in pages_html(result(25), Request(first=20), "fi")
    assert pages_html(result(10), Request(), "fi") == ""


def test_beyond_the_end_the_way_back_leads_to_the_last_page() -> None:
    page = pages_html(result(25), Request(first=980), "en")
    assert re.findall(r'data-key="(\d+)"', page) == ["3"]
    assert re.findall(r'data-key="(\d+)"', pages_html(result(1), Request(first=10), "en")) == ["1"]


def test_ways_on_carry_the_search_and_not_the_page() -> None:
    request = Request("äidit & lapset", filters=Filters(years=(2019,)), sort="name", first=20)
    page = toolbar_html(request, "sv")
    query = "q=%C3%A4idit+%26+lapset&amp;year=2019&amp;sort=name&amp;lang=sv"
    assert f'<a href="./yleiskuva?{query}">' in page
    for kind in ("xlsx", "csv", "docx", "json"):
        assert f'<a href="./vie/{kind}?{query}" download>' in page
    assert '<option value="name" selected>enligt namn</option>' in page
    assert page.count(" selected") == 1


def test_the_bar_for_a_comparison_is_hidden_at_first() -> None:
    page = picking_html("en")
    assert '<div class="compare-bar" hidden data-template="Compare {count} projects"' in page
    assert 'data-address="./vertaa?lang=en"' in page


def test_names_in_values_are_escaped() -> None:
    facet = Facet("organisation", (FacetValue(HOSTILE, 1, True),))
    read = Reader(panel(facet, "en"))
    assert "script" not in read.tags
    assert ("data-key", f"organisation={HOSTILE}") in read.attributes
