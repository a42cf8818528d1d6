"""From the words of a question, in any of the languages, to what they are called in Finnish."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from hankehaku.language.analyzer import Analyzer, Token
from hankehaku.language.closest import closest, of_headword, written
from hankehaku.language.compounds import MIN_PART, segmentations, split_compound
from hankehaku.language.freedict import DICTIONARIES
from hankehaku.language.heads import ProjectHeads
from hankehaku.language.inflection import base_forms
from hankehaku.language.spelling import Speller
from hankehaku.language.termbase import MAX_PHRASE, Entry, TermBase
from hankehaku.language.terms import (
    PARTS,
    RELATED,
    SPELLING,
    SYNONYM,
    TRUST,
    WRITTEN,
    Alternative,
    Term,
    Trust,
    Word,
)
from hankehaku.language.tokens import HYPHENS

MAX_TERMS = 200
"""Terms kept of a very long question (a pasted plan), the first ones."""

FUNCTION = "function"
"""The kind of stop words that are grammar, not requests."""

_PIECES = re.compile(f"[{re.escape(HYPHENS)}]")


class Translator:
    """Turns questions into terms; safe to use from several threads."""

    def __init__(
        self,
        analyzers: Mapping[str, Analyzer],
        termbase: TermBase,
        stopwords: Mapping[str, Mapping[str, str]],
        trust: Trust = TRUST,
        speller: Speller | None = None,
    ) -> None:
        self._analyzers, self._termbase = analyzers, termbase
        self._stopwords, self._trust, self._speller = stopwords, trust, speller
        self._finnish = analyzers["fi"]
        self.heads = ProjectHeads(self._finnish, stopwords)
        self._function = {w for w, kind in stopwords["fi"].items() if kind == FUNCTION}
        self._words = lru_cache(maxsize=65_536)(self._analyzed)

    def terms(self, text: str, language: str, *, spelling: bool = True) -> tuple[Term, ...]:
        """Return the terms of `text`, at most MAX_TERMS: the longest phrases of the term base, else
        single words; function and request words are left out unless there is nothing else.

        Without `spelling` no word is taken for a misspelt one.
        """
        tokens = self._analyzers[language].analyze(text, dictionary=True)
        if language == "fi":
            tokens = tuple(self.heads.off(token) for token in tokens)
        stop = self._stopwords[language]
        content = [token.surface.casefold() not in stop for token in tokens]
        if not any(content):
            content = [True] * len(tokens)
        found: list[Term] = []
        for run, entries in self._phrases(tokens, content, language):
            start, end = run[0].start, run[-1].end
            term = self._term(text[start:end], start, end, run, entries, language, spelling)
            found.append(replace(term, sought=term.corrected not in stop))
            if len(found) == MAX_TERMS:
                break
        if not any(term.sought for term in found):
            found = [replace(term, sought=True) for term in found]
        return tuple(found)

    def languages_of(self, words: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Return in which languages each of some lower-case words is a word."""
        finnish = self._termbase.headwords("fi", words)
        found: dict[str, list[str]] = {word: [] for word in words}
        for word in words:
            if word in finnish or (word.isalpha() and self._finnish.forms(word).known):
                found[word].append("fi")
        for language in ("sv", "en"):
            forms = {
                word: (word, *itertools.chain.from_iterable(base_forms(word, language)))
                for word in words
            }
            every = itertools.chain.from_iterable(forms.values())
            headwords = self._termbase.headwords(language, every)
            for word, each in forms.items():
                if headwords.keys().isdisjoint(each):
                    continue
                # a name that is the same in Finnish, as most are, does not tell of another language
                entries = self._termbase.look_up(language, {headwords.get(word, "")})
                same = [e for of in entries.values() for e in of if e.headword == word]
                if not same or any(word not in map(str.casefold, e.equivalents) for e in same):
                    found[word].append(language)
        return {word: tuple(languages) for word, languages in found.items()}

    def _phrases(
        self, tokens: Sequence[Token], content: Sequence[bool], language: str
    ) -> Iterator[tuple[Sequence[Token], tuple[Entry, ...]]]:
        """Cut the question into the longest runs that the term base has, and single words."""
        keys: dict[tuple[int, int], tuple[str, ...]] = {}
        for start in range(len(tokens)):
            for end in range(start + 1, min(start + MAX_PHRASE, len(tokens)) + 1):
                if content[start] and content[end - 1]:
                    readings = (token.forms.lemmas[:3] for token in tokens[start:end])
                    products = itertools.islice(itertools.product(*readings), 8)
                    keys[start, end] = tuple(map(" ".join, products))
        self._add_inflected(keys, tokens, language)
        wanted = dict.fromkeys(itertools.chain.from_iterable(keys.values()))
        entries = self._termbase.look_up(language, wanted)
        start = 0
        while start < len(tokens):
            for end in range(min(start + MAX_PHRASE, len(tokens)), start, -1):
                found = [e for key in keys.get((start, end), ()) for e in entries.get(key, ())]
                if close := closest(tokens[start:end], found, language):
                    yield tokens[start:end], close
                    break
            else:
                end = start + 1
                if content[start]:
                    yield tokens[start:end], ()
            start = end

    def _add_inflected(
        self, keys: dict[tuple[int, int], tuple[str, ...]], tokens: Sequence[Token], language: str
    ) -> None:
        """Add the keys of headwords that single words may be inflected forms of, as the stem of an
        inflected form is not always that of its base form (ambassaderna, ambassad).
        """
        forms = {
            place: tuple(itertools.chain.from_iterable(base_forms(written(token), language)))
            for place, token in enumerate(tokens)
            if (place, place + 1) in keys
        }
        found = self._termbase.headwords(language, itertools.chain.from_iterable(forms.values()))
        for place, each in forms.items():
            keys[place, place + 1] += tuple(found[form] for form in each if form in found)

    def _term(
        self,
        surface: str,
        start: int,
        end: int,
        tokens: Sequence[Token],
        entries: Sequence[Entry],
        language: str,
        spelling: bool,
    ) -> Term:
        alternatives: list[Alternative] = []
        translated = True
        if language == "fi":
            alternatives.append(Alternative(surface, WRITTEN, 1.0, self._content(tokens)))
            if not entries and len(tokens) == 1:
                alternatives += self._finnish_parts(tokens[0])
        alternatives += self._equivalents(entries, language)
        if language != "fi" and not entries and len(tokens) == 1:
            alternatives += self._hyphenated(tokens[0], language)
            if language == "sv" and not alternatives:
                alternatives += self._swedish_compound(tokens[0])
        unknown = not entries and len(tokens) == 1 and not tokens[0].forms.known
        if spelling and unknown and (language == "fi" or not alternatives):
            alternatives += self._respelt(tokens[0], language)
        if not alternatives:
            # a name, most likely: looked for as it stands, in any Finnish case
            translated = False
            alternatives.append(self._as_written(surface, tokens))
        return Term(surface, start, end, _distinct(alternatives), translated)

    def _as_written(self, surface: str, tokens: Sequence[Token]) -> Alternative:
        words = tuple(Word(each.surface, self._finnish.forms(each.surface)) for each in tokens)
        return Alternative(surface, WRITTEN, 1.0, words)

    def _respelt(self, token: Token, language: str) -> Iterator[Alternative]:
        """What an unknown word can be called when it is misspelt, beside what was written."""
        # a capital inside a sentence is that of a name
        named = token.start > 0 and token.surface[0].isupper()
        word = self._speller.correct(token.surface, language, named) if self._speller else None
        if word is None:
            return
        if language != "fi":
            yield self._as_written(token.surface, (token,))
        start, end = token.start, token.end
        # as it is: of two unknown words each could be taken for the other without an end
        found = self.terms(word, language, spelling=False)
        terms = tuple(replace(each, start=start, end=end) for each in found)
        yield Alternative(word, SPELLING, self._trust.spelling, terms=terms)

    def _equivalents(self, entries: Iterable[Entry], language: str) -> Iterator[Alternative]:
        trust = self._trust
        for entry in entries:
            if language == "fi":
                source, degree = SYNONYM, trust.synonym
            elif entry.source in DICTIONARIES:
                source, degree = entry.source, trust.dictionary
            else:
                source, degree = entry.source, 1.0
            yield from self._alternatives(entry.equivalents, source, degree)
        for entry in entries:
            yield from self._alternatives(entry.related, RELATED, trust.related)

    def _alternatives(
        self, texts: Iterable[str], source: str, degree: float
    ) -> Iterator[Alternative]:
        for text in texts:
            if words := self._words(text):  # some dictionaries have entries for mere signs
                yield Alternative(text, source, degree, words)

    def _analyzed(self, text: str) -> tuple[Word, ...]:
        return self._content(self._finnish.analyze(text, dictionary=True))

    def _content(self, tokens: Iterable[Token]) -> tuple[Word, ...]:
        """Return the words of a Finnish phrase without its 'and', 'of', 'being', which are found
        anywhere; all of them when there are no others.
        """
        words = tuple(Word(token.surface, token.forms) for token in tokens)
        return tuple(w for w in words if w.surface.casefold() not in self._function) or words

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

    def _hyphenated(self, token: Token, language: str) -> Iterator[Alternative]:
        """A word with hyphens that the term base lacks may consist of words that it has."""
        pieces = _PIECES.split(token.surface)
        if len(pieces) == 1:
            return
        terms, start = [], token.start
        for piece in pieces:
            if self.heads.has(piece, language):
                start += len(piece) + 1
                continue
            terms += [
                replace(term, start=start + term.start, end=start + term.end)
                for term in self.terms(piece, language)
            ]
            start += len(piece) + 1
        if any(term.translated for term in terms):
            text = " + ".join(term.surface for term in terms)
            yield Alternative(text, PARTS, 1.0, terms=tuple(terms))

    def _swedish_compound(self, token: Token) -> Iterator[Alternative]:
        """A compound taken apart, unless it falls into scraps and is near a word that there is."""
        for split in self._swedish_parts(token):
            scraps = any(len(term.surface) <= MIN_PART for term in split.terms)
            yield from list(self._respelt(token, "sv") if scraps else ()) or [split]

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
            ways = _distinct(self._equivalents(of_headword(entries[part.key], part.headword), "sv"))
            terms.append(Term(surface, start, end, ways))
        text = " + ".join(term.surface for term in terms)
        yield Alternative(text, PARTS, 1.0, terms=tuple(terms))


def _distinct(alternatives: Iterable[Alternative]) -> tuple[Alternative, ...]:
    """Keep the most trusted of alternatives that read the same, in order of trust."""
    best: dict[str, Alternative] = {}
    for each in sorted(alternatives, key=lambda each: -each.trust):
        best.setdefault(each.text.casefold(), each)
    return tuple(best.values())
