"""What comparing a plan with a collection gives back."""

from __future__ import annotations

from dataclasses import dataclass

from hankehaku.records import Project


@dataclass(frozen=True, slots=True)
class Pair:
    """A part of the plan and the sentence of a project that is nearest to it, both verbatim."""

    plan: str
    project: str


@dataclass(frozen=True, slots=True)
class Comparable:
    """A project that does what the plan plans: in how many of its parts, and where most."""

    project: Project
    parts: int
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Lacking:
    """A sentence of a comparable project, verbatim, that the plan has nothing of.

    `aspect` is what the sentence speaks of (see `assistant.aspects.TEXTUAL`), `words` are those of
    it that the plan has in no form.
    """

    project: Project
    quote: str
    aspect: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class New:
    """A part of the plan, verbatim, that no project of the collection covers.

    `whole` when no project is about what it says; else its theme is known and only `words`, as
    written in it, are in no project.
    """

    text: str
    words: tuple[str, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class PlanReport:
    """A plan compared with a collection.

    `language` is the plan's; `judged` parts of it (sentences, or several of them in a long plan)
    were looked up, in `total` projects; `characters` of it were left out as it was too long.
    """

    language: str
    judged: int
    total: int
    comparable: tuple[Comparable, ...] = ()
    lacking: tuple[Lacking, ...] = ()
    new: tuple[New, ...] = ()
    characters: int = 0
