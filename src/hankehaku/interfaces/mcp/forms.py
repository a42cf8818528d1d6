"""What the tools take and give, typed, so that a model is told what each field means."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from hankehaku.records import OrganisationType

Language = Literal["fi", "sv", "en"]
Sort = Literal["best", "newest", "largest", "name"]
Euros = Annotated[int, Field(ge=0, le=10**12)]
Year = Annotated[int, Field(ge=1900, le=2999)]
Name = Annotated[str, Field(min_length=1, max_length=300)]


class Form(BaseModel):
    """A part of a result."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Narrowing(Form):
    """Filters, which all apply; the values of one filter are alternatives."""

    objectives: list[Name] = Field(
        default=[],
        max_length=50,
        description="Codes of national objectives such as '2.2'; facets of a search list them",
    )
    types: list[OrganisationType] = Field(
        default=[], max_length=50, description="Kinds of organisations that run the projects"
    )
    organisations: list[Name] = Field(
        default=[],
        max_length=50,
        description="Names of organisations, exactly as facets of a search list them",
    )
    regions: list[Name] = Field(
        default=[],
        max_length=50,
        description="Finnish names of the regions where organisations have their seats, such as "
        "'Uusimaa'; facets of a search list them",
    )
    start_years: list[Year] = Field(
        default=[], max_length=50, description="Years in which projects start"
    )
    running_on: date | None = Field(
        default=None, description="A day (YYYY-MM-DD) on which projects run"
    )
    min_support: Euros | None = Field(
        default=None, description="The least EU support in euros, included"
    )
    max_support: Euros | None = Field(
        default=None, description="The most EU support in euros, included"
    )
    flaws: Literal["yes", "no"] | None = Field(
        default=None, description="Whether something is wrong or missing in the source's record"
    )


class ProjectRef(Form):
    """A project by name."""

    id: str = Field(description="The id that other tools take")
    title: str = Field(description="In Finnish")


class Listed(ProjectRef):
    """A project as lists show it; unknown values are null."""

    organisation: str
    objective: str = Field(description="The code of its national objective")
    start: date | None
    end: date | None
    eu_support_eur: int | None = Field(description="EU support in whole euros")


class Found(Listed):
    """A project of a result with why it is there."""

    rank: int
    confidence: float = Field(
        description="From 0 to 1, comparable between questions; 0 when it was not ranked by words"
    )
    passage: str = Field(description="The part of its description that fits best, word for word")
    matches: list[str] = Field(description="Words of the question and what was found for them")


class Missed(Form):
    """What would appear without one of the conditions."""

    without: str = Field(description="The condition in words")
    count: int
    projects: list[ProjectRef] = Field(description="The first of them")


class Value(Form):
    """A value that a filter takes, and how many projects of the result have it."""

    value: str
    count: int


class Understood(Form):
    """A question as it was understood: check it before you rely on the result."""

    language: str
    conditions: list[str] = Field(
        description="Conditions found in the question and applied, in words"
    )
    order: str | None = Field(description="The order that the question asks for")
    corrections: list[str] = Field(description="Words that were taken for misspelt")


class SearchPage(Form):
    """A page of a search."""

    collection: str = Field(description="What the collection is called")
    total: int = Field(description="Projects in the collection")
    matching: int = Field(description="Projects of this result, over all pages")
    no_match: bool = Field(
        description="Nothing fits. Projects listed all the same only come nearest: do not present "
        "them as an answer"
    )
    understood: Understood | None = Field(description="Null without a question")
    page: int
    pages: int
    projects: list[Found]
    left_out_unknown: list[str] = Field(
        description="Ids of projects left out as their records lack what a condition is about"
    )
    near_misses: list[Missed]
    facets: dict[str, list[Value]] = Field(
        description="Values for each filter in this result, the most frequent first"
    )


class Cited(ProjectRef):
    """What [n] in an answer stands for."""

    n: int
    quote: str = Field(description="Words of its description; empty when its record is cited")


class Number(Form):
    """A number computed from records."""

    kind: str = Field(description="count, sum, average, median, smallest, largest or spread")
    value: float
    unit: str = Field(description="eur, eur/month, days, projects or organisations")
    computed_from: int = Field(description="From how many projects")
    unknown: int = Field(description="Projects whose records lack the value")


class Cell(Form):
    """What one project says of an aspect; the text is empty when it does not say."""

    id: str
    text: str
    verbatim: bool = Field(description="Whether these are words of the source")


class ComparedRow(Form):
    """One aspect of a comparison."""

    aspect: str
    differs: bool
    cells: list[Cell]


class Answered(Form):
    """An answer that rests on records and quotations only."""

    answer: str = Field(
        description="The answer, a line for each sentence; [n] cites the project that stands in "
        "citations with this number. Keep the citations when you pass it on"
    )
    language: str
    act: str = Field(description="What the question was taken to want")
    conditions: list[str] = Field(description="Conditions that were applied, in words")
    no_match: bool = Field(description="Nothing fits: say so instead of guessing")
    count: int = Field(description="Projects that the answer is about")
    projects: list[ProjectRef] = Field(description="The first of them")
    figure: Number | None
    citations: list[Cited]
    comparison: list[ComparedRow]
    near_miss: str | None = Field(description="What a condition hides, when nothing fits")
    suggestions: list[str] = Field(description="Questions that go on from here")
    written_by: str | None = Field(description="The language model that worded it, if one did")
    state: str = Field(description="Pass it with the next question to go on")


class Continuation(ProjectRef):
    """A project that continues another, or is continued by it."""

    quote: str = Field(description="The words that say so; empty when names and times do")


class ProjectRecord(Listed):
    """All that is known of a project; unknown values are null or empty."""

    collection: str
    short_name: str
    objective_name: str
    organisation_written: str = Field(description="As the source writes it")
    organisation_type: OrganisationType | None
    municipality: str
    region: str
    support_written: str = Field(description="As the source writes it")
    description: str = Field(description="The source's text, whole, in Finnish")
    links: list[str]
    source: str | None = Field(description="The file and lines that it was read from")
    flaws: list[str] = Field(description="What is wrong with the source's record, in words")
    continues: list[Continuation]
    continued_by: list[Continuation]


class Similar(Form):
    """The projects that are most like one, the most alike first."""

    project: ProjectRef
    similar: list[Found]


class Comparison(Form):
    """Projects side by side, the aspects that differ first."""

    projects: list[ProjectRef]
    rows: list[ComparedRow]


class Spread(Form):
    """EU support of a set of projects in euros; values are null when not one is known."""

    known: int = Field(description="Projects whose support is known; the others are not counted in")
    unknown: int
    sum: float | None
    mean: float | None
    smallest: float | None
    lower_quartile: float | None = Field(description="Interpolated, as QUARTILE.INC does")
    median: float | None
    upper_quartile: float | None
    largest: float | None


class Group(Form):
    """The projects that share a value."""

    value: str = Field(description="Empty for those whose records lack it")
    name: str
    count: int
    support: Spread


class Statistics(Form):
    """Figures of all projects that a question and filters leave, computed from their records."""

    collection: str
    total: int = Field(description="Projects in the collection")
    count: int = Field(description="Projects that the figures are about")
    no_match: bool
    understood: Understood | None = Field(description="Null without a question")
    left_out_unknown: int = Field(
        description="Projects left out as their records lack what a condition is about"
    )
    support: Spread
    by_organisation_type: list[Group]
    by_objective: list[Group]
    by_start_year: list[Group]
