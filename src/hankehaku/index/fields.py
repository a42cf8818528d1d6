"""Which keys a project is filed under in the word index, and where in it each of them stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hankehaku.language.analyzer import Analyzer, WordForms
from hankehaku.records import Project

GRAM = 5
"""Length of the word starts that are filed, the 'prefix truncation' of morphologically rich
languages (McNamee, Nicholas & Mayfield 2009, 'Addressing morphological variation')."""


@dataclass(frozen=True, slots=True)
class Place:
    """A key at `[start:end]` of a project's `text`, which is title, description or names."""

    text: str
    field: str
    key: str
    start: int
    end: int


def texts_of(project: Project) -> dict[str, str]:
    """Return the texts of a project that are searched by words: title, description, names."""
    organisation = project.organisation
    names = (
        organisation.name,
        organisation.written,
        organisation.name_sv,
        organisation.name_en,
        *organisation.abbreviations,
        organisation.municipality,
        organisation.region,
    )
    distinct = dict.fromkeys(name for name in names if name)
    return {
        "title": project.title,
        "description": project.description,
        "names": " · ".join(distinct),
    }


def places_of(project: Project, analyzer: Analyzer) -> Iterator[Place]:
    """Yield every key of a project with its place, in the order of the texts."""
    for text, content in texts_of(project).items():
        for token in analyzer.analyze(content):
            for field, key in word_keys(text, token.surface, token.forms):
                yield Place(text, field, key, token.start, token.end)


def keys_of(project: Project, analyzer: Analyzer) -> dict[str, list[str]]:
    """Return the keys of a project by field, repeated as often as they occur."""
    keys: dict[str, list[str]] = {}
    for place in places_of(project, analyzer):
        keys.setdefault(place.field, []).append(place.key)
    return keys


def word_starts(surface: str, forms: WordForms) -> tuple[str, ...]:
    """Return the first characters of a word, of its base forms and of their parts, each once."""
    words = (surface.casefold(), *forms.lemmas, *(part.lemma for part in forms.parts))
    return tuple(dict.fromkeys(word[:GRAM] for word in words if len(word) >= GRAM))


def word_keys(text: str, surface: str, forms: WordForms) -> Iterator[tuple[str, str]]:
    """Yield the keys, each after its field, of a word in a text: title, description or names."""
    surface = surface.casefold()
    if text == "names":
        yield from (("names", key) for key in dict.fromkeys((surface, *forms.lemmas)))
        return
    if text == "title":
        yield from (("title", key) for key in dict.fromkeys((surface, *forms.lemmas)))
    parts = (part.lemma for part in forms.parts)
    yield from (("base", lemma) for lemma in forms.lemmas)
    yield from (("parts", key) for key in dict.fromkeys((*forms.lemmas, *parts)))
    yield ("surface", surface)
    yield from (("grams", start) for start in word_starts(surface, forms))
