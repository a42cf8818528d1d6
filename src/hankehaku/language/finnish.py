"""The Finnish analyzer: base forms and compound parts, from a morphology or by rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from hankehaku.language.analyzer import Part, Token, WordForms
from hankehaku.language.finnish_guess import guess_lemmas, guess_loan, split_abbreviation
from hankehaku.language.finnish_parts import compound_parts, is_modifier, plainest
from hankehaku.language.finnish_verbs import action_nouns
from hankehaku.language.morphology import Morphology, Reading
from hankehaku.language.tokens import plain, words

_FORMS_KEPT = 2**18
# Word classes in the order in which their base forms are given, names last: the engines order
# readings differently, and nothing tells which is meant.
_CLASSES = {kind: rank for rank, kind in enumerate(("n", "l", "nl", "t", "r", "s", "u", "d", "c"))}
# Longer than any word in use; compounds of a hundred letters only cost time.
_LONGEST_WORD = 80
# Words with more hyphens are lists of names; what is between two of these is no word.
_MOST_PIECES = 4
# Letters that an unknown word must share with a known one to be read as a compound of it; with
# seven the likeness is no accident, with fewer an ending of loans explains it better.
_SHORT_TAIL = 4
_LONG_TAIL = 7


class FinnishAnalyzer:
    """Finds base forms and compound parts of Finnish words.

    All readings count, but for those that split a word more than it needs. A verb also gives its
    -minen noun and a participle its verb, so that *kehitetään*, *kehittävä* and *kehittäminen*
    meet in *kehittäminen*; agent nouns (*kehittäjä*) stay apart. A hyphenated word gives its
    pieces as parts. A word that the morphology does not know gets a guess by rule and
    `known=False`; the form itself then stays among its lemmas, so that a name is always found as
    it was written.
    """

    def __init__(self, morphology: Morphology) -> None:
        """Read words with `morphology`; what it says of a word form is kept."""
        self._morphology = morphology
        self._read = lru_cache(_FORMS_KEPT)(self._read_in_order)
        self._forms = lru_cache(_FORMS_KEPT)(self._find_forms)

    @property
    def id(self) -> str:
        """The morphology's name and versions, as the manifest of an index records them."""
        return self._morphology.id

    @property
    def language(self) -> str:
        """Finnish."""
        return "fi"

    def forms(self, word: str) -> WordForms:
        """Return the base forms of one word form; never raises, never empty."""
        return self._forms(plain(word).strip("-':. "))

    def analyze(self, text: str, *, dictionary: bool = False) -> tuple[Token, ...]:
        """Return the words of `text`; with `dictionary`, those that can be base forms are."""
        forms = self._base_forms if dictionary else self.forms
        return tuple(Token(word, start, end, forms(word)) for word, start, end in words(text))

    def _base_forms(self, word: str) -> WordForms:
        lower = plain(word).lower()
        readings = tuple(r for r in self._read(lower) if lower in (r.lemma, r.action_noun))
        if not readings:
            return self.forms(word)
        return WordForms(self._lemmas(readings), compound_parts(readings, self._read))

    def suggest(self, word: str) -> tuple[str, ...]:
        """Return what a misspelt word may be, as the morphology suggests."""
        return self._morphology.suggest(plain(word))

    def _read_in_order(self, word: str) -> tuple[Reading, ...]:
        return tuple(sorted(plainest(self._morphology.read(word)), key=_rank))

    def _find_forms(self, word: str) -> WordForms:
        lower = word.lower()
        if not any(map(str.isalpha, lower)):
            return WordForms((lower,))
        if len(word) > _LONGEST_WORD:
            return WordForms((lower,), (), known=False)
        if "." in lower:
            return self._domain_forms(lower)
        if "-" in lower:
            return self._hyphenated_forms(word)
        # "sosiaali- ja terveyspalvelut": the first half is known with its hyphen only
        readings = self._read(lower) or self._read(f"{lower}-")
        if readings:
            return WordForms(self._lemmas(readings), compound_parts(readings, self._read))
        if base := split_abbreviation(word):
            readings = self._read(base)
            return WordForms(self._lemmas(readings) or (base,), (), bool(readings))
        return (
            self._joined_forms(lower, of_known=True)
            or self._joined_forms(lower, of_known=False, shortest=_LONG_TAIL)
            or self._guessed_forms(guess_loan(lower))
            or self._joined_forms(lower, of_known=False)
            or WordForms(guess_lemmas(lower), (), known=False)
        )

    def _lemmas(self, readings: Sequence[Reading]) -> tuple[str, ...]:
        """Return a base form for each reading, then their verbs and -minen nouns."""
        found = dict.fromkeys((each.action_noun or each.lemma).rstrip("-") for each in readings)
        for reading in readings:
            verb = reading.lemma if reading.action_noun else reading.infinitive
            if verb:
                found[verb] = None
            if reading.infinitive:
                found.update(dict.fromkeys(self._action_nouns(reading.infinitive)))
        return tuple(found)

    def _action_nouns(self, infinitive: str) -> Iterator[str]:
        for noun in action_nouns(infinitive):
            if any(r.action_noun == noun and r.lemma == infinitive for r in self._read(noun)):
                yield noun

    def _hyphenated_forms(self, word: str) -> WordForms:
        """Return the forms of a word with hyphens: the pieces are its parts, with their own."""
        pieces = [piece for piece in word.split("-") if piece]
        if len(pieces) < 2:
            return self._forms("".join(pieces))
        forms = [self._forms(piece) for piece in pieces]
        if not forms[-1].known:
            forms[-1] = self._bound_head(pieces) or forms[-1]
        sizes = [max((part.count for part in each.parts), default=1) for each in forms]
        count, offset = sum(sizes), 0
        found: dict[Part, None] = {}
        for place, (each, size) in enumerate(zip(forms, sizes, strict=True)):
            for part in each.parts:
                found[Part(part.lemma, offset + part.index, count)] = None
            offset += size
            found.update(_as_parts(each.lemmas, offset - 1, count))
            for first in range(place if len(pieces) <= _MOST_PIECES else 0):
                whole = (first, place) == (0, len(pieces) - 1)
                if not whole and self._is_uninflected(pieces[first].lower()):
                    # Pohjois-Pohjanmaalta-hanke: pohjois-pohjanmaa
                    span = self._forms("-".join(pieces[first : place + 1]))
                    if span.known:
                        found.update(_as_parts(span.lemmas, offset - 1, count))
        # The engines differ in what they join with a hyphen; both know the same single entries.
        entries = [each for each in self._read(word.lower()) if len(each.parts) == 1]
        head = "-".join(pieces[:-1]).lower()
        lemmas = self._lemmas(entries) or tuple(f"{head}-{each}" for each in forms[-1].lemmas)
        return WordForms(lemmas, tuple(found), bool(entries) or all(each.known for each in forms))

    def _is_uninflected(self, piece: str) -> bool:
        readings = self._read(piece) or self._read(f"{piece}-")
        return not readings or any(each.case in ("", "n") for each in readings)

    def _bound_head(self, pieces: Sequence[str]) -> WordForms | None:
        """Return the forms of a last piece that is a word in compounds only: 10-vuotias."""
        *_, before, last = (piece.lower() for piece in pieces)
        for whole in (f"{before}-{last}", before + last):  # the engines differ in which they know
            heads = (each.parts[-1] for each in self._read(whole))
            lemmas = dict.fromkeys(head.lemma for head in heads if head.surface == last)
            if lemmas:
                return WordForms(tuple(lemmas))
        return None

    def _domain_forms(self, lower: str) -> WordForms:
        """Return the forms of a domain name: as written, and the name in it with its own parts."""
        if "-" in lower.rpartition(".")[2]:  # myintegration.fi-hanke
            front, _, back = lower.rpartition("-")
            modifiers, heads = self._forms(front).lemmas, self._forms(back).lemmas
            parts = {**_as_parts(modifiers, 0, 2), **_as_parts(heads, 1, 2)}
            return WordForms(tuple(f"{front}-{each}" for each in heads), tuple(parts), known=False)
        domain = lower.partition(":")[0]
        labels = [label for label in domain.split(".") if label]
        name = labels[-2] if len(labels) > 1 else "".join(labels)
        inner = self._forms(name)
        lemmas = tuple(filter(None, dict.fromkeys((domain, name, *inner.lemmas))))
        return WordForms(lemmas or (lower,), inner.parts, known=False)

    def _joined_forms(
        self, lower: str, *, of_known: bool, shortest: int = _SHORT_TAIL
    ) -> WordForms | None:
        """Return the forms of an unknown word as a compound: the longest known tail is its head.

        What stands before the tail is a word or, unless `of_known`, may be a name. `shortest` is
        how long the tail must be.
        """
        for cut in range(3, len(lower) - shortest + 1):
            start, end = lower[:cut], lower[cut:]
            tail = tuple(filter(_can_be_head, self._read(end)))
            if len(end) < _LONG_TAIL:
                # Inflected, a short word ends many a name: chatbot + tien, naistaris + sakin.
                shortest_lemma = _SHORT_TAIL + 1 if of_known else _LONG_TAIL
                tail = tuple(r for r in tail if r.lemma == end or len(r.lemma) >= shortest_lemma)
            if tail and (self._is_modifier(start) if of_known else self._may_be_name(start)):
                lemmas = self._lemmas(tail)
                modifiers = self._forms(start).lemmas
                parts = {**_as_parts(modifiers, 0, 2), **_as_parts(lemmas, 1, 2)}
                return WordForms(tuple(start + each for each in lemmas), tuple(parts), known=False)
        return None

    def _is_modifier(self, start: str) -> bool:
        return any(is_modifier(start, each) for each in self._read(start))

    def _may_be_name(self, start: str) -> bool:
        return len(start) > 3 and not self._read(start)

    def _guessed_forms(self, lemmas: tuple[str, ...]) -> WordForms | None:
        return WordForms(lemmas, (), known=False) if lemmas else None


def _can_be_head(reading: Reading) -> bool:
    """Return whether a compound of a name or new word is likely to end so: -hanke, -kielinen."""
    return reading.parts[-1].kind in ("n", "nl") or reading.lemma.endswith("inen")


def _as_parts(lemmas: Iterable[str], index: int, count: int) -> dict[Part, None]:
    """Return pieces of a hyphenated word as parts; two letters will do there (S2, EU)."""
    return {Part(lemma, index, count): None for lemma in lemmas if len(lemma) > 1}


def _rank(reading: Reading) -> tuple[int, str]:
    kind = reading.parts[-1].kind
    return _CLASSES.get(kind, len(_CLASSES)), reading.lemma
