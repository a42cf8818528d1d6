"""Errors below `/api` as problem details (RFC 9457) in the language of the request."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.exception_handlers import (
    http_exception_handler,
    request_validation_exception_handler,
)
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from hankehaku.errors import (
    HankehakuError,
    ProjectIndexError,
    QuestionError,
    UnknownProjectError,
    UsageError,
)
from hankehaku.interfaces.api.encoding import encoded
from hankehaku.interfaces.api.negotiation import language_of
from hankehaku.interfaces.api.validation import Fault, faults
from hankehaku.interfaces.texts import number, text

_LOG = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"

PREFIX = "/api/"
"""Where errors are problem details; elsewhere they are what they would be without this module."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: its name in `type`, its status, and the keys of its texts."""

    name: str
    status: int
    title: str
    detail: str


MALFORMED = Kind("malformed", 400, "api_malformed", "api_malformed_detail")
SIGN_IN = Kind("sign-in", 401, "api_sign_in", "api_sign_in_detail")
FORBIDDEN = Kind("forbidden", 403, "api_forbidden", "api_forbidden_detail")
NOT_FOUND = Kind("not-found", 404, "api_not_found", "api_not_found_detail")
NO_PROJECT = Kind("unknown-project", 404, "api_no_project", "api_no_project_detail")
NO_FEEDBACK = Kind("no-feedback", 404, "api_no_feedback", "api_no_feedback_detail")
METHOD = Kind("method", 405, "api_method", "api_method_detail")
TOO_LARGE = Kind("too-large", 413, "api_too_large", "api_too_large_detail")
INVALID = Kind("invalid", 422, "api_invalid", "api_invalid_detail")
UNUSABLE = Kind("unusable", 422, "api_unusable", "api_unusable_detail")
QUESTION = Kind("question", 422, "api_question", "api_question_detail")
BUSY = Kind("busy", 429, "api_busy", "api_busy_detail")
FAILURE = Kind("failure", 500, "api_failure", "api_failure_detail")
UNAVAILABLE = Kind("unavailable", 503, "api_unavailable", "api_unavailable_detail")
FULL = Kind("feedback-full", 503, "api_full", "api_full_detail")

KINDS = (
    *(MALFORMED, SIGN_IN, FORBIDDEN, NOT_FOUND, NO_PROJECT, NO_FEEDBACK, METHOD, TOO_LARGE),
    *(INVALID, UNUSABLE, QUESTION, BUSY, FAILURE, UNAVAILABLE, FULL),
)

_BY_STATUS = {
    each.status: each
    for each in (
        *(MALFORMED, SIGN_IN, FORBIDDEN, NOT_FOUND, METHOD, TOO_LARGE),
        *(UNUSABLE, BUSY, FAILURE, UNAVAILABLE),
    )
}


def type_of(kind: Kind) -> str:
    """Return the URI by which programs know a kind of problem."""
    return f"urn:hankehaku:problem:{kind.name}"


class ProblemError(Exception):
    """A problem to answer with; `more` are members beside the standard ones."""

    def __init__(
        self,
        kind: Kind,
        errors: Sequence[Fault] = (),
        *,
        headers: Mapping[str, str] | None = None,
        more: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(kind.name)
        self.kind, self.errors, self.headers, self.more = kind, errors, headers, more


def problem(
    request: Request,
    kind: Kind,
    *,
    errors: Sequence[Fault] = (),
    headers: Mapping[str, str] | None = None,
    status: int | None = None,
    more: Mapping[str, Any] | None = None,
) -> Response:
    """Return a problem as a response; `status` takes the place of the one of its kind."""
    language, headers, more = language_of(request), dict(headers or {}), dict(more or {})
    body: dict[str, Any] = {
        "type": type_of(kind),
        "title": text(language, kind.title),
        "status": status or kind.status,
        "detail": _detail(kind, language, headers, more),
        "instance": quote(request.scope["path"], errors="replace"),
    }
    if errors:
        body["errors"] = [
            {"parameter": each.parameter, "detail": each.text(language)} for each in errors
        ]
    kept = {name: value for name, value in headers.items() if name.lower() in _KEPT}
    return Response(
        encoded({**body, **more}),
        status_code=status or kind.status,
        media_type=MEDIA_TYPE,
        headers={
            **kept,
            "Cache-Control": "no-store",
            "Content-Language": language,
            "Vary": "Accept-Language",
        },
    )


_KEPT = ("allow", "retry-after", "www-authenticate")


def _detail(kind: Kind, language: str, headers: Mapping[str, str], more: Mapping[str, Any]) -> str:
    if kind is NO_PROJECT and more.get("nearest"):
        return text(language, "api_no_project_near", near=", ".join(more["nearest"]))
    if kind is TOO_LARGE and "limit" in more:
        return text(language, "api_too_large_limit", limit=number(more["limit"], language))
    if kind is METHOD:
        allowed = {name.lower(): value for name, value in headers.items()}.get("allow", "GET")
        return text(language, "api_method_detail", allowed=allowed)
    return text(language, kind.detail)


def install_problems(app: FastAPI) -> None:
    """Have the application answer every error below `/api` with a problem."""

    @app.exception_handler(ProblemError)
    async def told(request: Request, exc: ProblemError) -> Response:
        return problem(request, exc.kind, errors=exc.errors, headers=exc.headers, more=exc.more)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, exc: RequestValidationError) -> Response:
        if not _ours(request):
            return await request_validation_exception_handler(request, exc)
        found = exc.errors()
        if any(each["type"] == "json_invalid" for each in found):
            return problem(request, MALFORMED)
        return problem(request, INVALID, errors=faults(found))

    @app.exception_handler(HTTPException)
    async def refused(request: Request, exc: HTTPException) -> Response:
        if not _ours(request):
            return await http_exception_handler(request, exc)
        kind = _BY_STATUS.get(exc.status_code, MALFORMED if exc.status_code < 500 else FAILURE)
        return problem(request, kind, headers=exc.headers, status=exc.status_code)

    @app.exception_handler(HankehakuError)
    async def failed(request: Request, exc: HankehakuError) -> Response:
        if not _ours(request):
            raise exc
        if not isinstance(exc, UsageError):
            _LOG.error("a request could not be answered: %s", exc)
        kind, errors = _cause(exc)
        return problem(request, kind, errors=errors)

    @app.exception_handler(Exception)
    async def broken(request: Request, _exc: Exception) -> Response:
        # Starlette raises the exception again once this is sent, so that the server logs it
        if not _ours(request):
            return Response("Internal Server Error", HTTPStatus.INTERNAL_SERVER_ERROR)
        return problem(request, FAILURE)


def _cause(exc: HankehakuError) -> tuple[Kind, tuple[Fault, ...]]:
    if isinstance(exc, UnknownProjectError):
        return NO_PROJECT, ()
    if isinstance(exc, QuestionError):
        return QUESTION, ()
    if isinstance(exc, UsageError) and exc.where:
        return INVALID, (Fault(exc.where, "api_value"),)
    if isinstance(exc, UsageError):
        return UNUSABLE, ()
    return (UNAVAILABLE if isinstance(exc, ProjectIndexError) else FAILURE), ()


def _ours(request: Request) -> bool:
    path: str = request.scope["path"]
    return path.removeprefix(request.scope.get("root_path", "")).startswith(PREFIX)
