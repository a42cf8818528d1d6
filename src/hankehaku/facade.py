"""The whole product in one object: `Hankehaku.open(index).search("pakolaisäidit")`."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hankehaku.assistant.answer import Answer, Row, Sentence
from hankehaku.assistant.aspects import comparison
from hankehaku.assistant.dialogue import Assistant
from hankehaku.assistant.relations import Relation, predecessors, successors
from hankehaku.assistant.state import State
from hankehaku.assistant.turn import Parts
from hankehaku.errors import IndexDamagedError, IndexMissingError, UnknownProjectError, UsageError
from hankehaku.index.kit import Kit, open_kit
from hankehaku.index.names import Names
from hankehaku.index.projects import ProjectStore
from hankehaku.index.store import Manifest, Store
from hankehaku.index.vocabulary import read_vocabulary
from hankehaku.records import DataIssue, IssueKind, Objective, Project
from hankehaku.search.constraints import Constraint
from hankehaku.search.engine import Searcher
from hankehaku.search.exploring import Explorer
from hankehaku.search.fusion import Ranking
from hankehaku.search.question import MAX_QUESTION
from hankehaku.search.request import Request
from hankehaku.search.result import Hit, SearchResult
from hankehaku.search.suggest import Suggester, Suggestion, terms_of

if TYPE_CHECKING:
    from hankehaku.assistant.checking.grounding import Grounding
    from hankehaku.assistant.llm.model import LanguageModel
    from hankehaku.settings import Settings


COMPARED = 5
"""Projects that can be compared at most."""


class Records:
    """The projects of an index and what it was made of, without the parts that search needs."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.manifest = manifest
        self._projects = ProjectStore(folder / "projects.sqlite")
        self._corpus = _corpus_part(folder / "corpus.json")

    @classmethod
    def open(cls, index: str | Path) -> Records:
        """Open the records of the serving generation.

        Raises IndexMissingError, IndexMismatchError or IndexDamagedError, each with its cure.
        """
        return cls(*Store(Path(index)).current())

    def __len__(self) -> int:
        return len(self._projects)

    def __iter__(self) -> Iterator[Project]:
        return iter(self._projects)

    def project(self, project_id: str) -> Project:
        """Return a project by id; raises UnknownProjectError naming the nearest ids."""
        project = self._projects.by_id(project_id)
        if project is None:
            near = difflib.get_close_matches(project_id, self._projects.ids(), 3, 0.4)
            cure = f"Nearest are {', '.join(near)}" if near else "List them: hankehaku list"
            what = f"no project has the id {project_id!r}"
            raise UnknownProjectError(what, near=tuple(near), cure=cure)
        return project

    @property
    def objectives(self) -> tuple[Objective, ...]:
        """The objectives of the collection, those without projects too."""
        return tuple(Objective(**each) for each in self._corpus["objectives"])

    @property
    def issues(self) -> tuple[DataIssue, ...]:
        """Flaws of the source that belong to no project, such as unreadable lines."""
        return tuple(
            DataIssue(**{**each, "kind": IssueKind(each["kind"])})
            for each in self._corpus["issues"]
        )


