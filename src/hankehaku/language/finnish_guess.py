"""Guesses base forms of Finnish words that no lexicon has, from their endings alone.

Names, abbreviations, loans and new derivations make up nearly all of these, so the tables have the
declension of loans (mentori, mentoreiden), of the productive derivations (mentorointi,
mentoroinnin; pelillistäminen, pelillistämisen) and the plain case endings; of consonant gradation
only what loans have (netti, netin). Endings: VISK § 81–95 (https://scripta.kotus.fi/visk/).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_SHORTEST_STEM = 3
_CLITIC = re.compile(r"(?:kin|kaan|kään|han|hän)$")
_POSSESSIVE = re.compile(r"(?:nsa|nsä|mme|nne)$")

# Case endings after a vowel stem. The closed ones bring the weak grade about (netin, netissä).
_CLOSED = r"(?:n|t|ss[aä]|st[aä]|ll[aä]|lt[aä]|lle|ksi|tt[aä])"
_OPEN = r"(?:a|ä|n[aä]|(?<=a)an|(?<=ä)än|(?<=e)en|(?<=i)in|(?<=o)on|(?<=u)un|(?<=y)yn|(?<=ö)ön)"
_CASE = rf"(?:{_CLOSED}|{_OPEN}|seen)"
_PLURAL = r"(?:den|tten|t[aä]|ss[aä]|st[aä]|ll[aä]|lt[aä]|lle|ksi|n[aä]|tt[aä]|hin)"

_Rules = tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]


def _rules(*rules: tuple[str, tuple[str, ...]]) -> _Rules:
    """Compile pairs of an ending and the base forms it can have, the likeliest first."""
    return tuple((re.compile(rf"(.{{2,}}){ending}"), bases) for ending, bases in rules)


# \1 is what stands before the ending.
_LOANS = _rules(
    # -ointi: strong ointi-, weak oinni-
    (rf"oin(?:ti(?:{_OPEN}|i?hin)?|ni{_CLOSED}|tie?i(?:{_PLURAL}|en|n))", (r"\1ointi",)),
    # -oida and its -minen form
    (rf"oimi(?:nen|se{_CASE}|st[aä]|sten|si{_PLURAL})", (r"\1oiminen", r"\1oida")),
    (
        r"oi(?:d[aä]|d[aä]{2}n|vat|vät|v[aä]n?|tu|ty|nut|nyt|neet|tiin|massa|mässä|malla|mällä)",
        (r"\1oida", r"\1oiminen"),
    ),
    # the -minen form of -taa, -tää
    (rf"tami(?:nen|se{_CASE}|sta|sten|si{_PLURAL})", (r"\1taminen", r"\1taa")),
    (rf"tämi(?:nen|se{_CASE}|stä|sten|si{_PLURAL})", (r"\1täminen", r"\1tää")),
    (rf"mi(?:nen|se{_CASE}|st[aä]|sten|si{_PLURAL})", (r"\1minen",)),
    # loans in -i: the plural stem has e (mentoreiden, mentoreita)
    (rf"([bcdfghjklmnpqrstvwxz])ei(?:{_PLURAL}|siin)", (r"\1\2i",)),
    (r"([bcdfghjklmnpqrstvwxz])ien", (r"\1\2i",)),
    (r"([bcdfghjklmnpqrstvwxz])ej[aä]", (r"\1\2i",)),
)
_STEMS = _rules(
    (r"inen", (r"\1inen",)),
    # -inen: ise-, isi-
    (rf"i(?:se{_CASE}|sten|si(?:{_PLURAL}|in|en|[aä]))", (r"\1inen",)),
    # -uus, -yys: uude-, uute-, uuksi-
    (rf"uu(?:de{_CLOSED}|te(?:en|na)|tta|ksi(?:{_PLURAL}|in|en|a))", (r"\1uus",)),
    (rf"yy(?:de{_CLOSED}|te(?:en|nä)|ttä|ksi(?:{_PLURAL}|in|en|ä))", (r"\1yys",)),
    # -us, -os, -as as a noun of the kse kind: Puhoksessa
    (rf"([aouyäö])(?:kse{_CASE}|ksi(?:{_PLURAL}|in|en|[aä]))", (r"\1\2s",)),
    # -ton, -tön
    (rf"ttom(?:a{_CASE}|i(?:{_PLURAL}|in|en|a))", (r"\1ton",)),
    (rf"ttöm(?:ä{_CASE}|i(?:{_PLURAL}|in|en|ä))", (r"\1tön",)),
    # o and a stems have oi in the plural; ja-agents have i
    (rf"([jmnlrv])oi(?:{_PLURAL}|hin)", (r"\1\2o", r"\1\2a")),
    (r"([jmnlrv])oj(?:en|a)", (r"\1\2o", r"\1\2a")),
    (rf"ji(?:{_PLURAL}|in|en|a)", (r"\1ja",)),
)
_INFLECTED = re.compile(
    rf"(.{{2,}}[aeiouyäö])(?:({_CLOSED})|{_OPEN}|h[aeiouyäö]n|seen|j[aä]|t[aä])"
)
_SINGLE_STOP = re.compile(r"(?<=[aeiouyäölnr])([ptk])i$")

# Foreign words and names in a single consonant are declined with an i: hackathon, hackathonin.
_FOREIGN = re.compile(r"[aeiouyäö][bcdfgklmnprstvx]i$")

_COLON = re.compile(r"(.+):[^\W\d_]+")
_ACRONYM = re.compile(rf"([A-ZÅÄÖ0-9]{{2,}})(?:i?{_CASE}|h[aeiouyäö]n|i?in)")


def split_abbreviation(word: str) -> str:
    """Return the abbreviation, in lower case, of an inflected one (THL:n, YOUMEn), else nothing."""
    match = _COLON.fullmatch(word) or _ACRONYM.fullmatch(word)
    return match.group(1).lower() if match else ""


def guess_loan(lower: str) -> tuple[str, ...]:
    """Return the base forms of an unknown word whose ending only loans and derivations have."""
    return _first(lower, _loan_guesses)


def guess_lemmas(lower: str) -> tuple[str, ...]:
    """Return what the base form of an unknown word may be, likeliest first, itself last."""
    return tuple(dict.fromkeys((*_first(lower, _guesses), lower)))


def _first(lower: str, guesses: Callable[[str], Iterator[str]]) -> tuple[str, ...]:
    """Return the guesses for the word without clitic and possessive suffix, or else as it is."""
    for form in _without_suffixes(lower):
        if _is_harmonic(form) and (found := tuple(guesses(form))):
            foreign = (each[:-1] for each in found if _FOREIGN.search(each))
            return tuple(dict.fromkeys((*found, *foreign, lower)))
    return ()


def _without_suffixes(lower: str) -> Iterator[str]:
    """Yield the word without clitic and possessive suffix (kin, nsa, ...), then as it is."""
    bare = _CLITIC.sub("", lower)
    if len(bare) > _SHORTEST_STEM + 1:
        owned = _POSSESSIVE.sub("", bare)
        if owned != bare and len(owned) > _SHORTEST_STEM:
            yield f"{owned}n" if owned[-1] in "aeiouyäö" else owned
        yield bare
    yield lower


def _loan_guesses(form: str) -> Iterator[str]:
    return _apply(_LOANS, form)


def _guesses(form: str) -> Iterator[str]:
    found = tuple(_apply(_LOANS + _STEMS, form))
    if found:
        yield from found
        return
    match = _INFLECTED.fullmatch(form)
    if match and len(stem := match.group(1)) >= _SHORTEST_STEM:
        if match.group(2) and (strong := _SINGLE_STOP.sub(r"\1\1i", stem)) != stem:
            yield strong
        if len(stem) > _SHORTEST_STEM and stem[-1] == stem[-2] and form == f"{stem}n":
            yield stem[:-1]  # an illative: nekropoliin
        yield stem
        if form.endswith(("ista", "istä")):  # an elative of -i, or a partitive of -inen
            yield f"{form[:-3]}nen"


def _apply(rules: _Rules, form: str) -> Iterator[str]:
    for pattern, bases in rules:
        if match := pattern.fullmatch(form):
            yield from (match.expand(base) for base in bases)
            return


def _is_harmonic(form: str) -> bool:
    """Return whether the last letters go together: no ä or ö beside an a, o or u."""
    ending = form[-4:]
    return not (re.search("[äö]", ending) and re.search("[aou]", ending))
