"""Makes hostile text fit for files that spreadsheets and word processors open."""

from __future__ import annotations

import re
import unicodedata

# What XML 1.0 cannot hold, with the controls of C1, which no text needs, and non-characters.
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_FORMULA = frozenset("=+-@")
_BREAKS = frozenset("\t\r\n")
_UNSEEN = ("Cc", "Cf", "Zl", "Zp", "Zs")


def clean(text: str) -> str:
    """Return `text` without characters that XML cannot hold, its lines ended by newlines."""
    return _UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """Return cleaned text on a single line."""
    return " ".join(clean(text).split())


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet may take a cell with this text for a formula.

    It begins with =, +, - or @, in any width and after whatever cannot be seen, or with a tab or
    the end of a line.
    """
    if text[:1] in _BREAKS:
        return True
    first = next((char for char in text if unicodedata.category(char) not in _UNSEEN), "")
    return unicodedata.normalize("NFKC", first)[:1] in _FORMULA


def defused(text: str) -> str:
    """Return cleaned text that spreadsheets take for text, with an apostrophe before a formula."""
    # of the text as it was: what is cleaned away must not bring a formula to the front
    cleaned = clean(text)
    return f"'{cleaned}" if is_formula(text) or is_formula(cleaned) else cleaned


def shortened(text: str, most: int) -> str:
    """Return `text` with at most so many characters, an ellipsis for those that were cut."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
