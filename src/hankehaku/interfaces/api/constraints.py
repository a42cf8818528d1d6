"""The constraints of a question and the state of a conversation, as JSON that can be checked."""

from __future__ import annotations

from collections.abc import Container
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictStr

from hankehaku.assistant.state import State
from hankehaku.errors import UsageError
from hankehaku.interfaces.api.parameters import NUMBER, Day
from hankehaku.interfaces.api.problems import INVALID, ProblemError
from hankehaku.interfaces.api.validation import Fault
from hankehaku.records import OrganisationType
from hankehaku.search.question import MAX_QUESTION

_Place = Annotated[int, Field(ge=0, le=MAX_QUESTION), NUMBER]
_Euros = Annotated[int, Field(ge=0, le=10**15), NUMBER]
_Name = Annotated[StrictStr, Field(max_length=1000)]
_Order = Literal[
    "largest", "smallest", "newest", "oldest", "longest", "shortest", "ends_first", "ends_last"
]


_Act = Literal[
    "",
    "find",
    "list",
    "count",
    "sum",
    "average",
    "median",
    "smallest",
    "largest",
    "spread",
    "compare",
    "tell",
    "similar",
    "organisations",
    "predecessors",
    "successors",
    "collection",
    "more",
    "help",
    "smalltalk",
]
_Language = Literal["", "fi", "sv", "en"]


class _Constraint(BaseModel):
    model_config = ConfigDict(extra="forbid")

    start: Annotated[_Place, Field(description="Where the question makes it begins")]
    end: Annotated[_Place, Field(description="Where that ends")]
    negated: Annotated[StrictBool, Field(description="Whether the contrary is demanded")]
    text: Annotated[
        StrictStr, Field(description="In words; told in results, not looked at in a state")
    ] = ""


class OrganisationConstraint(_Constraint):
    """Run by one of some organisations."""

    kind: Literal["organisation"]
    names: Annotated[list[_Name], Field(description="Canonical names")]
    asked: Annotated[_Name, Field(description="The name as asked for")]


class TypeConstraint(_Constraint):
    """Run by a kind of organisation."""

    kind: Literal["type"]
    types: list[OrganisationType]
    town: Annotated[StrictBool, Field(description="Only municipalities that are towns")]


class PlaceConstraint(_Constraint):
    """In a municipality or region."""

    kind: Literal["place"]
    name: Annotated[_Name, Field(description="The Finnish name")]
    region: Annotated[StrictBool, Field(description="Whether it is a region")]
    seat: Annotated[StrictBool, Field(description="Whether only the organisation's seat counts")]


class SupportConstraint(_Constraint):
    """EU support within bounds."""

    kind: Literal["support"]
    low: Annotated[_Euros | None, Field(description="Euros at least")]
    high: Annotated[_Euros | None, Field(description="Euros at most")]
    over: Annotated[StrictBool, Field(description="Whether `low` itself is left out")]
    under: Annotated[StrictBool, Field(description="Whether `high` itself is left out")]


class TimeConstraint(_Constraint):
    """Starting, ending or running within days."""

    kind: Literal["time"]
    event: Literal["start", "end", "running"]
    first: Annotated[Day | None, Field(description="The first day, included")]
    last: Annotated[Day | None, Field(description="The last day, included")]
    assumed: Annotated[StrictBool, Field(description="Whether no word says which event")]


class DurationConstraint(_Constraint):
    """Lasting so long."""

    kind: Literal["duration"]
    relation: Literal["over", "at_least", "under", "at_most", "exactly"]
    months: Annotated[int, Field(ge=0, le=1200), NUMBER]
    days: Annotated[int, Field(ge=0, le=36525), NUMBER]


class ObjectiveConstraint(_Constraint):
    """Under a national objective."""

    kind: Literal["objective"]
    code: _Name


class FlawsConstraint(_Constraint):
    """With flaws in the source."""

    kind: Literal["flaws"]


_Plain = (
    OrganisationConstraint
    | TypeConstraint
    | PlaceConstraint
    | SupportConstraint
    | TimeConstraint
    | DurationConstraint
    | ObjectiveConstraint
    | FlawsConstraint
)

OneConstraint = Annotated[_Plain, Field(discriminator="kind")]


class EitherConstraint(_Constraint):
    """One of several of a kind."""

    kind: Literal["either"]
    options: Annotated[list[OneConstraint], Field(min_length=1, max_length=200)]


AnyConstraint = Annotated[_Plain | EitherConstraint, Field(discriminator="kind")]


class ConversationState(BaseModel):
    """The state of a conversation: what a follow-up refers to. Give it back as it was given."""

    model_config = ConfigDict(extra="forbid")

    version: Literal[1]
    topic: StrictStr
    topic_language: _Language
    constraints: Annotated[list[AnyConstraint], Field(max_length=200)]
    order: _Order | None
    limit: Annotated[int, Field(ge=0, le=10**6), NUMBER] | None
    found: Annotated[list[StrictStr], Field(description="Ids of the projects of the last list")]
    shown: Annotated[
        int, Field(ge=0, le=10**9, description="How many of them have been shown"), NUMBER
    ]
    focus: Annotated[list[StrictStr], Field(description="Ids that 'it' and 'the first' mean")]
    question: Annotated[StrictStr, Field(max_length=MAX_QUESTION)]
    act: _Act
    unit: StrictStr
    language: _Language

    def state(self, known: Container[str]) -> State:
        """Return the state without projects that are not `known`: the index may be a newer one.

        Raises ProblemError when it is no state after all.
        """
        plain: dict[str, Any] = self.model_dump(mode="json")
        for name in ("found", "focus"):
            plain[name] = [each for each in plain[name] if each in known]
        plain["constraints"] = [_bare(each) for each in plain["constraints"]]
        try:
            return State.from_dict(plain)
        except UsageError as exc:
            raise ProblemError(INVALID, [Fault("state", "api_state")]) from exc


def _bare(constraint: dict[str, Any]) -> dict[str, Any]:
    """Return a constraint without its words, which are no part of it."""
    kept = {name: value for name, value in constraint.items() if name != "text"}
    if "options" in kept:
        kept["options"] = [_bare(each) for each in kept["options"]]
    return kept
