"""A conversation as HTML: what is said, cited, offered and escaped."""

from __future__ import annotations

from typing import Any

import pytest
from page_builders import DESCRIPTION, IN_2019, make_answer, make_hit, make_match, make_project
from test_cards import HOSTILE, Reader

from hankehaku.assistant.answer import (
    Basis,
    Cell,
    Citation,
    NearMiss,
    Row,
    Sentence,
    Understood,
)
from hankehaku.assistant.state import State
from hankehaku.interfaces.texts import TEXTS, chat_examples, text
from hankehaku.interfaces.web.beside import OTHERS, cards_html
from hankehaku.interfaces.web.comparing import table_html
from hankehaku.interfaces.web.conversation import (
    beside_html,
    log_html,
    problem_html,
    sentence_html,
    turn_html,
)
from hankehaku.interfaces.web.talk import Talk, Turn
from hankehaku.search.constraints import ByOrganisation

QUOTE = "Pakolaisäitien ryhmä kokoontuu viikoittain."
CITED = (
    '<a class="cite" href="#lahde-aitien-ryhma" data-turn="1" '
    'aria-label="[1] Äitien ryhmä -hanke">[1]</a>'
)


def make_turn(number: int = 1, **changes: Any) -> Turn:
    return Turn(number, "Mitä alkoi 2019?", make_answer(**changes))


def make_talk(**changes: Any) -> Talk:
    return Talk((make_turn(**changes),))


def test_an_answer_is_a_list_with_links_to_its_cards() -> None:
    page = turn_html(make_turn(), "fi")
    assert '<span class="unseen">Kysymys: </span>Mitä alkoi 2019?</h3>' in page
    assert '<p class="figure">Kysymykseen sopii 1 hanke:</p>' in page
    item = f'<ul class="points"><li>Äitien ryhmä -hanke – 258 695 € {CITED}</li></ul>'
    assert item in page
    assert 'id="lahde-aitien-ryhma"' in cards_html(make_answer(), "fi")


def test_only_what_a_sentence_cites_is_a_link() -> None:
    sentence = Sentence("Hanke [1][2] ja [9] sekä [x]", Basis.RECORD, (1, 2))
    citations = (Citation(1, "aitien-ryhma"), Citation(2, "muualla"), Citation(9, "aitien-ryhma"))
    html = sentence_html(sentence, make_turn(citations=citations))
    # the second has no card to go to
    assert html == f"Hanke {CITED}[2] ja [9] sekä [x]"


def test_finnish_words_are_said_to_be_finnish_in_other_languages() -> None:
    citation = Citation(1, "aitien-ryhma", QUOTE)
    sentence = Sentence(f"Äitien ryhmä -hanke: “{QUOTE}” [1]", Basis.QUOTE, (1,))
    html = sentence_html(sentence, make_turn(language="en", citations=(citation,)))
    assert html.startswith('<span lang="fi">Äitien ryhmä -hanke</span>: “')
    assert f'“<span lang="fi">{QUOTE}</span>” <a class="cite"' in html
    assert 'lang="fi" aria-label="[1] Äitien' in html
    finnish = sentence_html(sentence, make_turn(citations=(citation,)))
    assert "lang=" not in finnish


def test_a_mark_within_a_quote_is_no_citation() -> None:
    citation = Citation(1, "aitien-ryhma", "katso [1] tästä")
    sentence = Sentence("”katso [1] tästä” [1]", Basis.QUOTE, (1,))
    html = sentence_html(sentence, make_turn(citations=(citation,)))
    assert html == f"”katso [1] tästä” {CITED}"


@pytest.mark.parametrize("language", TEXTS)
def test_an_answer_keeps_its_language_when_the_page_has_another(language: str) -> None:
    page = turn_html(make_turn(language="sv"), language)
    assert ('<div class="said" lang="sv">' in page) == (language != "sv")
    assert ('<span lang="sv">Mitä alkoi' in page) == (language != "sv")


def test_who_wrote_an_answer_is_said() -> None:
    page = turn_html(make_turn(written_by="malli <1>"), "fi")
    assert "Vastauksen on kirjoittanut kielimalli malli &lt;1&gt;." in page
    # prose, not a list
    assert '<p class="record">Äitien ryhmä' in page
    assert "kielimalli" not in turn_html(make_turn(), "fi")


def test_a_constraint_taken_back_stands_in_the_place_of_a_question() -> None:
    turn = Turn(2, "Mitä alkoi 2019?", make_answer(), IN_2019)
    assert "</span>Sama ilman rajausta: alkanut 2019</h3>" in turn_html(turn, "fi")
    assert "The same without the condition: started 2019</h3>" in turn_html(turn, "en")


def test_a_pasted_plan_is_shown_in_short() -> None:
    turn = Turn(1, "sana " * 1000, make_answer())
    assert turn_html(turn, "fi").count("sana") == 120
    assert beside_html(Talk((turn,)), "fi").count("sana") == 24


