"""Words for constraints, values and lists in the language of an answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from hankehaku.assistant.texts import counted, say
from hankehaku.formats import day, money, period
from hankehaku.records import Organisation, Project
from hankehaku.search.constraints import (
    ByOrganisation,
    ByType,
    Constraint,
    Either,
    Flawed,
    InPlace,
    Lasting,
    Support,
    Time,
    UnderObjective,
)

_MOST = 3
_NBSP = "\u00a0"


def describe(constraint: Constraint, language: str) -> str:
    """Return a constraint in words: 'EU-tuki yli 400 000 €'."""
    text = _described(constraint, language)
    return say(language, "c_not", constraint=text) if constraint.negated else text


def _described(each: Constraint, language: str) -> str:
    if isinstance(each, ByOrganisation):
        name = each.asked if len(each.names) > _MOST else alternatives(each.names, language)
        return say(language, "c_organisation", name=name)
    if isinstance(each, Either):
        return alternatives([describe(option, language) for option in each.options], language)
    if isinstance(each, ByType):
        kinds = [say(language, f"type_{kind.value}") for kind in each.types]
        name = say(language, "town") if each.town else alternatives(kinds, language)
        return say(language, "c_type", name=name)
    if isinstance(each, InPlace):
        return say(language, "c_seat" if each.seat else "c_place", name=each.name)
    if isinstance(each, Support):
        return _support(each, language)
    if isinstance(each, Time):
        return _time(each, language)
    if isinstance(each, Lasting):
        length = _length(each, language)
        return say(language, f"c_duration_{each.relation}", length=length)
    if isinstance(each, UnderObjective):
        return say(language, "c_objective", name=each.code)
    if isinstance(each, Flawed):
        return say(language, "c_flaws")
    raise TypeError(f"no words for {type(each).__name__}")


def ordering(order: str | None, limit: int | None, language: str) -> str:
    """Return an order and a number of projects in words, empty for none: 'suurin tuki ensin'."""
    parts = [say(language, f"c_order_{order}")] if order else []
    if limit is not None:
        parts.append(say(language, "c_limit", count=limit))
    return ", ".join(parts)


def _support(each: Support, language: str) -> str:
    low = money(each.low, language) if each.low is not None else ""
    high = money(each.high, language) if each.high is not None else ""
    if low and high:
        key = "exactly" if low == high else "between"
    elif low:
        key = "over" if each.over else "at_least"
    else:
        key = "under" if each.under else "at_most"
    return say(language, f"c_support_{key}", low=low, high=high)


def _time(each: Time, language: str) -> str:
    if each.first and each.last:
        return say(language, f"c_{each.event}_within", span=span(each.first, each.last, language))
    if each.first:
        return say(language, f"c_{each.event}_from", first=day(each.first, language))
    last = day(each.last, language) if each.last else ""
    return say(language, f"c_{each.event}_to", last=last)


def span(first: date, last: date, language: str) -> str:
    """Return days in words: '2019', '2017–2019', '1.3.2018 – 31.5.2018'."""
    whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    if whole:
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if first == last:
        return day(first, language)
    return f"{day(first, language)} – {day(last, language)}"


def _length(each: Lasting, language: str) -> str:
    if each.months and each.months % 12 == 0:
        return say(language, "length_years", count=each.months // 12)
    if each.months:
        return say(language, "length_months", count=each.months)
    return say(language, "length_days", count=each.days)


def alternatives(names: Sequence[str], language: str) -> str:
    """Return 'a, b tai c'."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {say(language, 'or')} {names[-1]}"


def name_of(organisation: Organisation, language: str) -> str:
    """Return what an organisation is called in a language, its Finnish name when in no other."""
    names = {"sv": organisation.name_sv, "en": organisation.name_en}
    return names.get(language, "") or organisation.name or say(language, "unknown")


def support_of(project: Project, language: str) -> str:
    """Return the EU support of a project in words."""
    euros = project.grant.eu_support_eur
    return say(language, "unknown") if euros is None else money(euros, language)


def period_of(project: Project, language: str) -> str:
    """Return the period of a project in words."""
    return period(project.period, language, say(language, "unknown"))


def value_text(value: float, unit: str, language: str) -> str:
    """Return a figure with its unit: '1 107 191 €', '13 hanketta', '1 095 päivää'."""
    whole = round_half_up(value)
    if unit == "eur":
        return money(whole, language)
    if unit == "eur/month":
        return say(language, "per_month", money=money(whole, language))
    if unit == "days":
        return counted(language, "days", whole).replace(str(whole), grouped(whole, language))
    return grouped(whole, language)


def grouped(number: int, language: str) -> str:
    """Return a whole number with its thousands set apart as a language does."""
    text = f"{number:,}"
    return text if language == "en" else text.replace(",", _NBSP)


def round_half_up(value: float) -> int:
    """Return the nearest whole number, halves upwards."""
    return int(value + 0.5) if value >= 0 else -int(-value + 0.5)


def titles(projects: Iterable[Project], most: int = 10) -> str:
    """Return the titles of projects in a row, the first `most` of them."""
    names = [project.title for project in projects]
    return ", ".join(names[:most]) + (" …" if len(names) > most else "")
