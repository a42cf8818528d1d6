"""What the page shows, as plain functions from the state of the page to texts and HTML."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from hankehaku import formats
from hankehaku.assistant.answer import Answer
from hankehaku.assistant.state import State
from hankehaku.errors import QuestionError
from hankehaku.index.names import Names
from hankehaku.index.store import Manifest
from hankehaku.interfaces.addresses import Parameters
from hankehaku.interfaces.texts import (
    DEFAULT_LANGUAGE,
    TEXTS,
    count_text,
    examples,
    known_language,
    number,
    text,
)
from hankehaku.interfaces.web.asked import Asked, asked_by
from hankehaku.interfaces.web.facts import facts_rows
from hankehaku.interfaces.web.filters import Labels
from hankehaku.interfaces.web.marks import escape
from hankehaku.interfaces.web.results import View, empty_html, error_html, results_html
from hankehaku.records import Objective
from hankehaku.search.question import MAX_QUESTION, clean_question
from hankehaku.search.request import Request
from hankehaku.search.result import SearchResult

SEARCH_TAB, CHAT_TAB = "search", "chat"
"""The tabs, by their names in the page's address."""

_LOG = logging.getLogger(__name__)


class Searchable(Protocol):
    """What the page needs of `Hankehaku`."""

    manifest: Manifest
    reranker: str | None

    @property
    def objectives(self) -> tuple[Objective, ...]:
        """The objectives of the collection."""

    @property
    def names(self) -> Names | None:
        """The names of places and organisations."""

    def explore(self, request: Request) -> SearchResult:
        """Return a page of the projects that a request is for."""

    def answers(
        self,
        question: str,
        state: State | None = None,
        language: str | None = None,
        *,
        plain: bool = False,
    ) -> Iterator[Answer]:
        """Yield an answer as it grows; a `plain` one asks no language model."""

    def drop(self, state: State, key: int, language: str | None = None) -> Answer:
        """Answer the last question of a conversation again without one of its constraints."""

    def __len__(self) -> int:
        """Return the number of projects."""


@dataclass(frozen=True, slots=True)
class Screen:
    """Everything on the page but the results, in one language."""

    product: str
    header: str
    search_tab: str
    chat_tab: str
    language_label: str
    question_label: str
    question_help: str
    question_placeholder: str
    search_button: str
    examples_heading: str
    examples: tuple[str, ...]
    about: str


@dataclass(frozen=True, slots=True)
class Opening:
    """What an address asks for: a language, a search unless there is none, and a tab."""

    language: str
    asked: Asked
    tab: str = SEARCH_TAB


@dataclass(frozen=True, slots=True)
class Found:
    """Results as HTML, with what they were asked by."""

    html: str
    asked: Asked


def screen(hankehaku: Searchable, language: str) -> Screen:
    """Return the texts of the page in a language."""
    return Screen(
        product=product_html(language),
        header=header_html(language),
        search_tab=text(language, "tab_search"),
        chat_tab=text(language, "tab_chat"),
        language_label=text(language, "language_label"),
        question_label=text(language, "question_label"),
        question_help=text(language, "question_help"),
        question_placeholder=text(language, "question_placeholder"),
        search_button=text(language, "search_button"),
        examples_heading=f"<p>{escape(text(language, 'examples_heading'))}:</p>",
        examples=examples(language),
        about=about_html(hankehaku, language),
    )


def find(hankehaku: Searchable, asked: Asked, language: str, *, votes: bool = False) -> Found:
    """Return the results of what is asked, or the message that tells why there are none.

    Never raises: what a user cannot mend is logged and said in a friendly way.
    """
    request = asked.request
    if request is None:
        return Found(empty_html(language), asked)
    if request.text and (problem := refusal(request.text)):
        return Found(error_html(problem_text(problem, language)), asked)
    try:
        result = hankehaku.explore(request)
        labels = Labels(hankehaku.objectives, hankehaku.names, language)
        view = View(request, labels, language, asked.wrong, votes, asked.typed)
        return Found(results_html(result, view), asked)
    except QuestionError:
        return Found(error_html(problem_text("error_unusable", language)), asked)
    except Exception:  # the page must answer whatever happens below it
        _LOG.exception("a question could not be answered")
        return Found(error_html(problem_text("error_unexpected", language)), asked)


