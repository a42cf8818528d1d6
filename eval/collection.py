"""Reads what is measured against: topics, judgments in three formats, and corpora.

    topics, qrels = read_topics(path), read_qrels(path)

Nothing is skipped in silence: a line that cannot be read raises UsageError with file and line.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hankehaku.errors import UsageError
from hankehaku.language.lexicon import LANGUAGES

TOPICS = Path(__file__).with_name("topics")

Qrels = Mapping[str, Mapping[str, int]]
"""For each need the relevance of its projects, 1 or more; what is not there is not relevant."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A need in one language; `language` None is to be detected."""

    id: str
    need: str
    language: str | None
    text: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class TopicSet:
    """Topics with their judgments."""

    name: str
    topics: tuple[Topic, ...]
    qrels: Qrels

    @property
    def answered(self) -> tuple[Topic, ...]:
        """The topics that something in the collection answers."""
        return tuple(topic for topic in self.topics if self.qrels.get(topic.need))

    def part(self, split: str) -> TopicSet:
        """Return the tune or the report half, or the same for 'all'."""
        chosen = (topic for topic in self.topics if split in ("all", side(topic.need)))
        return TopicSet(self.name, tuple(chosen), self.qrels)


def side(need: str) -> str:
    """Return the half a need belongs to: tune or report, all languages of it on the same side."""
    return "tune" if hashlib.sha256(need.encode()).digest()[0] % 2 == 0 else "report"


def topic_sets() -> list[str]:
    """Return the names of the sets in `eval/topics`."""
    return sorted(path.parent.name for path in TOPICS.glob("*/topics.jsonl"))


def read_set(name: str) -> TopicSet:
    """Read a set of `eval/topics` by name; raises UsageError when there is no such set."""
    folder = TOPICS / name
    if name not in topic_sets():
        cure = f"Choose of {', '.join(topic_sets())}"
        raise UsageError(f"there are no topics called {name!r}", where=str(TOPICS), cure=cure)
    return TopicSet(name, read_topics(folder / "topics.jsonl"), read_qrels(folder / "qrels.trec"))


def pooled(names: list[str]) -> TopicSet:
    """Read sets as one; their needs must have different names."""
    sets = [read_set(name) for name in names]
    topics = tuple(topic for each in sets for topic in each.topics)
    qrels = {need: judged for each in sets for need, judged in each.qrels.items()}
    return TopicSet(" + ".join(names), topics, qrels)


def read_topics(path: Path) -> tuple[Topic, ...]:
    """Read JSON Lines: `id` or `_id`, `text`, optionally `language` (or `lang`), `need`, `style`.

    Without `need` each line is a need of its own.
    """
    topics: dict[str, Topic] = {}
    for where, data in _objects(path):
        name = _text(data, ("id", "_id"), where)
        language = data.get("language") or data.get("lang")
        if language is not None and language not in LANGUAGES:
            cure = f"Use one of {', '.join(LANGUAGES)}, or leave it out"
            raise UsageError(f"unknown language {language!r}", where=where, cure=cure)
        _one_word(name, where)
        if name in topics:
            raise UsageError(f"the id {name!r} stands twice", where=where, cure="Make ids unique")
        topics[name] = Topic(
            id=name,
            need=str(data.get("need") or name),
            language=language,
            text=_text(data, ("text",), where),
            style=str(data.get("style") or ""),
        )
    return tuple(topics.values())


def read_qrels(path: Path) -> dict[str, dict[str, int]]:
    """Read judgments: TREC qrels with four columns (`need 0 project relevance`), or with a header
    the three columns of BEIR (`query-id corpus-id score`) or of the like (`qid docid rel`).

    Judgments of 0 or less are left out, as whatever has no judgment is not relevant.
    """
    qrels: dict[str, dict[str, int]] = {}
    for number, line in enumerate(_lines(path), start=1):
        cells = line.split()
        if not cells or (number == 1 and len(cells) == 3 and not _is_number(cells[2])):
            continue
        if len(cells) not in (3, 4) or not _is_number(cells[-1]):
            cure = (
                "A line is 'need 0 project relevance', or after a header 'need project relevance'"
            )
            raise UsageError("not a judgment", where=f"{path}:{number}", cure=cure)
        judged = qrels.setdefault(cells[0], {})
        if int(cells[-1]) > 0:
            judged[cells[-2]] = int(cells[-1])
    return {need: judged for need, judged in qrels.items() if judged}


def read_questions(path: Path, split: str) -> tuple[Topic, ...]:
    """Read Finnish questions, one a line, those of a half (tune or report) or all.

    They have no judgments; each is its own need.
    """
    lines = (line.strip() for line in _lines(path))
    questions = (Topic(line, line, "fi", line) for line in lines if line)
    return tuple(each for each in questions if split in ("all", side(each.need)))


def corpus_lines(path: Path) -> Iterator[str]:
    """Yield the lines of a BEIR-like corpus as `hankehaku build` takes them, `_id` made `id`."""
    seen: set[str] = set()
    for where, data in _objects(path):
        name, text = _text(data, ("id", "_id"), where), _text(data, ("text", "description"), where)
        _one_word(name, where)
        if name in seen:
            raise UsageError(f"the id {name!r} stands twice", where=where, cure="Make ids unique")
        seen.add(name)
        kept = {key: value for key, value in data.items() if key not in ("_id", "description")}
        yield json.dumps({**kept, "id": name, "text": text}, ensure_ascii=False) + "\n"


def _objects(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, line in enumerate(_lines(path), start=1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            data = json.loads(line)
        except ValueError as exc:
            raise UsageError(f"not JSON ({exc})", where=where) from exc
        if not isinstance(data, dict):
            raise UsageError("not a JSON object", where=where)
        yield where, data


def _lines(path: Path) -> list[str]:
    try:
        # not splitlines, which also cuts at characters that JSON allows within a text (U+2028)
        return path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as exc:
        raise UsageError(f"cannot be read ({exc})", where=str(path)) from exc


def _text(data: Mapping[str, Any], keys: tuple[str, ...], where: str) -> str:
    value = next((data[key] for key in keys if key in data), None)
    if not isinstance(value, str) or not value.strip():
        raise UsageError(f"no text under {' or '.join(map(repr, keys))}", where=where)
    return value


def _one_word(name: str, where: str) -> None:
    """Raise UsageError for an id with spaces, as runs and judgments are apart by them."""
    if name.split() != [name]:
        raise UsageError(f"the id {name!r} has spaces", where=where, cure="Leave them out")


def _is_number(cell: str) -> bool:
    return re.fullmatch(r"-?[0-9]+", cell) is not None
