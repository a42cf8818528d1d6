"""The language that a request is answered in: the parameter `lang`, else Accept-Language."""

from __future__ import annotations

from starlette.requests import Request

from hankehaku.interfaces.texts import DEFAULT_LANGUAGE, TEXTS

_RANGES = 20
"""Language ranges of a header that are looked at."""


def language_of(request: Request) -> str:
    """Return the language that a request asks for, Finnish when it asks for none that is here."""
    asked = request.query_params.get("lang", "")
    return asked if asked in TEXTS else preferred(request.headers.get("accept-language", ""))


def preferred(header: str) -> str:
    """Return the language that an Accept-Language header weighs highest of those that are here."""
    best, most = DEFAULT_LANGUAGE, 0.0
    for each in header.split(",")[:_RANGES]:
        wanted, *parameters = each.lower().split(";")
        language = wanted.strip().split("-", 1)[0]
        weight = _weight(parameters)
        if language in TEXTS and weight > most:
            best, most = language, weight
    return best


def _weight(parameters: list[str]) -> float:
    for each in parameters:
        name, _, value = each.strip().partition("=")
        if name.strip() == "q":
            try:
                weight = float(value)
            except ValueError:
                return 0.0
            return weight if 0.0 <= weight <= 1.0 else 0.0
    return 1.0
