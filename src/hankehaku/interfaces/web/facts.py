"""The facts of a project as text and HTML, as cards and document pages tell them."""

from __future__ import annotations

from collections.abc import Iterable

from hankehaku import formats
from hankehaku.interfaces.texts import issue_text, text
from hankehaku.interfaces.web.marks import TEXT_LANGUAGE, escape, foreign
from hankehaku.records import Organisation, Project


def facts_rows(rows: Iterable[tuple[str, str]]) -> str:
    """Return labels with their HTML as a description list, without the rows that are empty."""
    pairs = (
        f"<div><dt>{escape(label)}</dt><dd>{content}</dd></div>"
        for label, content in rows
        if content
    )
    return f'<dl class="facts">{"".join(pairs)}</dl>'


def details_html(summary: str, content: str, kind: str) -> str:
    """Return content that opens at a press on its summary."""
    return (
        f'<details class="{kind}"><summary>{escape(summary)}</summary>'
        f'<div class="inside">{content}</div></details>'
    )


def key_facts_html(project: Project, language: str, *, written: bool = False) -> str:
    """Return who runs a project, when, with what support and under which objective.

    With `written` the organisation is told as its source writes it, too.
    """
    objective = objective_text(project)
    rows = (
        ("organisation", organisation_html(project.organisation, language, written=written)),
        ("period", escape(period_text(project, language))),
        ("support", escape(support_text(project, language))),
        ("objective", foreign(escape(objective), TEXT_LANGUAGE, language) if objective else ""),
    )
    return facts_rows((text(language, key), content) for key, content in rows)


def issues_html(project: Project, language: str) -> str:
    """Return what is wrong in the source of a project, in plain words, empty when nothing is."""
    if not project.issues:
        return ""
    items = "".join(f"<li>{escape(issue_text(each, language))}</li>" for each in project.issues)
    heading = escape(text(language, "issues_heading"))
    # the role gives back the list that Safari takes away with list-style: none
    return f'<div class="issues"><p><b>{heading}</b></p><ul role="list">{items}</ul></div>'


def organisation_html(organisation: Organisation, language: str, *, written: bool = False) -> str:
    """Return the name of an organisation: its own in the language, with the Finnish one beside.

    With `written` the name that the source uses follows where it is another.
    """
    name = organisation.name or organisation.written
    if not name:
        return escape(text(language, "unknown"))
    content = foreign(escape(name), TEXT_LANGUAGE, language)
    own = {"sv": organisation.name_sv, "en": organisation.name_en}.get(language, "")
    if own and own != name:
        content = f"{escape(own)} ({content})"
    if written and organisation.written and organisation.written != name:
        said = text(language, "organisation_written", name=organisation.written)
        content += f' <span class="note">({escape(said)})</span>'
    return content


def objective_text(project: Project) -> str:
    """Return the code and the name of a project's objective, empty without one."""
    return " ".join(filter(None, (project.objective.code, project.objective.name)))


def period_text(project: Project, language: str) -> str:
    """Return when a project runs."""
    return formats.period(project.period, language, text(language, "unknown"))


def support_text(project: Project, language: str) -> str:
    """Return the EU support of a project."""
    euros = project.grant.eu_support_eur
    return text(language, "unknown") if euros is None else formats.money(euros, language)
