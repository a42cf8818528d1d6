"""Takes the rows of a table one by one: keeps projects, and puts aside what is none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hankehaku.sources.base import RawProject, ReadResult
from hankehaku.sources.dates import looks_like_date, parse_date, parse_month
from hankehaku.sources.rejected import Reason, Rejected
from hankehaku.sources.tables.cells import LONGEST, as_text
from hankehaku.sources.tables.columns import Columns
from hankehaku.sources.tables.row import Row, RowReader
from hankehaku.sources.values import trim

_MOSTLY = 0.9
_FOOTNOTES = 5
_TOTAL = re.compile(
    r"(?:kaikki\s+)?(?:yhteensä|summa|loppusumma|totalt|sammanlagt|total|grand total|sum)"
    r"(?:\s*[:(].{0,80}|\s+[0-9].{0,80})?",
    re.IGNORECASE,
)
_SUM = re.compile(r"[-0-9.,\s€%]+")


class Table:
    """The projects of a table and what was put aside of it.

    `sample` are some of its rows, which tell whether short ones are usual. In a `separated` table a
    row that does not fit the header is broken; a table that `has_notes` may end in totals and
    footnotes.
    """

    def __init__(
        self,
        file: str,
        columns: Columns,
        sample: Sequence[Row] = (),
        *,
        separated: bool = False,
        has_notes: bool = False,
    ) -> None:
        self._file = file
        self._columns = columns
        self._reader = RowReader(file, columns)
        self._width = len(columns.names)
        filled = [row for row in sample if row.cells and not row.broken]
        whole = sum(len(row.cells) >= self._width for row in filled)
        # Some programs leave out empty cells at the end of a row: then a short row may be whole.
        self._strict = separated and bool(filled) and whole >= _MOSTLY * len(filled)
        self._separated, self._has_notes = separated, has_notes
        self._short: tuple[Row, list[str]] | None = None
        self._projects: list[RawProject] = []
        self._rejected: list[Rejected] = []
        self._loose: list[tuple[Row, RawProject]] = []

    def take(self, row: Row) -> None:
        """Take the next row."""
        if row.broken:
            self.reject(row, Reason.BROKEN_ROW, row.broken)
            return
        texts = [as_text(cell) for cell in row.cells]
        filled = [place for place, text in enumerate(texts) if trim(text)]
        if not filled:
            return
        if any(len(text) > LONGEST for text in texts):
            self.reject(row, Reason.TOO_LARGE, [text[:1000] for text in texts])
        elif self._is_broken(len(texts), filled[-1]):
            self.reject(row, Reason.BROKEN_ROW, texts)
        elif [trim(text) for text in texts] == [trim(name) for name in self._columns.names]:
            self.reject(row, Reason.HEADER_AGAIN, self._as_read(texts))
        else:
            self._record(row, texts, filled)

    def _is_broken(self, count: int, last: int) -> bool:
        """Tell whether a separator within a text, or a line end, has put cells out of place."""
        return (self._separated and last >= self._width) or (self._strict and count < self._width)

    def _record(self, row: Row, texts: Sequence[str], filled: Sequence[int]) -> None:
        raw = self._reader.project(row)
        is_short = self._separated and len(texts) < self._width
        if is_short and _is_shifted(raw):
            self._take_back(len(texts))
            self.reject(row, Reason.BROKEN_ROW, list(texts))
        elif self._has_notes and _is_total(trim(texts[filled[0]]), raw):
            self.reject(row, Reason.TOTAL, self._as_read(texts))
        elif raw.description or (raw.title and len(filled) > 1):
            self._settle()
            self._projects.append(raw)
            self._short = (row, list(texts)) if is_short else None
        else:
            # Whether it is a project, a flaw or a footnote is told by what follows.
            self._loose.append((row, raw))

    def _take_back(self, count: int) -> None:
        """Reject the last project when it is the first half of a row that a line end has cut."""
        if self._short is None or self._loose:
            return
        row, texts = self._short
        if len(texts) + count - 1 == self._width:
            self._projects.pop()
            self.reject(row, Reason.BROKEN_ROW, texts)
        self._short = None

    def _settle(self, *, at_end: bool = False) -> None:
        """Decide of rows that hold little: single cells at the end of a table are footnotes."""
        few = at_end and self._has_notes and 0 < len(self._loose) <= _FOOTNOTES
        few = few and bool(self._projects)
        for row, raw in self._loose:
            texts = list(filter(trim, map(as_text, row.cells)))
            if few and len(texts) == 1 and self._width > 2:
                self.reject(row, Reason.FOOTNOTE, self._as_read([*map(as_text, row.cells)]))
            elif few and not raw.id and not raw.title and all(map(_SUM.fullmatch, texts)):
                self.reject(row, Reason.TOTAL, self._as_read([*map(as_text, row.cells)]))
            elif raw.title:
                self._projects.append(raw)
            else:
                self.reject(row, Reason.NO_TEXT, self._as_read([*map(as_text, row.cells)]))
        self._loose.clear()

    def reject(self, row: Row, reason: Reason, record: object) -> None:
        """Put a row aside."""
        self._rejected.append(Rejected(self._file, row.line, record, reason))

    def _as_read(self, texts: Sequence[str]) -> dict[str, str]:
        names = (*self._columns.names, *("" for _ in texts[self._width :]))
        return {
            name or f"#{place}": text
            for place, (name, text) in enumerate(zip(names, texts, strict=False), start=1)
            if text
        }

    def result(self, above: str) -> ReadResult:
        """Return all that was read; `above` is what stands over the header."""
        self._settle(at_end=True)
        self._rejected.sort(key=lambda each: each.line)
        objectives = dict.fromkeys(each.objective for each in self._projects if each.objective.code)
        return ReadResult(
            tuple(self._projects),
            tuple(objectives),
            programme=above,
            issues=tuple(each.to_issue() for each in self._rejected),
            rejected=tuple(self._rejected),
        )


def _is_total(first: str, raw: RawProject) -> bool:
    return bool(_TOTAL.fullmatch(first)) and not raw.description and not raw.start


def _is_shifted(raw: RawProject) -> bool:
    """Tell whether what stands for dates and sums is none, as when cells are out of place."""
    dates = [each for each in (raw.start, raw.end) if each]
    wrong = sum(not parse_date(each) and not parse_month(each) for each in dates)
    if raw.support:
        wrong += not any(char.isdigit() for char in raw.support) or looks_like_date(raw.support)
    texts = (raw.title, raw.description, raw.organisation or "")
    return wrong > 1 or (wrong == 1 and not raw.description) or any(map(looks_like_date, texts))
