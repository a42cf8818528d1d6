"""Carries a question on from the state of the conversation: what it keeps, replaces and drops."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from hankehaku.assistant.acts import refers_back
from hankehaku.assistant.answer import Act
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

    `goes_on` tells that it does; `among` are ids that it is limited to ('of them'), `added` what it
    demands of these beside; `removed` tells that a limit was taken away, `nothing_removed` that
    there was none such.
    """

    topic: str
    language: str
    constraints: tuple[Constraint, ...]
    order: str | None
    limit: int | None
    goes_on: bool
    among: tuple[str, ...] | None = None
    added: tuple[Constraint, ...] = ()
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
    if parsed.has("remove", "anywhere") and (removed := _without(parsed, state)) is not None:
        return removed
    if not refers_back(parsed, found=bool(state.found)):
        return fresh
    if parsed.has("of_them", "they", "either") and state.found:
        return _of_them(parsed, state)
    topic = parsed.topic or state.topic
    language = parsed.language if parsed.topic else state.topic_language or parsed.language
    constraints = merged(state.constraints, parsed.constraints)
    return Asked(topic, language, constraints, parsed.order, parsed.limit, goes_on=True)


def refers_to_nothing(parsed: Parsed, state: State) -> bool:
    """Tell whether a question is about the projects of the last answer, in which there were none:
    'they' must not come to mean the whole collection.
    """
    if not state.question or state.found or parsed.topic or parsed.projects:
        return False
    return parsed.has("of_them", "they", "either") and not parsed.has("collection")


def _of_them(parsed: Parsed, state: State) -> Asked:
    """Return a question about the last list, or about those that were compared last."""
    compared = state.act == Act.COMPARE
    return Asked(
        "" if compared else state.topic,
        state.topic_language or parsed.language,
        () if compared else merged(state.constraints, parsed.constraints),
        parsed.order or _comparative(parsed),
        parsed.limit,
        goes_on=True,
        among=state.focus if compared else state.found,
        added=parsed.constraints,
    )


def _comparative(parsed: Parsed) -> str | None:
    """Return the order that 'which of them got more' asks for."""
    if not parsed.has("which", "who", "got", "either"):
        return None
    if parsed.has("greater"):
        return "largest"
    return "smallest" if parsed.has("lesser") else None


def merged(earlier: Iterable[Constraint], later: tuple[Constraint, ...]) -> tuple[Constraint, ...]:
    """Return constraints with later ones in the place of earlier ones of the same kind.

    A kind of organisation takes the place of an organisation and the other way round. A time that
    does not say of what ('and 2018?') is that of the same event as before.
    """
    earlier = tuple(earlier)
    event = next((each.event for each in earlier if isinstance(each, Time)), None)
    later = tuple(
        replace(each, event=event) if isinstance(each, Time) and each.assumed and event else each
        for each in later
    )
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
    if parsed.has("anywhere") and not parsed.has("remove"):
        dims = ["dim_place"]
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
