"""The term base: what a word or phrase of a question can be called in Finnish, compiled for fast look-up."""

from __future__ import annotations

import itertools
import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from hankehaku.errors import IndexDamagedError
from hankehaku.language.analyzer import Analyzer
from hankehaku.language.freedict import Dictionary
from hankehaku.language.lexicon import LANGUAGES, Concept

MAX_PHRASE = 5
"""Words in the longest phrase that is looked up as one term."""

_SCHEMA = """
CREATE TABLE entry (language TEXT, key TEXT, source TEXT, words INTEGER, equivalents TEXT);
CREATE TABLE word (language TEXT, form TEXT, key TEXT);
"""
_INDEXES = """
CREATE INDEX entry_key ON entry (language, key);
CREATE INDEX word_form ON word (language, form);
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one source says of a term: its Finnish equivalents and weaker Finnish terms.

    `words` is the number of words of the phrase; `source` the dictionary's name, or 'glossary'.
    """

    key: str
    source: str
    words: int
    equivalents: tuple[str, ...]
    related: tuple[str, ...] = ()


def phrase_keys(analyzer: Analyzer, text: str) -> tuple[str, ...]:
    """Return the keys under which `text` is filed: its base forms joined by spaces.

    A word with several readings gives several keys, at most eight for a phrase.
    """
    readings = [token.forms.lemmas[:3] for token in analyzer.analyze(text)]
    return tuple(" ".join(words) for words in itertools.islice(itertools.product(*readings), 8))


def compile_termbase(
    path: Path,
    concepts: Iterable[Concept],
    dictionaries: Sequence[Dictionary],
    analyzers: Mapping[str, Analyzer],
) -> dict[str, int]:
    """Write a term base to `path` and return how many entries each source gave.

    `analyzers` holds one analyzer for each of fi, sv and en. The file must not exist.
    """
    counts: dict[str, int] = {}
    with sqlite3.connect(path) as database:
        database.executescript(_SCHEMA)
        rows = itertools.chain(
            _concept_rows(concepts, analyzers), _dictionary_rows(dictionaries, analyzers)
        )
        for language, term, source, equivalents, related in rows:
            counts[source] = counts.get(source, 0) + 1
            value = json.dumps([equivalents, related], ensure_ascii=False)
            for key in phrase_keys(analyzers[language], term):
                words = key.count(" ") + 1
                database.execute(
                    "INSERT INTO entry VALUES (?, ?, ?, ?, ?)",
                    (language, key, source, words, value),
                )
                if words == 1:
                    row = (language, term.casefold(), key)
                    database.execute("INSERT INTO word VALUES (?, ?, ?)", row)
        database.executescript(_INDEXES)
    database.close()
    return counts


def _concept_rows(
    concepts: Iterable[Concept], analyzers: Mapping[str, Analyzer]
) -> Iterator[tuple[str, str, str, Sequence[str], Sequence[str]]]:
    for concept in concepts:
        for language in LANGUAGES:
            if language in analyzers:
                for term in concept.terms(language):
                    yield language, term, "glossary", concept.fi, concept.related


def _dictionary_rows(
    dictionaries: Sequence[Dictionary], analyzers: Mapping[str, Analyzer]
) -> Iterator[tuple[str, str, str, Sequence[str], Sequence[str]]]:
    for dictionary in dictionaries:
        if dictionary.language in analyzers:
            for term, equivalents in dictionary.entries():
                yield dictionary.language, term, dictionary.name, equivalents, ()


class TermBase:
    """A compiled term base, open for reading; usable from several threads at once."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            cure = "Build the index again: hankehaku build"
            raise IndexDamagedError("the term base is missing", where=str(path), cure=cure)
        self._uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._local = threading.local()

    @property
    def _database(self) -> sqlite3.Connection:
        try:
            database: sqlite3.Connection = self._local.database
        except AttributeError:
            database = self._local.database = sqlite3.connect(self._uri, uri=True)
        return database

    def look_up(self, language: str, keys: Iterable[str]) -> dict[str, tuple[Entry, ...]]:
        """Return the entries filed under each of `keys`; keys without any are left out."""
        wanted = list(dict.fromkeys(keys))
        marks = ",".join("?" * len(wanted))
        found: dict[str, list[Entry]] = {}
        query = (
            "SELECT key, source, words, equivalents FROM entry "  # noqa: S608 - only marks are put in
            f"WHERE language = ? AND key IN ({marks}) ORDER BY rowid"
        )
        for key, source, words, value in self._database.execute(query, (language, *wanted)):
            equivalents, related = json.loads(value)
            entry = Entry(key, source, words, tuple(equivalents), tuple(related))
            found.setdefault(key, []).append(entry)
        return {key: tuple(entries) for key, entries in found.items()}

    def headwords(self, language: str, forms: Iterable[str]) -> dict[str, str]:
        """Return those of the lower-case `forms` that are headwords of one word, with their keys."""
        wanted = list(dict.fromkeys(forms))
        marks = ",".join("?" * len(wanted))
        query = f"SELECT form, key FROM word WHERE language = ? AND form IN ({marks})"  # noqa: S608
        return dict(self._database.execute(query, (language, *wanted)))
