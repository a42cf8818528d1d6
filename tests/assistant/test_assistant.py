"""The assistant on the seed: each act, with every sentence traced to what it cites."""

from __future__ import annotations

import pytest

from hankehaku.assistant.answer import Act, Answer, Basis
from hankehaku.assistant.state import State
from hankehaku.errors import QuestionError, UsageError
from hankehaku.facade import Hankehaku
from tracing import untraced

TAMK = [
    "mateas",
    "vertaisohjattu-valmennusmalli-maahanmuuttajille",
    "kotoa-kotiin-ja-yhteiskuntaan",
]
RIO2 = "rio-2-kiertava-maahanmuuton-asiantuntija"


def ask(hankehaku: Hankehaku, text: str, state: State | None = None) -> Answer:
    answer = hankehaku.ask(text, state)
    assert untraced(answer, {each.id: each for each in hankehaku}) == []
    return answer


def ids(answer: Answer) -> list[str]:
    return [each.id for each in answer.projects]


def test_constraints_are_applied_exactly_and_said(hankehaku: Hankehaku) -> None:
    answer = ask(hankehaku, "Tampereen ammattikorkeakoulun hankkeet")
    assert ids(answer) == TAMK
    assert [each.text for each in answer.understood] == ["toteuttaja: Tampereen ammattikorkeakoulu"]
    assert answer.sentences[1].text == (
        "MATEAS-hanke – Tampereen ammattikorkeakoulu, 1.2.2017 – 31.1.2020, 270\u00a0000\u00a0€ [1]"
    )


def test_projects_whose_record_cannot_tell_are_left_out_and_named(hankehaku: Hankehaku) -> None:
    answer = ask(hankehaku, "Migrin hankkeet jotka alkoivat vuonna 2018")
    assert ids(answer) == ["misec"]
    left_out = [each for each in answer.sentences if "ERSUS-hanke" in each.text]
    assert left_out[0].text.startswith("1 hanke jäi pois, koska tieto puuttuu lähteestä")


def test_a_place_tells_seats_from_mentions(hankehaku: Hankehaku) -> None:
    answer = ask(hankehaku, "hankkeet Tampereella")
    assert set(ids(answer)) == set(TAMK)
    answer = ask(hankehaku, "projects in Päijät-Häme")
    assert set(ids(answer)) == {"orimattilan-kaupungin-kotouttamishanke", "kotoa-kotiin"}


@pytest.mark.parametrize(
    ("text", "act", "value", "unit", "rows"),
    [
        ("Paljonko Migrin hankkeet saivat yhteensä?", Act.SUM, 1_107_191, "eur", 4),
        ("How many projects ended in 2021?", Act.COUNT, 4, "projects", 4),
        ("Vad är medianen för yrkeshögskolornas stöd?", Act.MEDIAN, 270_000, "eur", 5),
        ("Mikä on suurin tuki?", Act.LARGEST, 629_996, "eur", 25),
        ("Kuinka moni kunta on saanut tukea?", Act.COUNT, 9, "organisations", 9),
        (
            "What is the range of support for municipalities' projects?",
            Act.SPREAD,
            486_557,
            "eur",
            9,
        ),
    ],
)
def test_figures(
    hankehaku: Hankehaku, text: str, act: Act, value: float, unit: str, rows: int
) -> None:
    answer = ask(hankehaku, text)
    assert answer.act == act
    assert answer.figure is not None
    assert (answer.figure.value, answer.figure.unit) == (value, unit)
    assert len(answer.figure.projects) == rows


def test_money_is_written_as_the_language_writes_it(hankehaku: Hankehaku) -> None:
    for text, written in (
        ("Migrin hankkeiden tuki yhteensä", "1\u00a0107\u00a0191\u00a0€"),
        ("How much did Migri's projects get in total?", "€1,107,191"),
        ("Hur mycket fick Migrationsverkets projekt sammanlagt?", "1\u00a0107\u00a0191\u00a0€"),
    ):
        assert written in ask(hankehaku, text).text


def test_the_set_of_a_topic_is_listed_with_its_border(hankehaku: Hankehaku) -> None:
    answer = ask(hankehaku, "how much did the projects for women get in all")
    assert set(ids(answer)) == {"kotoa-kotiin", "kotoa-kotiin-ja-yhteiskuntaan"}
    assert answer.figure is not None
    assert answer.figure.value == 378_890 + 170_560
    answer = ask(hankehaku, "ketkä ovat tehneet mielenterveystyötä?")
    assert "youme" in ids(answer)
    assert {"kotoa-kotiin"} & ({*answer.border} | {*ids(answer)})


