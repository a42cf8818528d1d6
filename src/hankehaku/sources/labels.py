"""The names by which pages tell of projects, in three languages, and where lines hold them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hankehaku.sources.values import trim

FACTS = ("organisation", "period", "support")
"""What is told of a project beside its title and text."""

_LABELS = {
    "title": ("hankkeen nimi", "projektets namn", "projektnamn", "project name", "project title"),
    "description": (
        *("hankkeen kuvaus", "hankekuvaus", "hankkeen tiivistelmä", "tiivistelmä", "kuvaus"),
        *("projektbeskrivning", "beskrivning av projektet", "projektets beskrivning"),
        *("beskrivning", "sammanfattning", "project description", "description", "summary"),
    ),
    "organisation": (
        *("hankkeen toteuttajat", "hankkeen toteuttaja", "toteuttajat", "toteuttaja", "tuensaaja"),
        *("projektgenomförare", "projektets genomförare", "genomförare", "stödmottagare"),
        *("project implementer", "implementing organisation", "implemented by", "beneficiary"),
    ),
    "period": (
        *("hankkeen toteutusaika", "toteutusaika", "toteuttamisaika", "hankkeen kesto"),
        *("verksamhetsperiod", "projektperiod", "genomförandeperiod", "genomförandetid"),
        *("projekttid", "implementation period", "project period", "duration"),
    ),
    "support": (
        *("eu-tuen määrä", "myönnetty eu-tuki", "myönnetty tuki", "eu-tuki", "eu-rahoitus"),
        *("beviljat eu-stöd", "eu-stödets belopp", "eu-stöd", "eu-bidrag"),
        *("eu support", "eu funding", "eu grant", "eu contribution"),
    ),
    "links": (
        *("hankkeen verkkosivut", "hankkeen kotisivut", "verkkosivut", "kotisivut", "lisätietoa"),
        *("lisätietoja", "projektets webbplats", "webbplats", "mer information", "website"),
        *("ytterligare information", "more information"),
    ),
}
_FIELD = {name: field for field, names in _LABELS.items() for name in names}
_NAMES = "|".join(re.escape(name) for name in sorted(_FIELD, key=len, reverse=True))
# A label opens a line, or follows what ends the value before it.
_LABEL = re.compile(rf"(?:^|(?<=[,;|.])\s*)(?P<name>{_NAMES})\s*:", re.IGNORECASE)
_ALONE = re.compile(rf"(?P<name>{_NAMES})\s*:?", re.IGNORECASE)


def is_labelled(lines: Iterable[str]) -> bool:
    """Tell whether lines name a description, and who runs a project or when."""
    found = {field for line in lines for field, _ in split_labels(trim(line))}
    return "description" in found and bool(found & set(FACTS))


def split_labels(text: str) -> list[tuple[str, str]]:
    """Return each field that a line names with its value; none unless it opens with a label."""
    if match := _ALONE.fullmatch(text):
        return [(_FIELD[match["name"].lower()], "")]
    found = list(_LABEL.finditer(text))
    if not found or found[0].start() > 0:
        return []
    ends = (*(each.start() for each in found[1:]), len(text))
    return [
        (_FIELD[each["name"].lower()], trim(text[each.end() : end]))
        for each, end in zip(found, ends, strict=True)
    ]
