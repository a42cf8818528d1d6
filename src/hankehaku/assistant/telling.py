"""Answers about single projects: what one is, what of it was asked, what it continues."""

from __future__ import annotations

from collections.abc import Sequence

from hankehaku.assistant.answer import Basis, Row
from hankehaku.assistant.aspects import TEXTUAL, Aspects
from hankehaku.assistant.draft import Draft
from hankehaku.assistant.figures import DAYS, EUR_A_MONTH, value_of
from hankehaku.assistant.relations import Relation
from hankehaku.assistant.texts import say
from hankehaku.assistant.wording import name_of, period_of, support_of, value_text
from hankehaku.index.passages import sentences
from hankehaku.records import IssueKind, Project

_SENTENCES = 3
_FLAWS = (IssueKind.IMPOSSIBLE_DATE, IssueKind.END_BEFORE_START)


def tell(draft: Draft, project: Project, attribute: str, aspects: Aspects) -> None:
    """Tell what is asked of a project, or, with no attribute, what it is."""
    if attribute in TEXTUAL:
        if quote := aspects.quote(project, attribute):
            draft.quote(project, quote)
        else:
            aspect = say(draft.language, f"aspect_{attribute}")
            _record(draft, project, "tell_aspect_missing", aspect=aspect)
        return
    if attribute:
        _attribute(draft, project, attribute)
        if attribute == "when":
            _flaws(draft, project)
        return
    language = draft.language
    _record(
        draft,
        project,
        "tell_line",
        organisation=name_of(project.organisation, language),
        period=period_of(project, language),
        support=support_of(project, language),
        objective=_objective(project, language),
    )
    _flaws(draft, project)
    spans = sentences(project.description)[:_SENTENCES]
    for start, end in spans:
        if quote := project.description[start:end].strip():
            draft.quote(project, quote)


def _attribute(draft: Draft, project: Project, attribute: str) -> None:
    language, unknown = draft.language, say(draft.language, "unknown")
    month, days = value_of(project, EUR_A_MONTH), value_of(project, DAYS)
    organisation, place = project.organisation, draft.place_of(project)
    values: dict[str, dict[str, object]] = {
        "who": {"organisation": name_of(organisation, language)},
        "when": {"period": period_of(project, language)},
        "support": {"support": support_of(project, language)},
        "month": {
            "value": unknown if month is None else value_text(float(month), EUR_A_MONTH, language)
        },
        "long": {"days": unknown if days is None else value_text(float(days), DAYS, language)},
        "where": {"place": place or unknown},
        "objective": {"objective": _objective(project, language)},
    }
    _record(draft, project, f"tell_{attribute}", **values[attribute])


def _objective(project: Project, language: str) -> str:
    parts = (project.objective.code, project.objective.name)
    return " ".join(part for part in parts if part) or say(language, "unknown")


def _flaws(draft: Draft, project: Project) -> None:
    for issue in project.issues:
        if issue.kind in _FLAWS and issue.field in ("start", "end"):
            _record(draft, project, f"flaw_{issue.field}", written=issue.written)


def _record(draft: Draft, project: Project, key: str, **values: object) -> None:
    number = draft.cite(project)
    text = say(draft.language, key, title=project.title, n=number, **values)
    draft.add(text, Basis.RECORD, (number,))


def relate(
    draft: Draft, project: Project, relations: Sequence[Relation], *, successors: bool
) -> tuple[Project, ...]:
    """Tell what continues a project, or what it continues; return those projects."""
    key = "successors" if successors else "predecessors"
    number = draft.cite(project)
    if not relations:
        text = say(draft.language, f"no_{key}", title=project.title, n=number)
        draft.add(text, Basis.RECORD, (number,))
        return ()
    found = []
    for each in relations:
        other = each.later if successors else each.earlier
        mark = draft.cite(other)
        values = {"title": project.title, "m": number, "other": other.title, "n": mark}
        draft.add(say(draft.language, key, **values), Basis.RECORD, (number, mark))
        draft.project(other)
        if each.quote:
            draft.quote(each.later, each.quote)
        found.append(other)
    return tuple(found)


def compare(draft: Draft, projects: Sequence[Project], rows: Sequence[Row]) -> None:
    """Tell the rows of a comparison, each cell with its project."""
    draft.say("compare_intro")
    by_id = {each.id: each for each in projects}
    missing = say(draft.language, "not_mentioned")
    for row in rows:
        parts, numbers = [], []
        for cell in row.cells:
            project = by_id[cell.project]
            number = draft.cite(project, cell.text if cell.verbatim else "")
            text = cell.text or missing
            shown = f"”{text}”" if cell.verbatim and cell.text else text
            parts.append(f"{project.title}: {shown} [{number}]")
            numbers.append(number)
        text = say(draft.language, "compare_row", aspect=row.heading, cells=" · ".join(parts))
        quoted = any(cell.verbatim and cell.text for cell in row.cells)
        draft.add(text, Basis.QUOTE if quoted else Basis.RECORD, numbers)
