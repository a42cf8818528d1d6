"""Why a project is among the results, in words, for the decision memo."""

from __future__ import annotations

from collections.abc import Iterable

from hankehaku.assistant.wording import describe
from hankehaku.index.fields import texts_of
from hankehaku.interfaces.exports.word import Run
from hankehaku.interfaces.texts import text
from hankehaku.interfaces.web.marks import TEXT_LANGUAGE
from hankehaku.search.result import Hit, Match, Question

_WORDS, _FORMS = 8, 3


def reasons(hit: Hit, question: Question, language: str) -> list[list[str | Run]]:
    """Return why a project was found: the constraints that it meets, then for each word of the
    question that was met in it the forms that stand there; nothing in a list of everything.
    """
    said: list[list[str | Run]] = []
    if question.constraints:
        met = "; ".join(describe(each, language) for each in question.constraints)
        said.append([text(language, "why_constraints", constraints=met).rstrip(".")])
    if not hit.signals:  # chosen by the constraints alone
        return said
    words: dict[str, list[Match]] = {}
    for match in hit.matches:
        words.setdefault(match.question, []).append(match)
    if not words:
        return [*said, [text(language, "why_no_words").rstrip(".")]]
    texts = texts_of(hit.project)
    for word, matches in list(words.items())[:_WORDS]:
        met_as = _forms(word, matches, texts)
        way: list[str | Run] = [Run(word, question.language)]
        way += [" → ", Run(met_as, TEXT_LANGUAGE)] if met_as else []
        said.append([*way, f" ({_places(matches, language)})"])
    return [*said, ["…"]] if len(words) > _WORDS else said


def missing(hit: Hit, question: Question) -> list[str]:
    """Return the words of the question that were not met in a project."""
    if not hit.signals:
        return []
    met = {match.question for match in hit.matches}
    sought = (each.surface for each in question.terms if each.sought)
    return [each for each in dict.fromkeys(sought) if each not in met][:_WORDS]


def _forms(word: str, matches: list[Match], texts: dict[str, str]) -> str:
    """Return how a word stands in a project, empty when only as it was written."""
    forms: dict[str, str] = {}
    for match in matches:
        if form := texts.get(match.text, "")[match.start : match.end]:
            forms.setdefault(form.casefold(), form)
    found = [form for folded, form in forms.items() if folded != word.casefold()]
    return ", ".join(found[:_FORMS]) + (" …" if len(found) > _FORMS else "")


def _places(matches: Iterable[Match], language: str) -> str:
    names = dict.fromkeys(match.text for match in matches)
    return ", ".join(text(language, f"place_{name}") for name in names)
