"""Finds the names of projects and organisations that a sentence has, inflected as they may be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from hankehaku.assistant.checking.values import plain
from hankehaku.records import Organisation, Project

PROJECT = r"(?:kehittämis)?(?:hanke|hankk|projekt|project)\w*"
_WORD = re.compile(r"[^\W_]+")
_TAIL = re.compile(rf"[ ]?[-–][ ]?{PROJECT}$", re.IGNORECASE)
_MARKED = re.compile(rf"[\"”“»'’]?(?:[ ]?[-–][ ]?|[ ]){PROJECT}", re.IGNORECASE)
_SEGMENT = re.compile(r"\s+[-–—]\s+|\s*[,:!/]\s+")
_CASES = (
    "n in en an on un yn ön än a ä ta tä ia iä ja jä ssa ssä sta stä lla llä lta ltä lle ksi na nä "
    "ksen ksessa ksessä kseen s"
)
_ENDINGS = frozenset(_CASES.split())
_QUOTES = "\"”“»«'’‘"
_LONG = 6


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at `[start:end]` of a text, and the ids of what bears it."""

    start: int
    end: int
    name: str
    ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Name:
    text: str
    words: tuple[str, ...]
    id: str
    sure: bool


@dataclass(slots=True)
class Names:
    """Names by their first words; `add` files one for an id."""

    _by_word: dict[str, list[_Name]] = field(default_factory=dict)

    def add(self, text: str, id_: str, *, part: bool = False) -> None:
        """File a name. A `part` of one is only found where it is no ordinary word."""
        text = plain(text).strip()
        words = tuple(match.group().casefold() for match in _WORD.finditer(text))
        if not words or len("".join(words)) < 3:
            return
        sure = not part or len(words) > 1 or _distinctive(text)
        bucket = self._by_word.setdefault(words[0][:3], [])
        bucket.append(_Name(text, words, id_, sure))

    def find(self, text: str) -> list[Mention]:
        """Return the names that a text has, the longest at each place."""
        words = list(_WORD.finditer(text))
        found: list[Mention] = []
        at = 0
        while at < len(words):
            best = max(self._at(text, words, at), default=None)
            if best is None:
                at += 1
                continue
            length, name = best
            ids = frozenset(each.id for each in self._by_word[name[0][:3]] if each.words == name)
            start, end = words[at].start(), words[at + length - 1].end()
            found.append(Mention(start, end, " ".join(name), ids))
            at += length
        return found

    def _at(
        self, text: str, words: list[re.Match[str]], at: int
    ) -> Iterator[tuple[int, tuple[str, ...]]]:
        for name in self._by_word.get(words[at].group().casefold()[:3], ()):
            span = words[at : at + len(name.words)]
            if len(span) < len(name.words):
                continue
            *heads, last = (match.group().casefold() for match in span)
            if tuple(heads) != name.words[:-1] or not _inflected(last, name.words[-1]):
                continue
            if _is_name(text, span, name):
                yield len(span), name.words


def _inflected(word: str, name: str) -> bool:
    """Tell whether a word can be a form of a name's last word."""
    if word == name or (word.startswith(name) and word[len(name) :] in _ENDINGS):
        return True
    stem = name[:-2]  # kaupunki, kaupungin; säätiö, säätiön
    return len(name) >= _LONG and word.startswith(stem) and len(word) - len(stem) <= 7


def _is_name(text: str, span: list[re.Match[str]], name: _Name) -> bool:
    """Tell whether words that could be a name are one where they stand."""
    start, end = span[0].start(), span[-1].end()
    if _MARKED.match(text, end) or (start and text[start - 1] in _QUOTES):
        return True
    written, first = text[start:end], name.text[0]
    if not name.sure:
        return False
    if len(span) == 1 and _capitals(name.text) > 1:  # TUKENA is a project, 'tukena' a word
        return _capitals(written) > 1
    return written[0].isupper() or not first.isupper()


def _capitals(text: str) -> int:
    return sum(each.isupper() for each in text)


def _distinctive(text: str) -> bool:
    return _capitals(text) > 1 or any(each.isdigit() for each in text)


class Known:
    """What a collection knows by name, so that what was not retrieved is told from what was.

    `titles` are those of all its projects by id, `organisations` all names of organisations. Made
    once for a collection.
    """

    def __init__(
        self, titles: Mapping[str, str] | None = None, organisations: Iterable[str] = ()
    ) -> None:
        self.projects, self.organisations = Names(), Names()
        self.titles = dict(titles or {})
        for id_, title in self.titles.items():
            _file(self.projects, title, id_)
        for name in organisations:
            self.organisations.add(name, name)


def names_of(projects: Iterable[Project]) -> Names:
    """Return all names of some projects."""
    names = Names()
    for project in projects:
        _file(names, project.title, project.id)
        if project.short_name:
            _file(names, project.short_name, project.id)
    return names


def organisation_names(organisation: Organisation) -> tuple[str, ...]:
    """Return what an organisation is called."""
    known = (organisation.name, organisation.written, organisation.name_sv, organisation.name_en)
    return tuple(dict.fromkeys(each for each in (*known, *organisation.abbreviations) if each))


def _file(names: Names, title: str, id_: str) -> None:
    bare = _TAIL.sub("", plain(title).strip())
    names.add(bare, id_)
    for part in _SEGMENT.split(bare)[:-1]:
        names.add(part, id_, part=True)


_CAPITAL = r"[^\W\d_]*[A-ZÅÄÖÉÜŠŽ][\w.]*"
_UNKNOWN = re.compile(
    rf"(?P<glued>{_CAPITAL})[\"”“»'’]?(?:[ ]?[-–][ ]?|[ ])(?i:{PROJECT})"
    rf"|(?<!\w)(?i:{PROJECT})[ ][\"”“»'’]?(?P<after>{_CAPITAL})"
)
_NOT_NAMES = (
    "eu amif esr eakr erdf esf suomi suomen suomessa finland finska finlands finnish european"
    " europeiska the this that these those each both all every one two other another such its"
    " their our same tämä tämän nämä näiden kaikki kaikkien kukin muu muut molemmat toinen jokainen"
    " yksi kaksi detta dessa alla båda varje"
)
_GENERIC = frozenset(_NOT_NAMES.split())


def unknown_names(text: str, masked: list[Mention]) -> Iterator[str]:
    """Yield words that a text uses as the name of a project and that are none of `masked`.

    A word with a capital beside the word for a project: Valopolku-hanke, the Valopolku project,
    projektet Valopolku.
    """
    for match in _UNKNOWN.finditer(text):
        group = "glued" if match["glued"] else "after"
        start, end = match.span(group)
        if any(each.start < end and start < each.end for each in masked):
            continue
        # a sentence begins with a capital anyway: 'Yhteensä hankkeet saivat'
        if "-" not in match.group() and not re.search(r"\w", text[:start]):
            continue
        if match[group].casefold().rstrip(".") not in _GENERIC:
            yield match[group].rstrip(".")
