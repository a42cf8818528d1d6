"""What pages made of hostile texts are held to, by a real parser."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree, html

Shape = frozenset[tuple[str, str]]
_RUNS = frozenset(
    ["script", "iframe", "frame", "object", "embed", "applet", "base", "style", "template", "math"]
)
_LINKS = frozenset(
    ["href", "src", "action", "formaction", "data", "poster", "background", "srcdoc", "xlink:href"]
)


@dataclass(frozen=True)
class Site:
    """A service: its address, what it logs, and its file of judgements."""

    address: str
    log: Path
    judgements: Path

    def logged(self) -> list[dict[str, Any]]:
        """Return the lines of the log, each of which must be one object."""
        return [json.loads(each) for each in self.log.read_bytes().split(b"\n") if each]


def parsed(page: str) -> Any:
    parser = html.HTMLParser(huge_tree=True, encoding="utf-8")
    return html.document_fromstring(page.encode(), parser=parser)


def shape(pages: Iterable[str]) -> Shape:
    """Return the elements of pages, each alone and with each of its attributes."""
    return frozenset(
        (str(each.tag), name)
        for page in pages
        for each in parsed(page).iter()
        for name in ("", *each.attrib)
    )


def dangers(page: str) -> list[str]:
    """Return the elements and attributes of a page that could run or load anything."""
    found = []
    for each in parsed(page).iter():
        tag = str(each.tag)
        if tag in _RUNS or each.tag is etree.Comment or each.tag is etree.ProcessingInstruction:
            found.append(tag)
        for name, value in each.attrib.items():
            if name.startswith("on") or name in ("style", "http-equiv"):
                found.append(f"{tag} {name}={value}")
            if name in _LINKS and not _leads_home(value):
                found.append(f"{tag} {name}={value}")
    return found


def said(page: str) -> str:
    """Return the text of a page, in forms too, with one space between words."""
    return " ".join(parsed(page).text_content().split())


def seen(text: str) -> str:
    """Return a text as a page shows it: without what cannot be seen, one space between words."""
    return " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())


def _leads_home(link: str) -> bool:
    return link.startswith(("./", "../", "?", "#")) and "/../" not in link.split("?")[0].lstrip(
        "./"
    )
