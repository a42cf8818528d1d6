"""Finds the projects of a collection by any of their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from hankehaku.corpus.tables import name_key
from hankehaku.index.names import MOST_WORDS, Named
from hankehaku.language.analyzer import Token
from hankehaku.records import Project

_SEGMENTS = re.compile(r"\s+[-–—]\s+|\s*[,:!/]\s*")
_PROJECT = r"(?i:hank|projekt|project|kehittämishank)\w*"
_HYPHENATED = re.compile(rf"(?P<name>.+?)[-–]{_PROJECT}$")
_PROJECT_WORD = re.compile(rf"{_PROJECT}$")
_ENDINGS = re.compile(r"(?::?n|:?s|’s|'s|ista|ia|in|[sl](?:sa|sä|la|lä|ta|tä)|lle)$")
_NUMBER_WORDS = {
    "2": ("kakkonen", "kaksi", "tvåan", "två", "two"),
    "3": ("kolmonen", "kolme", "trean", "tre", "three"),
    "4": ("nelonen", "neljä", "fyran", "fyra", "four"),
}
_NICKNAMES = {word: number for number, words in _NUMBER_WORDS.items() for word in words}
"""What the number of a phase is called: 'RIO kakkonen'."""
_SHORTEST_ALONE = 3


class ProjectNames:
    """The names of a collection's projects: title, short name, and the parts of that."""

    def __init__(self, projects: Iterable[Project]) -> None:
        self._by_key: dict[str, tuple[str, ...]] = {}
        self.titles: dict[str, str] = {}
        weaker: dict[str, tuple[str, ...]] = {}
        for project in projects:
            self.titles[project.id] = project.title
            names = dict.fromkeys((project.title, project.short_name))
            for name in names:
                self._file(self._by_key, name, project.id)
            for part in _SEGMENTS.split(project.short_name):
                self._file(weaker, part, project.id)
        for key, ids in weaker.items():
            self._by_key.setdefault(key, ids)

    def _file(self, table: dict[str, tuple[str, ...]], name: str, project_id: str) -> None:
        key = name_key(re.sub(r"[!?.,:]", "", name))
        if len(key) >= _SHORTEST_ALONE:
            table[key] = tuple(dict.fromkeys((*table.get(key, ()), project_id)))

    def of_question(self, text: str, tokens: Sequence[Token]) -> Iterator[Named]:
        """Yield the projects that a question names, the longest name at each place.

        `sure` is set where the word for a project or quotation marks stand beside the name, or
        the name is no ordinary word.
        """
        first = 0
        while first < len(tokens):
            for last in range(min(first + 2 * MOST_WORDS, len(tokens)), first, -1):
                if found := self._named(text, tokens[first:last], tokens[last : last + 1]):
                    yield found
                    while first < len(tokens) and tokens[first].start < found.end:
                        first += 1
                    break
            else:
                first += 1

    def _named(self, text: str, span: Sequence[Token], after: Sequence[Token]) -> Named | None:
        start, end = span[0].start, span[-1].end
        written, sure = text[start:end], False
        last = span[-1].surface
        if match := _HYPHENATED.match(last):
            sure = True
            written = written[: len(written) - len(last)] + match["name"]
        written = re.sub(r"(?<=\w):[a-zåäö]{1,6}$", "", written)  # RIO 2:ta
        bare = re.sub(r"[!?.,:]", "", written)
        forms = [bare]
        if len(span) == 1 and not sure:
            forms += [
                re.sub(r"(?::?n|:?s|’s|'s|ista|ia|in|[sl](?:sa|sä|la|lä|ta|tä)|lle)$", "", bare)
            ]
            forms += list(span[0].forms.lemmas)
        if len(span) == 2 and (number := _number(span[1])):
            forms += [f"{first} {number}" for first in (span[0].surface, *span[0].forms.lemmas)]
        ids = next((self._by_key[k] for k in map(name_key, forms) if k in self._by_key), ())
        if not ids:
            return None
        if after and _PROJECT_WORD.match(after[0].surface) and after[0].start - end <= 2:
            end, sure = after[0].end, True
        if start and text[start - 1] in "\"”“'»«’":
            sure = True
        letters = [each for each in written if each.isalpha()]
        capitals = sum(each.isupper() for each in letters)
        if capitals >= 2 and (capitals * 2 > len(letters) or len(span) == 1):
            sure = True
        if len(span) == 1 and not span[0].forms.known:
            sure = True
        if len(span) > 1 and written[0].isupper():
            sure = True
        return Named(start, end, text[start:end], projects=ids, sure=sure)


def _number(token: Token) -> str:
    """Return the number of a phase: the 2 of 'RIO 2' and of 'RIO kakkonen', else nothing."""
    words = (token.surface.casefold(), *token.forms.lemmas)
    if words[0].isdigit():
        return words[0]
    return next((_NICKNAMES[each] for each in words if each in _NICKNAMES), "")
