"""Cuts text into sentences as Finnish writes them, and fills passages with whole sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

Span = tuple[int, int]
"""A place in a text: (start, end) in characters."""

# Finnish, then Swedish and English, without full stop. Only those after which a name or a number
# follows: 'jne.' or 'ry.' may well end a sentence, so the case of the next word decides
_SHORT = "alk ent esim huom klo ks kts mm ns nro prof puh synt toim toht tri ts vrt vs vt"
_SHORT_ABROAD = "ang ca dr fig inkl jfr kl mr mrs ms nr resp st tel vol"
_ABBREVIATIONS = frozenset([*_SHORT.split(), *_SHORT_ABROAD.split()])
_BREAK = re.compile(r"[\n\r\v\f\x85\u2028\u2029]+|(?<!\S)(?=[•▪●◦‣])")
_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*")
_WORD = re.compile(r"\S+")
_BEFORE = re.compile(r"[^\W_](?:[\w.:-]*[^\W_])?\Z")
_SHORT_DATE = re.compile(r"\d{1,2}\.\d{1,2}\Z")
_ADDRESS = re.compile(r"://|@|^www\.")
_REACH = 80
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}\Z")


def sentences(text: str) -> list[Span]:
    """Return the places of the sentences of `text`, without the white space around them.

    Line breaks and bullets end a sentence too. Every character that is not white space is in
    exactly one sentence, the mark that ends or introduces it included.
    """
    spans = []
    for low, high in _lines(text):
        start = low
        for stop in _STOP.finditer(text, low, high):
            if _ends_sentence(text, start, stop, high):
                spans.append((start, stop.end()))
                start = stop.end()
        spans.append((start, high))
    trimmed = (_trim(text, span) for span in spans)
    return [(start, end) for start, end in trimmed if start < end]


def split_passages(text: str, count_tokens: Callable[[str], int], max_tokens: int) -> list[Span]:
    """Return the places of passages of at most `max_tokens` each, as `count_tokens` counts them.

    Passages follow each other, hold as many whole sentences as fit, and leave out white space
    only. A sentence that does not fit is cut between words, a word that does not fit inside; a
    passage always has one character, even if that is too much.
    """

    def fits(start: int, end: int) -> bool:
        return count_tokens(text[start:end]) <= max_tokens

    whole = _trim(text, (0, len(text)))
    if whole[0] == whole[1] or fits(*whole):
        return [whole] if whole[0] < whole[1] else []
    passages: list[Span] = []
    for start, end in sentences(text):
        if passages and fits(passages[-1][0], end):
            passages[-1] = (passages[-1][0], end)
        elif fits(start, end):
            passages.append((start, end))
        else:
            passages.extend(_cut(text, start, end, fits))
    return passages


def _lines(text: str) -> Iterator[Span]:
    """Yield the parts between line breaks and before bullets."""
    start = 0
    for match in _BREAK.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _trim(text: str, span: Span) -> Span:
    """Return `span` without white space at its ends."""
    start, end = span
    part = text[start:end]
    return end - len(part.lstrip()), start + len(part.rstrip())


def _ends_sentence(text: str, start: int, stop: re.Match[str], high: int) -> bool:
    """Tell whether the mark `stop` ends the sentence that began at `start`."""
    # bounded looks to both sides, or a text of many marks would take quadratic time
    rest = text[stop.end() : min(high, stop.end() + _REACH)]
    following = rest.lstrip(" \t\u00a0\"'”’»“„([–—-")
    if not rest:
        return True
    word = _BEFORE.search(text, max(start, stop.start() - _REACH), stop.start())
    before = word.group() if word else ""
    if not rest[0].isspace():
        glued = rest == following and before[-2:].islower() and len(before) > 1
        named = following[:1].isupper() and following[1:2].islower()
        return glued and named and not _is_address(text, stop)
    if following[:1].islower():
        return False
    if not following or stop.group()[0] != "." or stop.group().startswith(".."):
        return True
    if before.isdigit() and len(before) <= 2:
        # '1. Tavoite' opens a list, '1. 2. 2017' is a date, '2.) Ohjaus' an item
        opens = word is not None and not text[start : word.start()].strip(" \t\u00a0(•-–")
        return not (opens or following[0].isdigit() or ")" in stop.group())
    if len(before) == 1 or _SHORT_DATE.match(before) or _DOTTED.match(before):
        return False
    return before.lower() not in _ABBREVIATIONS


def _is_address(text: str, stop: re.Match[str]) -> bool:
    """Tell whether the mark stands within an address of the web or of e-mail."""
    left = text[max(0, stop.start() - _REACH) : stop.start()].split()[-1:]
    right = text[stop.end() : stop.end() + _REACH].split()[:1]
    return _ADDRESS.search("".join(left) + stop.group() + "".join(right)) is not None


def _cut(text: str, start: int, end: int, fits: Callable[[int, int], bool]) -> Iterator[Span]:
    """Yield parts of a sentence that fit, cut between words, or inside one that is too long."""
    words = [match.span() for match in _WORD.finditer(text, start, end)]
    ends = [stop for _, stop in words]
    first = 0
    while first < len(words):
        begin, stop = words[first]
        if fits(begin, stop):
            first += _most(fits, begin, ends[first:])
            yield begin, ends[first - 1]
        else:
            middle = begin + _most(fits, begin, range(begin + 1, stop + 1))
            yield begin, middle
            words[first] = (middle, stop)
            first += middle == stop


def _most(fits: Callable[[int, int], bool], begin: int, ends: Sequence[int]) -> int:
    """Return how many of the ascending `ends` can be gone to from `begin`, at least 1.

    By doubling and then bisection, so that no text much longer than what fits is counted.
    """
    low = 1
    while 2 * low <= len(ends) and fits(begin, ends[2 * low - 1]):
        low *= 2
    high = min(2 * low, len(ends))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(begin, ends[middle - 1]) else (low, middle - 1)
    return low
