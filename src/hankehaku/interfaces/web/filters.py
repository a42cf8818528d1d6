"""The facets of a result as HTML: what can be picked, how many projects have it, what is picked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from hankehaku.index.names import Names
from hankehaku.interfaces.texts import number, organisation_type_text, text
from hankehaku.interfaces.web.chips import chip_html
from hankehaku.interfaces.web.marks import TEXT_LANGUAGE, escape, foreign, verbatim
from hankehaku.records import Objective, OrganisationType
from hankehaku.search.request import Filters, Request
from hankehaku.search.result import Facet, FacetValue

_OPEN, _MOST = 5, 50
"""Values of a facet that are seen at once, and all that are listed."""


class Labels:
    """What the values of facets are called in a language."""

    def __init__(self, objectives: Iterable[Objective], names: Names | None, language: str) -> None:
        """Take the objectives of the collection and the names of places and organisations."""
        self._objectives = {each.code: each.name for each in objectives}
        self._names, self._language = names, language

    def html(self, facet: str, value: str) -> str:
        """Return a value as HTML."""
        language = self._language
        if facet == "type":
            return escape(organisation_type_text(OrganisationType(value), language))
        if facet == "flaws":
            return escape(text(language, f"flaws_{value}"))
        if facet == "objective":
            name = self._objectives.get(value, "")
            return foreign(escape(f"{value} {name}".strip()), TEXT_LANGUAGE, language)
        if facet == "year" or self._names is None:
            return escape(value)
        if facet == "region":
            return escape(self._names.called(value, language))
        found = self._names.organisations.find(value)
        own = {"sv": found.name_sv, "en": found.name_en}.get(language, "") if found else ""
        return escape(own) if own else foreign(escape(value), TEXT_LANGUAGE, language)


def filters_html(
    facets: Iterable[Facet],
    request: Request,
    labels: Labels,
    language: str,
    wrong: str = "",
    typed: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """Return all facets, and the fields for a day and an amount.

    When one of these cannot be used it is `wrong`, and they hold what was `typed`.
    """
    listed = "".join(_facet_html(each, labels, language) for each in facets if each.values)
    heading = escape(text(language, "filters_heading"))
    fields = _range_html(request.filters, language, wrong, typed)
    return (
        f'<details class="filters" data-keep="filters"><summary>{heading}</summary>'
        f'<div class="inside">{listed}{fields}</div></details>'
    )


def picked_html(filters: Filters, language: str) -> str:
    """Return what is picked as a row of buttons that take it back."""
    items = "".join(
        f"<li>{chip_html('without', facet, each, language)}</li>"
        for facet, each in filters.by_facet().items()
    )
    if not items:
        return ""
    clear = (
        '<li><button type="button" class="press" data-act="clear" data-key="all">'
        f"{escape(text(language, 'filters_clear'))}</button></li>"
    )
    label = escape(text(language, "filters_picked"))
    return (
        f'<div class="row picked"><p>{label}:</p>'
        f'<ul class="chips" role="list">{items}{clear}</ul></div>'
    )


def _facet_html(facet: Facet, labels: Labels, language: str) -> str:
    values = [each for at, each in enumerate(facet.values) if at < _MOST or each.selected]
    seen = [each for at, each in enumerate(values) if at < _OPEN or each.selected]
    folded = [each for each in values if each not in seen]
    legend = escape(text(language, f"facet_{facet.name}"))
    more = ""
    if folded:
        said = escape(text(language, "facet_more", count=number(len(folded), language)))
        left = len(facet.values) - len(values)
        others = escape(text(language, "facet_left", count=number(left, language)))
        note = f'<p class="note">{others}</p>' if left else ""
        more = (
            f'<details data-keep="facet-{facet.name}"><summary>{said}</summary>'
            f"{_values_html(facet.name, folded, labels, language)}{note}</details>"
        )
    listed = _values_html(facet.name, seen, labels, language)
    return f"<fieldset><legend>{legend}</legend>{listed}{more}</fieldset>"


def _values_html(facet: str, values: Iterable[FacetValue], labels: Labels, language: str) -> str:
    items = "".join(
        f'<li><label><input type="checkbox" data-act="facet" '
        f'data-key="{verbatim(f"{facet}={each.value}")}"{" checked" if each.selected else ""}>'
        f"<span>{labels.html(facet, each.value)}</span> "
        f'<span class="count">{number(each.count, language)}</span></label></li>'
        for each in values
    )
    return f'<ul role="list">{items}</ul>'


def _range_html(filters: Filters, language: str, wrong: str, typed: Mapping[str, str]) -> str:
    fields = (
        ("min", "range_min", filters.low, "text"),
        ("max", "range_max", filters.high, "text"),
        ("running", "range_running", filters.running, "date"),
    )
    rows = ""
    for name, key, value, kind in fields:
        shown = typed.get(name, "" if value is None else str(value))
        hint = ' inputmode="numeric" autocomplete="off"' if kind == "text" else ""
        bad = (
            ' aria-invalid="true" aria-describedby="range-problem"'
            if typed and wrong == name
            else ""
        )
        rows += (
            f'<label>{escape(text(language, key))} <input type="{kind}" name="{name}" '
            f'value="{escape(shown)}"{hint}{bad}></label>'
        )
    problem = (
        f'<p id="range-problem" class="problem">{escape(text(language, "range_problem"))}</p>'
        if typed
        else ""
    )
    return (
        f'<fieldset class="range"><legend>{escape(text(language, "range_heading"))}</legend>{rows}'
        f'{problem}<button type="button" class="press" data-act="range" data-key="range">'
        f"{escape(text(language, 'range_apply'))}</button></fieldset>"
    )
