"""A Word document under construction: headings, marked runs, tables and links that readers find."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from hankehaku.interfaces.exports import word_styles
from hankehaku.interfaces.exports.cleaning import clean

if TYPE_CHECKING:
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

TAGS = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}
"""The languages as Word names them."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one style.

    `language` is fi, sv or en, empty for that of the document; `unproofed` words are of a language
    that is not known. `target` is the name of a mark to lead to, `address` one of the web.
    """

    text: str
    language: str = ""
    bold: bool = False
    unproofed: bool = False
    target: str = ""
    address: str = ""


Words = str | Run | Sequence[str | Run]


class Document:
    """Builds a document in a language; every text that is put in it is cleaned first."""

    def __init__(self, language: str, title: str, day: date) -> None:
        import docx

        self._language = language
        self._document = docx.Document()
        self._marks = 0
        word_styles.dress(self._document, TAGS[language])
        properties = self._document.core_properties
        properties.title = clean(title)[:250]
        properties.author = properties.last_modified_by = "Hankehaku"
        properties.comments = ""
        properties.language = TAGS[language]
        properties.created = properties.modified = datetime(
            day.year, day.month, day.day, tzinfo=UTC
        )
        properties.revision = 1

    def title(self, words: Words, above: str) -> None:
        """Add the title, with a small line above it."""
        self._filled(self._document.add_paragraph(style="Subtitle"), above)
        self._filled(self._document.add_paragraph(style="Title"), words)

    def heading(self, words: Words, level: int = 1) -> None:
        """Add a heading that the outline has."""
        self._filled(self._document.add_paragraph(style=f"Heading {level}"), words)

    def paragraph(self, words: Words, *, keep: bool = False, style: str = "Normal") -> None:
        """Add a paragraph; `keep` keeps it on the page of what follows."""
        paragraph = self._filled(self._document.add_paragraph(style=style), words)
        paragraph.paragraph_format.keep_with_next = keep or None

    def quote(self, words: Words, *, keep: bool = False) -> None:
        """Add a quotation; `keep` keeps it on the page of what follows."""
        self.paragraph(words, keep=keep, style="Quote")

    def bullets(self, items: Iterable[Words]) -> None:
        """Add a list."""
        for item in items:
            self._filled(self._document.add_paragraph(style="List Bullet"), item)

    def entry(self, words: Words, mark: str) -> None:
        """Add an entry of a list of sources, marked for links to lead to."""
        paragraph = self._filled(self._document.add_paragraph(style="Bibliography"), words)
        self._marks += 1
        word_styles.add_mark(paragraph, mark, self._marks)

    def table(
        self,
        rows: Sequence[Sequence[Words]],
        widths: Sequence[float],
        *,
        caption: str,
        right: Sequence[int] = (),
    ) -> None:
        """Add a table whose first row is its heading, repeated on every page.

        `widths` are in centimetres, `right` the columns that are set to the right.
        """
        table = self._table(rows, widths, caption)
        word_styles.make_heading(table.rows[0])
        for number, row in enumerate(table.rows):
            for place, cell in enumerate(row.cells):
                if number == 0:
                    self._bold(cell)
                if place in right:
                    word_styles.to_right(cell.paragraphs[0])

    def facts(
        self, rows: Sequence[tuple[Words, Words]], widths: Sequence[float], *, caption: str
    ) -> None:
        """Add a table of two columns, the first of which names the second."""
        table = self._table(rows, widths, caption)
        for row in table.rows:
            self._bold(row.cells[0])

    def footer(self, words: str, page: str) -> None:
        """Have every page end with some words and its number: 'sivu 2 / 5'."""
        paragraph = self._document.sections[0].footer.paragraphs[0]
        self._filled(paragraph, f"{words}\t{page} ")
        word_styles.add_field(paragraph, "PAGE")
        paragraph.add_run(" / ")
        word_styles.add_field(paragraph, "NUMPAGES")

    def bytes(self) -> bytes:
        """Return the document as a file."""
        written = io.BytesIO()
        self._document.save(written)
        return written.getvalue()

    def _table(
        self, rows: Sequence[Sequence[Words]], widths: Sequence[float], caption: str
    ) -> Table:
        table: Table = self._document.add_table(
            rows=len(rows), cols=len(widths), style="Table Grid"
        )
        word_styles.set_widths(table, widths)
        word_styles.set_caption(table, clean(caption))
        for row, values in zip(table.rows, rows, strict=True):
            word_styles.keep_whole(row)
            for cell, words in zip(row.cells, values, strict=True):
                paragraph = cell.paragraphs[0]
                paragraph.style = self._document.styles["Table Text"]
                self._filled(paragraph, words)
        # a paragraph of its own keeps tables apart
        self._document.add_paragraph(style="After Table")
        return table

    def _bold(self, cell: _Cell) -> None:
        word_styles.shade(cell)
        for run in cell.paragraphs[0].runs:
            run.bold = True

    def _filled(self, paragraph: Paragraph, words: Words) -> Paragraph:
        parts: Sequence[str | Run] = [words] if isinstance(words, str | Run) else words
        for part in parts:
            made = part if isinstance(part, Run) else Run(part)
            run: Any = paragraph.add_run(clean(made.text))
            run.bold = made.bold or None
            if made.language and made.language != self._language:
                word_styles.set_language(run, TAGS[made.language])
            if made.unproofed:
                word_styles.leave_unproofed(run)
            if made.target:
                word_styles.lead_to(run, made.target)
            elif made.address.startswith(("https://", "http://")):
                word_styles.lead_out(run, made.address)
        return paragraph
