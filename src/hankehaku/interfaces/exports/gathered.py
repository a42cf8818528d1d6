"""What an export is made of: a search and its result, asked of one index at one time, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from hankehaku.assistant.wording import describe, ordering
from hankehaku.formats import day as day_text
from hankehaku.index.store import Manifest
from hankehaku.interfaces.addresses import query_of
from hankehaku.interfaces.exports.citing import programme_of
from hankehaku.interfaces.exports.cleaning import clean, one_line
from hankehaku.interfaces.texts import text
from hankehaku.records import Project
from hankehaku.search.constraints import Constraint
from hankehaku.search.request import Request
from hankehaku.search.result import SearchResult

if TYPE_CHECKING:
    from hankehaku.facade import Hankehaku

MOST = 20
"""Projects that are explained at most."""

_MOST_TERMS = 40

Fact = tuple[str, str | int | date]
"""A label in the language of the export, and what stands beside it."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """A search with everything that matches it.

    `projects` are all that match, in order; the hits of `result` explain the first of them.
    `base` is the address of the service, empty when it is not known.
    """

    request: Request
    result: SearchResult
    projects: tuple[Project, ...]
    language: str
    day: date
    base: str
    collection: str
    programme: str
    manifest: Manifest

    @property
    def question(self) -> str:
        """The question as it was asked, empty for a list of all projects."""
        return clean(self.request.text).strip()

    @property
    def ranked(self) -> bool:
        """Tell whether the order is that of how well projects fit."""
        question = self.result.question
        return bool(question.topic) and not question.order and self.request.sort == "best"

    @property
    def constraints(self) -> list[str]:
        """The constraints of the question that were applied, in words."""
        return self._described(self.result.question.constraints)

    @property
    def dropped(self) -> list[str]:
        """The constraints of the question that were taken back, in words."""
        parsed = self.result.question.parsed
        every = parsed.constraints if parsed else ()
        return self._described(each for at, each in enumerate(every) if at in self.request.dropped)

    @property
    def filters(self) -> list[str]:
        """What was picked beside the question, in words."""
        return self._described(self.request.filters.constraints())

    @property
    def terms(self) -> list[str]:
        """The words of the question with what they were searched for as: 'mothers → äiti'."""
        terms = (each for each in self.result.question.terms if each.sought and each.translated)
        return _first(
            each.surface
            if each.surface.casefold() == each.finnish.casefold()
            else f"{each.surface} → {each.finnish}"
            for each in terms
        )

    @property
    def untranslated(self) -> list[str]:
        """The words of the question that no dictionary has."""
        terms = self.result.question.terms
        return _first(each.surface for each in terms if each.sought and not each.translated)

    @property
    def order(self) -> str:
        """The order of the projects in words."""
        question, sort = self.result.question, self.request.sort
        limit = question.parsed.limit if question.parsed and question.order else None
        if sort == "name":
            return text(self.language, "export_order_name")
        if asked := ordering(question.order if sort == "best" else sort, limit, self.language):
            return asked
        key = "export_order_best" if question.topic else "export_order_source"
        return text(self.language, key)

    @property
    def index(self) -> str:
        """Which index was asked: the day it was built, its corpus, and the program."""
        return text(
            self.language,
            "export_index_value",
            built=_built(self.manifest.built, self.language),
            hash=self.manifest.corpus_hash[:12],
            program=self.manifest.program,
        )

    @property
    def link(self) -> str:
        """The address that makes the search again, empty when that of the service is not known."""
        query = query_of(self.request.all(), self.language)
        return f"{self.base.rstrip('/')}/?{query}" if self.base else ""

    def understood(self) -> list[tuple[str, list[str]]]:
        """Return how the question was understood: labels with one or more values, none empty."""
        question = self.result.question
        spoken = [text(self.language, f"language_{question.language}")] if self.question else []
        found = (
            ("export_language", spoken),
            ("export_constraints", self.constraints),
            ("export_dropped", self.dropped),
            ("export_filters", self.filters),
            ("export_terms", self.terms),
            ("export_untranslated", self.untranslated),
            ("export_muted", list(self.request.muted)),
            ("export_order", [self.order]),
        )
        return [(text(self.language, key), values) for key, values in found if values]

    def asked(self) -> Fact:
        """Return the question as a fact, or that there was none."""
        question = self.question or text(self.language, "export_no_question")
        return text(self.language, "export_question"), question

    def origin(self) -> list[Fact]:
        """Return when and of which index the search was made, and where to make it again."""
        facts: list[Fact] = [
            (text(self.language, "export_date"), self.day),
            (text(self.language, "export_collection"), self.collection),
            (text(self.language, "export_index"), self.index),
        ]
        if self.programme != self.collection:
            facts.insert(2, (text(self.language, "export_programme"), self.programme))
        if self.base:
            facts.append((text(self.language, "export_link"), self.link))
        return facts

    def counts(self) -> list[Fact]:
        """Return how many projects match, are within the limits, were left out, and are there."""
        limited = bool(self.constraints or self.filters)
        facts: list[Fact] = [(text(self.language, "export_matching"), len(self.projects))]
        if limited:
            facts.append((text(self.language, "export_selected"), self.result.selected))
            facts.append((text(self.language, "export_unknown"), len(self.result.unknown)))
        return [*facts, (text(self.language, "export_total"), self.result.total)]

    def rights(self) -> list[Fact]:
        """Return the licence and the provenance of the collection, as far as they are told."""
        told = (("about_licence", "licence"), ("about_provenance", "provenance"))
        values = ((key, clean(self.manifest.told(name, self.language))) for key, name in told)
        return [(text(self.language, key), value) for key, value in values if value]

    def _described(self, constraints: Iterable[Constraint]) -> list[str]:
        return [describe(each, self.language) for each in constraints]


def gather(
    hankehaku: Hankehaku, request: Request, language: str, day: date, base: str, hits: int
) -> Gathered:
    """Make a search and return all that matches, the best `hits` explained.

    Raises QuestionError for a question that cannot be used.
    """
    result = hankehaku.explore(replace(request, first=0, count=hits))
    return Gathered(
        request=request,
        result=result,
        projects=hankehaku.everything(request.all()),
        language=language,
        day=day,
        base=base,
        collection=one_line(hankehaku.title(language)),
        programme=programme_of(hankehaku, language),
        manifest=hankehaku.manifest,
    )


def _first(values: Iterator[str]) -> list[str]:
    """Return the first of some values, each once, with an ellipsis for what is left out."""
    distinct = list(dict.fromkeys(values))
    return distinct[:_MOST_TERMS] + (["…"] if len(distinct) > _MOST_TERMS else [])


def _built(written: str, language: str) -> str:
    try:
        return day_text(datetime.fromisoformat(written).date(), language)
    except ValueError:
        return written
