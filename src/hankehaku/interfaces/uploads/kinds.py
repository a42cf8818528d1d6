"""What kind of file some bytes are, told by their content and never by a name."""

from __future__ import annotations

import enum
import re

from hankehaku.interfaces.uploads.trouble import Trouble, UploadError


class Kind(enum.StrEnum):
    """The kinds that are read."""

    TEXT = "text"
    DOCX = "docx"
    PDF = "pdf"


_OLD = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")  # what Word wrote before docx
_MARKS = (
    *(b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe", b"#!"),
    *(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh"),
)
_MARKUP = re.compile(rb"\s*<(?:!doctype|\?xml|html|head|body|script|svg|iframe|[a-z]+[\s/>])", re.I)
_PDF_WITHIN = 1024  # readers allow so much before the mark


def kind_of(data: bytes) -> Kind:
    """Return what kind of file `data` is; raises UploadError for what is none of them."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise UploadError(Trouble.EMPTY)
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return Kind.PDF
    if data.startswith(b"PK\x03\x04"):
        return Kind.DOCX
    if data.startswith(_OLD):
        # an encrypted docx looks the same as an old doc, but names what it holds
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise UploadError(Trouble.LOCKED if locked else Trouble.OLD_KIND)
    if data.startswith(_MARKS) or _MARKUP.match(data.removeprefix(b"\xef\xbb\xbf")[:200]):
        raise UploadError(Trouble.KIND)
    return Kind.TEXT
