"""What a project continues and what continues it, as a list with a bar of time for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from hankehaku.assistant.relations import Relation
from hankehaku.interfaces.texts import text
from hankehaku.interfaces.web.documents.pieces import project_link
from hankehaku.interfaces.web.facts import organisation_html, period_text
from hankehaku.interfaces.web.marks import TEXT_LANGUAGE, escape, foreign
from hankehaku.records import Project

if TYPE_CHECKING:
    from hankehaku.facade import Hankehaku

FAR = 5
"""Steps that are followed into the past, and as many into the future."""

MOST = 12
"""Projects on a time line at most, in each direction."""

_LABELS = 7
"""Years that are written out on the axis at most."""


@dataclass(frozen=True, slots=True)
class Step:
    """A project on a time line: how many steps after the one it is about (before: negative), the
    project that it continues or that continues it, nearer to that one, and the words that say so.
    """

    project: Project
    far: int
    near: Project | None = None
    quote: str = ""


def chain(hankehaku: Hankehaku, project: Project) -> tuple[Step, ...]:
    """Return a project with what it continues and what continues it, in order of time."""
    # both ways begin at the project, whose relations take a look at all others
    related = lru_cache(maxsize=None)(hankehaku.relations)
    before = _followed(related, project, -1)
    after = _followed(related, project, 1)
    return tuple(sorted((*before, Step(project, 0), *after), key=_when))


def timeline_html(steps: Sequence[Step], path: str, language: str) -> str:
    """Return the steps of a chain, each with its bar; empty when the project stands alone."""
    if len(steps) < 2:
        return ""
    axis = Axis.of(each.project for each in steps)
    items = "".join(_item(each, axis, path, language) for each in steps)
    years = f'<div class="years" aria-hidden="true">{axis.svg()}</div>' if axis else ""
    return f'{years}<ol class="timeline" role="list">{items}</ol>'


@dataclass(frozen=True, slots=True)
class Axis:
    """The whole years from `first` to `last`, both included, as shares of a width."""

    first: int
    last: int

    @classmethod
    def of(cls, projects: Iterable[Project]) -> Axis | None:
        """Return the axis of the times that are known, None when none is."""
        bounds = [e for p in projects for e in (p.period.start, p.period.end) if e]
        return cls(min(bounds).year, max(bounds).year) if bounds else None

    def at(self, day: date) -> float:
        """Return where a day is, in percent of the width."""
        start, end = date(self.first, 1, 1), date(self.last, 12, 31)
        return 100 * (day - start).days / ((end - start).days + 1)

    def svg(self) -> str:
        """Return the years as a drawing."""
        years = range(self.first, self.last + 1)
        step = -(-len(years) // _LABELS)
        marks = "".join(
            f'<line class="tick" x1="{at}%" x2="{at}%" y1="20" y2="24"/>'
            f'<text x="{at}%" y="15">{year}</text>'
            for year in years[::step]
            for at in (_share(self.at(date(year, 1, 1))),)
        )
        return f'<svg width="100%" height="24" focusable="false">{marks}</svg>'

    def bar(self, project: Project, *, own: bool) -> str:
        """Return a project's time as a drawing: a bar, or a ring at the one bound that is known."""
        start, end = project.period.start, project.period.end
        kind = " own" if own else ""
        drawn = '<rect class="track" x="0" y="6" width="100%" height="4"/>'
        if start and end and start <= end:
            left, width = self.at(start), self.at(end) - self.at(start)
            drawn += (
                f'<rect class="bar{kind}" x="{_share(left)}%" y="2" rx="3" '
                f'width="{_share(max(width, 0.6))}%" height="12"/>'
            )
        else:
            drawn += "".join(
                f'<circle class="open{kind}" cx="{_share(self.at(bound))}%" cy="8" r="5"/>'
                for bound in (start, end)
                if bound
            )
        return (
            '<svg width="100%" height="16" aria-hidden="true" focusable="false">' + drawn + "</svg>"
        )


def _followed(
    related: Callable[[str], Iterable[Relation]], project: Project, way: int
) -> list[Step]:
    """Return what is found step by step in one direction: -1 into the past, 1 into the future."""
    seen, found, edge = {project.id}, list[Step](), [project]
    for far in range(1, FAR + 1):
        reached: list[Project] = []
        for near in edge:
            for relation in related(near.id):
                own, other = relation.earlier, relation.later
                if way < 0:
                    own, other = other, own
                if own.id != near.id or other.id in seen or len(found) == MOST:
                    continue
                seen.add(other.id)
                reached.append(other)
                found.append(Step(other, far * way, near, relation.quote))
        edge = reached
    return found


def _when(step: Step) -> tuple[date, int, str]:
    period = step.project.period
    return period.start or period.end or date.max, step.far, step.project.id


def _item(step: Step, axis: Axis | None, path: str, language: str) -> str:
    project, own = step.project, step.far == 0
    title = foreign(escape(project.title), TEXT_LANGUAGE, language)
    named = f"<b>{title}</b>" if own else project_link(project, path, language)
    key = "line_own" if own else "line_after" if step.far > 0 else "line_before"
    facts = (
        escape(period_text(project, language)),
        organisation_html(project.organisation, language),
    )
    bar = axis.bar(project, own=own) if axis else ""
    return (
        f'<li><p><span class="note">{escape(text(language, key))}:</span> {named}</p>'
        f'<p class="note">{" · ".join(facts)}</p>{bar}{_why(step, language)}</li>'
    )


def _why(step: Step, language: str) -> str:
    if step.near is None:
        return ""
    if not step.quote:
        return f'<p class="note">{escape(text(language, "line_numbered"))}</p>'
    lang = "" if language == TEXT_LANGUAGE else f' lang="{TEXT_LANGUAGE}"'
    return f'<p class="note"><q{lang}>{escape(step.quote)}</q></p>'


def _share(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
