"""From the elements of a question to its constraints on how long projects are."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hankehaku.search.constraints import Constraint, Lasting
from hankehaku.search.parsing.context import JOINTS, RELATIONS, Context
from hankehaku.search.parsing.elements import Element


def durations_of(context: Context) -> Iterator[Constraint]:
    """Yield how long the projects asked for are: 'yli kaksi vuotta kestäneet', 'kaksivuotiset'."""
    for at, element in enumerate(context.all):
        found = _adjective(context, at)
        if found is None and element.has("day", "week", "month", "year"):
            found = _length(context, at)
        if found:
            yield found


def _length(context: Context, at: int) -> Lasting | None:
    unit, first = context.all[at], at
    if any(each.has("last") for each in context.near(at, -2)):
        return None  # 'of the last five years'
    value = Decimal(1)
    before = context.before(at)
    if whole := _and_a_half(context, at):
        before, first = whole, context.all.index(whole) + 1
    counted = before is not None and (before.number is not None or before.has("half"))
    if before is not None and counted:
        value = before.number.value if before.number else Decimal("0.5")
        value += Decimal("0.5") if whole else 0
        first -= 1
    relation = None
    for each in context.near(first, -2):
        relation = next(
            (r for r in RELATIONS if each.has(r) and r not in ("about", "between")), None
        )
        if relation or not each.stop:
            break
    long = any(each.has("long") for each in (*context.near(at, 2), *context.near(first, -4)))
    reach = 3 if relation else 1
    project = any(each.project for each in (*context.near(at, 1), *context.near(first, -reach)))
    for each in context.near(at, 7 if relation else 0):
        if each.is_content and each.text.casefold() not in {"mutta", "men", "but"}:
            break
        project = project or each.project
    if any(each.is_content for each in context.near(first, -2)):
        project = any(each.project for each in context.near(at, 1))
    if long and not (project or context.bare):
        # 'a course of six months' is no project
        long = any(each.project for each in context.all) or not any(
            e.is_content for e in context.all
        )
    if not (long or (relation and (project or context.bare))) or not (counted or relation):
        return None
    last = at
    for each in context.near(at, 2):
        if not each.has("long", "or_more"):
            break
        last += 1
    begin = first - 1 if relation else first
    before_relation = context.before(begin)
    if before_relation and before_relation.has("long"):
        begin -= 1
    return _lasting(context, begin, last, relation or "exactly", value, unit)


def _and_a_half(context: Context, at: int) -> Element | None:
    """Return the number before 'and a half' of a unit: 'two and a half years'."""
    back = [each for each in context.near(at, -4) if each.text.casefold() not in {"a", "ett", "en"}]
    if len(back) >= 3 and back[0].has("half") and back[1].text.casefold() in JOINTS:
        return back[2] if back[2].number else None
    return None


def _lasting(
    context: Context, first: int, last: int, relation: str, value: Decimal, unit: Element
) -> Lasting:
    start, end = context.all[first].start, context.all[last].end
    months, days = Decimal(0), Decimal(0)
    if unit.has("year"):
        months = value * 12
    elif unit.has("month"):
        months = value
    else:
        days = value * (7 if unit.has("week") else 1)
    return Lasting(start, end, False, relation, int(months), int(days))


def _adjective(context: Context, at: int) -> Lasting | None:
    """Return the length that one word gives: kaksivuotinen, 2-vuotinen, tvåårig, two-year."""
    element = context.all[at]
    found = _word_length(element, context.language)
    near = (*context.near(at, 3), *context.near(at, -4))
    if found is None or not any(each.project for each in near):
        return None
    months = found
    relation = "exactly"
    return Lasting(element.start, element.end, False, relation, months)


_NUMERALS = {
    "fi": ("yksi", "kaksi", "kolmi", "neli", "viisi", "kuusi"),
    "sv": ("ett", "två", "tre", "fyra", "fem", "sex"),
    "en": ("one", "two", "three", "four", "five", "six"),
}


def _word_length(element: Element, language: str) -> int | None:
    word = element.lemmas[0] if element.lemmas else element.text.casefold()
    for separated in (word, element.text.casefold()):
        head, _, tail = separated.replace("–", "-").partition("-")
        if not tail:
            for number, numeral in enumerate(_NUMERALS[language], start=1):
                if separated.startswith(numeral):
                    head, tail = str(number), separated[len(numeral) :]
        if head in _NUMERALS[language]:
            head = str(_NUMERALS[language].index(head) + 1)
        if not head.isdigit():
            continue
        if tail.startswith(("vuoti", "årig", "year")) and not tail.startswith(("vuotia", "years-")):
            return int(head) * 12
        if tail.startswith(("kuukauti", "månad", "month")):
            return int(head)
    return None
