"""Turns the rows of a table into projects: finds the header, and puts aside what is none."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from hankehaku.errors import SourceError
from hankehaku.records import DataIssue, IssueKind, Objective
from hankehaku.sources.base import Document, RawProject, Reading, ReadResult
from hankehaku.sources.dates import looks_like_date, parse_date, parse_month, split_period
from hankehaku.sources.rejected import Reason, Rejected
from hankehaku.sources.repeats import content_key, without_repeats
from hankehaku.sources.tables.cells import LONGEST, as_text, one_line, paragraphs
from hankehaku.sources.tables.columns import Columns, match_columns
from hankehaku.sources.values import first_words, trim

Flaw = Callable[[str, str], None]
"""Takes note of a field that could not be read, and of what was written."""

_HEADER_WITHIN = 40
_SAMPLE = 200
_MOSTLY = 0.9
_LONGEST_ID = 200
_LONGEST_FIELD = 20_000
_FOOTNOTES = 5
_TOTAL = re.compile(
    r"(?:kaikki\s+)?(?:yhteensä|summa|loppusumma|totalt|sammanlagt|total|grand total|sum)"
    r"(?:\s*[:(].{0,80}|\s+[0-9].{0,80})?",
    re.IGNORECASE,
)
_SUM = re.compile(r"[-0-9.,\s€%]+")
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


def read_rows(document: Document, rows: Iterable[Row], reading: Reading) -> ReadResult:
    """Read a table whose header is among its first rows, in one pass.

    Raises SourceError when no row names a title or a description, and when a stated column lacks.
    """
    coming = iter(rows)
    first = list(itertools.islice(coming, max(_SAMPLE, _HEADER_WITHIN)))
    place, columns = _header(first, document)
    header = first[place]
    table = _Table(
        document.name,
        columns,
        first[place + 1 :],
        separated=bool(reading.separator),
        has_notes=True,
    )
    above = [_joined(row) for row in first[:place] if any(map(as_text, row.cells))]
    for row in itertools.chain(first[place + 1 :], coming):
        table.take(row)
    result = table.result("\n\n".join(above))
    told = replace(
        reading,
        profile=reading.profile or columns.profile,
        header_line=header.line,
        columns=tuple(columns.named()),
        records=len(result.projects) + len(result.rejected),
    )
    return without_repeats(replace(result, readings=(told,)), {})


def read_records(
    document: Document, names: Sequence[str], rows: Iterable[Row], reading: Reading
) -> ReadResult:
    """Read a table whose columns are known by name, such as Parquet and JSON."""
    columns = match_columns(names, document.options, str(document.path))
    if not columns.is_usable:
        raise _no_header(document, names)
    table = _Table(document.name, columns)
    for row in rows:
        table.take(row)
    result = table.result("")
    told = replace(
        reading,
        profile=columns.profile,
        columns=tuple(columns.named()),
        records=len(result.projects) + len(result.rejected),
    )
    return without_repeats(replace(result, readings=(told,)), {})


class _Table:
    """Takes rows one by one and keeps the projects and what was put aside."""

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
            self._reject(row, Reason.BROKEN_ROW, row.broken)
            return
        texts = [as_text(cell) for cell in row.cells]
        filled = [place for place, text in enumerate(texts) if trim(text)]
        if not filled:
            return
        if any(len(text) > LONGEST for text in texts):
            self._reject(row, Reason.TOO_LARGE, [text[:1000] for text in texts])
        elif self._is_broken(len(texts), filled[-1]):
            self._reject(row, Reason.BROKEN_ROW, texts)
        elif [trim(text) for text in texts] == [trim(name) for name in self._columns.names]:
            self._reject(row, Reason.HEADER_AGAIN, self._as_read(texts))
        else:
            self._record(row, texts, filled)

    def _is_broken(self, count: int, last: int) -> bool:
        """Tell whether a separator within a text, or a line end, has put cells out of place."""
        return (self._separated and last >= self._width) or (self._strict and count < self._width)

    def _record(self, row: Row, texts: Sequence[str], filled: Sequence[int]) -> None:
        raw = self._project(row)
        is_short = self._separated and len(texts) < self._width
        if is_short and _is_shifted(raw):
            self._take_back(len(texts))
            self._reject(row, Reason.BROKEN_ROW, list(texts))
        elif self._has_notes and _is_total(trim(texts[filled[0]]), raw):
            self._reject(row, Reason.TOTAL, self._as_read(texts))
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
            self._reject(row, Reason.BROKEN_ROW, texts)
        self._short = None

    def _settle(self, *, at_end: bool = False) -> None:
        """Decide of rows that hold little: single cells at the end of a table are footnotes."""
        few = at_end and self._has_notes and 0 < len(self._loose) <= _FOOTNOTES
        few = few and bool(self._projects)
        for row, raw in self._loose:
            texts = list(filter(trim, map(as_text, row.cells)))
            if few and len(texts) == 1 and self._width > 2:
                self._reject(row, Reason.FOOTNOTE, self._as_read([*map(as_text, row.cells)]))
            elif few and not raw.id and not raw.title and all(map(_SUM.fullmatch, texts)):
                self._reject(row, Reason.TOTAL, self._as_read([*map(as_text, row.cells)]))
            elif raw.title:
                self._projects.append(raw)
            else:
                self._reject(row, Reason.NO_TEXT, self._as_read([*map(as_text, row.cells)]))
        self._loose.clear()

    def _reject(self, row: Row, reason: Reason, record: object) -> None:
        self._rejected.append(Rejected(self._file, row.line, record, reason))

    def _as_read(self, texts: Sequence[str]) -> dict[str, str]:
        names = (*self._columns.names, *("" for _ in texts[self._width :]))
        return {
            name or f"#{place}": text
            for place, (name, text) in enumerate(zip(names, texts, strict=False), start=1)
            if text
        }

    def _cells(self, row: Row, field: str) -> Iterator[object]:
        for place in self._columns.places.get(field, ()):
            if place < len(row.cells):
                yield row.cells[place]

    def _one(self, row: Row, field: str) -> str | None:
        """Return the first filled cell of a field, '' if all are empty, None without a column."""
        if field not in self._columns.places:
            return None
        return next(filter(None, map(one_line, self._cells(row, field))), "")

    def _project(self, row: Row) -> RawProject:
        issues: list[DataIssue] = []

        def flaw(field: str, written: str) -> None:
            issues.append(DataIssue(IssueKind.UNREADABLE_LINE, field, written[:300], row.line))

        texts = [next(filter(None, map(paragraphs, self._cells(row, "description"))), "")]
        texts += [paragraphs(cell) for cell in self._cells(row, "details")]
        start, end = self._one(row, "start"), self._one(row, "end")
        period = self._one(row, "period")
        if period and not start and not end:
            if span := split_period(period):
                start, end = span
            else:
                flaw("period", period)
        language = self._one(row, "language")
        short_name = self._one(row, "short_name") or ""
        title = self._one(row, "title") or short_name
        organisation = self._one(row, "organisation")
        support = self._support(row)
        description = "\n\n".join(filter(None, texts))
        given = self._id(row, flaw)
        parts = (title, organisation, start, end, support, description)
        return RawProject(
            title=title[:_LONGEST_FIELD],
            description=description,
            file=self._file,
            first_line=row.line,
            last_line=row.last,
            id=given,
            key="" if given else content_key(parts),
            short_name="" if short_name == title else short_name[:_LONGEST_FIELD],
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


def _header(first: Sequence[Row], document: Document) -> tuple[int, Columns]:
    """Return the row, of the first ones, that names most fields, and what its columns hold."""
    best: tuple[int, int, Columns] | None = None
    failed: SourceError | None = None
    for place, row in enumerate(first[:_HEADER_WITHIN]):
        names = [one_line(cell) for cell in row.cells]
        while names and not names[-1]:
            names.pop()
        if not names or any(len(name) > 300 for name in names):
            continue
        try:
            columns = match_columns(names, document.options, str(document.path))
        except SourceError as exc:
            failed = failed or exc
            continue
        if columns.is_usable and (best is None or len(columns.places) > best[0]):
            best = len(columns.places), place, columns
    if best is not None:
        return best[1], best[2]
    if failed is not None and document.options.columns:
        raise failed
    widest = max(first[:_HEADER_WITHIN], key=lambda row: len(row.cells), default=Row(1, 1, ()))
    raise failed or _no_header(document, [one_line(cell) for cell in widest.cells])


def _no_header(document: Document, names: Sequence[str]) -> SourceError:
    there = ", ".join(first_words(name, 40) for name in names[:20] if name) or "none"
    return SourceError(
        f"no column is known to hold a title or a description (columns: {there})",
        where=str(document.path),
        cure='Name the columns in collection.toml: [columns] title = "…", description = "…".',
    )


def _joined(row: Row) -> str:
    return " ".join(filter(None, map(one_line, row.cells)))
