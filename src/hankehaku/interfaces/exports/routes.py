"""The addresses that exports are fetched from: `/vie/{format}` with the parameters of a search."""

from __future__ import annotations

import unicodedata
from urllib.parse import quote

from fastapi import APIRouter, Request, Response

from hankehaku.errors import QuestionError, UsageError
from hankehaku.interfaces.addresses import request_of
from hankehaku.interfaces.exports import FORMATS, export
from hankehaku.interfaces.opened import Opened
from hankehaku.interfaces.texts import known_language, text
from hankehaku.interfaces.web.documents.shell import problem_page

_NAME = 60


def routes(opened: Opened, *, base: str = "") -> APIRouter:
    """Return the router of exports.

    `base` is the address of the service that files name; by default that of each request.
    """
    router = APIRouter(include_in_schema=False)

    @router.get("/vie/{format_}")
    def vie(format_: str, request: Request) -> Response:
        language = known_language(request.query_params.get("lang"))
        path = f"vie/{format_}"
        heading = text(language, "export_problem")
        if format_ not in FORMATS:
            said = {"name": format_[:_NAME], "formats": ", ".join(FORMATS)}
            message = text(language, "export_problem_format", **said)
            return problem_page(language, heading, message, 404, path=path)
        try:
            asked = request_of(request.query_params)
            address = base or str(request.base_url)
            file = export(opened(), asked, format_, language, base=address)
        except QuestionError:
            message = text(language, "export_problem_question")
            return problem_page(language, heading, message, 422, path=path)
        except UsageError as error:
            message = text(language, "export_problem_parameter", name=error.where)
            return problem_page(language, heading, message, 422, path=path)
        return Response(file.content, media_type=file.media_type, headers=_headers(file.name))

    return router


def _headers(name: str) -> dict[str, str]:
    # RFC 6266: an ASCII name for old programs, the real one as RFC 5987 writes it
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    return {
        "Content-Disposition": disposition,
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex",
        "Cache-Control": "no-store",
    }
