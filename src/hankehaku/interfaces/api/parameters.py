"""What requests to the HTTP API may say: the parameters of addresses, typed and bounded."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import Request
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from hankehaku.facade import COMPARED
from hankehaku.interfaces.addresses import LARGEST, LONGEST, PAGES, PLACES, VALUES
from hankehaku.interfaces.api.problems import INVALID, QUESTION, ProblemError
from hankehaku.interfaces.api.validation import Fault
from hankehaku.records import OrganisationType
from hankehaku.search.question import MAX_QUESTION, clean_question
from hankehaku.search.request import MOST, YEARS

LONGEST_ID = 200
"""Characters of a project's id at most; no source has longer ones."""

LONGEST_START = 100
"""Characters of what is being typed that suggestions are made for."""

Language = Literal["fi", "sv", "en"]


def _whole(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"-?[0-9]{1,15}", value, re.ASCII):
        raise PydanticCustomError("int_parsing", "not a whole number")
    return value


def _number(value: Any) -> Any:
    if isinstance(value, str | bool):
        raise PydanticCustomError("int_type", "not a number")
    return value


def _day(value: Any) -> Any:
    if isinstance(value, date):
        return value
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value, re.ASCII):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("day", "not a day")


def _distinct(values: list[str]) -> list[str]:
    if len(set(values)) < len(values):
        raise PydanticCustomError("twice", "the same value twice")
    return values


WRITTEN = BeforeValidator(_whole)
"""Has a whole number be written plainly, as in an address: no spaces, points or signs but minus."""

NUMBER = BeforeValidator(_number)
"""Has a whole number be a number of JSON, which may be written 1.0 there."""

Day = Annotated[date, BeforeValidator(_day)]
"""A day as ISO 8601 writes it: 2019-04-01."""

Value = Annotated[str, Field(max_length=LONGEST)]
Values = Annotated[list[Value], Field(max_length=VALUES)]
ProjectId = Annotated[str, Field(min_length=1, max_length=LONGEST_ID)]


class Spoken(BaseModel):
    """The language of messages; without it, that of Accept-Language, else Finnish."""

    model_config = ConfigDict(extra="forbid")

    lang: Annotated[
        Language | None, Field(description="Language of messages; else Accept-Language, else fi")
    ] = None


class Narrowing(Spoken):
    """A question and filters, as the addresses of pages have them."""

    q: Annotated[
        str,
        Field(
            max_length=MAX_QUESTION,
            description="Question in fi, sv or en; empty lists every project that the filters "
            "leave. What has no word in it is refused",
            examples=["pakolaisäideille suunnatut hankkeet"],
        ),
    ] = ""
    ql: Annotated[Language | None, Field(description="Language of the question; else detected")] = (
        None
    )
    drop: Annotated[
        list[Annotated[int, Field(ge=0, le=PLACES), WRITTEN]],
        Field(
            max_length=VALUES,
            description="Places in `understood`, from 0, of constraints that are not applied",
        ),
    ] = []
    mute: Annotated[Values, Field(description="Words of the question not to look for")] = []
    objective: Annotated[
        Values, Field(description="Codes of national objectives, with all below them")
    ] = []
    type: Annotated[
        list[OrganisationType],
        Field(max_length=VALUES, description="Kinds of the organisation"),
    ] = []
    organisation: Annotated[
        Values, Field(description="Canonical names of organisations, as in a hit")
    ] = []
    region: Annotated[
        Values, Field(description="Finnish names of regions that organisations sit in")
    ] = []
    year: Annotated[
        list[Annotated[int, Field(ge=YEARS[0], le=YEARS[1]), WRITTEN]],
        Field(max_length=VALUES, description="Years in which projects start"),
    ] = []
    running: Annotated[
        Day | None, Field(description="A day on which projects run", examples=["2019-04-01"])
    ] = None
    min: Annotated[
        Annotated[int, Field(ge=0, le=LARGEST), WRITTEN] | None,
        Field(description="EU support in euros at least; no more than `max`"),
    ] = None
    max: Annotated[
        Annotated[int, Field(ge=0, le=LARGEST), WRITTEN] | None,
        Field(description="EU support in euros at most"),
    ] = None
    flaws: Annotated[
        list[Literal["yes", "no"]],
        Field(max_length=VALUES, description="Whether the source has flaws"),
    ] = []
    sort: Annotated[
        Literal["best", "newest", "largest", "name"],
        Field(description="Order: how well they fit, latest start, largest support, title"),
    ] = "best"

    def check(self) -> None:
        """Raise ProblemError for what a schema cannot say."""
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ProblemError(INVALID, [Fault("min", "api_min_over_max")])
        if self.q.strip():
            check_words("q", self.q)


class Searching(Narrowing):
    """The same with a page."""

    page: Annotated[int, Field(ge=1, le=PAGES, description="Page, from 1"), WRITTEN] = 1
    count: Annotated[int, Field(ge=1, le=MOST, description="Projects on a page"), WRITTEN] = 10


class Exporting(Narrowing):
    """The same with the format of a file, which has all projects."""

    format: Annotated[
        Literal["csv", "xlsx", "json", "docx"], Field(description="Format of the file")
    ]


class Alike(Spoken):
    """How many similar projects are wanted."""

    k: Annotated[int, Field(ge=1, le=50, description="How many projects"), WRITTEN] = 5


class Comparing(Spoken):
    """Which projects are compared."""

    id: Annotated[
        list[ProjectId],
        AfterValidator(_distinct),
        Field(
            min_length=2,
            max_length=COMPARED,
            description="Ids of two to five projects",
            json_schema_extra={"uniqueItems": True},
        ),
    ]


class Typing(Spoken):
    """What is being typed."""

    q: Annotated[
        str,
        Field(
            max_length=LONGEST_START, description="What was typed so far", examples=["maahanmuutt"]
        ),
    ]


SEVERAL = frozenset(
    ("drop", "mute", "objective", "type", "organisation", "region", "year", "flaws", "id")
)
"""Parameters that may be there several times."""


def once(request: Request) -> None:
    """Raise ProblemError for a parameter that is there twice and may not be."""
    names = [name for name, _ in request.query_params.multi_items() if name not in SEVERAL]
    twice = sorted({name[:LONGEST] for name in names if names.count(name) > 1})
    if twice:
        raise ProblemError(INVALID, [Fault(name, "api_repeated") for name in twice[:VALUES]])


def check_words(parameter: str, question: str) -> None:
    """Raise ProblemError for a question without words."""
    if not any(char.isalnum() for char in clean_question(question)):
        raise ProblemError(QUESTION, [Fault(parameter, "api_no_words")])
