"""What stands in a cell, as text: as it would be written, without markup and hidden characters."""

from __future__ import annotations

import html
import json
import math
import re
from datetime import date, datetime, time
from decimal import Decimal

from hankehaku.sources.values import squeeze, trim

LONGEST = 1_000_000
"""Characters of the longest cell that is read."""

_MARKUP = re.compile(
    r"&(?:[a-zA-Z]{2,8}|#[0-9]{2,6}|#x[0-9a-fA-F]{2,6});"
    r"|</?(?:p|br|div|span|ul|ol|li|b|strong|i|em|u|a|h[1-6]|table|tr|td)(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<(?:/p|br|/div|/li|/h[1-6]|/tr)(?:\s[^<>]{0,500})?/?>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:p|br|div|span|ul|ol|li|b|strong|i|em|u|a|h[1-6]|table|tr|td)(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_SOFT_HYPHEN = "\u00ad"
_PARAGRAPHS = re.compile(r"\n\s*\n+")


def as_text(value: object) -> str:
    """Return what a cell holds as it would be written: days as ISO text, sums with two decimals."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        # Excel keeps days as moments at midnight.
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float | Decimal):
        return _number(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def one_line(value: object) -> str:
    """Return a cell's text on one line."""
    return squeeze(_bare(as_text(value)))


def paragraphs(value: object) -> str:
    """Return a cell's text with its paragraphs set apart by a blank line."""
    text = _bare(as_text(value)).replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n\n")
    kept = (trim(each) for each in _PARAGRAPHS.split(text))
    return "\n\n".join(each for each in kept if each)


def _bare(text: str) -> str:
    """Return a text without soft hyphens and, where it is written in HTML, without its marks."""
    bare = text.replace(_SOFT_HYPHEN, "").replace("_x000D_", "")
    if not _MARKUP.search(bare):
        return bare
    return html.unescape(_TAG.sub("", _BREAK.sub("\n\n", bare))).replace(_SOFT_HYPHEN, "")


def _number(value: float | Decimal) -> str:
    if not math.isfinite(value):
        return str(value)
    if value == int(value):
        return str(int(value))
    # Two decimals, for with three a dot would be read as one between thousands.
    return f"{value:.2f}"
