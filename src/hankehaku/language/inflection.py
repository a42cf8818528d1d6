"""Base forms that a Swedish or English word may be an inflected form of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

SHORTEST = 2
"""Letters of the shortest base form offered."""

Endings = Mapping[str, str]
"""By ending what may have stood in its place, separated by spaces."""

_NOUNS: Endings = {
    "orna": "a",  # flickorna
    "arna": " e are",  # ungdomarna, pojkarna, lärarna
    "erna": " e er um",  # parkerna, museerna
    "aren": "are",
    "arens": "are",
    "ena": "e ",  # studiena, husena
    "ns": " n",
    "or": "a",
    "ar": " e a",  # a: verbs, arbetar
    "er": " e a um",
    "an": "a",
    "en": " e en um er",
    "et": " e um er",
    "na": " n",
    "n": " ",
    "r": " ",
    # a vowel is dropped before the ending: nycklar, fröknar, systrar, möblerna
    "lar": "el",
    "larna": "el",
    "nar": "en",
    "narna": "en",
    "rar": "er",
    "rarna": "er",
    "ler": "el",
    "lerna": "el",
}
_VERBS: Endings = {
    "ad": "a",
    "ade": "a",
    "ades": "a",
    "ande": "a",
    "andet": "a ande",  # byggandet
    "at": "a",
    "ats": "a",
    "de": "a",
    "des": "a",
    "ende": "a",
    "s": "a",
    "te": "a",
    "tes": "a",
    "ts": "a",
    "dda": "d ",
}
_ADJECTIVES: Endings = {
    "are": " a",
    "ast": " a",
    "aste": " a",
    "ta": "d a",
    "tt": "d  t",  # rött, nytt
    "tts": "d ",
    "t": " a d",  # långt; hjälpt
    "a": " ",
}
_SWEDISH: Endings = {**_NOUNS, **_VERBS, **_ADJECTIVES}
_ENGLISH: Endings = {
    "s": " ",
    "es": "e is ",
    "ies": "y ie",
    "ves": "f fe",
    "ed": "e ",
    "ied": "y",
    "ing": "e ",
    "er": "e ",
    "ier": "y",
    "est": "e ",
    "iest": "y",
}
_LONGEST = 5
_DOUBLED = re.compile(r"([bdgklmnprt])\1$")


def base_forms(word: str, language: str) -> Iterator[tuple[str, ...]]:
    """Yield what lower-case `word` may be an inflected form of, in groups, likeliest first.

    A group holds what one ending allows (stället: ställ or ställe). Many are no words; the caller
    knows which are. Nothing is yielded for other languages than sv and en. The endings are those of
    Svenska Akademiens grammatik 2 (nouns, adjectives, verbs) and of Quirk et al. 1985, 'A
    comprehensive grammar of the English language', chapters 3, 5 and 7.
    """
    if language == "en":
        bare, endings = re.sub(r"['’]s?$", "", word), _ENGLISH
    elif language == "sv":
        bare, endings = word.partition(":")[0], _SWEDISH
    else:
        return
    if bare != word:
        yield (bare,)
    yield from _without(bare, endings)
    if (
        language == "sv" and bare.endswith("s") and len(bare) > SHORTEST
    ):  # a genitive, of the base form or an inflected one
        yield (bare[:-1],)
        yield from _without(bare[:-1], endings)


def _without(word: str, endings: Endings) -> Iterator[tuple[str, ...]]:
    for size in range(_LONGEST, 0, -1):
        if (ending := word[-size:]) not in endings:
            continue
        stem = word[: -len(ending)]
        forms = [stem + replacement for replacement in endings[ending].split(" ")]
        if _DOUBLED.search(stem):  # planned, swimming; rummet, hemmen
            forms.append(stem[:-1])
        yield tuple(form for form in forms if len(form) >= SHORTEST)
