"""Cuts compounds: Finnish ones by their analysis, Swedish ones by the headwords there are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from hankehaku.language.analyzer import WordForms
from hankehaku.language.inflection import base_forms

LONGEST = 100
"""Characters of the longest compound that is divided."""

MIN_PART = 3
MAX_PARTS = 4

HeadwordKeys = Callable[[set[str]], Mapping[str, str]]
"""Tells which of some lower-case words are headwords, with the key each is filed under."""

KnownKeys = Callable[[set[str]], Collection[str]]
"""Tells under which of some keys anything is filed."""


@dataclass(frozen=True, slots=True)
class CompoundPart:
    """A part of a compound as it stands, `word[start:end]`, and the key of the headword it is.

    `headword` is None when but its stem is known to be that of some headword.
    """

    start: int
    end: int
    key: str
    headword: str | None


def split_compound(
    word: str, stem: Callable[[str], str], headwords: HeadwordKeys, known: KnownKeys
) -> tuple[CompoundPart, ...]:
    """Return the parts of a Swedish compound, or nothing when it cannot be divided wholly.

    Of all divisions the one with the fewest parts wins, then the one with the longest head (the
    last part). Before the head a part stands in its linking form: as it is, with -s, without the
    final vowel (skola → skol-), or with it changed (gata → gatu-, kyrka → kyrko-, resa → rese-,
    förälder → föräldra-);
    Svenska Akademiens grammatik 2, chapter on compounds. The head may be inflected.
    """
    word = word.casefold()
    size = len(word)
    if size > LONGEST:
        return ()  # no word: its parts would fill the memory
    spans = [
        (start, end)
        for start in range(size - MIN_PART + 1)
        for end in range(start + MIN_PART, size + 1)
        if (start, end) != (0, size)
    ]
    candidates = {span: tuple(_headwords(word[slice(*span)], span[1] < size)) for span in spans}
    heads = {span: stem(word[slice(*span)]) for span in spans if span[1] == size}
    found = headwords({form for forms in candidates.values() for form in forms})
    parts = {
        span: CompoundPart(*span, found[form], form)
        for span, forms in candidates.items()
        if (form := next((form for form in forms if form in found), None))
    }
    # a head inflected beyond the known endings is known when its stem is the key of some headword
    stems = known(set(heads.values()))
    for span, key in heads.items():
        if key in stems:
            parts.setdefault(span, CompoundPart(*span, key, None))
    best: dict[int, tuple[CompoundPart, ...]] = {size: ()}
    for start in range(size - MIN_PART, -1, -1):
        ways = [
            (parts[start, end], *best[end])
            for end in range(start + MIN_PART, size + 1)
            if (start, end) in parts and end in best and len(best[end]) < MAX_PARTS
        ]
        if ways:
            best[start] = min(ways, key=lambda way: (len(way), way[-1].start))
    return best.get(0, ())


def _headwords(part: str, linked: bool) -> Iterator[str]:
    """Yield the headwords that `part` may be, the likeliest first."""
    yield part
    if not linked:
        for group in base_forms(part, "sv"):
            yield from group
        return
    if part.endswith("s"):
        yield part[:-1]
    if part[-1] in "oue":
        yield part[:-1] + "a"
    if part[-1] not in "aeiouyåäö":
        yield part + "a"
        yield part + "e"
    if part.endswith("ra"):
        yield part[:-2] + "er"


def segmentations(forms: WordForms) -> tuple[tuple[str, ...], ...]:
    """Return the ways to cut a Finnish compound into its longest words, none for a simple word.

    One way takes the longest words from the end (sosiaali + työntekijä), the other from the
    beginning (oleskelulupa + menettely); which is meant cannot be told, so both are given when
    they differ. Parts that the analysis leaves out (etä- in etäopetus) are in neither.
    """
    spans = _spans(forms)
    if not spans:
        return ()
    last = max(end for _, end, _ in spans)
    from_end: list[str] = []
    while ending := [span for span in spans if span[1] <= last]:
        # a part that the analysis leaves out is passed over
        final = max(end for _, end, _ in ending)
        start, _, word = min(
            (span for span in ending if span[1] == final), key=lambda span: (span[0], -len(span[2]))
        )
        from_end.insert(0, word)
        last = start - 1
    first = 0
    from_start: list[str] = []
    while beginning := [span for span in spans if span[0] >= first]:
        initial = min(start for start, _, _ in beginning)
        _, end, word = max(
            (span for span in beginning if span[0] == initial),
            key=lambda span: (span[1], len(span[2])),
        )
        from_start.append(word)
        first = end + 1
    return tuple(dict.fromkeys((tuple(from_end), tuple(from_start))))


def _spans(forms: WordForms) -> list[tuple[int, int, str]]:
    """Return first and last place of each part: it starts at the earliest part it begins like."""
    places: dict[int, list[str]] = {}
    for part in forms.parts:
        if part.count == forms.parts[0].count:
            places.setdefault(part.index, []).append(part.lemma)
    spans = []
    for end, words in sorted(places.items()):
        for word in words:
            earlier = (at for at in sorted(places) if at < end and _begins(word, places[at]))
            spans.append((next(earlier, end), end, word))
    return spans


def _begins(word: str, parts: list[str]) -> bool:
    """Tell whether `word` begins with one of `parts`, which may stand inflected in it."""
    return any(word != part and word.startswith(part[: max(3, len(part) - 2)]) for part in parts)
