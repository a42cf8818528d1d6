"""Collects the sentences of an answer and gives each project that it speaks of a number."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from hankehaku.assistant.answer import Basis, Citation, Sentence
from hankehaku.assistant.texts import say
from hankehaku.assistant.wording import name_of, period_of, support_of
from hankehaku.records import Project
from hankehaku.search.result import Hit


class Draft:
    """An answer being written in one language."""

    def __init__(self, language: str, place: Callable[[str, str], str]) -> None:
        """Begin; `place` tells what a place, by its Finnish name, is called in a language."""
        self.language, self._place = language, place
        self.sentences: list[Sentence] = []
        self.citations: list[Citation] = []
        self.sources: dict[str, Project] = {}

    def place_of(self, project: Project) -> str:
        """Return the municipality and region of a project's organisation, empty when unknown."""
        where = (project.organisation.municipality, project.organisation.region)
        names = (self._place(each, self.language) for each in where if each)
        return ", ".join(dict.fromkeys(names))

    def cite(self, project: Project, quote: str = "") -> int:
        """Return the number of a project's record, or of words quoted from it."""
        self.sources[project.id] = project
        for each in self.citations:
            if each.id == project.id and each.quote == quote:
                return each.n
        number = len(self.citations) + 1
        self.citations.append(Citation(number, project.id, quote))
        return number

    def add(self, text: str, basis: Basis, citations: Iterable[int] = ()) -> None:
        """Add a sentence that is already in words."""
        self.sentences.append(Sentence(text, basis, tuple(citations)))

    def say(self, key: str, basis: Basis = Basis.NOTICE, **values: object) -> None:
        """Add a text of the assistant."""
        self.add(say(self.language, key, **values), basis)

    def marks(self, projects: Iterable[Project]) -> tuple[str, tuple[int, ...]]:
        """Return the citations of some projects' records, as text and as numbers."""
        numbers = tuple(self.cite(each) for each in projects)
        return "".join(f"[{n}]" for n in numbers), numbers

    def project(self, project: Project, hit: Hit | None = None) -> None:
        """Add the line of a project in a list, with its best passage where it was ranked."""
        quote = hit.passage.text.strip() if hit and hit.matches else ""
        number = self.cite(project, quote)
        self.add(
            say(
                self.language,
                "project_quote" if quote else "project_line",
                title=project.title,
                organisation=name_of(project.organisation, self.language),
                period=period_of(project, self.language),
                support=support_of(project, self.language),
                quote=quote,
                n=number,
            ),
            Basis.QUOTE if quote else Basis.RECORD,
            (number,),
        )

    def quote(self, project: Project, quote: str) -> None:
        """Add words of a project as a sentence of their own."""
        number = self.cite(project, quote)
        text = say(self.language, "tell_quote", quote=quote, n=number)
        self.add(text, Basis.QUOTE, (number,))
