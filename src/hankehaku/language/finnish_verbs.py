"""From a Finnish verb to its -minen noun: the forms it can take, by inflection type.

The action noun stands on the verb's vowel stem in the strong grade (VISK § 70–72 and § 221:
https://scripta.kotus.fi/visk/). Several forms are possible where the written infinitive does not
tell the stem (paeta: pakeneminen, haluta: haluaminen), so a lexicon has to choose.
"""

from __future__ import annotations

from collections.abc import Iterator

_VOWELS = "aeiouyäö"
# Weak grade before a stem's last vowel and the strong grades it can come from (VISK § 41–42).
_STRONGER = {
    "mm": ("mp",),
    "nn": ("nt",),
    "ng": ("nk",),
    "ll": ("lt",),
    "rr": ("rt",),
    "p": ("pp",),
    "t": ("tt",),
    "k": ("kk",),
    "v": ("p",),
    "d": ("t",),
    "j": ("k",),
    "": ("k",),
}


def action_nouns(infinitive: str) -> Iterator[str]:
    """Yield the possible -minen nouns of a verb, likely ones first."""
    for stem in dict.fromkeys(_stems(infinitive)):
        yield f"{stem}minen"


def _stems(verb: str) -> Iterator[str]:
    if len(verb) < 4 or verb[-1] not in "aä":
        return
    back = verb[-1]
    if verb[-2] in _VOWELS:  # kotouttaa, lukea
        yield verb[:-1]
    elif verb.endswith(("hda", "hdä")):  # tehdä, nähdä
        yield f"{verb[:-3]}ke"
    elif verb[-2] == "d":  # saada, integroida
        yield verb[:-2]
    elif verb[-3:-1] in ("ll", "nn", "rr", "st"):  # tulla, mennä, purra, nousta; ajatella
        stem = f"{verb[:-2]}e"
        yield from _grades(stem)
        if verb[-3:-1] == "st":  # juosta: juokse-
            yield f"{verb[:-3]}kse"
    elif verb[-3:-1] in ("it", "et"):
        stem = verb[:-2]
        yield f"{stem}tse"  # tarvita
        yield from (f"{each}ne" for each in _grades(stem))  # paeta
        yield from (f"{each}{back}" for each in _grades(stem))
    elif verb[-2] == "t":  # haluta, tavata, korjata
        yield from (f"{each}{back}" for each in _grades(verb[:-2]))


def _grades(stem: str) -> Iterator[str]:
    """Yield `stem` and what it is when the consonants of its last syllable are in strong grade."""
    yield stem
    tail = len(stem)
    if stem[-2:-1] == "l" and stem[-1:] == "e":  # työskentele-: the grade is a syllable further in
        tail -= 2
    vowel = tail
    while vowel and stem[vowel - 1] in _VOWELS:
        vowel -= 1
    if vowel == tail or not vowel:
        return
    for weak, strongs in _STRONGER.items():
        if weak and stem[:vowel].endswith(weak):
            for strong in strongs:
                yield f"{stem[: vowel - len(weak)]}{strong}{stem[vowel:]}"
    if tail - vowel == 2:  # paeta: pakene-
        yield f"{stem[: vowel + 1]}k{stem[vowel + 1 :]}"
