"""The assistant: one question and a state in, one grounded answer with the next state out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from hankehaku.assistant import reporting, sets, single
from hankehaku.assistant.acts import leans
from hankehaku.assistant.answer import Act, Answer
from hankehaku.assistant.aspects import Aspects
from hankehaku.assistant.follow_up import Asked, refers_to_nothing
from hankehaku.assistant.state import State
from hankehaku.assistant.turn import Parts, Turn
from hankehaku.errors import QuestionError, UsageError
from hankehaku.language.analyzer import Analyzer
from hankehaku.language.lexicon import LANGUAGES
from hankehaku.records import Objective
from hankehaku.search.engine import Searcher
from hankehaku.search.parsing.parser import Parsed
from hankehaku.search.result import Question

_TALK = {
    "greeting": "hello",
    "thanks": "thanks",
    "bye": "bye",
    "okay": "okay",
    "who_are_you": "who",
}
_SWITCHES = (("in_fi", "fi"), ("in_sv", "sv"), ("in_en", "en"))
_SURE = 0.95
_SHORT = 3


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
        facts = searcher.table.facts
        self.parts = Parts(
            searcher=searcher,
            aspects=Aspects(lexicon, finnish),
            objectives=tuple(objectives),
            projects=tuple(each.project for each in facts),
            facts={each.project.id: each for each in facts},
            title=title,
            place=searcher.parser.names.called,
        )

    def ask(self, text: str, state: State | None = None, language: str | None = None) -> Answer:
        """Answer a question in its language, or in `language` (fi, sv or en).

        Raises QuestionError for a question that cannot be used.
        """
        state = state or State()
        question, parsed = self._read(text, language)
        spoken = language or self._language(question, state)
        if spoken != question.language:
            question, parsed = self._read(text, spoken)
        if switched := self._switched(parsed, state):
            return switched
        if parsed.has("afresh") and not parsed.topic:
            turn = Turn(self.parts, question, parsed, State(), spoken)
            turn.draft.say("afresh")
            return turn.kept(Act.SMALLTALK)
        return answer(Turn(self.parts, question, parsed, state, spoken))

    def drop(self, state: State, key: int, language: str | None = None) -> Answer:
        """Answer the last question again without its constraint number `key`.

        Raises UsageError when the state has no such constraint.
        """
        if not 0 <= key < len(state.constraints):
            what = f"the last question has no constraint number {key}"
            raise UsageError(what, cure="Ask the question again")
        kept = tuple(each for at, each in enumerate(state.constraints) if at != key)
        asked = replace(_again(state), constraints=kept, removed=True)
        question, parsed = self._read(state.question, state.language or None)
        spoken = language or state.language or question.language
        return answer(Turn(self.parts, question, parsed, state, spoken, asked))

    def _read(self, text: str, language: str | None) -> tuple[Question, Parsed]:
        question = self.parts.searcher.read(text, language)
        if question.parsed is None:
            raise QuestionError("the question was not parsed", cure="Report this")
        return question, question.parsed

    def _language(self, question: Question, state: State) -> str:
        """Return the language to answer in: a short follow-up whose language is unsure goes on in
        that of the conversation.
        """
        if state.language in LANGUAGES and len(question.text.split()) <= _SHORT:
            parsed = self.parts.searcher.parser.parse(question.text, state.language)
            cued = any(each.cues for each in parsed.elements) or parsed.constraints
            if cued and question.confidence < _SURE:
                return state.language
        return question.language

    def _switched(self, parsed: Parsed, state: State) -> Answer | None:
        """Answer the last question again in the language that is asked for."""
        wanted_language = next((code for cue, code in _SWITCHES if parsed.has(cue)), None)
        rest = [each for each in parsed.elements if each.is_content]
        if not wanted_language or not state.question or rest or parsed.constraints:
            return None
        asked = _again(state)
        again, earlier = self._read(state.question, state.language)
        turn = Turn(self.parts, again, earlier, state, wanted_language, asked)
        return answer(turn)


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


def answer(turn: Turn) -> Answer:
    """Answer a question by what it wants."""
    act = turn.wanted.act
    if act is Act.SMALLTALK:
        turn.draft.say(_TALK[turn.wanted.talk])
        return turn.kept(act)
    if act is Act.HELP and turn.wanted.talk:
        turn.draft.say("no_groups")
        return turn.kept(act)
    if act is Act.HELP:
        for number in (1, 2, 3):
            turn.draft.say(f"help_{number}")
        return turn.kept(act)
    if turn.asked.nothing_removed:
        turn.draft.say("nothing_to_remove")
        return turn.kept(Act.FIND)
    if act is Act.COLLECTION:
        return _collection(turn)
    if not turn.state.question and leans(turn.parsed):
        turn.draft.say("nothing_before")
        return turn.kept(act)
    if refers_to_nothing(turn.parsed, turn.state):
        turn.draft.say("nothing_found_before")
        return turn.kept(act)
    if act is Act.MORE:
        return sets.more(turn)
    if act in (Act.TELL, Act.SUCCESSORS, Act.PREDECESSORS):
        return single.about_one(turn)
    if act is Act.COMPARE:
        return single.compare(turn)
    if act is Act.SIMILAR:
        return single.similar(turn)
    if turn.parsed.unknown_project and not turn.parsed.projects:
        return single.no_such_project(turn)
    return sets.about_set(turn)


def _collection(turn: Turn) -> Answer:
    parts = turn.parts
    title = parts.title(turn.language)
    size = reporting.collection(turn.draft, parts.projects, parts.objectives, title)
    return replace(turn.done(Act.COLLECTION, parts.projects, figure=size, shown=0), projects=())
