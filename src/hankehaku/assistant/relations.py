"""Which project continues which, by their names, organisations, times and texts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from hankehaku.corpus.tables import name_key
from hankehaku.records import Project

_NUMBER = re.compile(r"^(?P<base>.+?)[\s-]*(?P<number>[2-9]|II|III|IV|V)$")
_ROMAN = {"II": 2, "III": 3, "IV": 4, "V": 5}
_SEGMENT = re.compile(r"\s+[-–—]\s+|\s*[,:]\s*")
_SENTENCE = re.compile(r"[^.!?]*(?:\.(?=[0-9a-zåäö])[^.!?]*)*[.!?]+|[^.!?]+$")
_CONTINUES = re.compile(
    r"\b(?:jatko\w*|jatka\w*|jatket\w*|jatkuu|edeltä\w*|kakkoso\w*|toinen vaihe\w*"
    r"|toisessa vaihee\w*|aiemm\w+ hank\w*|fortsätt\w*|uppfölj\w*|follow-?up|continu\w*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Relation:
    """That `later` continues `earlier`, and the words of the later one that say so (or empty)."""

    earlier: Project
    later: Project
    quote: str


def predecessors(project: Project, others: Iterable[Project]) -> tuple[Relation, ...]:
    """Return the projects that one continues."""
    found = (_relation(other, project) for other in others if other.id != project.id)
    return tuple(each for each in found if each)


def successors(project: Project, others: Iterable[Project]) -> tuple[Relation, ...]:
    """Return the projects that continue one."""
    found = (_relation(project, other) for other in others if other.id != project.id)
    return tuple(each for each in found if each)


def _relation(earlier: Project, later: Project) -> Relation | None:
    start, before = later.period.start, earlier.period.start
    if start and before and start < before:
        return None
    quote = _says(later, earlier)
    same = bool(later.organisation.name) and later.organisation.name == earlier.organisation.name
    if quote or (same and _follows(earlier, later)):
        return Relation(earlier, later, quote)
    return None


def _follows(earlier: Project, later: Project) -> bool:
    """Tell whether the names are one name with numbers in order: RIO and RIO 2."""
    before, after = _numbered(earlier), _numbered(later)
    return any(
        base == other and number == previous + 1
        for base, number in after.items()
        for other, previous in before.items()
    )


def _numbered(project: Project) -> dict[str, int]:
    names = {}
    for part in _SEGMENT.split(project.short_name):
        match = _NUMBER.match(part.strip())
        if match:
            number = match["number"]
            names[name_key(match["base"])] = _ROMAN.get(number) or int(number)
        elif part.strip():
            names[name_key(part)] = 1
    return names


def _says(later: Project, earlier: Project) -> str:
    """Return the sentence of a description that names the earlier project as what it continues."""
    names = sorted(
        (earlier.title, earlier.short_name, *_SEGMENT.split(earlier.short_name)), key=len
    )
    own = {name_key(each) for each in (later.title, *_SEGMENT.split(later.short_name))}
    for sentence in _SENTENCE.findall(later.description):
        if not _CONTINUES.search(sentence):
            continue
        for name in names:
            if len(name) < 3 or name_key(name) in own:
                continue
            pattern = rf"(?<!\w){re.escape(name)}(?!\w|\s*[0-9])"
            if re.search(pattern, sentence):
                return str(sentence.strip())
    return ""
