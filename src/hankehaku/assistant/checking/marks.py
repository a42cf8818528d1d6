"""Judges the marks of a sentence: quotations, markup, addresses, signs that cannot be seen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from hankehaku.assistant.checking.records import Record

_MARKUP = re.compile(
    r"<\s*[a-z/!?]|&(?:#\w+|[a-z]+);|!\[|\]\(|```|\w://|www\.|\S@\S"
    r"|\b(?:javascript|vbscript|mailto):|\bdata:\w+/",
    re.IGNORECASE,
)
_DOMAIN = re.compile(r"(?<![\w@.])[\w-]{2,}(?:\.[\w-]+)*\.[a-z]{2,}\b(?:/\S*)?")
_UNSEEN = frozenset(("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"))
_DOUBLE = re.compile("[“”„«»]")
_SINGLE = re.compile(r"(?<!\w)['’‘]([^'’‘]{3,}?)['’](?!\w)")


def quotes(text: str) -> list[str] | None:
    """Return what a text quotes, None when a quotation mark has no partner."""
    parts = _DOUBLE.sub('"', text).split('"')
    if len(parts) % 2 == 0:
        return None
    return [*parts[1::2], *(match[1] for match in _SINGLE.finditer(text))]


def verbatim(quote: str, records: Sequence[Record]) -> bool:
    """Tell whether a quotation, or each part of one with gaps, stands in one of the records."""
    parts = [_even(each) for each in re.split(r"\[?\.\.\.\]?", quote.strip().rstrip(".,;:!?"))]
    if not all(parts):
        parts = [each for each in parts if each]
    texts = [_even(record.text) for record in records]
    return bool(parts) and any(all(part in text for part in parts) for text in texts)


def _even(text: str) -> str:
    return " ".join(_DOUBLE.sub('"', text).split())


def has_markup(text: str, records: Sequence[Record]) -> bool:
    """Tell whether a text has markup, an address, or signs that cannot be seen.

    A bare name of a site may stand where a cited project has it.
    """
    if _MARKUP.search(text):
        return True
    cited = "\n".join(record.text for record in records)
    unseen = {each for each in text if unicodedata.category(each) in _UNSEEN and each != "\t"}
    if unseen - set(cited):
        return True
    domains = (match.group().casefold() for match in _DOMAIN.finditer(text))
    return any(each not in cited.casefold() for each in domains)
