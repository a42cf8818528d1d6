"""Many questions from a file, and their rankings as a TREC run."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hankehaku.errors import UsageError
from hankehaku.files import atomic_write

if TYPE_CHECKING:
    from hankehaku.facade import Hankehaku

TAG = "hankehaku"


@dataclass(frozen=True, slots=True)
class Query:
    """A question of a batch; `line` is its place in the file."""

    id: str
    text: str
    language: str | None
    line: int


def read_queries(path: Path) -> list[Query]:
    """Read JSON Lines with `id`, `text` and optionally `language`.

    Raises UsageError naming the line that is not as it should be.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as exc:
        raise UsageError(f"cannot be read ({exc})", where=str(path)) from exc
    queries = [_query(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]
    seen: dict[str, int] = {}
    for query in queries:
        if query.id in seen:
            what = f"the id {query.id!r} stands on line {seen[query.id]} already"
            raise UsageError(what, where=f"{path}:{query.line}", cure="Make ids unique")
        seen[query.id] = query.line
    return queries


def _query(path: Path, number: int, line: str) -> Query:
    where = f"{path}:{number}"
    cure = 'A line is {"id": "q1", "text": "…"}, optionally with "language"'
    try:
        data = json.loads(line)
        name, text, language = data["id"], data["text"], data.get("language")
    except (ValueError, KeyError, TypeError, AttributeError) as exc:
        raise UsageError(f"not a query ({exc!r})", where=where, cure=cure) from exc
    if isinstance(name, int):
        name = str(name)
    strings = isinstance(name, str) and isinstance(text, str)
    if not strings or not (language is None or isinstance(language, str)):
        raise UsageError("id, text and language are not strings", where=where, cure=cure)
    if not name or name.split() != [name]:
        raise UsageError(f"the id {name!r} is empty or has spaces", where=where, cure=cure)
    return Query(name, text, language, number)


def run_lines(hankehaku: Hankehaku, queries: Iterable[Query], k: int) -> Iterator[str]:
    """Yield the lines of a TREC run: query, Q0, project, rank, score, tag.

    A question that nothing fits still gets its nearest projects, as a run has no way to say so.
    Scores fall strictly with the rank, so that every tool orders ties as the product does.
    """
    for query in queries:
        last = float("inf")
        for hit in hankehaku.search(query.text, k, query.language).hits:
            if hit.project.id.split() != [hit.project.id]:
                what = f"the id {hit.project.id!r} of a project has spaces, which a run cannot hold"
                raise UsageError(what, cure="Give the project another id and build again")
            last = min(hit.score, last - 1e-6)
            yield f"{query.id} Q0 {hit.project.id} {hit.rank} {last:.6f} {TAG}\n"


def write_run(path: Path, lines: Iterable[str]) -> None:
    """Write a run file, whole or not at all."""
    atomic_write(path, "".join(lines).encode("utf-8"))
