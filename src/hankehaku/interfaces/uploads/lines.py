"""Puts lines that a page's width has broken together again."""

from __future__ import annotations

import re

_BULLET = re.compile(r"\s*(?:[•▪●◦‣*–-]|\d{1,2}[.)])\s")
_FULL = 0.7  # a line as long as this share of the usual is broken by the width
_LEAST = 40


def joined(text: str) -> str:
    """Return `text` with the lines of a paragraph on one line and words that were cut made whole.

    A line goes on in the next when it is about as long as lines are and does not end a sentence,
    or when the next begins in lower case.
    """
    lines = [" ".join(line.split()) for line in text.splitlines()]
    usual = _usual(lines)
    paragraphs: list[str] = []
    last = ""
    for line in lines:
        if paragraphs and last and line and _goes_on(last, line, usual):
            cut = last.endswith("-") and last[-2:-1].isalpha() and line[0].islower()
            paragraphs[-1] = paragraphs[-1][:-1] + line if cut else f"{paragraphs[-1]} {line}"
        elif line:
            paragraphs.append(line)
        last = line
    return "\n".join(paragraphs)


def _goes_on(last: str, line: str, usual: int) -> bool:
    if _BULLET.match(line) or (last[-1] in ".!?:…" and not line[0].islower()):
        # a full line that ends a sentence may go on, and the sentences are told apart anyhow
        return False
    return line[0].islower() or len(last) >= _FULL * usual >= _LEAST * _FULL


def _usual(lines: list[str]) -> int:
    """Return how long full lines are: longer than nine of ten lines."""
    lengths = sorted(map(len, filter(None, lines)))
    return lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0
