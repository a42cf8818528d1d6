"""What a set of projects is, in words, with the ways to the search and to files of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from hankehaku.assistant.figures import EUR, count_organisations
from hankehaku.assistant.overview.spread import Spread
from hankehaku.assistant.overview.support import Total
from hankehaku.assistant.overview.timeline import Timeline
from hankehaku.assistant.turn import Parts
from hankehaku.assistant.wording import describe, span, value_text
from hankehaku.interfaces.addresses import query_of
from hankehaku.interfaces.exports import FORMATS
from hankehaku.interfaces.texts import number, text
from hankehaku.interfaces.web.marks import escape
from hankehaku.records import Project
from hankehaku.search.constraints import Constraint, Either, InPlace
from hankehaku.search.request import Filters, Request


def head_html(request: Request, parts: Parts, language: str) -> str:
    """Return what was asked for, and links to the same search and to files."""
    asked = request.text.strip()
    whole = not asked and request.filters == Filters()
    key = "overview_all" if whole else "overview_of"
    lines = [f'<p class="lead">{escape(text(language, key, title=parts.title(language)))}</p>']
    if asked:
        said = escape(text(language, "overview_question"))
        lines.append(f"<p>{said}: <q>{escape(asked)}</q></p>")
    if met := constraints_of(request, parts):
        items = "".join(f"<li>{escape(described(each, parts, language))}</li>" for each in met)
        said = escape(text(language, "constraints"))
        lines.append(f'<p>{said}:</p><ul class="plain">{items}</ul>')
    if request.muted:
        said = escape(text(language, "understood_muted"))
        lines.append(f"<p>{said}: {escape(', '.join(request.muted))}</p>")
    return f'<div class="set">{"".join(lines)}{_ways(request, whole, language)}</div>'


def constraints_of(request: Request, parts: Parts) -> tuple[Constraint, ...]:
    """Return all that projects of a request have to meet: from its question and its filters."""
    asked: tuple[Constraint, ...] = ()
    if request.text.strip():
        question = parts.searcher.read(request.text, request.language)
        asked = tuple(
            each for at, each in enumerate(question.constraints) if at not in request.dropped
        )
    return (*asked, *request.filters.constraints())


def described(constraint: Constraint, parts: Parts, language: str) -> str:
    """Return a constraint in words, its places by their names in the language."""
    if isinstance(constraint, Either):
        options = tuple(_placed(each, parts, language) for each in constraint.options)
        return describe(replace(constraint, options=options), language)
    return describe(_placed(constraint, parts, language), language)


def _placed(constraint: Constraint, parts: Parts, language: str) -> Constraint:
    if isinstance(constraint, InPlace):
        return replace(constraint, name=parts.place(constraint.name, language))
    return constraint


def _ways(request: Request, whole: bool, language: str) -> str:
    query = query_of(request.all(), language)
    # an empty search lists nothing unless it is asked to
    back = query_of(request.all(), language, browse="1" if whole else "")
    links = "".join(
        f'<li><a href="./vie/{each}?{escape(query)}" download>'
        f"{escape(text(language, f'take_{each}'))}</a></li>"
        for each in FORMATS
    )
    return (
        f'<ul class="actions" role="list"><li><a class="press" href="./?{escape(back)}">'
        f"{escape(text(language, 'overview_back'))}</a></li></ul>"
        f'<nav class="take-row" aria-label="{escape(text(language, "take_heading"))}">'
        f'<p class="note">{escape(text(language, "take_heading"))}:</p>'
        f'<ul role="list">{links}</ul></nav>'
    )


def key_html(
    projects: Sequence[Project],
    total: Total,
    support: Spread | None,
    when: Timeline,
    language: str,
) -> str:
    """Return the key figures of the set; `support` is how its known support is spread."""
    figures = [(text(language, "overview_projects"), number(len(projects), language))]
    if support:
        median = value_text(float(support.median), EUR, language)
        figures.append((text(language, "overview_sum"), value_text(total.euros, EUR, language)))
        figures.append((text(language, "overview_median_support"), median))
    organisations = count_organisations(projects)
    figures.append(
        (text(language, "overview_organisations"), number(int(organisations.value), language))
    )
    if when.first and when.last:
        figures.append((text(language, "overview_span"), span(when.first, when.last, language)))
    return f'<dl class="facts keys">{_listed(figures)}</dl>'


def contents_html(sections: Iterable[tuple[str, str]], language: str) -> str:
    """Return links to the parts of the page, each by its id and heading."""
    items = "".join(
        f'<li><a href="#{anchor}">{escape(heading)}</a></li>' for anchor, heading in sections
    )
    label = escape(text(language, "overview_contents"))
    return f'<nav class="contents" aria-label="{label}"><ul role="list">{items}</ul></nav>'


def _listed(figures: Iterable[tuple[str, str]]) -> str:
    return "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in figures
    )
