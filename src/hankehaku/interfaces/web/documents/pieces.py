"""Pieces that several document pages are made of: links to projects, and what they are called."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from hankehaku.interfaces.web.documents.shell import address, up
from hankehaku.interfaces.web.marks import TEXT_LANGUAGE, escape, foreign
from hankehaku.records import Organisation, Project

if TYPE_CHECKING:
    from hankehaku.facade import Hankehaku


def project_link(project: Project, path: str, language: str) -> str:
    """Return a link to the page of a project, with its title, as HTML."""
    href = address(path, f"hanke/{quote(project.id, safe='')}", language)
    title = foreign(escape(project.title), TEXT_LANGUAGE, language)
    return f'<a href="{escape(href)}">{title}</a>'


def comparison_address(ids: Sequence[str], path: str, language: str) -> str:
    """Return the link to a comparison, not escaped."""
    query = urlencode([*(("id", each) for each in ids), ("lang", language)])
    return f"{up(path)}vertaa?{query}"


def place_text(hankehaku: Hankehaku, organisation: Organisation, language: str) -> str:
    """Return the municipality and the region of an organisation, as a language calls them."""
    called = hankehaku.parts.place
    where = filter(None, (organisation.municipality, organisation.region))
    return ", ".join(dict.fromkeys(called(each, language) for each in where))


def section(anchor: str, heading: str, content: str, kind: str = "") -> str:
    """Return a section with a heading of its own, empty when there is nothing in it."""
    if not content:
        return ""
    name = f' class="{kind}"' if kind else ""
    return (
        f'<section id="{anchor}"{name} aria-labelledby="{anchor}-h">'
        f'<h2 id="{anchor}-h">{escape(heading)}</h2>{content}</section>'
    )
