"""Project records beside the vectors and words: by row for hits, by id for everything else."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from hankehaku.errors import IndexDamagedError
from hankehaku.records import Project

Spans = tuple[tuple[int, int], ...]
"""Places in a description: (start, end) in characters."""

_SCHEMA = (
    "CREATE TABLE project "
    "(row INTEGER PRIMARY KEY, id TEXT UNIQUE, record TEXT, sentences TEXT, places TEXT,"
    " content TEXT)"
)


class ProjectWriter:
    """Writes the projects of an index in row order; a context manager, complete at its end."""

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(path)
        self._database.execute(_SCHEMA)
        self._count = 0

    def __enter__(self) -> ProjectWriter:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self._database.commit()
        self._database.close()

    def add(self, project: Project, sentences: Spans, places: Sequence[str]) -> None:
        """Write a project with the sentence spans of its description and the places that its texts
        name.
        """
        record, content = _written(project)
        named = json.dumps(list(places), ensure_ascii=False)
        values = (self._count, project.id, record, json.dumps(sentences), named, content)
        self._database.execute("INSERT INTO project VALUES (?, ?, ?, ?, ?, ?)", values)
        self._count += 1


class ProjectStore:
    """The projects of an index with the spans of their sentences and the municipalities and regions
    that their texts name; safe for several threads.
    """

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            cure = "Build the index again: hankehaku build --force"
            raise IndexDamagedError("the records are missing", where=str(path), cure=cure)
        self._path = path
        self._local = threading.local()

    @staticmethod
    def build(path: Path, projects: Iterable[tuple[Project, Spans, Sequence[str]]]) -> int:
        """Write projects with the sentence spans of their descriptions and the places that their
        texts name, in row order.
        """
        count = 0
        with ProjectWriter(path) as writer:
            for each in projects:
                writer.add(*each)
                count += 1
        return count

    @property
    def _database(self) -> sqlite3.Connection:
        try:
            database: sqlite3.Connection = self._local.database
        except AttributeError:
            uri = f"{self._path.resolve().as_uri()}?mode=ro&immutable=1"
            database = self._local.database = sqlite3.connect(uri, uri=True)
        return database

    def __len__(self) -> int:
        (count,) = self._database.execute("SELECT count(*) FROM project").fetchone()
        return int(count)

    def __iter__(self) -> Iterator[Project]:
        for (record,) in self._database.execute("SELECT record FROM project ORDER BY row"):
            yield Project.from_dict(json.loads(record))

    def facts(self) -> Iterator[tuple[Project, frozenset[str]]]:
        """Yield every project with the places that its texts name, in row order."""
        query = "SELECT record, places FROM project ORDER BY row"
        for record, places in self._database.execute(query):
            yield Project.from_dict(json.loads(record)), frozenset(json.loads(places))

    def rows(self, rows: Sequence[int]) -> list[tuple[Project, Spans]]:
        """Return the projects of `rows` with their sentence spans, in the order asked for."""
        marks = ",".join("?" * len(rows))
        query = f"SELECT row, record, sentences FROM project WHERE row IN ({marks})"
        found = {
            row: (Project.from_dict(json.loads(record)), _spans(sentences))
            for row, record, sentences in self._database.execute(query, [int(row) for row in rows])
        }
        return [found[int(row)] for row in rows]

    def spans(self) -> Iterator[Spans]:
        """Yield the sentence spans of every project, in row order."""
        for (text,) in self._database.execute("SELECT sentences FROM project ORDER BY row"):
            yield _spans(text)

    def contents(self) -> dict[str, str]:
        """Return by id a digest of what each project says, wherever in its source it stands."""
        return dict(self._database.execute("SELECT id, content FROM project ORDER BY row"))

    def ids(self) -> list[str]:
        """Return all ids in row order."""
        return [each for (each,) in self._database.execute("SELECT id FROM project ORDER BY row")]

    def by_id(self, project_id: str) -> Project | None:
        """Return the project of that id, or None."""
        query = "SELECT record FROM project WHERE id = ?"
        row = self._database.execute(query, (project_id,)).fetchone()
        return Project.from_dict(json.loads(row[0])) if row else None


def _written(project: Project) -> tuple[str, str]:
    """Return a record as JSON, and a digest of what it says wherever in its source it stands."""
    data = project.to_dict()
    source, issues = data.pop("source"), data.pop("issues")
    said = json.dumps(data, ensure_ascii=False)
    where = json.dumps({"source": source, "issues": issues}, ensure_ascii=False)
    # lines shift when another project changes, which changes nothing of this one
    flaws = json.dumps([{**issue, "line": None} for issue in issues]) if issues else ""
    digest = hashlib.sha256(f"{said}{flaws}".encode("utf-8", "replace")).hexdigest()
    return f"{said[:-1]}, {where[1:]}", digest[:32]


def _spans(text: str) -> Spans:
    return tuple((start, end) for start, end in json.loads(text))
