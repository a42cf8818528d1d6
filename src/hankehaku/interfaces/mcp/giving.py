"""Turns what the core gives into the forms that tools give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from hankehaku.assistant.answer import Answer, Row
from hankehaku.assistant.relations import Relation
from hankehaku.assistant.wording import describe, ordering
from hankehaku.interfaces.mcp import forms
from hankehaku.interfaces.texts import issue_text
from hankehaku.records import Project
from hankehaku.search.result import Facet, Hit, Missed, Question

SHOWN = 20
"""Projects that are named at most where a list could be of any length."""

FILTERS = {
    "objective": "objectives",
    "type": "types",
    "organisation": "organisations",
    "region": "regions",
    "year": "start_years",
    "flaws": "flaws",
}
"""The filter that takes the values of each facet."""


def ref(project: Project) -> forms.ProjectRef:
    """Return a project by name."""
    return forms.ProjectRef(id=project.id, title=project.title)


def found(hit: Hit) -> forms.Found:
    """Return a hit with why it is there."""
    ways = (" → ".join(dict.fromkeys((*each.way, each.found))) for each in hit.matches)
    return forms.Found(
        **_listed(hit.project),
        rank=hit.rank,
        confidence=round(hit.confidence, 3),
        passage=hit.passage.text,
        matches=list(dict.fromkeys(ways)),
    )


def understood(question: Question) -> forms.Understood | None:
    """Return a question as understood, None for an empty one."""
    if not question.text:
        return None
    limit = question.parsed.limit if question.parsed else None
    return forms.Understood(
        language=question.language,
        conditions=[describe(each, question.language) for each in question.constraints],
        order=ordering(question.order, limit, question.language) or None,
        corrections=[f"{e.surface} → {e.corrected}" for e in question.terms if e.corrected],
    )


def missed(near: Iterable[Missed], language: str) -> list[forms.Missed]:
    """Return what single conditions hide."""
    return [
        forms.Missed(
            without=describe(each.constraint, language),
            count=len(each.projects),
            projects=[ref(project) for project in each.projects[:SHOWN]],
        )
        for each in near
    ]


def values(facets: Iterable[Facet]) -> dict[str, list[forms.Value]]:
    """Return the most frequent values of facets, by the filters that take them."""
    return {
        FILTERS[facet.name]: [
            forms.Value(value=each.value, count=each.count) for each in facet.values[:SHOWN]
        ]
        for facet in facets
    }


def rows(compared: Iterable[Row]) -> list[forms.ComparedRow]:
    """Return the rows of a comparison."""
    return [
        forms.ComparedRow(
            aspect=row.heading,
            differs=row.differs,
            cells=[
                forms.Cell(id=each.project, text=each.text, verbatim=each.verbatim)
                for each in row.cells
            ],
        )
        for row in compared
    ]


def answered(answer: Answer, state: str, titles: Mapping[str, str]) -> forms.Answered:
    """Return an answer; `state` goes on from it, `titles` name the projects that it cites."""
    figure = answer.figure
    return forms.Answered(
        answer=answer.text,
        language=answer.language,
        act=answer.act.value,
        conditions=[each.text for each in answer.understood],
        no_match=answer.no_match,
        count=len(answer.projects),
        projects=[ref(each) for each in answer.projects[:SHOWN]],
        figure=forms.Number(
            kind=figure.kind,
            value=figure.value,
            unit=figure.unit,
            computed_from=len(figure.projects),
            unknown=len(figure.unknown),
        )
        if figure
        else None,
        citations=[
            forms.Cited(n=each.n, id=each.id, title=titles[each.id], quote=each.quote)
            for each in answer.citations
        ],
        comparison=rows(answer.rows),
        near_miss=answer.near_miss.text if answer.near_miss else None,
        suggestions=list(answer.suggestions),
        written_by=answer.written_by or None,
        state=state,
    )


def record(project: Project, relations: Sequence[Relation], language: str) -> forms.ProjectRecord:
    """Return all that is known of a project, with flaws in the words of a language."""
    body, source = project.organisation, project.source
    continues = [each for each in relations if each.later.id == project.id]
    continued = [each for each in relations if each.earlier.id == project.id]
    return forms.ProjectRecord(
        **_listed(project),
        collection=project.collection,
        short_name=project.short_name,
        objective_name=project.objective.name,
        organisation_written=body.written,
        organisation_type=body.type,
        municipality=body.municipality,
        region=body.region,
        support_written=project.grant.written,
        description=project.description,
        links=list(project.links),
        source=f"{source.file}:{source.first_line}-{source.last_line}" if source else None,
        flaws=[issue_text(each, language) for each in project.issues],
        continues=[_continuation(each.earlier, each.quote) for each in continues],
        continued_by=[_continuation(each.later, each.quote) for each in continued],
    )


def _listed(project: Project) -> dict[str, Any]:
    return {
        "id": project.id,
        "title": project.title,
        "organisation": project.organisation.name,
        "objective": project.objective.code,
        "start": project.period.start,
        "end": project.period.end,
        "eu_support_eur": project.grant.eu_support_eur,
    }


def _continuation(project: Project, quote: str) -> forms.Continuation:
    return forms.Continuation(id=project.id, title=project.title, quote=quote)