class Hankehaku(Records):
    """An open index to search in.

    Safe to use from several threads. What runs is told by `manifest` (analyzer, encoder, counts)
    and by `reranker`, the id of the reranker, None without one.
    """

    def __init__(
        self,
        folder: Path,
        manifest: Manifest,
        kit: Kit,
        ranking: Ranking | None,
        model: ModelAddress | None = None,
    ) -> None:
        super().__init__(folder, manifest)
        self._searcher = Searcher(folder, manifest, kit, ranking, self.objectives)
        self._explorer = Explorer(self._searcher)
        self._folder = folder
        self.kit = kit
        self.reranker = kit.reranker.id if kit.reranker else None
        self._assistant = Assistant(
            self._searcher, kit.lexicon.folder, kit.finnish, self.objectives, self.title
        )

        self._model = None
        if model:
            from hankehaku.assistant.checking.grounding import Grounding

            grounding = Grounding(
                kit.analyzers,
                self._searcher.translator,
                self._searcher.parser,
                kit.lexicon.stopwords,
            )
            self._model = model.open(self, grounding)

    def title(self, language: str) -> str:
        """Return what the collection is called in a language (fi, sv or en)."""
        return self.manifest.told("title", language) or str(self.manifest.collection["id"])

    @classmethod
    def open(
        cls,
        index: str | Path,
        *,
        kit: Kit | None = None,
        ranking: Ranking | None = None,
        model: ModelAddress | None = None,
    ) -> Hankehaku:
        """Open the serving generation of an index folder, by default with the parts that the
        environment names (see `hankehaku.settings`).

        With `model` a language model words the answers of `ask`. Raises IndexMissingError,
        IndexMismatchError, IndexDamagedError, AnalyzerError or ModelError, each with its cure, and
        UsageError when the language model cannot be used.
        """
        folder, manifest = Store(Path(index)).current()
        if kit is None:
            from hankehaku.settings import read_settings

            settings = read_settings()
            kit, model = kit_from_settings(settings), model or ModelAddress.of(settings)
        return cls(folder, manifest, kit, ranking, model)

    def search(
        self,
        question: str,
        k: int = 10,
        language: str | None = None,
        constraints: Sequence[Constraint] | None = None,
    ) -> SearchResult:
        """Return the best `k` projects for a question in fi, sv or en (None: detected).

        `constraints` take the place of those that the question makes (None: those). Raises
        QuestionError for an empty question, one that is too long, or an unknown language.
        """
        if k < 1:
            raise UsageError(f"{k} projects were asked for", cure="Ask for at least one")
        return self._searcher.search(question, k, language, constraints)

    def explore(self, request: Request) -> SearchResult:
        """Return a page of the projects that a request is for, with facets that count them all.

        Raises QuestionError for a text that cannot be used; an empty one lists all projects.
        """
        return self._explorer.explore(request)

    def everything(self, request: Request) -> tuple[Project, ...]:
        """Return all projects that a request is for, in its order, without explanations."""
        return self._explorer.everything(request)

    def similar(self, project_id: str, k: int = 5) -> tuple[Hit, ...]:
        """Return the projects that are most like one; raises UnknownProjectError."""
        project = self.project(project_id)
        text = f"{project.title}. {project.description}"[:MAX_QUESTION]
        result = self._searcher.answer(self._searcher.question(text, "fi"), k + 1)
        hits = [each for each in result.hits if each.project.id != project_id][:k]
        return tuple(replace(each, rank=rank) for rank, each in enumerate(hits, 1))

    def relations(self, project_id: str) -> tuple[Relation, ...]:
        """Return what a project continues and what continues it; raises UnknownProjectError."""
        project, others = self.project(project_id), self.parts.projects
        return (*predecessors(project, others), *successors(project, others))

    def compare(self, ids: Sequence[str], language: str) -> tuple[Row, ...]:
        """Return a row for each aspect of 2 to 5 projects, those that differ first.

        Raises UsageError for another number of projects and UnknownProjectError.
        """
        wanted = list(dict.fromkeys(ids))
        if not 2 <= len(wanted) <= COMPARED:
            what = f"{len(wanted)} projects were to be compared"
            raise UsageError(what, where="id", cure=f"Name 2 to {COMPARED} projects")
        projects = [self.project(each) for each in wanted]
        return comparison(projects, self.parts.aspects, language)

    def suggest(self, text: str, language: str, k: int = 8) -> tuple[Suggestion, ...]:
        """Return what could be meant by a text that is being typed (language fi, sv or en)."""
        return self._suggester.suggest(text, language, k)

    @property
    def names(self) -> Names:
        """The names of places and organisations in three languages."""
        return self._searcher.parser.names

    @property
    def parts(self) -> Parts:
        """What the assistant works with: the searcher, the records, the aspects."""
        return self._assistant.parts

    @cached_property
    def _suggester(self) -> Suggester:
        vocabulary = frozenset(read_vocabulary(self._folder))
        terms = terms_of(self.kit.lexicon.concepts, vocabulary, self.kit.finnish)
        return Suggester(self.parts.projects, terms)

    def ask(self, question: str, state: State | None = None, language: str | None = None) -> Answer:
        """Answer a question, in its language or in `language`, going on from `state`.

        Raises QuestionError for a question that cannot be used.
        """
        *_, answer = self.answers(question, state, language)
        return answer

    def answers(
        self,
        question: str,
        state: State | None = None,
        language: str | None = None,
        *,
        plain: bool = False,
    ) -> Iterator[Answer]:
        """Yield an answer as it grows, the whole of it last; raises as `ask` does.

        A `plain` answer asks no language model. Only a language model's answers grow, by sentences
        that have been checked; the last one takes the place of what came before it.
        """
        composed = self._assistant.ask(question, state, language)
        if self._model is None or plain:
            yield composed
            return
        sentences: list[Sentence] = []
        for part in self._model.stream(
            question, composed, lambda text: self._assistant.ask(text, None, composed.language)
        ):
            if isinstance(part, Sentence):
                sentences.append(part)
                yield replace(composed, sentences=tuple(sentences), written_by=self._model.model)
            else:
                yield part.answer

    def drop(self, state: State, key: int, language: str | None = None) -> Answer:
        """Answer the last question of a conversation again without one of its constraints.

        `key` is the place of the constraint in the state; raises UsageError when there is none.
        """
        return self._assistant.drop(state, key, language)


