"""Tells whether a name or kind of organisation in a question is said to run the projects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from hankehaku.search.parsing.context import AND, FIGURES, Context, type_cue
from hankehaku.search.parsing.elements import Element

_FEW = 4
_ADJECTIVE = re.compile(r"(?:al|ala|alt|lig|liga|ligt)$")
_SORTS = ("largest", "smallest", "newest", "oldest", "longest", "shortest")
_ASKING = ("which", "who", "what_is", "how_many", "how_much", "list", "show", "average", "sum")
_PASSING = (
    *("start_event", "end_event", "run_event", "long", "run_by", "got", "support", "objective"),
    *("year", "month", "euro", "thousand", "million", "over", "under", "at_least", "at_most"),
    *("about", "early", "late", "list", "filler", "only", *_SORTS, *FIGURES),
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


def runs(context: Context, at: int, *, generic: bool, first: int | None = None) -> bool:
    """Tell whether what is named at `at` is said to run the projects.

    `generic` kinds ('kunnat') need more than a name does, as they are often what a project is for.
    """
    element, start = context.all[at], at if first is None else first
    before, after = context.preposition(start), context.after(at)
    if is_partner(context, start, at) or any(each.has("taking_part") for each in context.all):
        return False
    towards = generic and element.case == "towards"  # 'hankkeet kunnille': for, not by
    if context.bare and not towards and not (generic and not _asks_for_projects(context)):
        return True
    if not generic and _heads(context, at):
        return True
    if context.language == "fi":
        return _runs_finnish(context, at, generic)
    genitive = element.case == "genitive" or element.text.endswith(("s", "'"))
    owns = genitive and after is not None and after.is_content  # 'on the agency's pages'
    if before and before.has("by", "in_place") and said_to_run(context, start) and not owns:
        return True
    paid = any(each.has("how_much", "sum", "average", "median", "euro") for each in context.all)
    if before and before.has("not") and any(each.project or type_cue(each) for each in context.all):
        return True
    if before and before.text.casefold() in {"to", "till"} and paid and not owns:
        return True
    if genitive and any(each.project for each in noun_phrase(context, at)):
        return True
    figures = any(each.has(*FIGURES) for each in context.all)
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
    verbs = any(each.has("run_by", "got") or each.text.casefold() in AND for each in context.all)
    project = context.language == "en" and any(each.project for each in context.near(at, 3))
    return (few and not verbs) or project


def _runs_finnish(context: Context, at: int, generic: bool) -> bool:
    element, after = context.all[at], context.after(at)
    if element.case == "genitive":
        if after and after.has("run_by") and not after.text.casefold().endswith(("vat", "vät")):
            return True
        for each in noun_phrase(context, at):
            if each.project:
                return not (generic and "yhteistyö" in " ".join(each.lemmas))
    if element.case == "towards" and element.text.casefold().endswith("lle"):
        if generic and not any(each.has(*FIGURES, "how_many") for each in context.all):
            return False
        near = (*context.near(at, 3), *context.near(at, -3))
        return any(each.has("got") for each in near)
    if element.case == "locative" and not generic:
        near = (*context.near(at, 3), *context.near(at, -2))
        return any(each.project for each in near)
    return element.case == "" and _subject(context, at, at, generic)


def noun_phrase(context: Context, at: int) -> Iterator[Element]:
    """Yield what follows a genitive until a noun that is not the projects takes it."""
    figures = any(each.has(*FIGURES) for each in context.all)
    for each in context.near(at, 8):
        if figures and each.has("support"):  # the median of the municipalities' support
            yield replace(each, project=True)
            return
        yield each
        if each.project:
            return
        word = each.text.casefold()
        passes = each.stop or each.number or each.days or each.has(*_PASSING) or word in AND
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


def said_to_run(context: Context, at: int) -> bool:
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


def is_partner(context: Context, start: int, at: int) -> bool:
    """Tell whether what stands from `start` to `at` is whom projects are done with."""
    before, after = context.before(start), context.after(at)
    if context.language == "fi":
        return bool(after and after.has("with"))
    return bool(before and before.has("with"))
