"""Carries a question on from the state of the conversation: what it keeps, replaces and drops."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hankehaku.assistant.acts import refers_back
from hankehaku.assistant.state import State
from hankehaku.search.constraints import (
    ByOrganisation,
    ByType,
    Constraint,
    InPlace,
    Lasting,
    Support,
    Time,
    UnderObjective,
)
from hankehaku.search.parsing.parser import Parsed

_DIMENSIONS: dict[str, tuple[type[Constraint], ...]] = {
    "dim_time": (Time, Lasting),
    "dim_place": (InPlace,),
    "dim_support": (Support,),
    "dim_organisation": (ByOrganisation, ByType),
    "dim_objective": (UnderObjective,),
    "dim_duration": (Lasting,),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what it takes over from before.

    `goes_on` tells that it does; `among` are ids that it is limited to ('of them'); `removed` tells
    that a limit was taken away, `nothing_removed` that there was none such.
    """

    topic: str
    language: str
    constraints: tuple[Constraint, ...]
    order: str | None
    limit: int | None
    goes_on: bool
    among: tuple[str, ...] | None = None
    removed: bool = False
    nothing_removed: bool = False


def resolve(parsed: Parsed, state: State) -> Asked:
    """Return what a question asks in the light of the state."""
    fresh = Asked(
        parsed.topic,
        parsed.language,
        parsed.constraints,
        parsed.order,
        parsed.limit,
        goes_on=False,
    )
    if not state.question:
        return fresh
    if parsed.has("remove") and (removed := _without(parsed, state)) is not None:
        return removed
    if not refers_back(parsed):
        return fresh
    topic = parsed.topic or state.topic
    language = parsed.language if parsed.topic else state.topic_language or parsed.language
    constraints = merged(state.constraints, parsed.constraints)
    of_them = parsed.has("of_them", "they") and bool(state.found)
    return Asked(
        topic,
        language,
        constraints,
        parsed.order,
        parsed.limit,
        goes_on=True,
        among=state.found if of_them else None,
    )


def merged(earlier: Iterable[Constraint], later: tuple[Constraint, ...]) -> tuple[Constraint, ...]:
    """Return constraints with later ones in the place of earlier ones of the same kind.

    A kind of organisation takes the place of an organisation and the other way round.
    """
    who = (ByOrganisation, ByType)

    def replaced(each: Constraint) -> bool:
        return any(
            each.same_slot(other) or (isinstance(each, who) and isinstance(other, who))
            for other in later
        )

    return (*(each for each in earlier if not replaced(each)), *later)


def _without(parsed: Parsed, state: State) -> Asked | None:
    """Return the last question without the limits that are taken away, None when none are named."""
    dims = [dim for dim in _DIMENSIONS if parsed.has(dim)]
    drops_topic = parsed.has("dim_topic")
    everything = parsed.has("limits") and not dims
    if not (dims or drops_topic or everything):
        return None
    kinds = tuple(kind for dim in dims for kind in _DIMENSIONS[dim])
    kept = tuple(each for each in state.constraints if not (everything or isinstance(each, kinds)))
    topic = "" if drops_topic else state.topic
    unchanged = kept == state.constraints and topic == state.topic
    return Asked(
        topic,
        state.topic_language or parsed.language,
        kept,
        state.order,
        state.limit,
        goes_on=True,
        removed=True,
        nothing_removed=unchanged,
    )
