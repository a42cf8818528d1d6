"""Splits Swedish compounds that no dictionary has into parts that one has."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

MIN_PART = 3
MAX_PARTS = 4

HeadwordKeys = Callable[[set[str]], Mapping[str, str]]
"""Tells which of some lower-case words are headwords, with the key each is filed under."""

KnownKeys = Callable[[set[str]], Collection[str]]
"""Tells under which of some keys anything is filed."""


@dataclass(frozen=True, slots=True)
class CompoundPart:
    """A part of a compound as it stands, `word[start:end]`, and the key of the headword it is."""

    start: int
    end: int
    key: str


def split_compound(
    word: str, stem: Callable[[str], str], headwords: HeadwordKeys, known: KnownKeys
) -> tuple[CompoundPart, ...]:
    """Return the parts of a Swedish compound, or nothing when it cannot be divided wholly.

    Of all divisions the one with the fewest parts wins, then the one with the longest head (the
    last part). Before the head a part stands in its linking form: as it is, with -s, without the
    final vowel (skola → skol-), or with it changed (gata → gatu-, kyrka → kyrko-, resa → rese-);
    Svenska Akademiens grammatik 2, chapter on compounds. The head may be inflected.
    """
    word = word.casefold()
    size = len(word)
    spans = [
        (start, end)
        for start in range(size - MIN_PART + 1)
        for end in range(start + MIN_PART, size + 1)
        if (start, end) != (0, size)
    ]
    candidates = {span: tuple(_headwords(word[slice(*span)], span[1] < size)) for span in spans}
    heads = {span: stem(word[slice(*span)]) for span in spans if span[1] == size}
    found = headwords({form for forms in candidates.values() for form in forms})
    keys = {
        span: key
        for span, forms in candidates.items()
        if (key := next((found[form] for form in forms if form in found), None))
    }
    # an inflected head is known when its stem is the key of some headword
    stems = known(set(heads.values()))
    keys |= {span: key for span, key in heads.items() if span not in keys and key in stems}
    best: dict[int, tuple[CompoundPart, ...]] = {size: ()}
    for start in range(size - MIN_PART, -1, -1):
        ways = [
            (CompoundPart(start, end, keys[start, end]), *best[end])
            for end in range(start + MIN_PART, size + 1)
            if (start, end) in keys and end in best and len(best[end]) < MAX_PARTS
        ]
        if ways:
            best[start] = min(ways, key=lambda way: (len(way), way[-1].start))
    return best.get(0, ())


def _headwords(part: str, linked: bool) -> Iterator[str]:
    """Yield the headwords that `part` may be, the likeliest first."""
    yield part
    if not linked:
        return
    if part.endswith("s"):
        yield part[:-1]
    if part[-1] in "oue":
        yield part[:-1] + "a"
    if part[-1] not in "aeiouyåäö":
        yield part + "a"
        yield part + "e"
