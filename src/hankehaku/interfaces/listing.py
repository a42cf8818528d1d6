"""Results for a person at a terminal: a table there, plain lines into a pipe."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from hankehaku.formats import money, period
from hankehaku.interfaces.terminal import harmless, print_line
from hankehaku.interfaces.texts import (
    DEFAULT_LANGUAGE,
    count_text,
    issue_text,
    reranked_text,
    source_text,
    text,
)
from hankehaku.language.terms import WRITTEN
from hankehaku.records import Project
from hankehaku.search.result import Match, SearchResult

_WIDTH = 100


def print_result(result: SearchResult) -> None:
    """Print the ranked projects of a question, in its language."""
    language = result.question.language
    if result.no_match:
        print_line(text(language, "status_no_match"))
        print_line(text(language, "no_match_warning"))
    corrected = [f"{t.surface} → {t.corrected}" for t in result.question.terms if t.corrected]
    if corrected:
        print_line(f"{text(language, 'understood_corrected')}: {', '.join(corrected)}")
    rows = [
        (f"{hit.rank}", *_summary(hit.project, language), hit.project.id) for hit in result.hits
    ]
    table(("", *_headings(language), "id"), rows)
    for hit in result.hits:
        print_line()
        print_line(f"{hit.rank}. {hit.project.title}")
        for line in textwrap.wrap(hit.passage.text, _WIDTH - 3):
            print_line(f"   {line}")
        ways = dict.fromkeys(_way(match, language) for match in hit.matches)
        if ways:
            print_line(f"   {text(language, 'why_heading')} {'; '.join(ways)}")
        if hit.reranked:
            print_line(f"   {reranked_text(hit.reranked, hit.rank, language)}")
        for issue in hit.project.issues:
            print_line(f"   ! {issue_text(issue, language)}")


def print_projects(projects: Sequence[Project], language: str = DEFAULT_LANGUAGE) -> None:
    """Print a row a project."""
    rows = [(*_summary(project, language), project.id) for project in projects]
    table((*_headings(language), "id"), rows)
    print_line(count_text(language, "about_projects", len(projects)))


def print_project(project: Project, language: str = DEFAULT_LANGUAGE) -> None:
    """Print everything known of a project."""
    organisation, objective = project.organisation, project.objective
    place = (organisation.municipality, organisation.region)
    rows = [
        (text(language, "organisation"), organisation.name),
        (text(language, "place"), ", ".join(each for each in place if each)),
        (text(language, "period"), period(project.period, language, text(language, "unknown"))),
        (text(language, "support"), _support(project, language)),
        (text(language, "objective"), f"{objective.code} {objective.name}".strip()),
    ]
    if project.source:
        source = project.source
        lines = {"file": source.file, "first": source.first_line, "last": source.last_line}
        rows.append((text(language, "source"), text(language, "source_lines", **lines)))
    print_line(f"{project.title}  [{project.id}]")
    for name, value in rows:
        if value:
            print_line(f"{name}: {value}")
    for issue in project.issues:
        print_line(f"! {issue_text(issue, language)}")
    for paragraph in project.description.split("\n"):
        print_line("\n".join(textwrap.wrap(paragraph, _WIDTH)))
    for link in project.links:
        print_line(f"– {link}")


def print_flaws(flaws: Sequence[Mapping[str, Any]]) -> None:
    """Print a row a flaw of the source: where it stands, and what was written."""
    rows = [
        (
            flaw["file"] or flaw["collection"],
            str(flaw["line"] or ""),
            flaw["id"] or "",
            flaw["kind"],
            flaw["field"],
            flaw["written"],
        )
        for flaw in flaws
    ]
    table(("file", "line", "id", "kind", "field", "written"), rows)


def print_lexicons(lexicons: Sequence[Mapping[str, Any]]) -> None:
    """Print a row a lexicon that was added: its name, how many concepts, when and from what."""
    names = ("name", "concepts", "added", "file")
    table(names, [tuple(str(lexicon[name]) for name in names) for lexicon in lexicons])


def _way(match: Match, language: str) -> str:
    steps = " → ".join(match.way)
    known = match.source == WRITTEN
    return steps if known else f"{steps} ({source_text(match.source, language)})"


def _headings(language: str) -> tuple[str, ...]:
    names = ("project", "organisation", "period", "support", "objective")
    return tuple(text(language, name) for name in names)


def _summary(project: Project, language: str) -> tuple[str, ...]:
    return (
        project.short_name or project.title,
        project.organisation.name,
        period(project.period, language, text(language, "unknown")),
        _support(project, language),
        project.objective.code,
    )


def _support(project: Project, language: str) -> str:
    euros = project.grant.eu_support_eur
    return text(language, "unknown") if euros is None else money(euros, language)


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows of cells: a table at a terminal, cells apart by tabs elsewhere."""
    if not sys.stdout.isatty():
        for row in rows:
            print_line("\t".join(" ".join(cell.split()) for cell in row))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    grid = Table(*headings, box=None, header_style="bold")
    for row in rows:
        grid.add_row(*(Text(harmless(cell)) for cell in row))  # Text: a title is no markup
    Console().print(grid)
