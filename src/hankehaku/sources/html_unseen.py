"""Finds text of an HTML page that the parser did not give: behind a comment or mark left open."""

from __future__ import annotations

import html
import re
from collections.abc import Collection

_PASSED = re.compile(
    r"<!--.*?-->|<(script|style|svg|noscript|template|head|iframe|title)\b[^>]*>.*?</\1\s*>"
    r"|<[^<>]*>",
    re.IGNORECASE | re.DOTALL,
)
_WORD = re.compile(r"[^\W\d_]{4,}")
_SOFT_HYPHEN = "\u00ad"
_FEW = 2


def unseen_lines(text: str, seen: Collection[str]) -> list[tuple[int, str]]:
    """Return the lines of a page, with their numbers, most of whose words are not among `seen`.

    `seen` are words as `words_of` gives them. This reading of marks is simpler than a parser's and
    shares no fault with it; a few words that the two see differently are let be.
    """
    bare = _PASSED.sub(lambda match: "\n" * match[0].count("\n") or " ", text)
    found, count = [], 0
    for number, written in enumerate(bare.split("\n"), start=1):
        line = html.unescape(written)
        words = words_of(line)
        missing = words.difference(seen)
        if missing and 2 * len(missing) > len(words):
            found.append((number, " ".join(line.split())))
            count += len(missing)
    return found if count > _FEW else []


def words_of(text: str) -> set[str]:
    """Return the words of a text that are long enough to be told from marks."""
    return set(_WORD.findall(text.replace(_SOFT_HYPHEN, "")))
