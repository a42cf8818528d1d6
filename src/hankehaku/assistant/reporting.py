"""Words about sets of projects: lists, figures, organisations, the collection, who is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hankehaku.assistant.answer import Act, Basis, Figure
from hankehaku.assistant.choosing import Chosen
from hankehaku.assistant.draft import Draft
from hankehaku.assistant.figures import EUR, figure
from hankehaku.assistant.texts import counted, say
from hankehaku.assistant.wording import (
    name_of,
    round_half_up,
    titles,
    value_text,
)
from hankehaku.formats import day
from hankehaku.records import Objective, Project
from hankehaku.search.constraints import Facts, InPlace

PAGE = 10
"""Projects that are shown at a time."""

ROWS = 100
"""Projects of a figure that its sentence cites; all of them are in the figure itself."""


def listed(
    draft: Draft, chosen: Chosen, first: int, places: Sequence[InPlace], facts: Mapping[str, Facts]
) -> int:
    """List a page of a set from its `first` project on; return how many are shown by now."""
    page = chosen.projects[first : first + PAGE]
    hits = {each.project.id: each for each in chosen.hits}
    for project in page:
        draft.project(project, hits.get(project.id))
    shown = first + len(page)
    if shown < len(chosen.projects):
        draft.say("shown_of", shown=shown, total=len(chosen.projects))
    if first == 0:
        for place in places:
            _told_apart(draft, chosen.projects, place, facts)
    left_out(draft, chosen)
    return shown


def _told_apart(
    draft: Draft, projects: Sequence[Project], place: InPlace, facts: Mapping[str, Facts]
) -> None:
    """Tell the projects whose organisation sits in a place from those that only speak of it."""
    seated = [each for each in projects if place.seated(facts[each.id])]
    others = [each for each in projects if not place.seated(facts[each.id])]
    if place.seat or place.negated or not others:
        return
    for key, group in (("place_seat", seated), ("place_mentioned", others)):
        if group:
            marks, numbers = draft.marks(group)
            names = ", ".join(each.title for each in group)
            text = say(draft.language, key, name=place.name, titles=names, marks=marks)
            draft.add(text, Basis.RECORD, numbers)


def left_out(draft: Draft, chosen: Chosen) -> None:
    """Name the projects on the border of a topic, and those whose records could not tell."""
    if chosen.border:
        marks, numbers = draft.marks(chosen.border)
        text = say(draft.language, "border", titles=_titles(chosen.border, marks))
        draft.add(text, Basis.RECORD, numbers)
    if chosen.unknown:
        marks, numbers = draft.marks(chosen.unknown)
        count = len(chosen.unknown)
        text = counted(draft.language, "unknown", count, titles=_titles(chosen.unknown, marks))
        draft.add(text, Basis.RECORD, numbers)


def _titles(projects: Sequence[Project], marks: str) -> str:
    return f"{titles(projects, len(projects))} {marks}"


def told_figure(draft: Draft, found: Figure | None, projects: Sequence[Project]) -> None:
    """Tell a figure with its unit, the projects it was computed from, and those without a value."""
    language = draft.language
    if found is None:
        draft.say("figure_none")
        return
    by_id = {each.id: each for each in projects}
    used = [by_id[each] for each in found.projects]
    marks, numbers = draft.marks(used[:ROWS])
    if found.unit in ("projects", "organisations"):
        names = ", ".join(dict.fromkeys(name_of(each.organisation, language) for each in used))
        count = round_half_up(found.value)
        text = counted(language, f"count_{found.unit}", count, names=names)
        draft.add(f"{text} {marks}".strip(), Basis.FIGURE, numbers)
    else:
        text = say(
            language,
            found.kind,
            quantity=say(language, f"quantity_{found.unit}"),
            value=value_text(found.value, found.unit, language),
            low=value_text(found.low or 0, found.unit, language),
            high=value_text(found.high or 0, found.unit, language),
            rows=counted(language, "rows", len(used)),
        )
        draft.add(f"{text} {marks}", Basis.FIGURE, numbers)
    if found.unknown:
        missing = [by_id[each] for each in found.unknown]
        marks, numbers = draft.marks(missing)
        text = say(language, "figure_unknown", titles=_titles(missing, marks))
        draft.add(text, Basis.RECORD, numbers)


def organisations(draft: Draft, chosen: Chosen) -> None:
    """List the organisations of a set, each with its projects."""
    draft.say("organisations")
    by_name: dict[str, list[Project]] = {}
    for project in chosen.projects:
        by_name.setdefault(name_of(project.organisation, draft.language), []).append(project)
    for name, group in by_name.items():
        marks, numbers = draft.marks(group)
        text = say(
            draft.language,
            "organisation_line",
            organisation=name,
            titles=titles(group),
            marks=marks,
        )
        draft.add(text, Basis.RECORD, numbers)
    left_out(draft, chosen)


def collection(
    draft: Draft, projects: Sequence[Project], objectives: Sequence[Objective], title: str
) -> Figure:
    """Tell what is in the collection: its size, time, support and objectives; return the size."""
    language = draft.language
    size = Figure(Act.COUNT, len(projects), "projects", tuple(each.id for each in projects))
    text = say(language, "collection_size", count=len(projects), title=title)
    draft.add(text, Basis.FIGURE)
    starts = [each.period.start for each in projects if each.period.start]
    ends = [each.period.end for each in projects if each.period.end]
    if starts and ends:
        first, last = day(min(starts), language), day(max(ends), language)
        draft.say("collection_period", Basis.FIGURE, first=first, last=last)
    if total := figure(Act.SUM, projects, EUR):
        rows = counted(language, "rows", len(total.projects))
        value = value_text(total.value, EUR, language)
        draft.say("collection_support", Basis.FIGURE, value=value, rows=rows)
    for objective in objectives:
        count = sum(each.objective.code == objective.code for each in projects)
        name = f"{objective.code} {objective.name}".strip()
        rows = counted(language, "rows", count)
        draft.say("collection_objective", Basis.FIGURE, objective=name, rows=rows)
    return size
