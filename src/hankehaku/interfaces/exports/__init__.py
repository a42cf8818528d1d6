"""What a search is taken along as: tables for a spreadsheet, JSON, and a decision memo."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from hankehaku.errors import UsageError
from hankehaku.interfaces.exports.data import write_json
from hankehaku.interfaces.exports.delimited import write_csv
from hankehaku.interfaces.exports.gathered import MOST, Gathered, gather
from hankehaku.interfaces.exports.memo import write_docx
from hankehaku.interfaces.exports.workbook import write_xlsx
from hankehaku.interfaces.texts import text
from hankehaku.search.request import Request

if TYPE_CHECKING:
    from hankehaku.facade import Hankehaku

_OFFICE = "application/vnd.openxmlformats-officedocument"
_SLUG = 48


@dataclass(frozen=True, slots=True)
class File:
    """A file to be taken along: its name, its media type, and what it holds."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class _Format:
    """How a format is written, and how many projects it explains."""

    media_type: str
    write: Callable[[Gathered], bytes]
    hits: int = 1


_FORMATS = {
    "csv": _Format("text/csv; charset=utf-8", write_csv),
    "xlsx": _Format(f"{_OFFICE}.spreadsheetml.sheet", write_xlsx),
    "json": _Format("application/json", write_json),
    "docx": _Format(f"{_OFFICE}.wordprocessingml.document", write_docx, MOST),
}

FORMATS = tuple(_FORMATS)
"""The formats by name: csv, xlsx and json hold every project, docx explains the best of them."""


def export(
    hankehaku: Hankehaku,
    request: Request,
    format: str,  # noqa: A002  # that is what it is called everywhere
    language: str,
    *,
    day: date | None = None,
    base: str = "",
) -> File:
    """Return all that matches a request as a file in a format and a language (fi, sv or en).

    `day` is the date it bears (None: today); with `base`, the address of the service, it holds the
    addresses of the projects. Raises UsageError for an unknown format and QuestionError for a
    question that cannot be used.
    """
    if format not in _FORMATS:
        what = f"there is no format {format!r}"
        raise UsageError(what, where="format", cure=f"Use one of {', '.join(FORMATS)}")
    made = _FORMATS[format]
    gathered = gather(hankehaku, request, language, day or date.today(), base, made.hits)
    name = f"hankehaku-{_slug(request.text, language)}-{gathered.day.isoformat()}.{format}"
    return File(name, made.media_type, made.write(gathered))


def _slug(question: str, language: str) -> str:
    """Return a question as part of the name of a file: its words in small letters, the first."""
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", question).lower())
    slug = "-".join(words)
    if len(slug) > _SLUG:
        slug = slug[:_SLUG].rpartition("-")[0] or slug[:_SLUG]
    return slug or text(language, "export_file_all")
