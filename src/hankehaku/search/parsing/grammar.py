"""From the elements of a question to its constraints: who, where, how much, when, which objective.

Each rule asks for the words by which people say that a project is meant; what only looks like a
constraint (an age, the year of an event, a partner) stays in the topic.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from hankehaku.search.constraints import ByOrganisation, ByType, Constraint, InPlace, UnderObjective
from hankehaku.search.parsing.context import (
    AND,
    ARTICLES,
    TYPES,
    Context,
    negated_at,
    place_of,
    type_cue,
)
from hankehaku.search.parsing.elements import Element
from hankehaku.search.parsing.running import is_partner, noun_phrase, runs, said_to_run

_CODE = re.compile(r"[0-9]+(?:\.[0-9]+)*")
_COMPOUND = re.compile(r"(?P<first>[\wåäö-]{3,}?)-?(?:hank|projekt|project)\w*$")
_LED = re.compile(r"(?P<first>[\wåäö-]{3,}?)-?(?:run|led|managed|vetoi\w*|johtoi\w*|ledda|drivna)$")


def names_of(context: Context) -> Iterator[Constraint]:
    """Yield the organisations that run, and the places that hold, the projects asked for."""
    last: tuple[int, Constraint] | None = None
    for at, element in enumerate(context.all):
        name = element.name
        if name is None or name.projects:
            continue
        if last and _listed_with(context, last[0], at):
            found = _like(last[1], element)
            if found:
                last = (at, found)
                yield found
                continue
        following = context.after(at)
        negated = negated_at(context, at) or bool(following and following.has("outside_of"))
        if name.organisations and _again(context, at):
            continue
        if name.organisations and runs(context, at, generic=False):
            start, end = place_of(context, at)
            after = context.after(at)
            if after and _again(context, at + 1):  # Utrikesministeriet (UM)
                end = after.end
            last = (at, ByOrganisation(start, end, negated, name.organisations, name.text))
            yield last[1]
        elif name.place and (seat := _holds(context, at)) is not None:
            start, end = place_of(context, at)
            last = (at, InPlace(start, end, negated, name.place, name.region, seat))
            yield last[1]


def _again(context: Context, at: int) -> bool:
    """Tell whether a name says once more what the one before it says, in brackets."""
    name, before = context.all[at].name, context.before(at)
    other = before.name if before else None
    return bool(name and other and name.organisations and name.organisations == other.organisations)


def _listed_with(context: Context, last: int, at: int) -> bool:
    """Tell whether a name goes on a list that another began: 'by Helsinki, Espoo or Vantaa'."""
    between = context.all[last + 1 : at]
    words = {each.text.casefold() for each in between}
    return words <= AND | ARTICLES and (bool(words & AND) or words <= ARTICLES)


def _like(last: Constraint, element: Element) -> Constraint | None:
    """Return the constraint that a name on the list of another makes, None for another kind."""
    name, start, end = element.name, element.start, element.end
    if name and name.organisations and isinstance(last, ByOrganisation):
        if name.organisations == last.names:
            return None
        return ByOrganisation(start, end, last.negated, name.organisations, name.text)
    if name and name.place and isinstance(last, InPlace):
        return InPlace(start, end, last.negated, name.place, name.region, last.seat)
    return None


def types_of(context: Context) -> Iterator[Constraint]:
    """Yield the kinds of organisations that run the projects asked for."""
    at = 0
    while at < len(context.all):
        chain = _chain(context, at)
        if not chain:
            at += 1
            continue
        last = chain[-1]
        if runs(context, last, generic=True, first=chain[0]):
            cues = [type_cue(context.all[each]) for each in chain]
            kinds = tuple(dict.fromkeys(kind for cue in cues for kind in TYPES[cue or ""]))
            town = cues == ["type_town"]
            start, end = place_of(context, chain[0])
            negated = negated_at(context, chain[0])
            yield ByType(start, max(end, context.all[last].end), negated, kinds, town)
        at = last + 1


def compound_types_of(
    context: Context, cues: Callable[[str], frozenset[str]]
) -> Iterator[Constraint]:
    """Yield the kinds of organisations that stand in a compound: kuntahanke, kommunprojekt.

    `cues` are those that a word gives.
    """
    for at, element in enumerate(context.all):
        word = element.text.casefold()
        project = element.project and not element.has("project")
        match = _COMPOUND.match(word) if project else _LED.match(word)
        for modifier in (match["first"],) if match else ():
            forms = (modifier, modifier.removesuffix("-"), modifier.removesuffix("s"))
            found = [cue for form in forms for cue in cues(form) if cue in TYPES]
            found += [
                cue for cue in cues(f"{modifier[:-1]}a") if modifier[-1:] == "e" and cue in TYPES
            ]
            if found:
                town = found[0] == "type_town"
                negated = negated_at(context, at)
                yield ByType(element.start, element.end, negated, TYPES[found[0]], town)


def objectives_of(
    context: Context, text: str, objectives: Sequence[tuple[str, str]]
) -> Iterator[Constraint]:
    """Yield the objective asked for, by code or name; `objectives` are those of the collection."""
    for at, element in enumerate(context.all):
        if not element.has("objective"):
            continue
        for offset, other in enumerate(context.near(at, 3), start=1):
            if other.number and (code := _CODE.fullmatch(other.text.strip())):
                yield UnderObjective(
                    element.start, other.end, negated_at(context, at), code.group()
                )
                return
            if not (other.stop or other.cues) and offset > 1:
                break
        before = context.before(at)
        if before and before.number and _CODE.fullmatch(before.text.strip()) and "." in before.text:
            yield UnderObjective(before.start, element.end, False, before.text.strip())
            return
    if any(each.has("objective") for each in context.all):
        for known, name in objectives:
            place = text.casefold().find(name.casefold()) if name else -1
            if place >= 0:
                yield UnderObjective(place, place + len(name), False, known)
                return


def _chain(context: Context, at: int) -> list[int]:
    """Return the places of kinds that stand in a row: 'kuntien ja järjestöjen'."""
    if not type_cue(context.all[at]) or context.all[at].project:
        return []
    chain = [at]
    while True:
        following = [chain[-1] + 1, chain[-1] + 2]
        if following[-1] >= len(context.all):
            return chain
        joint, other = (context.all[each] for each in following)
        if (
            joint.text.casefold() not in AND
            or not type_cue(other)
            or other.case != context.all[at].case
        ):
            return chain
        chain.append(following[-1])


def _holds(context: Context, at: int) -> bool | None:
    """Tell how a place holds the projects: True as the organisation's seat, False as either, None
    when it is not said to.
    """
    element, name = context.all[at], context.all[at].name
    before, after = context.preposition(at), context.after(at)
    if name is None or is_partner(context, at, at):
        return None
    if any(each.has("not", "excepted") for each in context.near(at, -1)):
        return False  # 'ilman Helsinkiä'
    if name.demonym and any(each.has("organisation") for each in context.near(at, -3)):
        return True  # 'joiden toteuttaja on turkulainen'
    if name.demonym:
        known = any(
            each.project or type_cue(each) or each.has("organisation")
            for each in context.near(at, 2)
        )
        return True if known else None
    if (after and after.has("based")) or any(e.has("based") for e in context.near(at, -3)):
        return True
    if context.bare or (after and after.has("outside_of")):
        return False
    if before and before.name and before.name.place and _holds(context, at - 1) is False:
        return False  # 'Hervanta, Tampere'
    if context.language == "fi":
        if element.case == "locative" or (after and after.has("area") and after.case == "locative"):
            return False
        if element.case == "genitive" and any(each.project for each in noun_phrase(context, at)):
            return False
        return None
    if before and before.has("in_place"):
        return False
    if before and before.has("by") and said_to_run(context, at):
        return False
    genitive = element.case == "genitive"
    if after and after.project:
        return False
    if genitive and any(each.project for each in noun_phrase(context, at)):
        return False
    return None
