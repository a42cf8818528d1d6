"""What is left of a question as its topic when the rest is taken out."""

from __future__ import annotations

from collections.abc import Sequence

from hankehaku.search.parsing.context import TYPE_CUES
from hankehaku.search.parsing.elements import Element
from hankehaku.search.parsing.ordering import ORDERS, ORDINALS

GLUE = frozenset(
    (
        *("project", "got", "support", "run_by", "start_event", "end_event", "run_event", "long"),
        *("organisation", "by", "in_place", "year", "month", "day", "week", "euro", "which", "who"),
        *("when", "where", "list", "show", "tell", "what_is", "how_many", "how_much", "how_long"),
        *("they", "it", "of_them", "and_what", "please", "sum", "average", "median", "spread"),
        *("per_month", "now", "over", "under", "at_least", "at_most", "about", "exactly"),
        *("between", "before", "after", "since", "until", "or_more", "or_less", "top", "more"),
        *("million", "thousand", "half", "similar", "compare", "in_fi", "in_sv", "in_en", "area"),
        *("filler", "only", "anywhere", "greater", "lesser", "ordering", "some_other"),
        *("or_later", "or_earlier", "comes_first", "comes_last", "next_to"),
        *("outside_of", "still", "excepted", "neither", "limits"),
        *("successor", "predecessor", "this_year", "last_year", "objective", "based", "not"),
        *ORDERS,
    )
)
_ORDINAL_CUES = frozenset((*ORDINALS, "remove", "okay", "greeting", "thanks"))


def topic_of(found: Sequence[Element], taken: Sequence[tuple[int, int]], *, typed: bool) -> str:
    """Return what is left of a question without what was taken out, empty when that is no topic.

    `typed` tells that a kind of organisation was asked for: another word for it says no more.
    """

    def is_taken(element: Element) -> bool:
        return any(element.start < end and element.end > start for start, end in taken)

    left = [each for each in found if not is_taken(each)]
    content = [
        each
        for each in left
        if says_something(each) and not (typed and each.has(*TYPE_CUES) and not each.is_content)
    ]
    if not content:
        return ""
    kept = [
        each
        for each in left
        if says_something(each) or each.number or (each.stop and not each.cues)
    ]
    first, last = content[0].start, content[-1].end
    kept = [each for each in kept if first <= each.start < last]
    return " ".join(each.text for each in kept)


def says_something(element: Element) -> bool:
    """Tell whether an element may be a word of a topic, whatever else is in the question."""
    if element.project and not element.cues & {"project"}:
        return True  # a compound: kotoutumishanke
    if element.stop or element.project or element.number or len(element.text) == 1:
        return False
    if element.has("objective"):
        return False
    rest = {each for each in element.cues if not each.startswith("dim_")}
    return not rest or bool(rest - GLUE - _ORDINAL_CUES)
