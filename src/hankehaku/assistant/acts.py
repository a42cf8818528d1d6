"""Tells what a question wants done, from the words and phrases that its parser has met."""

from __future__ import annotations

from dataclasses import dataclass

from hankehaku.assistant.answer import Act
from hankehaku.assistant.figures import DAYS, EUR, EUR_A_MONTH
from hankehaku.search.constraints import ByOrganisation, ByType, Lasting, Support
from hankehaku.search.parsing.context import TYPE_CUES
from hankehaku.search.parsing.elements import Element
from hankehaku.search.parsing.ordering import ORDERS
from hankehaku.search.parsing.parser import Parsed

PASTED, LONG, BRIEF = 400, 700, 100
"""Characters from which a text is taken for a plan: one that does not end as a question, any, and
one that says it is ('our plan')."""

_TALK = ("greeting", "thanks", "bye", "who_are_you", "okay")
_CONTINUATIONS = ("jatko", "fortsättning", "uppfölj", "continuation", "follow-up", "sequel")
_SHORT = 7
_FIGURES = (
    ("median", Act.MEDIAN),
    ("spread", Act.SPREAD),
    ("average", Act.AVERAGE),
    ("sum", Act.SUM),
)
_ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4, "last": -1}
_LEANING = (
    *("more", "remove", "they", "of_them", "it", "in_fi", "in_sv", "in_en", "limits"),
    *_ORDINALS,
)
_ATTRIBUTES = ("target", "partners", "methods", "results")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted: the act, the unit of a figure, and what is asked of one project.

    `pasted` tells of a plan; `pointed` are places in the last list ('the first two' are 0 and 1);
    `organisations` tells that these are counted, not projects.
    """

    act: Act
    unit: str = EUR
    attribute: str = ""
    talk: str = ""
    pointed: tuple[int, ...] = ()
    organisations: bool = False
    pasted: bool = False


def wanted(parsed: Parsed, *, going_on: bool) -> Wanted:
    """Return what a question wants; `going_on` tells that there is a list to refer to."""
    if is_plan(parsed):
        return Wanted(Act.SIMILAR, pasted=True)
    if talk := _talk(parsed):
        return talk
    unit = _unit(parsed)
    if parsed.has("compare") and parsed.has("largest") and parsed.has("smallest"):
        return Wanted(Act.SPREAD, unit)
    if _about_collection(parsed) and not parsed.has("how_many", "how_much"):
        return Wanted(Act.COLLECTION)
    pointed = _pointed(parsed) if going_on else ()
    named = len({each.projects for each in parsed.projects})
    asked = parsed.has(*_ATTRIBUTES) and parsed.only(*_ATTRIBUTES)  # 'mitä tuloksia?'
    one = named == 1 or len(pointed) == 1 or (going_on and (_means_it(parsed) or asked))
    if parsed.has("grouped") or _ranks_organisations(parsed):
        return Wanted(Act.HELP, talk="groups")
    several = named > 1 and parsed.has("either", "which", "greater", "lesser")
    if several or (parsed.has("compare") and (named or pointed or not parsed.topic)):
        return Wanted(Act.COMPARE, pointed=pointed)
    phase = going_on and parsed.has("successor", "predecessor") and not parsed.constraints
    if one or named or (phase and parsed.only(*_ATTRIBUTES)):
        if parsed.has("predecessor") or (parsed.has("some_other") and _is_one(parsed)):
            return Wanted(Act.PREDECESSORS, pointed=pointed)
        if parsed.has("successor"):
            return Wanted(Act.SUCCESSORS, pointed=pointed)
        if named == 1 and not (parsed.constraints or parsed.topic):
            for cue, act in (("before", Act.PREDECESSORS), ("after", Act.SUCCESSORS)):
                if parsed.has(cue):  # 'the project before RIO 2'
                    return Wanted(act, pointed=pointed)
    if parsed.has("similar") and (one or (going_on and not parsed.topic)):
        return Wanted(Act.SIMILAR, pointed=pointed)
    more = parsed.has("more") and not parsed.has("which", "got", "who", "of_them", "it", "tell")
    if going_on and more and not (parsed.topic or parsed.constraints or parsed.order):
        return Wanted(Act.MORE)
    told = (named == 1 and not parsed.has("who_are_you")) or (one and not parsed.constraints)
    if parsed.has("tell") and not (parsed.topic or parsed.constraints or parsed.order or named):
        told = True  # 'kerro': of what?
    if told and not (parsed.has("how_many") or (parsed.order and not named)):
        return Wanted(Act.TELL, unit, _attribute(parsed), pointed=pointed)
    if going_on and parsed.has("of_them", "either") and parsed.has("which", "who", "got", "either"):
        for cue, act in (("greater", Act.LARGEST), ("lesser", Act.SMALLEST)):
            if parsed.has(cue) and not parsed.constraints:
                return Wanted(act, unit)
    compared = parsed.has("which", "who") and parsed.has("got", "support")
    if compared and not (parsed.order or any(isinstance(e, Support) for e in parsed.constraints)):
        for cue, act in (("greater", Act.LARGEST), ("lesser", Act.SMALLEST)):
            if parsed.has(cue):  # 'which of its projects got more'
                return Wanted(act, unit)
    if figure := _figure(parsed, unit):
        return figure
    if _asks_who(parsed):
        return Wanted(Act.ORGANISATIONS)
    both = parsed.has("largest") and parsed.has("smallest")
    if (parsed.has("list", "ordering") or both) and any(each.project for each in parsed.elements):
        return Wanted(Act.LIST)
    return Wanted(Act.FIND)


def is_plan(parsed: Parsed) -> bool:
    """Tell whether a text is a plan that was pasted in, with a question after it or without."""
    size = len(parsed.text)
    asks = parsed.text.rstrip().endswith("?")
    own = parsed.has("own_plan") and parsed.has("similar", "nearest")
    return size >= LONG or (size >= PASTED and not asks) or (size >= BRIEF and own)


def refers_back(parsed: Parsed, *, found: bool) -> bool:
    """Tell whether a question leans on the last one: 'entä …', 'niistä …', a bare condition.

    `found` tells that the last one gave projects.
    """
    head = parsed.elements[:2]
    if any(each.has("and_what", "only") for each in head) and len(parsed.elements) <= 12:
        return True
    if not found:
        return False
    if _is_whole(parsed):
        return False
    if parsed.has("of_them", "they", "either"):
        return not parsed.topic or parsed.has("of_them")
    fresh = any(each.project for each in parsed.elements) or parsed.has("collection")
    if parsed.topic or fresh:
        return False
    return not parsed.projects


def _is_one(parsed: Parsed) -> bool:
    """Tell whether a project is said to be a continuation: 'is it a continuation of something'."""
    words = [each.text.casefold() for each in parsed.elements if each.has("successor")]
    return any(word.startswith(_CONTINUATIONS) for word in words)


def _ranks_organisations(parsed: Parsed) -> bool:
    """Tell whether organisations are to be put in order by their sums, which is not computed."""
    return parsed.has("sum") and bool(parsed.order) and parsed.has("organisation", *TYPE_CUES)


def leans(parsed: Parsed) -> bool:
    """Tell whether a question says nothing without another before it: 'lisää', 'ensimmäinen'."""
    if parsed.topic and not parsed.only(*_LEANING):
        return False
    own = parsed.constraints or parsed.order or parsed.projects or parsed.has("collection")
    return parsed.has(*_LEANING) and not own and not any(each.project for each in parsed.elements)


def _is_whole(parsed: Parsed) -> bool:
    """Tell whether a question says itself whose projects it is about: 'did Helsinki run any'."""
    who = any(isinstance(each, ByOrganisation | ByType) for each in parsed.constraints)
    verbs = parsed.has("run_by", "got", "which", "who", "how_many", "how_much", "show", "list")
    leans = parsed.elements[0].has("not") or parsed.has("of_them", "they", "it")
    return who and verbs and not leans


def _talk(parsed: Parsed) -> Wanted | None:
    """Return small talk and help, when there is nothing else in the question."""
    if parsed.constraints or parsed.projects or parsed.order:
        return None
    rest = [each for each in parsed.elements if not each.has(*_TALK, "help", "please")]
    short = len(parsed.elements) <= _SHORT and parsed.elements[0].has("thanks")
    if short and not any(each.project for each in rest):
        return Wanted(Act.SMALLTALK, talk="thanks")
    if any(each.has("help") and " " in each.text for each in parsed.elements):
        return Wanted(Act.HELP)  # a set phrase: 'what can I ask'
    if any(each.is_content or each.project for each in rest) or parsed.has("how_many", "sum"):
        return None
    if parsed.has("help"):
        return Wanted(Act.HELP)
    for talk in ("who_are_you", "bye", "thanks", "greeting", "okay"):
        if parsed.has(talk) and not any(_weighs(each) for each in rest):
            return Wanted(Act.SMALLTALK, talk=talk)
    return None


def _weighs(element: Element) -> bool:
    return element.has(
        "more", "anywhere", "only", "first", "compare", "remove", "in_fi", "in_sv", "in_en", "which"
    )


def _unit(parsed: Parsed) -> str:
    if parsed.has("per_month"):
        return EUR_A_MONTH
    counted = any(
        element.has("how_many")
        and any(f.has("day", "month", "year") for f in parsed.elements[at : at + 3])
        for at, element in enumerate(parsed.elements)
    )
    if counted or parsed.has("how_long") or (parsed.has("long") and not parsed.constraints):
        return DAYS
    return EUR


def _pointed(parsed: Parsed) -> tuple[int, ...]:
    """Return the places in the last list that a question points at."""
    if any(each.is_content for each in parsed.elements) or parsed.constraints:
        return ()
    places: list[int] = []
    for at, element in enumerate(parsed.elements):
        place = next((_ORDINALS[cue] for cue in _ORDINALS if element.has(cue)), None)
        if place is None or (element.has("it") and not element.has("first")):
            continue
        near = parsed.elements[max(at - 1, 0) : at + 2]
        counted = [each.number for each in near if each.number and each is not element]
        if place == 0 and counted and 1 < counted[0].value <= 10:
            places += range(int(counted[0].value))
        else:
            places.append(place)
    if not places and parsed.has("both"):
        places = [0, 1]
    return tuple(dict.fromkeys(places))


def _means_it(parsed: Parsed) -> bool:
    """Tell whether a question is about the one project last told about."""
    if parsed.order or parsed.has("of_them", "how_many"):
        return False
    return any(each.has("it") for each in parsed.elements) and parsed.only(*_ATTRIBUTES)


def _attribute(parsed: Parsed) -> str:
    if parsed.has("what_done"):
        return ""  # 'what was done in it': all of it
    for attribute in _ATTRIBUTES:
        if parsed.has(attribute) and not (attribute == "results" and parsed.has("objective")):
            return attribute
    checks = (
        ("month", parsed.has("per_month")),
        ("long", parsed.has("how_long")),
        ("where", parsed.has("where") and not parsed.has("which", "what_is")),
        ("when", parsed.has("when") or _event_asked(parsed)),
        (
            "support",
            parsed.has("how_much")
            or (parsed.has("got", "support") and parsed.has("which", "what_is")),
        ),
        (
            "who",
            parsed.has("who") or (parsed.has("which", "what_is") and parsed.has("organisation")),
        ),
        ("objective", parsed.has("objective") and parsed.has("which", "what_is")),
    )
    return next((name for name, met in checks if met), "")


def _event_asked(parsed: Parsed) -> bool:
    return (
        parsed.has("start_event", "end_event") and not parsed.has("tell") and not parsed.constraints
    )


def _figure(parsed: Parsed, unit: str) -> Wanted | None:
    sums = parsed.has("support", "project", "got", "they", "of_them", "how_long", "per_month")
    sums = sums or bool(parsed.constraints) or not parsed.topic
    for cue, act in _FIGURES:
        if cue == "sum" and (parsed.has("how_many") or _counts_projects(parsed)):
            return Wanted(Act.COUNT, organisations=_counts_organisations(parsed))
        if parsed.has(cue) and sums and (cue == "sum" or not parsed.topic or _amounts(parsed)):
            return Wanted(act, unit)
    if parsed.has("how_much") and (parsed.order is None):
        return Wanted(Act.SUM, unit)
    asked = parsed.has("how_long") and not (parsed.order or parsed.topic)
    if asked and not any(isinstance(each, Lasting) for each in parsed.constraints):
        return Wanted(Act.SPREAD, DAYS)
    sizes = ("largest", "smallest", "longest", "shortest")
    listed = parsed.has("list", "ordering") and not parsed.has("which", "what_is")
    listed = listed or (parsed.has("largest") and parsed.has("smallest"))
    if parsed.order in sizes and parsed.limit is None and not listed:
        act = Act.LARGEST if parsed.order in ("largest", "longest") else Act.SMALLEST
        if one_wanted(parsed):
            return Wanted(act, DAYS if parsed.order in ("longest", "shortest") else unit)
    return None


def _counts_projects(parsed: Parsed) -> bool:
    """Tell whether 'paljonko' counts: 'paljonko hankkeita on'."""
    for at, element in enumerate(parsed.elements):
        if element.has("how_much"):
            following = parsed.elements[at + 1 : at + 3]
            return any(
                f.project and f.text.casefold().endswith(("ita", "eja", "tta")) for f in following
            )
    return False


def _amounts(parsed: Parsed) -> bool:
    return parsed.has("support", "got", "how_long", "per_month", "project", "they", "of_them")


def one_wanted(parsed: Parsed) -> bool:
    """Tell whether one largest thing is asked for, not the largest ones."""
    words = [each.text.casefold() for each in parsed.elements]
    for at, each in enumerate(parsed.elements):
        if not each.has(*ORDERS):
            continue
        if parsed.language == "fi":
            return not each.text.casefold().endswith(("mmat", "mmista", "mmilla", "mmät", "mpia"))
        following = []
        for other in parsed.elements[at + 1 : at + 4]:
            if other.has("support", "by"):
                break
            following.append(other)
        if parsed.language == "sv":
            return "de" not in words[max(at - 2, 0) : at] and "projekten" not in words
        return not any(f.text.casefold() in ("projects", "grants", "ones") for f in following)
    return True


def _counts_organisations(parsed: Parsed) -> bool:
    for at, element in enumerate(parsed.elements):
        if not element.has("how_many"):
            continue
        for each in parsed.elements[at : at + 4]:
            if each.project:
                return False
            if each.has("organisation", *TYPE_CUES):
                after = parsed.elements[parsed.elements.index(each) + 1 :][:1]
                return each.case != "genitive" and not (after and after[0].project)
    return False


def _asks_who(parsed: Parsed) -> bool:
    """Tell whether organisations are asked for: 'kuka on tehnyt', 'which cities have'."""
    for at, element in enumerate(parsed.elements[:6]):
        after = parsed.elements[at + 1 : at + 4]
        if not element.has("which", "who"):
            continue
        if after and after[0].project:
            return False
        if any(each.has("organisation", *TYPE_CUES) for each in after[:2]):
            return True
        # 'vilka' is 'which' as well: it asks for organisations where a verb of theirs follows
        which = element.has("which") and not (after and after[0].has("run_by", "got", "filler"))
        first = at == 0 or parsed.elements[at - 1].has("tell", "show", "list")
        if element.has("who") and not which and first:
            return True
    return False


def _about_collection(parsed: Parsed) -> bool:
    if parsed.constraints or not parsed.has("collection", "source"):
        return False
    rest = [each for each in parsed.elements if each.is_content]
    return not rest
