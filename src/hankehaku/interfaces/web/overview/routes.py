"""The address of the overview, and what is kept for it while a generation of an index serves."""

from __future__ import annotations

from functools import cached_property
from weakref import WeakKeyDictionary

from fastapi import APIRouter, Request, Response

from hankehaku.assistant.overview.target_groups import TargetGroup, TargetGroups
from hankehaku.corpus.places import Places
from hankehaku.errors import QuestionError, UsageError
from hankehaku.facade import Hankehaku
from hankehaku.interfaces.addresses import request_of
from hankehaku.interfaces.opened import Opened
from hankehaku.interfaces.texts import known_language, text
from hankehaku.interfaces.web.documents import shell
from hankehaku.interfaces.web.overview.own import own_of
from hankehaku.interfaces.web.overview.page import Known, body_html
from hankehaku.records import Project

PATH = "yleiskuva"


class Kept:
    """The places and target groups of one generation, and the groups of each of its projects."""

    def __init__(self, hankehaku: Hankehaku) -> None:
        # not the generation itself, which would then never end
        self._folder, self._finnish = hankehaku.kit.lexicon.folder, hankehaku.kit.finnish
        self._found: dict[str, frozenset[str]] = {}

    @cached_property
    def known(self) -> Known:
        """What pages need of this generation."""
        return Known(Places.load(self._folder), self._groups, self.groups_of)

    def groups_of(self, project: Project) -> frozenset[str]:
        """Return the keys of the target groups that a project names."""
        found = self._found.get(project.id)
        if found is None:
            found = self._found[project.id] = self._lexicon.of(project)
        return found

    @cached_property
    def _lexicon(self) -> TargetGroups:
        return TargetGroups(self._folder, self._finnish)

    @property
    def _groups(self) -> tuple[TargetGroup, ...]:
        return self._lexicon.groups


def routes(opened: Opened) -> APIRouter:
    """Return the route of the overview."""
    router = APIRouter()
    kept: WeakKeyDictionary[Hankehaku, Kept] = WeakKeyDictionary()

    @router.get(f"/{PATH}", include_in_schema=False)
    def overview(asked: Request) -> Response:
        parameters = asked.query_params
        language = known_language(parameters.get("lang"))
        hankehaku = opened()
        try:
            request = request_of(parameters)
            projects = hankehaku.everything(request.all())
        except UsageError as exc:
            return _problem(exc, language)
        known = kept.setdefault(hankehaku, Kept(hankehaku)).known
        body = body_html(request, projects, hankehaku.parts, known, own_of(parameters), language)
        html = shell.document(
            body,
            title=text(language, "overview_heading"),
            language=language,
            path=PATH,
            query=asked.url.query,
            robots=not asked.url.query,
        )
        return shell.page(html)

    return router


def _problem(problem: UsageError, language: str) -> Response:
    if isinstance(problem, QuestionError):
        said = text(language, "overview_too_long")
    else:
        said = text(language, "overview_bad", name=problem.where)
    heading = text(language, "overview_bad_heading")
    return shell.problem_page(language, heading, said, 400, path=PATH)
