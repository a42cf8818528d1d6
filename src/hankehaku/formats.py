"""Money, dates and periods as each of the three languages writes them."""

from __future__ import annotations

from datetime import date

from hankehaku.records import Period

_NBSP = "\u00a0"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def money(euros: int, language: str) -> str:
    """Return whole euros as text: '258 695 €' in Finnish and Swedish, '€258,695' in English.

    The spaces do not break, so that a sum never falls on two lines.
    """
    grouped = f"{euros:,}"
    return f"€{grouped}" if language == "en" else f"{grouped.replace(',', _NBSP)}{_NBSP}€"


def day(value: date, language: str) -> str:
    """Return a date as text: '1.2.2017' in Finnish and Swedish, '1 Feb 2017' in English."""
    if language == "en":
        return f"{value.day}{_NBSP}{_MONTHS[value.month - 1]}{_NBSP}{value.year}"
    return f"{value.day}.{value.month}.{value.year}"


def period(value: Period, language: str, unknown: str) -> str:
    """Return 'start – end'; `unknown` stands for a bound that is not known, and alone for two."""
    if value.start is None and value.end is None:
        return unknown
    bounds = (day(each, language) if each else unknown for each in (value.start, value.end))
    return " – ".join(bounds)
