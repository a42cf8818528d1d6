"""Finds text of an HTML page that the parser did not give: behind a comment or mark left open."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator

_PASSED = re.compile(
    r"<!--.*?-->|<(script|style|svg|noscript|template|head|iframe|title)\b[^>]*>.*?</\1\s*>"
    r"|<[^<>]*>",
    re.IGNORECASE | re.DOTALL,
)
_WORD = re.compile(r"[^\W\d_]{4,}")
_SOFT_HYPHEN = "\u00ad"
_FEW = 2


def unseen_lines(text: str, seen: Collection[str]) -> Iterator[tuple[int, str]]:
    """Yield the lines of a page, with their numbers, most of whose words are not among `seen`.

    `seen` are words as `words_of` gives them. This reading of marks is simpler than a parser's and
    shares no fault with it.
    """
    bare = _PASSED.sub(lambda match: "\n" * match[0].count("\n") or " ", text)
    for number, line in enumerate(bare.split("\n"), start=1):
        words = words_of(html.unescape(line))
        missing = words - set(seen)
        if len(missing) > _FEW and 2 * len(missing) > len(words):
            yield number, " ".join(html.unescape(line).split())


def words_of(text: str) -> set[str]:
    """Return the words of a text that are long enough to be told from marks."""
    return set(_WORD.findall(text.replace(_SOFT_HYPHEN, "")))
