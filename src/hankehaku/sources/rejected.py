"""Records that cannot become projects: what was read, where, and why it was put aside."""

from __future__ import annotations

import enum
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from hankehaku.records import DataIssue, IssueKind

_LONGEST = 300


class Reason(enum.StrEnum):
    """Why a record is no project."""

    NO_TEXT = "no_text"
    REPEATED_ID = "repeated_id"
    BROKEN_ROW = "broken_row"
    ABOVE_HEADER = "above_header"
    TOO_LARGE = "too_large"
    NO_RECORD = "no_record"
    # what is no record at all, and so speaks of no trouble with the source
    SAME_AGAIN = "same_again"
    TOTAL = "total"
    FOOTNOTE = "footnote"
    HEADER_AGAIN = "header_again"


_HARMLESS = frozenset({Reason.SAME_AGAIN, Reason.TOTAL, Reason.FOOTNOTE, Reason.HEADER_AGAIN})


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record as it was read (a text, or JSON types), its file and first line, and the reason."""

    file: str
    line: int
    record: Any
    reason: Reason

    @property
    def counts(self) -> bool:
        """Whether something was lost: not for totals, footnotes and the same record again."""
        return self.reason not in _HARMLESS

    @property
    def written(self) -> str:
        """The record on one line."""
        if isinstance(self.record, str):
            return self.record
        return json.dumps(self.record, ensure_ascii=False, default=str)

    def to_issue(self) -> DataIssue:
        """Return the issue that tells of it; a long record is cut there."""
        text = "".join(each if each.isprintable() else " " for each in self.written)
        short = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
        return DataIssue(IssueKind.UNREADABLE_LINE, self.file, short, self.line)

    def to_json(self) -> str:
        """Return a line of JSON, fit for the file of rejected records."""
        record = {
            "file": self.file,
            "line": self.line,
            "reason": self.reason.value,
            "record": self.record,
        }
        # Halves of pairs cannot be written as UTF-8, so what holds one is escaped.
        text = json.dumps(record, ensure_ascii=False, default=str)
        return text if text.isprintable() else json.dumps(record, default=str)


def share_rejected(rejected: Iterable[Rejected], projects: int) -> float:
    """Return the share of records that were lost, 0 to 1."""
    lost = sum(each.counts for each in rejected)
    return lost / (lost + projects) if lost else 0.0