def test_nothing_left_names_what_to_drop_and_what_then_appears(hankehaku: Hankehaku) -> None:
    answer = ask(hankehaku, "kuntien hankkeet jotka alkoivat vuonna 2016")
    assert (answer.no_match, ids(answer)) == (True, [])
    assert answer.near_miss is not None
    assert answer.near_miss.drop.kind in {"time", "type"}
    assert answer.near_miss.projects
    assert "Ilman ehtoa" in answer.text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Kelan hankkeet", "Kokoelmassa ei ole hankkeita toteuttajalta Kansaneläkelaitos."),
        ("Rovaniemen hankkeet", "Kokoelmassa ei ole hankkeita paikasta Rovaniemi."),
        ("projects under objective 2.1", "The collection has no projects under objective 2.1."),
        ("kerro Kaneli-hankkeesta", "Kokoelmassa ei ole hanketta nimeltä Kaneli."),
    ],
)
def test_what_no_record_has_is_said(hankehaku: Hankehaku, text: str, said: str) -> None:
    answer = ask(hankehaku, text)
    assert answer.no_match
    assert answer.sentences[0].text == said


def test_the_nearest_place_is_the_nearest_on_the_map(hankehaku: Hankehaku) -> None:
    answer = ask(hankehaku, "Oulun hankkeet")
    assert answer.near_miss is not None
    assert answer.near_miss.projects[0] == "loyda-kotisi-uudestaan-pohjois-pohjanmaalta"


def test_one_project(hankehaku: Hankehaku) -> None:
    answer = ask(hankehaku, "kerro Jane-hankkeesta")
    assert (answer.act, ids(answer)) == (Act.TELL, ["jane-jalkautuva-neuvonta"])
    quotes = [each for each in answer.sentences if each.basis is Basis.QUOTE]
    assert quotes
    state = answer.state
    assert "Helsingfors stad" in ask(hankehaku, "vem genomförde det?", state).text
    assert "1.3.2018 – 29.2.2020" in ask(hankehaku, "milloin se päättyi?", state).text
    assert "Polli ry" in ask(hankehaku, "ketkä olivat sen kumppanit?", state).text


def test_flaws_of_the_source_are_told(hankehaku: Hankehaku) -> None:
    assert "”1.0.2018”" in ask(hankehaku, "kerro ERSUS-hankkeesta").text
    assert "“30.9.2012”" in ask(hankehaku, "tell me about Kotoa kotiin -hanke").text


def test_successors_and_predecessors(hankehaku: Hankehaku) -> None:
    answer = ask(hankehaku, "onko RIO-hankkeelle jatkoa?")
    assert (answer.act, ids(answer)) == (Act.SUCCESSORS, [RIO2])
    answer = ask(hankehaku, "what came before RIO 2?")
    assert (answer.act, ids(answer)) == (Act.PREDECESSORS, ["rio"])
    answer = ask(hankehaku, "onko Janelle jatkoa?", ask(hankehaku, "kerro Jane-hankkeesta").state)
    assert ids(answer) == []
    assert "ei ole hankkeelle" in answer.text


def test_a_comparison_quotes_both(hankehaku: Hankehaku) -> None:
    answer = ask(hankehaku, "compare RIO and RIO 2")
    assert set(ids(answer)) == {"rio", RIO2}
    rows = {row.aspect: row for row in answer.rows}
    assert set(rows) == {
        *("organisation", "place", "period", "support", "month", "objective"),
        *("target", "methods", "partners", "results"),
    }
    assert [cell.text for cell in rows["support"].cells] == ["€304,887", "€112,623"]
    assert [cell.text for cell in rows["month"].cells] == ["€8,475 a month", "€6,255 a month"]
    descriptions = {each.id: each.description for each in hankehaku}
    for row in rows.values():
        for cell in row.cells:
            if cell.verbatim:
                assert cell.text in descriptions[cell.project]
    differing = [row.differs for row in answer.rows]
    assert differing == sorted(differing, reverse=True)


def test_similar_to_one_and_to_a_plan(hankehaku: Hankehaku) -> None:
    answer = ask(hankehaku, "samanlaisia hankkeita kuin YOUME")
    assert answer.act == Act.SIMILAR
    assert "youme" not in ids(answer)
    plan = (
        "Suunnittelemme hanketta, jossa pakolaistaustaisille perheille ja nuorille opetetaan "
        "asumisen taitoja: asunnon hakeminen, vuokralaisen oikeudet ja velvollisuudet, kodinhoito "
        "ja taloudenhallinta. Valmennus on osin yksilöllistä ja osin ryhmämuotoista, ja se tehdään "
        "yhdessä vuokranantajien kanssa. Osallistujat harjoittelevat harjoitteluasunnoissa, ja "
        "tavoitteena on, että mahdollisimman moni löytää pysyvän kodin eikä häiriöitä synny. "
    )
    answer = ask(hankehaku, plan * 3)
    assert (answer.act, ids(answer)[0]) == (Act.SIMILAR, "kotona-kaupungissa")
    assert ask(hankehaku, (plan * 60)[:20_000]).projects
    with pytest.raises(QuestionError):
        hankehaku.ask("a" * 20_001)