def refusal(question: str) -> str:
    """Return the key of the text that tells why a question cannot be asked, empty when it can."""
    if len(question) > MAX_QUESTION:
        return "error_too_long"
    if not any(char.isalnum() for char in clean_question(question)):
        return "error_empty"
    return ""


def problem_text(key: str, language: str) -> str:
    """Return the text of a problem with a question."""
    return text(language, key, limit=number(MAX_QUESTION, language))


def opening(parameters: Parameters) -> Opening:
    """Return what the parameters of an address (`?q=…&lang=sv&tab=chat`) ask for."""
    tab = CHAT_TAB if CHAT_TAB in parameters.getlist("tab") else SEARCH_TAB
    language = next(iter(parameters.getlist("lang")), None)
    return Opening(known_language(language), asked_by(parameters), tab)


def shown_question(question: str | None) -> str:
    """Return a question as it may stand in the question box again: no more than can be asked, and
    without what cannot be sent, such as halves of characters."""
    kept = (question or "")[: MAX_QUESTION + 1]
    return "".join(char for char in kept if not "\ud800" <= char <= "\udfff" and char != "\0")


def product_html(language: str) -> str:
    """Return the name of the product and the ways to its other pages."""
    ways = "".join(
        f'<li><a href="./{path}?lang={language}">{escape(text(language, key))}</a></li>'
        for key, path in (
            ("nav_overview", "yleiskuva"),
            ("nav_plan", "suunnitelma"),
            ("nav_quality", "laatu"),
        )
    )
    label = escape(text(language, "nav_label"))
    return (
        f'<p class="product">{escape(text(language, "product"))}</p>'
        f'<nav class="ways-on" aria-label="{label}"><ul role="list">{ways}</ul></nav>'
    )


def header_html(language: str) -> str:
    """Return what the page is for, and what it is not for."""
    heading, intro, not_calls = (
        escape(text(language, key)) for key in ("heading", "intro", "intro_not_calls")
    )
    return f'<h1>{heading}</h1><p class="intro">{intro} <strong>{not_calls}</strong></p>'


def about_html(hankehaku: Searchable, language: str) -> str:
    """Return what the collection is, how old its index, and in a details what it was made with."""
    manifest, collection = hankehaku.manifest, hankehaku.manifest.collection
    built = formats.day(datetime.fromisoformat(manifest.built).date(), language)
    facts = (
        count_text(language, "about_projects", len(hankehaku)),
        text(language, "about_built", date=built),
    )
    dictionaries = ", ".join(manifest.lexicon.get("dictionaries", ()))
    lexicons = ", ".join(each["name"] for each in manifest.lexicon.get("imported", ()))
    rows = (
        ("about_provenance", manifest.told("provenance", language)),
        ("about_licence", manifest.told("licence", language)),
        ("about_model", f"{manifest.model} ({manifest.encoder})"),
        ("about_reranker", hankehaku.reranker or ""),
        ("about_analyzer", manifest.analyzer),
        ("about_dictionaries", dictionaries or text(language, "about_none")),
        ("about_lexicons", lexicons),
        ("about_version", manifest.program),
    )
    details = facts_rows((text(language, key), escape(value)) for key, value in rows)
    title = escape(_collection_title(collection, language))
    return (
        f'<section class="about"><h2>{escape(text(language, "about_heading"))}</h2>'
        f"<p>{title} · {escape(' · '.join(facts))}</p>"
        f"<details><summary>{escape(text(language, 'about_details'))}</summary>"
        f'<div class="inside">{details}</div></details></section>'
    )


def _collection_title(collection: Mapping[str, object], language: str) -> str:
    titles = collection.get("title")
    if not isinstance(titles, Mapping):
        return str(titles or collection.get("id", ""))
    order = (language, DEFAULT_LANGUAGE, *TEXTS, *titles)
    return str(next((titles[each] for each in order if each in titles), ""))
