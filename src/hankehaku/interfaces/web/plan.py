"""The address of the page of an own plan: a form, and the plan it sends beside the projects."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fastapi import APIRouter, Request, Response

from hankehaku.assistant.plan import compare_plan
from hankehaku.errors import QuestionError
from hankehaku.interfaces.opened import Opened
from hankehaku.interfaces.texts import known_language, text
from hankehaku.interfaces.uploads.lines import joined
from hankehaku.interfaces.uploads.reading import read_text
from hankehaku.interfaces.uploads.receiving import Form, receive
from hankehaku.interfaces.uploads.trouble import Trouble, UploadError
from hankehaku.interfaces.web.documents.shell import page
from hankehaku.interfaces.web.plan_view import FILE, PATH, TEXT, form_document, report_document

_STATUS: Mapping[Trouble, int] = MappingProxyType(
    {Trouble.TOO_LARGE: 413, Trouble.KIND: 415, Trouble.OLD_KIND: 415}
)


def routes(opened: Opened) -> APIRouter:
    """Return the page of an own plan. What is sent to it is kept nowhere and told to no log."""
    router = APIRouter(include_in_schema=False)

    @router.api_route(f"/{PATH}", methods=["GET", "HEAD"])
    def form(request: Request) -> Response:
        return page(form_document(_language(request)))

    @router.post(f"/{PATH}")
    async def report(request: Request) -> Response:
        from starlette.concurrency import run_in_threadpool

        language = _language(request)
        try:
            sent = await receive(request)
            # both take time that other requests are not to wait for
            return await run_in_threadpool(_report, opened, sent, language)
        except UploadError as exc:
            return _problem(exc.trouble, language)

    return router


def _report(opened: Opened, sent: Form, language: str) -> Response:
    hankehaku = opened()
    written = sent.texts.get(TEXT, "").replace("\r\n", "\n")
    try:
        read = read_text(sent.files[FILE]) if FILE in sent.files else ""
    except UploadError as exc:
        return _problem(exc.trouble, language, written)
    plan = "\n".join(filter(str.strip, (joined(written), read)))
    try:
        compared = compare_plan(hankehaku.parts, hankehaku.kit, plan)
    except QuestionError:
        html = form_document(language, problem=text(language, "plan_trouble_nothing"))
        return _unkept(page(html, 422))
    return _unkept(page(report_document(compared, language, written=written)))


def _problem(trouble: Trouble, language: str, written: str = "") -> Response:
    said = text(language, f"plan_trouble_{trouble.value}")
    html = form_document(language, problem=said, written=written)
    return _unkept(page(html, _STATUS.get(trouble, 422)))


def _unkept(response: Response) -> Response:
    """Return a response that no cache and no history keeps: the plan is in it."""
    response.headers["Cache-Control"] = "no-store"
    return response


def _language(request: Request) -> str:
    return known_language(request.query_params.get("lang"))
