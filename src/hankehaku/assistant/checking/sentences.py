"""Cuts what a language model writes into sentences, also while it is still being written."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hankehaku.index.passages import sentences

_CITED = r"\[[0-9]+(?:\s*[,;–-]\s*[0-9]+)*\]"
CITATIONS = re.compile(rf"{_CITED}(?:[ ,;]*{_CITED})*")
"""Citations that stand together."""
_FIRST = re.compile(rf"(?:{CITATIONS.pattern})[.,;]?(?=\s|$)")
_MARKER = re.compile(r"^(?:[-*•▪●◦‣–—]|#{1,6}|[0-9]{1,2}[.)])\s+|^>\s*")
_NUMBERED = re.compile(r"\b(?:[Nn]o|[Nn]os|[Nn]r|[Aa]pprox|[Cc]a|[Ii]nc|[Ee]st|[Ss]t)\.(?=\s)")
_ENOUGH = 8
_QUOTE = re.compile('["“”„«»]')
_STOPS = re.compile(r"[.!?]")


class Splitter:
    """Takes a text piece by piece and gives its sentences and list items.

    `names` are names with a stop inside (Stig in! Astu sisään!), which end no sentence.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        stopped = sorted((each for each in names if _STOPS.search(each)), key=len, reverse=True)
        self._names = re.compile("|".join(map(re.escape, stopped))) if stopped else None
        self._begun = {
            name[:at] for name in stopped for at in range(len(_STOPS.split(name)[0]) + 1, len(name))
        }
        self._longest = len(stopped[0]) if stopped else 0
        self._text = ""
        self._new_line = True

    def feed(self, text: str) -> list[str]:
        """Take more of the text; return the sentences that it completes."""
        self._text += text
        done: list[str] = []
        *lines, self._text = re.split(r"\r\n|[\n\r]", self._text)
        for line in lines:
            done += self._clean(self._cut(line))
            self._new_line = True
        pieces = self._cut(self._text) if _STOPS.search(self._text) else []
        # what follows decides where a sentence ends: another word, or a citation of it
        clear = len(pieces) > 1 and len(pieces[-1]) >= _ENOUGH and pieces[-1][0] != "["
        if clear and not self._in_name():
            blank = self._text[len(self._text.rstrip()) :]
            self._text = pieces.pop() + blank
            done += self._clean(pieces)
            self._new_line = False
        return done

    def close(self) -> list[str]:
        """Return the sentences that are left."""
        done = self._clean(self._cut(self._text))
        self._text, self._new_line = "", True
        return done

    def _in_name(self) -> bool:
        """Tell whether the text may break off in a name that has a stop inside."""
        end = self._text[-self._longest :]
        return any(end[at:] in self._begun for at in range(len(end)))

    def _cut(self, line: str) -> list[str]:
        """Cut a line, with citations behind a full stop left in the sentence they belong to."""
        masked = _NUMBERED.sub(lambda match: match.group().replace(".", ","), line)
        if self._names:
            masked = self._names.sub(lambda match: _STOPS.sub(",", match.group()), masked)
        pieces: list[str] = []
        for start, end in sentences(masked):
            piece = line[start:end]
            cited = _FIRST.match(piece)
            if cited and pieces and not _MARKER.fullmatch(f"{pieces[-1]} "):
                pieces[-1] = f"{pieces[-1]} {cited.group()}"
                piece = piece[cited.end() :].strip()
            if piece:
                pieces.append(piece)
        return _quoted_whole(pieces)

    def _clean(self, pieces: list[str]) -> list[str]:
        """Return pieces without marks of emphasis, and a line's first without that of a list."""
        cleaned = []
        for at, piece in enumerate(pieces):
            text = piece
            if at == 0 and self._new_line:
                text = _MARKER.sub("", text)
            text = re.sub(r"\*\*|__(?=\w)|(?<=\w)__", "", text).strip()
            if re.search(r"[^\W_]", text):  # more than a line between parts
                cleaned.append(text)
        return cleaned


def _quoted_whole(pieces: list[str]) -> list[str]:
    """Return pieces with those made one that one quotation runs through."""
    whole: list[str] = []
    at = 0
    while at < len(pieces):
        end = at
        while end < len(pieces) and len(_QUOTE.findall(" ".join(pieces[at : end + 1]))) % 2:
            end += 1
        end = end if end < len(pieces) else at
        whole.append(" ".join(pieces[at : end + 1]))
        at = end + 1
    return whole


def numbers_cited(text: str) -> list[int]:
    """Return the numbers that stand in citations, in their order, each as often as it stands."""
    found: list[int] = []
    for match in re.finditer(_CITED, text):
        for part in re.split(r"[,;]", match.group()[1:-1]):
            first, *rest = (int(each) for each in re.findall(r"[0-9]{1,6}", part)[:2])
            last = rest[0] if rest else first
            found += range(first, last + 1) if first <= last < first + 20 else (first, last)
    return found


def spelled_out(text: str) -> str:
    """Return a text in which each citation has one number: '[1, 2]' becomes '[1][2]'."""
    return CITATIONS.sub(
        lambda match: "".join(f"[{n}]" for n in dict.fromkeys(numbers_cited(match.group()))), text
    )
