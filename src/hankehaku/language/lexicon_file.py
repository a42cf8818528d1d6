"""Reads the lexicon file of a user, a table or a SKOS vocabulary, into concepts that are of use."""

from __future__ import annotations

import gzip
import itertools
import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from hankehaku.errors import LexiconError
from hankehaku.language.lexicon import LANGUAGES, Concept, row_concept, table_rows
from hankehaku.language.skos import read_skos

TAKEN, NO_FINNISH, FINNISH_ONLY = "taken", "no Finnish", "Finnish only"
"""What becomes of a concept, beside `skos.DEPRECATED`."""

_TABLE = "TABLE"
_SUFFIXES = {
    ".tsv": _TABLE,
    ".ttl": "TURTLE",
    ".nt": "N_TRIPLES",
    ".rdf": "RDF_XML",
    ".owl": "RDF_XML",
    ".xml": "RDF_XML",
}
_XML = re.compile(rb"<\?xml|<!|<(?:\w+:)?RDF\b")
_TURTLE = re.compile(rb"[@#<\[]|_:|(?:prefix|base)\s", re.IGNORECASE)  # of which N-Triples is part
_GZIP = b"\x1f\x8b"
_BOM = b"\xef\xbb\xbf"
_HEAD = 4096
_LONGEST_LINE = 1_000_000
_LONGEST_CELL = 100_000
_QUALIFIER = re.compile(r"(?:\s+\([^()]*\))+$")
_CURE = "Give a TSV file with the columns fi, sv, en, or SKOS as Turtle, RDF/XML or N-Triples"
_UTF8 = "Save it as UTF-8"


def read_lexicon(path: Path, counts: Counter[str]) -> Iterator[Concept]:
    """Yield the concepts of a file that are of use, with their labels tidied.

    A concept without a Finnish label, or with one Finnish label and nothing else, is left out.
    `counts` is told what becomes of each concept, and the number of terms by language. Raises
    LexiconError naming the line, where there is one, and the cure.
    """
    try:
        with _opened(path) as stream:
            kind = _recognised(path, stream)
            table = kind == _TABLE
            read = _table(stream, path) if table else read_skos(stream, kind, path, counts)
            yield from _of_use(read, path, counts)
    except (OSError, EOFError, zlib.error) as exc:
        what = f"cannot be read ({getattr(exc, 'strerror', None) or exc})"
        raise LexiconError(what, where=str(path), cure="Check the file, or fetch it again") from exc


def tidy(label: str) -> str:
    """Return a label without its qualifier, as in 'lapset (ikäryhmät)', and without what stands
    for something else in a table."""
    text = unicodedata.normalize("NFC", " ".join(label.replace("|", " ").split()))
    return _QUALIFIER.sub("", "".join(filter(str.isprintable, text)))


def _of_use(concepts: Iterator[Concept], path: Path, counts: Counter[str]) -> Iterator[Concept]:
    for raw in concepts:
        cells = (raw.fi, raw.sv, raw.en, raw.related)
        concept = Concept(*(tuple(dict.fromkeys(filter(None, map(tidy, cell)))) for cell in cells))
        if not concept.fi:
            counts[NO_FINNISH] += 1
        elif not (concept.fi[1:] or concept.sv or concept.en or concept.related):
            counts[FINNISH_ONLY] += 1
        else:
            if max(sum(map(len, concept.terms(each))) for each in LANGUAGES) > _LONGEST_CELL:
                what = f"the labels of the concept {concept.fi[0][:40]} are too long for labels"
                raise LexiconError(what, where=str(path), cure=_CURE)
            counts[TAKEN] += 1
            counts.update({each: len(concept.terms(each)) for each in LANGUAGES})
            yield concept


def _opened(path: Path) -> IO[bytes]:
    """Open a file for reading, unpacked when it is packed, whatever its name."""
    with path.open("rb") as file:
        packed = file.read(len(_GZIP)) == _GZIP
    return cast("IO[bytes]", gzip.open(path)) if packed else path.open("rb")


def _recognised(path: Path, stream: IO[bytes]) -> str:
    """Return what a file is, by its suffix or its beginning; a byte order mark is skipped."""
    head = stream.read(_HEAD)
    stream.seek(len(_BOM) if head.startswith(_BOM) else 0)
    head = head.removeprefix(_BOM)
    where = str(path)
    if not head.strip():
        raise LexiconError("the file is empty", where=where, cure=_CURE)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise LexiconError("the file is UTF-16, not UTF-8", where=where, cure=_UTF8)
    if b"\0" in head:
        raise LexiconError("the file is not text", where=where, cure=_CURE)
    plain = path.with_suffix("") if path.suffix.lower() == ".gz" else path
    if kind := _SUFFIXES.get(plain.suffix.lower()):
        return kind
    first = head.lstrip()
    if _XML.match(first):
        return "RDF_XML"
    if b"fi" in first.split(b"\n", 1)[0].strip().split(b"\t"):
        return _TABLE
    if _TURTLE.match(first):
        return "TURTLE"
    raise LexiconError("neither a table of concepts nor SKOS", where=where, cure=_CURE)


def _table(stream: IO[bytes], path: Path) -> Iterator[Concept]:
    for _, row in table_rows(_lines(stream, path), path, LANGUAGES):
        yield row_concept(row)


def _lines(stream: IO[bytes], path: Path) -> Iterator[str]:
    for number in itertools.count(1):
        line = stream.readline(_LONGEST_LINE + 1)
        if not line:
            return
        if len(line) > _LONGEST_LINE:
            raise LexiconError("the line has no end", where=f"{path}:{number}", cure=_CURE)
        try:
            yield line.decode()
        except UnicodeDecodeError as exc:
            where = f"{path}:{number}"
            raise LexiconError("the line is not UTF-8", where=where, cure=_UTF8) from exc
