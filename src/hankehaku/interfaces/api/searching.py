"""Addresses of searches: a page of what is found, its facets, a file of it, and suggestions."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response

from hankehaku.interfaces.addresses import PAGES, request_of
from hankehaku.interfaces.api.answers import SuggestAnswer
from hankehaku.interfaces.api.conditional import answered, conditional
from hankehaku.interfaces.api.models import FacetsAnswer, SearchAnswer
from hankehaku.interfaces.api.negotiation import language_of
from hankehaku.interfaces.api.parameters import Exporting, Narrowing, Searching, Typing
from hankehaku.interfaces.opened import Opened
from hankehaku.interfaces.render import search_json
from hankehaku.search.result import Facet, SearchResult

FILES = {
    "text/csv": {"schema": {"type": "string"}},
    "application/json": {"schema": {}},
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": {
        "schema": {"type": "string", "format": "binary"}
    },
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": {
        "schema": {"type": "string", "format": "binary"}
    },
}
"""The media types of files."""


def add_searching(router: APIRouter, opened: Opened) -> None:
    """Add the addresses to a router."""

    @router.get("/api/v1/search", response_model=SearchAnswer, summary="Search projects")
    def search(request: Request, asked: Annotated[Searching, Query()]) -> Response:
        """Return a page of the projects that answer a question and meet the filters."""
        hankehaku = opened()
        asked.check()
        wanted = request_of(request.query_params)

        def make() -> dict[str, Any]:
            result = hankehaku.explore(wanted)
            pages = -(-result.matching // asked.count)
            return {
                **search_json(result),
                "matching": result.matching,
                "page": asked.page,
                "pages": pages,
                "next": _page(request, asked.page + 1, min(pages, PAGES)),
                "previous": _page(request, min(asked.page - 1, max(pages, 1)), PAGES),
                "facets": _facets(result),
            }

        return answered(request, hankehaku, make)

    @router.get("/api/v1/facets", response_model=FacetsAnswer, summary="Count what is found")
    def facets(request: Request, asked: Annotated[Narrowing, Query()]) -> Response:
        """Return how many of the projects that are found have each value of each facet."""
        hankehaku = opened()
        asked.check()
        wanted = request_of(request.query_params, count=1)

        def make() -> dict[str, Any]:
            result = hankehaku.explore(wanted)
            return {"matching": result.matching, "facets": _facets(result)}

        return answered(request, hankehaku, make)

    @router.get(
        "/api/v1/export",
        response_class=Response,
        responses={200: {"description": "The file", "content": FILES}},
        summary="Take what is found as a file",
    )
    def export(request: Request, asked: Annotated[Exporting, Query()]) -> Response:
        """Return all projects that are found, in order, as a file to be kept."""
        from hankehaku.interfaces import exports

        hankehaku = opened()
        asked.check()
        wanted, language = request_of(request.query_params), language_of(request)

        def make() -> Response:
            file = exports.export(hankehaku, wanted, asked.format, language)
            name = "".join(each for each in file.name if each.isalnum() or each in "-_.")
            disposition = f'attachment; filename="{name.encode("ascii", "replace").decode()}"'
            headers = {"Content-Disposition": disposition.replace("?", "_")}
            return Response(file.content, media_type=file.media_type, headers=headers)

        # files say on which day they were made
        return conditional(request, hankehaku, make, date.today().isoformat())

    @router.get("/api/v1/suggest", response_model=SuggestAnswer, summary="Complete what is typed")
    def suggest(request: Request, asked: Annotated[Typing, Query()]) -> Response:
        """Return names of projects and organisations and terms that begin as what was typed."""
        hankehaku = opened()
        language = language_of(request)

        def make() -> dict[str, Any]:
            found = hankehaku.suggest(asked.q, language)
            return {
                "suggestions": [
                    {"kind": each.kind, "text": each.text, "id": each.id} for each in found
                ]
            }

        return answered(request, hankehaku, make)


def _page(request: Request, page: int, last: int) -> str | None:
    """Return the address of another page, relative to this one; None when there is none."""
    if not 1 <= page <= last:
        return None
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "page"]
    return "?" + urlencode([*kept, ("page", str(page))], errors="replace")


def _facets(result: SearchResult) -> list[dict[str, Any]]:
    return [_facet(each) for each in result.facets]


def _facet(facet: Facet) -> dict[str, Any]:
    return {
        "name": facet.name,
        "values": [
            {"value": each.value, "count": each.count, "selected": each.selected}
            for each in facet.values
        ],
    }
