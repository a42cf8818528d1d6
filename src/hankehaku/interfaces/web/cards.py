"""Search results as HTML: pure functions that escape everything that is not theirs."""

from __future__ import annotations

from collections.abc import Iterable

from hankehaku import formats
from hankehaku.interfaces.texts import (
    count_text,
    issue_text,
    number,
    organisation_type_text,
    text,
)
from hankehaku.interfaces.web.marks import escape, foreign, marked, spans_in
from hankehaku.interfaces.web.why import TEXT_LANGUAGE, understood_html, why_html
from hankehaku.records import Organisation, Project
from hankehaku.search.result import Hit, Question, SearchResult


def empty_html(language: str) -> str:
    """Return what stands in the place of results before anything was asked."""
    return _status_html(text(language, "empty_state"), "empty")


def error_html(message: str) -> str:
    """Return a message in the place of results; it is announced like a count of results."""
    return _status_html(message, "error")


def results_html(result: SearchResult, language: str) -> str:
    """Return a result: how many, what was understood, and the cards or that nothing fits.

    The status comes first, always as the same element, so that a change in it is announced.
    """
    understood = understood_html(result.question, language)
    heading = f'<h2 class="unseen">{escape(text(language, "results_heading"))}</h2>'
    total = number(result.total, language)
    if result.no_match or not result.hits:
        status = _status_html(text(language, "status_no_match"), "nothing")
        advice = f"<p>{escape(text(language, 'no_match_help', total=total))}</p>"
        nearest = _nearest_html(result, language) if result.hits else ""
        return f"{status}{heading}{advice}{understood}{nearest}"
    shown = count_text(language, "status", len(result.hits))
    status = _status_html(text(language, "status_of_total", shown=shown, total=total), "count")
    return f"{status}{heading}{understood}{_list_html(result.hits, result.question, language)}"


def card_html(hit: Hit, question: Question, language: str) -> str:
    """Return one project as an article: facts, best passage, flaws, the reasons, and all of it."""
    project = hit.project
    title = marked(project.title, spans_in(hit.matches, "title"))
    anchor = escape(f"hanke-{project.id}")
    return (
        f'<article class="card" aria-labelledby="{anchor}">'
        f'<h3 id="{anchor}"><span class="rank">{hit.rank}.</span> '
        f"{foreign(title, TEXT_LANGUAGE, language)}</h3>"
        f"{_facts_html(project, language)}{_issues_html(project, language)}"
        f"{_passage_html(hit, language)}"
        f"{_details_html(text(language, 'why_heading'), why_html(hit, question, language), 'why')}"
        f"{_details_html(text(language, 'whole_heading'), _whole_html(hit, language), 'whole')}"
        "</article>"
    )


def facts_rows(rows: Iterable[tuple[str, str]]) -> str:
    """Return labels with their HTML as a description list, without the rows that are empty."""
    pairs = (
        f"<div><dt>{escape(label)}</dt><dd>{content}</dd></div>"
        for label, content in rows
        if content
    )
    return f'<dl class="facts">{"".join(pairs)}</dl>'


def _status_html(message: str, kind: str) -> str:
    return f'<p class="status {kind}" role="status">{escape(message)}</p>'


def _list_html(hits: Iterable[Hit], question: Question, language: str) -> str:
    # the role gives back the list that Safari takes away with list-style: none
    items = (f"<li>{card_html(hit, question, language)}</li>" for hit in hits)
    return f'<ol class="cards" role="list">{"".join(items)}</ol>'


def _nearest_html(result: SearchResult, language: str) -> str:
    warning = f"<p>{escape(text(language, 'no_match_warning'))}</p>"
    cards = _list_html(result.hits, result.question, language)
    return _details_html(text(language, "no_match_nearest"), warning + cards, "nearest")


def _details_html(summary: str, content: str, kind: str) -> str:
    return (
        f'<details class="{kind}"><summary>{escape(summary)}</summary>'
        f'<div class="inside">{content}</div></details>'
    )


def _facts_html(project: Project, language: str) -> str:
    unknown = text(language, "unknown")
    euros = project.grant.eu_support_eur
    objective = " ".join(filter(None, (project.objective.code, project.objective.name)))
    rows = (
        ("organisation", _organisation_html(project.organisation, language)),
        ("period", escape(formats.period(project.period, language, unknown))),
        ("support", escape(unknown if euros is None else formats.money(euros, language))),
        ("objective", foreign(escape(objective), TEXT_LANGUAGE, language) if objective else ""),
    )
    return facts_rows((text(language, key), content) for key, content in rows)


def _organisation_html(organisation: Organisation, language: str) -> str:
    name = organisation.name or organisation.written
    if not name:
        return escape(text(language, "unknown"))
    content = foreign(escape(name), TEXT_LANGUAGE, language)
    own = {"sv": organisation.name_sv, "en": organisation.name_en}.get(language, "")
    if own and own != name:
        content = f"{escape(own)} ({content})"
    if organisation.written and organisation.written != name:
        written = text(language, "organisation_written", name=organisation.written)
        content += f' <span class="note">({escape(written)})</span>'
    return content


def _issues_html(project: Project, language: str) -> str:
    if not project.issues:
        return ""
    items = "".join(f"<li>{escape(issue_text(each, language))}</li>" for each in project.issues)
    heading = escape(text(language, "issues_heading"))
    return f'<div class="issues"><p><b>{heading}</b></p><ul>{items}</ul></div>'


def _passage_html(hit: Hit, language: str) -> str:
    description, passage = hit.project.description, hit.passage
    if not description.strip():
        return f'<p class="passage">{escape(text(language, "no_description"))}</p>'
    content = marked(description, spans_in(hit.matches, "description"), passage.start, passage.end)
    before = "… " if passage.start > 0 else ""
    after = " …" if passage.end < len(description) else ""
    return f'<p class="passage" lang="{TEXT_LANGUAGE}">{before}{content}{after}</p>'


def _whole_html(hit: Hit, language: str) -> str:
    project = hit.project
    organisation, source = project.organisation, project.source
    description = marked(project.description, spans_in(hit.matches, "description"))
    kind = organisation.type
    place = ", ".join(filter(None, (organisation.municipality, organisation.region)))
    links = "".join(
        f"<li>{foreign(escape(each), TEXT_LANGUAGE, language)}</li>" for each in project.links
    )
    lines = source and text(
        language, "source_lines", file=source.file, first=source.first_line, last=source.last_line
    )
    rows = (
        ("organisation_kind", escape(organisation_type_text(kind, language)) if kind else ""),
        ("place", foreign(escape(place), TEXT_LANGUAGE, language) if place else ""),
        ("links", f"<ul>{links}</ul>" if links else ""),
        ("source", escape(lines) if lines else ""),
    )
    whole = f'<p class="description" lang="{TEXT_LANGUAGE}">{description}</p>'
    return whole + facts_rows((text(language, key), content) for key, content in rows)
