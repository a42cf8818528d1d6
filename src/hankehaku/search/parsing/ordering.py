"""From the elements of a question to the order and the number of projects asked for."""

from __future__ import annotations

from collections.abc import Sequence

from hankehaku.search.parsing.context import Context
from hankehaku.search.parsing.elements import Element

ORDERS = ("largest", "smallest", "newest", "oldest", "longest", "shortest")
"""Orders that a superlative asks for; two more come from what ends first or last."""
_ENDS = {
    ("start_event", "comes_first"): "oldest",
    ("start_event", "comes_last"): "newest",
    ("end_event", "comes_first"): "ends_first",
    ("end_event", "comes_last"): "ends_last",
}
ORDINALS = ("first", "second", "third", "fourth", "fifth", "last")


def order_of(
    context: Context, taken: Sequence[tuple[int, int]]
) -> tuple[str | None, int | None, int, list[tuple[int, int]]]:
    """Return the order asked for, how many, how many to skip, and where that is said."""
    for at, element in enumerate(context.all):
        order = next((each for each in ORDERS if element.has(each)), None)
        used = any(element.start < end and element.end > start for start, end in taken)
        if order is None or used or not _orders(context, at):
            continue
        limit, spans = None, [(element.start, element.end)]
        for each in (*context.near(at, -2), *context.near(at, 2)):
            if (
                each.number
                and not each.number.euro
                and 0 < each.number.value <= 1000
                and not each.days
            ):
                limit = int(each.number.value)
                spans.append((each.start, each.end))
                break
        if limit is None and (counted := _counted(context)):
            limit = int(counted.number.value) if counted.number else None
            spans.append((counted.start, counted.end))
        skip = 0
        for each in (element, *context.near(at, -2)):
            place = next((n for n, cue in enumerate(ORDINALS[1:5], 1) if each.has(cue)), 0)
            if place and limit is None:
                limit, skip = 1, place
                spans.append((each.start, each.end))
        return order, limit, skip, spans
    for at, element in enumerate(context.all):
        if element.has("top"):
            after = context.after(at)
            if after and after.number:
                return "largest", int(after.number.value), 0, [(element.start, after.end)]
    return _ends(context)


def _ends(context: Context) -> tuple[str | None, int | None, int, list[tuple[int, int]]]:
    """Return the order of 'which ended last', 'ensimmäisenä alkanut'."""
    for at, element in enumerate(context.all):
        for other in (*context.near(at, 2), *context.near(at, -5)):
            if other.is_content:
                break
            for (event, place), order in _ENDS.items():
                ordinal = "first" if place == "comes_first" else "last"
                said = other.has(place) or (other.has(ordinal) and other.start < element.start)
                if element.has(event) and said and not element.days:
                    start, end = min(element.start, other.start), max(element.end, other.end)
                    return order, 1, 0, [(start, end)]
    return None, None, 0, []


def _counted(context: Context) -> Element | None:
    """Return the number right before the word for projects: 'which three projects got most'."""
    for at, element in enumerate(context.all):
        before = context.before(at)
        number = before.number if before and element.project and not before.days else None
        if number and not number.euro and 1 < number.value <= 1000:
            return before
    return None


def _orders(context: Context, at: int) -> bool:
    """Tell whether a superlative is of projects or their support, not of something in a topic."""
    element = context.all[at]
    reach = (*context.near(at, 3), *context.near(at, -3))
    content = next(context.near(at, 1), None)
    if any(
        each.project or each.has("support", "got", "of_them", "they", "how_long") for each in reach
    ):
        return not (
            content and content.is_content and not any(e.project for e in context.near(at, 3))
        )
    return context.bare and not element.stop
