"""One question being answered: what it says and goes on from, and how its answer is finished."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from hankehaku.assistant.acts import wanted
from hankehaku.assistant.answer import FIGURES, Act, Answer, Figure, Understood
from hankehaku.assistant.aspects import Aspects
from hankehaku.assistant.choosing import Chosen
from hankehaku.assistant.draft import Draft
from hankehaku.assistant.figures import EUR, ORGANISATIONS
from hankehaku.assistant.follow_up import Asked, resolve
from hankehaku.assistant.state import State
from hankehaku.assistant.suggesting import suggestions
from hankehaku.assistant.wording import describe, ordering
from hankehaku.records import Objective, Project
from hankehaku.search.constraints import Facts
from hankehaku.search.engine import Searcher
from hankehaku.search.parsing.parser import Parsed
from hankehaku.search.result import Question


@dataclass(frozen=True, slots=True)
class Parts:
    """What answering needs of an index.

    `title` is what the collection is called in a language; `place` what a municipality or region,
    by its Finnish name, is called in one.
    """

    searcher: Searcher
    aspects: Aspects
    objectives: tuple[Objective, ...]
    projects: tuple[Project, ...]
    facts: Mapping[str, Facts]
    title: Callable[[str], str]
    place: Callable[[str, str], str]


class Turn:
    """A question with the state it came in; `draft` collects the sentences of the answer."""

    def __init__(
        self,
        parts: Parts,
        question: Question,
        parsed: Parsed,
        state: State,
        language: str,
        asked: Asked | None = None,
    ) -> None:
        self.parts, self.question, self.parsed = parts, question, parsed
        self.state, self.language = state, language
        self.asked = asked or resolve(parsed, state)
        self.wanted = wanted(parsed, going_on=bool(state.found))
        self.draft = Draft(language, parts.place)
        self._repeat_act()
        plainly = self.wanted.act in (Act.FIND, Act.LIST) and not parsed.cued
        if plainly and parsed.topic and not self.asked.goes_on:
            # ranked by as it stands, as a search does
            self.asked = replace(self.asked, topic=parsed.text)

    def _repeat_act(self) -> None:
        """Take over the act of the last question when one only says 'and …' of something else."""
        act, state = self.wanted.act, self.state
        if not (self.asked.goes_on and act is Act.FIND and self.parsed.has("and_what", "only")):
            return
        if state.act in (*FIGURES, Act.COUNT, Act.ORGANISATIONS) and not self.parsed.has(
            "which", "who", "list", "show", "what_is"
        ):
            organisations = state.unit == ORGANISATIONS
            unit = state.unit if state.act in FIGURES else EUR
            self.wanted = replace(
                self.wanted, act=Act(state.act), unit=unit or EUR, organisations=organisations
            )

    def kept(self, act: Act) -> Answer:
        """Finish an answer that leaves the state as it was."""
        return self.finished(act, (), replace(self.state, language=self.language))

    def pointing(self, act: Act, shown: Sequence[Project], focus: Sequence[Project]) -> Answer:
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
        return self.finished(act, tuple(shown), state)

    def done(
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
        """Finish an answer about a set, which follow-ups then refer to.

        `shown` of the projects have been listed; `asked` None leaves the constraints out of the
        state, and `topic` is then its topic.
        """
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
        answer = self.finished(act, tuple(projects), state, asked)
        return replace(
            answer,
            hits=chosen.hits if chosen else (),
            border=tuple(each.id for each in chosen.border) if chosen else (),
            figure=figure,
        )

    def finished(
        self, act: Act, projects: Sequence[Project], state: State, asked: Asked | None = None
    ) -> Answer:
        """Return the answer that the draft makes, with the state that comes after it."""
        constraints = asked.constraints if asked else ()
        understood = tuple(
            Understood(describe(each, self.language), each, key)
            for key, each in enumerate(constraints)
        )
        return Answer(
            question=self.parsed.text,
            language=self.language,
            act=act,
            sentences=tuple(self.draft.sentences),
            state=state,
            understood=understood,
            ordering=ordering(asked.order, asked.limit, self.language) if asked else "",
            projects=tuple(projects),
            citations=tuple(self.draft.citations),
            sources=dict(self.draft.sources),
            suggestions=suggestions(act, len(projects), state, self.language),
        )
