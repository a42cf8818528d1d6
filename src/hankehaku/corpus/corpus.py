"""The projects of one collection: loaded from its source or its store, and found by id."""

from __future__ import annotations

import dataclasses
import difflib
import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hankehaku.corpus.languages import language_teller
from hankehaku.corpus.organisations import Organisations
from hankehaku.corpus.validation import typed_all
from hankehaku.errors import SourceError, UnknownProjectError
from hankehaku.files import atomic_write
from hankehaku.records import DataIssue, IssueKind, Objective, Project
from hankehaku.sources.base import Reading, read_bytes
from hankehaku.sources.collection import CollectionInfo, SourceFile, read_collection
from hankehaku.sources.rejected import Rejected

_FORMAT = "hankehaku-corpus"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Corpus:
    """A collection with its projects in the order of the source.

    `objectives` holds those without projects too. `issues` are the lines of the source that belong
    to no project; each project has its own. `content_hash` is the SHA-256 of the id, the language,
    the programme text, the objectives and the projects: what an index is built from. `rejected` are
    the records that could not become projects, and `readings` tell how each document was read;
    neither is saved.
    """

    info: CollectionInfo
    projects: tuple[Project, ...]
    objectives: tuple[Objective, ...] = ()
    issues: tuple[DataIssue, ...] = ()
    programme_text: str = ""
    rejected: tuple[Rejected, ...] = field(default=(), repr=False, compare=False)
    readings: tuple[Reading, ...] = field(default=(), repr=False, compare=False)
    content_hash: str = field(init=False)
    _by_id: dict[str, Project] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Take the hash of the content; raises SourceError when two projects share an id."""
        by_id = {project.id: project for project in self.projects}
        if len(by_id) < len(self.projects):
            counted = Counter(project.id for project in self.projects)
            twice = next(each for each, count in counted.items() if count > 1)
            raise SourceError(f"two projects have the id '{twice}'", where=self.info.id)
        object.__setattr__(self, "_by_id", by_id)
        object.__setattr__(self, "content_hash", self._hash())

    def by_id(self, project_id: str) -> Project:
        """Return the project with this id.

        Raises UnknownProjectError, with the ids nearest to it, when there is none.
        """
        try:
            return self._by_id[project_id]
        except KeyError:
            near = difflib.get_close_matches(project_id.lower(), self._by_id, n=3)
            names = " or ".join(f"'{each}'" for each in near)
            raise UnknownProjectError(
                f"there is no project '{project_id}'",
                where=f"collection {self.info.id}",
                cure=f"Did you mean {names}?" if near else "List the projects to see their ids.",
            ) from None

    def save(self, path: Path) -> None:
        """Write the corpus as JSON Lines: a line about it, then a line for each project.

        Raises HankehakuError when the file cannot be written; an older one is then untouched.
        """
        head = {
            "format": _FORMAT,
            "version": _VERSION,
            "content_hash": self.content_hash,
            "count": len(self.projects),
            "info": {**dataclasses.asdict(self.info), "title": dict(self.info.title)},
            "objectives": [dataclasses.asdict(each) for each in self.objectives],
            "issues": [dataclasses.asdict(each) for each in self.issues],
            "programme_text": self.programme_text,
        }
        lines = (head, *(project.to_dict() for project in self.projects))
        text = "".join(f"{_json(line)}\n" for line in lines)
        atomic_write(path, text.encode("utf-8"))

    @classmethod
    def open(cls, path: Path) -> Corpus:
        """Read a saved corpus.

        Raises SourceError when the file is not there, is of another format or version, or is not
        what was saved.
        """
        try:
            lines = read_bytes(path).decode("utf-8").removesuffix("\n").split("\n")
            head = json.loads(lines[0])
            if head["format"] != _FORMAT or head["version"] != _VERSION:
                raise _damaged(path, f"it is not of the format {_FORMAT} {_VERSION}")
            corpus = cls._restored(head, [json.loads(line) for line in lines[1:]])
        except (KeyError, TypeError, ValueError, RecursionError, AttributeError) as exc:
            raise _damaged(path, f"a line of it cannot be read ({exc!r})") from exc
        if len(corpus.projects) != head["count"] or corpus.content_hash != head["content_hash"]:
            raise _damaged(path, "its content is not what was saved")
        return corpus

    @classmethod
    def _restored(cls, head: dict[str, Any], projects: Sequence[dict[str, Any]]) -> Corpus:
        info = dict(head["info"])
        info["documents"] = tuple(SourceFile(**each) for each in info["documents"])
        columns = info.get("columns", {})
        info["columns"] = {name: tuple(listed) for name, listed in columns.items()}
        issues = ({**each, "kind": IssueKind(each["kind"])} for each in head["issues"])
        return cls(
            info=CollectionInfo(**info),
            projects=tuple(Project.from_dict(each) for each in projects),
            objectives=tuple(Objective(**each) for each in head["objectives"]),
            issues=tuple(DataIssue(**each) for each in issues),
            programme_text=head["programme_text"],
        )

    def _hash(self) -> str:
        content = {
            "id": self.info.id,
            "language": self.info.language,
            "programme_text": self.programme_text,
            "objectives": [dataclasses.asdict(each) for each in self.objectives],
            "projects": [],
        }
        # "projects" comes last; they are fed in one at a time, as they may be a gigabyte
        digest = hashlib.sha256(_json(content).removesuffix("]}").encode("utf-8"))
        for number, project in enumerate(self.projects):
            digest.update(f"{',' if number else ''}{_json(project.to_dict())}".encode())
        digest.update(b"]}")
        return digest.hexdigest()


def load_corpus(path: Path, lexicon: Path, *, described: bool = True) -> Corpus:
    """Read a collection (see `read_collection`) and type its values.

    `lexicon` is the folder of `organisations.tsv` and `municipalities.tsv`. Raises SourceError when
    the collection cannot be read and LexiconError when the lexicon cannot.
    """
    info, result = read_collection(path, described=described)
    projects = typed_all(
        result.projects,
        collection=info.id,
        resolve=Organisations.load(lexicon).resolve,
        language_of=language_teller(info.language),
    )
    return Corpus(
        info,
        projects,
        result.objectives,
        result.issues,
        result.programme,
        result.rejected,
        result.readings,
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _damaged(path: Path, what: str) -> SourceError:
    return SourceError(what, where=str(path), cure="Load the collection from its source again.")
