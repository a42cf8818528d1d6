"""Files that are handed in: good ones and hostile ones, made in memory."""

from __future__ import annotations

import io
import itertools
import zipfile

WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TEXT = "Perustamme pakolaisäideille ryhmän, joka kokoontuu kirjastossa."


def docx(*paragraphs: str) -> bytes:
    """A document as Word writes it."""
    from docx import Document

    document = Document()
    for each in paragraphs:
        document.add_paragraph(each)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def zipped(xml: bytes, name: str = "word/document.xml") -> bytes:
    """An archive with one part."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, xml)
    return written.getvalue()


def body(inner: str, before: str = "") -> bytes:
    """The XML of a document."""
    return (
        f'<?xml version="1.0"?>{before}<w:document xmlns:w="{WORDS}" xmlns:mc='
        '"http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<w:body>{inner}</w:body></w:document>"
    ).encode()


def paragraph(inner: str) -> str:
    return f"<w:p><w:r><w:t>{inner}</w:t></w:r></w:p>"


def pdf(*lines: str, catalog: str = "") -> bytes:
    """A document of one page with one line after another; `catalog` is added to its root."""
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 50 750 Td {shown} ET".encode("latin-1")
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        font.encode(),
    ]
    written, places = bytearray(b"%PDF-1.4\n"), []
    for number, each in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    written += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    return bytes(written + b"startxref\n%d\n%%%%EOF\n" % start)


def locked_pdf() -> bytes:
    """A document that opens with a password only."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("Salainen suunnitelma"))))
    writer.encrypt("salasana", algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def entity_bomb() -> bytes:
    """A document whose few entities grow to a billion characters."""
    names = "abcdefghij"
    grown = "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in itertools.pairwise(names)
    )
    declared = f'<!DOCTYPE bomb [<!ENTITY a "aaaaaaaaaa">{grown}]>'
    return zipped(body(paragraph("&j;"), declared))


def outside_entity() -> bytes:
    """A document that would have a file of the machine read."""
    declared = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    return zipped(body(paragraph("&a;"), declared))


def zip_bomb() -> bytes:
    """A document of some 200 kB that unpacks to 200 MB."""
    return zipped(body(paragraph("A" * 200_000_000)))
