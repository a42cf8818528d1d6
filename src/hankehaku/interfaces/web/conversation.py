"""A conversation as HTML: questions, answers with their citations, and what can be pressed next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from hankehaku.assistant.answer import Answer, Basis, Citation, Sentence
from hankehaku.assistant.texts import say
from hankehaku.assistant.wording import describe
from hankehaku.interfaces.texts import text
from hankehaku.interfaces.web.beside import cards_html, cite_html, nothing_html
from hankehaku.interfaces.web.chips import button_html, chips_html, without_html
from hankehaku.interfaces.web.comparing import table_html
from hankehaku.interfaces.web.history import steps_of
from hankehaku.interfaces.web.marks import TEXT_LANGUAGE, escape, foreign, verbatim
from hankehaku.interfaces.web.status import status_html
from hankehaku.interfaces.web.talk import Talk, Turn
from hankehaku.interfaces.web.view import problem_text

_MARK = re.compile(r"\[(\d+)\]")
_LONG, _SHORT = 600, 120
"""Characters of a question in the log, and beside the cards; a plan may be pasted in."""

_LISTED = (Basis.QUOTE, Basis.RECORD)


def log_html(talk: Talk, language: str) -> str:
    """Return a conversation: its turns, and after the last one what was understood and can be taken
    back, and the questions that go on from it.

    The log is always the same element, so that what comes into it is announced.
    """
    heading = escape(text(language, "chat_heading"))
    intro = escape(text(language, "chat_intro"))
    turns = "".join(turn_html(each, language) for each in talk.turns)
    return (
        f'<h2 class="unseen">{heading}</h2>'
        f'<p class="begin"{" hidden" if talk.turns else ""}>{intro}</p>'
        f'<div class="log" role="log" aria-live="polite" aria-label="{heading}" '
        f'data-steps="{verbatim(steps_of(talk))}">{turns}</div>'
        f"{_understood_html(talk, language)}{_offers_html(talk, language)}"
    )


def beside_html(talk: Talk, language: str) -> str:
    """Return the cards of the turn that is looked at, with its question."""
    heading = f"<h2>{escape(text(language, 'chat_projects'))}</h2>"
    turn = talk.shown
    cards = cards_html(turn.answer, language) if turn else ""
    if turn is None or not cards:
        number = turn.number if turn else 0
        return f'<div class="beside" data-turn="{number}">{heading}{nothing_html(language)}</div>'
    label, question = text(language, "chat_projects_of"), asked_html(turn, language, _SHORT)
    return (
        f'<div class="beside" data-turn="{turn.number}">{heading}'
        f'<p class="note">{escape(label)}: {question}</p>{cards}</div>'
    )


def problem_html(talk: Talk, language: str) -> str:
    """Return why the last question was not answered, empty when it was."""
    if not talk.problem:
        return status_html("", "none")
    return status_html(problem_text(talk.problem, language), "error")


def turn_html(turn: Turn, language: str) -> str:
    """Return a question and its answer, each in its language."""
    answer = turn.answer
    spoken = "" if answer.language == language else f' lang="{escape(answer.language)}"'
    written = (
        f'<p class="note">{escape(text(language, "chat_written_by", name=answer.written_by))}</p>'
        if answer.written_by
        else ""
    )
    return (
        f'<div class="turn" data-turn="{turn.number}"><h3 class="asked" tabindex="-1">'
        f'<span class="unseen">{escape(text(language, "chat_asked"))}: </span>'
        f"{asked_html(turn, language, _LONG)}</h3>"
        f'<div class="answer"><div class="said"{spoken}>{"".join(_said(turn))}</div>'
        f"{written}</div></div>"
    )


def asked_html(turn: Turn, language: str, most: int) -> str:
    """Return what was asked in at most so many characters, or the constraint taken back."""
    if turn.dropped is None:
        asked = turn.question if len(turn.question) <= most else f"{turn.question[:most]} …"
        return foreign(escape(asked), turn.answer.language, language)
    return escape(text(language, "chat_dropped", constraint=describe(turn.dropped, language)))


def sentence_html(sentence: Sentence, turn: Turn) -> str:
    """Return a sentence with each `[n]` that it cites as a link to the project's card, and with the
    words of projects told to be Finnish where it is not.
    """
    answer = turn.answer
    cited = {each.n: each for each in answer.citations if each.n in sentence.citations}
    pieces, at = [], 0
    for start, end in _finnish(sentence.text, cited, answer):
        pieces.append(_linked(sentence.text[at:start], cited, turn))
        own = escape(sentence.text[start:end])
        pieces.append(foreign(own, TEXT_LANGUAGE, answer.language))
        at = end
    pieces.append(_linked(sentence.text[at:], cited, turn))
    return "".join(pieces)


def _said(turn: Turn) -> Iterator[str]:
    """Yield the sentences of an answer: list items where they tell of projects, else paragraphs,
    and a comparison as a table in place of the sentences that tell its rows.
    """
    answer = turn.answer
    rows = tuple(
        say(answer.language, "compare_row", aspect=each.heading, cells="") for each in answer.rows
    )
    items: list[str] = []
    for sentence in answer.sentences:
        if rows and not answer.written_by and sentence.text.startswith(rows):
            continue
        html = sentence_html(sentence, turn)
        if sentence.basis in _LISTED and not answer.written_by:
            items.append(f"<li>{html}</li>")
            continue
        yield from _list_html(items)
        items = []
        yield f'<p class="{sentence.basis.value}">{html}</p>'
    yield from _list_html(items)
    if answer.rows:
        yield table_html(answer, turn.number)


def _list_html(items: list[str]) -> Iterator[str]:
    if items:
        yield f'<ul class="points">{"".join(items)}</ul>'


def _finnish(
    written: str, cited: Mapping[int, Citation], answer: Answer
) -> Iterator[tuple[int, int]]:
    """Yield where the quotes and titles of cited projects stand in a sentence, in order."""
    words = {each.quote for each in cited.values()}
    words |= {answer.sources[each.id].title for each in cited.values() if each.id in answer.sources}
    found = ((written.find(each), -len(each)) for each in words if each)
    at = 0
    for start, length in sorted(found):
        if start >= at:
            at = start - length
            yield start, at


def _linked(written: str, cited: Mapping[int, Citation], turn: Turn) -> str:
    pieces, at = [], 0
    for mark in _MARK.finditer(written):
        if citation := cited.get(int(mark.group(1))):
            pieces.append(escape(written[at : mark.start()]))
            pieces.append(cite_html(citation, turn.answer, turn.number))
            at = mark.end()
    return "".join((*pieces, escape(written[at:])))


def _understood_html(talk: Talk, language: str) -> str:
    if talk.last is None or not talk.last.answer.understood:
        return ""
    answer = talk.last.answer
    understood = [(each.key, each.constraint) for each in answer.understood]
    heading = escape(text(language, "chat_understood"))
    miss = answer.near_miss
    without = "".join(
        f'<p class="without">{without_html("drop", key, each, len(miss.projects), language)}</p>'
        for key, each in understood
        if miss and miss.projects and miss.drop == each
    )
    return (
        f'<section class="understood" aria-label="{heading}"><div class="row"><p>{heading}:</p>'
        f"{chips_html(understood, language)}</div>{without}</section>"
    )


def _offers_html(talk: Talk, language: str) -> str:
    offers = talk.offers(language)
    if not offers:
        return ""
    heading = escape(text(language, "chat_next" if talk.last else "chat_examples"))
    spoken = talk.last.answer.language if talk.last else language
    lang = "" if spoken == language else f' lang="{escape(spoken)}"'
    items = "".join(f"<li>{button_html('ask', key, each)}</li>" for key, each in enumerate(offers))
    return (
        f'<section class="offers" aria-label="{heading}"><p>{heading}:</p>'
        f'<ul role="list"{lang}>{items}</ul></section>'
    )
