"""What was searched for last, and what a press on something in the results makes of it."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace

from hankehaku.errors import UsageError
from hankehaku.interfaces.addresses import LONGEST, PAGES, PLACES, Listed, Parameters, request_of
from hankehaku.search.request import FACETS, SORTS, Filters, Request

PAGE = 10
"""Projects on a page."""

RANGE = ("running", "min", "max")
"""The fields of a day and of an amount, by their names in addresses."""

_LONG = 40
"""Characters of a field that are shown again."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was searched for last: a request, None before the first. `wrong` is the field or
    parameter that cannot be used; `typed` is what stands in the fields then, by their names.
    """

    request: Request | None = None
    wrong: str = ""
    typed: tuple[tuple[str, str], ...] = ()


def asked_by(parameters: Parameters) -> Asked:
    """Return what an address asks for; without a question or a filter that is nothing yet.

    A parameter that cannot be used is left out.
    """
    left_out: dict[str, None] = {}
    while True:
        try:
            request = request_of(_Without(parameters, left_out), count=PAGE)
            break
        except UsageError as exc:
            if exc.where in left_out:
                raise
            left_out[exc.where] = None
    wrong = next(iter(left_out), "")
    given = bool(wrong or parameters.getlist("q") or parameters.getlist("browse"))
    request = replace(request, first=request.first // request.count * PAGE, count=PAGE)
    same = replace(request, first=0)
    return Asked(request, wrong) if given or same != Request(count=PAGE) else Asked()


def pressed(asked: Asked, act: object, key: object, values: object = None) -> Asked:
    """Return what is asked for after a press; what the browser may not say changes nothing.

    Acts are drop and restore (a constraint of the question, by place), facet (`name=value`, picked
    or not), without (a facet, `running` or `support`), clear (all filters), mute and unmute (a
    word), sort, page (from 1), range (the fields of RANGE as `values`) and browse.
    """
    if act == "browse":
        return Asked(Request(count=PAGE))
    request, key = asked.request, str(key)
    if request is None:
        return asked
    if act == "page" and key.isascii() and key.isdigit() and int(key[:6]) > 0:
        place = min(int(key[:6]), PAGES) - 1
        return Asked(replace(request, first=place * request.count))
    if act == "range" and isinstance(values, Mapping):
        return _ranged(request, values)
    changed = _changed(request, act, key)
    return asked if changed is None else Asked(replace(changed, first=0))


class _Without:
    """Parameters without those of some names."""

    def __init__(self, parameters: Parameters, names: Container[str]) -> None:
        self._parameters, self._names = parameters, names

    def getlist(self, key: str, /) -> Sequence[str]:
        """Return all values of a parameter."""
        return () if key in self._names else self._parameters.getlist(key)


def _changed(request: Request, act: object, key: str) -> Request | None:
    number = int(key) if key.isascii() and key.isdigit() and len(key) < 4 else PLACES + 1
    if act == "drop" and number <= PLACES:
        return replace(request, dropped=tuple(sorted({*request.dropped, number})))
    if act == "restore":
        return replace(request, dropped=tuple(e for e in request.dropped if e != number))
    if act in ("mute", "facet") and not _usable(key.rpartition("=")[2]):
        return None
    if act == "mute":
        return replace(request, muted=tuple(dict.fromkeys((*request.muted, key))))
    if act == "unmute":
        return replace(request, muted=tuple(each for each in request.muted if each != key))
    if act == "sort" and key in SORTS:
        return replace(request, sort=key)
    if act == "clear":
        return replace(request, filters=Filters())
    if act == "facet":
        return _toggled(request, *key.partition("=")[::2])
    return _without(request, key) if act == "without" else None


def _usable(value: str) -> bool:
    """Tell whether an address can carry a value."""
    return bool(value.strip()) and len(value) <= LONGEST


def _toggled(request: Request, facet: str, value: str) -> Request | None:
    if facet not in FACETS:
        return None
    picked = request.filters.values(facet)
    kept = [each for each in picked if each != value]
    try:
        filters = request.filters.picking(facet, kept if value in picked else [*kept, value])
    except ValueError:
        return None
    return replace(request, filters=filters)


def _without(request: Request, facet: str) -> Request | None:
    if facet not in (*FACETS, "running", "support"):
        return None
    return replace(request, filters=request.filters.lifting(facet))


def _ranged(request: Request, values: Mapping[object, object]) -> Asked:
    """Return the request with the day and the amounts that were typed into the fields."""
    given = {name: [_amount(name, str(values.get(name) or ""))] for name in RANGE}
    try:
        read = request_of(Listed(given)).filters
    except UsageError as exc:
        typed = tuple((name, str(values.get(name) or "")[:_LONG]) for name in RANGE)
        return Asked(request, exc.where, typed)
    filters = replace(request.filters, running=read.running, low=read.low, high=read.high)
    return Asked(replace(request, filters=filters, first=0))


def _amount(name: str, written: str) -> str:
    """Return an amount as it is typed without its blanks and sign: '200 000 €'."""
    return written if name == "running" else "".join(written.replace("€", "").split())
