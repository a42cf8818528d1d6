"""Project records beside the vectors and words: by row for hits, by id for everything else."""

from __future__ import annotations

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
    "(row INTEGER PRIMARY KEY, id TEXT UNIQUE, record TEXT, sentences TEXT, places TEXT)"
)


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
        database = sqlite3.connect(path)
        with database:
            database.execute(_SCHEMA)
            count = 0
            for project, sentences, places in projects:
                record = json.dumps(project.to_dict(), ensure_ascii=False)
                named = json.dumps(list(places), ensure_ascii=False)
                values = (count, project.id, record, json.dumps(sentences), named)
                database.execute("INSERT INTO project VALUES (?, ?, ?, ?, ?)", values)
                count += 1
        database.close()
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

    def ids(self) -> list[str]:
        """Return all ids in row order."""
        return [each for (each,) in self._database.execute("SELECT id FROM project ORDER BY row")]

    def by_id(self, project_id: str) -> Project | None:
        """Return the project of that id, or None."""
        query = "SELECT record FROM project WHERE id = ?"
        row = self._database.execute(query, (project_id,)).fetchone()
        return Project.from_dict(json.loads(row[0])) if row else None


def _spans(text: str) -> Spans:
    return tuple((start, end) for start, end in json.loads(text))
