"""The words by which a plan and projects are told apart, in base forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from hankehaku.corpus.tables import read_rows
from hankehaku.language.analyzer import Analyzer, Token
from hankehaku.language.freedict import DICTIONARIES
from hankehaku.language.terms import RELATED, SYNONYM, Alternative, Term, Word
from hankehaku.search.parsing.cues import FILLERS_FILE

ADMINISTRATION_FILE = "administration.tsv"
"""Words of how any project is run, in the folder of a lexicon."""

_NOT = "ei"
_ADVERBS = ("sti", "ttain", "ttäin", "imman", "immin", "lisin")
_ADJECTIVES = ("llinen", "lainen", "läinen", "isa", "isä", "lliset", "ton", "tön")


@cache
def _empty(folder: Path, language: str) -> frozenset[str]:
    """Return words of a language that tell nothing of what a project is about, in base forms."""
    rows = (
        row
        for name in (FILLERS_FILE, ADMINISTRATION_FILE)
        for row in read_rows(folder / name, ("language", "word"))
    )
    return frozenset(row["word"].casefold() for row in rows if row["language"] == language)


class Words:
    """Tells which words of a plan, written in a language, and of projects say what they are about.

    `analyzers` are those of each language, `folder` is that of the lexicon.
    """

    def __init__(
        self,
        language: str,
        analyzers: Mapping[str, Analyzer],
        folder: Path,
    ) -> None:
        self.language = language
        self._own, self._finnish = analyzers[language], analyzers["fi"]
        self._empty = _empty(folder, language)
        self._empty_finnish = _empty(folder, "fi")

    def tells(self, term: Term) -> bool:
        """Tell whether a term of the plan says more than how any project is run, as 'budget'."""
        tokens = [each for each in self._own.analyze(term.surface) if each.surface[0].isalpha()]
        return any(
            len(token.surface) > 2
            and token.surface.casefold() not in self._empty
            and self._empty.isdisjoint(token.forms.lemmas)
            for token in tokens
        )

    def names_a_thing(self, term: Term) -> bool:
        """Tell whether a term is a noun that a lexicon knows; of another language than Finnish,
        one that the lexicons of the program translate, not a dictionary of the machine.
        """
        if not term.translated or term.alternatives[0].source in DICTIONARIES:
            return False
        text = term.surface if self.language == "fi" else term.finnish
        tokens = self._finnish.analyze(text)
        known = all(
            token.forms.known
            and len(token.surface) > 3
            and self._empty_finnish.isdisjoint(token.forms.lemmas)
            for token in tokens
        )
        return known and bool(tokens) and _is_noun(tokens[-1])

    def may_be_a_thing(self, term: Term) -> bool:
        """Tell whether a term can be a noun: it is one, or no lexicon knows it."""
        text = term.surface if self.language == "fi" else term.finnish
        tokens = self._finnish.analyze(text)
        return not term.translated or (bool(tokens) and _is_noun(tokens[-1]))

    def denies(self, sentence: str) -> bool:
        """Tell whether a project's sentence says what is not."""
        return any(_NOT in token.forms.lemmas for token in self._finnish.analyze(sentence))

    def matters(self, term: Term) -> bool:
        """Tell whether a term of a project says what it does: a compound or a phrase, or a noun
        that the lexicons tell more of.
        """
        tokens = self._finnish.analyze(term.surface)
        content = [each for each in tokens if self._empty_finnish.isdisjoint(each.forms.lemmas)]
        if not content or not _is_noun(content[-1]) or not content[-1].forms.known:
            return False
        if term.start and term.surface[0].isupper():
            return False  # a name
        if len(content) > 1 or content[-1].forms.parts:
            return True
        act = any(lemma.endswith("minen") for lemma in content[-1].forms.lemmas)
        return not act and any(each.source in (SYNONYM, RELATED) for each in term.alternatives)


class Vocabulary:
    """The base forms of all that a plan says: its words and what they are called in Finnish."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._lemmas = {
            lemma for term in terms for each in term.alternatives for lemma in _lemmas(each)
        }

    def has(self, term: Term) -> bool:
        """Tell whether the plan has a term of a project, by any of its names, or all its parts."""
        return any(map(self._has, term.alternatives))

    def _has(self, alternative: Alternative) -> bool:
        if alternative.source == RELATED:
            return False
        if alternative.terms:
            return all(map(self.has, alternative.terms))
        return all(map(self._has_word, alternative.words))

    def _has_word(self, word: Word) -> bool:
        if not self._lemmas.isdisjoint(word.forms.lemmas):
            return True
        heads = {part.lemma for part in word.forms.parts if part.index == part.count - 1}
        others = {part.lemma for part in word.forms.parts if part.index < part.count - 1}
        # asumisen ohjaus and asumisohjaus
        return not (self._lemmas.isdisjoint(heads) or self._lemmas.isdisjoint(others))


def _is_noun(token: Token) -> bool:
    """Tell whether a Finnish word is no verb, of which the -minen noun is given as well, and no
    adverb or adjective by its ending.
    """
    surface, lemmas = token.surface.casefold(), token.forms.lemmas
    if surface.endswith(_ADVERBS) or lemmas[0].endswith(_ADJECTIVES):
        return False
    acts = [lemma for lemma in lemmas if lemma.endswith("minen")]
    return not acts or any(surface.startswith(each[:-3]) for each in acts)


def _lemmas(alternative: Alternative) -> Iterator[str]:
    if alternative.source == RELATED:
        return
    for word in alternative.words:
        yield from word.forms.lemmas
        for part in word.forms.parts:
            yield part.lemma
    for term in alternative.terms:
        for each in term.alternatives:
            yield from _lemmas(each)
