"""Answers to GET that a client need not fetch twice: entity tags by generation and request."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from fastapi import Request, Response

from hankehaku.facade import Hankehaku
from hankehaku.interfaces.api.encoding import encoded
from hankehaku.interfaces.api.negotiation import language_of

CACHE = "private, no-cache"
"""Kept by the browser, which asks each time whether it still holds; by nothing in between."""


def generation(hankehaku: Hankehaku) -> str:
    """Return what tells the content that serves from any other content and way of ranking it."""
    manifest = hankehaku.manifest
    parts = (
        *(manifest.corpus_hash, manifest.fingerprint, manifest.built, manifest.program),
        *(manifest.analyzer, manifest.encoder, hankehaku.reranker or ""),
    )
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def entity_tag(request: Request, hankehaku: Hankehaku, more: str = "") -> str:
    """Return the weak entity tag of the answer to a request; `more` is what else it depends on."""
    scope = request.scope
    parts = (
        generation(hankehaku).encode(),
        scope["path"].encode("utf-8", "replace"),
        scope["query_string"],
        language_of(request).encode(),
        more.encode(),
    )
    return f'W/"{hashlib.sha256(b"".join(_framed(each) for each in parts)).hexdigest()[:32]}"'


def answered(request: Request, hankehaku: Hankehaku, make: Callable[[], Any]) -> Response:
    """Return what `make` makes as JSON, or 304 when the client has it already."""
    return conditional(
        request,
        hankehaku,
        lambda: Response(encoded(make()), media_type="application/json"),
    )


def conditional(
    request: Request, hankehaku: Hankehaku, make: Callable[[], Response], more: str = ""
) -> Response:
    """Return the response that `make` makes, with an entity tag, or 304."""
    tag = entity_tag(request, hankehaku, more)
    headers = {"ETag": tag, "Cache-Control": CACHE, "Vary": "Accept-Language"}
    asked = request.headers.get("if-none-match", "").strip()
    if tag.removeprefix("W/") in [each.strip().removeprefix("W/") for each in asked.split(",")]:
        # only who has had the answer knows its tag, so it need not be made again
        return Response(status_code=304, headers=headers)
    response = make()
    if asked == "*":
        return Response(status_code=304, headers=headers)
    response.headers.update(headers)
    return response


def _framed(part: bytes) -> bytes:
    return len(part).to_bytes(8, "big") + part
