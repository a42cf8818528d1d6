"""Addresses that take a body: questions to be answered, and judgements of what was found."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from hankehaku.facade import Hankehaku
from hankehaku.interfaces.api.answers import AskAnswer, Asking, JudgementStored, Judging
from hankehaku.interfaces.api.bodies import LARGEST_BODY, bounded_route
from hankehaku.interfaces.api.encoding import encoded
from hankehaku.interfaces.api.parameters import Spoken, check_words
from hankehaku.interfaces.api.problems import FULL, NO_FEEDBACK, ProblemError
from hankehaku.interfaces.api.projects import check_known
from hankehaku.interfaces.feedback import FeedbackFile, FeedbackFullError, Judgement
from hankehaku.interfaces.opened import Opened
from hankehaku.interfaces.render import answer_json

_ROOM = 128
"""Bytes for the id of a project: a state names every project of a list."""


def add_asking(router: APIRouter, opened: Opened, feedback: Path | None) -> None:
    """Add the addresses to a router; without a file, judgements are not taken."""

    def room(request: Request) -> int:
        request.state.hankehaku = opened()
        return max(LARGEST_BODY, _ROOM * len(request.state.hankehaku))

    def ask(request: Request, asked: Asking, _spoken: Annotated[Spoken, Query()]) -> Response:
        """Answer a question from the records; the `state` of the answer carries it on."""
        check_words("question", asked.question)
        hankehaku: Hankehaku = request.state.hankehaku
        state = asked.state.state(hankehaku.parts.facts) if asked.state else None
        answer = hankehaku.ask(asked.question, state, asked.language)
        return _fresh(answer_json(answer))

    router.add_api_route(
        "/api/v1/ask",
        ask,
        methods=["POST"],
        response_model=AskAnswer,
        summary="Ask a question",
        route_class_override=bounded_route(room),
    )
    file = FeedbackFile(feedback) if feedback else None

    def judge(request: Request, given: Judging, _spoken: Annotated[Spoken, Query()]) -> Response:  # noqa: ARG001
        """Keep whether a project answers a question, with the day and nothing of who says so."""
        if file is None:
            raise ProblemError(NO_FEEDBACK)
        hankehaku = opened()
        check_words("question", given.question)
        check_known(hankehaku, [given.project])
        judgement = Judgement(
            day=date.today(),
            generation=hankehaku.manifest.corpus_hash,
            question=given.question,
            language=given.language,
            project=given.project,
            relevant=given.relevant,
            rank=given.rank,
        )
        try:
            return _fresh(file.add(judgement).to_dict(), 201)
        except FeedbackFullError as exc:
            raise ProblemError(FULL) from exc

    router.add_api_route(
        "/api/v1/feedback",
        judge,
        methods=["POST"],
        status_code=201,
        response_model=JudgementStored,
        summary="Tell whether a project answers a question",
        route_class_override=bounded_route(lambda _: LARGEST_BODY),
    )


def _fresh(body: Any, status: int = 200) -> Response:
    headers = {"Cache-Control": "no-store"}
    return Response(
        encoded(body), status_code=status, media_type="application/json", headers=headers
    )
