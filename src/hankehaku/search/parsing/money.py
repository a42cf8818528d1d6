"""From the elements of a question to its constraints on EU support."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hankehaku.search.constraints import Constraint, Support
from hankehaku.search.parsing.context import DASHES, JOINTS, RELATIONS, Context

_SMALLEST_BARE = 1_000
"""Euros from which a number with a comparison but without a currency is an amount of money."""
_ABOUT = Decimal("0.1")
_PROJECT_REACH = 3


def money_of(context: Context, text: str) -> Iterator[Constraint]:
    """Yield the EU support asked for."""
    at = 0
    while at < len(context.all):
        amount = _amount(context, at)
        if amount is None:
            at += 1
            continue
        value, last, sure = amount
        second = _second(context, text, last)
        found = None
        if second:
            high, final, also_sure = second
            found = _range(context, at, value, high, final, sure or also_sure)
            last_used = final
        if not found:
            found = _single(context, at, value, last, sure)
            last_used = last
        if found:
            yield found
            at = last_used
        at += 1


def _amount(context: Context, at: int) -> tuple[Decimal, int, bool] | None:
    """Return the amount that begins at an element, the last element of it, and whether it is money.

    'puoli miljoonaa', '0,4 miljoonaa euroa', '400 tuhatta', '€400,000', '400 000'.
    """
    element = context.all[at]
    half = element.has("half")
    if not half and element.number is None:
        return None
    value = Decimal("0.5") if half else element.number.value  # type: ignore[union-attr]
    sure = bool(element.number and (element.number.euro or element.number.scaled))
    last, scaled = at, bool(element.number and element.number.scaled)
    for offset, each in enumerate(context.near(at, 3), start=1):
        if each.has("million", "thousand") and not scaled and offset - (last - at) == 1:
            value *= 1_000_000 if each.has("million") else 1_000
            last, scaled, sure = at + offset, True, True
        elif each.has("euro") and offset - (last - at) == 1:
            last, sure = at + offset, True
        elif half and each.text.casefold() in {"a", "an", "en"} and offset == 1:
            last = at + offset
        else:
            break
    if half and not scaled:
        return None
    if element.has("half") and element.number is not None and not scaled:
        return None
    return value, last, sure


def _second(context: Context, text: str, last: int) -> tuple[Decimal, int, bool] | None:
    """Return the amount after 'ja', 'och', 'and', 'to' or a dash."""
    place = last + 1
    if place >= len(context.all):
        return None
    joint = text[context.all[last].end : context.all[place].start].strip()
    if joint in DASHES:
        return _amount(context, place)
    if context.all[place].text.casefold() in JOINTS and place + 1 < len(context.all):
        return _amount(context, place + 1)
    return None


def _range(
    context: Context, at: int, low: Decimal, high: Decimal, last: int, sure: bool
) -> Support | None:
    if low < _SMALLEST_BARE <= high:  # 100–200 000 €
        scale = Decimal(10) ** (len(str(int(high))) - len(str(int(high / 1000))))
        low *= scale if scale >= 1000 else 1000
    low, high = min(low, high), max(low, high)
    if not (sure or (low >= _SMALLEST_BARE and _between(context, at, last))):
        return None
    between = _between(context, at, last)
    told = sure and (between or _of_projects(context, at, last))
    if not told and not (low >= _SMALLEST_BARE and between):
        return None
    start, end = _span(context, at, last)
    return Support(start, end, False, int(low), int(high))


def _between(context: Context, at: int, last: int) -> bool:
    near = (*context.near(at, -2), *context.near(last, 2))
    return any(each.has("between", "since") for each in near)


def _single(context: Context, at: int, value: Decimal, last: int, sure: bool) -> Support | None:
    relation, negated = _relation(context, at, last)
    if relation is None:
        if not sure or value < _SMALLEST_BARE or not _of_projects(context, at, last):
            return None
        relation = "exactly"
    elif (
        not sure and (value < _SMALLEST_BARE or _counts_something(context, last))
    ) or not _speaks_of_support(context, at, last, value):
        return None
    negated = negated or _denied(context, at)
    start, end = _span(context, at, last)
    amount = int(value)
    bounds: dict[str, Support] = {
        "over": Support(start, end, negated, amount, None, over=True),
        "at_least": Support(start, end, negated, amount, None),
        "under": Support(start, end, negated, None, amount, under=True),
        "at_most": Support(start, end, negated, None, amount),
        "exactly": Support(start, end, negated, amount, amount),
        "about": Support(start, end, negated, int(value * (1 - _ABOUT)), int(value * (1 + _ABOUT))),
    }
    return bounds.get(relation)


def _denied(context: Context, at: int) -> bool:
    """Tell whether 'not' stands before an amount and its verb: 'eivät saaneet yli 300 000'."""
    for each in context.near(at, -6):
        if each.has("not"):
            return True
        if each.is_content or each.project or each.name or each.days:
            return False
    return False


def _speaks_of_support(context: Context, at: int, last: int, value: Decimal) -> bool:
    """Tell whether a compared amount is that of projects, not of wages or rents."""
    if any(each.has("month", "per_month", "day", "week") for each in context.near(last, 2)):
        return False
    projects = any(each.project or each.name for each in context.all)
    return context.bare or _of_projects(context, at, last) or (projects and value >= 10_000)


def _relation(context: Context, at: int, last: int) -> tuple[str | None, bool]:
    after = context.near(last, 3)
    for each in after:
        if each.has("or_more"):
            return "at_least", False
        if each.has("or_less"):
            return "at_most", False
        if each.has("at_most", "at_least") and context.after(last) is each:  # '200k at most'
            return ("at_most" if each.has("at_most") else "at_least"), False
        if each.has("over", "under") and "ttää" in "".join(each.lemmas):  # ylittää, alittaa
            return ("over" if each.has("over") else "under"), False
        if each.is_content:
            break
    for offset, each in enumerate(context.near(at, -3)):
        for relation in RELATIONS:
            if each.has(relation) and relation != "between":
                return relation, False
        if offset and not (each.stop or each.project or each.has("filler")):
            break
    return None, False


def _counts_something(context: Context, last: int) -> bool:
    """Tell whether a bare number counts something that is no money: '20 000 asukkaan'."""
    after = next(context.near(last, 1), None)
    return after is not None and (
        after.is_content
        or after.has("day", "week", "month", "year", "type_municipality", "type_town")
    )


def _of_projects(context: Context, at: int, last: int) -> bool:
    near = (*context.near(at, -_PROJECT_REACH), *context.near(last, _PROJECT_REACH))
    return any(each.project or each.has("support", "got") for each in near)


def _span(context: Context, at: int, last: int) -> tuple[int, int]:
    """Return where an amount stands with its comparison and the words for support beside it."""
    first = at
    for each in context.near(at, -3):
        if not each.has(*RELATIONS, "support", "since"):
            break
        first -= 1
    final = last
    for each in context.near(last, 4):
        if not each.has("or_more", "or_less", "support", "got", "between", *RELATIONS):
            break
        final += 1
    return context.all[first].start, context.all[final].end
