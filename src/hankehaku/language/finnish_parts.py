"""Finds the parts of a Finnish compound: its components and the words that they form together."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hankehaku.language.analyzer import Part
from hankehaku.language.morphology import Component, Reading

Read = Callable[[str], tuple[Reading, ...]]

SHORTEST_PART = 3
# Prefixes that are short (esi-, ulko-, moni-) or end in a consonant (yhteis-, täys-) are grammar,
# the others carry a topic (sosiaali-, seksuaali-).
_SHORTEST_PREFIX = 6
_VOWELS = "aeiouyäö"
# Nouns, adjectives, -minen forms of verbs and place names. Other proper names inside a compound
# written without a hyphen are misreadings, numerals and adverbs say nothing of a topic.
_TOPICAL = {"n", "l", "nl", "t", "ep"}


def plainest(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Return those readings that split the word least.

    More components than another reading needs are the mark of a misreading: *oppimassa* as oppi +
    massa, *ohjaajat* as ohja + ajat.
    """
    sizes = [sum(map(_size, each.parts)) for each in readings]
    return tuple(
        each for each, size in zip(readings, sizes, strict=True) if size == min(sizes, default=0)
    )


def compound_parts(readings: tuple[Reading, ...], read: Read) -> tuple[Part, ...]:
    """Return the parts of a word in all of `readings`.

    Positions follow the finest split that the lexicon knows: in maahanmuuttajanainen *maahan* is
    0, *muuttaja* 1 and *nainen* 2 of 3. What spans several of these, such as *maahanmuuttaja*,
    stands at the last of them (1).
    """
    found = {part for reading in readings for part in _parts(reading.parts, read)}
    return tuple(sorted(found, key=lambda part: (part.count, part.index, part.lemma)))


def is_modifier(form: str, reading: Reading) -> bool:
    """Return whether `form` can modify the head of a compound by this reading.

    It can as a bare nominative or genitive. In another case it is an adverb of the head: maahan +
    muuttaja is no kind of country, hyvin + vointi nothing good.
    """
    return (reading.case == "n" and form == reading.lemma) or (
        reading.case == "g" and form.endswith("n")
    )


def _parts(components: tuple[Component, ...], read: Read) -> Iterator[Part]:
    sizes = [_size(each) for each in components]
    count = sum(sizes)
    if count == 1:
        return
    last = [sum(sizes[: place + 1]) - 1 for place in range(len(sizes))]
    for place, component in enumerate(components):
        if sizes[place] > 1:
            yield from _pieces(component.pieces, last[place] - sizes[place] + 1, count, read)
        if len(components) > 1 and _is_topical(component):
            yield Part(component.lemma, last[place], count)
        for first in range(place):
            if (first, place) == (0, len(components) - 1) or not _is_topical(component):
                continue
            before = "".join(each.surface for each in components[first:place])
            if read(before + component.lemma):
                yield Part(before + component.lemma, last[place], count)


def _pieces(pieces: tuple[str, ...], offset: int, count: int, read: Read) -> Iterator[Part]:
    """Yield the pieces of a compound that is one entry; its last piece is in base form there."""
    for place, piece in enumerate(pieces[:-1]):
        for reading in read(piece):
            simple = len(reading.parts) == 1 and _is_topical(reading.parts[0])
            if simple and is_modifier(piece, reading):
                yield Part(reading.lemma, offset + place, count)
    head = pieces[-1]
    if len(head) >= SHORTEST_PART and read(head):
        yield Part(head, offset + len(pieces) - 1, count)


def _size(component: Component) -> int:
    """Return the number of components in one; pieces of names do not count (Pirkan + maa)."""
    return 1 if component.kind.startswith("e") else len(component.pieces) or 1


def _is_topical(component: Component) -> bool:
    if component.kind == "p":
        return len(component.lemma) >= _SHORTEST_PREFIX and component.lemma[-1] in _VOWELS
    return component.kind in _TOPICAL and len(component.lemma) >= SHORTEST_PART