def test_an_empty_conversation_offers_a_beginning() -> None:
    for language in TEXTS:
        page = log_html(Talk(), language)
        assert [each in page for each in chat_examples(language)] == [True] * 4
        assert f'<p class="begin">{text(language, "chat_intro")}' in page
    assert '<p class="begin" hidden>' in log_html(make_talk(), "fi")


def test_the_log_is_announced_and_what_follows_it_is_outside() -> None:
    page = log_html(make_talk(), "fi")
    log, _, rest = page.partition("</div><section")
    assert 'data-steps="[{&quot;ask&quot;: &quot;Mitä alkoi 2019?&quot;}]"' in log
    assert '<div class="log" role="log" aria-live="polite" aria-label="Keskustelu' in log
    assert "<button" not in log
    assert 'data-act="drop" data-key="0" aria-label="Poista rajaus: alkanut 2019">' in rest
    assert 'data-act="ask" data-key="1">Samanlaisia kuin se</button>' in rest


def test_chips_and_offers_are_those_of_the_last_answer() -> None:
    last = make_turn(2, understood=(), suggestions=("Näytä lisää",), language="sv")
    page = log_html(Talk((make_turn(), last)), "fi")
    assert page.count('class="turn"') == 2
    assert "chip" not in page
    assert page.count('data-act="ask"') == 1
    assert '<ul role="list" lang="sv"><li><button' in page


def test_a_near_miss_is_a_button() -> None:
    other = ByOrganisation(names=("Espoon kaupunki",))
    understood = (Understood("x", other, 3), Understood("alkanut 2019", IN_2019, 4))
    miss = NearMiss(IN_2019, "Ilman ehtoa …", ("a", "b"))
    page = log_html(make_talk(understood=understood, near_miss=miss), "fi")
    assert 'data-act="drop" data-key="4">Ilman rajausta ”alkanut 2019”: 2 hanketta</b' in page
    assert page.count("Ilman rajausta") == 1


def test_a_problem_is_said_in_the_language_of_the_page() -> None:
    assert problem_html(Talk(), "fi") == '<p class="status none" role="status"></p>'
    said = problem_html(Talk(problem="error_too_long"), "en")
    assert said.startswith('<p class="status error" role="status">The question is too long.')
    assert "20,000" in said


# the cards beside


def test_cards_have_the_numbers_that_they_are_cited_by() -> None:
    citations = (Citation(1, "aitien-ryhma"), Citation(4, "aitien-ryhma", QUOTE))
    page = cards_html(make_answer(citations=citations), "fi")
    read = Reader(page)
    assert "[1][4] Äitien ryhmä -hanke" in read.text
    # without a hit there is no why, and what was quoted is what is shown of it
    assert text("fi", "why_heading") not in read.text
    assert f'<p class="passage" lang="fi">… <mark>{QUOTE}</mark></p>' in page


def test_a_ranked_project_tells_why_it_is_there() -> None:
    hit = make_hit(None, make_match("kotiäideille"), rank=3)
    page = cards_html(make_answer(hits=(hit,)), "fi")
    assert "Miksi tämä?" in page
    assert "<mark>kotiäideille</mark>" in page
    assert "3." not in Reader(page).text.split("Äitien")[0]


def test_other_cited_projects_are_folded_away() -> None:
    projects = tuple(make_project(id=f"hanke-{number}", title=f"H{number}") for number in range(60))
    sources = {each.id: each for each in projects}
    citations = tuple(Citation(n, each.id) for n, each in enumerate(projects, 1))
    answer = make_answer(projects=projects[:12], sources=sources, citations=citations)
    page = cards_html(answer, "fi")
    before, _, folded = page.partition('<details class="others">')
    assert before.count("<article") == 10
    assert folded.count("<article") == OTHERS
    assert f"Näytä {OTHERS} muuta mainittua hanketta" in folded
    links = [
        sentence_html(Sentence(f"[{n}]", Basis.RECORD, (n,)), Turn(1, "a", answer))
        for n in (1, 50, 51)
    ]
    assert [each.startswith("<a") for each in links] == [True, True, False]


def test_a_project_without_citation_or_description_has_a_card() -> None:
    project = make_project(description="")
    page = cards_html(make_answer(projects=(project,), citations=(), sources={}), "en")
    link = '<a href="./hanke/aitien-ryhma?lang=en"><span lang="fi">Äitien ryhmä -hanke</span></a>'
    assert f'id="lahde-aitien-ryhma">{link}' in page
    assert text("en", "no_description") in page


