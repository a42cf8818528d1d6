"""From the elements of a question to its constraints on money and on time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from hankehaku.search.constraints import Constraint, Lasting, Support, Time
from hankehaku.search.parsing.elements import Element
from hankehaku.search.parsing.grammar import Context

_RELATIONS = ("over", "at_least", "under", "at_most", "exactly", "about", "between")
_SMALLEST_BARE = 1_000
"""Euros from which a number with a comparison but without a currency is an amount of money."""
_ABOUT = Decimal("0.1")
_UNITS = ("euro", "million", "thousand")
_DASHES = ("-", "–", "—", "−", "‑", "‒")
_AND = {"ja", "och", "and", "to", "till", "-"}
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
    if joint in _DASHES:
        return _amount(context, place)
    if context.all[place].text.casefold() in _AND and place + 1 < len(context.all):
        return _amount(context, place + 1)
    return None


def _range(
    context: Context, at: int, low: Decimal, high: Decimal, last: int, sure: bool
) -> Support | None:
    if low < _SMALLEST_BARE <= high:  # 100–200 000 €
        scale = Decimal(10) ** (len(str(int(high))) - len(str(int(high / 1000))))
        low *= scale if scale >= 1000 else 1000
    if low > high or not (sure or (low >= _SMALLEST_BARE and _between(context, at, last))):
        return None
    if not (sure and (_between(context, at, last) or _of_projects(context, at, last))):
        if not (low >= _SMALLEST_BARE and _between(context, at, last)):
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
    elif not sure and (value < _SMALLEST_BARE or _counts_something(context, last)):
        return None
    elif not _speaks_of_support(context, at, last, value):
        return None
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
        if each.has("over", "under") and "ttää" in "".join(each.lemmas):  # ylittää, alittaa
            return ("over" if each.has("over") else "under"), False
        if each.is_content:
            break
    for offset, each in enumerate(context.near(at, -3)):
        for relation in _RELATIONS:
            if each.has(relation) and relation != "between":
                return relation, False
        if offset and not each.stop:
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
        if not each.has(*_RELATIONS, "support", "since"):
            break
        first -= 1
    final = last
    for each in context.near(last, 4):
        if not each.has("or_more", "or_less", "support", "got", "between", "over", "under"):
            break
        final += 1
    return context.all[first].start, context.all[final].end


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
    value = Decimal(1)
    before = context.before(at)
    counted = before is not None and (before.number is not None or before.has("half"))
    if before is not None and counted:
        value = before.number.value if before.number else Decimal("0.5")
        first = at - 1
    relation = None
    for each in context.near(first, -2):
        relation = next(
            (r for r in _RELATIONS if each.has(r) and r not in ("about", "between")), None
        )
        if relation or not each.stop:
            break
    long = any(each.has("long") for each in (*context.near(at, 2), *context.near(first, -4)))
    reach = 3 if relation else 1
    project = any(each.project for each in (*context.near(at, 1), *context.near(first, -reach)))
    if any(each.is_content for each in context.near(first, -2)):
        project = any(each.project for each in context.near(at, 1))
    if not (long or (relation and project)) or not (counted or relation):
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
        yield Time(start, end, False, event, first_day, last_day, assumed)


def _joined(context: Context, text: str, at: int) -> int | None:
    """Return the place of the second date of 'between … and …' or of a dash, None without one."""
    following = list(context.near(at, 2))
    if (
        following
        and following[0].days
        and text[context.all[at].end : following[0].start].strip() in _DASHES
    ):
        return at + 1
    if len(following) == 2 and following[1].days and following[0].text.casefold() in _AND | {"–"}:
        near = (*context.near(at, -2), *context.near(at + 2, 2))
        if any(each.has("between", "since") for each in near):
            return at + 2
    return None


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
    asked = any(
        each.has("which", "who", "how_many", "list", "what_is", "they", "it")
        for each in context.all
    )
    return asked


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
    if context.bare:
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


def used(constraints: Sequence[Constraint]) -> list[tuple[int, int]]:
    """Return the places of a question that its constraints stand at."""
    return [(each.start, each.end) for each in constraints]
