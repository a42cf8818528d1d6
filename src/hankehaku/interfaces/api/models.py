"""What the HTTP API answers, as models that its description is made of: projects and searches.

The answers themselves are made by `interfaces.render`, which is the published form.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from hankehaku.interfaces.api.constraints import AnyConstraint
from hankehaku.records import IssueKind, OrganisationType

_SIGNALS = {"lexical": 0.698981, "dense": 1.0, "share": 0.38085}


class Issue(BaseModel):
    """A flaw of the source."""

    kind: IssueKind
    field: Annotated[str, Field(examples=["end"])]
    written: Annotated[str, Field(description="What stands there", examples=["30.9.2012"])]
    line: Annotated[int | None, Field(examples=[145])]


class Brief(BaseModel):
    """The fields of a project that a list needs; null where the source does not tell."""

    id: Annotated[str, Field(examples=["kotoa-kotiin"])]
    title: Annotated[str, Field(examples=["Kotoa kotiin-hanke"])]
    organisation: Annotated[str, Field(examples=["Lahden ammattikorkeakoulu"])]
    start: Annotated[date | None, Field(examples=["2019-04-01"])]
    end: Annotated[date | None, Field(examples=["2021-09-30"])]
    eu_support_eur: Annotated[int | None, Field(examples=[378890])]
    objective: Annotated[str, Field(description="Code", examples=["2.2"])]


class FoundWord(BaseModel):
    """A word of the question as found in a project, and the way there."""

    question: Annotated[str, Field(examples=["mothers"])]
    way: Annotated[list[str], Field(examples=[["mothers", "äiti"]])]
    source: Annotated[
        str,
        Field(
            description="written, parts, synonym, related, glossary, names or a lexicon's name",
            examples=["glossary"],
        ),
    ]
    found: Annotated[str, Field(examples=["äideille"])]
    in_: Annotated[Literal["title", "description", "names"], Field(alias="in")]
    start: Annotated[int, Field(description="Unicode code points", examples=[289])]
    end: Annotated[int, Field(examples=[298])]
    score: float


class Judged(BaseModel):
    """That a reranker judged a project."""

    by: str
    before: int


class ListedProject(Brief):
    """A project in its place of a list, with what ranked it."""

    rank: Annotated[int, Field(description="From 1", examples=[1])]
    score: Annotated[float, Field(description="Orders the hits of one question")]
    confidence: Annotated[
        float, Field(description="0 to 1; can be compared between questions", examples=[0.568153])
    ]
    signals: Annotated[dict[str, float], Field(examples=[_SIGNALS])]
    passage: Annotated[str, Field(description="The part that answers best, verbatim")]
    matches: list[FoundWord]
    reranked: Judged | None
    issues: list[Issue]


class Organisation(BaseModel):
    """Who runs a project, and what is known of it."""

    name: str
    written: Annotated[str, Field(description="As the source has it")]
    type: OrganisationType | None
    municipality: str
    region: str
    name_sv: str
    name_en: str
    abbreviations: list[str]


class Source(BaseModel):
    """Where a project stands in its source; lines from 1, both included."""

    file: str
    first_line: int
    last_line: int


class ProjectDetails(Brief):
    """All that is known of a project; texts are those of the source."""

    collection: str
    short_name: str
    description: str
    language: Annotated[str, Field(description="Of the description", examples=["fi"])]
    links: list[str]
    source: Source | None
    issues: list[Issue]
    organisation_details: Organisation
    start_written: str
    end_written: str
    eu_support_written: str
    objective_name: str


class Alternative(BaseModel):
    """What a term can be called in Finnish."""

    text: Annotated[str, Field(examples=["äiti"])]
    source: Annotated[str, Field(examples=["glossary"])]
    trust: Annotated[float, Field(examples=[1.0])]
    terms: Annotated[
        list[Term] | None, Field(description="Only of what was taken apart", default=None)
    ]


class Term(BaseModel):
    """A word or phrase of the question."""

    text: Annotated[str, Field(examples=["mothers"])]
    translated: Annotated[bool, Field(description="False when no dictionary has it")]
    finnish: list[Alternative]


class Correction(BaseModel):
    """A word taken for a misspelling; both spellings are looked for."""

    written: str
    corrected: str


class ReadQuestion(BaseModel):
    """The question as understood."""

    text: Annotated[str, Field(examples=["projects for refugee mothers"])]
    language: Annotated[str, Field(examples=["en"])]
    topic: Annotated[str, Field(description="What was ranked by, empty without one")]
    terms: list[Term]
    corrections: list[Correction]


class Missed(BaseModel):
    """What dropping one constraint would give."""

    drop: AnyConstraint
    projects: Annotated[list[str], Field(description="Ids")]


class FacetValue(BaseModel):
    """A value of a facet, and how many projects of the result have it."""

    value: Annotated[str, Field(examples=["ngo"])]
    count: Annotated[int, Field(examples=[2])]
    selected: bool


class FacetCounts(BaseModel):
    """A facet; its name is that of the parameter. With values picked, it counts as without."""

    name: Annotated[str, Field(examples=["type"])]
    values: list[FacetValue]


class SearchAnswer(BaseModel):
    """A page of the projects that a search finds.

    Look at `no_match` first: with it, the hits are what comes nearest and no answers.
    """

    question: ReadQuestion
    understood: Annotated[list[AnyConstraint], Field(description="Constraints, with their words")]
    order: Annotated[str | None, Field(description="Order that the question asks for")]
    selected: Annotated[int, Field(description="Projects that meet the constraints")]
    left_out_unknown: Annotated[list[str], Field(description="Ids whose record cannot tell")]
    near_misses: list[Missed]
    no_match: Annotated[bool, Field(description="Whether nothing fits")]
    hits: list[ListedProject]
    matching: Annotated[int, Field(description="Projects on all pages", examples=[12])]
    page: Annotated[int, Field(examples=[1])]
    pages: Annotated[int, Field(examples=[2])]
    next: Annotated[
        str | None, Field(description="Relative address of the next page", examples=["?page=2"])
    ]
    previous: Annotated[str | None, Field(description="Relative address of the page before")]
    facets: list[FacetCounts]


class FacetsAnswer(BaseModel):
    """The facets of all projects that a search finds."""

    matching: int
    facets: list[FacetCounts]


class SimilarAnswer(BaseModel):
    """The projects that are most like one, the most similar first."""

    project: str
    hits: list[ListedProject]


class Related(BaseModel):
    """A project that another continues or is continued by, with the words that say so."""

    project: Brief
    quote: Annotated[str, Field(description="Words of the later one; empty when names tell")]


class RelationsAnswer(BaseModel):
    """What a project continues (`earlier`) and what continues it (`later`)."""

    project: str
    earlier: list[Related]
    later: list[Related]
