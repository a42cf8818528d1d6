"""Small results for the tests of the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from hankehaku.assistant.answer import Act, Answer, Basis, Citation, Sentence, Understood
from hankehaku.assistant.state import State
from hankehaku.index.names import Names
from hankehaku.index.store import Manifest
from hankehaku.interfaces.web.filters import Labels
from hankehaku.interfaces.web.results import View, results_html
from hankehaku.language.terms import Alternative, Term
from hankehaku.records import (
    DataIssue,
    Grant,
    IssueKind,
    Objective,
    Organisation,
    OrganisationType,
    Period,
    Project,
    SourcePosition,
)
from hankehaku.search.constraints import Constraint, Time
from hankehaku.search.parsing.parser import Parsed
from hankehaku.search.request import Request
from hankehaku.search.result import Hit, Match, Passage, Question, SearchResult

IN_2019 = Time(event="start", first=date(2019, 1, 1), last=date(2019, 12, 31))
DESCRIPTION = "Toimintaa kotiäideille. Pakolaisäitien ryhmä kokoontuu viikoittain."


def make_project(**changes: Any) -> Project:
    fields: dict[str, Any] = {
        "id": "aitien-ryhma",
        "collection": "testi",
        "title": "Äitien ryhmä -hanke",
        "description": DESCRIPTION,
        "organisation": Organisation(
            name="Kauniaisten kaupunki",
            written="Kauniaisten kaupunki",
            type=OrganisationType.MUNICIPALITY,
            municipality="Kauniainen",
            region="Uusimaa",
            name_sv="Grankulla stad",
            name_en="City of Kauniainen",
        ),
        "period": Period(date(2017, 2, 1), date(2020, 1, 31), "1.2.2017", "31.1.2020"),
        "grant": Grant(258695, "258 695 euroa"),
        "objective": Objective("2.2", "Kotoutuminen"),
        "links": ("Katso hankkeen kotisivut",),
        "source": SourcePosition("sivu.txt", 12, 18),
    }
    return Project(**{**fields, **changes})


def make_match(found: str, in_text: str = "description", **changes: Any) -> Match:
    whole = {"description": DESCRIPTION, "title": "Äitien ryhmä -hanke"}.get(in_text, "")
    start = max(whole.find(found), 0)
    fields: dict[str, Any] = {
        "question": "mothers",
        "way": ("mothers", "äiti"),
        "source": "glossary",
        "found": "äiti",
        "text": in_text,
        "start": start,
        "end": start + len(found),
        "score": 1.0,
    }
    return Match(**{**fields, **changes})


def make_hit(project: Project | None = None, *matches: Match, **changes: Any) -> Hit:
    project = project or make_project()
    description = project.description
    fields: dict[str, Any] = {
        "rank": 1,
        "project": project,
        "score": 1.5,
        "confidence": 0.8,
        "signals": {"lexical": 0.644, "dense": 1.0},
        "passage": Passage(description[:23], 0, min(23, len(description))),
        "matches": matches,
    }
    return Hit(**{**fields, **changes})


def make_question(text: str = "groups for mothers", **changes: Any) -> Question:
    names = (Alternative("äiti", "glossary", 1.0), Alternative("emo", "freedict-eng-fin", 0.8))
    start = text.find("mothers")
    terms = (Term("mothers", start, start + 7, names),) if start >= 0 else ()
    fields: dict[str, Any] = {
        "text": text,
        "language": "en",
        "confidence": 1.0,
        "topic": text,
        "terms": terms,
        "parsed": make_parsed(*changes.get("constraints", ())),
    }
    return Question(**{**fields, **changes})


def make_parsed(*constraints: Constraint) -> Parsed:
    """Return what a question says that makes these constraints."""
    return Parsed("", "en", "", constraints, None, None, 0, (), ())


def make_result(*hits: Hit, **changes: Any) -> SearchResult:
    fields: dict[str, Any] = {
        "question": make_question(),
        "hits": hits,
        "no_match": False,
        "total": 25,
        "selected": 25,
        "matching": len(hits),
    }
    return SearchResult(**{**fields, **changes})


def make_view(language: str, request: Request | None = None, **changes: Any) -> View:
    labels = Labels((Objective("2.2", "Kotoutuminen"),), None, language)
    return View(request or Request("kysymys"), labels, language, **changes)


def shown(result: SearchResult, language: str, request: Request | None = None) -> str:
    """Return a result as HTML, as it is shown for a request."""
    return results_html(result, make_view(language, request))


def make_answer(**changes: Any) -> Answer:
    """Return an answer that lists one project and names a constraint."""
    project = make_project()
    state = State(constraints=(IN_2019,), question="Mitä alkoi 2019?", language="fi")
    fields: dict[str, Any] = {
        "question": state.question,
        "language": "fi",
        "act": Act.FIND,
        "sentences": (
            Sentence("Kysymykseen sopii 1 hanke:", Basis.FIGURE),
            Sentence(f"{project.title} – 258 695 € [1]", Basis.RECORD, (1,)),
        ),
        "state": state,
        "understood": (Understood("alkanut 2019", IN_2019, 0),),
        "projects": (project,),
        "citations": (Citation(1, project.id),),
        "suggestions": ("Kerro ensimmäisestä", "Samanlaisia kuin se"),
        "sources": {project.id: project},
    }
    return Answer(**{**fields, **changes})


class FakeHankehaku:
    """Answers every question with the same result, or fails with an error.

    In a conversation it says `said`, one answer after another.
    """

    def __init__(self, answer: SearchResult | Exception | None = None) -> None:
        self.asked: list[str] = []
        self.requests: list[Request] = []
        self.objectives = (Objective("2.2", "Kotoutuminen"),)
        self.names: Names | None = None
        self.said = [make_answer()]
        self.states: list[State | None] = []
        self.plain = False
        self.reranker: str | None = None
        self._answer = make_result(make_hit()) if answer is None else answer
        self.manifest = Manifest(
            collection={"id": "testi", "title": {"fi": "Testikokoelma", "en": "Test collection"}},
            corpus_hash="",
            fingerprint="",
            analyzer="voikko/1",
            encoder="malli/1",
            model="malli",
            dimensions=3,
            counts={"projects": 25},
            lexicon={"dictionaries": ["freedict-eng-fin"], "imported": [{"name": "yso"}]},
            built="2026-11-24T03:55:52+00:00",
            program="0.1.0",
        )

    def explore(self, request: Request) -> SearchResult:
        assert request.language is None
        self.asked.append(request.text)
        self.requests.append(request)
        if isinstance(self._answer, Exception):
            raise self._answer
        return self._answer

    def answers(
        self,
        question: str,
        state: State | None = None,
        language: str | None = None,
        *,
        plain: bool = False,
    ) -> Iterator[Answer]:
        assert language is None
        self.plain = plain
        self.asked.append(question)
        self.states.append(state)
        if isinstance(self._answer, Exception):
            raise self._answer
        yield from (replace(each, question=question) for each in self.said)

    def drop(self, state: State, key: int, language: str | None = None) -> Answer:
        assert language is None
        if isinstance(self._answer, Exception):
            raise self._answer
        kept = tuple(each for at, each in enumerate(state.constraints) if at != key)
        return make_answer(state=replace(state, constraints=kept))

    def __len__(self) -> int:
        return 25


IMPOSSIBLE = DataIssue(IssueKind.IMPOSSIBLE_DATE, "start", "1.0.2018", 187)
