"""An own plan to compare with: its budget and length as typed into a form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl

from hankehaku.interfaces.addresses import LARGEST, Parameters
from hankehaku.interfaces.texts import text
from hankehaku.interfaces.web.marks import escape, verbatim

LONGEST = 600
"""Months of an own plan, at most."""


_CURRENCY = re.compile(r"^(?:€|eur[oa]?)|(?:€|eur|euroa?|euros)$", re.IGNORECASE)
_MONTHS = re.compile(r"(?:kk|kuukautta|mån\.?|månader|months?)$", re.IGNORECASE)
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:[.,]\d{3})+|\d+")
_CENTS = re.compile(r"[.,]\d{1,2}$")


@dataclass(frozen=True, slots=True)
class Own:
    """What was typed, what it means (None: nothing usable), and which fields are wrong."""

    budget: int | None = None
    months: int | None = None
    budget_typed: str = ""
    months_typed: str = ""
    wrong: tuple[str, ...] = ()

    @property
    def typed(self) -> bool:
        """Tell whether anything was typed."""
        return bool(self.budget_typed or self.months_typed)


def own_of(parameters: Parameters) -> Own:
    """Return the own plan of an address; a field that cannot be used is told as wrong."""
    budget_typed, months_typed = _last(parameters, "budget"), _last(parameters, "months")
    budget, months = euros(budget_typed), _whole_months(months_typed)
    wrong = [
        name
        for name, typed, value in (
            ("budget", budget_typed, budget),
            ("months", months_typed, months),
        )
        if typed and value is None
    ]
    return Own(budget, months, budget_typed, months_typed, tuple(wrong))


def euros(typed: str) -> int | None:
    """Return an amount as people write it in whole euros: '250 000 €', '250.000', '€250,000'.

    Cents are rounded, halves upwards. None for what is no amount above 0.
    """
    text_ = _CURRENCY.sub("", _CURRENCY.sub("", "".join(typed.split())))
    cents = 0
    if (found := _CENTS.search(text_)) and text_.isascii():
        cents = int(f"{found.group()[1:]:0<2}")
        text_ = text_[: found.start()]
    if not text_.isascii() or not _GROUPED.fullmatch(text_) or len(text_) > 20:
        return None
    value = int(re.sub(r"[.,]", "", text_)) + (cents >= 50)
    return value if 0 < value <= LARGEST else None


def form_html(own: Own, query: str, language: str) -> str:
    """Return the form; `query` is that of the set, which the form keeps."""
    hidden = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{verbatim(value)}">'
        for name, value in parse_qsl(query)
    )
    budget = _field("budget", "overview_own_budget", "overview_bad_budget", own, language)
    months = _field("months", "overview_own_months", "overview_bad_months", own, language)
    clear = ""
    if own.typed:
        said = escape(text(language, "overview_own_clear"))
        clear = f'<a class="press" href="?{escape(query)}#oma">{said}</a>'
    return (
        f'<form class="own" id="oma" method="get" action="./yleiskuva#oma">{hidden}'
        f"<p>{escape(text(language, 'overview_own_intro'))}</p>"
        f'<div class="fields">{budget}{months}<div class="go"><button class="press first" '
        f'type="submit">{escape(text(language, "overview_own_press"))}</button>{clear}</div></div>'
        "</form>"
    )


def _field(name: str, key: str, problem: str, own: Own, language: str) -> str:
    typed = {"budget": own.budget_typed, "months": own.months_typed}[name]
    bad, message = "", ""
    if name in own.wrong:
        bad = f' aria-invalid="true" aria-describedby="{name}-problem"'
        said = escape(text(language, problem))
        message = f'<p class="problem" id="{name}-problem">{said}</p>'
    return (
        f'<div class="field"><label for="{name}">{escape(text(language, key))}</label>'
        f'<input id="{name}" name="{name}" type="text" inputmode="numeric" autocomplete="off" '
        f'maxlength="40" value="{escape(typed)}"{bad}>{message}</div>'
    )


def _last(parameters: Parameters, name: str) -> str:
    values = [each.strip() for each in parameters.getlist(name) if each.strip()]
    return values[-1][:60] if values else ""


def _whole_months(typed: str) -> int | None:
    text_ = _MONTHS.sub("", "".join(typed.split()))
    if not (text_.isascii() and text_.isdigit() and len(text_) < 5):
        return None
    return int(text_) if 1 <= int(text_) <= LONGEST else None