@pytest.mark.parametrize("language", TEXTS)
def test_what_stands_beside_tells_which_answer_it_belongs_to(language: str) -> None:
    empty = beside_html(Talk(), language)
    assert text(language, "chat_no_projects") in empty
    assert 'data-turn="0"' in empty
    talk = Talk((make_turn(), make_turn(2, projects=(), citations=())))
    assert text(language, "chat_no_projects") in beside_html(talk, language)
    earlier = beside_html(Talk(talk.turns, beside=1), language)
    assert 'data-turn="1"' in earlier
    assert "Mitä alkoi 2019?" in earlier
    assert "<article" in earlier


# comparison


def compared(**changes: Any) -> Any:
    other = make_project(id="toinen", title="Toinen-hanke")
    rows = (
        Row("target", "Kohderyhmä", (Cell("aitien-ryhma", QUOTE), Cell("toinen", ""))),
        Row(
            "support",
            "EU-tuki",
            (Cell("aitien-ryhma", "1 €", False), Cell("toinen", "1 €", False)),
        ),
    )
    project = make_project()
    fields: dict[str, Any] = {
        "rows": rows,
        "projects": (project, other),
        "sources": {project.id: project, other.id: other},
        "citations": (
            Citation(1, project.id, QUOTE),
            Citation(2, other.id),
            Citation(3, project.id),
        ),
        "sentences": (
            Sentence("Hankkeiden vertailu; lainaukset ovat sanatarkkoja.", Basis.NOTICE),
            Sentence(f"Kohderyhmä: Äitien ryhmä -hanke: ”{QUOTE}” [1]", Basis.QUOTE, (1, 2)),
            Sentence("EU-tuki: Äitien ryhmä -hanke: 1 € [3]", Basis.RECORD, (3, 2)),
        ),
    }
    return make_answer(**{**fields, **changes})


def test_a_comparison_is_a_table_with_headings() -> None:
    page = table_html(compared(), 1)
    read = Reader(page)
    assert read.tags.count("tbody") == 2
    assert page.count('<th scope="col" role="columnheader">') == 3
    assert '<th scope="col" role="columnheader">Toinen-hanke</th>' in page
    assert page.index("Hankkeet eroavat") < page.index("Kohderyhmä") < page.index("Sama kaikissa")
    assert f'<td role="cell"><q>{QUOTE}</q> {CITED}</td>' in page
    assert '<td role="cell" class="missing">ei mainita <a class="cite" href="#lahde-toinen"' in page
    assert '<th scope="row" role="rowheader">EU-tuki</th><td role="cell">1 € <a' in page
    assert QUOTE in DESCRIPTION


def test_a_comparison_in_another_language_quotes_in_finnish() -> None:
    page = table_html(compared(language="en"), 1)
    assert f'<q lang="fi">{QUOTE}</q>' in page
    assert '<th scope="col" role="columnheader"><span lang="fi">Toinen-hanke</span></th>' in page
    assert "The projects differ" in page


def test_the_table_stands_in_the_place_of_the_sentences_of_its_rows() -> None:
    page = turn_html(Turn(1, "vertaa", compared()), "fi")
    assert "sanatarkkoja.</p>" in page
    assert page.count(QUOTE) == 1
    assert "Kohderyhmä: " not in page
    # what a language model made of it is shown as well
    assert turn_html(Turn(1, "vertaa", compared(written_by="m")), "fi").count(QUOTE) == 2


# escaping


@pytest.mark.parametrize("language", TEXTS)
def test_everything_is_escaped(language: str) -> None:
    project = make_project(id=HOSTILE, title=HOSTILE, description=HOSTILE)
    constraint = ByOrganisation(names=(HOSTILE,))
    cells = (Cell(HOSTILE, HOSTILE), Cell(HOSTILE, HOSTILE, False), Cell(HOSTILE, ""))
    answer = make_answer(
        question=HOSTILE,
        language="sv",
        sentences=(
            Sentence(f"{HOSTILE} [1]", Basis.QUOTE, (1,)),
            Sentence(HOSTILE, Basis.NOTICE),
        ),
        state=State(constraints=(constraint,), question=HOSTILE, topic=HOSTILE),
        understood=(Understood(HOSTILE, constraint, 0),),
        near_miss=NearMiss(constraint, HOSTILE, (HOSTILE,)),
        projects=(project,),
        sources={HOSTILE: project},
        citations=(Citation(1, HOSTILE, HOSTILE), Citation(2, HOSTILE)),
        rows=(Row(HOSTILE, HOSTILE, cells),),
        suggestions=(HOSTILE,),
        written_by=HOSTILE,
    )
    talk = Talk((Turn(1, HOSTILE, answer), Turn(2, HOSTILE, answer, constraint)))
    read = Reader(log_html(talk, language) + beside_html(talk, language))
    assert not {"script", "img"} & set(read.tags)
    assert not {name for name, _ in read.attributes} & {"src", "onerror"}
    assert "<script>alert(1)</script>" in read.text
