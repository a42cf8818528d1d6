"""Reads HTML: the text of the page in lines, then the lines as those of a page of projects."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from hankehaku.errors import SourceError
from hankehaku.records import DataIssue, IssueKind
from hankehaku.sources.base import Document, Reading, ReadResult
from hankehaku.sources.bulleted_page import BulletedPageReader
from hankehaku.sources.html_unseen import unseen_lines, words_of
from hankehaku.sources.labelled_page import LabelledPageReader
from hankehaku.sources.labels import is_labelled
from hankehaku.sources.values import squeeze

if TYPE_CHECKING:
    from lxml.etree import _Element

_LARGEST = 64 << 20
_LONGEST = 300
_ENDS = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_CODE = _names("script style noscript template svg head title iframe")
_SKIPPED = _names("script style noscript template svg nav footer form button head iframe select")
_BLOCKS = _names(
    "address article aside blockquote body dd div dl dt figure figcaption h1 h2 h3 h4 "
    "h5 h6 header hr html li main ol p pre section summary details table tbody td th "
    "thead tr ul"
)
_SOFT_HYPHEN = "\u00ad"


class HtmlReader:
    """The layout 'html': a page of either kind (bulleted or labelled) as a web site serves it.

    Navigation, forms, scripts and footers are passed over. Items of lists are bullets, and a term
    with its definition is a label with its value. Lines are those of the HTML file. Text that a
    mark left open has hidden from the parser becomes an issue.
    """

    layout = "html"

    def read(self, document: Document) -> ReadResult:
        """Read a page; raises SourceError when it is too large or no HTML."""
        text = _text(document)
        root = _parsed(text, document)
        lines = list(_Lines().of(root)) if root is not None else []
        labelled = is_labelled(line for _, line in lines)
        reader = LabelledPageReader() if labelled else BulletedPageReader()
        result = reader.read_lines(document.name, lines)
        reading = Reading(
            document.name,
            self.layout,
            encoding=document.encoding_name,
            profile=reader.layout,
            records=len(result.projects),
        )
        seen = words_of(" ".join(_shown(root))) if root is not None else ()
        unseen = (
            DataIssue(IssueKind.UNREADABLE_LINE, document.name, line[:_LONGEST], number)
            for number, line in unseen_lines(text, seen)
        )
        return dataclasses.replace(result, issues=(*result.issues, *unseen), readings=(reading,))


def _shown(root: _Element) -> Iterator[str]:
    """Yield the texts of a page, also those that are passed over, but not scripts and the like."""
    for element in root.iter():
        if element.tag not in _CODE:
            yield element.text or ""
        yield element.tail or ""


def _text(document: Document) -> str:
    with document.text() as file:
        text = file.read(_LARGEST + 1)
    if len(text) > _LARGEST:
        raise SourceError(
            f"the page is larger than {_LARGEST:,} characters",
            where=str(document.path),
            cure="Save the pages of the site one by one.",
        )
    # The parser would end the text at a NUL.
    return text.removeprefix("\ufeff").replace("\0", " ")


def _parsed(text: str, document: Document) -> _Element | None:
    from lxml import etree

    # It would also end at the first of these, and several pages may stand in one file.
    data = _ENDS.sub("", text).encode("utf-8", "replace")
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, no_network=True)
    try:
        return etree.fromstring(data, parser) if data.strip() else None
    except etree.LxmlError as exc:
        raise SourceError(
            f"the page is no HTML ({exc})", where=str(document.path), cure="Save the page anew."
        ) from exc


class _Lines:
    """Gathers text in blocks while an element tree is walked."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._line = 1
        self._bullet = False
        self._term = ""

    def of(self, root: _Element) -> Iterator[tuple[int, str]]:
        """Yield each line of text with its line in the file; blocks stand apart by empty ones."""
        from lxml import etree

        skipping: _Element | None = None
        for event, element in etree.iterwalk(root, events=("start", "end")):
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                if skipping is None and tag in _SKIPPED:
                    skipping = element
                if skipping is not None:
                    continue
                if tag in _BLOCKS or tag == "br":
                    yield from self._flush(apart=tag != "br")
                if tag == "li":
                    self._bullet = True
                self._take(element.text, element.sourceline)
                continue
            if skipping is None:
                if tag == "dt":
                    self._term = squeeze("".join(self._parts)).rstrip(":")
                    self._parts.clear()
                elif tag in _BLOCKS:
                    yield from self._flush(apart=True)
                    self._bullet = self._bullet and tag != "li"
            elif skipping is element:
                skipping = None
            if skipping is None:
                self._take(element.tail, element.sourceline)
        yield from self._flush(apart=True)

    def _take(self, text: str | None, line: int | None) -> None:
        if not text:
            return
        if text.strip() and not "".join(self._parts).strip():
            self._line = line or self._line
        self._parts.append(text)

    def _flush(self, *, apart: bool) -> Iterator[tuple[int, str]]:
        text = squeeze("".join(self._parts).replace(_SOFT_HYPHEN, ""))
        self._parts.clear()
        if not text:
            return
        if self._term:
            text, self._term = f"{self._term}: {text}", ""
        if self._bullet:
            text, self._bullet = f"• {text}", False
        yield self._line, text
        if apart:
            yield self._line, ""
