"""From the words of a question, in any of the three languages, to what they are called in Finnish."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from hankehaku.language.analyzer import Analyzer, Token, WordForms
from hankehaku.language.compounds import segmentations, split_compound
from hankehaku.language.termbase import MAX_PHRASE, Entry, TermBase

MAX_TERMS = 200
"""Terms kept of a very long question (a pasted plan), the first ones."""

WRITTEN, PARTS, SYNONYM, RELATED = "written", "parts", "synonym", "related"
"""Sources of an alternative, beside 'glossary' and the names of dictionaries."""


@dataclass(frozen=True, slots=True)
class Word:
    """A Finnish word to look for: how it is written, and its base forms and parts."""

    surface: str
    forms: WordForms


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to say a term in Finnish.

    Either `words` (a phrase when several) or, for a compound taken apart, `terms`. `trust` is from
    0 to 1: how far finding it means that what was asked has been found.
    """

    text: str
    source: str
    trust: float
    words: tuple[Word, ...] = ()
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase of the question, `question[start:end]`, with what it can be called in Finnish.

    `translated` is False for a word of another language that no dictionary has.
    """

    surface: str
    start: int
    end: int
    alternatives: tuple[Alternative, ...]
    translated: bool = True


@dataclass(frozen=True, slots=True)
class Trust:
    """How far each kind of alternative is trusted (see `Alternative.trust`)."""

    synonym: float = 0.6
    related: float = 0.3
    dictionary: float = 0.8


class Translator:
    """Turns questions into terms; safe to use from several threads."""

    def __init__(
        self,
        analyzers: Mapping[str, Analyzer],
        termbase: TermBase,
        stopwords: Mapping[str, Mapping[str, str]],
        trust: Trust = Trust(),
    ) -> None:
        self._analyzers, self._termbase = analyzers, termbase
        self._stopwords, self._trust = stopwords, trust
        self._finnish = analyzers["fi"]

    def terms(self, text: str, language: str) -> tuple[Term, ...]:
        """Return the terms of `text`, at most MAX_TERMS: the longest phrases of the term base first,
        then single words; function and request words are left out unless there is nothing else.
        """
        tokens = self._analyzers[language].analyze(text)
        stop = self._stopwords[language]
        content = [token.surface.casefold() not in stop for token in tokens]
        if not any(content):
            content = [True] * len(tokens)
        found: list[Term] = []
        for run, entries in self._phrases(tokens, content, language):
            start, end = run[0].start, run[-1].end
            found.append(self._term(text[start:end], start, end, run, entries, language))
            if len(found) == MAX_TERMS:
                break
        return tuple(found)

    def _phrases(
        self, tokens: Sequence[Token], content: Sequence[bool], language: str
    ) -> Iterator[tuple[Sequence[Token], tuple[Entry, ...]]]:
        """Cut the question into the longest runs of words that the term base has, and single words."""
        keys: dict[tuple[int, int], tuple[str, ...]] = {}
        for start in range(len(tokens)):
            for end in range(start + 1, min(start + MAX_PHRASE, len(tokens)) + 1):
                if content[start] and content[end - 1]:
                    readings = (token.forms.lemmas[:3] for token in tokens[start:end])
                    products = itertools.islice(itertools.product(*readings), 8)
                    keys[start, end] = tuple(map(" ".join, products))
        wanted = dict.fromkeys(itertools.chain.from_iterable(keys.values()))
        entries = self._termbase.look_up(language, wanted)
        start = 0
        while start < len(tokens):
            for end in range(min(start + MAX_PHRASE, len(tokens)), start, -1):
                found = [e for key in keys.get((start, end), ()) for e in entries.get(key, ())]
                if found:
                    yield tokens[start:end], tuple(dict.fromkeys(found))
                    break
            else:
                end = start + 1
                if content[start]:
                    yield tokens[start:end], ()
            start = end

    def _term(
        self,
        surface: str,
        start: int,
        end: int,
        tokens: Sequence[Token],
        entries: Sequence[Entry],
        language: str,
    ) -> Term:
        alternatives: list[Alternative] = []
        translated = True
        if language == "fi":
            words = tuple(Word(token.surface, token.forms) for token in tokens)
            alternatives.append(Alternative(surface, WRITTEN, 1.0, words))
            if not entries and len(tokens) == 1:
                alternatives += self._finnish_parts(tokens[0])
        alternatives += self._equivalents(entries, language)
        if language == "sv" and not entries and len(tokens) == 1:
            alternatives += self._swedish_parts(tokens[0])
        if not alternatives:
            # a name, most likely: looked for as it stands, in any Finnish case
            translated = False
            words = tuple(Word(t.surface, self._finnish.forms(t.surface)) for t in tokens)
            alternatives.append(Alternative(surface, WRITTEN, 1.0, words))
        return Term(surface, start, end, _distinct(alternatives), translated)

    def _equivalents(self, entries: Iterable[Entry], language: str) -> Iterator[Alternative]:
        trust = self._trust
        for entry in entries:
            if language == "fi":
                source, degree = SYNONYM, trust.synonym
            elif entry.source == "glossary":
                source, degree = "glossary", 1.0
            else:
                source, degree = entry.source, trust.dictionary
            for text in entry.equivalents:
                yield Alternative(text, source, degree, self._words(text))
        for entry in entries:
            for text in entry.related:
                yield Alternative(text, RELATED, trust.related, self._words(text))

    def _words(self, text: str) -> tuple[Word, ...]:
        return tuple(Word(each.surface, each.forms) for each in self._finnish.analyze(text))

    def _finnish_parts(self, token: Token) -> Iterator[Alternative]:
        """A compound that the term base lacks may consist of words that it has."""
        for parts in segmentations(token.forms):
            entries = self._termbase.look_up("fi", parts)
            terms = []
            for part in parts:
                ways = [Alternative(part, WRITTEN, 1.0, self._words(part))]
                ways += self._equivalents(entries.get(part, ()), "fi")
                terms.append(Term(part, token.start, token.end, _distinct(ways)))
            yield Alternative(" + ".join(parts), PARTS, 1.0, terms=tuple(terms))

    def _swedish_parts(self, token: Token) -> Iterator[Alternative]:
        def stem(word: str) -> str:
            return self._analyzers["sv"].forms(word).lemmas[0]

        parts = split_compound(
            token.surface,
            stem,
            lambda forms: self._termbase.headwords("sv", forms),
            lambda keys: self._termbase.look_up("sv", keys),
        )
        if not parts:
            return
        entries = self._termbase.look_up("sv", [part.key for part in parts])
        terms = []
        for part in parts:
            surface = token.surface[part.start : part.end]
            start, end = token.start + part.start, token.start + part.end
            ways = _distinct(self._equivalents(entries[part.key], "sv"))
            terms.append(Term(surface, start, end, ways))
        text = " + ".join(term.surface for term in terms)
        yield Alternative(text, PARTS, 1.0, terms=tuple(terms))


def _distinct(alternatives: Iterable[Alternative]) -> tuple[Alternative, ...]:
    """Keep the most trusted of alternatives that read the same, in order of trust."""
    best: dict[str, Alternative] = {}
    for each in sorted(alternatives, key=lambda each: -each.trust):
        best.setdefault(each.text.casefold(), each)
    return tuple(best.values())
