"""Projects as bad as a source can have them, and an index that answers every request with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

from hankehaku.facade import Hankehaku
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
from hankehaku.search.request import Request
from hankehaku.search.result import Hit, Passage, Question, SearchResult

DAY = date(2026, 11, 24)
BASE = "https://hankkeet.example.fi/haku/"

KIND = Project(
    id="aitien-ryhma",
    collection="testi",
    title="Äitien ryhmä -hanke",
    description="Pakolaisäitien ryhmä kokoontuu viikoittain.",
    organisation=Organisation(
        name="Kauniaisten kaupunki",
        written="Kauniaisten kaupunki",
        type=OrganisationType.MUNICIPALITY,
        municipality="Kauniainen",
        region="Uusimaa",
        name_sv="Grankulla stad",
        name_en="City of Kauniainen",
    ),
    period=Period(date(2017, 2, 1), date(2020, 1, 31), "1.2.2017", "31.1.2020"),
    grant=Grant(258695, "258 695 euroa"),
    objective=Objective("2.2", "Kotoutuminen"),
    source=SourcePosition("sivu.txt", 12, 18),
)

HOSTILE = replace(
    KIND,
    id='../a"b;c&lang=x',
    title='=HYPERLINK("http://paha.example";"osuma")',
    description="<script>alert(1)</script>\x00\x0b\ud800\ufffe &amp; " + "pitkä " * 9_000,
    organisation=Organisation(name="+cmd|' /C calc'!A0", written="＝1＋1\r\n"),
    period=Period(None, date(1850, 1, 1), "1.0.2018", "1.1.1850"),
    grant=Grant(None, ""),
    objective=Objective("@SUM(A1)", "\t-2+3"),
    source=None,
    issues=(DataIssue(IssueKind.IMPOSSIBLE_DATE, "start", "1.0.2018\x07", 187),),
)

QUESTION = Question("äidit", "fi", 1.0, "äidit", ())


def holding(*projects: Project, text: str = "äidit", **changes: Any) -> Hankehaku:
    """Return what looks like an index that finds these projects, whatever is asked."""

    def hit(rank: int, project: Project) -> Hit:
        end = min(len(project.description), 60_000)
        passage = Passage(project.description[:end], 0, end)
        return Hit(rank, project, 1.0, 0.8, {"lexical": 1.0}, passage, ())

    def explore(request: Request) -> SearchResult:
        hits = tuple(hit(rank, each) for rank, each in enumerate(projects, 1))[: request.count]
        question = replace(QUESTION, text=text, topic=text)
        result = SearchResult(question, hits, not hits, 25, 25, matching=len(projects))
        return replace(result, **changes)

    manifest = SimpleNamespace(
        collection={"id": "testi"},
        told=lambda key, _: {"licence": "=Vapaa\x00", "provenance": "Sivu <b>"}[key],
        built="2026-11-24T03:55:52+00:00",
        corpus_hash="0123456789abcdef",
        program="0.1.0",
    )
    made = SimpleNamespace(
        explore=explore,
        everything=lambda _: projects,
        title=lambda _: "Testikokoelma",
        manifest=manifest,
    )
    return cast("Hankehaku", made)
