"""Writes a table as an Excel workbook, with a second sheet that tells what it is of."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from hankehaku.interfaces.exports.cleaning import clean, is_formula, shortened
from hankehaku.interfaces.exports.gathered import Fact, Gathered
from hankehaku.interfaces.exports.table import Column, Value, columns, rows
from hankehaku.interfaces.texts import text

if TYPE_CHECKING:
    from openpyxl import Workbook

LONGEST = 32_767
"""Characters that a cell of a workbook can hold."""

_DAYS = {"fi": "d.m.yyyy", "sv": "yyyy-mm-dd", "en": "d mmm yyyy"}
_EARLIEST = date(1900, 3, 1)  # dates before have no sure number in a workbook
_HEIGHT = 60.0  # four lines, so that a long description leaves the next project in sight


def write_xlsx(gathered: Gathered) -> bytes:
    """Return all projects as a workbook: real dates and numbers, texts that are never formulas."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.creator = "Hankehaku"
    book.properties.title = gathered.question[:250] or gathered.collection
    book.properties.language = gathered.language
    _projects(book, gathered)
    _about(book, gathered)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _projects(book: Workbook, gathered: Gathered) -> None:
    from openpyxl.utils import get_column_letter

    language = gathered.language
    cols = columns(language, base=gathered.base, ranked=gathered.ranked)
    sheet = _sheet(book, text(language, "export_sheet"))
    # the ranks and the titles stay in sight, and so do the headings
    sheet.freeze_panes = "C2" if gathered.ranked else "B2"
    last = f"{get_column_letter(len(cols))}{len(gathered.projects) + 1}"
    sheet.auto_filter.ref = f"A1:{last}"
    sheet.print_title_rows = "1:1"
    for place, column in enumerate(cols, 1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    cells = _Cells(sheet, language)
    sheet.append([cells.heading(column.heading) for column in cols])
    for place, row in enumerate(rows(gathered.projects, cols), 2):
        sheet.row_dimensions[place].height = _HEIGHT
        sheet.append(_row(cells, row, cols))


def _row(cells: _Cells, row: Sequence[Value], cols: Sequence[Column]) -> list[Any]:
    pairs = zip(row, cols, strict=True)
    return [cells.of(value, euros=column.euros) for value, column in pairs]


def _about(book: Workbook, gathered: Gathered) -> None:
    sheet = _sheet(book, text(gathered.language, "export_about"))
    sheet.column_dimensions["A"].width = 36
    sheet.column_dimensions["B"].width = 90
    cells = _Cells(sheet, gathered.language, horizontal="left")
    facts: list[Fact] = [gathered.asked()]
    facts += [(label, "; ".join(values)) for label, values in gathered.understood()]
    facts += [*gathered.origin(), *gathered.counts(), *gathered.rights()]
    for label, value in facts:
        sheet.append([cells.heading(label), cells.of(value)])


def _sheet(book: Workbook, title: str) -> Any:
    sheet: Any = book.create_sheet(title)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    return sheet


class _Cells:
    """Makes the cells of a sheet, set `horizontal` as named or as their kinds are (None).

    Their styles are made once, as there may be a million cells.
    """

    def __init__(self, sheet: Any, language: str, *, horizontal: str | None = None) -> None:
        from openpyxl.styles import Font, PatternFill

        bold, shade = (
            Font(name="Calibri", size=11, bold=True),
            PatternFill("solid", fgColor="E6ECF2"),
        )
        self._sheet, self._horizontal = sheet, horizontal
        self._plain = self._style()
        # it stays text when somebody edits the cell
        self._quoted = self._style(quotePrefix=True)
        self._heading = self._style(font=bold, fill=shade)
        self._day = self._style(number_format=_DAYS[language])
        self._euros = self._style(number_format='#,##0\\ "€"')
        self._whole = self._style(number_format="#,##0")

    def heading(self, value: str) -> Any:
        """Return a cell that names a column or a row."""
        return self._text(value, self._heading)

    def of(self, value: Value, *, euros: bool = False) -> Any:
        """Return a cell with a value, None for an empty one."""
        if value is None or value == "":
            return None
        if isinstance(value, str):
            return self._text(value, self._quoted if is_formula(value) else self._plain)
        if not isinstance(value, date):
            return self._made(value, self._euros if euros else self._whole)
        if value < _EARLIEST:
            return self._text(value.isoformat(), self._plain)
        return self._made(value, self._day)

    def _text(self, value: str, style: Any) -> Any:
        cell = self._made(shortened(clean(value), LONGEST), style)
        cell.data_type = "s"  # whatever it begins with
        return cell

    def _made(self, value: str | int | date, style: Any) -> Any:
        from openpyxl.cell import WriteOnlyCell

        cell: Any = WriteOnlyCell(self._sheet, cast("Any", value))
        cell._style = style
        return cell

    def _style(self, **looks: Any) -> Any:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment

        cell: Any = WriteOnlyCell(self._sheet)
        cell.alignment = Alignment(self._horizontal, "top", wrap_text=True)
        for name, look in looks.items():
            setattr(cell, name, look)
        return cell._style
