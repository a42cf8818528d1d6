"""The page of a project: all that is known of it, what is like it, and what it goes on from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import quote

from hankehaku.interfaces.addresses import query_of
from hankehaku.interfaces.texts import count_text, organisation_type_text, text
from hankehaku.interfaces.web.documents.alike import alike_html
from hankehaku.interfaces.web.documents.pieces import (
    comparison_address,
    place_text,
    project_link,
    section,
)
from hankehaku.interfaces.web.documents.shell import document, up
from hankehaku.interfaces.web.documents.timeline import chain, timeline_html
from hankehaku.interfaces.web.facts import (
    details_html,
    facts_rows,
    issues_html,
    key_facts_html,
    objective_text,
    period_text,
)
from hankehaku.interfaces.web.marks import TEXT_LANGUAGE, escape, foreign
from hankehaku.records import Project
from hankehaku.search.request import Filters, Request

if TYPE_CHECKING:
    from hankehaku.facade import Hankehaku

ALIKE, OTHERS = 5, 5
"""Projects that are shown as like one, and of the same organisation, at most."""

_BLANK = re.compile(r"\n\s*\n")


def project_document(
    hankehaku: Hankehaku, project: Project, language: str, *, path: str, citation: str
) -> str:
    """Return the page of a project; `citation` is how to refer to it, as plain text."""
    alike = hankehaku.similar(project.id, ALIKE)
    parts = (
        f"<h1>{foreign(escape(project.title), TEXT_LANGUAGE, language)}</h1>",
        f'<div class="key">{key_facts_html(project, language)}</div>',
        issues_html(project, language),
        _actions_html(project, [each.project.id for each in alike], path, language),
        section("kuvaus", text(language, "page_description"), _description(project, language)),
        section("tiedot", text(language, "page_record"), _record(hankehaku, project, language)),
        section("jatkumo", text(language, "page_line"), _line(hankehaku, project, path, language)),
        section(
            "samankaltaiset",
            text(language, "page_alike"),
            alike_html(hankehaku, project, alike, path, language),
        ),
        section("muut", text(language, "page_others"), _others(hankehaku, project, path, language)),
        section("viittaus", text(language, "page_citation"), _citation(citation, language)),
    )
    body = "\n".join(filter(None, parts))
    return document(body, title=project.title, language=language, path=path)


def near_html(near: Iterable[Project], path: str, language: str) -> str:
    """Return links to the projects whose ids come nearest to one that nothing has."""
    items = "".join(f"<li>{project_link(each, path, language)}</li>" for each in near)
    heading = escape(text(language, "unknown_near"))
    return f'<p>{heading}</p><ul class="plain long">{items}</ul>' if items else ""


def _actions_html(project: Project, alike: list[str], path: str, language: str) -> str:
    links = []
    if alike:
        compared = comparison_address((project.id, *alike[:2]), path, language)
        links.append((compared, "page_compare", " first"))
    record = f"{up(path)}api/v1/projects/{quote(project.id, safe='')}"
    links += [("#viittaus", "page_cite", ""), (record, "page_json", "")]
    items = "".join(
        f'<li><a class="press{kind}" href="{escape(href)}">{escape(text(language, key))}</a></li>'
        for href, key, kind in links
    )
    return f'<ul class="actions" role="list">{items}</ul>'


def _description(project: Project, language: str) -> str:
    paragraphs = [each.strip() for each in _BLANK.split(project.description) if each.strip()]
    if not paragraphs:
        return f"<p>{escape(text(language, 'no_description'))}</p>"
    lang = "" if language == TEXT_LANGUAGE else f' lang="{TEXT_LANGUAGE}"'
    return "".join(f'<p class="description"{lang}>{escape(each)}</p>' for each in paragraphs)


def _record(hankehaku: Hankehaku, project: Project, language: str) -> str:
    """Return every field of the record that is known, the source's own words beside them."""
    organisation, source, objective = project.organisation, project.source, project.objective
    names = (("fi", organisation.name), ("sv", organisation.name_sv), ("en", organisation.name_en))
    called = "".join(
        f"<li>{foreign(escape(name), each, language)}</li>"
        for each, name in names
        if name and (each == "fi" or name != organisation.name)
    )
    kind, period = organisation.type, project.period
    written = " – ".join(filter(None, (period.start_written, period.end_written)))
    introduction = objective.introduction and details_html(
        text(language, "objective_introduction"),
        f"<p>{_source_words(objective.introduction, language)}</p>",
        "introduction",
    )
    links = "".join(f"<li>{_source_words(each, language)}</li>" for each in project.links)
    lines = source and text(
        language, "source_lines", file=source.file, first=source.first_line, last=source.last_line
    )
    rows = (
        ("record_names", f'<ul role="list">{called}</ul>' if called else ""),
        ("record_organisation_written", _source_words(organisation.written, language)),
        ("record_abbreviations", escape(", ".join(organisation.abbreviations))),
        ("organisation_kind", escape(organisation_type_text(kind, language)) if kind else ""),
        ("place", escape(place_text(hankehaku, organisation, language))),
        ("objective", _source_words(objective_text(project), language) + introduction),
        ("record_period_written", _source_words(written, language)),
        ("record_support_written", _source_words(project.grant.written, language)),
        ("links", f'<ul role="list">{links}</ul>' if links else ""),
        ("source", escape(lines or "")),
        ("record_id", f"<code>{escape(project.id)}</code>"),
    )
    facts = facts_rows((text(language, key), content) for key, content in rows)
    return f'<div class="record">{facts}</div>'


