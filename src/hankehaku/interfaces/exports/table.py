"""Projects as the rows of a table, for the formats that a spreadsheet opens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from hankehaku.assistant.wording import name_of
from hankehaku.interfaces.exports.citing import address_of, source_of
from hankehaku.interfaces.texts import issue_text, organisation_type_text, text
from hankehaku.records import Project

Value = str | int | date | None
"""What a cell holds: text, whole euros or a rank, a day, or nothing."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, what a project has in it, and its width in characters.

    `value` gets a project and its place from 1 on. `euros` marks sums, `code` codes such as 2.2,
    which a spreadsheet would take for a date.
    """

    heading: str
    value: Callable[[Project, int], Value]
    width: int
    euros: bool = False
    code: bool = False


def columns(language: str, *, base: str = "", ranked: bool = False) -> tuple[Column, ...]:
    """Return the columns of a table in a language.

    Only a `ranked` table has ranks, and only one with `base`, the address of the service, the
    addresses of projects.
    """

    def organisation(project: Project, _: int) -> Value:
        # the wording of an unknown name is for sentences, a cell is left empty
        who = project.organisation
        return name_of(who, language) if who.name or who.name_sv or who.name_en else ""

    def written(project: Project, _: int) -> Value:
        who = project.organisation
        return who.written if who.written != who.name else ""

    def kind(project: Project, _: int) -> Value:
        type_ = project.organisation.type
        return organisation_type_text(type_, language) if type_ else ""

    def issues(project: Project, _: int) -> Value:
        return "; ".join(issue_text(each, language) for each in project.issues)

    made = [
        Column(text(language, "export_title"), lambda each, _: each.title, 44),
        Column(text(language, "export_id"), lambda each, _: each.id, 24),
        Column(text(language, "export_organisation"), organisation, 32),
        Column(text(language, "export_written"), written, 24),
        Column(text(language, "export_type"), kind, 22),
        Column(
            text(language, "export_municipality"),
            lambda each, _: each.organisation.municipality,
            16,
        ),
        Column(text(language, "export_region"), lambda each, _: each.organisation.region, 18),
        Column(text(language, "export_start"), lambda each, _: each.period.start, 13),
        Column(text(language, "export_end"), lambda each, _: each.period.end, 13),
        Column(
            text(language, "export_support"),
            lambda each, _: each.grant.eu_support_eur,
            16,
            euros=True,
        ),
        Column(text(language, "export_code"), lambda each, _: each.objective.code, 13, code=True),
        Column(text(language, "export_objective"), lambda each, _: each.objective.name, 26),
        Column(text(language, "export_issues"), issues, 36),
        Column(text(language, "export_description"), lambda each, _: each.description, 90),
        Column(text(language, "export_source"), lambda each, _: source_of(each, language), 30),
    ]
    if base:
        heading = text(language, "export_address")
        made.append(Column(heading, lambda each, _: address_of(each, base), 44))
    if ranked:
        made.insert(0, Column(text(language, "export_rank"), lambda _, place: place, 8))
    return tuple(made)


def rows(projects: Iterable[Project], cols: Sequence[Column]) -> Iterator[tuple[Value, ...]]:
    """Yield a row for each project, in their order."""
    for place, project in enumerate(projects, 1):
        yield tuple(column.value(project, place) for column in cols)
