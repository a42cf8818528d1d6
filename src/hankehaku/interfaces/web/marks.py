"""Texts of projects as HTML, with the words that matched marked in them."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from hankehaku.search.result import Match

Span = tuple[int, int]

TEXT_LANGUAGE = "fi"
"""The language of the projects' texts, and of the words that are searched for in them."""


def escape(value: object) -> str:
    """Return a value as text that is safe in HTML, in attributes too."""
    kept = (char for char in str(value) if char in "\n\t" or char.isprintable() or char.isspace())
    return html.escape("".join(kept), quote=True)


def verbatim(value: object) -> str:
    """Return a value for an attribute that is read back: safe in HTML and, unlike `escape`, whole.

    What cannot be seen is part of an id or a name all the same. NUL and halves of surrogate pairs,
    which no page can hold, are left out.
    """
    kept = (char for char in str(value) if char != "\0" and not "\ud800" <= char <= "\udfff")
    return html.escape("".join(kept), quote=True).replace("\r", "&#13;")


def spans_in(matches: Iterable[Match], text: str) -> list[Span]:
    """Return where matches stand in a text of a project (title, description), joined, in order.

    Matches overlap when several words of a question meet in one compound.
    """
    joined: list[Span] = []
    for start, end in sorted((m.start, m.end) for m in matches if m.text == text):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif start < end:
            joined.append((start, end))
    return joined


def marked(text: str, spans: Sequence[Span], start: int = 0, end: int | None = None) -> str:
    """Return `text[start:end]` as HTML, marked at `spans`, which are places in all of `text`."""
    end = len(text) if end is None else min(end, len(text))
    pieces: list[str] = []
    at = start
    for low, high in spans:
        low, high = max(low, at), min(high, end)
        if low < high:
            pieces += (escape(text[at:low]), f"<mark>{escape(text[low:high])}</mark>")
            at = high
    pieces.append(escape(text[at:end]))
    return "".join(pieces)


def foreign(content: str, language: str, page_language: str) -> str:
    """Return HTML in a span with its language, when that is not the language of the page."""
    if language == page_language:
        return content
    return f'<span lang="{escape(language)}">{content}</span>'