def _source_words(words: str, language: str) -> str:
    return foreign(escape(words), TEXT_LANGUAGE, language) if words else ""


def _line(hankehaku: Hankehaku, project: Project, path: str, language: str) -> str:
    line = timeline_html(chain(hankehaku, project), path, language)
    return line or f"<p>{escape(text(language, 'line_alone'))}</p>"


def _others(hankehaku: Hankehaku, project: Project, path: str, language: str) -> str:
    """Return the organisation's other projects, and ways to those that share a field with it."""
    organisation, code = project.organisation, project.objective.code
    content, ways, files = "", [], ""
    if organisation.name:
        filters = Filters(organisations=(organisation.name,))
        same = hankehaku.everything(Request(filters=filters, sort="newest"))
        others = [each for each in same if each.id != project.id]
        items = "".join(
            f'<li>{project_link(each, path, language)} <span class="note">'
            f"{escape(period_text(each, language))}</span></li>"
            for each in others[:OTHERS]
        )
        said = (
            count_text(language, "others_same", len(others))
            if others
            else text(language, "others_none")
        )
        content = f"<p>{escape(said)}</p>"
        content += f'<ul class="plain long">{items}</ul>' if items else ""
        if len(others) > OTHERS:
            ways.append(("others_all_organisation", filters))
        if others:
            files = _files(filters, path, language)
    if code:
        ways.append(("others_all_objective", Filters(objectives=(code,))))
    if organisation.region:
        ways.append(("others_all_region", Filters(regions=(organisation.region,))))
    links = "".join(
        f'<li><a href="{escape(up(path))}?{escape(query_of(Request(filters=filters), language))}">'
        f"{escape(text(language, key))}</a></li>"
        for key, filters in ways
    )
    return content + files + (f'<ul class="plain long">{links}</ul>' if links else "")


def _files(filters: Filters, path: str, language: str) -> str:
    """Return links that take the projects of the organisation along, this one among them."""
    query = query_of(Request(filters=filters), language)
    items = "".join(
        f'<li><a class="press" href="{escape(f"{up(path)}vie/{kind}?{query}")}">'
        f"{escape(text(language, key))}</a></li>"
        for kind, key in (("xlsx", "others_table"), ("docx", "others_memo"))
    )
    return f'<ul class="actions" role="list">{items}</ul>'


def _citation(citation: str, language: str) -> str:
    label = escape(text(language, "citation_label"))
    return (
        f'<p><label for="viite">{label}</label></p>'
        f'<textarea id="viite" readonly rows="4">\n{escape(citation)}</textarea>'
    )
