"""Results as HTML: what is shown, that it is escaped, and that marks stand in their places."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from page_builders import (
    DESCRIPTION,
    IMPOSSIBLE,
    IN_2019,
    make_hit,
    make_match,
    make_project,
    make_question,
    make_result,
    make_view,
    shown,
)

from hankehaku.interfaces.texts import TEXTS
from hankehaku.interfaces.web.cards import card_html
from hankehaku.interfaces.web.filters import Labels
from hankehaku.interfaces.web.marks import escape, marked, spans_in, verbatim
from hankehaku.interfaces.web.results import View, empty_html, error_html, results_html
from hankehaku.language.terms import Alternative, Term
from hankehaku.records import (
    DataIssue,
    Grant,
    IssueKind,
    Objective,
    Organisation,
    Period,
    SourcePosition,
)
from hankehaku.search.constraints import ByOrganisation, Support
from hankehaku.search.request import Filters, Request
from hankehaku.search.result import Facet, FacetValue, Hit, Missed, Passage, Reranked, SearchResult

HOSTILE = """<script>alert(1)</script>"'><img src=x onerror=alert(2)>&amp;${1+1}{{2}}{0}"""
DEAR = Support(low=400_000, over=True)
OURS = {
    "a", "article", "b", "button", "dd", "details", "div", "dl", "dt", "fieldset", "h2", "h3",
    "input", "label", "legend", "li", "mark", "nav", "ol", "option", "p", "s", "section", "select",
    "span", "summary", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "aria-describedby", "aria-hidden", "aria-invalid", "aria-label", "aria-labelledby",
    "autocomplete", "checked", "class", "data-act", "data-address", "data-failed", "data-few",
    "data-keep", "data-key", "data-pick", "data-project", "data-query", "data-rank",
    "data-template", "data-thanks", "data-unpick", "data-vote", "download", "hidden", "href", "id",
    "inputmode", "lang", "name", "role", "selected", "type", "value",
}  # fmt: skip
VOID = {"br", "img", "input", "meta"}


