"""How a question was understood, as HTML, with what can be taken back of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from hankehaku.interfaces.texts import number, text
from hankehaku.interfaces.web.chips import chips_html, restored_html
from hankehaku.interfaces.web.marks import TEXT_LANGUAGE, escape, foreign, verbatim
from hankehaku.language.terms import PARTS, SPELLING, WRITTEN, Term
from hankehaku.search.request import Request
from hankehaku.search.result import Question

_SHOWN_TERMS, _SHOWN_NAMES = 12, 3
_UNSURE = 0.6
ARROW = ' <span class="arrow" aria-hidden="true">→</span> <span class="unseen">, </span>'
_WORD = re.compile(r"[^\W_]+(?:[-'’:][^\W_]+)*")


def understood_html(question: Question, request: Request, language: str) -> str:
    """Return a question's language, the constraints that it makes and the words that it is searched
    by (as buttons that take them back), its words' Finnish names, and what was left out.
    """
    unsure = question.confidence < _UNSURE
    key = "understood_language_unsure" if unsure else "understood_language"
    named = text(language, key, language=text(language, f"language_{question.language}"))
    terms = [term for term in question.terms if term.translated]
    corrected = [term for term in terms if term.corrected]
    sought = [term for term in terms if term.sought]
    lists = (
        ("understood_corrected", [_corrected_html(each, question, language) for each in corrected]),
        ("understood_terms", [_sought_html(term, question.language, language) for term in sought]),
        (
            "understood_untranslated",
            surfaces_html(
                (term.surface for term in question.terms if not term.translated), question, language
            ),
        ),
        (
            "understood_ignored",
            surfaces_html(_ignored(question, request.muted), question, language),
        ),
        ("understood_muted", [_muted_html(each, language) for each in request.muted]),
    )
    rows = "".join(row_html(text(language, key), items, language) for key, items in lists)
    made = tuple(enumerate(question.parsed.constraints if question.parsed else ()))
    applied = [each for each in made if each[0] not in request.dropped]
    dropped = [each for each in made if each[0] in request.dropped]
    if chips := restored_html(dropped, language):
        label = escape(text(language, "constraints_dropped"))
        rows = f'<div class="row"><p>{label}:</p>{chips}</div>{rows}'
    if chips := chips_html(applied, language):
        label = escape(text(language, "constraints"))
        rows = f'<div class="row"><p>{label}:</p>{chips}</div>{rows}'
    heading = escape(text(language, "understood_heading"))
    return (
        f'<section class="understood" aria-label="{heading}"><h3>{heading}: '
        f"<span>{escape(named)}</span></h3>{rows}</section>"
    )


def _corrected_html(term: Term, question: Question, language: str) -> str:
    words = (term.surface, term.corrected or "")
    return ARROW.join(foreign(escape(word), question.language, language) for word in words)


def _sought_html(term: Term, asked_in: str, language: str) -> str:
    """Return a word that is searched by, with a button that takes it out."""
    name = escape(text(language, "word_mute", word=term.surface))
    return (
        f"{_term_html(term, asked_in, language)}"
        f'<button type="button" class="mute" data-act="mute" data-key="{verbatim(term.surface)}" '
        f'aria-label="{name}"><span aria-hidden="true">×</span></button>'
    )


def _muted_html(word: str, language: str) -> str:
    name = escape(text(language, "word_unmute", word=word))
    return (
        f"<s>{escape(word)}</s>"
        f'<button type="button" class="mute" data-act="unmute" data-key="{verbatim(word)}" '
        f'aria-label="{name}"><span aria-hidden="true">+</span></button>'
    )


def _term_html(term: Term, asked_in: str, language: str) -> str:
    written = foreign(escape(term.surface), asked_in, language)
    if term.corrected:
        right = next(each for each in term.alternatives if each.source == SPELLING)
        names = [_term_html(each, asked_in, language) for each in right.terms]
        return f"{written}{ARROW}{' '.join(names)}"
    names = [
        each.text
        for each in term.alternatives
        if each.source != WRITTEN and each.text.casefold() != term.surface.casefold()
    ]
    if not names:
        return written
    shown = ", ".join(names[:_SHOWN_NAMES]) + (" …" if len(names) > _SHOWN_NAMES else "")
    # a compound that was taken apart is still in the language of the question
    first = next(each for each in term.alternatives if each.text == names[0])
    named_in = asked_in if first.source == PARTS else TEXT_LANGUAGE
    return f"{written}{ARROW}{foreign(escape(shown), named_in, language)}"


def surfaces_html(words: Iterable[str], question: Question, language: str) -> list[str]:
    """Return words of a question, each once, told to be in its language."""
    return [foreign(escape(word), question.language, language) for word in dict.fromkeys(words)]


def _ignored(question: Question, muted: Iterable[str]) -> Iterator[str]:
    """Yield the words of the question that are in none of its terms."""
    taken_out = {part.casefold() for each in muted for part in _WORD.findall(each)}
    used = [(term.start, term.end) for term in question.terms]
    for word in _WORD.finditer(question.topic):
        met = any(start < word.end() and word.start() < end for start, end in used)
        if not met and word.group().casefold() not in taken_out:
            yield word.group()


def row_html(label: str, items: list[str], language: str) -> str:
    """Return the first of some items in a row after a label, nothing without any."""
    if not items:
        return ""
    shown = "".join(f"<li>{item}</li>" for item in items[:_SHOWN_TERMS])
    if (left := len(items) - _SHOWN_TERMS) > 0:
        more = text(language, "understood_more", count=number(left, language))
        shown += f'<li class="more">{escape(more)}</li>'
    return f'<div class="row"><p>{escape(label)}:</p><ul class="words">{shown}</ul></div>'
