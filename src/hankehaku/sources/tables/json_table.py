"""Reads JSON and JSON Lines whose objects are projects under names of their own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from hankehaku.errors import SourceError
from hankehaku.sources.base import LARGEST, Document, Options, Reading, ReadResult
from hankehaku.sources.rejected import Reason, Rejected
from hankehaku.sources.tables.columns import match_columns
from hankehaku.sources.tables.row import Row
from hankehaku.sources.tables.rows import read_records
from hankehaku.sources.values import trim

_DEEPEST = 6
_NAMES = 5_000
_ITEMS = 3
_MARK = "\ufeff"

Found = tuple[int, object]
"""The line (or number) of an object, and the object."""


class JsonReader:
    """The layout 'json': a list of objects, an object that holds one, or an object a line.

    Nested values are named by their way: 'plannedDates.0.startDate'. Projects are told by their
    number in the list, or their line.
    """

    layout = "json"

    def read(self, document: Document) -> ReadResult:
        """Read a document; raises SourceError when it is no JSON or holds no list of objects."""
        found = list(_objects(document))
        rejected = [
            Rejected(document.name, line, value, Reason.NO_RECORD)
            for line, value in found
            if not isinstance(value, dict)
        ]
        flat = [(line, flatten(value)) for line, value in found if isinstance(value, dict)]
        names = list(dict.fromkeys(name for _, values in flat for name in values))[:_NAMES]
        if not names:
            raise SourceError(
                "there is no list of objects in it",
                where=str(document.path),
                cure='Give [{"title": "…", "description": "…"}, …] or such an object a line.',
            )
        reading = Reading(document.name, self.layout, encoding=document.encoding_name)
        rows = (Row(line, line, [values.get(name) for name in names]) for line, values in flat)
        result = read_records(document, names, rows, reading)
        return _with(result, rejected)


def flatten(record: Mapping[str, Any]) -> dict[str, object]:
    """Return the plain values of an object by their way; lists of plain values are one text."""
    return dict(_flat(record, "", 0))


def _flat(value: object, way: str, depth: int) -> Iterator[tuple[str, object]]:
    if isinstance(value, dict) and depth < _DEEPEST:
        for key, each in value.items():
            yield from _flat(each, f"{way}.{key}" if way else str(key), depth + 1)
    elif isinstance(value, list) and any(isinstance(each, dict | list) for each in value):
        if depth < _DEEPEST:
            for place, each in enumerate(value[:_ITEMS]):
                yield from _flat(each, f"{way}.{place}", depth + 1)
    elif isinstance(value, list):
        yield way, "; ".join(str(each) for each in value if each not in (None, ""))
    elif not isinstance(value, dict):
        yield way, value


def _objects(document: Document) -> Iterator[Found]:
    """Yield the objects of a document: of its list, or of its lines."""
    with document.text() as file:
        text = file.read(LARGEST + 1).removeprefix(_MARK)
    if len(text) > LARGEST:
        raise SourceError(
            f"the file is longer than {LARGEST:,} characters",
            where=str(document.path),
            cure="Give JSON Lines in several files, or Parquet.",
        )
    try:
        whole = _loads(text)
    except ValueError as exc:
        lines = [(number, line) for number, line in _lines(text) if trim(line)]
        parsed = [(number, _line(line)) for number, line in lines]
        if not any(isinstance(value, dict) for _, value in parsed):
            raise SourceError(
                f"the file is no JSON ({exc})", where=str(document.path), cure="Write it anew."
            ) from exc
        yield from parsed
        return
    except RecursionError as exc:
        raise SourceError(
            "the file is nested too deep", where=str(document.path), cure="Write it flat."
        ) from exc
    listed = _list(whole, 0) or []
    if isinstance(whole, dict) and len(listed) < 2 and _is_project(whole):
        listed = [whole]  # a single line of JSON Lines
    yield from enumerate(listed, start=1)


def _is_project(value: Mapping[str, Any]) -> bool:
    return match_columns(list(value), Options(), "").is_usable


def _lines(text: str) -> Iterable[tuple[int, str]]:
    return enumerate(text.split("\n"), start=1)


def _line(line: str) -> object:
    try:
        return _loads(line)
    except (ValueError, RecursionError):
        return line


def _loads(text: str) -> object:
    value = json.loads(text, parse_constant=str)
    # Halves of surrogate pairs are JSON but no text: they could not be written out again.
    if "\\ud" in text or "\\uD" in text:
        value = json.loads(
            json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")
        )
    return value


def _list(value: object, depth: int) -> list[Any] | None:
    """Return the longest list of objects within a value, looking a few levels down."""
    if isinstance(value, list):
        return value if any(isinstance(each, dict) for each in value) else None
    if not isinstance(value, dict) or depth > 3:
        return None
    found = (_list(each, depth + 1) for each in value.values())
    return max((each for each in found if each), key=len, default=None)


def _with(result: ReadResult, rejected: list[Rejected]) -> ReadResult:
    if not rejected:
        return result
    [reading] = result.readings
    return replace(
        result,
        issues=(*(each.to_issue() for each in rejected), *result.issues),
        rejected=(*rejected, *result.rejected),
        readings=(replace(reading, records=reading.records + len(rejected)),),
    )
