"""The term base: what a word or phrase can be called in Finnish, compiled for look-up."""

from __future__ import annotations

import itertools
import json
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from hankehaku.errors import IndexDamagedError
from hankehaku.language.analyzer import Analyzer
from hankehaku.language.freedict import DICTIONARIES, Dictionary
from hankehaku.language.lexicon import LANGUAGES, Concept

_PORTION = 10_000
_OWN = ("glossary", "names")
"""Sources whose Finnish phrases belong together even when they lead to no other term. A thesaurus
has a term for most things: its phrases would keep their words from being read each by itself."""

MAX_PHRASE = 5
"""Words in the longest phrase that is looked up as one term."""

_SCHEMA = """
CREATE TABLE entry (language TEXT, key TEXT, headword TEXT, source TEXT, equivalents TEXT);
CREATE TABLE word (language TEXT, form TEXT, key TEXT);
"""
_WORDS = """
INSERT INTO word
SELECT language, headword, key FROM entry WHERE instr(key, ' ') = 0 ORDER BY rowid
"""
_INDEXES = """
CREATE INDEX entry_key ON entry (language, key);
CREATE INDEX word_form ON word (language, form);
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one source says of a term: its Finnish equivalents and weaker Finnish terms.

    It is filed under `key`, which different words may share; `headword` is how the source writes
    the term, in lower case. `source` is 'glossary', 'names', or the name of a dictionary or an
    imported lexicon.
    """

    key: str
    headword: str
    source: str
    equivalents: tuple[str, ...]
    related: tuple[str, ...] = ()


def phrase_keys(analyzer: Analyzer, text: str) -> tuple[str, ...]:
    """Return the keys under which `text` is filed: its base forms joined by spaces.

    A word with several readings gives several keys, at most eight for a phrase.
    """
    readings = [token.forms.lemmas[:3] for token in analyzer.analyze(text, dictionary=True)]
    return tuple(" ".join(words) for words in itertools.islice(itertools.product(*readings), 8))


def compile_termbase(
    path: Path,
    concepts: Mapping[str, Iterable[Concept]],
    dictionaries: Sequence[Dictionary],
    analyzers: Mapping[str, Analyzer],
) -> dict[str, int]:
    """Write a term base to `path` and return how many entries each source gave.

    `concepts` are given by the name of their source, `analyzers` by language (fi, sv, en). The
    file must not exist.
    """
    counts: Counter[str] = Counter()
    keys_of = lru_cache(maxsize=None)(lambda language, term: phrase_keys(analyzers[language], term))

    def entries() -> Iterator[tuple[str, str, str, str, str]]:
        rows = itertools.chain(_concept_rows(concepts), _dictionary_rows(dictionaries))
        for language, terms, source, value in rows:
            counts[source] += len(terms)
            for term in terms:
                headword = term.casefold()
                for key in keys_of(language, term):
                    yield language, key, headword, source, value

    database = sqlite3.connect(path)
    with database:
        database.executescript(_SCHEMA)
        database.executemany("INSERT INTO entry VALUES (?, ?, ?, ?, ?)", entries())
        database.execute(_WORDS)
        database.executescript(_INDEXES)
    database.close()
    return dict(counts)


Row = tuple[str, Sequence[str], str, str]
"""Language, terms, source, and as JSON the Finnish equivalents of the terms and weaker terms."""


def _concept_rows(sources: Mapping[str, Iterable[Concept]]) -> Iterator[Row]:
    for source, concepts in sources.items():
        for concept in concepts:
            value = _json(concept.fi, concept.related)
            for language in LANGUAGES:
                if language != "fi" or source in _OWN or len(concept.fi) > 1 or concept.related:
                    yield language, concept.terms(language), source, value


def _dictionary_rows(dictionaries: Sequence[Dictionary]) -> Iterator[Row]:
    for dictionary in dictionaries:
        for term, senses in dictionary.entries():
            distinct = dict.fromkeys(itertools.chain.from_iterable(senses))
            yield dictionary.language, (term,), dictionary.name, _json(tuple(distinct), ())


def _json(equivalents: Sequence[str], related: Sequence[str]) -> str:
    return json.dumps([equivalents, related], ensure_ascii=False)


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
        found: dict[str, list[Entry]] = {}
        query = (
            "SELECT key, headword, source, equivalents FROM entry "
            "WHERE language = ? AND key IN ({}) ORDER BY rowid"
        )
        for key, headword, source, value in self._select(query, language, keys):
            equivalents, related = json.loads(value)
            entry = Entry(key, headword, source, tuple(equivalents), tuple(related))
            found.setdefault(key, []).append(entry)
        return {key: tuple(entries) for key, entries in found.items()}

    def headwords(self, language: str, forms: Iterable[str]) -> dict[str, str]:
        """Return those of the lower-case `forms` that are headwords, with their keys."""
        query = "SELECT form, key FROM word WHERE language = ? AND form IN ({})"
        return dict(self._select(query, language, forms))

    def words(self, language: str) -> dict[str, bool]:
        """Return all headwords of a language that are single words, each with whether a source
        other than a dictionary has it.
        """
        marks = ",".join("?" * len(DICTIONARIES))
        query = (
            f"SELECT headword, MAX(source NOT IN ({marks})) FROM entry "
            "WHERE language = ? AND instr(headword, ' ') = 0 GROUP BY headword ORDER BY headword"
        )
        found = self._database.execute(query, (*sorted(DICTIONARIES), language))
        return {word: bool(curated) for word, curated in found}

    def _select(self, query: str, language: str, values: Iterable[str]) -> Iterator[Any]:
        """Run a query for many values, in portions that SQLite takes."""
        wanted = list(dict.fromkeys(values))
        for start in range(0, len(wanted), _PORTION):
            portion = wanted[start : start + _PORTION]
            marks = ",".join("?" * len(portion))
            yield from self._database.execute(query.format(marks), (language, *portion))
