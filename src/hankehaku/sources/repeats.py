"""Keeps the ids that sources give unique: what comes again is put aside, and told of."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterable

from hankehaku.records import Objective
from hankehaku.sources.base import RawProject, ReadResult
from hankehaku.sources.rejected import Reason, Rejected

_PLACE = ("file", "first_line", "last_line", "lines", "issues")
_CONTENT = tuple(
    field.name for field in dataclasses.fields(RawProject) if field.name not in (*_PLACE, "key")
)


def without_repeats(result: ReadResult, seen: dict[str, bytes]) -> ReadResult:
    """Return a result without the projects whose given id is in `seen`, which grows by the others.

    Each that is left out is rejected: the same again, or with other content.
    """
    projects, rejected = [], []
    for each in result.projects:
        digest = _digest(each) if each.id else b""
        if each.id and each.id in seen:
            same = seen[each.id] == digest
            reason = Reason.SAME_AGAIN if same else Reason.REPEATED_ID
            rejected.append(Rejected(each.file, each.first_line, as_read(each), reason))
            continue
        projects.append(each)
        if each.id:
            seen[each.id] = digest
    if not rejected:
        return result
    return dataclasses.replace(
        result,
        projects=tuple(projects),
        issues=(*result.issues, *(each.to_issue() for each in rejected)),
        rejected=(*result.rejected, *rejected),
    )


def as_read(raw: RawProject) -> dict[str, object]:
    """Return what a project was read as, without its place and what is empty, as JSON types."""
    fields = ((field.name, getattr(raw, field.name)) for field in dataclasses.fields(raw))
    return {
        name: dataclasses.asdict(value) if isinstance(value, Objective) else value
        for name, value in fields
        if name not in (*_PLACE, "key") and value and not _is_blank(value)
    }


def content_key(parts: Iterable[object]) -> str:
    """Return six digits that tell projects of one name apart, whatever their order."""
    text = "\0".join("" if each is None else str(each) for each in parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:6]


def _is_blank(value: object) -> bool:
    return isinstance(value, Objective) and value == Objective()


def _digest(raw: RawProject) -> bytes:
    text = repr([getattr(raw, name) for name in _CONTENT])
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).digest()
