"""The word lists of `data/lexicon`: concepts, names, words without content, irregular forms."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from hankehaku.errors import LexiconError

LANGUAGES = ("fi", "sv", "en")

BACKGROUND = 300
"""Terms that stand for the questions that may come."""

_RESTORE = "Restore it from the source of this program"
_MUNICIPALITY = ("fi", "sv", "region_fi", "region_sv", "region_en", "genitive_fi")
_PLACE = ("name_fi", "name_sv", "name_en", "municipality_fi")
_ORGANISATION = ("fi", "sv", "en", "abbreviations", "aliases")


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept: synonyms by language, the preferred first, and weaker Finnish terms."""

    fi: tuple[str, ...]
    sv: tuple[str, ...]
    en: tuple[str, ...]
    related: tuple[str, ...] = ()

    def terms(self, language: str) -> tuple[str, ...]:
        """Return the synonyms in `language` (fi, sv or en)."""
        return {"fi": self.fi, "sv": self.sv, "en": self.en}[language]


class Lexicon:
    """A folder of lexicon files, read when first asked for.

    `glossary.tsv` has the columns fi, sv, en (synonyms separated by `|`) and optionally `related`;
    `stopwords.tsv` has language, word, kind; `irregular.tsv` has language, form, lemma.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def concepts(self) -> tuple[Concept, ...]:
        """All concepts of the glossary; raises LexiconError naming file and line."""
        return tuple(read_concepts(self.folder / "glossary.tsv"))

    @cached_property
    def names(self) -> tuple[Concept, ...]:
        """Municipalities, regions, other places and organisations, each with all its names."""
        return tuple(_named(self.folder))

    @cached_property
    def stopwords(self) -> Mapping[str, Mapping[str, str]]:
        """For each language, words that say nothing of a topic: function or request words."""
        words: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
        path = self.folder / "stopwords.tsv"
        for line, row in _rows(path, ("language", "word", "kind")):
            if row["language"] not in words:
                raise _malformed(path, line, f"unknown language {row['language']!r}")
            words[row["language"]][row["word"].casefold()] = row["kind"]
        return words

    @cached_property
    def irregular(self) -> Mapping[str, Mapping[str, str]]:
        """For each language, irregular forms with their base forms."""
        forms: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
        path = self.folder / "irregular.tsv"
        for line, row in _rows(path, ("language", "form", "lemma")):
            if row["language"] not in forms:
                raise _malformed(path, line, f"unknown language {row['language']!r}")
            forms[row["language"]][row["form"].casefold()] = row["lemma"].casefold()
        return forms

    @cached_property
    def neutral(self) -> Mapping[str, Sequence[str]]:
        """For each language, questions about nothing in particular."""
        texts: dict[str, list[str]] = {language: [] for language in LANGUAGES}
        path = self.folder / "neutral.tsv"
        for line, row in _rows(path, ("language", "text")):
            if row["language"] not in texts:
                raise _malformed(path, line, f"unknown language {row['language']!r}")
            texts[row["language"]].append(row["text"])
        return texts

    def background(self, language: str) -> tuple[str, ...]:
        """Return what anybody might ask in a language: the neutral questions, and the preferred
        terms of some concepts of the glossary, up to BACKGROUND, the same for each language.
        """
        by_chance = sorted(self.concepts, key=lambda each: sha256(each.fi[0].encode()).digest())
        terms = (each.terms(language)[0] for each in by_chance if each.terms(language))
        return (*self.neutral[language], *itertools.islice(terms, BACKGROUND))

    @cached_property
    def digest(self) -> str:
        """SHA-256 over all files of the folder, names included."""
        digest = sha256()
        for path in sorted(self.folder.glob("*.tsv")):
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        return digest.hexdigest()


def read_concepts(path: Path, cure: str = _RESTORE) -> Iterator[Concept]:
    """Yield the concepts of a TSV file with the columns fi, sv, en (and related, when it has it).

    Raises LexiconError, naming the line, when a column is missing or a row has no Finnish term;
    `cure` is what mends a file that cannot be read.
    """
    for line, row in _rows(path, LANGUAGES, cure):
        concept = row_concept(row)
        if not concept.fi:
            raise _malformed(path, line, "the Finnish term is empty")
        yield concept


def row_concept(row: Mapping[str, str]) -> Concept:
    """Return what a row of a table of concepts says."""
    return Concept(*(_synonyms(row.get(name) or "") for name in (*LANGUAGES, "related")))


def _named(folder: Path) -> Iterator[Concept]:
    regions: dict[str, Concept] = {}
    genitives: dict[str, str] = {}
    for _, row in _rows(folder / "municipalities.tsv", _MUNICIPALITY):
        yield Concept((row["fi"],), (row["sv"] or row["fi"],), (row["fi"],), (row["region_fi"],))
        genitives[row["genitive_fi"]] = row["fi"]
        names = ((row[f"region_{language}"],) for language in LANGUAGES)
        regions.setdefault(row["region_fi"], Concept(*names))
    yield from regions.values()
    for _, row in _rows(folder / "places.tsv", _PLACE):
        name = row["name_fi"]
        # Lahden seutu is where Lahti is
        municipality = row["municipality_fi"] or genitives.get(name.removesuffix(" seutu"))
        related = (municipality,) if municipality else ()
        yield Concept((name,), (row["name_sv"] or name,), (row["name_en"] or name,), related)
    for _, row in _rows(folder / "organisations.tsv", _ORGANISATION):
        # two letters are too few to be told from words (SY, OM)
        short = tuple(each for each in _synonyms(row["abbreviations"]) if len(each) > 2)
        fi = (row["fi"], *short, *_synonyms(row["aliases"]))
        others = ((row[language],) if row[language] else () for language in ("sv", "en"))
        sv, en = ((*names, *short) for names in others)
        yield Concept(fi, sv, en)


def _synonyms(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term.strip() for term in cell.split("|") if term.strip()))


Row = tuple[int, dict[str, str]]
"""The number of a line of a table, and its cells by the names of their columns."""


def _rows(path: Path, required: Sequence[str], cure: str = _RESTORE) -> Iterator[Row]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            yield from table_rows(file, path, required)
    except (OSError, UnicodeDecodeError) as exc:
        what = f"the lexicon file cannot be read ({exc})"
        raise LexiconError(what, where=str(path), cure=cure) from exc


def table_rows(lines: Iterable[str], path: Path, required: Sequence[str]) -> Iterator[Row]:
    """Yield the rows of a table whose columns stand apart by tabs, named by its first line; lines
    before it that begin with # are comments.

    Raises LexiconError, naming `path` and line, for a missing column and a malformed row.
    """
    rest = iter(lines)
    comments, heading = 0, next(rest, "")
    while heading.startswith("#"):
        comments, heading = comments + 1, next(rest, "")
    reader = csv.DictReader(
        itertools.chain([heading], rest), delimiter="\t", quoting=csv.QUOTE_NONE
    )
    try:
        missing = [name for name in required if name not in (reader.fieldnames or ())]
        if missing:
            raise _malformed(path, comments + 1, f"no column {', '.join(missing)}")
        for row in reader:
            if None in row or any(row[name] is None for name in required):
                raise _malformed(path, comments + reader.line_num, "a wrong number of columns")
            yield comments + reader.line_num, row
    except csv.Error as exc:
        line = comments + max(reader.line_num, 1)
        raise _malformed(path, line, f"not a table ({exc})") from exc


def _malformed(path: Path, line: int, what: str) -> LexiconError:
    cure = "Correct that line; columns are separated by tabs, synonyms by |"
    return LexiconError(what, where=f"{path}:{line}", cure=cure)
