"""What the page says of the outcome of a search in one announced line."""

from __future__ import annotations

from hankehaku.assistant.texts import say
from hankehaku.interfaces.texts import count_text, number, text
from hankehaku.interfaces.web.marks import escape
from hankehaku.search.request import Request
from hankehaku.search.result import SearchResult


def status_html(message: str, kind: str) -> str:
    """Return a message that is announced when it changes; it is always the same element."""
    return f'<p class="status {kind}" role="status">{escape(message)}</p>'


def outcome(result: SearchResult, request: Request, language: str) -> str:
    """Return how many projects are shown, in what order, and out of how many."""
    question = result.question
    shown = count_text(language, "status", result.matching)
    if order := _order(result, request, language):
        shown = f"{shown}, {order}"
    total = number(result.total, language)
    if not question.constraints and result.selected == result.total:
        return text(language, "status_of_total", shown=shown, total=total)
    selected = number(result.selected, language)
    return text(language, "status_of_selected", shown=shown, selected=selected, total=total)


def _order(result: SearchResult, request: Request, language: str) -> str:
    if request.sort != "best":
        return text(language, f"sort_{request.sort}")
    if result.question.order:
        return say(language, f"c_order_{result.question.order}")
    ranked = any(each.signals for each in result.hits)
    return text(language, "status_best_first") if ranked else ""
