"""Reads a collection: its documents, each by the reader that is asked for or that fits it."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from hankehaku.errors import SourceError
from hankehaku.records import Objective
from hankehaku.sources.base import Document, RawProject, Reader, Reading, ReadResult
from hankehaku.sources.bulleted_page import BulletedPageReader
from hankehaku.sources.description import (
    DESCRIPTION_FILE,
    CollectionInfo,
    SourceFile,
    read_description,
)
from hankehaku.sources.html_page import HtmlReader
from hankehaku.sources.jsonl import JsonlReader
from hankehaku.sources.labelled_page import LabelledPageReader
from hankehaku.sources.recognise import documents_in, recognise
from hankehaku.sources.repeats import without_repeats
from hankehaku.sources.tables.json_table import JsonReader
from hankehaku.sources.tables.parquet import ParquetReader
from hankehaku.sources.tables.separated import SeparatedReader
from hankehaku.sources.tables.workbook import WorkbookReader
from hankehaku.sources.values import slug

__all__ = ["READERS", "CollectionInfo", "SourceFile", "describe", "read_collection"]

_READERS: tuple[Reader, ...] = (
    BulletedPageReader(),
    LabelledPageReader(),
    HtmlReader(),
    JsonlReader(),
    JsonReader(),
    SeparatedReader(),
    WorkbookReader(),
    ParquetReader(),
)
_TABLES = tuple(
    reader.layout for reader in (JsonReader(), SeparatedReader(), WorkbookReader(), ParquetReader())
)
READERS: Mapping[str, Reader] = MappingProxyType({reader.layout: reader for reader in _READERS})


def read_collection(path: Path, *, described: bool = True) -> tuple[CollectionInfo, ReadResult]:
    """Read a folder with a `collection.toml`, or a single file of any layout that is recognised.

    Unless it must be `described`, a folder without a `collection.toml` is read too, each file of a
    known kind in it. Raises SourceError when there is nothing to read, when `collection.toml` is
    not as it should be or asks for an unknown layout, when a document is not there, cannot be read
    or is not the one whose SHA-256 is stated, or when no project is in any of the documents.
    """
    info = describe(path, described=described)
    # Of files that nobody has named, those that are no collection are told of, and passed over.
    found = path.is_dir() and not (path / DESCRIPTION_FILE).is_file()
    return info, _read(info, path if path.is_dir() else path.parent, lenient=found)


def describe(path: Path, *, described: bool = True) -> CollectionInfo:
    """Return what the collection at `path` is, as its `collection.toml` says or its name tells."""
    if (path / DESCRIPTION_FILE).is_file():
        return read_description(path / DESCRIPTION_FILE)
    if path.name == DESCRIPTION_FILE and path.is_file():
        raise SourceError(
            "the description alone is no collection",
            where=str(path),
            cure=f"Name its folder: {path.parent}.",
        )
    names = [path.name] if path.is_file() else []
    if path.is_dir() and not described:
        names = [each.name for each in documents_in(path)]
    if not names:
        raise SourceError(
            f"there is neither a folder with {DESCRIPTION_FILE} nor a file",
            where=str(path),
            cure=f"Name a file, or a folder that holds {DESCRIPTION_FILE}; "
            f"`hankehaku inspect {path}` writes one to begin with.",
        )
    stem = path.stem if path.is_file() else path.resolve().name
    return CollectionInfo(
        id=(slug(stem) or "collection")[:64].rstrip("-"),
        title={"fi": stem},
        language="fi",
        layout="",
        documents=tuple(map(SourceFile, names)),
    )


def _read(info: CollectionInfo, folder: Path, *, lenient: bool) -> ReadResult:
    results = []
    for each in info.documents:
        try:
            results.append(_read_document(each, info, folder))
        except SourceError as exc:
            if not lenient:
                raise
            results.append(ReadResult(readings=(Reading(each.name, "", left_out=(str(exc),)),)))
    result = _merged(results)
    layouts = ", ".join(dict.fromkeys(each.layout for each in result.readings if each.layout))
    tables = any(each.layout in _TABLES for each in result.readings)
    if (info.columns or info.profile) and not tables:
        raise SourceError(
            f"columns are stated, and the layout '{layouts}' has none to choose from",
            where=str(folder / DESCRIPTION_FILE),
            cure=f"Take them out, or state one of the layouts {', '.join(_TABLES)}.",
        )
    if not result.projects:
        raise SourceError(
            "no project was found in the documents of the collection",
            where=str(folder),
            cure=f"Check that their layout is '{layouts}'.",
        )
    return result


def _read_document(source: SourceFile, info: CollectionInfo, folder: Path) -> ReadResult:
    document = Document.open(folder / source.name, info.options)
    if source.sha256:
        _check_hash(document, source.sha256)
    stated = source.layout or info.layout
    layout = stated or recognise(document)
    if not stated and layout == JsonlReader.layout and (info.columns or info.profile):
        layout = JsonReader.layout  # with names of its own
    reader = READERS.get(layout)
    if reader is None:
        raise SourceError(
            f"the layout '{stated}' is not known",
            where=f"{folder / DESCRIPTION_FILE}, key 'layout'",
            cure=f"Known layouts: {', '.join(sorted(READERS))}.",
        )
    result = reader.read(document)
    readings = (dataclasses.replace(each, recognised=not stated) for each in result.readings)
    return dataclasses.replace(result, readings=tuple(readings))


def _check_hash(document: Document, stated: str) -> None:
    digest = hashlib.sha256()
    with document.binary() as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    found = digest.hexdigest()
    if found != stated:
        raise SourceError(
            f"the SHA-256 of the document is {found}, not {stated} as stated",
            where=str(document.path),
            cure=f"Restore the document, or state its new SHA-256 in {DESCRIPTION_FILE}.",
        )


def _merged(results: Iterable[ReadResult]) -> ReadResult:
    """Return one result for several documents; an objective that returns is one objective."""
    seen: dict[str, bytes] = {}
    all_results = tuple(without_repeats(result, seen) for result in results)
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
            _with_objective(project, objectives)
            for result in all_results
            for project in result.projects
        ),
        objectives=tuple(objectives.values()),
        programme="\n\n".join(result.programme for result in all_results if result.programme),
        issues=tuple(issue for result in all_results for issue in result.issues),
        rejected=tuple(each for result in all_results for each in result.rejected),
        readings=tuple(each for result in all_results for each in result.readings),
    )


def _with_objective(
    project: RawProject, objectives: Mapping[tuple[str, str], Objective]
) -> RawProject:
    key = (project.objective.code, project.objective.name)
    merged = objectives.get(key, project.objective)
    same = merged == project.objective
    return project if same else dataclasses.replace(project, objective=merged)
