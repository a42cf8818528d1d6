"""A search result as HTML: what was understood, what can be picked, and the cards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hankehaku.interfaces.addresses import query_of
from hankehaku.interfaces.texts import number, text
from hankehaku.interfaces.web.cards import card_html
from hankehaku.interfaces.web.chips import left_out_html, near_misses_html
from hankehaku.interfaces.web.facts import details_html
from hankehaku.interfaces.web.filters import Labels, filters_html, picked_html
from hankehaku.interfaces.web.marks import escape
from hankehaku.interfaces.web.status import outcome, status_html
from hankehaku.interfaces.web.taking import pages_html, picking_html, toolbar_html
from hankehaku.interfaces.web.understood import understood_html
from hankehaku.search.request import Request
from hankehaku.search.result import Hit, Question, SearchResult


@dataclass(frozen=True, slots=True)
class View:
    """How a result is shown: by which request, what values are called, in which language.

    `wrong` is a field that cannot be used with what was `typed` into the fields, or a parameter of
    the address; with `votes` each card asks whether it fits.
    """

    request: Request
    labels: Labels
    language: str
    wrong: str = ""
    votes: bool = False
    typed: tuple[tuple[str, str], ...] = ()


def empty_html(language: str) -> str:
    """Return what stands in the place of results before anything was asked."""
    browse = (
        '<p><button type="button" class="press" data-act="browse" data-key="all">'
        f"{escape(text(language, 'browse_all'))}</button></p>"
    )
    return f'{status_html(text(language, "empty_state"), "empty")}<div data-query="">{browse}</div>'


def error_html(message: str) -> str:
    """Return a message in the place of results; it is announced like a count of results."""
    return status_html(message, "error")


def results_html(result: SearchResult, view: View) -> str:
    """Return a result: how many, what was understood, and the cards or that nothing fits.

    The status comes first, always as the same element, so that a change in it is announced.
    `data-query` is the query of the address that shows the same again (see page.js).
    """
    request, language = view.request, view.language
    nothing = result.no_match or not result.matching
    message = text(language, "status_no_match") if nothing else outcome(result, request, language)
    status = status_html(message, "nothing" if nothing else "count")
    wrong = ""
    if view.wrong and not view.typed:
        wrong = status_html(text(language, "error_address", name=view.wrong), "error")
    heading = f'<h2 class="unseen">{escape(text(language, "results_heading"))}</h2>'
    understood = understood_html(result.question, request, language) if request.text else ""
    picked = picked_html(request.filters, language)
    left_out = left_out_html(result.unknown, language)
    panel = filters_html(
        result.facets, request, view.labels, language, view.wrong, dict(view.typed)
    )
    found = _nothing_html(result, view) if nothing else _found_html(result, view)
    # without anything that narrows it, all projects are looked at
    query = escape(query_of(request) or "browse=1")
    return (
        f'{status}<div class="result" data-query="{query}">{heading}{wrong}{understood}{picked}'
        f'{left_out}<div class="beside-filters">{panel}<div class="found">{found}</div></div>'
        f"{picking_html(language)}</div>"
    )


def _found_html(result: SearchResult, view: View) -> str:
    request, language = view.request, view.language
    cards = (
        _list_html(result.hits, result.question, view)
        if result.hits
        else f"<p>{escape(text(language, 'past_end'))}</p>"
    )
    return f"{toolbar_html(request, language)}{cards}{pages_html(result, request, language)}"


def _nothing_html(result: SearchResult, view: View) -> str:
    language, filters = view.language, view.request.filters
    narrowed = result.question.constraints or filters.constraints()
    key = "no_match_help" if result.hits or not narrowed else "no_match_constraints"
    if result.near_misses and result.question.topic:
        key = "no_match_filters"
    advice = escape(text(language, key, total=number(result.total, language)))
    near = near_misses_html(result, view.request, language)
    return f"<p>{advice}</p>{near}{_nearest_html(result, view) if result.hits else ''}"


def _list_html(hits: Iterable[Hit], question: Question, view: View) -> str:
    # the role gives back the list that Safari takes away with list-style: none
    votes = view.votes and bool(question.topic)
    items = (f"<li>{card_html(hit, question, view.language, votes=votes)}</li>" for hit in hits)
    return f'<ol class="cards" role="list">{"".join(items)}</ol>'


def _nearest_html(result: SearchResult, view: View) -> str:
    language = view.language
    warning = f"<p>{escape(text(language, 'no_match_warning'))}</p>"
    cards = _list_html(result.hits, result.question, view)
    return details_html(text(language, "no_match_nearest"), warning + cards, "nearest")
