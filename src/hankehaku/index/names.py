"""Finds organisations and places by any of their names, inflected as they may be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from hankehaku.corpus.organisations import COLUMNS, ORGANISATIONS_FILE, Organisations
from hankehaku.corpus.tables import name_key, read_rows
from hankehaku.language.analyzer import Analyzer, Token
from hankehaku.language.tokens import words
from hankehaku.records import Organisation

MOST_WORDS = 9
_PLACES = ("name_fi", "name_sv", "name_en", "kind", "municipality_fi")
_LOCATIVE = re.compile(r"(?:ss[aä]|st[aä]|ll[aä]|lt[aä])(?:kin|k[aä][aä]n)?$")
_ALLATIVE = re.compile(r"(?:lle|een|iin|oon|uun|yyn|öön|aan|ään|hin|hun|hyn|ksi)$")
_ENDINGS = re.compile(r"(?:ss[aä]|st[aä]|ll[aä]|lt[aä]|lle|n|t)$")
_BOUND = re.compile(r"i(?:ss[aä]|st[aä]|ll[aä]|lt[aä]|lle|n|a|ä)$")  # tamkin, tamkissa
_FAMILY = 3
_SHORTEST_ALONE = 3
_SHORT_NAME, _LONG_NAME = 5, 10


@dataclass(frozen=True, slots=True)
class Named:
    """A name at `[start:end]` of a text, and what bears it.

    Either organisations (canonical names), a place (the Finnish name of a municipality or
    region, `within` the municipality or region it belongs to), or projects by id. `case` is
    genitive, locative, towards or empty; `demonym` tells of a word such as 'tamperelainen'.
    """

    start: int
    end: int
    text: str
    organisations: tuple[str, ...] = ()
    place: str = ""
    region: bool = False
    within: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    case: str = ""
    demonym: bool = False
    sure: bool = True


class Names:
    """The names of a lexicon's organisations and places, in three languages."""

    def __init__(self, folder: Path, finnish: Analyzer) -> None:
        """Read the files of a lexicon folder; raises LexiconError naming file and line.

        `familiar` may be set to the organisations of a collection, whose short names are then
        known in lower case in every language.
        """
        self.organisations = Organisations.load(folder)
        self.familiar: frozenset[str] = frozenset()
        self._finnish, self._places = finnish, self.organisations.places
        self._families = _families(folder)
        self._districts: dict[str, tuple[str, str]] = {}
        for row in read_rows(folder / "places.tsv", _PLACES):
            around = self._places.municipality(row["name_fi"].removesuffix(" seutu"))
            municipality = row["municipality_fi"] or (around.fi if around else "")
            region = self._places.region(row["name_fi"].partition("-")[2])
            for column in _PLACES[:3]:
                if row[column]:
                    named = (row["name_fi"], municipality or region)
                    self._districts.setdefault(name_key(row[column]), named)
        keys = self._places.keys | self._districts.keys()
        self._beginnings = {key[:end] for key in keys for end in range(1, len(key) + 1)}
        self._word = lru_cache(maxsize=2**17)(self._named_by_word)

    def places(
        self, text: str, found: Sequence[tuple[str, int, int]] | None = None
    ) -> Iterator[Named]:
        """Yield the places that a Finnish text names, each word of them with a capital.

        `found` are the words of the text with their bounds, where they are known already.
        """
        found = list(words(text)) if found is None else found
        first = 0
        while first < len(found):
            word, start, end = found[first]
            # what has no capital is no place, and most other words begin none of several words
            if not (word[0].isupper() or word[0].isdigit()):
                first += 1
                continue
            reach = self._reach(text, found[first : first + MOST_WORDS])
            for last in range(first + reach, first + 1, -1):
                span = [Token(w, a, b, self._finnish.forms(w)) for w, a, b in found[first:last]]
                if named := self._named(text, span, "fi", organisations=False):
                    yield named
                    first = last
                    break
            else:
                if named := self._word(word):
                    yield replace(named, start=start, end=end)
                first += 1

    def _reach(self, text: str, found: Sequence[tuple[str, int, int]]) -> int:
        """Return of how many words, from the first on, the name of a place may consist.

        Only the last word of a name is inflected, so those before it begin one as they are.
        """
        for count, (_, _, end) in enumerate(found[: MOST_WORDS - 1], 1):
            if name_key(text[found[0][1] : end]) not in self._beginnings:
                return count
        return min(MOST_WORDS, len(found))

    def _named_by_word(self, word: str) -> Named | None:
        token = Token(word, 0, len(word), self._finnish.forms(word))
        return self._named(word, (token,), "fi", organisations=False)

    def _family(self, spelling: str) -> tuple[str, ...]:
        """Return the organisations that share a name as their last word: ELY-keskus."""
        return self._families.get(name_key(spelling), ())

    def mentioned(
        self, text: str, found: Sequence[tuple[str, int, int]] | None = None
    ) -> frozenset[str]:
        """Return the Finnish names of the places that a Finnish text names, with the municipality
        and region that each is in; `found` as in `places`.
        """
        named = self.places(text, found)
        return frozenset(name for each in named for name in (each.place, *each.within))

    def of_question(self, text: str, tokens: Sequence[Token], language: str) -> list[Named]:
        """Return the organisations and places that a question names; capitals do not matter."""
        return list(self._scan(text, tokens, language))

    def apart(self, one: str, other: str) -> bool:
        """Tell whether neither of two places, by their Finnish names, lies in the other."""
        around = {name: {name, *self._around(name)} for name in (one, other)}
        return one not in around[other] and other not in around[one]

    def _around(self, name: str) -> tuple[str, ...]:
        found = self._place(name, name_key(name))
        return found[2] if found else ()

    def called(self, name: str, language: str) -> str:
        """Return what a municipality or region, by its Finnish name, is called in a language."""
        if found := self._places.municipality(name):
            return found.sv if language == "sv" else found.fi
        for each in self._places.municipalities:
            if each.region_fi == name:
                return {"sv": each.region_sv, "en": each.region_en}.get(language, "") or name
        return name

    def within(self, place: str, region: bool) -> tuple[str, ...]:
        """Return a municipality with its region, or a region alone."""
        if region:
            return (place,)
        found = self._places.municipality(place)
        return (found.fi, found.region_fi) if found else (place,)

    def _scan(self, text: str, tokens: Sequence[Token], language: str) -> Iterator[Named]:
        first = 0
        while first < len(tokens):
            for last in range(min(first + MOST_WORDS, len(tokens)), first, -1):
                span = tokens[first:last]
                if found := self._named(text, span, language, organisations=True):
                    yield found
                    first = last
                    break
            else:
                first += 1

    def _named(
        self, text: str, span: Sequence[Token], language: str, *, organisations: bool
    ) -> Named | None:
        start, end = span[0].start, span[-1].end
        written = text[start:end]
        capital = written[0].isupper() or written[0].isdigit()
        if not organisations and not capital:
            return None
        if len(span) > 1 and re.search(r"[.;!?]\s", written):
            return None
        case = case_of(span[-1].surface, span[-1].forms.lemmas, language)
        for spelling in self._spellings(written, span[-1], language):
            key = name_key(spelling)
            # Ii is a municipality, II a number; UM is a ministry, um a Swedish ending
            short = len(key) < _SHORTEST_ALONE
            if short and not (written[0].isupper() and len(key) > 1):
                continue
            if not (short and written.isupper()) and (place := self._place(spelling, key)):
                name, region, within = place
                if name not in within[-2:] and not capital:
                    continue  # a district's name may be an ordinary word (pohja)
                return Named(
                    start, end, written, place=name, region=region, within=within, case=case
                )
            named = organisations and (written.isupper() or not short)
            if named and (found := self._organisation(spelling, capital, language)):
                return Named(start, end, written, organisations=(found.name,), case=case)
            if organisations and len(span) == 1 and (family := self._family(spelling)):
                return Named(start, end, written, organisations=family, case=case)
        if len(span) == 1 and (home := self._home(span[0], language)):
            region = bool(self._places.region(home)) and not self._places.municipality(home)
            return Named(
                start,
                end,
                written,
                place=home,
                region=region,
                within=self.within(home, region),
                case="genitive",
                demonym=True,
            )
        return None

    def _organisation(self, spelling: str, capital: bool, language: str) -> Organisation | None:
        found = self.organisations.find(spelling)
        # an ordinary word may be what an organisation is called for short (Tukena, Monika)
        plain = len(spelling.split()) == 1 and not capital
        if plain and found and not _distinctive(spelling, found, self._finnish):
            return None
        short = len(spelling) <= _SHORT_NAME
        if plain and found and short and language != "fi" and found.name not in self.familiar:
            return None  # gap, mine: no word list of that language tells them from names
        return found

    def _place(self, spelling: str, key: str) -> tuple[str, bool, tuple[str, ...]] | None:
        if municipality := self._places.municipality(spelling):
            return municipality.fi, False, (municipality.fi, municipality.region_fi)
        if region := self._places.region(spelling):
            return region, True, (region,)
        if found := self._districts.get(key):
            name, municipality_name = found
            if municipality_name and name.endswith(" seutu"):  # round a town: the town is meant
                return municipality_name, False, self.within(municipality_name, False)
            in_region = bool(self._places.region(municipality_name))
            return name, False, (name, *self.within(municipality_name, in_region))
        return None

    def _home(self, token: Token, language: str) -> str:
        """Return the municipality whose people or bodies a word names: tamperelainen, -based."""
        if language == "sv":
            adjective = re.sub(r"ländsk[at]?$", "land", token.surface)
            adjective = re.sub(r"bottnisk[at]?$", "botten", adjective)
            if adjective != token.surface and (region := self._places.region(adjective)):
                return region
        if language != "fi":
            bare = re.sub(r"[-‐‑](?:based|baserad\w*)$", "", token.surface)
            found = self._places.municipality(bare) if bare != token.surface else None
            return found.fi if found else ""
        for lemma in token.forms.lemmas:
            stem = re.sub(r"l[aä]inen$", "", lemma)
            if stem == lemma or len(stem) < _SHORTEST_ALONE:
                continue
            for each in (stem, f"{stem[:-1]}i", f"{stem[:-1]}a", f"{stem[:-1]}ä", f"{stem}s"):
                if found := self._places.municipality(each):
                    return found.fi
                if region := self._places.region(each):
                    return region
        return ""

    def _spellings(self, written: str, last: Token, language: str) -> Iterator[str]:
        """Yield a name as written, then with its last word in its base form."""
        yield written
        head = written[: len(written) - len(last.surface)]
        if language == "fi" or ":" in last.surface or last.surface.isupper():
            for lemma in (*last.forms.lemmas, *self._finnish.forms(last.surface).lemmas):
                yield head + lemma
        if language == "fi":
            yield head + _ENDINGS.sub("", last.surface)
            yield head + _BOUND.sub("", last.surface)
            if last.surface[-1] in "nN" and last.surface[:-1].endswith(("ri", "RI")):
                yield head + last.surface[:-1]
        else:
            if language == "sv":  # Tammerforstrakten, Lahtisregionen
                yield re.sub(r"s?(?:trakten|regionen|nejden|området)$", "", written)
                yield re.sub(r"(?:trakten|regionen|nejden|området)$", "", written)
            for ending in ("'s", "’s", ":s", "s", "’", "'"):
                if last.surface.endswith(ending):
                    yield head + last.surface.removesuffix(ending)


