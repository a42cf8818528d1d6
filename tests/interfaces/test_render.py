"""The published JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from hankehaku.facade import Hankehaku
from hankehaku.interfaces.render import (
    check_json,
    hit_json,
    issue_json,
    match_json,
    project_json,
    search_json,
    term_json,
)
from hankehaku.language.terms import Alternative, Term
from hankehaku.records import (
    DataIssue,
    Grant,
    IssueKind,
    Objective,
    Organisation,
    Period,
    Project,
    SourcePosition,
)
from hankehaku.search.constraints import InPlace, Support
from hankehaku.search.result import Hit, Match, Missed, Passage, Question, Reranked, SearchResult

FLAW = DataIssue(IssueKind.IMPOSSIBLE_DATE, "start", "1.0.2018", 173)
FLAW_JSON = {"kind": "impossible_date", "field": "start", "written": "1.0.2018", "line": 173}
PROJECT = Project(
    "a",
    "c",
    "A",
    description="Kuvaus.",
    organisation=Organisation("Helsingin kaupunki"),
    period=Period(None, date(2018, 12, 31), "1.0.2018", "31.12.2018"),
    grant=Grant(1000, "1 000 €"),
    objective=Objective("2.2", "Kotoutuminen"),
    source=SourcePosition("seed.txt", 170, 175),
    issues=(FLAW,),
)
MATCH = Match("mothers", ("mothers", "äiti"), "glossary", "äiti", "description", 3, 7, 1.23456789)
MATCH_JSON = {
    "question": "mothers",
    "way": ["mothers", "äiti"],
    "source": "glossary",
    "found": "äiti",
    "in": "description",
    "start": 3,
    "end": 7,
    "score": 1.234568,
}
HIT = Hit(1, PROJECT, 1.00000049, 0.1234567, {"raw": 0.3333333}, Passage("Kuvaus.", 0, 7), (MATCH,))


def test_term() -> None:
    inner = Term("b", 0, 1, (), translated=False)
    term = Term(
        "a", 0, 1, (Alternative("x", "synonym", 0.6), Alternative("y", "parts", 1.0, (), (inner,)))
    )
    assert term_json(term) == {
        "text": "a",
        "translated": True,
        "finnish": [
            {"text": "x", "source": "synonym", "trust": 0.6},
            {
                "text": "y",
                "source": "parts",
                "trust": 1.0,
                "terms": [{"text": "b", "translated": False, "finnish": []}],
            },
        ],
    }


def test_match_and_issue() -> None:
    assert match_json(MATCH) == MATCH_JSON
    assert issue_json(FLAW) == FLAW_JSON


def test_hit() -> None:
    assert hit_json(HIT) == {
        "rank": 1,
        "id": "a",
        "title": "A",
        "organisation": "Helsingin kaupunki",
        "start": None,
        "end": "2018-12-31",
        "eu_support_eur": 1000,
        "objective": "2.2",
        "score": 1.0,
        "confidence": 0.123457,
        "signals": {"raw": 0.333333},
        "passage": "Kuvaus.",
        "matches": [MATCH_JSON],
        "reranked": None,
        "issues": [FLAW_JSON],
    }


def test_a_reranked_hit_tells_its_place_before() -> None:
    shown = hit_json(replace(HIT, reranked=Reranked("judge", 4, -2.5)))
    assert shown["reranked"] == {"by": "judge", "before": 4}


def test_search() -> None:
    question = Question("q", "fi", 0.9, "topic", (Term("q", 0, 1, ()),))
    assert search_json(SearchResult(question, (HIT,), True, 25)) == {
        "question": {
            "text": "q",
            "language": "fi",
            "topic": "topic",
            "terms": [{"text": "q", "translated": True, "finnish": []}],
            "corrections": [],
        },
        "understood": [],
        "order": None,
        "selected": 0,
        "left_out_unknown": [],
        "near_misses": [],
        "no_match": True,
        "hits": [hit_json(HIT)],
    }


def test_constraints_of_a_search() -> None:
    small, places = Support(4, 9, high=1000, under=True), InPlace(10, 20, name="Oulu")
    question = Question("q", "en", 0.9, "", (), (small, places), "largest")
    missed = (Missed(places, (PROJECT,)),)
    shown = search_json(SearchResult(question, (), True, 25, 0, (PROJECT,), missed))
    assert [each["text"] for each in shown["understood"]] == [
        "EU support under €1,000",
        "place: Oulu (seat of the organisation or named in the text)",
    ]
    assert shown["understood"][0]["high"] == 1000
    assert (shown["order"], shown["left_out_unknown"]) == ("largest", ["a"])
    assert shown["near_misses"][0]["drop"]["name"] == "Oulu"
    assert shown["near_misses"][0]["projects"] == ["a"]


def test_corrections_are_listed() -> None:
    right = Alternative("children", "spelling", 0.8, terms=(Term("children", 0, 8, ()),))
    question = Question("childern", "en", 1.0, "childern", (Term("childern", 0, 8, (right,)),))
    shown = search_json(SearchResult(question, (), True, 25))["question"]
    assert shown["corrections"] == [{"written": "childern", "corrected": "children"}]


def test_project() -> None:
    shown = project_json(PROJECT)
    wanted = {
        "id": "a",
        "organisation": "Helsingin kaupunki",
        "start": None,
        "end": "2018-12-31",
        "start_written": "1.0.2018",
        "eu_support_eur": 1000,
        "eu_support_written": "1 000 €",
        "objective": "2.2",
        "objective_name": "Kotoutuminen",
        "description": "Kuvaus.",
        "issues": [FLAW_JSON],
    }
    assert {name: shown[name] for name in wanted} == wanted
    assert shown["organisation_details"]["name"] == "Helsingin kaupunki"
    assert not {"period", "grant"} & set(shown)


def test_check() -> None:
    place = {"collection": "c", "id": "a", "title": "A", "file": "seed.txt"}
    assert check_json("c", PROJECT, FLAW) == {**place, **FLAW_JSON}
    nowhere = {"collection": "c", "id": None, "title": None, "file": None}
    assert check_json("c", None, FLAW) == {**nowhere, **FLAW_JSON}


def test_everything_is_json(hankehaku: Hankehaku) -> None:
    result = search_json(hankehaku.search("projekt för flyktingmammor", 25))
    assert json.loads(json.dumps(result, allow_nan=False)) == result
    projects = [project_json(project) for project in hankehaku]
    assert json.loads(json.dumps(projects, allow_nan=False)) == projects
