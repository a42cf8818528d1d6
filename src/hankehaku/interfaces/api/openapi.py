"""The description of the HTTP API by OpenAPI 3.1, with every error as a problem."""

from __future__ import annotations

import copy
from importlib.metadata import version
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.openapi.utils import get_openapi

from hankehaku.interfaces.api.answers import Problem
from hankehaku.interfaces.api.encoding import encoded
from hankehaku.interfaces.api.problems import MEDIA_TYPE

_DESCRIPTION = """\
Searches projects that have already been funded, and answers questions about them from their
records. Texts of projects are in the language of their source; messages are in Finnish, Swedish or
English, by `lang` or Accept-Language. Errors are problem details (RFC 9457) whose `type` tells
programs what is wrong. The same request to the same generation of the index gives the same answer,
so answers to GET have an entity tag: give it back in If-None-Match.
"""

_ERRORS = {
    400: ("Malformed", "The body cannot be read"),
    404: ("NotFound", "There is nothing at the address, or no project has the id"),
    405: ("WrongMethod", "The address has no such method; Allow tells those it has"),
    413: ("TooLarge", "The body is too large"),
    422: ("Invalid", "A parameter or the question cannot be used; `errors` tell which"),
    429: ("Busy", "Too many requests; Retry-After tells how long to wait"),
    500: ("Failure", "The service failed"),
    503: ("Unavailable", "The service cannot be used right now"),
}

_TEXT = {"schema": {"type": "string"}}
_HEADERS = {405: {"Allow": _TEXT}, 429: {"Retry-After": _TEXT}}
_FRESH = {
    "ETag": {"description": "Tells this answer from others", **_TEXT},
    "Cache-Control": _TEXT,
    "Vary": _TEXT,
}


def add_description(router: APIRouter) -> None:
    """Add the address of the description of what the router has by now."""
    made = description(router)

    @router.get("/api/v1/openapi.json", include_in_schema=False)
    def openapi(request: Request) -> Response:
        root = request.scope.get("root_path", "").rstrip("/")
        told = {**made, "servers": [{"url": root}]} if root else made
        headers = {"Cache-Control": "no-cache"}
        return Response(encoded(told), media_type="application/json", headers=headers)


def description(router: APIRouter) -> dict[str, Any]:
    """Return the description of a router."""
    document = get_openapi(
        title="Hankehaku",
        version=version("hankehaku"),
        summary="Search for descriptions of publicly funded projects in Finland",
        description=_DESCRIPTION,
        routes=router.routes,
        separate_input_output_schemas=False,
    )
    components = document.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    for of_the_framework in ("HTTPValidationError", "ValidationError"):
        schemas.pop(of_the_framework, None)
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas |= problem.pop("$defs", {})
    schemas["Problem"] = problem
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    components["responses"] = {
        name: {"description": text, "headers": _HEADERS.get(status, {}), "content": content}
        for status, (name, text) in _ERRORS.items()
    }
    for operations in document["paths"].values():
        for method, operation in operations.items():
            _complete(operation, get=method == "get")
    return document


def _complete(operation: dict[str, Any], *, get: bool) -> None:
    """Add to an operation what the framework does not tell: its errors and its headers."""
    responses = operation["responses"]
    for status, (name, _) in _ERRORS.items():
        responses[str(status)] = {"$ref": f"#/components/responses/{name}"}
    if get:
        responses["200"]["headers"] = copy.deepcopy(_FRESH)
        responses["304"] = {
            "description": "The client has the answer already (If-None-Match)",
            "headers": copy.deepcopy(_FRESH),
        }