def _families(folder: Path) -> dict[str, tuple[str, ...]]:
    """Return by their last word the organisations of which several share one with a hyphen."""
    found: dict[str, dict[str, None]] = {}
    for row in read_rows(folder / ORGANISATIONS_FILE, COLUMNS):
        for name in (row["fi"], row["sv"], row["en"], *row.listed("aliases")):
            for word in name.split()[:1] + name.split()[-1:]:
                if "-" in word.strip("-") and word != name:
                    found.setdefault(name_key(word), {})[row["fi"]] = None
    return {key: tuple(names) for key, names in found.items() if len(names) >= _FAMILY}


def case_of(surface: str, lemmas: Sequence[str], language: str) -> str:
    """Return the case of a name: genitive, locative, towards (Finnish), or empty."""
    word = surface.casefold()
    if language != "fi":
        ending = r"(?:['’:]s|s['’]|s)$" if language == "sv" else r"(?:['’]s|s['’])$"
        return "genitive" if re.search(ending, word) else ""
    if word in lemmas:
        return ""
    if _LOCATIVE.search(word):
        return "locative"
    if _ALLATIVE.search(word) and not word.endswith(("oon", "een")) and ":" not in word:
        return "towards"
    if word.endswith("lle"):
        return "towards"
    return "genitive" if word.endswith("n") else ""


def _distinctive(spelling: str, organisation: Organisation, finnish: Analyzer) -> bool:
    """Tell whether a word without a capital names an organisation: a long name or abbreviation of
    it does, a short word that is also an ordinary one does not.
    """
    known = finnish.forms(spelling.casefold()).known
    key = name_key(spelling)
    if key in {name_key(each) for each in organisation.abbreviations} and len(spelling) > 2:
        return not known or len(spelling) <= _SHORT_NAME
    names = (organisation.name, organisation.name_sv, organisation.name_en)
    return key in map(name_key, names) and (not known or len(spelling) >= _LONG_NAME)
