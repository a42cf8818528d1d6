"""Finds the words of a text and the exact place of each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

SOFT_HYPHEN = "\u00ad"
HYPHENS = "-\u2010\u2011\u2012\u2013\ufe63\uff0d"  # en dash included: it is typed for a hyphen
APOSTROPHES = "'\u2019\u02bc"

# The letters that can follow the colon of an inflected abbreviation (THL:n, EU:ssa, hetu:lla,
# EU:s in Swedish), so that "aihe:hanke" stays two words. Kielitoimiston ohjepankki, "Lyhenteiden
# taivutus", names the colon and the endings.
_COLON_CASE = (
    r"i?(?:ss|st|ll|lt|tt|n|t)?[aä]|i?(?:lle|ksi|ne)|[aäeiouyö]{0,2}n|h[aäeiouyö]n|"
    r"[sdt]?(?:een|iin|ien|jen|en)|j[aä]|t|s|e[rt]|ar|erna|arna|na"
)
_COLON_TAIL = rf"(?:{_COLON_CASE})(?:ns[aä]|mme|nne)?(?:kin|k[aä][aä]n|k[oö]|h[aä]n|p[aä])?"

# Only names that end in a top-level domain keep their dots: "edustajia.Hankkeen" lacks a space.
_DOMAINS = "fi|ax|se|no|dk|ee|de|eu|com|org|net|info|gov|edu|io"


@cache
def _word() -> re.Pattern[str]:
    """Return the pattern of a word; compiled at first use, as the marks make it a large one."""
    # Python's \w has letters and digits but not the marks of decomposed (NFD) text.
    letter = rf"[^\W_][{_marks()}]*"
    # Zero-width joiners and soft hyphens inside a word belong to it.
    run = rf"{letter}(?:[{SOFT_HYPHEN}\u200c\u200d]*{letter})*"
    end = rf"(?![^\W_])(?![{SOFT_HYPHEN}]+[^\W_])"
    hyphens = "".join(map(re.escape, HYPHENS))
    # A hyphen joins unless there are digits on both sides (6-8, 2017–2018 are two numbers).
    hyphen = rf"(?:(?<=\d)[{hyphens}](?=[^\W\d_])|(?<!\d)[{hyphens}](?=[^\W_])){run}"
    apostrophe = rf"(?<!\d)[{APOSTROPHES}](?=[^\W\d_]){run}"
    # No name has more parts, and without a limit each of a row of dots would be looked at for each.
    domain = rf"(?:\.{run}(?:-{run})*){{0,6}}\.(?:{_DOMAINS}){end}"
    colon = rf":(?:{_COLON_TAIL}|{_COLON_TAIL.upper()}){end}"
    return re.compile(rf"{run}(?:{hyphen}|{apostrophe}|{domain})*(?:{colon}(?:{hyphen})*)?")


def _marks() -> str:
    """Return the combining marks of the basic plane as ranges for a character class."""
    ranges: list[list[int]] = []
    for code in range(0x300, 0x10000):
        if unicodedata.category(chr(code))[0] == "M":
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "".join(f"\\u{first:04x}-\\u{last:04x}" for first, last in ranges)


def words(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield every word of `text` as written, with its start and end in `text`.

    A word is letters and digits with the combining marks and soft hyphens among them, joined by
    inner hyphens, apostrophes, the colon of an inflected abbreviation (THL:n) and the dots of a
    domain name (kotoutumisentukena.fi). Slashes, spaces and other dots part words, and so does a
    hyphen or dash that has a word on one side only.
    """
    for match in _word().finditer(text):
        yield match.group(), match.start(), match.end()


_PLAIN: dict[int, str | None] = {
    **{ord(each): "-" for each in HYPHENS},
    **{ord(each): "'" for each in APOSTROPHES},
    **dict.fromkeys(map(ord, f"{SOFT_HYPHEN}\u200b\u200c\u200d\ufeff")),
}


def plain(word: str) -> str:
    """Return `word` composed (NFC), with plain hyphens and apostrophes and nothing invisible."""
    return unicodedata.normalize("NFC", word).translate(_PLAIN)
