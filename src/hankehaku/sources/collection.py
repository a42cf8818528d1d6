"""Reads a collection: its documents, by the reader that its `collection.toml` asks for."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from hankehaku.errors import SourceError
from hankehaku.records import DataIssue, IssueKind, Objective
from hankehaku.sources.base import Document, Reader, ReadResult, read_bytes
from hankehaku.sources.bulleted_page import BulletedPageReader
from hankehaku.sources.description import (
    DESCRIPTION_FILE,
    CollectionInfo,
    SourceFile,
    read_description,
)
from hankehaku.sources.jsonl import JsonlReader
from hankehaku.sources.values import slug

__all__ = ["READERS", "CollectionInfo", "SourceFile", "read_collection"]

READERS: Mapping[str, Reader] = MappingProxyType(
    {reader.layout: reader for reader in (BulletedPageReader(), JsonlReader())}
)


def read_collection(path: Path) -> tuple[CollectionInfo, ReadResult]:
    """Read a folder with a `collection.toml`, or a single `.jsonl` file.

    Raises SourceError when there is neither, when `collection.toml` is not as it should be or asks
    for an unknown layout, when a document is not there, is not UTF-8 or is not the one whose
    SHA-256 is stated, or when no project is in any of the documents.
    """
    if path.is_file() and path.suffix.lower() == ".jsonl":
        name = slug(path.stem) or "collection"
        info = CollectionInfo(
            id=name[:64].rstrip("-"),
            title={"fi": path.stem},
            language="fi",
            layout=JsonlReader.layout,
            documents=(SourceFile(path.name),),
        )
        return info, _read(info, path.parent)
    if not (path / DESCRIPTION_FILE).is_file():
        raise SourceError(
            f"there is neither a folder with {DESCRIPTION_FILE} nor a .jsonl file",
            where=str(path),
            cure=f"Name a folder that holds {DESCRIPTION_FILE}, or a file that ends in .jsonl.",
        )
    info = read_description(path / DESCRIPTION_FILE)
    return info, _read(info, path)


def _read(info: CollectionInfo, folder: Path) -> ReadResult:
    reader = READERS.get(info.layout)
    if reader is None:
        raise SourceError(
            f"the layout '{info.layout}' is not known",
            where=f"{folder / DESCRIPTION_FILE}, key 'layout'",
            cure=f"Known layouts: {', '.join(sorted(READERS))}.",
        )
    results = []
    for document in info.documents:
        path = folder / document.name
        data = read_bytes(path)
        found = hashlib.sha256(data).hexdigest()
        if document.sha256 and found != document.sha256:
            raise SourceError(
                f"the SHA-256 of the document is {found}, not {document.sha256} as stated",
                where=str(path),
                cure=f"Restore the document, or state its new SHA-256 in {DESCRIPTION_FILE}.",
            )
        results.append(reader.read(Document.from_bytes(path, data)))
    result = _merged(results)
    if not result.projects:
        raise SourceError(
            "no project was found in the documents of the collection",
            where=str(folder),
            cure=f"Check that their layout is '{info.layout}'.",
        )
    return result


def _merged(results: Iterable[ReadResult]) -> ReadResult:
    """Return one result for several documents; an objective that returns is one objective."""
    seen: set[str] = set()
    all_results = tuple(_without_repeats(result, seen) for result in results)
    introductions: dict[tuple[str, str], list[str]] = {}
    for each in (objective for result in all_results for objective in result.objectives):
        texts = introductions.setdefault((each.code, each.name), [])
        if each.introduction and each.introduction not in texts:
            texts.append(each.introduction)
    objectives = {
        key: Objective(*key, introduction="\n\n".join(texts))
        for key, texts in introductions.items()
    }
    return ReadResult(
        projects=tuple(
            dataclasses.replace(
                project,
                objective=objectives.get(
                    (project.objective.code, project.objective.name), project.objective
                ),
            )
            for result in all_results
            for project in result.projects
        ),
        objectives=tuple(objectives.values()),
        programme="\n\n".join(result.programme for result in all_results if result.programme),
        issues=tuple(issue for result in all_results for issue in result.issues),
    )


def _without_repeats(result: ReadResult, seen: set[str]) -> ReadResult:
    """Return a result without the projects whose given id was seen before, each now an issue."""
    projects, issues = [], list(result.issues)
    for each in result.projects:
        if each.id and each.id in seen:
            kind = IssueKind.UNREADABLE_LINE
            issues.append(DataIssue(kind, each.file, each.id, each.first_line))
        else:
            projects.append(each)
    seen.update(each.id for each in projects)
    return dataclasses.replace(result, projects=tuple(projects), issues=tuple(issues))
