"""The state of a search as the parameters of an address, and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol, TypeVar
from urllib.parse import urlencode

from hankehaku.errors import UsageError
from hankehaku.language.lexicon import LANGUAGES
from hankehaku.records import OrganisationType
from hankehaku.search.request import MOST, NO, SORTS, YEARS, YES, Filters, Request

_T = TypeVar("_T")
LARGEST = 10**12
"""The largest amount in euros that can be asked for."""

PAGES = 100_000
"""The last page that can be asked for."""

PLACES = 100
"""The last place of a constraint that can be taken back."""

VALUES, LONGEST = 50, 300
"""Values of one parameter, and characters of one, at most."""


class Parameters(Protocol):
    """The parameters of an address, each of which may be there several times."""

    def getlist(self, key: str, /) -> Sequence[str]:
        """Return all values of a parameter."""


class Listed:
    """Parameters from a mapping of lists, as `urllib.parse.parse_qs` gives them."""

    def __init__(self, values: Mapping[str, Sequence[str]]) -> None:
        self._values = values

    def getlist(self, key: str, /) -> Sequence[str]:
        """Return all values of a parameter."""
        return self._values.get(key, ())


def request_of(parameters: Parameters, *, count: int = 10) -> Request:
    """Return the request that an address makes; `count` is the size of a page unless it says.

    Raises UsageError whose `where` is the parameter that cannot be used.
    """
    get = parameters.getlist
    size = _one(get, "count", lambda text: _whole(text, 1, MOST)) or count
    page = _one(get, "page", lambda text: _whole(text, 1, PAGES)) or 1
    low = _one(get, "min", lambda text: _whole(text, 0, LARGEST))
    high = _one(get, "max", lambda text: _whole(text, 0, LARGEST))
    if low is not None and high is not None and low > high:
        raise UsageError(f"{low} is more than {high}", where="min", cure="Turn min and max round")
    return Request(
        text=_one(get, "q", str, long=True) or "",
        language=_one(get, "ql", lambda text: _choice(text, LANGUAGES)),
        dropped=tuple(_each(get, "drop", lambda text: _whole(text, 0, PLACES))),
        muted=tuple(_each(get, "mute", str)),
        filters=Filters(
            objectives=tuple(_each(get, "objective", str)),
            types=tuple(_each(get, "type", OrganisationType)),
            organisations=tuple(_each(get, "organisation", str)),
            regions=tuple(_each(get, "region", str)),
            years=tuple(_each(get, "year", lambda text: _whole(text, *YEARS))),
            running=_one(get, "running", date.fromisoformat),
            low=low,
            high=high,
            flaws=tuple(_each(get, "flaws", lambda text: _choice(text, (YES, NO)))),
        ),
        sort=_one(get, "sort", lambda text: _choice(text, SORTS)) or "best",
        first=(page - 1) * size,
        count=size,
    )


def query_of(request: Request, language: str = "", **more: object) -> str:
    """Return the query of the address that makes a request, in the language of a page."""
    filters = request.filters
    pairs: list[tuple[str, object]] = []
    if request.text:
        pairs.append(("q", request.text))
    if request.language:
        pairs.append(("ql", request.language))
    for name, values in _listed(request, filters):
        pairs += [(name, each) for each in values]
    for name, value in (("running", filters.running), ("min", filters.low), ("max", filters.high)):
        if value is not None:
            pairs.append((name, value))
    if request.sort != "best":
        pairs.append(("sort", request.sort))
    if page := request.first // request.count:
        pairs.append(("page", page + 1))
    pairs += [(name, value) for name, value in more.items() if value not in (None, "")]
    if language:
        pairs.append(("lang", language))
    return urlencode([(name, str(value)) for name, value in pairs], errors="replace")


def _listed(request: Request, filters: Filters) -> Iterable[tuple[str, Iterable[object]]]:
    return (
        ("drop", request.dropped),
        ("mute", request.muted),
        ("objective", filters.objectives),
        ("type", [each.value for each in filters.types]),
        ("organisation", filters.organisations),
        ("region", filters.regions),
        ("year", filters.years),
        ("flaws", filters.flaws),
    )


def _one(
    get: Callable[[str], Sequence[str]], name: str, read: Callable[[str], _T], *, long: bool = False
) -> _T | None:
    """Return the last value of a parameter as read, None when there is none or an empty one."""
    values = [each for each in get(name) if each.strip()]
    return _read(name, values[-1], read, long=long) if values else None


def _each(get: Callable[[str], Sequence[str]], name: str, read: Callable[[str], _T]) -> list[_T]:
    values = list(dict.fromkeys(each for each in get(name) if each.strip()))
    if len(values) > VALUES:
        what = f"{len(values)} values were given"
        raise UsageError(what, where=name, cure=f"Give {VALUES} at most")
    return [_read(name, each, read) for each in values]


def _read(name: str, value: str, read: Callable[[str], _T], *, long: bool = False) -> _T:
    if not long and len(value) > LONGEST:
        raise UsageError("the value is too long", where=name, cure=f"Use {LONGEST} characters")
    try:
        return read(value)
    except ValueError as exc:
        what = f"{value[:60]!r} cannot be used"
        raise UsageError(what, where=name, cure="Correct or leave it out") from exc


def _whole(text: str, least: int, most: int) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 15):
        raise ValueError(text)
    value = int(text)
    if not least <= value <= most:
        raise ValueError(text)
    return value


def _choice(text: str, choices: Sequence[str]) -> str:
    if text not in choices:
        raise ValueError(text)
    return text
