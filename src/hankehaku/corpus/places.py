"""The municipalities and regions of Finland, found by their names in the names of others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from hankehaku.corpus.tables import Row, name_key, read_rows
from hankehaku.errors import LexiconError

MUNICIPALITIES_FILE = "municipalities.tsv"
_COLUMNS = (
    *("code", "fi", "sv", "region_fi", "region_sv", "region_en"),
    *("lat", "lon", "genitive_fi", "status"),
)
_WORD = re.compile(r"[^\W_]+(?:[-\u2010\u2011:'’][^\W_]+)*")
_MOST_WORDS = 3
_Named = TypeVar("_Named")
# Genitives that are not the name and 'n'; regions are a closed list of nineteen.
_GENITIVE_ENDINGS = {
    "Uusimaa": "Uudenmaan",
    "kunta": "kunnan",
    "Suomi": "Suomen",
    "Häme": "Hämeen",
    "Lappi": "Lapin",
}


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality: its names, region and middle; `is_city` tells that it calls itself so."""

    code: str
    fi: str
    sv: str
    region_fi: str
    region_sv: str
    region_en: str
    lat: float
    lon: float
    genitive_fi: str
    is_city: bool

    @property
    def genitive_sv(self) -> str:
        """The Swedish name as it stands before 'stad' or 'kommun'."""
        return self.sv if self.sv[-1].lower() in "aeiouyåäösxz" else f"{self.sv}s"


@dataclass(frozen=True, slots=True)
class Places:
    """The municipalities, and the ways from a written name to one of them."""

    municipalities: tuple[Municipality, ...]
    _by_key: dict[str, tuple[Municipality, ...]]
    _regions: dict[str, str]

    @classmethod
    def load(cls, folder: Path) -> Places:
        """Read `municipalities.tsv`; raises LexiconError with the file and line when malformed."""
        path = folder / MUNICIPALITIES_FILE
        municipalities = tuple(_municipality(row) for row in read_rows(path, _COLUMNS))
        names = [each.fi for each in municipalities]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise LexiconError(f"'{twice[0]}' is there twice", where=str(path), cure="Keep one.")
        return cls(municipalities, _by_key(municipalities), _regions(municipalities))

    @property
    def keys(self) -> frozenset[str]:
        """The keys (see `tables.name_key`) of all names of municipalities and regions."""
        return frozenset(self._by_key) | frozenset(self._regions)

    def municipality(self, name: str) -> Municipality | None:
        """Return the municipality with this name (fi, sv, or a genitive), if only one has it."""
        found = self._by_key.get(name_key(name), ())
        return found[0] if len(found) == 1 else None

    def region(self, name: str) -> str:
        """Return the Finnish name of the region with this name, else an empty text."""
        return self._regions.get(name_key(name), "")

    def municipality_in(self, text: str) -> Municipality | None:
        """Return the one municipality that a text names with a capital, None if none or several."""
        found = {each.fi: each for several in _named(text, self._by_key) for each in several}
        return next(iter(found.values())) if len(found) == 1 else None

    def region_in(self, text: str) -> str:
        """Return the Finnish name of the one region that a text names, else an empty text."""
        found = set(_named(text, self._regions))
        return found.pop() if len(found) == 1 else ""


def _municipality(row: Row) -> Municipality:
    for column in ("fi", "sv", "region_fi", "genitive_fi"):
        if not row[column]:
            raise LexiconError(f"'{column}' is empty", where=row.where, cure="Fill it in.")
    try:
        lat, lon = float(row["lat"]), float(row["lon"])
    except ValueError as exc:
        raise LexiconError(
            "'lat' or 'lon' is not a number", where=row.where, cure="Write degrees: 60.17."
        ) from exc
    if row["status"] not in {"kaupunki", "kunta"}:
        raise LexiconError(
            f"'status' is '{row['status']}'", where=row.where, cure="Use kaupunki or kunta."
        )
    texts = {column: row[column] for column in _COLUMNS if column not in {"lat", "lon", "status"}}
    return Municipality(lat=lat, lon=lon, is_city=row["status"] == "kaupunki", **texts)


def _by_key(municipalities: Iterable[Municipality]) -> dict[str, tuple[Municipality, ...]]:
    found: dict[str, tuple[Municipality, ...]] = {}
    for each in municipalities:
        # A Finnish name outdoes a Swedish one: 'Pyhtää' is not found by what another is in Swedish.
        for key in {name_key(each.fi), name_key(each.genitive_fi)}:
            found[key] = (*found.get(key, ()), each)
    swedish: dict[str, tuple[Municipality, ...]] = {}
    for each in municipalities:
        for key in {name_key(each.sv), name_key(each.genitive_sv)} - found.keys():
            swedish[key] = (*swedish.get(key, ()), each)
    return found | swedish


def _regions(municipalities: Iterable[Municipality]) -> dict[str, str]:
    regions: dict[str, str] = {}
    for each in municipalities:
        names = (each.region_fi, _genitive(each.region_fi), each.region_sv, f"{each.region_sv}s")
        for name in (*names, each.region_en, *_english(each.region_en)):
            regions.setdefault(name_key(name), each.region_fi)
    return regions


def _english(region: str) -> Iterator[str]:
    """Yield 'Northern Savo' for 'North Savo' and the like, as both are used."""
    for short in ("North", "South"):
        if region.startswith(f"{short} "):
            yield region.replace(short, f"{short}ern", 1)


def _genitive(region: str) -> str:
    for ending, genitive in _GENITIVE_ENDINGS.items():
        if region.endswith(ending):
            return region.removesuffix(ending) + genitive
    return f"{region}n"


def _named(text: str, by_key: Mapping[str, _Named]) -> Iterator[_Named]:
    """Yield what the words of a text with a capital name; the longest name at a place is meant.

    'Norra Österbotten' is one region, and does not also name Österbotten.
    """
    words = _WORD.findall(text)
    place = 0
    while place < len(words):
        length = 1
        if words[place][0].isupper():
            for longest in range(min(_MOST_WORDS, len(words) - place), 0, -1):
                key = name_key(" ".join(words[place : place + longest]))
                if key in by_key:
                    yield by_key[key]
                    length = longest
                    break
        place += length
