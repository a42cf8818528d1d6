"""Compares a plan with the projects of a collection."""

from __future__ import annotations

from hankehaku.assistant.plan.comparables import chosen, comparable
from hankehaku.assistant.plan.lacking import Lackings
from hankehaku.assistant.plan.looking_up import look_up
from hankehaku.assistant.plan.novelty import new_parts
from hankehaku.assistant.plan.report import PlanReport
from hankehaku.assistant.plan.units import MAX_PLAN, units_of
from hankehaku.assistant.plan.words import Words
from hankehaku.assistant.turn import Parts
from hankehaku.errors import QuestionError
from hankehaku.index.kit import Kit
from hankehaku.language.detect import detect_language
from hankehaku.search.question import clean_question

_DETECTED = 5_000  # characters of a plan by which its language is told


def compare_plan(parts: Parts, kit: Kit, text: str, language: str | None = None) -> PlanReport:
    """Return a plan beside the collection: comparable projects, what it lacks and what is new.

    The plan is in `language` (fi, sv or en; None: detected). Of a very long one the first MAX_PLAN
    characters are used. Raises QuestionError when it has no words.
    """
    text = "\n".join(filter(None, map(clean_question, text.splitlines())))
    units = units_of(text)
    if not units:
        raise QuestionError("the plan has no words", cure="Write or paste the text of the plan")
    searcher = parts.searcher
    if language is None:
        language = detect_language(text[:_DETECTED], kit.lexicon.stopwords).language
    words = Words(language, kit.analyzers, kit.lexicon.folder)
    looked = look_up(units, searcher, words)
    read = chosen(looked, searcher, kit.encoder)
    found = tuple(comparable(each, looked, searcher) for each in read)
    return PlanReport(
        language=language,
        judged=len(looked),
        total=len(parts.projects),
        comparable=found,
        lacking=Lackings(parts, looked, words).of(read, found),
        new=new_parts(looked, searcher, words),
        characters=max(len(text) - MAX_PLAN, 0),
    )
