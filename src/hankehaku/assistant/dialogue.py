"""The assistant: one question and a state in, one grounded answer with the next state out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from hankehaku.assistant import reporting, telling
from hankehaku.assistant.acts import one_wanted, wanted
from hankehaku.assistant.answer import Act, Answer, Basis, Figure, NearMiss, Understood
from hankehaku.assistant.aspects import Aspects, comparison
from hankehaku.assistant.choosing import Chosen, choose
from hankehaku.assistant.draft import Draft
from hankehaku.assistant.figures import (
    EUR,
    ORGANISATIONS,
    count,
    count_organisations,
    extreme,
    figure,
)
from hankehaku.assistant.follow_up import Asked, resolve
from hankehaku.assistant.nearest import near_miss
from hankehaku.assistant.relations import predecessors, successors
from hankehaku.assistant.state import State
from hankehaku.assistant.suggesting import suggestions
from hankehaku.assistant.texts import say
from hankehaku.assistant.wording import describe
from hankehaku.errors import QuestionError, UsageError
from hankehaku.language.analyzer import Analyzer
from hankehaku.language.lexicon import LANGUAGES
from hankehaku.records import Objective, Project
from hankehaku.search.constraints import InPlace
from hankehaku.search.engine import Searcher
from hankehaku.search.parsing.parser import Parsed
from hankehaku.search.result import Question

_FIGURES = (Act.SUM, Act.AVERAGE, Act.MEDIAN, Act.SMALLEST, Act.LARGEST, Act.SPREAD)
_TALK = {"greeting": "hello", "thanks": "thanks", "bye": "bye", "okay": "okay"}
_SIMILAR = 5
_SWITCHES = (("in_fi", "fi"), ("in_sv", "sv"), ("in_en", "en"))


class Assistant:
    """Answers questions about the projects of one index; usable from several threads."""

    def __init__(
        self,
        searcher: Searcher,
        lexicon: Path,
        finnish: Analyzer,
        objectives: Sequence[Objective],
        title: Callable[[str], str],
    ) -> None:
        self._searcher, self._objectives, self._title = searcher, tuple(objectives), title
        self._aspects = Aspects(lexicon, finnish)
        self._facts = {each.project.id: each for each in searcher.table.facts}
        self._projects = tuple(each.project for each in searcher.table.facts)

    def ask(self, text: str, state: State | None = None, language: str | None = None) -> Answer:
        """Answer a question in its language, or in `language` (fi, sv or en).

        Raises QuestionError for a question that cannot be used.
        """
        state = state or State()
        question = self._searcher.read(text, language)
        parsed = question.parsed
        if parsed is None:
            raise QuestionError("the question was not parsed", cure="Report this")
        spoken = language or self._language(question, state)
        if spoken != question.language:
            question = self._searcher.read(text, spoken)
            parsed = question.parsed or parsed
        if switched := self._switched(parsed, state):
            return switched
        return _Turn(self, parsed, question, state, spoken).answer()

    def place(self, name: str, language: str) -> str:
        """Return what a municipality or region, by its Finnish name, is called in a language."""
        return self._searcher.parser.names.called(name, language)

    def drop(self, state: State, key: int, language: str | None = None) -> Answer:
        """Answer the last question again without its constraint number `key`.

        Raises UsageError when the state has no such constraint.
        """
        if not 0 <= key < len(state.constraints):
            what = f"the last question has no constraint number {key}"
            raise UsageError(what, cure="Ask the question again")
        kept = tuple(each for at, each in enumerate(state.constraints) if at != key)
        asked = replace(_again(state), constraints=kept, removed=True)
        question = self._searcher.read(state.question, state.language or None)
        if question.parsed is None:
            raise QuestionError("the question was not parsed", cure="Report this")
        spoken = language or state.language or question.language
        return _Turn(self, question.parsed, question, state, spoken, asked).answer()

    def _language(self, question: Question, state: State) -> str:
        """Return the language to answer in: a short follow-up whose language is unsure goes on in
        that of the conversation.
        """
        if state.language in LANGUAGES and len(question.text.split()) <= 3:
            parsed = self._searcher.parser.parse(question.text, state.language)
            cued = any(each.cues for each in parsed.elements) or parsed.constraints
            if cued and question.confidence < 0.95:
                return state.language
        return question.language

    def _switched(self, parsed: Parsed, state: State) -> Answer | None:
        """Answer the last question again in the language that is asked for."""
        wanted_language = next((code for cue, code in _SWITCHES if parsed.has(cue)), None)
        rest = [each for each in parsed.elements if each.is_content]
        if not wanted_language or not state.question or rest or parsed.constraints:
            return None
        asked = _again(state)
        again = self._searcher.read(state.question, state.language)
        earlier = replace(state, found=state.found, focus=state.focus)
        turn = _Turn(self, again.parsed or parsed, again, earlier, wanted_language, asked)
        return turn.answer()


def _again(state: State) -> Asked:
    """Return what was asked last."""
    return Asked(
        state.topic,
        state.topic_language or state.language,
        state.constraints,
        state.order,
        state.limit,
        goes_on=True,
    )


class _Turn:
    """One question being answered."""

    def __init__(
        self,
        home: Assistant,
        parsed: Parsed,
        question: Question,
        state: State,
        language: str,
        asked: Asked | None = None,
    ) -> None:
        self.home, self.parsed, self.question, self.state = home, parsed, question, state
        self.searcher, self.language = home._searcher, language
        self.asked = asked or resolve(parsed, state)
        self.wanted = wanted(parsed, going_on=bool(state.found))
        self.draft = Draft(language, home.place)
        self._repeat_act()
        if self.wanted.act in (Act.FIND, Act.LIST) and not (parsed.cued or self.asked.goes_on):
            if parsed.topic:  # ranked by as it stands, as a search does
                self.asked = replace(self.asked, topic=parsed.text)

    def _repeat_act(self) -> None:
        """Take over the act of the last question when one only says 'and …' of something else."""
        act, state = self.wanted.act, self.state
        if not (self.asked.goes_on and act is Act.FIND and self.parsed.has("and_what", "only")):
            return
        if state.act in (*_FIGURES, Act.COUNT, Act.ORGANISATIONS) and not self.parsed.has(
            "which", "who", "list", "show", "what_is"
        ):
            organisations = state.unit == ORGANISATIONS
            unit = state.unit if state.act in _FIGURES else EUR
            self.wanted = replace(
                self.wanted, act=Act(state.act), unit=unit or EUR, organisations=organisations
            )

    def answer(self) -> Answer:
        act = self.wanted.act
        if act is Act.SMALLTALK:
            key = "who" if self.wanted.talk == "who_are_you" else _TALK[self.wanted.talk]
            self.draft.say(key)
            return self._kept(act)
        if act is Act.HELP:
            for number in (1, 2, 3):
                self.draft.say(f"help_{number}")
            return self._kept(act)
        if self.asked.nothing_removed:
            self.draft.say("nothing_to_remove")
            return self._kept(Act.FIND)
        if act is Act.COLLECTION:
            title = self.home._title(self.language)
            size = reporting.collection(
                self.draft, self.home._projects, self.home._objectives, title
            )
            answer = self._done(act, self.home._projects, figure=size, shown=0)
            return replace(answer, projects=())
        if act is Act.MORE:
            return self._more()
        if act in (Act.TELL, Act.SUCCESSORS, Act.PREDECESSORS):
            return self._about_one()
        if act is Act.COMPARE:
            return self._compare()
        if act is Act.SIMILAR:
            return self._similar()
        if self.parsed.unknown_project and not self.parsed.projects:
            return self._no_such_project()
        return self._about_set()

    # one project or a few

    def _meant(self) -> list[Project]:
        """Return the projects that a question names or points at."""
        ids = [each for named in self.parsed.projects for each in named.projects]
        if self.wanted.act is Act.COMPARE and len(ids) == 1 and self.state.focus:
            ids = [self.state.focus[0], *ids]
        if not ids:
            found = self.state.found
            ids = [found[at] for at in self.wanted.pointed if -len(found) <= at < len(found)]
        if not ids:
            ids = list(
                self.state.focus[:1] if self.wanted.act is not Act.COMPARE else self.state.focus
            )
        if not ids and self.state.found:
            ids = list(self.state.found[:1])
        return [
            self.home._facts[each].project
            for each in dict.fromkeys(ids)
            if each in self.home._facts
        ]

    def _about_one(self) -> Answer:
        meant, act = self._meant(), self.wanted.act
        if not meant:
            self.draft.say("which_project")
            return self._kept(act)
        shown: tuple[Project, ...] = tuple(meant)
        if act is Act.TELL:
            for project in meant:
                telling.tell(self.draft, project, self.wanted.attribute, self.home._aspects)
        else:
            after = act is Act.SUCCESSORS
            relate = successors if after else predecessors
            found: list[Project] = []
            for project in meant:
                relations = relate(project, self.home._projects)
                found += telling.relate(self.draft, project, relations, successors=after)
            shown = tuple(found)
            return self._pointing(act, shown, focus=shown or tuple(meant))
        return self._pointing(act, shown, focus=shown)

    def _compare(self) -> Answer:
        meant = self._meant()
        if len(meant) < 2 and len(self.state.found) > 1 and not self.parsed.projects:
            meant = [self.home._facts[each].project for each in self.state.found[:2]]
        if len(meant) < 2:
            self.draft.say("compare_needs_two")
            return self._kept(Act.COMPARE)
        rows = comparison(meant, self.home._aspects, self.language)
        telling.compare(self.draft, meant, rows)
        answer = self._pointing(Act.COMPARE, tuple(meant), focus=tuple(meant))
        return replace(answer, rows=rows)

    def _similar(self) -> Answer:
        pasted = len(self.parsed.text) >= 400 and not self.parsed.projects
        meant = [] if pasted else self._meant()
        if not pasted and not meant:
            self.draft.say("which_project")
            return self._kept(Act.SIMILAR)
        topic, language = self.parsed.text, self.question.language
        if meant:
            project = meant[0]
            topic, language = f"{project.title}. {project.description}", "fi"
            number = self.draft.cite(project)
            text = say(self.language, "similar_intro", title=project.title, n=number)
            self.draft.add(text, Basis.RECORD, (number,))
        else:
            self.draft.say("similar_plan")
        constraints = self.parsed.constraints if meant else ()
        asked = self.searcher.question(topic[:20_000], language, constraints)
        result = self.searcher.answer(asked, _SIMILAR + len(meant))
        if constraints and not result.selected:
            self.draft = Draft(self.language, self.home.place)
            limited = replace(self.asked, topic="", constraints=constraints)
            return self._nothing(Chosen((), unknown=result.unknown, result=result), limited)
        own = {each.id for each in meant}
        hits = tuple(each for each in result.hits if each.project.id not in own)[:_SIMILAR]
        chosen = Chosen(tuple(each.project for each in hits), hits)
        reporting.listed(self.draft, chosen, 0, (), self.home._facts)
        return self._done(Act.SIMILAR, chosen.projects, shown=len(hits), chosen=chosen, topic="")

    def _no_such_project(self) -> Answer:
        from rapidfuzz import process

        name = self.parsed.unknown_project
        self.draft.say("none_project", name=name)
        by_title = {each.short_name: each for each in self.home._projects}
        near = [by_title[title] for title, _, _ in process.extract(name, list(by_title), limit=3)]
        marks, numbers = self.draft.marks(near)
        names = ", ".join(each.title for each in near)
        text = say(self.language, "nearest", titles=f"{names} {marks}")
        self.draft.add(text, Basis.RECORD, numbers)
        answer = self._kept(self.wanted.act)
        return replace(answer, no_match=True)

    # sets of projects

    def _more(self) -> Answer:
        projects = tuple(
            self.home._facts[each].project for each in self.state.found if each in self.home._facts
        )
        if self.state.shown >= len(projects):
            self.draft.say("no_more")
            return self._kept(Act.MORE)
        chosen = Chosen(projects)
        first = self.state.shown
        shown = reporting.listed(self.draft, chosen, first, (), self.home._facts)
        page = projects[first:shown]
        state = replace(
            self.state, shown=shown, focus=tuple(e.id for e in page), language=self.language
        )
        return self._finished(Act.MORE, page, state)

    def _about_set(self) -> Answer:
        act, asked = self.wanted.act, self.asked
        if (
            not (asked.topic or asked.constraints or asked.order or asked.among)
            and not asked.goes_on
        ):
            asked = replace(asked, topic="" if self._wants_all() else self.parsed.text)
        ranking = act is Act.FIND
        listed = asked.among is not None
        chosen = choose(
            self.searcher,
            "" if listed else asked.topic,  # the list is what fits the topic
            asked.language,
            asked.added if listed else asked.constraints,
            asked.order,
            self._limit(),
            ranking=ranking,
            among=asked.among,
        )
        if act is Act.FIND and len(chosen.projects) == 1 and self.parsed.has("tell"):
            self.wanted = replace(self.wanted, act=Act.TELL, attribute="")
            telling.tell(self.draft, chosen.projects[0], "", self.home._aspects)
            return self._done(Act.TELL, chosen.projects, shown=1, chosen=chosen, asked=asked)
        if not chosen.projects:
            return self._nothing(chosen, asked)
        if act is Act.COUNT:
            projects = chosen.projects
            found = count_organisations(projects) if self.wanted.organisations else count(projects)
            return self._figured(found, chosen, chosen.projects, asked)
        if act in _FIGURES:
            found_figure = figure(act, chosen.projects, self.wanted.unit)
            extremes = act in (Act.LARGEST, Act.SMALLEST)
            best = extreme(act, chosen.projects, self.wanted.unit) if extremes else ()
            return self._figured(found_figure, chosen, best or chosen.projects, asked)
        if act is Act.ORGANISATIONS:
            reporting.organisations(self.draft, chosen)
            shown = len(chosen.projects)
            return self._done(act, chosen.projects, shown=shown, chosen=chosen, asked=asked)
        self._introduce(chosen, asked)
        places = [each for each in asked.constraints if isinstance(each, InPlace)]
        shown = reporting.listed(self.draft, chosen, 0, places, self.home._facts)
        return self._done(act, chosen.projects, shown=shown, chosen=chosen, asked=asked)

    def _wants_all(self) -> bool:
        return any(each.project or each.has("they", "list") for each in self.parsed.elements) or (
            self.wanted.act is not Act.FIND
        )

    def _limit(self) -> int | None:
        if self.asked.limit is not None:
            return self.asked.limit
        listed = self.wanted.act is not Act.FIND or self.parsed.has("ordering", "list")
        one = self.asked.order and not listed and one_wanted(self.parsed)
        return 1 if one else None

    def _introduce(self, chosen: Chosen, asked: Asked) -> None:
        if asked.topic and not asked.order:
            self.draft.say("found_ranked")
            self._gloss(chosen)
        else:
            total = len(chosen.projects)
            key = "found_one" if total == 1 else "found_many"
            self.draft.say(key, Basis.FIGURE, count=total)

    def _gloss(self, chosen: Chosen) -> None:
        """Say to a reader of another language what its words were taken for in Finnish."""
        question = chosen.result.question if chosen.result else None
        if question is None or question.language == "fi" or self.language == "fi":
            return
        pairs = [
            f"{term.surface} = {term.finnish}"
            for term in question.terms
            if term.translated and term.sought
        ]
        if pairs:
            self.draft.say("gloss", terms=", ".join(pairs[:12]))

    def _figured(
        self, found: Figure | None, chosen: Chosen, shown: tuple[Project, ...], asked: Asked
    ) -> Answer:
        made = found
        if asked.topic:
            self._gloss(chosen)
        reporting.told_figure(self.draft, made, chosen.projects)
        hits = {each.project.id: each for each in chosen.hits}
        self.draft.say("rows_are")
        for project in shown[: reporting.PAGE]:
            self.draft.project(project, hits.get(project.id))
        if len(shown) > reporting.PAGE:
            self.draft.say("shown_of", shown=reporting.PAGE, total=len(shown))
        reporting.left_out(self.draft, chosen)
        count_shown = min(len(chosen.projects), reporting.PAGE)
        answer = self._done(
            self.wanted.act,
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

    def _nothing(self, chosen: Chosen, asked: Asked) -> Answer:
        result = chosen.result
        miss: NearMiss | None = None
        if asked.constraints and (result is None or not result.selected):
            miss = near_miss(
                self.draft,
                asked.constraints,
                result.near_misses if result else (),
                self.home._projects,
                self.searcher.parser.names.organisations,
            )
            reporting.left_out(self.draft, chosen)
        else:
            self.draft.say("none_topic")
            if result and result.hits and asked.constraints and chosen.border:
                reporting.left_out(self.draft, chosen)
            self.draft.say("none_topic_help")
        answer = self._done(self.wanted.act, (), shown=0, chosen=chosen, asked=asked)
        return replace(answer, no_match=True, near_miss=miss)

    # endings

    def _kept(self, act: Act) -> Answer:
        """Finish an answer that leaves the state as it was."""
        return self._finished(act, (), replace(self.state, language=self.language))

    def _pointing(self, act: Act, shown: Sequence[Project], focus: Sequence[Project]) -> Answer:
        """Finish an answer about single projects: the last list can still be referred to."""
        ids = tuple(each.id for each in focus)
        state = replace(
            self.state,
            focus=ids,
            found=self.state.found or ids,
            shown=self.state.shown or len(ids),
            question=self.parsed.text,
            act=act.value,
            language=self.language,
        )
        return self._finished(act, tuple(shown), state)

    def _done(
        self,
        act: Act,
        projects: Sequence[Project],
        *,
        shown: int,
        chosen: Chosen | None = None,
        asked: Asked | None = None,
        figure: Figure | None = None,
        topic: str | None = None,
    ) -> Answer:
        asked = asked or replace(self.asked, constraints=(), topic=topic or "")
        ids = tuple(each.id for each in projects)
        # one picked out of a list leaves the list to be referred to
        narrowed = asked.among is not None and asked.order is not None and len(ids) == 1
        state = State(
            topic=asked.topic,
            topic_language=asked.language,
            constraints=asked.constraints,
            order=asked.order,
            limit=asked.limit,
            found=self.state.found if narrowed else ids,
            shown=self.state.shown if narrowed else shown,
            focus=ids[: max(shown, 1)],
            question=self.parsed.text,
            act=act.value,
            unit=figure.unit if figure else "",
            language=self.language,
        )
        answer = self._finished(act, tuple(projects), state, asked)
        return replace(
            answer,
            hits=chosen.hits if chosen else (),
            border=tuple(each.id for each in chosen.border) if chosen else (),
            figure=figure,
        )

    def _finished(
        self, act: Act, projects: Sequence[Project], state: State, asked: Asked | None = None
    ) -> Answer:
        constraints = asked.constraints if asked else ()
        understood = tuple(
            Understood(describe(each, self.language), each, key)
            for key, each in enumerate(constraints)
        )
        sentences = list(self.draft.sentences)
        return Answer(
            question=self.parsed.text,
            language=self.language,
            act=act,
            sentences=tuple(sentences),
            state=state,
            understood=understood,
            projects=tuple(projects),
            citations=tuple(self.draft.citations),
            sources=dict(self.draft.sources),
            suggestions=suggestions(act, len(projects), state, self.language),
        )
