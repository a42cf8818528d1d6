"""Reads pages that name what they tell: 'Hankkeen toteuttaja: X, Toteutusaika: 1.9.2020 - …'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from hankehaku.records import DataIssue, IssueKind, Objective
from hankehaku.sources.base import Document, RawProject, ReadResult
from hankehaku.sources.dates import split_period
from hankehaku.sources.labels import FACTS, split_labels
from hankehaku.sources.page_lines import (
    LONGEST_TITLE,
    Line,
    Numbered,
    is_link,
    page_lines,
    parse_metadata,
    parse_objective,
    read_page,
)
from hankehaku.sources.values import squeeze


class LabelledPageReader:
    """The layout 'labelled-page': a title, then lines that name what they tell.

    Labels are in Finnish, Swedish or English, several on a line or one as a heading above its
    value. Paragraphs after a description belong to it. A line that fits nothing becomes an issue.
    """

    layout = "labelled-page"

    def read(self, document: Document) -> ReadResult:
        """Read a page; raises SourceError when it is no text."""
        return read_page(document, self.layout, self.read_lines)

    def read_lines(self, name: str, numbered: Numbered) -> ReadResult:
        """Read the numbered lines of a page, which may be one without projects."""
        page = _Page(name)
        lines = page_lines(numbered)
        for place, line in enumerate(lines):
            page.take(line, lines[place + 1] if place + 1 < len(lines) else None)
        return page.result()


@dataclass(slots=True)
class _Draft:
    """A project while its lines are being read."""

    title: str
    first_line: int
    last_line: int
    objective: Objective
    values: dict[str, str] = field(default_factory=dict)
    description: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    issues: list[DataIssue] = field(default_factory=list)

    @property
    def has_facts(self) -> bool:
        return any(name in self.values for name in FACTS)


class _Page:
    """The state of reading: which objective, project and field the next line belongs to."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._projects: list[_Draft] = []
        self._project: _Draft | None = None
        self._field = ""
        self._objective = Objective()
        self._objectives: dict[tuple[str, str], list[str]] = {}
        self._programme: list[str] = []
        self._issues: list[DataIssue] = []

    def take(self, line: Line, below: Line | None) -> None:
        """Take a line, knowing the one below it."""
        if objective := parse_objective(line.text):
            self._project, self._objective = None, objective
            self._objectives.setdefault((objective.code, objective.name), [])
        elif named := split_labels(line.text):
            self._named(line, named)
        elif _opens(below, self._project) and _is_title(line):
            self._open(line, line.text)
        elif self._project is None:
            key = (self._objective.code, self._objective.name)
            self._objectives.get(key, self._programme).append(line.text)
        else:
            self._plain(self._project, line)

    def _named(self, line: Line, named: Sequence[tuple[str, str]]) -> None:
        for name, value in named:
            project = self._project
            if name == "title":
                project = self._open(line, value)
            elif project is None or (name == "description" and project.description):
                project = self._open(line, "")
            self._set(project, name, value, line)

    def _set(self, project: _Draft, name: str, value: str, line: Line) -> None:
        project.last_line, self._field = line.number, name
        project.lines.setdefault("eu_support_eur" if name == "support" else name, line.number)
        if name == "title":
            project.title = project.title or squeeze(value)
        elif name == "description":
            project.description += [value] if value else []
        elif name == "links":
            project.links += [squeeze(value)] if value else []
        elif project.values.get(name) and value:
            issue = DataIssue(IssueKind.UNREADABLE_LINE, name, line.text, line.number)
            project.issues.append(issue)
        else:
            project.values[name] = squeeze(value).strip(" ,;|")

    def _open(self, line: Line, title: str) -> _Draft:
        self._project = _Draft(squeeze(title), line.number, line.number, self._objective)
        self._project.lines["title"] = line.number
        self._projects.append(self._project)
        self._field = "title"
        return self._project

    def _plain(self, project: _Draft, line: Line) -> None:
        project.last_line = line.number
        waiting = self._field in (*FACTS, "title") and not (
            project.title if self._field == "title" else project.values.get(self._field)
        )
        if waiting:
            self._set(project, self._field, line.text, line)
        elif self._field in ("description", "title") and not project.has_facts:
            if parse_metadata(line.text):
                self._facts(project, line)
            else:
                project.description.append(line.text)
                project.lines.setdefault("description", line.number)
                self._field = "description"
        elif self._field == "links" or is_link(line.text):
            project.links.append(squeeze(line.text))
            project.lines.setdefault("links", line.number)
        else:
            issue = DataIssue(IssueKind.UNREADABLE_LINE, self._name, line.text, line.number)
            self._issues.append(issue)

    def _facts(self, project: _Draft, line: Line) -> None:
        """Take a line of facts without labels, as the older pages have."""
        if facts := parse_metadata(line.text):
            project.values["organisation"] = facts.organisation
            project.values["period"] = f"{facts.start} - {facts.end}".strip()
            project.values["support"] = facts.support
            self._field = "support"
            for name in ("organisation", "period", "eu_support_eur"):
                project.lines[name] = line.number

    def result(self) -> ReadResult:
        """Return all that was read."""
        objectives = {
            key: Objective(*key, "\n\n".join(texts)) for key, texts in self._objectives.items()
        }
        return ReadResult(
            projects=tuple(
                _raw(each, self._name, objectives.get((each.objective.code, each.objective.name)))
                for each in self._projects
            ),
            objectives=tuple(objectives.values()),
            programme="\n\n".join(self._programme),
            issues=tuple(self._issues),
        )


def _opens(below: Line | None, project: _Draft | None) -> bool:
    """Tell whether the line below begins what is told of another project than this one."""
    named = split_labels(below.text) if below else []
    if not named or named[0][0] == "title":
        return False
    first = named[0][0]
    if first == "description":
        return True
    return first in FACTS and (project is None or project.has_facts)


def _is_title(line: Line) -> bool:
    return len(line.text) <= LONGEST_TITLE and not line.text.endswith((":", ";", ","))


def _raw(draft: _Draft, file: str, objective: Objective | None) -> RawProject:
    period = draft.values.get("period", "")
    span = split_period(period)
    issues = list(draft.issues)
    if period and span is None:
        line = draft.lines.get("period", draft.first_line)
        issues.append(DataIssue(IssueKind.UNREADABLE_LINE, "period", period, line))
    start, end = span or ("", "")
    line_of_period = draft.lines.get("period", draft.first_line)
    return RawProject(
        title=draft.title,
        description="\n\n".join(draft.description),
        file=file,
        first_line=draft.first_line,
        last_line=draft.last_line,
        organisation=draft.values.get("organisation", ""),
        start=start,
        end=end,
        support=draft.values.get("support", ""),
        objective=objective or Objective(),
        links=tuple(draft.links),
        lines={**draft.lines, "start": line_of_period, "end": line_of_period},
        issues=tuple(issues),
    )
