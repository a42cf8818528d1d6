"""What every document page is held to, and a small collection of hostile projects."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any, cast

from page_builders import FakeHankehaku

from hankehaku.assistant.answer import Cell, Row
from hankehaku.assistant.relations import Relation
from hankehaku.facade import Hankehaku
from hankehaku.records import Project
from hankehaku.search.request import Request
from hankehaku.search.result import Hit

_VOID = {"meta", "link", "br", "input", "img", "hr"}
_LINKS = {"href", "src", "action"}


class Page(HTMLParser):
    """A page taken apart; what is wrong with it is in `problems`."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.problems: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.headings: list[tuple[int, str]] = []
        self.language = ""
        self.foreign: list[str] = []
        self.words = ""
        self.title = ""
        self._open: list[str] = []
        if not html.startswith("<!DOCTYPE html>\n"):
            self.problems.append("no doctype")
        self.feed(html)
        self.close()
        self.problems += [f"{tag} is left open" for tag in self._open]
        self._judge()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style", "iframe", "object", "base"):
            self.problems.append(f"there is a {tag}")
        for name, value in attrs:
            if name == "style" or name.startswith("on"):
                self.problems.append(f"{tag} has {name}")
            if name in _LINKS:
                self.links.append(value or "")
            if name == "id":
                self.ids.append(value or "")
            if name == "lang":
                self.foreign.append(value or "")
        if tag == "html":
            self.language = dict(attrs).get("lang") or ""
        if re.fullmatch("h[1-6]", tag):
            self.headings.append((int(tag[1]), ""))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1] != tag:
            self.problems.append(f"{tag} ends in {self._open[-1:]}")
        else:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self.words += data
        if "title" in self._open:
            self.title += data
        if any(re.fullmatch("h[1-6]", each) for each in self._open):
            level, text = self.headings[-1]
            self.headings[-1] = (level, text + data)

    def _judge(self) -> None:
        for link in self.links:
            if re.match(r"[a-z]+:|/", link):
                self.problems.append(f"{link} is not relative")
            if link.startswith("#") and link[1:] not in self.ids:
                self.problems.append(f"{link} leads nowhere")
        if len(set(self.ids)) < len(self.ids):
            self.problems.append("ids are not unique")
        levels = [level for level, _ in self.headings]
        if levels[:1] != [1] or levels.count(1) != 1:
            self.problems.append("there is not one h1, first")
        if any(after > before + 1 for before, after in itertools.pairwise(levels)):
            self.problems.append(f"headings skip a level: {levels}")


class FakeCollection(FakeHankehaku):
    """Some projects in memory, with what the document pages ask of a collection."""

    def __init__(
        self,
        *projects: Project,
        hits: Sequence[Hit] = (),
        relations: Sequence[Relation] = (),
        size: int = 0,
    ) -> None:
        super().__init__()
        self.projects = {each.id: each for each in projects}
        self.hits, self.related = tuple(hits), tuple(relations)
        self.issues: tuple[Any, ...] = ()
        self.asked_relations: list[str] = []
        self.parts = SimpleNamespace(
            projects=projects, facts=self.projects, place=lambda name, _language: name
        )
        self.kit = SimpleNamespace(lexicon=SimpleNamespace(stopwords={"fi": {}}))
        self._size = size

    def __len__(self) -> int:
        return self._size or len(self.projects)

    def __iter__(self) -> Any:
        return iter(self.projects.values())

    def title(self, language: str) -> str:
        return str(self.manifest.collection["title"].get(language, "Testikokoelma"))

    def project(self, project_id: str) -> Project:
        return self.projects[project_id]

    def similar(self, project_id: str, k: int = 5) -> tuple[Hit, ...]:
        return tuple(each for each in self.hits if each.project.id != project_id)[:k]

    def relations(self, project_id: str) -> tuple[Relation, ...]:
        self.asked_relations.append(project_id)
        return tuple(e for e in self.related if project_id in (e.earlier.id, e.later.id))

    def everything(self, request: Request) -> tuple[Project, ...]:
        names = request.filters.organisations
        return tuple(e for e in self.projects.values() if e.organisation.name in names)

    def compare(self, ids: Sequence[str], language: str) -> tuple[Row, ...]:
        assert language in ("fi", "sv", "en")
        cells = tuple(Cell(each, self.projects[each].description) for each in ids)
        return (Row("methods", "Menetelmät", cells), Row("target", "Kohderyhmä", _silent(ids)))


def collection(*projects: Project, **known: Any) -> Hankehaku:
    """Return a collection in memory in the place of an open index."""
    return cast(Hankehaku, FakeCollection(*projects, **known))


def _silent(ids: Sequence[str]) -> tuple[Cell, ...]:
    return tuple(Cell(each, "") for each in ids)


HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
"""What a source may hold in any of its fields."""
