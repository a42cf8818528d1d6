"""Makes one constraint of organisations, or places, that a question lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from hankehaku.search.constraints import ByOrganisation, Constraint, Either, InPlace

_JOINTS = {"ja", "tai", "sekä", "och", "eller", "samt", "and", "or"}
_BETWEEN = _JOINTS | {"the", "a", "i", "in", "by", "av", "at", "of", "from"}


def joined(
    constraints: Iterable[Constraint], text: str, apart: Callable[[InPlace, InPlace], bool]
) -> list[Constraint]:
    """Return constraints with organisations, and places, that 'and' or 'or' joins in `text` as one:
    a project is run by one and lies in one of several. Places in a bare row are so joined when
    they lie `apart`; of one in another both are asked for.
    """
    found: list[Constraint] = []
    for each in sorted(constraints, key=lambda each: each.start):
        last = found[-1] if found else None
        between = text[last.end : each.start].casefold().replace(",", " ").split() if last else []
        kind = type(last.options[0]) if isinstance(last, Either) else type(last)
        alike = isinstance(each, ByOrganisation | InPlace) and kind is type(each)
        joint = {*between} <= _BETWEEN and {*between} & _JOINTS
        row = _listed(text, last, each) or (not between and _in_a_row(last, each, apart))
        if last and alike and (joint or row) and last.negated == each.negated:
            options = last.options if isinstance(last, Either) else (replace(last, negated=False),)
            options = (*options, replace(each, negated=False))
            found[-1] = Either(last.start, each.end, last.negated, options)
        else:
            found.append(each)
    return found


def _in_a_row(
    last: Constraint | None, each: Constraint, apart: Callable[[InPlace, InPlace], bool]
) -> bool:
    others = last.options if isinstance(last, Either) else (last,)
    return isinstance(each, InPlace) and all(
        isinstance(other, InPlace) and apart(other, each) for other in others
    )


def _listed(text: str, last: Constraint | None, each: Constraint) -> bool:
    """Tell whether a comma between two is that of a list which 'and' or 'or' ends."""
    if last is None:
        return False
    between = text[last.end : each.start]
    comma = "," in between and {*between.casefold().replace(",", " ").split()} <= _BETWEEN
    rest = text[each.end :].casefold().split()
    return comma and any(word in _JOINTS for word in rest[:4]) and type(each) is ByOrganisation
