"""Reads JSON Lines: one project a line, with an id, a text and what else is known of it."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from typing import Any

from hankehaku.errors import SourceError
from hankehaku.records import DataIssue, IssueKind, Objective
from hankehaku.sources.base import Document, RawProject, Reading, ReadResult
from hankehaku.sources.dates import find_period
from hankehaku.sources.rejected import Reason, Rejected
from hankehaku.sources.repeats import without_repeats
from hankehaku.sources.values import squeeze, trim

_LONGEST_ID = 200
_TEXT_KEYS = ("text", "description")
# Each plain field with the key inside an object that may stand in its place.
_FIELDS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "title": (("title",),),
    "short_name": (("short_name",),),
    "organisation": (("organisation", "written"), ("organisation", "name"), ("organisation",)),
    "organisation_type": (("organisation_type",), ("organisation", "type")),
    "municipality": (("municipality",), ("organisation", "municipality")),
    "region": (("region",), ("organisation", "region")),
    "start": (("start",), ("period", "start"), ("period", "start_written")),
    "end": (("end",), ("period", "end"), ("period", "end_written")),
    "support": (("eu_support_eur",), ("grant", "eu_support_eur"), ("grant", "written")),
    "language": (("language",),),
}
# What each key of a record is taken for, as tables name it; any other is let be.
_KEYS: Mapping[str, str] = {
    **{key: key for key in ("id", "title", "short_name", "organisation", "organisation_type")},
    **{key: key for key in ("municipality", "region", "start", "end", "period", "language")},
    "text": "description",
    "description": "description",
    "objective": "objective",
    "eu_support_eur": "support",
    "grant": "support",
    "links": "link",
}
_ISSUE_NAMES = {"support": "eu_support_eur"}


class JsonlReader:
    """The layout 'jsonl': UTF-8 text with a JSON object on each line.

    `id` and `text` are needed (`description` is taken for `text`). Optional: `title`, `short_name`,
    `organisation`, `organisation_type`, `municipality`, `region`, `start`, `end` or `period`,
    `eu_support_eur`, `language`, `objective` (a code, or an object with `code`, `name` and
    `introduction`) and `links`. A field that is not given is not missed. Other keys are let be.
    """

    layout = "jsonl"

    def read(self, document: Document) -> ReadResult:
        """Read a document; raises SourceError when it has no line that can be read."""
        projects: list[RawProject] = []
        rejected: list[Rejected] = []
        keys: dict[str, None] = {}
        for number, line in enumerate(document.lines, start=1):
            if not trim(line):
                continue
            record = _record(line)
            if record is None:
                rejected.append(Rejected(document.name, number, line, Reason.NO_RECORD))
            else:
                projects.append(_project(record, document.name, number))
                keys.update(dict.fromkeys(record))
        if not projects:
            raise SourceError(
                "no line holds a JSON object with the texts 'id' and 'text'",
                where=str(document.path),
                cure='Write one object a line, such as {"id": "a1", "text": "Hankkeessa …"}.',
            )
        objectives = dict.fromkeys(each.objective for each in projects if each.objective.code)
        reading = Reading(
            document.name,
            self.layout,
            encoding=document.encoding_name,
            columns=tuple((key, _KEYS.get(key, "")) for key in keys),
            records=len(projects) + len(rejected),
        )
        result = ReadResult(
            tuple(projects),
            tuple(objectives),
            issues=tuple(each.to_issue() for each in rejected),
            rejected=tuple(rejected),
            readings=(reading,),
        )
        return without_repeats(result, {})


def _record(line: str) -> dict[str, Any] | None:
    """Return the object on a line, or None when it is no JSON or lacks an id or a text."""
    try:
        record = json.loads(line)
        # Halves of surrogate pairs are JSON but no text: they could not be written out again.
        json.dumps(record, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError):
        return None
    if not isinstance(record, dict) or not isinstance(_text(record), str):
        return None
    given = record.get("id")
    return record if isinstance(given, str) and _is_id(given) else None


def _text(record: Mapping[str, Any]) -> Any:
    return next((record[key] for key in _TEXT_KEYS if key in record), None)


def _is_id(given: str) -> bool:
    # what no address can have as its last part is no id: browsers take it for a folder
    named = bool(given.strip()) and given not in (".", "..")
    return named and len(given) <= _LONGEST_ID and _printable(given) == given


def _printable(text: str) -> str:
    # Cc and Cs: control characters and halves of pairs; Zl and Zp: separators that end lines.
    return "".join(c for c in text if unicodedata.category(c) not in {"Cc", "Cs", "Zl", "Zp"})


def _project(record: Mapping[str, Any], file: str, number: int) -> RawProject:
    issues: list[DataIssue] = []

    def unreadable(name: str, value: object) -> None:
        written = json.dumps(value, ensure_ascii=False)
        issues.append(DataIssue(IssueKind.UNREADABLE_LINE, name, written, number))

    values: dict[str, str | None] = {}
    for name, places in _FIELDS.items():
        found, value = _look_up(record, places)
        values[name] = _plain(value) if found else None
        if found and values[name] is None:
            unreadable(_ISSUE_NAMES.get(name, name), value)
    period = record.get("period")
    if isinstance(period, str):
        if span := find_period(trim(period)):
            values["start"], values["end"] = span.start, span.end
        else:
            unreadable("period", period)
    objective = _objective(record.get("objective"))
    if objective is None:
        unreadable("objective", record["objective"])
    links = _links(record.get("links"))
    if links is None:
        unreadable("links", record["links"])
    return RawProject(
        title=squeeze(values["title"] or ""),
        description=trim(_text(record)),
        file=file,
        first_line=number,
        last_line=number,
        id=record["id"],
        short_name=squeeze(values["short_name"] or ""),
        organisation=values["organisation"],
        organisation_type=values["organisation_type"],
        municipality=values["municipality"],
        region=values["region"],
        start=values["start"],
        end=values["end"],
        support=values["support"],
        language=values["language"],
        objective=objective or Objective(),
        links=links or (),
        lines=dict.fromkeys((*values, "description", "eu_support_eur"), number),
        issues=tuple(issues),
    )


def _look_up(record: Mapping[str, Any], places: tuple[tuple[str, ...], ...]) -> tuple[bool, object]:
    """Return whether any of `places` is given, and the first value there that is not empty."""
    found = False
    for place in places:
        value: Any = record
        for key in place:
            if not isinstance(value, dict) or key not in value:
                break
            value = value[key]
        else:
            # An object is looked into by the other places of its field.
            if isinstance(value, dict) and len(places) > 1:
                continue
            found = True
            if value not in (None, ""):
                return True, value
    return found, ""


def _plain(value: object) -> str | None:
    """Return a text or a number as it would be written, or None for anything else."""
    if isinstance(value, str):
        return squeeze(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    # Two decimals, for with three a dot would be read as one between thousands.
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def _objective(value: object) -> Objective | None:
    if value in (None, "", {}):
        return Objective()
    if isinstance(value, str):
        return Objective(squeeze(value))
    if not isinstance(value, dict):
        return None
    code, name, introduction = (value.get(key, "") for key in ("code", "name", "introduction"))
    if not all(isinstance(each, str) for each in (code, name, introduction)):
        return None
    return Objective(squeeze(code), squeeze(name), trim(introduction))


def _links(value: object) -> tuple[str, ...] | None:
    if value in (None, "", []):
        return ()
    links = [value] if isinstance(value, str) else value
    if not isinstance(links, list) or not all(isinstance(each, str) for each in links):
        return None
    return tuple(squeeze(each) for each in links if squeeze(each))
