"""A comparison of projects as a table: a row for each aspect, those that differ first."""

from __future__ import annotations

from collections.abc import Iterable

from hankehaku.assistant.answer import Answer, Cell, Row
from hankehaku.assistant.texts import say
from hankehaku.interfaces.texts import text
from hankehaku.interfaces.web.beside import cite_html, with_card
from hankehaku.interfaces.web.marks import TEXT_LANGUAGE, escape, foreign


def table_html(answer: Answer, turn: int) -> str:
    """Return the rows of an answer in its language, a column for each project.

    A cell with words of a description has them verbatim, as a quotation in Finnish.
    """
    language = answer.language
    titles = {**{each.id: each.title for each in answer.projects}, **with_card(answer)}
    projects = [cell.project for cell in answer.rows[0].cells]
    columns = "".join(
        f'<th scope="col">{foreign(escape(titles.get(each, each)), TEXT_LANGUAGE, language)}</th>'
        for each in projects
    )
    width = len(projects) + 1
    groups = (
        ("chat_differs", [row for row in answer.rows if row.differs]),
        ("chat_same", [row for row in answer.rows if not row.differs]),
    )
    bodies = "".join(
        f'<tbody><tr class="group"><th colspan="{width}" scope="rowgroup">'
        f"{escape(text(language, key))}</th></tr>{_rows_html(rows, answer, turn)}</tbody>"
        for key, rows in groups
        if rows
    )
    caption = escape(text(language, "chat_comparison"))
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{caption}"><table>'
        f'<caption class="unseen">{caption}</caption><thead><tr>'
        f'<th scope="col">{escape(text(language, "chat_aspect"))}</th>{columns}</tr></thead>'
        f"{bodies}</table></div>"
    )


def _rows_html(rows: Iterable[Row], answer: Answer, turn: int) -> str:
    return "".join(
        f'<tr><th scope="row">{escape(row.heading)}</th>'
        f"{''.join(_cell_html(cell, answer, turn) for cell in row.cells)}</tr>"
        for row in rows
    )


def _cell_html(cell: Cell, answer: Answer, turn: int) -> str:
    if not cell.text:
        missing = escape(say(answer.language, "not_mentioned"))
        return f'<td class="missing">{missing}{_cite(cell, "", answer, turn)}</td>'
    if not cell.verbatim:
        return f"<td>{escape(cell.text)}{_cite(cell, '', answer, turn)}</td>"
    lang = "" if answer.language == TEXT_LANGUAGE else f' lang="{TEXT_LANGUAGE}"'
    quoted = f"<q{lang}>{escape(cell.text)}</q>"
    return f"<td>{quoted}{_cite(cell, cell.text, answer, turn)}</td>"


def _cite(cell: Cell, quote: str, answer: Answer, turn: int) -> str:
    cited = (each for each in answer.citations if (each.id, each.quote) == (cell.project, quote))
    citation = next(cited, None)
    return f" {cite_html(citation, answer, turn)}" if citation else ""
