"""Answers a turn about a set of projects: a list, a figure, its organisations, or nothing."""

from __future__ import annotations

from dataclasses import replace

from hankehaku.assistant import reporting, telling
from hankehaku.assistant.acts import one_wanted
from hankehaku.assistant.answer import FIGURES, Act, Answer, Basis, Figure, NearMiss
from hankehaku.assistant.choosing import Chosen, choose
from hankehaku.assistant.figures import count, count_organisations, extreme, figure
from hankehaku.assistant.follow_up import Asked
from hankehaku.assistant.nearest import near_miss
from hankehaku.assistant.texts import counted
from hankehaku.assistant.turn import Turn
from hankehaku.assistant.wording import titles as titles_of
from hankehaku.records import Project
from hankehaku.search.constraints import InPlace


def more(turn: Turn) -> Answer:
    """Show the next page of the last list."""
    projects = tuple(
        turn.parts.facts[each].project for each in turn.state.found if each in turn.parts.facts
    )
    if turn.state.shown >= len(projects):
        turn.draft.say("no_more")
        return turn.kept(Act.MORE)
    chosen = Chosen(projects)
    first = turn.state.shown
    shown = reporting.listed(turn.draft, chosen, first, (), turn.parts.facts)
    page = projects[first:shown]
    state = replace(
        turn.state, shown=shown, focus=tuple(e.id for e in page), language=turn.language
    )
    return turn.finished(Act.MORE, page, state)


def about_set(turn: Turn) -> Answer:
    """Choose the projects that are asked for, and tell what is asked of them."""
    act, asked = turn.wanted.act, turn.asked
    if not (asked.topic or asked.constraints or asked.order or asked.among) and not asked.goes_on:
        asked = replace(asked, topic="" if _wants_all(turn) else turn.parsed.text)
    ranking = act is Act.FIND
    listed = asked.among is not None
    chosen = choose(
        turn.parts.searcher,
        "" if listed else asked.topic,  # the list is what fits the topic
        asked.language,
        asked.added if listed else asked.constraints,
        asked.order,
        _limit(turn),
        ranking=ranking,
        among=asked.among,
        skip=turn.parsed.skip,
    )
    if act is Act.FIND and len(chosen.projects) == 1 and turn.parsed.has("tell"):
        turn.wanted = replace(turn.wanted, act=Act.TELL, attribute="")
        telling.tell(turn.draft, chosen.projects[0], "", turn.parts.aspects)
        return turn.done(Act.TELL, chosen.projects, shown=1, chosen=chosen, asked=asked)
    if not chosen.projects:
        return nothing(turn, chosen, asked)
    if act is Act.COUNT:
        projects = chosen.projects
        found = count_organisations(projects) if turn.wanted.organisations else count(projects)
        return _figured(turn, found, chosen, chosen.projects, asked)
    if act in FIGURES:
        found_figure = figure(act, chosen.projects, turn.wanted.unit)
        extremes = act in (Act.LARGEST, Act.SMALLEST)
        best = extreme(act, chosen.projects, turn.wanted.unit) if extremes else ()
        return _figured(turn, found_figure, chosen, best or chosen.projects, asked)
    if act is Act.ORGANISATIONS:
        reporting.organisations(turn.draft, chosen)
        shown = len(chosen.projects)
        return turn.done(act, chosen.projects, shown=shown, chosen=chosen, asked=asked)
    _introduce(turn, chosen, asked)
    places = [each for each in asked.constraints if isinstance(each, InPlace)]
    shown = reporting.listed(turn.draft, chosen, 0, places, turn.parts.facts)
    return turn.done(act, chosen.projects, shown=shown, chosen=chosen, asked=asked)


