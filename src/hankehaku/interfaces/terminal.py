"""Texts for a terminal, which what a source or a question holds must not steer."""

from __future__ import annotations

import sys

_STEERING = "\r\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029"


def harmless(content: str) -> str:
    """Return a text with U+FFFD for each character that a terminal obeys or does not show."""
    return "".join(
        char if char.isprintable() or (char.isspace() and char not in _STEERING) else "\ufffd"
        for char in content
    )


def print_line(content: str = "") -> None:
    """Write a line to standard output."""
    sys.stdout.write(f"{harmless(content)}\n")
