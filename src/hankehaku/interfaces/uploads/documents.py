"""The text of Word and PDF documents, read without following or running anything in them.

Meant to run in a process of its own: see `reading` and `worker`.
"""

from __future__ import annotations

import zipfile
from io import BytesIO

from hankehaku.interfaces.uploads.trouble import Trouble, UploadError

MAX_TEXT = 200_000
"""Characters that are read of a document."""

_MAX_XML = 30_000_000  # bytes of the text of a document, unpacked
_MAX_ENTRIES = 5_000
_MAX_PAGES = 300
_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BODY = "word/document.xml"


def read_docx(data: bytes) -> str:
    """Return the text of a Word document, a line for each paragraph and cell.

    Only the one part that holds the text is unpacked, so macros, pictures and references to other
    places are never looked at.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.infolist()
            if len(names) > _MAX_ENTRIES or not any(each.filename == _BODY for each in names):
                raise UploadError(Trouble.OLD_KIND)
            with archive.open(_BODY) as part:
                xml = part.read(_MAX_XML + 1)  # what the archive says of its size may be a lie
    except UploadError:
        raise
    # zipfile raises the last two for parts cut short and for ways of packing it does not know
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as exc:
        raise UploadError(Trouble.BROKEN) from exc
    except RuntimeError as exc:  # so zipfile tells of a password
        raise UploadError(Trouble.LOCKED) from exc
    if len(xml) > _MAX_XML:
        raise UploadError(Trouble.TOO_HEAVY)
    return _paragraphs(xml)


def _paragraphs(xml: bytes) -> str:
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
    from defusedxml.ElementTree import iterparse  # type: ignore[import-untyped]

    pieces: list[str] = []
    length = skipped = 0
    try:
        events = iterparse(BytesIO(xml), events=("start", "end"), forbid_dtd=True)
        for event, element in events:
            if element.tag == _FALLBACK:  # the same text again, for older readers
                skipped += 1 if event == "start" else -1
            if event == "start":
                continue
            if not skipped and (piece := _piece(element.tag, element.text)):
                pieces.append(piece)
                length += len(piece)
            element.clear()
            if length > MAX_TEXT:
                break
    except (ParseError, DefusedXmlException, LookupError, ValueError) as exc:
        raise UploadError(Trouble.BROKEN) from exc
    return "".join(pieces)


def _piece(tag: str, text: str | None) -> str:
    if tag == f"{{{_WORDS}}}t":
        return text or ""
    if tag in (f"{{{_WORDS}}}p", f"{{{_WORDS}}}br", f"{{{_WORDS}}}cr"):
        return "\n"
    return " " if tag == f"{{{_WORDS}}}tab" else ""


def read_pdf(data: bytes) -> str:
    """Return the text of a PDF document, a blank line between pages; scripts in it are not run."""
    from pypdf import PasswordType, PdfReader
    from pypdf.errors import PyPdfError

    pages: list[str] = []
    try:
        reader = PdfReader(BytesIO(data), strict=False)
        if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
            raise UploadError(Trouble.LOCKED)
        for number, page in enumerate(reader.pages):
            if number == _MAX_PAGES or sum(map(len, pages)) > MAX_TEXT:
                break
            pages.append(page.extract_text())
    except (UploadError, MemoryError):
        raise
    except RecursionError as exc:
        raise UploadError(Trouble.TOO_HEAVY) from exc
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError) as exc:
        # what a hostile document makes of the reader's assumptions
        raise UploadError(Trouble.BROKEN) from exc
    except (OSError, ArithmeticError, LookupError, AssertionError) as exc:
        raise UploadError(Trouble.BROKEN) from exc
    return "\n\n".join(pages)
