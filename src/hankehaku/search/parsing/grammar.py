"""From the elements of a question to its constraints: who, where, how much, when, which objective.

Each rule asks for the words by which people say that a project is meant; what only looks like a
constraint (an age, the year of an event, a partner) stays in the topic.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from hankehaku.records import OrganisationType as Kind
from hankehaku.search.constraints import ByOrganisation, ByType, Constraint, InPlace, UnderObjective
from hankehaku.search.parsing.elements import Element

_TYPES = {
    "type_municipality": (Kind.MUNICIPALITY,),
    "type_town": (Kind.MUNICIPALITY,),
    "type_university_of_applied_sciences": (Kind.UNIVERSITY_OF_APPLIED_SCIENCES,),
    "type_university": (Kind.UNIVERSITY,),
    "type_higher_education": (Kind.UNIVERSITY, Kind.UNIVERSITY_OF_APPLIED_SCIENCES),
    "type_ngo": (Kind.NGO,),
    "type_foundation": (Kind.FOUNDATION,),
    "type_state": (Kind.STATE_AUTHORITY,),
    "type_region": (Kind.REGION,),
    "type_ministry": (Kind.MINISTRY,),
    "type_church": (Kind.CHURCH,),
    "type_research": (Kind.RESEARCH_INSTITUTE,),
    "type_company": (Kind.COMPANY,),
    "type_educational": (Kind.EDUCATIONAL_INSTITUTION,),
    "type_wellbeing": (Kind.WELLBEING_SERVICES_COUNTY,),
    "type_joint": (Kind.JOINT_MUNICIPAL_AUTHORITY,),
}
TYPE_CUES = tuple(_TYPES)
_CODE = re.compile(r"[0-9]+(?:\.[0-9]+)*")
RELATIONS = ("over", "at_least", "under", "at_most", "exactly", "about", "between")
DASHES = ("-", "–", "—", "−", "‑", "‒")
JOINTS = {"ja", "och", "and", "to", "till", "-"}
"""What compares an amount, and what stands between two of them."""
_AND = {"ja", "och", "and", "tai", "eller", "or", "sekä", "samt"}
_COMPOUND = re.compile(r"(?P<first>[\wåäö-]{3,}?)-?(?:hank|projekt|project)\w*$")
_LED = re.compile(r"(?P<first>[\wåäö-]{3,}?)-?(?:run|led|managed|vetoi\w*|johtoi\w*|ledda|drivna)$")
_ARTICLES = {"a", "an", "the", "any", "some", "en", "ett", "den", "det", "de", "någon"}
_FEW = 4
_ADJECTIVE = re.compile(r"(?:al|ala|alt|lig|liga|ligt)$")
_SORTS = ("largest", "smallest", "newest", "oldest", "longest", "shortest")
_ASKING = ("which", "who", "what_is", "how_many", "how_much", "list", "show", "average", "sum")
_FIGURES = ("sum", "average", "median", "spread", "largest", "smallest", "how_much")
_PASSING = (
    *("start_event", "end_event", "run_event", "long", "run_by", "got", "support", "objective"),
    *("year", "month", "euro", "thousand", "million", "over", "under", "at_least", "at_most"),
    *("about", "early", "late", "list", "filler", "only", *_SORTS, *_FIGURES),
)
"""Cues of what may stand between who runs projects and the word for them."""
_RELATIVE = {
    "joista",
    "josta",
    "joihin",
    "joilla",
    "joita",
    "joka",
    "jonka",
    "jotka",
    "jossa",
    "joissa",
    "som",
    "that",
    "which",
}
_PARTICIPLE = re.compile(r"(?:neet|neiden|neille|neita|nut|nyt|tut|tyt|tujen|tyjen|vat|vät|vien)$")


@dataclass(frozen=True, slots=True)
class Context:
    """What the rules need to know of a question: its language, its elements, and whether anything
    but names, cues and stop words is in it.
    """

    language: str
    all: Sequence[Element]

    @property
    def bare(self) -> bool:
        """Tell whether the question has no words of a topic."""
        return not any(each.is_content for each in self.all)

    def near(self, at: int, reach: int) -> Iterator[Element]:
        """Yield up to `reach` elements after (or, negative, before) the one at `at`."""
        step = 1 if reach > 0 else -1
        for offset in range(1, abs(reach) + 1):
            place = at + step * offset
            if not 0 <= place < len(self.all):
                return
            yield self.all[place]

    def after(self, at: int) -> Element | None:
        """Return the element after one."""
        return next(self.near(at, 1), None)

    def preposition(self, at: int) -> Element | None:
        """Return the element before one and its article."""
        for each in self.near(at, -2):
            if each.text.casefold() not in _ARTICLES:
                return each
        return None

    def before(self, at: int) -> Element | None:
        """Return the element before one."""
        return next(self.near(at, -1), None)


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
        negated = _negated(context, at) or bool(following and following.has("outside_of"))
        if name.organisations and _again(context, at):
            continue
        if name.organisations and _runs(context, at, generic=False):
            start, end = _with_preposition(context, at)
            after = context.after(at)
            if after and _again(context, at + 1):  # Utrikesministeriet (UM)
                end = after.end
            last = (at, ByOrganisation(start, end, negated, name.organisations, name.text))
            yield last[1]
        elif name.place and (seat := _holds(context, at)) is not None:
            start, end = _with_preposition(context, at)
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
    return words <= _AND | _ARTICLES and (bool(words & _AND) or words <= _ARTICLES)


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
        if _runs(context, last, generic=True, first=chain[0]):
            cues = [_type_cue(context.all[each]) for each in chain]
            kinds = tuple(dict.fromkeys(kind for cue in cues for kind in _TYPES[cue or ""]))
            town = cues == ["type_town"]
            start, end = _with_preposition(context, chain[0])
            negated = _negated(context, chain[0])
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
            found = [cue for form in forms for cue in cues(form) if cue in _TYPES]
            found += [
                cue for cue in cues(f"{modifier[:-1]}a") if modifier[-1:] == "e" and cue in _TYPES
            ]
            if found:
                town = found[0] == "type_town"
                negated = _negated(context, at)
                yield ByType(element.start, element.end, negated, _TYPES[found[0]], town)


def objectives_of(
    context: Context, text: str, objectives: Sequence[tuple[str, str]]
) -> Iterator[Constraint]:
    """Yield the objective asked for, by code or name; `objectives` are those of the collection."""
    for at, element in enumerate(context.all):
        if not element.has("objective"):
            continue
        for offset, other in enumerate(context.near(at, 3), start=1):
            if other.number and (code := _CODE.fullmatch(other.text.strip())):
                yield UnderObjective(element.start, other.end, _negated(context, at), code.group())
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


def _type_cue(element: Element) -> str | None:
    return next((cue for cue in TYPE_CUES if cue in element.cues), None)


def _chain(context: Context, at: int) -> list[int]:
    """Return the places of kinds that stand in a row: 'kuntien ja järjestöjen'."""
    if not _type_cue(context.all[at]) or context.all[at].project:
        return []
    chain = [at]
    while True:
        following = [chain[-1] + 1, chain[-1] + 2]
        if following[-1] >= len(context.all):
            return chain
        joint, other = (context.all[each] for each in following)
        if (
            joint.text.casefold() not in _AND
            or not _type_cue(other)
            or other.case != context.all[at].case
        ):
            return chain
        chain.append(following[-1])


def _runs(context: Context, at: int, *, generic: bool, first: int | None = None) -> bool:
    """Tell whether what is named at `at` is said to run the projects.

    `generic` kinds ('kunnat') need more than a name does, as they are often what a project is for.
    """
    element, start = context.all[at], at if first is None else first
    before, after = context.preposition(start), context.after(at)
    if _partner(context, start, at) or any(each.has("taking_part") for each in context.all):
        return False
    if context.bare and not (generic and not _asks_for_projects(context)):
        return True
    if not generic and _heads(context, at):
        return True
    if context.language == "fi":
        return _runs_finnish(context, at, generic)
    genitive = element.case == "genitive" or element.text.endswith(("s", "'"))
    owns = genitive and after is not None and after.is_content  # 'on the agency's pages'
    if before and before.has("by", "in_place") and _said_to_run(context, start) and not owns:
        return True
    paid = any(each.has("how_much", "sum", "average", "median", "euro") for each in context.all)
    if (
        before
        and before.has("not")
        and any(each.project or _type_cue(each) for each in context.all)
    ):
        return True
    if before and before.text.casefold() in {"to", "till"} and paid and not owns:
        return True
    if genitive and any(each.project for each in _noun_phrase(context, at)):
        return True
    figures = any(each.has(*_FIGURES) for each in context.all)
    if after and figures and after.has("support") and context.language == "en":
        return True
    adjective = _ADJECTIVE.search(element.text.casefold())  # kommunala, statliga
    plain = generic and context.language == "sv" and not (genitive or adjective)
    if after and after.project and not plain:
        return not generic or context.language == "en" or bool(adjective)
    return _subject(context, start, at, generic)


def _heads(context: Context, at: int) -> bool:
    """Tell whether a few words begin or end with a name, as in a search box: 'TAMK synnytys', or
    the name goes with the word for projects: 'THL survey project'.
    """
    element = context.all[at]
    if element.case or (context.preposition(at) is not None and at):
        return False
    few = len(context.all) <= _FEW and at in (0, len(context.all) - 1)
    verbs = any(each.has("run_by", "got") or each.text.casefold() in _AND for each in context.all)
    project = context.language == "en" and any(each.project for each in context.near(at, 3))
    return (few and not verbs) or project


def _runs_finnish(context: Context, at: int, generic: bool) -> bool:
    element, after = context.all[at], context.after(at)
    if element.case == "genitive":
        if after and after.has("run_by") and not after.text.casefold().endswith(("vat", "vät")):
            return True
        for each in _noun_phrase(context, at):
            if each.project:
                return not (generic and "yhteistyö" in " ".join(each.lemmas))
    if element.case == "towards" and element.text.casefold().endswith("lle"):
        if generic and not any(each.has(*_FIGURES, "how_many") for each in context.all):
            return False
        near = (*context.near(at, 3), *context.near(at, -3))
        return any(each.has("got") for each in near)
    if element.case == "locative" and not generic:
        near = (*context.near(at, 3), *context.near(at, -2))
        return any(each.project for each in near)
    return element.case == "" and _subject(context, at, at, generic)


def _noun_phrase(context: Context, at: int) -> Iterator[Element]:
    """Yield what follows a genitive until a noun that is not the projects takes it."""
    figures = any(each.has(*_FIGURES) for each in context.all)
    for each in context.near(at, 8):
        if figures and each.has("support"):  # the median of the municipalities' support
            yield replace(each, project=True)
            return
        yield each
        if each.project:
            return
        word = each.text.casefold()
        passes = each.stop or each.number or each.days or each.has(*_PASSING) or word in _AND
        passes = passes or (each.name is not None and bool(each.name.organisations))
        described = (
            context.language == "fi"
            and each.is_content
            and (word.endswith("lle") or _PARTICIPLE.search(word))
        )
        if each.name is not None and each.name.place and each.case == "locative":
            continue
        if not passes and not described:
            return


def _said_to_run(context: Context, at: int) -> bool:
    """Tell whether projects or their running are spoken of before a preposition."""
    for each in context.near(at - 1, -6):
        if each.project or each.has("run_by", "who", "organisation", "support", "got", "spread"):
            return True
        if each.is_content:
            return False
    return False


def _subject(context: Context, start: int, at: int, generic: bool) -> bool:
    """Tell whether the name is the subject of running or getting: 'mitä Migri on tehnyt', or what
    the one who runs projects is: 'toteuttajana on kunta'.
    """
    roles = (*context.near(start, -3), *context.near(at, 3))
    if any(each.has("organisation") for each in roles) and not any(
        each.is_content for each in context.near(start, -1)
    ):
        return True
    verbs = [each for each in context.near(at, 4) if each.has("run_by", "got")]
    verbs += [each for each in context.near(start, -2) if each.has("got", "run_by")]
    if any(each.has("got", "run_by") for each in context.near(start, -2)):
        return any(e.text.casefold() in _RELATIVE for e in context.all[:start])
    if not verbs:
        return False
    earlier = context.all[:start]
    asked = any(each.has(*_ASKING) or each.text.casefold() in _RELATIVE for each in earlier)
    how = any(
        each.text.casefold() in {"miten", "kuinka", "hur", "how"}
        and not each.has("how_many", "how_much")
        for each in context.all[:2]
    )
    for each in context.near(at, 4):
        if each.has("run_by", "got"):
            break
        if each.is_content or each.name:
            return False
    projects = any(each.project for each in earlier)
    return asked and not how and (not generic or projects or asked)


def _asks_for_projects(context: Context) -> bool:
    if context.all[0].has("and_what", "only"):
        return True
    cues = ("run_by", "got", "which", "who", "only", "of_them", "not")
    return any(each.project or each.has(*cues) or each.number or each.days for each in context.all)


def _partner(context: Context, start: int, at: int) -> bool:
    before, after = context.before(start), context.after(at)
    if context.language == "fi":
        return bool(after and after.has("with"))
    return bool(before and before.has("with"))


def _holds(context: Context, at: int) -> bool | None:
    """Tell how a place holds the projects: True as the organisation's seat, False as either, None
    when it is not said to.
    """
    element, name = context.all[at], context.all[at].name
    before, after = context.preposition(at), context.after(at)
    if name is None or _partner(context, at, at):
        return None
    if name.demonym and any(each.has("organisation") for each in context.near(at, -3)):
        return True  # 'joiden toteuttaja on turkulainen'
    if name.demonym:
        known = any(
            each.project or _type_cue(each) or each.has("organisation")
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
        if element.case == "genitive" and any(each.project for each in _noun_phrase(context, at)):
            return False
        return None
    if before and before.has("in_place"):
        return False
    if before and before.has("by") and _said_to_run(context, at):
        return False
    genitive = element.case == "genitive"
    if after and after.project:
        return False
    if genitive and any(each.project for each in _noun_phrase(context, at)):
        return False
    return None


def _with_preposition(context: Context, at: int) -> tuple[int, int]:
    """Return where a name stands, with its preposition or the 'alueella' after it."""
    element, before, after = context.all[at], context.before(at), context.after(at)
    start, end = element.start, element.end
    if context.language != "fi" and before and before.has("by", "in_place", "not"):
        start = before.start
    if after and after.has("area", "based", "outside_of") and element.name:
        end = after.end
    return start, end


def _negated(context: Context, at: int) -> bool:
    if any(each.has("excepted") for each in context.near(at, 2)):
        return True
    if any(each.has("neither") for each in context.all[:at]):
        return True
    for each in context.near(at, -5):
        if each.has("not"):
            return True
        if each.is_content or each.project or each.days or each.name:
            return False
    return False