@dataclass(frozen=True, slots=True)
class ModelAddress:
    """Where a language model is: an OpenAI-compatible server, the model's name, its key, and the
    seconds it has for an answer.
    """

    url: str
    name: str
    key: str = field(default="", repr=False)
    timeout: float = 20.0

    @classmethod
    def of(cls, settings: Settings) -> ModelAddress | None:
        """Return the language model that the settings name, None when they name no server."""
        if not settings.llm_url:
            return None
        key = settings.llm_key.get_secret_value() if settings.llm_key else ""
        return cls(settings.llm_url, settings.llm_model or "", key, settings.llm_timeout)

    def open(self, records: Records, grounding: Grounding | None = None) -> LanguageModel:
        """Return the model, told the names of a collection; raises UsageError with the cure."""
        from hankehaku.assistant.checking.names import Known, organisation_names
        from hankehaku.assistant.llm.model import LanguageModel

        projects = list(records)
        known = Known(
            {each.id: each.title for each in projects},
            {name for each in projects for name in organisation_names(each.organisation)},
        )
        return LanguageModel.open(
            self.url, self.name, self.key, self.timeout, known=known, grounding=grounding
        )


def kit_from_settings(settings: Settings | None = None, *, bulk: bool = False) -> Kit:
    """Open analyzers, models and word lists as the settings (else the environment) name them.

    With `bulk` the encoder is for many texts, as in building, not for one question.
    """
    if settings is None:
        from hankehaku.settings import read_settings

        settings = read_settings()
    return open_kit(
        analyzer=settings.analyzer,
        model=settings.model,
        engine=settings.engine,
        cache=settings.cache,
        lexicon=settings.lexicon_folder,
        lexicons=settings.lexicons_folder,
        threads=settings.threads,
        reranker=settings.reranker,
        bulk=bulk,
    )


def find_index(folder: Path) -> Path:
    """Return the one index at or directly below `folder`.

    Raises IndexMissingError when there is none and UsageError when there are several.
    """
    if Store(folder).exists():
        return folder
    found = sorted(each.parent for each in folder.glob("*/current"))
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(str(each) for each in found)
        raise UsageError(f"there are several indexes: {names}", cure="Choose one with --index")
    raise IndexMissingError(
        "there is no index here", where=str(folder), cure="Build it: hankehaku build"
    )


def _corpus_part(path: Path) -> dict[str, Any]:
    try:
        part: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as exc:
        cure = "Build the index again: hankehaku build --force"
        raise IndexDamagedError(f"cannot be read ({exc})", where=str(path), cure=cure) from exc
    return part
