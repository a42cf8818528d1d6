"""Answers a turn about single projects: one told of, some compared, those like one, its phases."""

from __future__ import annotations

from dataclasses import replace

from rapidfuzz import process

from hankehaku.assistant import reporting, telling
from hankehaku.assistant.answer import Act, Answer, Basis
from hankehaku.assistant.aspects import comparison
from hankehaku.assistant.choosing import Chosen
from hankehaku.assistant.draft import Draft
from hankehaku.assistant.relations import predecessors, successors
from hankehaku.assistant.sets import nothing
from hankehaku.assistant.texts import say
from hankehaku.assistant.turn import Turn
from hankehaku.records import Project
from hankehaku.search.question import MAX_QUESTION

_SIMILAR = 5
_COMPARED = 5


def about_one(turn: Turn) -> Answer:
    """Tell of the projects that are meant, or what continues them or what they continue."""
    meant, act = _meant(turn), turn.wanted.act
    if not meant:
        turn.draft.say("which_project")
        return turn.kept(act)
    shown: tuple[Project, ...] = tuple(meant)
    if act is Act.TELL:
        for project in meant:
            telling.tell(turn.draft, project, turn.wanted.attribute, turn.parts.aspects)
    else:
        after = act is Act.SUCCESSORS
        relate = successors if after else predecessors
        found: list[Project] = []
        for project in meant:
            relations = relate(project, turn.parts.projects)
            found += telling.relate(turn.draft, project, relations, successors=after)
        shown = tuple(found)
        return turn.pointing(act, shown, focus=shown or tuple(meant))
    return turn.pointing(act, shown, focus=shown)


def compare(turn: Turn) -> Answer:
    """Compare the projects that are meant, aspect by aspect."""
    meant = _meant(turn)
    if turn.parsed.constraints and not turn.parsed.projects:  # 'compare the projects of Espoo'
        table = turn.parts.searcher.table
        selected = table.select(turn.parsed.constraints).rows[:_COMPARED]
        meant = [table.facts[row].project for row in selected]
    if len(meant) < 2 and len(turn.state.found) > 1 and not turn.parsed.projects:
        meant = [turn.parts.facts[each].project for each in turn.state.found[:2]]
    if len(meant) < 2:
        turn.draft.say("compare_needs_two")
        return turn.kept(Act.COMPARE)
    rows = comparison(meant, turn.parts.aspects, turn.language)
    telling.compare(turn.draft, meant, rows)
    answer = turn.pointing(Act.COMPARE, tuple(meant), focus=tuple(meant))
    return replace(answer, rows=rows)


def similar(turn: Turn) -> Answer:
    """Rank projects by how like they are to one, or to a plan that was pasted in."""
    pasted = turn.wanted.pasted
    meant = [] if pasted else _meant(turn)
    if not pasted and not meant:
        turn.draft.say("which_project")
        return turn.kept(Act.SIMILAR)
    topic, language = turn.parsed.text, turn.question.language
    if meant:
        project = meant[0]
        topic, language = f"{project.title}. {project.description}", "fi"
        number = turn.draft.cite(project)
        text = say(turn.language, "similar_intro", title=project.title, n=number)
        turn.draft.add(text, Basis.RECORD, (number,))
    else:
        turn.draft.say("similar_plan")
    constraints = turn.parsed.constraints if meant else ()
    asked = turn.parts.searcher.question(topic[:MAX_QUESTION], language, constraints)
    result = turn.parts.searcher.answer(asked, _SIMILAR + len(meant))
    if constraints and not result.selected:
        turn.draft = Draft(turn.language, turn.parts.place)
        limited = replace(turn.asked, topic="", constraints=constraints)
        return nothing(turn, Chosen((), unknown=result.unknown, result=result), limited)
    own = {each.id for each in meant}
    hits = tuple(each for each in result.hits if each.project.id not in own)[:_SIMILAR]
    chosen = Chosen(tuple(each.project for each in hits), hits)
    reporting.listed(turn.draft, chosen, 0, (), turn.parts.facts)
    return turn.done(Act.SIMILAR, chosen.projects, shown=len(hits), chosen=chosen, topic="")


def no_such_project(turn: Turn) -> Answer:
    """Say that no project has the name asked for, and which names come nearest."""
    name = turn.parsed.unknown_project
    turn.draft.say("none_project", name=name)
    by_title = {each.short_name: each for each in turn.parts.projects}
    near = [by_title[title] for title, _, _ in process.extract(name, list(by_title), limit=3)]
    marks, numbers = turn.draft.marks(near)
    names = ", ".join(each.title for each in near)
    text = say(turn.language, "nearest", titles=f"{names} {marks}")
    turn.draft.add(text, Basis.RECORD, numbers)
    answer = turn.kept(turn.wanted.act)
    return replace(answer, no_match=True)


def _meant(turn: Turn) -> list[Project]:
    """Return the projects that a question names or points at."""
    ids = [each for named in turn.parsed.projects for each in named.projects]
    if turn.wanted.act is Act.COMPARE and len(ids) == 1 and turn.state.focus:
        ids = [turn.state.focus[0], *ids]
    if not ids:
        found = turn.state.found
        ids = [found[at] for at in turn.wanted.pointed if -len(found) <= at < len(found)]
    if not ids:
        ids = list(turn.state.focus[:1] if turn.wanted.act is not Act.COMPARE else turn.state.focus)
    if not ids and turn.state.found:
        ids = list(turn.state.found[:1])
    return [
        turn.parts.facts[each].project for each in dict.fromkeys(ids) if each in turn.parts.facts
    ]
