"""Finds everything that is wrong with an index: files, and what they should have in common."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from hankehaku.errors import ProjectIndexError
from hankehaku.index import analyses, embeddings
from hankehaku.index.background import QuestionBackground
from hankehaku.index.builder import CHANNELS, CONTENT
from hankehaku.index.dense import DenseIndex
from hankehaku.index.lexical import LexicalIndex
from hankehaku.index.projects import ProjectStore
from hankehaku.index.store import Manifest, Store, flaws, read_manifest
from hankehaku.index.vocabulary import read_vocabulary

REBUILD = "hankehaku build --force"
NEXT = "hankehaku update"
"""Commands that mend what is wrong: damage to what serves, and to what is kept for later."""

_UNIT = 0.01
_PART = 65_536


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong where, and the command that mends it."""

    where: str
    what: str
    cure: str


def verify(store: Store) -> Iterator[Fault]:
    """Yield all faults of an index; raises IndexMissingError when there is none.

    Every checksum is compared; then whether records, words and vectors of each generation are of
    the same projects; then what is kept of vectors and analyses for the next build.
    """
    if not store.exists():
        store.current()  # which says that there is none
    serving = store.serving()
    if serving not in {each.name for each in store.generations()}:
        yield Fault(str(store.folder / "current"), f"names no generation: {serving!r}", REBUILD)
    for folder in sorted(store.generations()):
        yield from _generation(folder)
    yield from _kept(store)


def _generation(folder: Path) -> Iterator[Fault]:
    try:
        manifest = read_manifest(folder)
    except ProjectIndexError as exc:
        yield Fault(exc.where, exc.what, REBUILD)
        return
    damaged = set()
    for path, what in flaws(folder, manifest, thorough=True):
        damaged.add(path.relative_to(folder).parts[0])
        yield Fault(str(path), what, REBUILD)
    named = {*(manifest.files or {}), "manifest.json"}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in named and path.suffix != ".lock":
            yield Fault(str(path), "not in the manifest", REBUILD)
    for name, others, check in _CHECKS:
        if damaged & {name, *others}:
            continue  # known to be damaged: a library may read anything into it, or crash
        try:
            for what in check(folder / name, manifest):
                yield Fault(str(folder / name), what, REBUILD)
        except Exception as exc:  # whatever is wrong with a part, the others are looked at too
            yield Fault(str(folder / name), f"cannot be read ({exc!r})", REBUILD)


def _records(path: Path, manifest: Manifest) -> Iterator[str]:
    database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        (state,) = database.execute("PRAGMA quick_check(1)").fetchone()
        rows = [row for (row,) in database.execute("SELECT row FROM project ORDER BY row")]
    finally:
        database.close()
    if state != "ok":
        yield f"the database is damaged ({state})"
    if rows != list(range(manifest.counts["projects"])):
        yield f"{len(rows)} records where {manifest.counts['projects']} belong, or rows are missing"
    store, sentences = ProjectStore(path), 0
    for row, (name, project) in enumerate(zip(store.ids(), store, strict=True)):
        if project.id != name:
            yield f"row {row} is {name!r} and holds the record of {project.id!r}"
    for spans in store.spans():
        sentences += len(spans)
        if any(not 0 <= start < end for start, end in spans):
            yield f"a sentence at {spans} is none"
    if sentences != manifest.counts["sentences"]:
        yield f"{sentences} sentences where {manifest.counts['sentences']} belong"


def _words(path: Path, manifest: Manifest) -> Iterator[str]:
    words = LexicalIndex.open(path)
    rows = words.rows()
    if not np.array_equal(np.sort(rows), np.arange(manifest.counts["projects"])):
        yield f"words of {len(rows)} projects where {manifest.counts['projects']} belong"


def _vectors(path: Path, manifest: Manifest) -> Iterator[str]:
    index = DenseIndex.open(path)
    if index.dimensions != manifest.dimensions:
        yield f"vectors of {index.dimensions} dimensions, not {manifest.dimensions}"
    projects = np.arange(manifest.counts["projects"])
    if (np.diff(index.rows) < 0).any() or not np.array_equal(np.unique(index.rows), projects):
        yield "the vectors are not those of the projects, in their order"
    if len(index.rows) != len(index.vectors):
        yield f"{len(index.vectors)} vectors with the rows of {len(index.rows)}"
    for start in range(0, len(index.vectors), _PART):
        with np.errstate(all="ignore"):  # what is damaged may be any number
            lengths = np.linalg.norm(index.vectors[start : start + _PART], axis=1)
        if not (np.abs(lengths - 1) < _UNIT).all():
            yield "a vector is not of unit length"
    if not (
        np.isfinite(index.background.mean).all() and np.isfinite(index.background.covariance).all()
    ):
        yield "mean or covariance is not finite"


def _channels(folder: Path, manifest: Manifest) -> Iterator[str]:
    """Compare how many vectors each project has with its passages and sentences."""
    rows = {name: np.load(folder / name / "rows.npy") for name in (*CHANNELS, "sentences")}
    if len(rows["raw"]) != manifest.counts["passages"]:
        yield f"{len(rows['raw'])} passages where {manifest.counts['passages']} belong"
    if not np.array_equal(rows["raw"], rows["lemma"]):
        yield "the channels raw and lemma are not of the same passages"
    spans = ProjectStore(folder / "projects.sqlite").spans()
    wanted = [max(len(each), 1) for each in spans]
    if not np.array_equal(rows["sentences"], np.repeat(np.arange(len(wanted)), wanted)):
        yield "the vectors of sentences are not those of the records"


def _small(folder: Path, _manifest: Manifest) -> Iterator[str]:
    QuestionBackground.open(folder)
    for name in ("corpus.json", "background.json"):
        json.loads((folder / name).read_text(encoding="utf-8"))
    if not read_vocabulary(folder):
        yield "the vocabulary is empty"
    used = np.load(folder / CONTENT)
    if used.dtype != np.uint64 or (np.diff(used) == 0).any():
        yield f"{CONTENT} is not a list of keys"


_RECORDS, _SENTENCES = "projects.sqlite", "sentences"
_SMALL = ("corpus.json", "background.json", "questions.npz", "vocabulary.txt", CONTENT)
_CHECKS: tuple[tuple[str, tuple[str, ...], Callable[[Path, Manifest], Iterator[str]]], ...] = (
    (_RECORDS, (), _records),
    ("words", (), _words),
    *((name, (), _vectors) for name in (*CHANNELS, _SENTENCES)),
    ("", (_RECORDS, *CHANNELS, _SENTENCES), _channels),
    ("", _SMALL, _small),
)
"""Parts of a generation, what else each check reads, and the check."""


def _kept(store: Store) -> Iterator[Fault]:
    for path in sorted(store.embeddings.glob(f"*{embeddings.SUFFIX}")):
        try:
            records = embeddings.records_of(path, embeddings.dimensions_of(path))
            wrong = sum(
                int((part["check"] != embeddings.checks(part)).sum())
                for part in (records[at : at + _PART] for at in range(0, len(records), _PART))
            )
        except (OSError, ValueError) as exc:
            yield Fault(str(path), f"cannot be read ({exc})", NEXT)
            continue
        if wrong:
            yield Fault(str(path), f"{wrong} of {len(records)} vectors are damaged", NEXT)
    if store.analyses.is_file():
        try:
            wrong = analyses.count_damaged(store.analyses)
        except sqlite3.Error as exc:
            yield Fault(str(store.analyses), f"cannot be read ({exc})", NEXT)
        else:
            if wrong:
                yield Fault(str(store.analyses), f"{wrong} analyses are damaged", NEXT)
