"""Whole questions: the topic that is left, constraints, order and number; and what is none."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from hankehaku.search.constraints import Constraint
from hankehaku.search.parsing.parser import QuestionParser

ASKED: list[tuple[str, str, str, list[dict[str, Any]]]] = [
    (
        "fi",
        "Vuonna 2019 alkaneet maahanmuuttajanaisille suunnatut hankkeet",
        "maahanmuuttajanaisille",
        [{"kind": "time", "event": "start", "first": "2019-01-01", "last": "2019-12-31"}],
    ),
    ("fi", "yli 400 000 euroa saaneet hankkeet", "", [{"low": 400_000, "over": True}]),
    ("fi", "vähintään 400\u202f000 €", "", [{"low": 400_000, "over": False}]),
    ("en", "projects with at least 0.4 million euros", "", [{"low": 400_000, "over": False}]),
    ("fi", "alle 150 000", "", [{"high": 150_000, "under": True}]),
    ("sv", "projekt som fick högst 150 000 euro", "", [{"high": 150_000, "under": False}]),
    ("en", "projects between €100,000 and €200,000", "", [{"low": 100_000, "high": 200_000}]),
    ("fi", "100–200 000 euron hankkeet", "", [{"low": 100_000, "high": 200_000}]),
    ("fi", "puoli miljoonaa euroa ylittävät hankkeet", "", [{"low": 500_000, "over": True}]),
    ("fi", "kuntien hankkeet", "", [{"types": ["municipality"], "town": False}]),
    ("fi", "kaupunkien hankkeet", "", [{"types": ["municipality"], "town": True}]),
    ("sv", "kommunprojekt", "", [{"types": ["municipality"], "town": False}]),
    ("en", "projects run by NGOs", "", [{"types": ["ngo"]}]),
    ("fi", "tavoite 2.3", "", [{"code": "2.3"}]),
    ("sv", "projekt under mål 2.2", "", [{"code": "2.2"}]),
    ("sv", "över ett år långa projekt", "", [{"relation": "over", "months": 12}]),
    ("fi", "kolmivuotiset hankkeet", "", [{"relation": "exactly", "months": 36}]),
    ("en", "projects lasting at least 18 months", "", [{"relation": "at_least", "months": 18}]),
    ("fi", "muut kuin Migrin hankkeet", "", [{"kind": "organisation", "negated": True}]),
    (
        "en",
        "housing projects in Tampere that ended after 2019",
        "housing",
        [{"kind": "place", "name": "Tampere"}, {"event": "end", "first": "2020-01-01"}],
    ),
]


@pytest.mark.parametrize(("language", "text", "topic", "constraints"), ASKED)
def test_what_is_asked(
    parser: QuestionParser,
    language: str,
    text: str,
    topic: str,
    constraints: list[dict[str, Any]],
) -> None:
    found = parser.parse(text, language)
    assert found.topic == topic
    made = [each.to_dict() for each in found.constraints]
    assert len(made) == len(constraints), made
    for each, expected in zip(made, constraints, strict=True):
        assert {key: each[key] for key in expected} == expected


NONE = [
    ("fi", "yhteistyö Migrin kanssa"),
    ("fi", "kuntien ja järjestöjen yhteistyö"),
    ("fi", "Miten kunnat ja järjestöt tekevät yhteistyötä?"),
    ("fi", "vuonna 2015 saapuneet turvapaikanhakijat"),
    ("fi", "yli 65-vuotiaat maahanmuuttajat"),
    ("fi", "alle 20 000 asukkaan kunnat"),
    ("fi", "alle 1 000 eurolla kuussa elävät perheet"),
    ("fi", "koulutusta ELY-keskusten työntekijöille"),
    ("fi", "hankkeet kunnille"),
    ("fi", "kurssi kestää 6 kuukautta"),
    ("fi", "hankkeet joiden kumppanina on 5 järjestöä"),
    ("sv", "kurser för personer under 18 år"),
    ("sv", "minst två gånger i veckan"),
    ("en", "the 2015 refugee crisis"),
    ("en", "asylum seekers who came in 2015"),
    ("en", "support for the largest families"),
    ("en", "cooperation between municipalities and associations"),
]


@pytest.mark.parametrize(("language", "text"), NONE)
def test_no_constraint_is_invented(parser: QuestionParser, language: str, text: str) -> None:
    found = parser.parse(text, language)
    assert found.constraints == ()
    assert found.order is None
    assert not found.cued


@pytest.mark.parametrize(
    ("language", "text", "order", "limit"),
    [
        ("fi", "kolme suurinta hanketta", "largest", 3),
        ("sv", "de tre minsta projekten", "smallest", 3),
        ("en", "the 5 newest projects", "newest", 5),
        ("fi", "pisimmät hankkeet", "longest", None),
        ("en", "top 4 projects", "largest", 4),
        ("fi", "vanhin hanke", "oldest", None),
    ],
)
def test_order_and_number(
    parser: QuestionParser, language: str, text: str, order: str, limit: int | None
) -> None:
    found = parser.parse(text, language)
    assert (found.order, found.limit, found.constraints) == (order, limit, ())


@pytest.mark.parametrize(
    ("language", "text", "negated"),
    [
        ("fi", "hankkeet ilman Helsinkiä", [True]),
        ("sv", "projekt utan Helsingfors", [True]),
        ("en", "projects without Tampere", [True]),
        ("fi", "hankkeet jotka eivät saaneet yli 300 000 euroa", [True]),
        ("fi", "hankkeet jotka eivät alkaneet vuonna 2018", [True]),
        ("fi", "kuntien hankkeet lukuun ottamatta Helsinkiä", [False, True]),
        ("fi", "Helsinkiä lukuun ottamatta kaikki kuntien hankkeet", [True, False]),
        ("fi", "hankkeet, joita ei toteuta kunta eikä ammattikorkeakoulu", [True, True]),
        ("en", "projects that were not run by a municipality and ended in 2019", [True, False]),
        ("sv", "projekt som varken drivs av Migrationsverket eller av THL", [True]),
    ],
)
def test_what_is_denied_is_not_asked_for(
    parser: QuestionParser, language: str, text: str, negated: list[bool]
) -> None:
    assert [each.negated for each in parser.parse(text, language).constraints] == negated


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("fi", "hankkeet Espoossa ja Vantaalla", ["Espoo", "Vantaa"]),
        ("fi", "Helsinki Espoo Vantaa", ["Helsinki", "Espoo", "Vantaa"]),
        ("en", "projects in Lahti or in Turku", ["Lahti", "Turku"]),
    ],
)
def test_places_on_a_list_are_alternatives(
    parser: QuestionParser, language: str, text: str, names: list[str]
) -> None:
    (found,) = (each.to_dict() for each in parser.parse(text, language).constraints)
    assert found["kind"] == "either"
    assert [each["name"] for each in found["options"]] == names


def test_a_place_in_another_is_asked_for_with_it(parser: QuestionParser) -> None:
    found = parser.parse("hankkeet Hervannassa, Tampereella", "fi").constraints
    assert [each.kind for each in found] == ["place", "place"]


def test_a_message_is_read_without_its_closing(parser: QuestionParser) -> None:
    text = "Hei! Tarvitsisin luettelon Migrin hankkeista. Terveisin kotoutumiskoordinaattori"
    found = parser.parse(text, "fi")
    assert (found.topic, [each.kind for each in found.constraints]) == ("", ["organisation"])


def test_a_plan_is_not_read_for_constraints(parser: QuestionParser) -> None:
    plan = "Hanke alkaa 1.1.2024 Oulussa, ja sen budjetti on 350 000 euroa. " * 40
    found = parser.parse(plan, "fi")
    assert (found.topic, found.constraints) == (plan, ())


def test_places_of_constraints_are_those_of_the_text(parser: QuestionParser) -> None:
    text = "Migrin yli 200 000 euron hankkeet, jotka päättyivät 2019"
    places = {
        each.kind: text[each.start : each.end] for each in parser.parse(text, "fi").constraints
    }
    assert places == {
        "organisation": "Migrin",
        "support": "yli 200 000 euron",
        "time": "päättyivät 2019",
    }


def test_kinds_of_a_question_do_not_overlap(parser: QuestionParser) -> None:
    found: tuple[Constraint, ...] = parser.parse(
        "hankkeet Hervannassa, Tampereella 2019", "fi"
    ).constraints
    ends = [(each.start, each.end) for each in found]
    assert ends == sorted(ends)
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(ends))
