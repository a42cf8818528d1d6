"""Reads pages that give each project a title line and bullets under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from hankehaku.records import DataIssue, IssueKind, Objective
from hankehaku.sources.base import Document, RawProject, ReadResult
from hankehaku.sources.page_lines import (
    Kind,
    Line,
    Numbered,
    is_link,
    is_link_name,
    page_lines,
    parse_metadata,
    parse_objective,
    read_page,
)
from hankehaku.sources.values import squeeze

_LONGEST_SHORT_TITLE = 120
# Lines this long were broken by whatever made the page; shorter ones end where they were meant to.
_SHORTEST_BROKEN_LINE = 40


class BulletedPageReader:
    """The layout 'bulleted-page': programme text, objectives, then titles with their bullets.

    A project has bullets for its description, one for 'ORG, start - end, EU-tuki N euroa' and
    others for links. Any of them may be missing: the project is kept, and what it lacks is left
    for the checks. A line that fits nothing becomes an issue; no line is dropped in silence.
    """

    layout = "bulleted-page"

    def read(self, document: Document) -> ReadResult:
        """Read a page, which may be one without projects; raises SourceError when it is no text."""
        return read_page(document, self.layout, self.read_lines)

    def read_lines(self, name: str, numbered: Numbered) -> ReadResult:
        """Read the numbered lines of a page, which may be one without projects."""
        page = _Page(name)
        lines = page_lines(numbered)
        for place, line in enumerate(lines):
            if line.kind is Kind.OBJECTIVE:
                page.objective_line(line)
            elif line.kind is Kind.BULLET:
                page.bullet(line)
            elif page.continues(line, lines[place + 1 : place + 2]):
                page.join(line)
            elif _is_title(lines, place, page.project):
                page.title(line)
            else:
                page.paragraph(line)
        return page.result()


def _is_title(lines: Sequence[Line], place: int, project: _Draft | None) -> bool:
    """Tell whether a plain line opens a project: by its own words, or by the bullets below it."""
    line, below = lines[place], place + 1
    if not line.is_title_like:
        # 'Tukea ry.' opens a project when the one before it has all it needs and bullets follow.
        short = len(line.text) <= _LONGEST_SHORT_TITLE and not line.text.endswith((":", ";", ","))
        ready = project is not None and project.is_complete
        return short and ready and not is_link(line.text) and _is_bullet(lines[below : below + 1])
    if line.names_project:
        return True
    # A description may have lost its bullet: whole sentences between a title and bullets.
    while below < len(lines) and lines[below].kind is Kind.PLAIN and _is_sentence(lines[below]):
        below += 1
    return _is_bullet(lines[below : below + 1])


def _is_bullet(lines: Sequence[Line]) -> bool:
    return bool(lines) and lines[0].kind is Kind.BULLET


def _is_sentence(line: Line) -> bool:
    return not line.is_title_like and not line.text[0].islower()


@dataclass(slots=True)
class _Draft:
    """A project while its lines are being read."""

    title: str
    first_line: int
    last_line: int
    objective: Objective
    description: list[str] = field(default_factory=list)
    organisation: str = ""
    start: str = ""
    end: str = ""
    support: str = ""
    has_metadata: bool = False
    links: list[str] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    issues: list[DataIssue] = field(default_factory=list)

    @property
    def is_complete(self) -> bool:
        return self.has_metadata and bool(self.description)

    def to_raw(self, file: str, objective: Objective) -> RawProject:
        return RawProject(
            title=self.title,
            description="\n\n".join(self.description),
            file=file,
            first_line=self.first_line,
            last_line=self.last_line,
            organisation=self.organisation,
            start=self.start,
            end=self.end,
            support=self.support,
            objective=objective,
            links=tuple(self.links),
            lines=self.lines,
            issues=tuple(self.issues),
        )


class _Page:
    """The state of reading: which objective and project the next line belongs to."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.project: _Draft | None = None
        self._projects: list[_Draft] = []
        self._objectives: dict[tuple[str, str], list[str]] = {}
        self._objective = Objective()
        self._programme: list[str] = []
        self._issues: list[DataIssue] = []
        # The description paragraph that the line above ended, as long as it may go on.
        self._open: Line | None = None

    def objective_line(self, line: Line) -> None:
        objective = parse_objective(line.text)
        if objective is None:
            raise ValueError(f"line {line.number} is not an objective")
        self.project, self._objective, self._open = None, objective, None
        self._objectives.setdefault((objective.code, objective.name), [])

    def title(self, line: Line) -> None:
        self.project = _Draft(squeeze(line.text), line.number, line.number, self._objective)
        self.project.lines["title"] = line.number
        self._projects.append(self.project)
        self._open = None

    def bullet(self, line: Line) -> None:
        project, self._open = self.project, None
        metadata = parse_metadata(line.text)
        if project is None:
            if metadata is None:
                self._introduce(line)
            else:
                self._unreadable(line)
            return
        project.last_line = line.number
        if metadata is not None:
            if project.has_metadata:
                issue = DataIssue(IssueKind.UNREADABLE_LINE, "", line.text, line.number)
                project.issues.append(issue)
                return
            project.has_metadata = True
            project.organisation, project.support = metadata.organisation, metadata.support
            project.start, project.end = metadata.start, metadata.end
            for name in ("organisation", "start", "end", "eu_support_eur"):
                project.lines[name] = line.number
        elif is_link(line.text) or (project.is_complete and is_link_name(line.text)):
            project.links.append(squeeze(line.text))
            project.lines.setdefault("links", line.number)
        else:
            self._describe(project, line)

    def paragraph(self, line: Line) -> None:
        project = self.project
        self._open = None
        if project is None:
            self._introduce(line)
        elif is_link(line.text):
            self.bullet(line)
        elif not line.is_title_like and not project.is_complete:
            project.last_line = line.number
            self._describe(project, line)
        else:
            self._unreadable(line)

    def continues(self, line: Line, below: Sequence[Line]) -> bool:
        """Tell whether a plain line is the rest of a description that was broken into lines."""
        above = self._open
        if above is None or not line.adjacent or line.names_project:
            return False
        if line.text[0].islower():
            return not above.is_finished
        if len(above.text) < _SHORTEST_BROKEN_LINE or (_is_bullet(below) and line.is_title_like):
            return False
        goes_on = bool(below) and below[0].adjacent and below[0].text[0].islower()
        return not line.is_title_like or (not above.is_finished and goes_on)

    def join(self, line: Line) -> None:
        if self.project is None:
            raise ValueError(f"line {line.number} has nothing to continue")
        self.project.description[-1] += f" {line.text}"
        self.project.last_line = line.number
        self._open = line

    def result(self) -> ReadResult:
        objectives = {
            key: Objective(*key, "\n\n".join(paragraphs))
            for key, paragraphs in self._objectives.items()
        }
        return ReadResult(
            projects=tuple(
                each.to_raw(
                    self.name,
                    objectives.get((each.objective.code, each.objective.name), Objective()),
                )
                for each in self._projects
            ),
            objectives=tuple(objectives.values()),
            programme="\n\n".join(self._programme),
            issues=tuple(self._issues),
        )

    def _introduce(self, line: Line) -> None:
        key = (self._objective.code, self._objective.name)
        self._objectives.get(key, self._programme).append(line.text)

    def _describe(self, project: _Draft, line: Line) -> None:
        project.description.append(line.text)
        project.lines.setdefault("description", line.number)
        self._open = line

    def _unreadable(self, line: Line) -> None:
        self._issues.append(DataIssue(IssueKind.UNREADABLE_LINE, self.name, line.text, line.number))
