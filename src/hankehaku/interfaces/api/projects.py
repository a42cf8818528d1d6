"""Addresses of projects: one, those like it, what it continues, several side by side."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from rapidfuzz import process

from hankehaku.facade import Hankehaku
from hankehaku.interfaces.api.answers import CollectionsAnswer, CompareAnswer
from hankehaku.interfaces.api.conditional import answered
from hankehaku.interfaces.api.models import Brief, ProjectDetails, RelationsAnswer, SimilarAnswer
from hankehaku.interfaces.api.negotiation import language_of
from hankehaku.interfaces.api.parameters import LONGEST_ID, Alike, Comparing, Spoken
from hankehaku.interfaces.api.paths import whole
from hankehaku.interfaces.api.problems import NO_PROJECT, ProblemError
from hankehaku.interfaces.opened import Opened
from hankehaku.interfaces.render import hit_json, project_json
from hankehaku.records import Project

_NEAR, _ALIKE = 3, 40.0
"""Ids that are named for an unknown one, and how alike (0 to 100) they are at least."""

Id = Annotated[
    str,
    Path(
        min_length=1,
        max_length=LONGEST_ID,
        description="Id of a project",
        examples=["kotoa-kotiin"],
    ),
]


def add_projects(router: APIRouter, opened: Opened) -> None:
    """Add the addresses to a router."""
    one = f"/api/v1/projects/{whole('id')}"

    @router.get(f"{one}/similar", response_model=SimilarAnswer, summary="Projects like one")
    def similar(request: Request, id: Id, asked: Annotated[Alike, Query()]) -> Response:  # noqa: A002
        """Return the projects that are most like one, with what makes them so."""
        hankehaku = opened()
        check_known(hankehaku, [id])

        def make() -> dict[str, Any]:
            return {
                "project": id,
                "hits": [hit_json(each) for each in hankehaku.similar(id, asked.k)],
            }

        return answered(request, hankehaku, make)

    @router.get(f"{one}/relations", response_model=RelationsAnswer, summary="What continues what")
    def relations(request: Request, id: Id, _asked: Annotated[Spoken, Query()]) -> Response:  # noqa: A002
        """Return what a project continues and what continues it."""
        hankehaku = opened()
        check_known(hankehaku, [id])

        def make() -> dict[str, Any]:
            found = hankehaku.relations(id)
            return {
                "project": id,
                "earlier": [
                    {"project": brief(each.earlier), "quote": each.quote}
                    for each in found
                    if each.later.id == id
                ],
                "later": [
                    {"project": brief(each.later), "quote": each.quote}
                    for each in found
                    if each.earlier.id == id
                ],
            }

        return answered(request, hankehaku, make)

    @router.get(one, response_model=ProjectDetails, summary="All that is known of a project")
    def project(request: Request, id: Id, _asked: Annotated[Spoken, Query()]) -> Response:  # noqa: A002
        """Return a project as its source has it."""
        hankehaku = opened()
        check_known(hankehaku, [id])
        return answered(request, hankehaku, lambda: project_json(hankehaku.project(id)))

    @router.get("/api/v1/compare", response_model=CompareAnswer, summary="Projects side by side")
    def compare(request: Request, asked: Annotated[Comparing, Query()]) -> Response:
        """Return two to five projects side by side, the aspects in which they differ first."""
        hankehaku = opened()
        check_known(hankehaku, asked.id)
        language = language_of(request)

        def make() -> dict[str, Any]:
            return {
                "language": language,
                "projects": [brief(hankehaku.project(each)) for each in asked.id],
                "rows": [
                    {
                        "aspect": row.aspect,
                        "heading": row.heading,
                        "differs": row.differs,
                        "cells": [
                            {"id": cell.project, "text": cell.text, "verbatim": cell.verbatim}
                            for cell in row.cells
                        ],
                    }
                    for row in hankehaku.compare(asked.id, language)
                ],
            }

        return answered(request, hankehaku, make)

    @router.get("/api/v1/collections", response_model=CollectionsAnswer, summary="What is served")
    def collections(request: Request, _asked: Annotated[Spoken, Query()]) -> Response:
        """Return the collections that are served, and what their indexes were made with."""
        hankehaku = opened()
        return answered(request, hankehaku, lambda: {"collections": [collection_json(hankehaku)]})


def check_known(hankehaku: Hankehaku, ids: Iterable[str]) -> None:
    """Raise ProblemError for an id that no project has, with the nearest ids."""
    known = hankehaku.parts.facts
    for each in ids:
        if each not in known:
            near = process.extract(each, known.keys(), limit=_NEAR, score_cutoff=_ALIKE)
            raise ProblemError(NO_PROJECT, more={"nearest": [name for name, *_ in near]})


def brief(project: Project) -> dict[str, Any]:
    """Return the fields of a project that a list needs."""
    full = project_json(project)
    return {name: full[name] for name in Brief.model_fields}


def collection_json(hankehaku: Hankehaku) -> dict[str, Any]:
    """Return what is served, and what its index was made with."""
    manifest, collection = hankehaku.manifest, hankehaku.manifest.collection
    titles = {language: hankehaku.title(language) for language in ("fi", "sv", "en")}
    return {
        "id": str(collection["id"]),
        "title": titles,
        "projects": len(hankehaku),
        "provenance": collection.get("provenance") or {},
        "licence": collection.get("licence") or {},
        "generation": manifest.corpus_hash,
        "built": manifest.built,
        "analyzer": manifest.analyzer,
        "encoder": manifest.encoder,
        "reranker": hankehaku.reranker,
        "program": manifest.program,
    }
