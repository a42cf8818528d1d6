"""Finds which project of a sentence each of its values is said of, and whether that states it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hankehaku.assistant.checking.records import Evidence
from hankehaku.assistant.checking.values import Kind, Value

Anchor = tuple[int, frozenset[str]]
"""A place in a sentence, and the projects that what stands beside it is said of."""

_MONEY = re.compile(
    r"\b(?:tuki\b|tuen\b|tukea\b|tuella\b|tukisum|eu-tu|rahoi|avustu|myön|kustann|budjet|euro|stöd"
    r"|bidrag|finansi|bevilj|kost|support|fund|grant|award|cost|budget|money|amount)|€",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?:alkoi|alka|aloit|käynnist|pääty|päätt|loppu|kest|kausi|kaude|aikana|ajalla|vuosina|start"
    r"|beg[aiu]n|commenc|launch|end(?:s|ed|ing)?\b|finish|ran\b|runs?\b|running|period|last"
    r"|börja|inled|slut|avslut|påg|mellan\b|between\b)",
    re.IGNORECASE,
)
_START = (
    r"alkoi|alkaa|alkaen|käynnistyi|started?|starts|starting|beg[aiu]n|since|from|startad\w*"
    r"|börjad\w*"
)
_END = r"päättyi|päättyy|loppui|end(?:s|ed|ing)|finished|until|till|avslutades|slutad\w*|slutar"
_BEFORE_DATE = re.compile(rf"(?P<start>\b(?:{_START})\b)|(?P<end>\b(?:{_END})\b)", re.IGNORECASE)
_BEHIND_DATE = re.compile(
    r"\s*(?:(?P<start>alka[nv]|käynnistyn)|(?P<end>päätty[nv]))", re.IGNORECASE
)
_REACH = 30


def unsupported(
    evidence: Evidence,
    words: str,
    stated: Sequence[Value],
    cited: Sequence[Anchor],
    named: Sequence[Anchor],
) -> Value | None:
    """Return a value of a text that does not occur where it is said to, None when all do.

    A value belongs to the citation after it, or throughout to the one before it. Where two or more
    of the cited projects are named it belongs to a name likewise, so that values cannot change
    places.
    """
    money, period = bool(_MONEY.search(words)), bool(_PERIOD.search(words))

    def unstated(value: Value, ids: frozenset[str]) -> bool:
        records = (evidence.records[each] for each in ids if each in evidence.records)
        bound = _bound(words, value, stated)
        return not any(
            each.supports(value, money=money, period=period, bound=bound) for each in records
        )

    def wrong(anchors: Sequence[Anchor], others: frozenset[str]) -> Value | None:
        before = [v for v in stated if unstated(v, _before(v, anchors) | others)]
        after = [v for v in stated if unstated(v, _after(v, anchors) | others)]
        return after[0] if before and after else None

    found = wrong(_joined(cited, stated), frozenset())
    names = frozenset[str]().union(*(ids for _, ids in named))
    if found is None and len(names) > 1:
        every = frozenset[str]().union(*(ids for _, ids in cited))
        found = wrong(_joined(named, stated), every - names)
    return found


def _bound(words: str, value: Value, stated: Sequence[Value]) -> str:
    """Return start or end when a date is said to be that, empty when it is not said."""
    if value.kind is not Kind.DATE and not value.year:
        return ""
    behind = _BEHIND_DATE.match(words, value.end)
    if behind:
        return behind.lastgroup or ""
    low = max([0, value.start - _REACH, *(v.end for v in stated if v.end <= value.start)])
    found = list(_BEFORE_DATE.finditer(words, low, value.start))
    return (found[-1].lastgroup or "") if found else ""


def _joined(anchors: Sequence[Anchor], stated: Sequence[Value]) -> list[Anchor]:
    """Return anchors with those made one that have no value between them."""
    joined: list[Anchor] = []
    for place, ids in sorted(anchors, key=lambda each: each[0]):
        if joined and not any(joined[-1][0] <= value.start < place for value in stated):
            ids = ids | joined[-1][1]
            joined.pop()
        joined.append((place, ids))
    return joined


def _after(value: Value, anchors: Sequence[Anchor]) -> frozenset[str]:
    """Return the projects of the first anchor after a value, of the last when there is none."""
    return next((ids for place, ids in anchors if place > value.start), anchors[-1][1])


def _before(value: Value, anchors: Sequence[Anchor]) -> frozenset[str]:
    """Return the projects of the last anchor before a value, of the first when there is none."""
    before = [ids for place, ids in anchors if place <= value.start]
    return before[-1] if before else anchors[0][1]
