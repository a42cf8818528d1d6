"""The looks of a Word document, and what of its format python-docx has no words for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import docx.document
    from docx.table import Table, _Cell, _Row
    from docx.text.paragraph import Paragraph

_FONT = "Calibri"
_DARK, _GREY, _SHADE, _LINE = "1F3A5F", "595959", "E6ECF2", "B8C4D0"
_LINK = "1F4E9E"
_STYLES: dict[str, tuple[float, str, bool, float, float]] = {
    # size, colour, bold, space before and after, in points
    "Normal": (10.5, "000000", False, 0, 6),
    "Title": (20, _DARK, True, 0, 10),
    "Subtitle": (10.5, _GREY, False, 0, 2),
    "Heading 1": (14, _DARK, True, 18, 6),
    "Heading 2": (11.5, _DARK, True, 12, 3),
    "List Bullet": (10.5, "000000", False, 0, 3),
    "Quote": (10.5, "000000", False, 3, 6),
    "Footer": (8.5, _GREY, False, 0, 0),
}
_NEW = {
    "Table Text": (9.5, "000000", False, 2, 2),
    "After Table": (4, "000000", False, 0, 4),
    "Small": (9, _GREY, False, 0, 4),
    "Bibliography": (9.5, "000000", False, 0, 4),
}


def dress(document: docx.document.Document, tag: str) -> None:
    """Give a document its page (A4), its styles and its language."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Cm

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin, section.bottom_margin = Cm(2), Cm(2)
    for name, look in _STYLES.items():
        _style(document.styles[name], *look)
    for name, look in _NEW.items():
        made: Any = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = document.styles["Normal"]
        _style(made, *look)
    styles: Any = document.styles
    styles["Bibliography"].paragraph_format.left_indent = Cm(0.9)
    styles["Bibliography"].paragraph_format.first_line_indent = Cm(-0.9)
    styles["Quote"].paragraph_format.left_indent = Cm(0.6)
    styles["Quote"].paragraph_format.keep_together = True
    _bar(styles["Quote"])
    _unline(styles["Title"])
    tabs = styles["Footer"].paragraph_format.tab_stops
    tabs.clear_all()
    tabs.add_tab_stop(Cm(16.6), WD_TAB_ALIGNMENT.RIGHT)
    _set_document_language(document, tag)


def _style(style: Any, size: float, colour: str, bold: bool, before: float, after: float) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = RGBColor.from_string(colour)
    style.font.name = _FONT
    fonts = style.element.rPr.rFonts
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        # the fonts of the template's theme would win over the ones named here
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), _FONT)
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)


def _set_document_language(document: docx.document.Document, tag: str) -> None:
    from docx.oxml.ns import qn

    defaults: Any = document.styles.element
    properties = defaults.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(_element("w:lang", val=tag, eastAsia=tag, bidi="ar-SA"))
    settings: Any = document.settings.element
    for theme in settings.findall(qn("w:themeFontLang")):
        theme.set(qn("w:val"), tag)


def set_language(run: Any, tag: str) -> None:
    """Mark a run as words of another language."""
    run._r.get_or_add_rPr().append(_element("w:lang", val=tag))


def leave_unproofed(run: Any) -> None:
    """Have the spelling of a run not checked."""
    run.font.no_proof = True


def lead_to(run: Any, mark: str) -> None:
    """Make a run a link to a mark of the document."""
    link = _element("w:hyperlink", anchor=mark, history="1")
    _wrap(run, link)


def lead_out(run: Any, address: str) -> None:
    """Make a run a link to an address of the web."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml.ns import qn

    link = _element("w:hyperlink", history="1")
    link.set(qn("r:id"), run.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    _wrap(run, link)


def _wrap(run: Any, link: Any) -> None:
    from docx.shared import RGBColor

    run.font.color.rgb = RGBColor.from_string(_LINK)
    run._r.getparent().replace(run._r, link)
    link.append(run._r)


def add_mark(paragraph: Paragraph, name: str, number: int) -> None:
    """Mark a paragraph for links to lead to."""
    element: Any = paragraph._p
    element.insert_element_before(_element("w:bookmarkStart", id=str(number), name=name), "w:r")
    element.append(_element("w:bookmarkEnd", id=str(number)))


def add_field(paragraph: Paragraph, code: str) -> None:
    """Add a field, such as the number of the page."""
    for part in ("begin", code, "separate", "1", "end"):
        run: Any = paragraph.add_run()
        if part in ("begin", "separate", "end"):
            run._r.append(_element("w:fldChar", fldCharType=part))
        elif part == code:
            told: Any = _element("w:instrText")
            told.text = f" {code} "
            run._r.append(told)
        else:
            run.text = part  # what is shown until the field is worked out


def set_widths(table: Table, widths: Sequence[float]) -> None:
    """Give a table fixed columns, in centimetres."""
    from docx.shared import Cm

    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
    properties: Any = table._tbl.tblPr
    # by the margin of its cells, so that a table does not stick out of the text
    after = ("w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    _put(properties, _element("w:tblInd", w="108", type="dxa"), "w:tblBorders", *after)
    borders = _element("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_element(f"w:{side}", val="single", sz="4", space="0", color=_LINE))
    _put(properties, borders, *after)


def set_caption(table: Table, caption: str) -> None:
    """Name a table for those who do not see it."""
    properties: Any = table._tbl.tblPr
    properties.append(_element("w:tblCaption", val=caption))


def make_heading(row: _Row) -> None:
    """Have a row repeated at the top of every page that its table reaches."""
    element: Any = row._tr
    element.get_or_add_trPr().append(_element("w:tblHeader"))


def keep_whole(row: _Row) -> None:
    """Keep a row on one page."""
    element: Any = row._tr
    element.get_or_add_trPr().append(_element("w:cantSplit"))


def shade(cell: _Cell) -> None:
    """Shade a cell that names a column or a row."""
    element: Any = cell._tc
    element.get_or_add_tcPr().append(_element("w:shd", val="clear", color="auto", fill=_SHADE))


def to_right(paragraph: Paragraph) -> None:
    """Set a paragraph to the right, as sums are."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _bar(style: Any) -> None:
    """Draw a bar at the left of what is quoted."""
    borders = _element("w:pBdr")
    borders.append(_element("w:left", val="single", sz="18", space="8", color=_LINE))
    _put(style.element.get_or_add_pPr(), borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def _unline(style: Any) -> None:
    """Take the line under the template's titles away."""
    from docx.oxml.ns import qn

    properties = style.element.get_or_add_pPr()
    for borders in properties.findall(qn("w:pBdr")):
        properties.remove(borders)


def _put(parent: Any, child: Any, *before: str) -> None:
    """Add a child at its place in the format's order: before the first of some others."""
    from docx.oxml.ns import qn

    for name in before:
        found = parent.find(qn(name))
        if found is not None:
            found.addprevious(child)
            return
    parent.append(child)


def _element(tag: str, /, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element: Any = OxmlElement(tag)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element
