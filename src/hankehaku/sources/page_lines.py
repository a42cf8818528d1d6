"""The kinds of lines on a page of projects: bullet, objective, plain; and what a line says."""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from hankehaku.records import Objective
from hankehaku.sources.amounts import names_currency
from hankehaku.sources.base import Document, Reading, ReadResult
from hankehaku.sources.dates import find_period, parse_date
from hankehaku.sources.values import squeeze, trim

Numbered = Iterable[tuple[int, str]]
"""Lines with their numbers, from 1."""

LONGEST_TITLE = 200
_LONGEST_ORGANISATION = 200
_LONGEST_LINK = 150
_LONGEST_LINK_NAME = 100

# Signs that begin nothing but a bullet need no blank after them; dashes and stars do.
_BULLET = re.compile(r"(?:[•·▪●■◦‣∙⁃]|[*–—-](?=\s|$))\s*")
_OBJECTIVE = re.compile(
    r"(?:kansallinen tavoite|erityistavoite|nationellt mål|national objective)"
    r"\s+([0-9]+(?:\.[0-9]+)*)(?:\s*[:–—-]\s*(.{0,200})|\s+(.{0,200}[^.])|\.?)",
    re.IGNORECASE,
)
_SUPPORT = re.compile(
    r"(?:^|[,;])\s*(?:myönnetty\s+)?(?:[^\W\d_+]{1,12}\+?(?::n)?[-\u2010-\u2015\s]*)?"
    r"(?:tuki|rahoitus|avustus|stöd|bidrag|support|funding|grant)\b\s*:?\s*"
    r"(?P<value>[^;]{0,60})$",
    re.IGNORECASE,
)
_LINK_START = re.compile(
    r"(?:(?:katso|lisätieto\w*|lisätiedo\w*|lue|tutustu|siirry|läs|mera? info\w*|se mera?|besök"
    r"|read|see|more info\w*|visit)(?![\w-])|hankkeen (?:koti|verkko)siv\w*$)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://\S|www\.\S", re.IGNORECASE)
_NAMED_PROJECT = re.compile(r"(?:hanke|projekti|projektet|projekt)$", re.IGNORECASE)


class Kind(enum.Enum):
    """What a line is by its own look."""

    BULLET = enum.auto()
    OBJECTIVE = enum.auto()
    PLAIN = enum.auto()


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds something, without its bullet; `adjacent` if the one above does too."""

    number: int
    text: str
    kind: Kind
    adjacent: bool

    @property
    def is_finished(self) -> bool:
        """Whether the line ends as a sentence does."""
        return self.text.endswith((".", "!", "?", ":", "…"))

    @property
    def is_title_like(self) -> bool:
        """Whether the line could name a project."""
        return (
            len(self.text) <= LONGEST_TITLE
            and not self.text.endswith((".", ":", ";", ",", "…"))
            and not is_link(self.text)
        )

    @property
    def names_project(self) -> bool:
        """Whether the line ends in the word for a project, as titles do: 'MATEAS-hanke'."""
        return self.is_title_like and _NAMED_PROJECT.search(self.text) is not None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a line such as 'ORG, start - end, EU-tuki N euroa' says; what it lacks is empty."""

    organisation: str
    start: str
    end: str
    support: str


def read_page(
    document: Document, layout: str, read_lines: Callable[[str, Numbered], ReadResult]
) -> ReadResult:
    """Return what `read_lines` reads of a document, and how that was decoded.

    Raises SourceError when it is no text.
    """
    result = read_lines(document.name, enumerate(document.lines, start=1))
    encoding, records = document.encoding_name, len(result.projects)
    reading = Reading(document.name, layout, encoding=encoding, records=records)
    return replace(result, readings=(reading,))


def page_lines(numbered: Iterable[tuple[int, str]]) -> tuple[Line, ...]:
    """Return those of the numbered lines that hold something.

    A bullet alone on its line belongs to the line below it. A line of metadata that has lost its
    bullet is taken for a bullet, since nothing else looks like it.
    """
    lines: list[Line] = []
    adjacent = bulleted = False
    for number, written in numbered:
        text = trim(written)
        marker = _BULLET.match(text)
        if marker is not None:
            bulleted = True
            text = trim(text[marker.end() :])
        if not text:
            adjacent = adjacent and marker is not None
            continue
        if bulleted or parse_metadata(text) is not None:
            kind = Kind.BULLET
        else:
            kind = Kind.PLAIN if parse_objective(text) is None else Kind.OBJECTIVE
        lines.append(Line(number, text, kind, adjacent))
        adjacent, bulleted = True, False
    return tuple(lines)


def parse_objective(text: str) -> Objective | None:
    """Return the objective that a heading such as 'Kansallinen tavoite 2.2: X' opens, or None."""
    match = _OBJECTIVE.fullmatch(text)
    return Objective(match[1], squeeze(match[2] or match[3] or "")) if match else None


def parse_metadata(text: str) -> Metadata | None:
    """Return what a line says of the organisation, period and support, or None.

    The line has to be nothing but them, in any order, with at least a whole period or a sum of
    money: a description that mentions either is left a description.
    """
    before, after, start, end = trim(text), "", "", ""
    if period := find_period(before):
        start, end = period.start, period.end
        before, after = before[: period.first], before[period.last :].strip(" ,;.")
    support = _SUPPORT.search(after) if after else _SUPPORT.search(before.rstrip(" ,;."))
    if after and (support is None or support.start() > 0):
        return None
    if support is None:
        if not (start and end) or (parse_date(start) is None and parse_date(end) is None):
            return None
    elif not period and not names_currency(support["value"]):
        return None
    organisation = before[: support.start()] if support is not None and not after else before
    organisation = squeeze(organisation).strip(" ,;")
    if len(organisation) > _LONGEST_ORGANISATION:
        return None
    return Metadata(organisation, start, end, squeeze(support["value"]) if support else "")


def is_link(text: str) -> bool:
    """Tell whether a line invites the reader to another page."""
    if len(text) > _LONGEST_LINK or _NAMED_PROJECT.search(text):
        return False
    has_address = _ADDRESS.search(text) is not None and not text.endswith(".")
    return has_address or _LINK_START.match(text) is not None


def is_link_name(text: str) -> bool:
    """Tell whether a line that follows the metadata is short enough to be the text of a link."""
    return len(text) <= _LONGEST_LINK_NAME and not text.endswith((".", "!", "?"))
