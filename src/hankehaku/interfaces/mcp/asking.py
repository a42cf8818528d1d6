"""Turns what the tools take into requests, and says which values of filters there are not."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Mapping, Sequence

from hankehaku.errors import UsageError
from hankehaku.facade import Hankehaku
from hankehaku.interfaces.mcp.forms import Language, Narrowing, Sort
from hankehaku.search.request import FACETS, Filters, Request

_NAMED = 5


def request_of(
    hankehaku: Hankehaku,
    question: str,
    filters: Narrowing,
    language: Language | None,
    *,
    sort: Sort = "best",
    page: int = 1,
    count: int = 10,
) -> Request:
    """Return a request; raises UsageError for values of filters that no project has."""
    low, high = filters.min_support, filters.max_support
    if low is not None and high is not None and low > high:
        what = f"{low} is more than {high}"
        raise UsageError(what, where="min_support", cure="Turn min_support and max_support round")
    _check_values(hankehaku, filters)
    return Request(
        text=question,
        language=language,
        filters=Filters(
            objectives=tuple(filters.objectives),
            types=tuple(filters.types),
            organisations=tuple(filters.organisations),
            regions=tuple(filters.regions),
            years=tuple(filters.start_years),
            running=filters.running_on,
            low=low,
            high=high,
            flaws=(filters.flaws,) if filters.flaws else (),
        ),
        sort=sort,
        first=(page - 1) * count,
        count=count,
    )


def _check_values(hankehaku: Hankehaku, filters: Narrowing) -> None:
    if not (filters.objectives or filters.organisations or filters.regions):
        return
    facets = {each.name: each for each in hankehaku.explore(Request(count=1)).facets}
    there = {name: {each.value for each in facets[name].values} for name in FACETS}
    codes = {each.code for each in hankehaku.objectives} | there["objective"]
    # '2' stands for 2.1, 2.2 …
    codes |= {code.rsplit(".", depth)[0] for code in codes for depth in range(code.count(".") + 1)}
    _check("objectives", filters.objectives, codes, dict)
    organisations = there["organisation"]
    _check("organisations", filters.organisations, organisations, lambda: _bodies(hankehaku))
    regions = there["region"]
    _check("regions", filters.regions, regions, lambda: _places(hankehaku, regions))


def _check(
    name: str,
    given: Sequence[str],
    known: Collection[str],
    others: Callable[[], Mapping[str, str]],
) -> None:
    """Raise UsageError for a value that is not known; `others` are other names of those known."""
    for value in given:
        if value in known:
            continue
        near = _near(value, {**others(), **{each: each for each in known}})
        cure = f"{'Nearest are' if near else 'There are'} " + ", ".join(near or _some(known))
        if not known:
            cure = "Leave the filter out"
        raise UsageError(f"no project has {value!r}", where=f"filters.{name}", cure=cure)


def _near(value: str, names: Mapping[str, str]) -> list[str]:
    """Return the values whose names are written most alike, whatever their capitals, or hold it."""
    folded = {name.casefold(): each for name, each in names.items()}
    wanted = value.casefold().strip()
    close = [folded[key] for key in difflib.get_close_matches(wanted, folded, _NAMED, 0.5)]
    holding = [each for key, each in folded.items() if len(wanted) > 2 and wanted in key]
    exact = [folded[wanted]] if wanted in folded else []
    return list(dict.fromkeys((*exact, *close, *holding)))[:_NAMED]


def _bodies(hankehaku: Hankehaku) -> dict[str, str]:
    """Return the organisations by their names in other languages and their abbreviations."""
    bodies = {each.organisation for each in hankehaku.parts.projects}
    return {
        name: each.name
        for each in bodies
        for name in (each.written, each.name_sv, each.name_en, *each.abbreviations)
        if name
    }


def _places(hankehaku: Hankehaku, regions: Collection[str]) -> dict[str, str]:
    called = hankehaku.parts.place
    return {called(each, language): each for each in regions for language in ("sv", "en")}


def _some(known: Collection[str]) -> list[str]:
    listed = sorted(known)
    return [*listed[:_NAMED], "…"] if len(listed) > _NAMED else listed
