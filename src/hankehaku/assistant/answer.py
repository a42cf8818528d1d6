"""What the assistant gives back: sentences with what each rests on, figures, citations, state."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field

from hankehaku.assistant.state import State
from hankehaku.records import Project
from hankehaku.search.constraints import Constraint
from hankehaku.search.result import Hit


class Act(enum.StrEnum):
    """What a question wants done."""

    FIND = "find"
    LIST = "list"
    COUNT = "count"
    SUM = "sum"
    AVERAGE = "average"
    MEDIAN = "median"
    SMALLEST = "smallest"
    LARGEST = "largest"
    SPREAD = "spread"
    COMPARE = "compare"
    TELL = "tell"
    SIMILAR = "similar"
    ORGANISATIONS = "organisations"
    PREDECESSORS = "predecessors"
    SUCCESSORS = "successors"
    COLLECTION = "collection"
    MORE = "more"
    HELP = "help"
    SMALLTALK = "smalltalk"


FIGURES = (Act.SUM, Act.AVERAGE, Act.MEDIAN, Act.SMALLEST, Act.LARGEST, Act.SPREAD)
"""Acts that give a figure of the projects' values."""


class Basis(enum.StrEnum):
    """What a sentence rests on: the text or the record of cited projects, the rows of a figure, or
    nothing but the question itself (`notice`: how it was understood, that nothing fits).
    """

    QUOTE = "quote"
    RECORD = "record"
    FIGURE = "figure"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Citation:
    """What `[n]` in an answer stands for: a project, and the words of it that are quoted (empty
    when its record alone is).
    """

    n: int
    id: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence or list item of an answer; `citations` are the numbers that stand in it."""

    text: str
    basis: Basis
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number computed from records.

    `kind` is an act such as sum; `unit` is eur, eur/month, projects, organisations or days.
    `projects` are those it was computed from, `unknown` those of the set whose records lack the
    value; `low` and `high` are the ends of a spread.
    """

    kind: str
    value: float
    unit: str
    projects: tuple[str, ...]
    unknown: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """A constraint as understood, in the language of the answer; `key` is its place in the state,
    by which it can be taken back.
    """

    text: str
    constraint: Constraint
    key: int


@dataclass(frozen=True, slots=True)
class NearMiss:
    """What would appear without one of the constraints, or (`drop` None) without the topic."""

    drop: Constraint | None
    text: str
    projects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What a project says of one aspect: words of it, empty when it does not say."""

    project: str
    text: str
    verbatim: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """One aspect of a comparison, a cell for each project."""

    aspect: str
    heading: str
    cells: tuple[Cell, ...]

    @property
    def differs(self) -> bool:
        """Tell whether the projects do not all say the same."""
        return len({cell.text for cell in self.cells}) > 1


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in one language.

    `ordering` says in words which order, and how many projects, were asked for. `projects` are all
    that the answer is about, in order; `border` are those that may or may not fit the topic. `hits`
    explain the projects where they were ranked; `sources` are the projects that are cited.
    """

    question: str
    language: str
    act: Act
    sentences: tuple[Sentence, ...]
    state: State
    understood: tuple[Understood, ...] = ()
    ordering: str = ""
    projects: tuple[Project, ...] = ()
    hits: tuple[Hit, ...] = ()
    figure: Figure | None = None
    citations: tuple[Citation, ...] = ()
    no_match: bool = False
    near_miss: NearMiss | None = None
    border: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    suggestions: tuple[str, ...] = ()
    written_by: str = ""
    sources: Mapping[str, Project] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The answer as plain text, a line for each sentence."""
        return "\n".join(sentence.text for sentence in self.sentences)
