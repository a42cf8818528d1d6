"""Completes what is being typed: names of projects and organisations, and words of the field."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from hankehaku.language.analyzer import Analyzer
from hankehaku.language.lexicon import LANGUAGES, Concept
from hankehaku.records import Project

KINDS = ("term", "organisation", "project")
"""The kinds of suggestions, in the order they are offered."""

SHORTEST = 2
"""Characters from which something is suggested."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What could be meant: a `kind` (project, organisation or term), its text, and its id or
    canonical name.
    """

    kind: str
    text: str
    id: str = ""


class Suggester:
    """Knows the names of an index and the terms of the glossary in three languages."""

    def __init__(self, projects: Iterable[Project], terms: Mapping[str, Iterable[str]]) -> None:
        """Take projects, and the terms of each language."""
        names: dict[Suggestion, None] = {}
        organisations: dict[str, dict[Suggestion, None]] = {each: {} for each in terms}
        for project in projects:
            names[Suggestion("project", project.title, project.id)] = None
            own = project.organisation
            for language in terms:
                other = {"sv": own.name_sv, "en": own.name_en}.get(language)
                if own.name:
                    meant = Suggestion("organisation", other or own.name, own.name)
                    organisations[language][meant] = None
        self._projects = _keyed(names)
        self._organisations = {each: _keyed(found) for each, found in organisations.items()}
        self._terms = {
            language: _keyed(Suggestion("term", each) for each in sorted(set(listed)))
            for language, listed in terms.items()
        }

    def suggest(self, text: str, language: str, k: int = 8) -> tuple[Suggestion, ...]:
        """Return at most `k` suggestions for what was typed so far: names and terms that begin with
        it, then those with a word that does. Terms and projects share the places.
        """
        typed = _key(text)
        if len(typed) < SHORTEST:
            return ()
        terms = _meeting(self._terms.get(language, ()), typed, k)
        projects = _meeting(self._projects, typed, k)
        organisations = _meeting(self._organisations.get(language, ()), typed, k)
        found: list[Suggestion] = []
        # each kind its share first, then what is left over
        for share in (max(k // 3, 1), k):
            for listed in (terms, organisations, projects):
                room = min(share, k - len(found))
                kept = [each for each in listed[:share] if each not in found]
                found += kept[:room] if room > 0 else []
        return tuple(sorted(found, key=lambda each: KINDS.index(each.kind)))


def terms_of(
    concepts: Iterable[Concept], vocabulary: Collection[str], finnish: Analyzer
) -> dict[str, list[str]]:
    """Return for each language the first name of every concept that a collection speaks of: one
    whose words, in Finnish, are all in the `vocabulary`.
    """
    found: dict[str, list[str]] = {language: [] for language in LANGUAGES}
    for concept in concepts:
        if any(_known(name, vocabulary, finnish) for name in concept.fi):
            for language in LANGUAGES:
                found[language] += concept.terms(language)[:1]
    return found


def _known(name: str, vocabulary: Collection[str], finnish: Analyzer) -> bool:
    if " " not in name:
        return name.casefold() in vocabulary
    return all(
        any(lemma in vocabulary for lemma in token.forms.lemmas) for token in finnish.analyze(name)
    )


def _key(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _keyed(suggestions: Iterable[Suggestion]) -> list[tuple[str, Suggestion]]:
    return [(_key(each.text), each) for each in suggestions]


def _meeting(listed: Sequence[tuple[str, Suggestion]], typed: str, k: int) -> list[Suggestion]:
    begins, within = [], []
    for key, each in listed:
        if key.startswith(typed):
            begins.append(each)
        elif f" {typed}" in key or f"-{typed}" in key:
            within.append(each)
        if len(begins) >= k:
            break
    return [*begins, *within][:k]
