"""A project as a citation on one line, to be copied."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from hankehaku.assistant.wording import name_of
from hankehaku.formats import money
from hankehaku.interfaces.exports.cleaning import one_line
from hankehaku.interfaces.texts import text
from hankehaku.records import Period, Project

if TYPE_CHECKING:
    from hankehaku.facade import Hankehaku


def citation(project: Project, language: str, base: str = "", *, programme: str = "") -> str:
    """Return a citation on one line: 'Organisation (years). Title. Programme. EU support. Source.'

    `base` is the address of the service, empty when the citation is to have no address;
    `programme` is what the project was funded from (see `programme_of`).
    """
    who = f"{name_of(project.organisation, language)} ({_years(project.period, language)})"
    parts = [one_line(each) for each in (who, project.title, programme)]
    euros = project.grant.eu_support_eur
    # not on one line again: a sum keeps its spaces that do not break
    support = text(language, "unknown") if euros is None else money(euros, language)
    parts.append(text(language, "cite_support", money=support))
    if source := one_line(source_of(project, language)):
        parts.append(text(language, "cite_source", source=source))
    said = " ".join(_sentence(each) for each in parts if each)
    return f"{said} {address_of(project, base)}".strip()


def programme_of(hankehaku: Hankehaku, language: str) -> str:
    """Return the programme that a collection was funded from, else the collection's title."""
    programme = hankehaku.manifest.collection.get("programme")
    return one_line(str(programme or hankehaku.title(language)))


def address_of(project: Project, base: str) -> str:
    """Return the address of a project's page, empty without the address of the service."""
    return f"{base.rstrip('/')}/hanke/{quote(project.id, safe='')}" if base else ""


def source_of(project: Project, language: str) -> str:
    """Return the file and the lines that a project was read from, empty when not known."""
    if project.source is None:
        return ""
    source = project.source
    lines = {"file": source.file, "first": source.first_line, "last": source.last_line}
    return text(language, "source_lines", **lines)


def _years(period: Period, language: str) -> str:
    start, end = period.start, period.end
    if start and end:
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    if start:
        return f"{start.year}–"
    return f"–{end.year}" if end else text(language, "cite_no_year")


def _sentence(said: str) -> str:
    return said if said.endswith((".", "!", "?", "…")) else f"{said}."
