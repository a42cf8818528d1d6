"""Answers that say no, in the form and the language of whoever asked."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from hankehaku.interfaces.guard.paths import Audience, audience_of, local_path
from hankehaku.interfaces.texts import DEFAULT_LANGUAGE, TEXTS, count_text, text

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import Scope

REFUSED = "hankehaku.refused"
"""Where the reason stands in the scope of a request that was refused."""
REQUEST_ID = "hankehaku.request_id"
"""Where the id of a request stands in its scope."""

STATUSES = {
    "sign_in": 401,
    "token": 401,
    "cross_origin": 403,
    "not_found": 404,
    "host": 421,
    "slow_body": 408,
    "too_large": 413,
    "rate": 429,
    "tries": 429,
    "client_connections": 429,
    "unexpected": 500,
    "busy": 503,
    "connections": 503,
    "timeout": 504,
}
"""Each reason with the status of its answer; `guard_<reason>` is the text of it."""

_NAMES = {
    "sign_in": "sign-in",
    "token": "sign-in",
    "cross_origin": "forbidden",
    "not_found": "not-found",
    "host": "malformed",
    "slow_body": "slow",
    "too_large": "too-large",
    "rate": "busy",
    "tries": "busy",
    "client_connections": "busy",
    "unexpected": "failure",
    "busy": "unavailable",
    "connections": "unavailable",
    "timeout": "timeout",
}

TOO_MUCH = frozenset(("rate", "busy", "connections", "client_connections"))
"""Reasons to refuse a client that asks too much at once."""

_TAG = re.compile(r"\s*([A-Za-z]{2})(?:-[A-Za-z0-9-]*)?\s*(?:;\s*q=([\d.]{1,5}))?\s*")


def refusal(
    scope: Scope, reason: str, *, wait: int = 0, headers: dict[str, str] | None = None
) -> Response:
    """Return the answer that refuses a request; `wait` is after how many seconds to try again."""
    from starlette.responses import Response

    scope[REFUSED] = reason
    status, path, language = STATUSES[reason], local_path(scope), language_of(scope)
    heading, message = text(language, f"guard_{reason}_heading"), text(language, f"guard_{reason}")
    if wait:
        message = f"{message} {count_text(language, 'guard_wait', wait)}"
    sent = {"Cache-Control": "no-store", "Content-Language": language, **(headers or {})}
    if wait:
        sent["Retry-After"] = str(wait)
    audience, request_id = audience_of(path), scope.get(REQUEST_ID, "")
    if audience is Audience.PERSON:
        from hankehaku.interfaces.web.documents.shell import problem_page

        note = _id_note(request_id, language) if status >= 500 else ""
        page = problem_page(language, heading, message, status, path=path.lstrip("/"), more=note)
        page.headers.update(sent)
        return page
    problem: dict[str, Any] = {"title": heading, "status": status, "detail": message}
    if audience is Audience.SCRIPT and status == 503:
        # of a 503 Gradio's script shows a text of its own, in English
        status = problem["status"] = 429
    if audience is Audience.PROGRAM:
        problem = {"type": type_of(reason), **problem, "request_id": request_id}
        kind = "application/problem+json"
    else:
        # Gradio's script shows `detail` of some answers and `error` of others
        problem, kind = {**problem, "error": message}, "application/json"
    body = json.dumps(problem, ensure_ascii=False).encode()
    return Response(body, status, sent, media_type=kind)


def type_of(reason: str) -> str:
    """Return the URI by which programs know a problem, as those of the HTTP API."""
    return f"urn:hankehaku:problem:{_NAMES[reason]}"


def language_of(scope: Scope) -> str:
    """Return the language to answer in: of the address, of the page that asks, of the browser."""
    if asked := asked_language(scope):
        return asked
    told = {name: value.decode("latin-1") for name, value in scope["headers"]}
    page = _language(_query(told.get(b"referer", "")))
    if page or audience_of(local_path(scope)) is Audience.SCRIPT:
        return page or DEFAULT_LANGUAGE
    return _accepted(told.get(b"accept-language", "")) or DEFAULT_LANGUAGE


def asked_language(scope: Scope) -> str:
    """Return the language that an address asks for, empty when it asks for none."""
    return _language(scope.get("query_string", b"").decode("latin-1"))


def _query(address: str) -> str:
    """Return the query of an address, empty when it is no address."""
    try:
        return urlsplit(address).query
    except ValueError:
        return ""


def _language(query: str) -> str:
    wanted = parse_qs(query[:4000]).get("lang", [""])[-1]
    return wanted if wanted in TEXTS else ""


def _accepted(written: str) -> str:
    found = ((_TAG.fullmatch(each), at) for at, each in enumerate(written[:400].split(",")))
    ranked = [
        (-_quality(tag.group(2)), at, tag.group(1).lower())
        for tag, at in found
        if tag and tag.group(1).lower() in TEXTS
    ]
    return min(ranked)[2] if ranked else ""


def _quality(written: str | None) -> float:
    try:
        return float(written) if written else 1.0
    except ValueError:
        return 0.0


def _id_note(request_id: str, language: str) -> str:
    from hankehaku.interfaces.web.marks import escape

    return f'<p class="note">{escape(text(language, "guard_id", id=request_id))}</p>'
