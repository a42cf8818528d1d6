"""Concepts of a SKOS vocabulary, read statement by statement from Turtle, N-Triples or RDF/XML."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any
from xml.parsers import expat

from hankehaku.errors import LexiconError
from hankehaku.language.lexicon import LANGUAGES, Concept

FORMATS = ("TURTLE", "N_TRIPLES", "RDF_XML")

DEPRECATED = "deprecated"

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_SKOS_XL = "http://www.w3.org/2008/05/skos-xl#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_OWL_DEPRECATED = "http://www.w3.org/2002/07/owl#deprecated"
_LITERAL_FORM = f"{_SKOS_XL}literalForm"
# labels in the order of their worth
_KINDS = ("prefLabel", "altLabel", "hiddenLabel")
_LABELS = {f"{_SKOS}{kind}": rank for rank, kind in enumerate(_KINDS)}
_XL_LABELS = {f"{_SKOS_XL}{kind}": rank for rank, kind in enumerate(_KINDS)}

_PLACE = re.compile(r"^Parser error at line \d+ (?:between columns \d+ and|column) \d+: ")
_CURE = "Correct the file there, or fetch it again from where it was published"

Label = tuple[str, str]
"""A language and a text."""


class _Statements:
    """What the statements of a vocabulary say of its concepts, in the order of the file."""

    def __init__(self) -> None:
        self.concepts: dict[str, None] = {}
        self.deprecated: set[str] = set()
        self.labels: dict[str, list[tuple[int, Label]]] = {}
        self.xl_labels: dict[str, list[tuple[int, str]]] = {}
        self.literal_forms: dict[str, Label] = {}

    def add(self, subject: str, predicate: str, value: Any) -> None:
        """Take note of a statement; most are of no interest."""
        if (rank := _LABELS.get(predicate)) is not None:
            if label := _label(value):
                self.labels.setdefault(subject, []).append((rank, label))
        elif (rank := _XL_LABELS.get(predicate)) is not None:
            self.xl_labels.setdefault(subject, []).append((rank, value.value))
        elif predicate == _LITERAL_FORM:
            if label := _label(value):
                self.literal_forms[subject] = label
        elif predicate == _TYPE:
            if value.value == f"{_SKOS}Concept":
                self.concepts[subject] = None
        elif predicate == _OWL_DEPRECATED and value.value in ("true", "1"):
            self.deprecated.add(subject)

    def concept(self, subject: str) -> Concept:
        """Return a concept with its labels, preferred ones first."""
        labels = list(self.labels.get(subject, ()))
        for rank, node in self.xl_labels.get(subject, ()):
            if form := self.literal_forms.get(node):
                labels.append((rank, form))
        labels.sort(key=lambda label: label[0])
        terms: dict[str, list[str]] = {language: [] for language in LANGUAGES}
        for _, (language, text) in labels:
            terms[language].append(text)
        return Concept(*map(tuple, terms.values()))


def read_skos(
    stream: IO[bytes], syntax: str, path: Path, left_out: Counter[str]
) -> Iterator[Concept]:
    """Yield the concepts of a vocabulary with their labels in Finnish, Swedish and English.

    Collections are no concepts; those that are deprecated are counted in `left_out`. `stream` can
    be wound back, `syntax` is one of FORMATS. Raises LexiconError naming
    `path` and the line that is malformed.
    """
    if syntax == "RDF_XML":
        beginning = stream.tell()
        _check_xml(stream, path)
        stream.seek(beginning)
    import pyoxigraph

    found = _Statements()
    quads = pyoxigraph.parse(
        stream,
        format=getattr(pyoxigraph.RdfFormat, syntax),
        base_iri=path.resolve().as_uri(),
        lenient=True,  # a link that is no valid IRI does not matter here
    )
    try:
        for quad in quads:
            if isinstance(quad.object, pyoxigraph.Triple):
                continue  # a statement about a statement
            found.add(quad.subject.value, quad.predicate.value, quad.object)
    except SyntaxError as exc:
        where = f"{path}:{exc.lineno}" if exc.lineno else str(path)
        raise LexiconError(_PLACE.sub("", exc.msg), where=where, cure=_CURE) from exc
    except MemoryError as exc:  # what the reader raises rather than grow without an end
        raise LexiconError("a statement is too long", where=str(path), cure=_CURE) from exc
    for subject in found.concepts:
        if subject in found.deprecated:
            left_out[DEPRECATED] += 1
        else:
            yield found.concept(subject)


def _label(value: Any) -> Label | None:
    """Return a literal's text, under the language of its tag without region, if it is wanted."""
    language = (getattr(value, "language", None) or "").partition("-")[0].lower()
    return (language, value.value) if language in LANGUAGES else None


def _check_xml(stream: IO[bytes], path: Path) -> None:
    """Raise LexiconError unless the XML is well-formed.

    The reader of RDF/XML itself names no lines, takes a file that was cut short for a whole one,
    and expands entities within entities without an end.
    """

    def entity(name: str, _parameter: bool, value: str | None, *_rest: object) -> None:
        if value and "&" in value:
            raise _malformed(f"the entity {name} refers to another", parser.CurrentLineNumber)

    def _malformed(what: str, line: int) -> LexiconError:
        return LexiconError(what, where=f"{path}:{line}", cure=_CURE)

    parser = expat.ParserCreate()
    parser.EntityDeclHandler = entity
    try:
        parser.ParseFile(stream)
    except expat.ExpatError as exc:
        raise _malformed(expat.ErrorString(exc.code), exc.lineno) from exc
