"""From the elements of a question to when the projects asked for start, end or run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from hankehaku.search.constraints import Constraint, Time
from hankehaku.search.parsing.context import DASHES, JOINTS, Context, negated_at
from hankehaku.search.parsing.elements import Element

_FEW = 5
_OR = {"tai", "eller", "or", "sekä", "samt"}


def times_of(context: Context, text: str) -> Iterator[Constraint]:
    """Yield when the projects asked for start, end or run."""
    done = -1
    for at, element in enumerate(context.all):
        if element.days is None or at <= done:
            continue
        last = at
        first_day: date | None = element.days.first
        last_day: date | None = element.days.last
        if joined := _joined(context, text, at):
            last = joined
            other = context.all[last].days
            last_day = other.last if other else last_day
        relation, begin, final = _time_relation(context, at, last, joined=last > at)
        event, event_at = _event(context, begin, final)
        assumed = event is None
        if event is None and not _dates_projects(context, at, begin, final):
            continue
        if event is not None and not _event_of_projects(context, event_at, final):
            continue
        if relation == "before" and element.days.closing:
            relation = "until"
        if relation == "before":
            first_day, last_day = None, element.days.first - timedelta(days=1)
        elif relation == "after":
            first_day, last_day = element.days.last + timedelta(days=1), None
        elif relation == "since":
            first_day, last_day = element.days.first, None
        elif relation == "until":
            first_day, last_day = None, element.days.last
        if event is None:
            bounded = relation in ("before", "after", "since", "until")
            event = (
                {"before": "end", "until": "end"}.get(relation or "", "start")
                if bounded
                else "running"
            )
        low, high = min(begin, event_at), max(final, event_at)
        if event_at < 0:
            low, high = begin, final
        done = last
        start, end = context.all[low].start, context.all[high].end
        negated = negated_at(context, low)
        yield Time(start, end, negated, event, first_day, last_day, assumed)


def _joined(context: Context, text: str, at: int) -> int | None:
    """Return the place of the second date of 'between … and …' or of a dash, None without one."""
    following = list(context.near(at, 2))
    if (
        following
        and following[0].days
        and text[context.all[at].end : following[0].start].strip() in DASHES
    ):
        return at + 1
    if len(following) == 2 and _next_year(context.all[at], following[1]):
        return at + 2 if following[0].text.casefold() in JOINTS | _OR else None
    if len(following) == 2 and following[1].days and following[0].text.casefold() in JOINTS | {"–"}:
        near = (*context.near(at, -2), *context.near(at + 2, 2))
        if any(each.has("between", "since") for each in near):
            return at + 2
    return None


def _next_year(one: Element, other: Element) -> bool:
    """Tell whether two years follow each other: 'in 2017 or 2018'."""
    both = one.days and other.days and one.days.year and other.days.year
    return bool(
        both and one.days and other.days and other.days.first.year == one.days.first.year + 1
    )


def _time_relation(
    context: Context, at: int, last: int, *, joined: bool
) -> tuple[str | None, int, int]:
    """Return before, after, since, until or None, and the places it takes with the dates."""
    begin, final = at, last
    for offset, each in enumerate(context.near(at, -2), start=1):
        if joined and each.has("between", "since"):
            return None, at - offset, final
        for relation in ("before", "after", "since", "until"):
            if each.has(relation):
                if context.language == "fi" and relation in ("after", "since"):
                    break
                return relation, at - offset, final
        if each.has("in_place", "year", "by") or (offset == 1 and each.stop):
            if each.has("in_place", "year"):
                begin = at - offset
            continue
        break
    for offset, each in enumerate(context.near(last, 2), start=1):
        if joined and each.has("between"):
            return None, begin, last + offset
        if each.has("or_later", "or_earlier"):
            return ("since" if each.has("or_later") else "until"), begin, last + offset
        for relation in ("after", "since", "until", "before"):
            if each.has(relation) and (context.language == "fi" or each.text in ("onwards",)):
                return relation, begin, last + offset
        if not each.has("year", "late", "early"):
            break
        final = last + offset
    return None, begin, final


def _event(context: Context, begin: int, final: int) -> tuple[str | None, int]:
    """Return what is dated (start, end or running) and where its word stands; the nearest word."""
    events = (("start_event", "start"), ("end_event", "end"), ("run_event", "running"))
    order = (1, -1) if context.language == "fi" else (-1, 1)
    best: tuple[int, str, int] | None = None
    for step in order:
        edge = final if step == 1 else begin
        for offset, each in enumerate(context.near(edge, 4 * step), start=1):
            if each.days or each.is_content:
                break
            for cue, event in events:
                if each.has(cue) and (best is None or offset < best[0]):
                    best = (offset, event, edge + step * offset)
            if each.project and step == 1 and context.language == "fi":
                break
    return (best[1], best[2]) if best else (None, -1)


def _event_of_projects(context: Context, event_at: int, final: int) -> bool:
    """Tell whether what began or ended is projects, not a war or people's stay."""
    if any(each.project for each in context.all) or context.bare:
        after = context.all[max(event_at, final) + 1 :]
        content = next((each for each in after if each.is_content), None)
        singular = context.all[event_at].text.casefold().endswith(("nut", "nyt"))
        return not (content and singular and context.language == "fi")
    cues = ("which", "who", "how_many", "list", "what_is", "they", "it")
    return any(each.has(*cues) for each in context.all)


def _dates_projects(context: Context, at: int, begin: int, final: int) -> bool:
    """Tell whether a date without a word for what it dates is that of projects."""
    element = context.all[at]
    after = next(context.near(final, 1), None)
    before = next((each for each in context.near(begin, -2) if not each.stop), None)
    if after is not None and after.is_content:
        if _is_participle(after):
            return False
        ahead = list(context.near(final, 5))
        if context.language == "fi" and begin == 0:
            return any(each.project for each in ahead) and not element.has("now")
        return bool(before and before.project and context.language != "en")
    if context.bare and (len(context.all) <= _FEW or any(each.project for each in context.all)):
        return True
    if before is None:
        return any(each.project or each.has("got", "run_by") for each in context.near(final, 3))
    return bool(
        before.project
        or before.has("got", "run_by", "support", "organisation", "show", "list")
        or (after and after.project)
        or (before.name is not None and any(each.project for each in context.all[:begin]))
    )


def _is_participle(element: Element) -> bool:
    return element.text.casefold().endswith(
        ("neet", "neiden", "neille", "neita", "neitä", "nut", "nyt", "neilla", "neiltä")
    )
