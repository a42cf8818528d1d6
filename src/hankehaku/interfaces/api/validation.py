"""What is wrong with the parameters of a request, as data that is put into words afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hankehaku.interfaces.texts import number, text
from hankehaku.search.constraints import KINDS

_MOST = 20
"""Faults that are told at most."""

_LONGEST = 100
"""Characters of a parameter's name that are told; it may be whatever was sent."""

_KEYS: Mapping[str, str] = {
    "missing": "api_missing",
    "extra_forbidden": "api_unknown_parameter",
    "repeated": "api_repeated",
    "int_parsing": "api_whole_number",
    "int_parsing_size": "api_whole_number",
    "int_type": "api_whole_number",
    "int_from_float": "api_whole_number",
    "day": "api_date",
    "twice": "api_twice",
    "bool_type": "api_true_or_false",
    "bool_parsing": "api_true_or_false",
    "string_type": "api_text",
    "string_unicode": "api_text",
    "list_type": "api_list",
    "dict_type": "api_object",
    "model_type": "api_object",
    "model_attributes_type": "api_object",
}

_BOUNDS: Mapping[str, tuple[str, str]] = {
    "greater_than_equal": ("api_at_least", "ge"),
    "less_than_equal": ("api_at_most", "le"),
    "string_too_short": ("api_too_short", "min_length"),
    "string_too_long": ("api_too_long", "max_length"),
    "too_short": ("api_too_few", "min_length"),
    "too_long": ("api_too_many", "max_length"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A parameter that is wrong: its name, the key of what is wrong, and the values of that."""

    parameter: str
    key: str
    values: Mapping[str, object] = field(default_factory=dict)

    def text(self, language: str) -> str:
        """Return what is wrong, in words."""
        shown = {
            name: number(value, language) if isinstance(value, int) else value
            for name, value in self.values.items()
        }
        return text(language, self.key, **shown)


def faults(errors: Iterable[Mapping[str, Any]]) -> tuple[Fault, ...]:
    """Return the errors of pydantic as faults, the first ones, each parameter and fault once."""
    found: dict[tuple[str, str], Fault] = {}
    for each in errors:
        fault = _fault(each)
        found.setdefault((fault.parameter, fault.key), fault)
        if len(found) == _MOST:
            break
    return tuple(found.values())


def _fault(error: Mapping[str, Any]) -> Fault:
    kind, told = error["type"], error.get("ctx") or {}
    parameter = _name(error["loc"])
    if kind in _BOUNDS:
        key, bound = _BOUNDS[kind]
        return Fault(parameter, key, {"limit": told[bound]})
    if kind in ("enum", "literal_error") and "expected" in told:
        choices = str(told["expected"]).replace("'", "").replace(" or ", ", ")
        return Fault(parameter, "api_choices", {"choices": choices})
    return Fault(parameter, _KEYS.get(kind, "api_value"))


def _name(place: Sequence[str | int]) -> str:
    """Return a parameter's name; parts of a body are joined by points: state.found.0."""
    inner = place[1:] if place and place[0] in ("query", "path", "body", "header") else place
    # after its place in a list, a constraint's kind is named, which is no part of the way to it
    steps = [
        str(each)
        for at, each in enumerate(inner)
        if not (each in KINDS and at and isinstance(inner[at - 1], int))
    ]
    return ".".join(steps)[:_LONGEST] or "body"
