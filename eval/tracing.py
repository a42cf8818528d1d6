"""Traces every sentence of an answer to what it cites: quotations, names, numbers and dates.

    from tracing import untraced; untraced(answer, projects)

It works from the records alone, apart from the code that wrote the answer. Used by the scripts and
tests beside it; it does nothing when run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from hankehaku.assistant.answer import Answer, Basis, Sentence
from hankehaku.records import Project

_MARK = re.compile(r"\[(\d+)\]")
_QUOTED = re.compile(r"[”“](.+?)[”](?=[ \s.,;:)]|$)", re.DOTALL)
_NUMBER = re.compile(r"\d+(?:[.\u00a0,]\d+)*")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH_DAYS = 30.4375


def untraced(answer: Answer, projects: Mapping[str, Project]) -> list[str]:
    """Return what of an answer rests on nothing, each with the reason; empty when all is traced."""
    by_number = {each.n: each for each in answer.citations}
    problems = [
        f"[{each.n}] is not in {each.id}: {each.quote}"
        for each in answer.citations
        if each.quote and each.quote not in projects[each.id].description
    ]
    for sentence in answer.sentences:
        marks = [int(n) for n in _MARK.findall(sentence.text)]
        if set(marks) != set(sentence.citations):
            problems.append(f"marks {marks} and citations {sentence.citations}: {sentence.text}")
        if missing := [n for n in marks if n not in by_number]:
            problems.append(f"no citation {missing}: {sentence.text}")
            continue
        cited = [projects[by_number[n].id] for n in marks]
        problems += _sentence(answer, sentence, cited)
    return problems


def _sentence(answer: Answer, sentence: Sentence, cited: list[Project]) -> Iterator[str]:
    text = _MARK.sub("", sentence.text)
    if sentence.basis in (Basis.QUOTE, Basis.RECORD) and not cited:
        yield f"cites nothing: {sentence.text}"
        return
    if sentence.basis is Basis.NOTICE:
        return
    if sentence.basis is Basis.FIGURE:
        yield from _figure(answer, text)
        return
    known = " ".join(each.description for each in cited)
    written = " ".join(issue.written for each in cited for issue in each.issues)
    for quote in _QUOTED.findall(text):
        if quote not in known and quote not in written and not _condition(answer, quote):
            yield f"not verbatim: {quote}"
    rest = _QUOTED.sub("", text)
    allowed = set().union(*(_values(each) for each in cited)) | {str(len(cited))}
    allowed |= {str(len(miss.projects)) for miss in [answer.near_miss] if miss}
    for title in sorted((each.title for each in cited), key=len, reverse=True):
        rest = rest.replace(title, "")
    for number in _NUMBER.findall(rest):
        if number not in allowed:
            yield f"{number} is in no cited record: {sentence.text}"


def _condition(answer: Answer, quote: str) -> bool:
    """Tell whether what stands in quotation marks is a condition of the question, not a source."""
    return answer.near_miss is not None and quote in answer.near_miss.text


def _values(project: Project) -> set[str]:
    """Return every number that the record of a project gives, as the three languages write it."""
    values: set[str] = set(_NUMBER.findall(f"{project.title} {project.short_name}"))
    values |= set(_NUMBER.findall(project.objective.code))
    values |= set(_NUMBER.findall(" ".join(issue.written for issue in project.issues)))
    euros, start, end = project.grant.eu_support_eur, project.period.start, project.period.end
    for day in (start, end):
        if day:
            values |= set(_day(day))
    if start and end:
        days = (end - start).days + 1
        values |= set(_grouped(days))
        if euros is not None:
            values |= set(_grouped(round(euros / (days / _MONTH_DAYS))))
    if euros is not None:
        values |= set(_grouped(euros))
    return values


def _day(day: date) -> Iterable[str]:
    return (f"{day.day}.{day.month}.{day.year}", str(day.day), str(day.year))


def _grouped(number: int) -> Iterable[str]:
    comma = f"{number:,}"
    return (str(number), comma, comma.replace(",", "\u00a0"))


def _figure(answer: Answer, text: str) -> Iterator[str]:
    """Yield the numbers of a figure's sentence that are not the figure, its rows or its ends."""
    allowed: set[str] = set()
    figure = answer.figure
    numbers: list[float] = [len(answer.projects), len(answer.state.found)]
    if figure:
        ends = [each for each in (figure.low, figure.high) if each is not None]
        numbers += [figure.value, *ends, len(figure.projects), len(figure.unknown)]
    for number in numbers:
        allowed |= set(_grouped(int(number + 0.5)))
    if answer.act == "collection":
        return
    for number_text in _NUMBER.findall(text):
        if number_text not in allowed:
            yield f"{number_text} is no part of the figure: {text}"
