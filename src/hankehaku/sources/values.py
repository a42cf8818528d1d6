"""Texts as sources write them: blanks, titles and their slugs, first words."""

from __future__ import annotations

import re
import unicodedata

_DASH = r"[-\u2010-\u2015\u2212]"
_PROJECT_WORD = re.compile(rf"(?:\s*{_DASH}\s*[a-zåäö]*|\s+)(?i:hanke|projekti|projekt|projektet)$")
# Letters that are not a base and a mark, and so do not come apart.
_LETTERS = str.maketrans("øđłı", "odli")
# Characters that show nothing and that `str.strip` leaves where they are.
_ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_BLANKS = _ZERO_WIDTH + "".join(filter(str.isspace, map(chr, range(0x3001))))


def trim(text: str) -> str:
    """Return `text` without blanks, visible or not, at its ends."""
    return text.strip(_BLANKS)


def squeeze(text: str) -> str:
    """Return `text` trimmed, with every run of blanks or control characters as one space."""
    return " ".join(trim(_CONTROL.sub(" ", text)).split())


def short_name(title: str) -> str:
    """Return a title without the word for a project at its end: 'MATEAS-hanke' is 'MATEAS'."""
    return squeeze(_PROJECT_WORD.sub("", squeeze(title))) or squeeze(title)


def first_words(text: str, longest: int = 80) -> str:
    """Return the beginning of `text`, at most `longest` characters, cut between words."""
    flat = squeeze(text)
    if len(flat) <= longest:
        return flat
    head, blank, _ = flat[: longest + 1].rpartition(" ")
    return head if blank else flat[:longest]


def slug(title: str) -> str:
    """Return `title` in a-z, 0-9 and single hyphens: 'Löydä kotisi' is 'loyda-kotisi'."""
    bare = "".join(
        letter
        for letter in unicodedata.normalize(
            "NFKD", title.lower().replace("ß", "ss").replace("æ", "ae")
        )
        if not unicodedata.combining(letter)
    )
    letters = bare.translate(_LETTERS)
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
