"""What the page shows, as plain functions from the state of the page to texts and HTML."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from hankehaku.errors import QuestionError
from hankehaku.index.store import Manifest
from hankehaku import formats
from hankehaku.interfaces.texts import (
    DEFAULT_LANGUAGE,
    TEXTS,
    count_text,
    examples,
    known_language,
    number,
    text,
)
from hankehaku.interfaces.web.cards import empty_html, error_html, facts_rows, results_html
from hankehaku.interfaces.web.marks import escape
from hankehaku.search.question import MAX_QUESTION, clean_question
from hankehaku.search.result import SearchResult

SHOWN = 10
"""Projects shown for a question."""

_LOG = logging.getLogger(__name__)


class Searchable(Protocol):
    """What the page needs of `Hankehaku`."""

    manifest: Manifest
    reranker: str | None

    def search(self, question: str, k: int = 10, language: str | None = None) -> SearchResult:
        """Return the best `k` projects for a question."""

    def __len__(self) -> int:
        """Return the number of projects."""


@dataclass(frozen=True, slots=True)
class Screen:
    """Everything on the page but the results, in one language."""

    product: str
    header: str
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
    """What an address asks for: a language, and a question unless there is none."""

    language: str
    question: str | None


def screen(hankehaku: Searchable, language: str) -> Screen:
    """Return the texts of the page in a language."""
    return Screen(
        product=f'<p class="product">{escape(text(language, "product"))}</p>',
        header=header_html(language),
        language_label=text(language, "language_label"),
        question_label=text(language, "question_label"),
        question_help=text(language, "question_help"),
        question_placeholder=text(language, "question_placeholder"),
        search_button=text(language, "search_button"),
        examples_heading=f"<p>{escape(text(language, 'examples_heading'))}:</p>",
        examples=examples(language),
        about=about_html(hankehaku, language),
    )


def answer_html(hankehaku: Searchable, question: str | None, language: str) -> str:
    """Return the results of a question, or the message that tells why there are none.

    Never raises: what a user cannot mend is logged and said in a friendly way. None is no question
    yet.
    """
    if question is None:
        return empty_html(language)
    if len(question) > MAX_QUESTION:
        limit = number(MAX_QUESTION, language)
        return error_html(text(language, "error_too_long", limit=limit))
    if not any(char.isalnum() for char in clean_question(question)):
        return error_html(text(language, "error_empty"))
    try:
        return results_html(hankehaku.search(question, SHOWN), language)
    except QuestionError:
        return error_html(text(language, "error_unusable"))
    except Exception:  # the page must answer whatever happens below it
        _LOG.exception("a question could not be answered")
        return error_html(text(language, "error_unexpected"))


def opening(parameters: Mapping[str, str]) -> Opening:
    """Return what the parameters of an address (`?q=…&lang=sv`) ask for."""
    return Opening(known_language(parameters.get("lang")), parameters.get("q"))


def shown_question(question: str | None) -> str:
    """Return a question as it may stand in the question box again: no more than can be asked, and
    without what cannot be sent, such as halves of characters."""
    kept = (question or "")[: MAX_QUESTION + 1]
    return "".join(char for char in kept if not "\ud800" <= char <= "\udfff" and char != "\0")


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
        # these two are in whatever language the collection's describer wrote them
        ("about_provenance", collection.get("provenance", "")),
        ("about_licence", collection.get("licence", "")),
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
