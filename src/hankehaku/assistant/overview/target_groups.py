"""Which target groups a project speaks of, by the words of its title and description."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from hankehaku.corpus.tables import Row, read_rows
from hankehaku.errors import LexiconError
from hankehaku.language.analyzer import Analyzer
from hankehaku.language.tokens import words
from hankehaku.records import Project

TARGET_GROUPS_FILE = "target_groups.tsv"
_COLUMNS = ("key", "fi", "sv", "en", "words")
_FORMS_KEPT = 2**17
_WHOLE, _NOT = "=", "!"
_Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TargetGroup:
    """A target group: its key, and its name by language."""

    key: str
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Word:
    """What one word form tells: groups by itself, and the words of phrases that it can be."""

    groups: frozenset[str]
    pieces: frozenset[str]


class TargetGroups:
    """Finds target groups by base forms and parts of compounds; usable from several threads."""

    def __init__(self, folder: Path, analyzer: Analyzer) -> None:
        """Read the file of a lexicon folder; raises LexiconError naming file and line."""
        self._analyzer = analyzer
        self._words: dict[str, set[str]] = {}
        self._whole: dict[str, set[str]] = {}
        self._without: dict[str, set[str]] = {}
        self._phrases: dict[str, list[tuple[_Phrase, str]]] = {}
        self._no_phrases: dict[str, list[tuple[_Phrase, str]]] = {}
        path = folder / TARGET_GROUPS_FILE
        self.groups = tuple(self._take(row) for row in read_rows(path, _COLUMNS))
        self._pieces = {
            piece
            for table in (self._phrases, self._no_phrases)
            for several in table.values()
            for phrase, _ in several
            for piece in phrase
        }
        self._read = lru_cache(_FORMS_KEPT)(self._read_word)

    def of(self, project: Project) -> frozenset[str]:
        """Return the keys of the target groups that a project's title or description names."""
        return self._in(project.title) | self._in(project.description)

    def _take(self, row: Row) -> TargetGroup:
        key = row["key"]
        if not key or not row["fi"] or not row.listed("words"):
            cure = "Give the key, the Finnish name and the words."
            raise LexiconError("a cell is empty", where=row.where, cure=cure)
        for term in row.listed("words"):
            pieces = tuple(term.removeprefix(_NOT).removeprefix(_WHOLE).split())
            if len(pieces) > 1:
                table = self._no_phrases if term.startswith(_NOT) else self._phrases
                table.setdefault(pieces[0], []).append((pieces, key))
                continue
            single = {_NOT: self._without, _WHOLE: self._whole}.get(term[0], self._words)
            single.setdefault(pieces[0], set()).add(key)
        names = {language: row[language] or row["fi"] for language in ("fi", "sv", "en")}
        return TargetGroup(key, names)

    def _in(self, text: str) -> frozenset[str]:
        read = [self._read(word.lower()) for word, _, _ in words(text)]
        found: set[str] = set()
        not_here = list(_met(read, self._no_phrases))
        for at, word in enumerate(read):
            if word.groups:
                found |= word.groups - {key for key, start, end in not_here if start <= at < end}
        found.update(key for key, _, _ in _met(read, self._phrases))
        return frozenset(found)

    def _read_word(self, word: str) -> _Word:
        forms = self._analyzer.forms(word)
        lemmas = set(forms.lemmas)
        keys = lemmas | {part.lemma for part in forms.parts}
        groups = _all(self._words, keys) | _all(self._whole, lemmas)
        return _Word(frozenset(groups - _all(self._without, keys)), frozenset(keys & self._pieces))


def _all(table: Mapping[str, set[str]], keys: Iterable[str]) -> set[str]:
    return {group for key in keys for group in table.get(key, ())}


def _met(
    read: Sequence[_Word], phrases: Mapping[str, Sequence[tuple[_Phrase, str]]]
) -> Iterator[tuple[str, int, int]]:
    """Yield the groups whose phrases stand in a row of words, with the places of these."""
    for at, word in enumerate(read):
        for piece in word.pieces:
            for phrase, key in phrases.get(piece, ()):
                end = at + len(phrase)
                if end <= len(read) and all(
                    wanted in each.pieces for wanted, each in zip(phrase, read[at:end], strict=True)
                ):
                    yield key, at, end
