"""A comparison of projects as a table: a row for each aspect, those that differ first."""

from __future__ import annotations

from collections.abc import Callable, Sequence

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
    named = (foreign(escape(titles.get(e, e)), TEXT_LANGUAGE, language) for e in projects)
    columns = "".join(f'<th scope="col" role="columnheader">{each}</th>' for each in named)
    return comparison_html(
        answer.rows, columns, lambda _, cell: _cell_html(cell, answer, turn), language
    )


def comparison_html(
    rows: Sequence[Row], columns: str, cell_html: Callable[[Row, Cell], str], language: str
) -> str:
    """Return rows as a table below the headings `columns`, those that differ first.

    Roles are given as tables that are laid out as blocks lose them in some browsers.
    """
    width = len(rows[0].cells) + 1
    groups = (
        ("chat_differs", [row for row in rows if row.differs]),
        ("chat_same", [row for row in rows if not row.differs]),
    )
    bodies = "".join(
        f'<tbody role="rowgroup"><tr class="group" role="row"><th role="rowheader" '
        f'colspan="{width}" scope="rowgroup">{escape(text(language, key))}</th></tr>'
        f"{''.join(_row_html(row, cell_html) for row in group)}</tbody>"
        for key, group in groups
        if group
    )
    caption = escape(text(language, "chat_comparison"))
    return (
        f'<div class="scroll comparison" role="region" tabindex="0" aria-label="{caption}">'
        f'<table role="table"><caption class="unseen">{caption}</caption>'
        f'<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">'
        f"{escape(text(language, 'chat_aspect'))}</th>{columns}</tr></thead>{bodies}</table></div>"
    )


def _row_html(row: Row, cell_html: Callable[[Row, Cell], str]) -> str:
    cells = "".join(cell_html(row, cell) for cell in row.cells)
    return f'<tr role="row"><th scope="row" role="rowheader">{escape(row.heading)}</th>{cells}</tr>'


def _cell_html(cell: Cell, answer: Answer, turn: int) -> str:
    if not cell.text:
        missing = escape(say(answer.language, "not_mentioned"))
        return f'<td role="cell" class="missing">{missing}{_cite(cell, "", answer, turn)}</td>'
    if not cell.verbatim:
        return f'<td role="cell">{escape(cell.text)}{_cite(cell, "", answer, turn)}</td>'
    lang = "" if answer.language == TEXT_LANGUAGE else f' lang="{TEXT_LANGUAGE}"'
    quoted = f"<q{lang}>{escape(cell.text)}</q>"
    return f'<td role="cell">{quoted}{_cite(cell, cell.text, answer, turn)}</td>'


def _cite(cell: Cell, quote: str, answer: Answer, turn: int) -> str:
    cited = (each for each in answer.citations if (each.id, each.quote) == (cell.project, quote))
    citation = next(cited, None)
    return f" {cite_html(citation, answer, turn)}" if citation else ""
