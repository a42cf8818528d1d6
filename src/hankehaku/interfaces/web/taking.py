"""What stands around a list of results: its order, its pages, and the ways on from it."""

from __future__ import annotations

from hankehaku.interfaces.addresses import query_of
from hankehaku.interfaces.exports import FORMATS
from hankehaku.interfaces.texts import number, text
from hankehaku.interfaces.web.marks import escape
from hankehaku.search.request import SORTS, Request
from hankehaku.search.result import SearchResult


def toolbar_html(request: Request, language: str) -> str:
    """Return the choice of an order, and links to the overview and to files of this result."""
    options = "".join(
        f'<option value="{each}"{" selected" if each == request.sort else ""}>'
        f"{escape(text(language, f'sort_{each}'))}</option>"
        for each in SORTS
    )
    query = escape(query_of(request.all(), language))
    links = "".join(
        f'<li><a href="./vie/{each}?{query}" download>'
        f"{escape(text(language, f'take_{each}'))}</a></li>"
        for each in FORMATS
    )
    return (
        f'<div class="toolbar"><label>{escape(text(language, "sort_label"))} '
        f'<select data-act="sort">{options}</select></label>'
        f'<a href="./yleiskuva?{query}">{escape(text(language, "to_overview"))}</a>'
        f'<details class="take" data-keep="take"><summary>{escape(text(language, "take_heading"))}'
        f'</summary><ul role="list">{links}</ul></details></div>'
    )


def pages_html(result: SearchResult, request: Request, language: str) -> str:
    """Return the way to the page before and the page after, nothing when there is one page."""
    pages = -(-result.matching // request.count)
    here = request.first // request.count + 1
    if pages < 2 and here == 1:
        return ""
    # beyond the end the way back leads to the last page
    before = _page_html(max(min(here - 1, pages), 1), "page_before", language, usable=here > 1)
    after = _page_html(here + 1, "page_after", language, usable=here < pages)
    where = text(language, "page_where", page=number(here, language), pages=number(pages, language))
    label = escape(text(language, "pages_label"))
    return f'<nav class="pages" aria-label="{label}">{before}<p>{escape(where)}</p>{after}</nav>'


def picking_html(language: str) -> str:
    """Return the bar that leads to a comparison; page.js shows it when projects are picked."""
    template = escape(text(language, "compare_picked", count="{count}"))
    few = escape(text(language, "compare_few"))
    return (
        f'<div class="compare-bar" hidden data-template="{template}" data-few="{few}" '
        f'data-address="./vertaa?lang={escape(language)}"><a class="press" href="./vertaa"></a>'
        f'<button type="button" class="press" data-unpick>{escape(text(language, "compare_none"))}'
        "</button></div>"
    )


def _page_html(page: int, key: str, language: str, *, usable: bool) -> str:
    if not usable:
        return "<span></span>"
    return (
        f'<button type="button" class="press" data-act="page" data-key="{page}">'
        f"{escape(text(language, key))}</button>"
    )
