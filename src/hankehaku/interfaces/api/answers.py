"""What the HTTP API answers, as models: questions answered, comparisons, collections, feedback."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictStr

from hankehaku.assistant.answer import Act, Basis
from hankehaku.interfaces.api.constraints import AnyConstraint, ConversationState
from hankehaku.interfaces.api.models import Brief
from hankehaku.interfaces.api.parameters import NUMBER, Language, ProjectId
from hankehaku.interfaces.feedback import LONGEST_QUESTION, LOWEST_RANK
from hankehaku.search.question import MAX_QUESTION


class Asking(BaseModel):
    """A question, and the state of the conversation that it goes on from."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"question": "Paljonko Migrin hankkeet saivat?"}]},
    )

    question: Annotated[StrictStr, Field(max_length=MAX_QUESTION, min_length=1)]
    state: Annotated[
        ConversationState | None, Field(description="The `state` of the answer before")
    ] = None
    language: Annotated[
        Language | None, Field(description="Language of the answer; else that of the question")
    ] = None


class Figure(BaseModel):
    """A number computed from records."""

    kind: Annotated[str, Field(examples=["sum"])]
    value: Annotated[float, Field(examples=[1107191])]
    unit: Annotated[
        str, Field(description="eur, eur/month, days, projects or organisations", examples=["eur"])
    ]
    projects: Annotated[list[str], Field(description="Ids it was computed from")]
    unknown: Annotated[list[str], Field(description="Ids without the value")]
    low: float | None
    high: float | None


class Citation(BaseModel):
    """What `[n]` stands for."""

    n: int
    id: str
    quote: Annotated[str, Field(description="Verbatim; empty when the record is cited")]


class Said(BaseModel):
    """A sentence, and what it rests on."""

    text: str
    basis: Basis
    citations: list[int]


class Cell(BaseModel):
    """What a project says of an aspect, empty when it does not."""

    id: str
    text: str
    verbatim: bool


class Aspect(BaseModel):
    """An aspect of a comparison in an answer."""

    aspect: str
    cells: list[Cell]


class Nearest(BaseModel):
    """What would appear without one constraint, or (`drop` null) without the topic."""

    drop: AnyConstraint | None
    text: str
    projects: list[str]


class AskAnswer(BaseModel):
    """An answer in which every sentence cites or names what it was computed from."""

    answer: Annotated[
        str, Field(description="A line a sentence", examples=["Hankkeita on 25. [1]"])
    ]
    language: Language
    act: Annotated[Act, Field(description="What the question wanted")]
    understood: list[AnyConstraint]
    order: Annotated[str | None, Field(description="The order asked for, in words")]
    projects: Annotated[list[str], Field(description="Ids of all that the answer is about")]
    figure: Figure | None
    citations: list[Citation]
    sentences: list[Said]
    border: Annotated[list[str], Field(description="Ids that fit only half, not counted in")]
    comparison: list[Aspect]
    no_match: bool
    near_miss: Nearest | None
    suggestions: Annotated[list[str], Field(description="What could be asked next")]
    written_by: Annotated[str | None, Field(description="Language model, if one wrote it")]
    state: ConversationState


class ComparedAspect(BaseModel):
    """An aspect of compared projects, and whether they differ in it."""

    aspect: Annotated[str, Field(examples=["target_group"])]
    heading: Annotated[str, Field(description="In the language asked for")]
    differs: bool
    cells: list[Cell]


class CompareAnswer(BaseModel):
    """Projects side by side, the aspects in which they differ first."""

    language: Language
    projects: list[Brief]
    rows: list[ComparedAspect]


class Suggested(BaseModel):
    """What could be meant by what was typed."""

    kind: Literal["project", "organisation", "term"]
    text: str
    id: Annotated[str, Field(description="Id of a project, canonical name of an organisation")]


class SuggestAnswer(BaseModel):
    """Completions of what was typed."""

    suggestions: list[Suggested]


class Collection(BaseModel):
    """A collection that is served, and what its index was made with."""

    id: str
    title: Annotated[dict[str, str], Field(description="By language")]
    projects: int
    provenance: Annotated[dict[str, str], Field(description="By language, if it is told")]
    licence: Annotated[dict[str, str], Field(description="By language, if it is told")]
    generation: Annotated[str, Field(description="Hash of the content that serves")]
    built: datetime
    analyzer: str
    encoder: str
    reranker: str | None
    program: str


class CollectionsAnswer(BaseModel):
    """What is served."""

    collections: list[Collection]


class Judging(BaseModel):
    """Whether a project answers a question. Nothing about who says so is stored."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "question": "pakolaisäidit",
                    "language": "fi",
                    "project": "kotoa-kotiin",
                    "relevant": True,
                    "rank": 1,
                }
            ]
        },
    )

    question: Annotated[StrictStr, Field(min_length=1, max_length=LONGEST_QUESTION)]
    language: Annotated[Language | None, Field(description="Language of the question")] = None
    project: Annotated[ProjectId, Field(description="Id of the project")]
    relevant: StrictBool
    rank: Annotated[
        Annotated[int, Field(ge=1, le=LOWEST_RANK), NUMBER] | None,
        Field(description="Its place in the result"),
    ] = None


class JudgementStored(BaseModel):
    """All that was stored of a judgement."""

    day: date
    generation: str
    question: str
    language: Language | None
    project: str
    relevant: bool
    rank: int | None


class WrongParameter(BaseModel):
    """A parameter that is wrong; parts of a body are joined by points."""

    parameter: Annotated[str, Field(examples=["page"])]
    detail: Annotated[str, Field(examples=["Arvon on oltava vähintään 1."])]


class Problem(BaseModel):
    """What went wrong (RFC 9457), in the language asked for."""

    type: Annotated[
        str,
        Field(
            description="Which kind of problem it is, for programs",
            examples=["urn:hankehaku:problem:invalid"],
            json_schema_extra={"format": "uri"},
        ),
    ]
    title: Annotated[str, Field(examples=["Pyynnössä on virhe"])]
    status: Annotated[int, Field(ge=400, le=599, examples=[422])]
    detail: Annotated[str, Field(examples=["Korjaa luetellut kohdat ja lähetä pyyntö uudelleen."])]
    instance: Annotated[
        str | None,
        Field(
            default=None,
            description="The path that was asked for",
            examples=["/api/v1/search"],
            json_schema_extra={"format": "uri-reference"},
        ),
    ]
    request_id: Annotated[
        str | None,
        Field(default=None, description="By which the service's log tells the request"),
    ]
    errors: Annotated[list[WrongParameter] | None, Field(default=None)]
    nearest: Annotated[
        list[str] | None, Field(default=None, description="Ids nearest to an unknown one")
    ]
    limit: Annotated[
        int | None, Field(default=None, description="Bytes that a body may have at most")
    ]
