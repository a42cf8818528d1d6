"""A row of a table, and the project that it tells of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from hankehaku.records import DataIssue, IssueKind, Objective
from hankehaku.sources.base import RawProject
from hankehaku.sources.dates import split_period
from hankehaku.sources.repeats import content_key
from hankehaku.sources.tables.cells import one_line, paragraphs
from hankehaku.sources.tables.columns import Columns

Flaw = Callable[[str, str], None]
"""Takes note of a field that could not be read, and of what was written."""

_LONGEST_ID = 200
_LONGEST_ISSUE = 300
_ADDRESS = re.compile(r"https?://\S+/([^/\s]+)/?")
_CODE = re.compile(r"([0-9]+(?:\.[0-9]+)*)\.?(?:\s*[:–—-]\s*|\s+)?(.*)", re.DOTALL)
_LANGUAGES = {
    **dict.fromkeys(("fi", "fin", "suomi", "finnish", "finska"), "fi"),
    **dict.fromkeys(("sv", "swe", "ruotsi", "swedish", "svenska"), "sv"),
    **dict.fromkeys(("en", "eng", "englanti", "english", "engelska"), "en"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its first and last line (or number) in the document, and its cells.

    `broken` holds a row that could not be taken apart, as it stands in the document.
    """

    line: int
    last: int
    cells: Sequence[object]
    broken: str = ""


class RowReader:
    """Reads the cells of rows as the fields that their columns were taken for."""

    def __init__(self, file: str, columns: Columns) -> None:
        self._file = file
        self._columns = columns

    def _cells(self, row: Row, field: str) -> Iterator[object]:
        for place in self._columns.places.get(field, ()):
            if place < len(row.cells):
                yield row.cells[place]

    def _one(self, row: Row, field: str) -> str | None:
        """Return the first filled cell of a field, '' if all are empty, None without a column."""
        if field not in self._columns.places:
            return None
        return next(filter(None, map(one_line, self._cells(row, field))), "")

    def project(self, row: Row) -> RawProject:
        """Return what a row tells of a project, every value as written."""
        issues: list[DataIssue] = []

        def flaw(field: str, written: str) -> None:
            issues.append(
                DataIssue(IssueKind.UNREADABLE_LINE, field, written[:_LONGEST_ISSUE], row.line)
            )

        texts = [next(filter(None, map(paragraphs, self._cells(row, "description"))), "")]
        texts += [paragraphs(cell) for cell in self._cells(row, "details")]
        start, end = self._period(row, flaw)
        language = self._one(row, "language")
        short_name = self._one(row, "short_name") or ""
        title = self._one(row, "title") or short_name
        organisation = self._one(row, "organisation")
        support = self._support(row)
        description = "\n\n".join(filter(None, texts))
        given = self._id(row, flaw)
        parts = (title, organisation, start, end, support, description)
        return RawProject(
            title=title,
            description=description,
            file=self._file,
            first_line=row.line,
            last_line=row.last,
            id=given,
            key="" if given else content_key(parts),
            short_name="" if short_name == title else short_name,
            organisation=organisation,
            organisation_type=self._one(row, "organisation_type") or None,
            municipality=self._one(row, "municipality") or None,
            region=self._one(row, "region") or None,
            start=start,
            end=end,
            support=support,
            language=language and _LANGUAGES.get(language.split("-")[0].lower(), language),
            objective=self._objective(row),
            links=tuple(filter(None, map(one_line, self._cells(row, "link")))),
            issues=tuple(issues),
        )

    def _period(self, row: Row, flaw: Flaw) -> tuple[str | None, str | None]:
        start, end = self._one(row, "start"), self._one(row, "end")
        period = self._one(row, "period")
        if start or end or period is None:
            return start, end
        if period and not (span := split_period(period)):
            flaw("period", period)
        return span if period and span else ("", "")

    def _id(self, row: Row, flaw: Flaw) -> str:
        written = self._one(row, "id") or ""
        if match := _ADDRESS.fullmatch(written):
            written = match[1]
        printable = "".join(char for char in written if char.isprintable())
        if len(printable) > _LONGEST_ID or printable != written:
            flaw("id", written)
        return printable if len(printable) <= _LONGEST_ID else ""

    def _support(self, row: Row) -> str | None:
        written = self._one(row, "support")
        if not written:
            return written
        currency = self._one(row, "currency") or ""
        unit = self._columns.unit if written.strip("0123456789.,' \u00a0\u202f\u2009") == "" else ""
        euro = currency.upper() in ("", "EUR", "€", "EURO", "EUROA")
        return " ".join(filter(None, (written, unit, "" if euro else currency)))

    def _objective(self, row: Row) -> Objective:
        written = self._one(row, "objective") or ""
        name = self._one(row, "objective_name") or ""
        if match := _CODE.fullmatch(written):
            return Objective(match[1], name or match[2])
        if written and len(written) <= 20 and " " not in written:
            return Objective(written, name)
        return Objective("", name or written)