class Reader(HTMLParser):
    """Checks that elements nest, and keeps tags, attributes and text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("language", TEXTS)
def test_a_card_shows_what_is_known(language: str) -> None:
    hit = make_hit(None, make_match("kotiäideille"))
    read = Reader(card_html(hit, make_question(), language))
    for expected in (
        "1.",
        "Äitien ryhmä -hanke",
        "Kauniaisten kaupunki",
        "2.2 Kotoutuminen",
        "Kauniainen, Uusimaa",
        "Katso hankkeen kotisivut",
        "sivu.txt",
        "12–18",
        "64",
    ):
        assert expected in read.text
    assert ("€258,695" if language == "en" else "258\u00a0695\u00a0€") in read.text
    assert ("1\u00a0Feb\u00a02017" if language == "en" else "1.2.2017") in read.text
    assert DESCRIPTION in read.text
    assert read.tags[0] == "article"
    assert read.tags.count("details") == 2


def test_what_a_reranker_did_is_said_with_its_name_escaped() -> None:
    moved = make_hit(reranked=Reranked("<judge>", 4, 0.5))
    card = card_html(moved, make_question(), "fi")
    assert "<p>Uudelleenjärjestäjä &lt;judge&gt; siirsi hankkeen sijalta 4 sijalle 1.</p>" in card
    assert "Uudelleenjärjestäjä" not in card_html(make_hit(), make_question(), "fi")


def test_what_is_read_back_is_whole() -> None:
    assert (
        verbatim("a\u200b\u00ad<\"'\x1b\r\n\0\ud800") == "a\u200b\u00ad&lt;&quot;&#x27;\x1b&#13;\n"
    )
    project = make_project(id="äiti ja\u200b lapsi%")
    html = card_html(make_hit(project), make_question(), "fi", votes=True)
    assert 'data-pick="äiti ja\u200b lapsi%"' in html
    anchor = "hanke-%C3%A4iti%20ja%E2%80%8B%20lapsi%25"
    assert f'aria-labelledby="{anchor}"' in html
    assert f'id="{anchor}"' in html


def test_the_organisation_is_named_in_the_language_too() -> None:
    assert "Grankulla stad" in card_html(make_hit(), make_question(), "sv")
    assert "City of Kauniainen" in card_html(make_hit(), make_question(), "en")
    assert "Grankulla" not in card_html(make_hit(), make_question(), "fi")


def test_a_name_as_written_is_shown_when_it_differs() -> None:
    written = Organisation(name="Terveyden ja hyvinvoinnin laitos", written="THL")
    card = card_html(make_hit(make_project(organisation=written)), make_question(), "fi")
    assert "(lähteessä: THL)" in card
    assert "lähteessä" not in card_html(make_hit(), make_question(), "fi")


def test_finnish_parts_are_said_to_be_finnish_on_other_pages() -> None:
    swedish = card_html(make_hit(), make_question(), "sv")
    assert '<span lang="fi">Äitien ryhmä -hanke</span>' in swedish
    assert '<p class="passage" lang="fi">' in swedish
    assert '<span lang="fi">' not in card_html(make_hit(), make_question(language="fi"), "fi")


def test_unknown_values_are_said_to_be_unknown() -> None:
    bare = make_project(
        organisation=Organisation(),
        period=Period(),
        grant=Grant(),
        objective=Objective(),
        description="",
        links=(),
        source=None,
    )
    hit = make_hit(bare, passage=Passage("", 0, 0))
    read = Reader(card_html(hit, make_question(), "fi"))
    assert read.text.count("ei tiedossa") == 3
    assert "Lähteessä ei ole kuvausta." in read.text
    assert "Kansallinen tavoite" not in read.text


def test_flaws_stand_open_on_the_card() -> None:
    hit = make_hit(make_project(issues=(IMPOSSIBLE,), period=Period(start_written="1.0.2018")))
    card = card_html(hit, make_question(), "fi")
    assert "Lähteessä alkupäivä on ”1.0.2018”, jota ei ole olemassa (rivi 187)" in card
    assert card.index("1.0.2018") < card.index("<details")


def test_matches_are_marked_in_the_passage_and_in_the_whole() -> None:
    hit = make_hit(
        None,
        make_match("kotiäideille"),
        make_match("Pakolaisäitien"),
        make_match("Äitien", "title"),
    )
    card = card_html(hit, make_question(), "fi")
    assert '<p class="passage" lang="fi">Toimintaa <mark>kotiäideille</mark>. …</p>' in card
    assert "<mark>Pakolaisäitien</mark> ryhmä kokoontuu" in card
    assert "<mark>Äitien</mark> ryhmä -hanke" in card


def test_overlapping_and_impossible_places() -> None:
    overlapping = [
        make_match("", start=0, end=9),
        make_match("", start=3, end=12),
        make_match("", start=12, end=14),
        make_match("", start=20, end=20),
        make_match("", in_text="title", start=0, end=3),
    ]
    assert spans_in(overlapping, "description") == [(0, 14)]
    assert marked("abcdef", [(1, 3), (2, 4), (5, 99)]) == (
        "a<mark>bc</mark><mark>d</mark>e<mark>f</mark>"
    )
    assert marked("abcdef", [(0, 6)], 2, 4) == "<mark>cd</mark>"
    assert marked("a<b>&", [(1, 3)]) == "a<mark>&lt;b</mark>&gt;&amp;"
    assert marked("", [(0, 5)]) == ""


def test_why_gives_each_way_with_its_place_and_source() -> None:
    matches = (
        make_match("kotiäideille"),
        make_match("Pakolaisäitien"),
        make_match("Äitien", "title", way=("mothers", "emo", "äiti"), source="freedict-eng-fin"),
    )
    read = Reader(card_html(make_hit(None, *matches), make_question(), "en"))
    assert "kotiäideille, Pakolaisäitien" in read.text
    assert "(in the description 2 times; glossary of the field)" in read.text
    assert "(in the name; dictionary freedict-eng-fin)" in read.text
    assert "Match by words 64%, by meaning 100%" in read.text


def test_why_names_the_words_that_were_not_found() -> None:
    other = Term("groups", 0, 6, (Alternative("ryhmä", "glossary", 1.0),))
    question = make_question()
    question = replace(question, terms=(*question.terms, other))
    found = Reader(card_html(make_hit(None, make_match("kotiäideille")), question, "en"))
    assert "Not found in this project:groups" in found.text
    none = Reader(card_html(make_hit(), question, "en"))
    assert "No word of the question matched" in none.text
    assert "Not found in this project" not in none.text


@pytest.mark.parametrize("language", TEXTS)
def test_results_count_explain_and_list_in_order(language: str) -> None:
    hits = (make_hit(), make_hit(make_project(id="toinen"), rank=2))
    page = shown(make_result(*hits), language)
    read = Reader(page)
    assert page.startswith('<p class="status count" role="status">2 ')
    assert read.tags.count("article") == 2
    assert page.index("hanke-aitien-ryhma") < page.index("hanke-toinen")
    assert '<ol class="cards" role="list"><li><article' in page


def test_what_was_understood_is_shown() -> None:
    unknown = Term("zorgblat", 19, 27, (Alternative("zorgblat", "written", 1.0),), translated=False)
    question = make_question("groups for mothers zorgblat", confidence=0.4)
    question = replace(question, terms=(*question.terms, unknown))
    read = Reader(shown(make_result(make_hit(), question=question), "fi"))
    assert "kysymyksen kieli on kai englanti" in read.text
    assert "äiti, emo" in read.text
    assert "Ei sanakirjoissa, haettu sellaisenaan:zorgblat" in read.text
    assert "Sanahaussa sivuutettu:groupsfor" in read.text


def test_a_correction_is_said_and_shown_with_what_it_is_called() -> None:
    children = Term("children", 11, 19, (Alternative("lapsi", "glossary", 1.0),))
    ways = (
        Alternative("childern", "written", 1.0),
        Alternative("children", "spelling", 0.8, terms=(children,)),
    )
    question = make_question("groups for childern", terms=(Term("childern", 11, 19, ways),))
    match = make_match(
        "äiti", question="childern", way=("childern", "children", "lapsi"), source="glossary"
    )
    page = shown(make_result(make_hit(None, match), question=question), "fi")
    read = Reader(page)
    assert "Tulkittu kirjoitusvirheeksi:childern → , children" in read.text
    assert "Haettu sanoilla:childern → , children → , lapsi" in read.text
    assert '<span lang="en">children</span>' in page


def test_a_pasted_plan_is_shown_in_short() -> None:
    words = " ".join(f"sana{number}" for number in range(200))
    at, terms = 0, []
    for word in words.split():
        terms.append(Term(word, at, at + len(word), (Alternative(word, "written", 1.0),)))
        at += len(word) + 1
    question = make_question(words, language="fi", terms=tuple(terms))
    read = Reader(shown(make_result(make_hit(), question=question), "fi"))
    assert "sana11" in read.text
    assert "sana12" not in read.text
    assert "ja 188 muuta" in read.text


def test_no_match_is_said_and_the_nearest_are_folded_away() -> None:
    page = shown(make_result(make_hit(), no_match=True), "fi")
    read = Reader(page)
    assert 'role="status">Kysymykseen sopivaa hanketta ei löytynyt.' in page
    assert "Kokoelman 25 hankkeesta" in read.text
    assert page.index('<details class="nearest">') < page.index("<article")
    assert "eivät todennäköisesti vastaa" in read.text


def listed(*hits: Hit, **changes: Any) -> SearchResult:
    """Return what a question gives that has nothing but constraints."""
    question = make_question(language="fi", topic="", terms=(), constraints=(IN_2019, DEAR))
    return make_result(*hits, **{"question": question, "selected": 13, **changes})


def test_constraints_are_buttons_that_take_them_back() -> None:
    page = shown(listed(make_hit(signals={})), "fi")
    assert (
        '<button type="button" class="chip" data-act="drop" data-key="1" '
        'aria-label="Poista rajaus: EU-tuki yli 400\u00a0000\u00a0€">' in page
    )
    assert page.count('class="chip"') == 2
    swedish = shown(listed(make_hit(signals={})), "sv")
    assert 'aria-label="Ta bort avgränsningen: började 2019"' in swedish
    assert 'class="chip"' not in shown(make_result(make_hit()), "fi")


def test_what_only_constraints_chose_is_neither_ranked_nor_said_to_match() -> None:
    page = shown(listed(make_hit(signals={}, confidence=1.0)), "fi")
    assert ">1 hanke (rajauksiin sopii 13, kokoelmassa 25)</p>" in page
    assert "Täyttää rajaukset: alkanut 2019; EU-tuki yli 400\u00a0000\u00a0€." in page
    assert "Kysymyksessä ei ole aihetta" in page
    for misleading in ("paras ensin", "merkityksensä vuoksi", "Osuvuus"):
        assert misleading not in page


def test_a_topic_with_constraints_says_both() -> None:
    question = make_question(constraints=(IN_2019,))
    page = shown(make_result(make_hit(), question=question, selected=6), "en")
    assert ">1 project, best first (6 meet the conditions, 25 in the collection)</p>" in page
    assert "Meets the conditions: started 2019." in page


def test_an_order_that_was_asked_for_is_named() -> None:
    question = make_question(topic="", terms=(), order="largest")
    page = shown(make_result(make_hit(signals={}), question=question), "fi")
    assert ">1 hanke, suurin tuki ensin (kokoelmassa 25)</p>" in page
    assert "Täyttää rajaukset" not in page


def test_projects_with_an_unknown_value_are_counted_and_named() -> None:
    unknown = tuple(make_project(title=f"<b>{number}") for number in range(7))
    page = shown(listed(make_hit(signals={}), unknown=unknown), "fi")
    assert "7 hanketta jäi pois, koska rajauksen tieto puuttuu lähteestä: &lt;b&gt;0, " in page
    assert "&lt;b&gt;4 …</p>" in page
    assert "&lt;b&gt;5" not in page
    assert "jäi pois" not in shown(listed(make_hit(signals={})), "fi")


def test_near_misses_are_offered_as_buttons() -> None:
    missed = (Missed(DEAR, (make_project(),)), Missed(IN_2019, (make_project(),) * 2))
    page = shown(listed(no_match=True, selected=0, near_misses=missed), "fi")
    read = Reader(page)
    assert "Mikään kokoelman 25 hankkeesta ei täytä kaikkia rajauksia." in read.text
    assert "Kokeile toisia sanoja" not in read.text
    assert read.text.index("Ilman rajausta ”EU-tuki yli") < read.text.index(
        "”alkanut 2019”: 2 hank"
    )
    assert 'data-act="drop" data-key="1">Ilman rajausta ”EU-tuki' in page


def test_no_hits_at_all() -> None:
    page = shown(make_result(), "sv")
    assert "Inget projekt som passar frågan hittades." in page
    assert '<details class="nearest"' not in page
    assert "<article" not in page


def test_states_are_one_status_each() -> None:
    for page in (empty_html("fi"), error_html("<b>virhe</b>")):
        assert Reader(page).tags.count("p") >= 1
        assert page.count('role="status"') == 1
    assert Reader(error_html("a")).tags == ["p"]
    assert "&lt;b&gt;virhe" in error_html("<b>virhe</b>")


def test_before_anything_is_asked_all_projects_can_be_looked_at() -> None:
    page = empty_html("en")
    assert 'data-act="browse" data-key="all">Browse all projects</button>' in page
    assert 'data-query=""' in page


def test_a_hit_can_be_picked_and_leads_to_its_page() -> None:
    card = card_html(make_hit(make_project(id="a b/ö")), make_question(), "sv")
    assert '<a href="./hanke/a%20b%2F%C3%B6?lang=sv">' in card
    assert '<input type="checkbox" data-pick="a b/ö">Välj för jämförelse</label>' in card


def test_a_vote_is_asked_for_where_votes_are_kept() -> None:
    voting = replace(make_view("fi"), votes=True)
    page = results_html(make_result(make_hit()), voting)
    assert page.count('class="vote"') == 1
    assert 'data-vote="no" data-project="aitien-ryhma" data-rank="1">Ei sovi</button>' in page
    assert "Sopiiko" not in shown(make_result(make_hit()), "fi")
    # what nothing was asked of fits no question
    listed = make_result(make_hit(), question=make_question("", topic=""))
    assert "Sopiiko" not in results_html(listed, voting)


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("no_match", [True, False])
def test_everything_is_escaped(language: str, no_match: bool) -> None:
    issues = tuple(DataIssue(kind, HOSTILE, HOSTILE, 1) for kind in IssueKind)
    project = make_project(
        id=HOSTILE,
        collection=HOSTILE,
        title=HOSTILE,
        short_name=HOSTILE,
        description=HOSTILE,
        organisation=Organisation(HOSTILE, HOSTILE + "2", None, HOSTILE, HOSTILE, HOSTILE, HOSTILE),
        period=Period(None, None, HOSTILE, HOSTILE),
        grant=Grant(None, HOSTILE),
        objective=Objective(HOSTILE, HOSTILE, HOSTILE),
        links=(HOSTILE,),
        source=SourcePosition(HOSTILE, 1, 2),
        issues=issues,
    )
    way, end = (HOSTILE, HOSTILE + "3"), len(HOSTILE)
    changes = {"question": HOSTILE, "way": way, "source": HOSTILE}
    matches = [
        make_match(HOSTILE, text, start=start, end=end, **changes)
        for text in ("title", "description", "names")
        for start in (0, 4)
    ]
    hit = make_hit(project, *matches, passage=Passage(HOSTILE, 3, end - 3))
    names = (Alternative(HOSTILE + "4", HOSTILE, 1.0),)
    terms = (Term(HOSTILE, 0, 5, names), Term(HOSTILE + "5", 9, 12, names, translated=False))
    constraint = ByOrganisation(names=(HOSTILE,))
    question = make_question(HOSTILE, terms=terms, constraints=(constraint,))
    result = make_result(
        hit,
        question=question,
        no_match=no_match,
        unknown=(project,),
        near_misses=(Missed(constraint, (project,)),),
        facets=tuple(
            Facet(name, (FacetValue(HOSTILE, 3, True), FacetValue(HOSTILE + "6", 2)))
            for name in ("objective", "organisation", "region")
        ),
        matching=0 if no_match else 50,
    )
    filters = Filters(objectives=(HOSTILE,), organisations=(HOSTILE,), regions=(HOSTILE,))
    request = Request(HOSTILE, muted=(HOSTILE, HOSTILE + "7"), filters=filters, first=10)
    typed = (("min", HOSTILE), ("max", HOSTILE), ("running", HOSTILE))
    named = Labels((Objective(HOSTILE, HOSTILE),), None, language)
    views = [
        View(request, named, language, "min", True, typed),
        View(request, named, language, HOSTILE),
    ]
    page = "".join(results_html(result, each) for each in views)
    read = Reader(page)
    assert set(read.tags) <= OURS
    assert {name for name, _ in read.attributes} <= ATTRIBUTES
    for name, value in read.attributes:
        if name == "href":
            assert str(value).startswith("./")
            assert not set(str(value)) & set(" <>\"'")
    assert "alert(1)" in read.text


def test_what_cannot_be_sent_is_left_out() -> None:
    assert escape("a\ud800b\0c\x1b[1md\u202e") == "abc[1md"
    assert escape("rivi\nrivi\tsarake\u00a0väli") == "rivi\nrivi\tsarake\u00a0väli"
    escape("\udfff" * 5).encode("utf-8")