def nothing(turn: Turn, chosen: Chosen, asked: Asked) -> Answer:
    """Say that no project fits, why, and what comes nearest."""
    result = chosen.result
    miss: NearMiss | None = None
    if asked.constraints and (result is None or not result.selected):
        miss = near_miss(
            turn.draft,
            asked.constraints,
            result.near_misses if result else (),
            turn.parts.projects,
            turn.parts.searcher.parser.names.organisations,
        )
        reporting.left_out(turn.draft, chosen)
    elif asked.constraints and asked.topic and result is not None:
        miss = _without_topic(turn, asked)
        reporting.left_out(turn.draft, chosen)
    else:
        turn.draft.say("none_topic")
        turn.draft.say("none_topic_help")
    none = None
    if turn.wanted.act is Act.COUNT:
        none = count_organisations(()) if turn.wanted.organisations else count(())
    answer = turn.done(turn.wanted.act, (), shown=0, chosen=chosen, asked=asked, figure=none)
    return replace(answer, no_match=True, near_miss=miss)


def _without_topic(turn: Turn, asked: Asked) -> NearMiss:
    """Say that what meets the constraints does not fit the topic, and which projects these are."""
    rest = choose(
        turn.parts.searcher, "", asked.language, asked.constraints, None, None, ranking=False
    )
    draft, topic = turn.draft, asked.topic
    draft.say("none_topic_constraints", topic=topic)
    marks, numbers = draft.marks(rest.projects[: reporting.PAGE])
    titles = f"{titles_of(rest.projects)} {marks}"
    text = counted(turn.language, "without_topic", len(rest.projects), topic=topic, titles=titles)
    draft.add(text, Basis.RECORD, numbers)
    return NearMiss(None, text, tuple(each.id for each in rest.projects))


def _wants_all(turn: Turn) -> bool:
    return any(each.project or each.has("they", "list") for each in turn.parsed.elements) or (
        turn.wanted.act is not Act.FIND
    )


def _limit(turn: Turn) -> int | None:
    if turn.asked.limit is not None:
        return turn.asked.limit
    listed = turn.wanted.act is not Act.FIND or turn.parsed.has("ordering", "list")
    one = turn.asked.order and not listed and one_wanted(turn.parsed)
    return 1 if one else None


def _introduce(turn: Turn, chosen: Chosen, asked: Asked) -> None:
    if asked.topic and not asked.order:
        turn.draft.say("found_ranked")
        _gloss(turn, chosen)
    else:
        total = len(chosen.projects)
        key = "found_one" if total == 1 else "found_many"
        turn.draft.say(key, Basis.FIGURE, count=total)


def _gloss(turn: Turn, chosen: Chosen) -> None:
    """Say to a reader of another language what its words were taken for in Finnish."""
    question = chosen.result.question if chosen.result else None
    if question is None or question.language == "fi" or turn.language == "fi":
        return
    pairs = [
        f"{term.surface} = {term.finnish}"
        for term in question.terms
        if term.translated and term.sought
    ]
    if pairs:
        turn.draft.say("gloss", terms=", ".join(pairs[:12]))


def _figured(
    turn: Turn, made: Figure | None, chosen: Chosen, shown: tuple[Project, ...], asked: Asked
) -> Answer:
    """Tell a figure (None: not one value is known) and the projects it comes from."""
    if asked.topic:
        _gloss(turn, chosen)
    reporting.told_figure(turn.draft, made, chosen.projects)
    hits = {each.project.id: each for each in chosen.hits}
    turn.draft.say("rows_are" if shown == chosen.projects else "row_is")
    for project in shown[: reporting.PAGE]:
        turn.draft.project(project, hits.get(project.id))
    if len(shown) > reporting.PAGE:
        turn.draft.say("shown_of", shown=reporting.PAGE, total=len(shown))
    reporting.left_out(turn.draft, chosen)
    count_shown = min(len(chosen.projects), reporting.PAGE)
    answer = turn.done(
        turn.wanted.act,
        chosen.projects,
        shown=count_shown,
        chosen=chosen,
        asked=asked,
        figure=made,
    )
    if shown != chosen.projects:
        state = replace(answer.state, focus=tuple(each.id for each in shown))
        answer = replace(answer, projects=shown, state=state)
    return answer