def test_a_plan_may_end_with_a_question(hankehaku: Hankehaku) -> None:
    plan = (
        "Hankkeemme alkaa Oulussa 1.1.2024 ja maksaa 350 000 euroa. Opetamme pakolaistaustaisille "
        "perheille asumisen taitoja: asunnon hakemista, vuokralaisen oikeuksia ja kodinhoitoa. "
    )
    answer = ask(hankehaku, f"{plan * 4}Mitkä hankkeet ovat tätä lähinnä?")
    assert (answer.act, answer.understood) == (Act.SIMILAR, ())
    assert "kotona-kaupungissa" in ids(answer)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Mitä TUKENA-hankkeessa tehtiin?", "traumatietoista"),
        ("What did the Jane project do?", "palveluohjauksen"),
    ],
)
def test_what_was_done_is_told_by_the_description(
    hankehaku: Hankehaku, text: str, said: str
) -> None:
    answer = ask(hankehaku, text)
    assert answer.act == Act.TELL
    assert said in answer.text


def test_which_of_two_is_told(hankehaku: Hankehaku) -> None:
    state = ask(hankehaku, "Vertaa RIO ja RIO 2").state
    answer = ask(hankehaku, "kumpi sai enemmän rahaa?", state)
    assert ids(answer) == ["rio"]
    assert ids(ask(hankehaku, "kumpi kesti pidempään?", answer.state)) == ["rio"]


def test_figures_by_group_are_said_not_to_be_computed(hankehaku: Hankehaku) -> None:
    for text in (
        "Kuinka monta hanketta kullakin toteuttajatyypillä on?",
        "mikä osuus tuesta meni Uudellemaalle?",
        "Mikä toteuttaja sai eniten tukea yhteensä?",
    ):
        answer = ask(hankehaku, text)
        assert (answer.act, answer.figure, ids(answer)) == (Act.HELP, None, [])


def test_a_conversation_can_begin_afresh(hankehaku: Hankehaku) -> None:
    state = ask(hankehaku, "Migrin hankkeet").state
    assert ask(hankehaku, "aloita alusta", state).state.constraints == ()


def test_the_collection_help_and_small_talk(hankehaku: Hankehaku) -> None:
    answer = ask(hankehaku, "mitä kokoelmassa on?")
    assert answer.act == Act.COLLECTION
    assert "25 hanketta" in answer.text
    assert "7\u00a0241\u00a0347\u00a0€" in answer.text
    for text, act in (
        ("hej", Act.SMALLTALK),
        ("kiitos!", Act.SMALLTALK),
        ("who are you?", Act.SMALLTALK),
        ("apua", Act.HELP),
        ("what can I ask?", Act.HELP),
    ):
        answer = ask(hankehaku, text)
        assert (answer.act, ids(answer)) == (act, [])


@pytest.mark.parametrize(
    "text", ["Kuinka nopeasti gepardi juoksee?", "what is the capital of Peru"]
)
def test_out_of_scope_is_told_politely(hankehaku: Hankehaku, text: str) -> None:
    answer = ask(hankehaku, text)
    assert answer.no_match
    assert len(answer.sentences) == 2


def test_a_reader_of_another_language_gets_a_gloss(hankehaku: Hankehaku) -> None:
    answer = ask(hankehaku, "projects for refugee mothers")
    assert answer.language == "en"
    assert answer.sentences[1].text == "Searched in Finnish: refugee = pakolainen, mothers = äiti."


def test_a_constraint_can_be_taken_back(hankehaku: Hankehaku) -> None:
    answer = ask(hankehaku, "Migrin hankkeet joiden tuki on yli 200 000 euroa")
    assert set(ids(answer)) == {"rio", "misec"}
    fewer = hankehaku.drop(answer.state, 0)
    assert fewer.state.constraints == answer.state.constraints[1:]
    assert len(fewer.projects) == 18
    with pytest.raises(UsageError):
        hankehaku.drop(answer.state, 2)


def test_the_language_can_be_chosen(hankehaku: Hankehaku) -> None:
    answer = hankehaku.ask("MATEAS", language="sv")
    assert answer.language == "sv"
    assert "genomförare" in answer.text
