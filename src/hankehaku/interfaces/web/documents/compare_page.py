"""The comparison of some projects as a table that can be linked to, and the choice of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from hankehaku.assistant.answer import Cell, Row
from hankehaku.assistant.texts import say
from hankehaku.interfaces.texts import number, text
from hankehaku.interfaces.web.comparing import comparison_html
from hankehaku.interfaces.web.documents.pieces import (
    comparison_address,
    place_text,
    project_link,
    section,
)
from hankehaku.interfaces.web.documents.shell import address, document
from hankehaku.interfaces.web.facts import organisation_html
from hankehaku.interfaces.web.marks import TEXT_LANGUAGE, escape, foreign, verbatim
from hankehaku.records import Project

if TYPE_CHECKING:
    from hankehaku.facade import Hankehaku

PATH = "vertaa"
LEAST, MOST = 2, 5
"""Projects that are compared."""

LISTED = 200
"""Collections of up to this many projects have all of them listed to choose from."""

_FINNISH = ("objective",)
"""Aspects whose values are in Finnish whatever the language of the page."""


def comparison_document(
    hankehaku: Hankehaku, projects: Sequence[Project], language: str, *, query: str
) -> str:
    """Return the page that compares 2 to 5 projects."""
    rows = [
        _placed(row, hankehaku, projects, language) if row.aspect == "place" else row
        for row in hankehaku.compare([each.id for each in projects], language)
    ]
    heading = text(language, "compare_heading")
    body = (
        f"<h1>{escape(heading)}</h1>"
        f'<p class="lead">{escape(text(language, "compare_lead"))}</p>'
        f"<section>{_table(rows, projects, language)}</section>"
        f'<p class="actions"><a class="press" href="{escape(address(PATH, "", language))}">'
        f"{escape(text(language, 'compare_more'))}</a></p>"
    )
    return document(body, title=heading, language=language, path=PATH, query=query)


def choice_document(
    hankehaku: Hankehaku,
    chosen: Sequence[Project],
    language: str,
    *,
    query: str,
    problem: str = "",
) -> str:
    """Return the page on which projects are chosen; `problem` says why they cannot be compared."""
    heading = text(language, "compare_heading")
    said = f'<p class="status error">{escape(problem)}</p>' if problem else ""
    like = _like(hankehaku, chosen[0], language) if len(chosen) == 1 else ""
    body = (
        f"<h1>{escape(heading)}</h1>{said}"
        f'<p class="lead">{escape(text(language, "choose_lead"))}</p>{like}'
        f"{_form(hankehaku, chosen, language)}"
    )
    return document(
        body, title=heading, language=language, path=PATH, query=query, robots=not problem
    )


def _placed(row: Row, hankehaku: Hankehaku, projects: Sequence[Project], language: str) -> Row:
    """Return the row of places with the names that the language of the page has for them."""
    cells = (
        replace(cell, text=place_text(hankehaku, project.organisation, language))
        for cell, project in zip(row.cells, projects, strict=True)
    )
    return replace(row, cells=tuple(cells))


def _table(rows: Sequence[Row], projects: Sequence[Project], language: str) -> str:
    ids = [each.id for each in projects]
    columns = "".join(_heading(each, ids, language) for each in projects)
    by_id = {each.id: each for each in projects}
    return comparison_html(
        rows,
        columns,
        lambda row, cell: _cell(cell, row.aspect, by_id[cell.project], language),
        language,
    )


def _heading(project: Project, ids: Sequence[str], language: str) -> str:
    rest = [each for each in ids if each != project.id]
    without = escape(comparison_address(rest, PATH, language))
    title = foreign(escape(project.title), TEXT_LANGUAGE, language)
    return (
        f'<th scope="col" role="columnheader">{project_link(project, PATH, language)} '
        f'<span class="note"><a href="{without}">{escape(text(language, "compare_remove"))}'
        f'<span class="unseen"> {title}</span></a></span></th>'
    )


def _cell(cell: Cell, aspect: str, project: Project, language: str) -> str:
    # seen where the table is laid out as a list, in which no column says whose the cell is
    title = foreign(escape(project.title), TEXT_LANGUAGE, language)
    whose = f'<span class="of" aria-hidden="true">{title}</span>'
    if not cell.text:
        missing = escape(say(language, "not_mentioned"))
        return f'<td role="cell" class="missing">{whose}{missing}</td>'
    words = escape(cell.text)
    if cell.verbatim:
        lang = "" if language == TEXT_LANGUAGE else f' lang="{TEXT_LANGUAGE}"'
        words = f"<q{lang}>{words}</q>"
    elif aspect in _FINNISH:
        words = foreign(words, TEXT_LANGUAGE, language)
    return f'<td role="cell">{whose}{words}</td>'


def _like(hankehaku: Hankehaku, project: Project, language: str) -> str:
    """Return links that compare a project with each of those that are most like it."""
    items = "".join(
        f'<li><a href="{escape(comparison_address((project.id, other.id), PATH, language))}">'
        f"{foreign(escape(other.title), TEXT_LANGUAGE, language)}</a></li>"
        for other in (each.project for each in hankehaku.similar(project.id, MOST - 1))
    )
    if not items:
        return ""
    intro = escape(text(language, "choose_like"))
    first = project_link(project, PATH, language)
    content = f'<p>{first}</p><p>{intro}</p><ul class="plain long">{items}</ul>'
    return section("lahimmat", text(language, "choose_like_heading"), content)


def _form(hankehaku: Hankehaku, chosen: Iterable[Project], language: str) -> str:
    if len(hankehaku) > LISTED:
        total = number(len(hankehaku), language)
        search = escape(address(PATH, "", language))
        content = (
            f"<p>{escape(text(language, 'choose_search', total=total))}</p>"
            f'<p><a class="press" href="{search}">{escape(text(language, "problem_to_search"))}</a>'
            "</p>"
        )
        return section("valinta", text(language, "choose_heading"), content)
    ticked = {each.id for each in chosen}
    projects = sorted(hankehaku, key=lambda each: (each.title.casefold(), each.id))
    items = "".join(_box(each, language, ticked=each.id in ticked) for each in projects)
    content = (
        f'<form action="./{PATH}" method="get"><fieldset>'
        f"<legend>{escape(text(language, 'choose_legend'))}</legend>"
        f'<ul class="choices" role="list">{items}</ul></fieldset>'
        f'<input type="hidden" name="lang" value="{escape(language)}">'
        f'<button class="press first" type="submit">{escape(text(language, "choose_button"))}'
        "</button></form>"
    )
    return section("valinta", text(language, "choose_heading"), content)


def _box(project: Project, language: str, *, ticked: bool) -> str:
    checked = " checked" if ticked else ""
    title = foreign(escape(project.title), TEXT_LANGUAGE, language)
    return (
        f'<li><label><input type="checkbox" name="id" value="{verbatim(project.id)}"{checked}>'
        f'<span>{title}<span class="note">{organisation_html(project.organisation, language)}'
        "</span></span></label></li>"
    )
