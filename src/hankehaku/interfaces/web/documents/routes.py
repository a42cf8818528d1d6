"""The addresses of the document pages and of their style sheets."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from importlib import resources
from importlib.metadata import version
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from rapidfuzz import fuzz, process

from hankehaku.facade import Hankehaku
from hankehaku.interfaces.exports.citing import citation, programme_of
from hankehaku.interfaces.opened import Opened
from hankehaku.interfaces.texts import known_language, text
from hankehaku.interfaces.web.documents import compare_page, project_page, quality_page
from hankehaku.interfaces.web.documents.quality_page import Service
from hankehaku.interfaces.web.documents.shell import SHEETS, page, problem_page
from hankehaku.records import Project

_METHODS = ["GET", "HEAD"]
_NEAR, _CLOSE, _LONGEST = 3, 50, 200
"""Nearest ids that are told at most, their likeness in percent at least, characters compared."""

_NAMED = 3
"""Unknown ids of a comparison that are repeated at most."""


def routes(opened: Opened, service: Service | None = None) -> APIRouter:
    """Return the pages of projects, comparisons and quality, and the style sheets of all documents.

    `service` tells what the quality page says of privacy: by default that nothing is kept.
    """
    router = APIRouter(include_in_schema=False)
    told = service or Service()

    def sheet(name: str) -> None:
        body = _sheet(name)
        tag = _tag(body.decode())

        @router.api_route(f"/hankehaku/{name}", methods=_METHODS, name=name)
        def style(request: Request) -> Response:
            return _unless_known(request, tag, Response(body, media_type="text/css"))

    for name in SHEETS[1:]:
        sheet(name)

    @router.api_route("/hanke/{project_id:path}", methods=_METHODS)
    def project(request: Request, project_id: str) -> Response:
        hankehaku, language = opened(), _language(request)
        path = f"hanke/{_tail(request)}"
        if project_id not in hankehaku.parts.facts:
            return _unknown(hankehaku, project_id, path, language)
        found = hankehaku.project(project_id)
        base = str(request.base_url)
        tag = _tag(_generation(hankehaku), project_id, language, base)
        if known := _known(request, tag):
            return known
        cited = citation(found, language, base, programme=programme_of(hankehaku, language))
        html = project_page.project_document(hankehaku, found, language, path=path, citation=cited)
        return _tagged(page(html), tag)

    @router.api_route(f"/{compare_page.PATH}", methods=_METHODS)
    def comparison(request: Request) -> Response:
        return _compared(opened(), request, _language(request))

    @router.api_route("/laatu", methods=_METHODS)
    def quality(request: Request) -> Response:
        hankehaku, language = opened(), _language(request)
        html = quality_page.quality_document(hankehaku, told, language)
        return _unless_known(request, _tag(html), page(html))

    return router


def _compared(hankehaku: Hankehaku, request: Request, language: str) -> Response:
    ids = list(dict.fromkeys(request.query_params.getlist("id")))
    projects: list[Project] = []
    unknown: list[str] = []
    for each in ids:
        if each in hankehaku.parts.facts:
            projects.append(hankehaku.project(each))
        else:
            unknown.append(each)
    query = urlencode([("id", each.id) for each in projects])
    problem, status = "", 200
    if unknown:
        named = ", ".join(f"”{each[:80]}”" for each in unknown[:_NAMED])
        problem, status = text(language, "compare_unknown", ids=named), 404
    elif len(projects) > compare_page.MOST:
        problem = text(language, "compare_too_many", most=compare_page.MOST)
        status = 400
    if problem or len(projects) < compare_page.LEAST:
        html = compare_page.choice_document(
            hankehaku, projects, language, query=query, problem=problem
        )
        return page(html, status)
    html = compare_page.comparison_document(hankehaku, projects, language, query=query)
    return _unless_known(request, _tag(html), page(html))


def _unknown(hankehaku: Hankehaku, project_id: str, path: str, language: str) -> Response:
    asked = project_id[:_LONGEST]
    close = process.extract(asked, hankehaku.parts.facts.keys(), scorer=fuzz.ratio, limit=_NEAR)
    near = [hankehaku.project(each) for each, score, _ in close if score >= _CLOSE]
    return problem_page(
        language,
        text(language, "unknown_heading"),
        text(language, "unknown_message"),
        404,
        path=path,
        more=project_page.near_html(near, path, language),
    )


def _language(request: Request) -> str:
    return known_language(request.query_params.get("lang"))


def _tail(request: Request) -> str:
    """Return the id of an address as it is written, in which a slash may be %2F."""
    raw = request.scope.get("raw_path") or request.url.path.encode()
    return str(raw.split(b"?")[0].partition(b"/hanke/")[2].decode("latin-1"))


def _generation(hankehaku: Hankehaku) -> str:
    manifest = hankehaku.manifest
    parts = (manifest.corpus_hash, manifest.fingerprint, manifest.built, hankehaku.reranker or "")
    return " ".join((*parts, version("hankehaku")))


def _sheet(name: str) -> bytes:
    file = resources.files(__package__) / name
    return file.read_bytes() if file.is_file() else b""


def _tag(*parts: str) -> str:
    return f'"{hashlib.sha256(chr(0).join(parts).encode(errors="replace")).hexdigest()[:32]}"'


def _known(request: Request, tag: str) -> Response | None:
    """Return that a browser has the page already, None when it has not."""
    asked = request.headers.get("if-none-match", "")
    tags = {each.strip().removeprefix("W/") for each in asked.split(",")}
    if tag not in tags and asked.strip() != "*":
        return None
    return Response(status_code=304, headers=_headers(tag))


def _unless_known(request: Request, tag: str, response: Response) -> Response:
    return _known(request, tag) or _tagged(response, tag)


def _tagged(response: Response, tag: str) -> Response:
    response.headers.update(_headers(tag))
    return response


def _headers(tag: str) -> Mapping[str, str]:
    return {"ETag": tag, "Cache-Control": "no-cache"}
