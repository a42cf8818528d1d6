"""Projects that are like one, each with the reasons: shared words, shared fields, its own words."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import TYPE_CHECKING

from hankehaku.interfaces.texts import text
from hankehaku.interfaces.web.documents.pieces import comparison_address, project_link
from hankehaku.interfaces.web.facts import (
    objective_text,
    organisation_html,
    period_text,
    support_text,
)
from hankehaku.interfaces.web.marks import TEXT_LANGUAGE, escape, foreign
from hankehaku.language.terms import PARTS, WRITTEN
from hankehaku.records import Project
from hankehaku.search.result import Hit

if TYPE_CHECKING:
    from hankehaku.facade import Hankehaku

WORDS = 6
"""Shared words that are told at most, the weightiest first."""


def alike_html(
    hankehaku: Hankehaku, project: Project, hits: Sequence[Hit], path: str, language: str
) -> str:
    """Return the projects that are like one as a list, or that there is none."""
    if not hits:
        return f"<p>{escape(text(language, 'alike_none'))}</p>"
    items = "".join(_item(hankehaku, project, each, path, language) for each in hits)
    return (
        f'<p class="note">{escape(text(language, "alike_how"))}</p>'
        f'<ol class="like" role="list">{items}</ol>'
    )


def shared_words(hit: Hit, ignored: Container[str] = ()) -> tuple[str, ...]:
    """Return the words of the other project that a hit has too, in base form, the weightiest first.

    Synonyms and starts of words are left out, as both projects do not have them, and so are words
    that are `ignored`.
    """
    best: dict[str, float] = {}
    for match in hit.matches:
        if match.source in (WRITTEN, PARTS) and match.text != "names":
            word = match.way[-1]
            if word in ignored:
                continue
            best[word] = max(best.get(word, 0.0), match.score)
    ordered = sorted(best, key=lambda word: (-best[word], word))
    return tuple(ordered[:WORDS])


def _item(hankehaku: Hankehaku, project: Project, hit: Hit, path: str, language: str) -> str:
    other = hit.project
    facts = (
        organisation_html(other.organisation, language),
        escape(period_text(other, language)),
        escape(support_text(other, language)),
    )
    reasons = "".join(f"<li>{each}</li>" for each in _reasons(hankehaku, project, hit, language))
    compared = escape(comparison_address((project.id, other.id), path, language))
    lang = "" if language == TEXT_LANGUAGE else f' lang="{TEXT_LANGUAGE}"'
    quoted = hit.passage.text.strip()
    return (
        f"<li><h3>{project_link(other, path, language)}</h3>"
        f'<p class="note">{" · ".join(facts)}</p>'
        f'<ul class="reasons">{reasons}</ul>'
        + (f'<p class="quoted"{lang}>{escape(quoted)}</p>' if quoted else "")
        + f'<p><a href="{compared}">{escape(text(language, "alike_compare"))}'
        f'<span class="unseen"> {foreign(escape(other.title), TEXT_LANGUAGE, language)}</span>'
        "</a></p></li>"
    )


def _reasons(hankehaku: Hankehaku, project: Project, hit: Hit, language: str) -> Iterator[str]:
    other = hit.project
    if words := shared_words(hit, hankehaku.kit.lexicon.stopwords[TEXT_LANGUAGE]):
        listed = foreign(escape(", ".join(words)), TEXT_LANGUAGE, language)
        yield f"{escape(text(language, 'alike_words'))}: {listed}"
    else:
        yield escape(text(language, "alike_meaning"))
    own, its = project.organisation, other.organisation
    if own.name and own.name == its.name:
        yield escape(text(language, "alike_organisation"))
    elif own.region and own.region == its.region:
        region = hankehaku.parts.place(own.region, language)
        yield f"{escape(text(language, 'alike_region'))}: {escape(region)}"
    code = project.objective.code
    if code and code == other.objective.code:
        objective = foreign(escape(objective_text(other)), TEXT_LANGUAGE, language)
        yield f"{escape(text(language, 'alike_objective'))}: {objective}"
