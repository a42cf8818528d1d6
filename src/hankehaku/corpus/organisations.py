"""Resolves the name of an organisation as written to what is known of the organisation."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from hankehaku.corpus.kinds import kind_of, without_form
from hankehaku.corpus.places import Municipality, Places
from hankehaku.corpus.tables import Row, name_key, read_rows
from hankehaku.errors import LexiconError
from hankehaku.records import Organisation, OrganisationType

ORGANISATIONS_FILE = "organisations.tsv"
COLUMNS = ("fi", "sv", "en", "abbreviations", "type", "municipality_fi", "aliases")
_SCHOOL_IN = re.compile(
    r"(?P<school>yrkeshögskola|universitet)(?:n|et) i (?P<place>[\w-]+)", re.IGNORECASE
)
_UNIVERSITY_OF = re.compile(r"(?P<school>university) of (?P<place>[\w-]+)", re.IGNORECASE)
_PARENTHESIS = re.compile(r"\s*\(([^()]*)\)\s*$")


@dataclass(frozen=True, slots=True)
class Organisations:
    """The known organisations by every name they go by, and the municipalities among them."""

    places: Places
    _by_key: Mapping[str, Organisation]

    @classmethod
    def load(cls, folder: Path) -> Organisations:
        """Read `organisations.tsv` and `municipalities.tsv` of a folder.

        Raises LexiconError, with the file and line, when either is missing or malformed.
        """
        places = Places.load(folder)
        known = dict(_municipalities(places))
        known.update(_listed(folder / ORGANISATIONS_FILE, places))
        return cls(places, known)

    @property
    def known(self) -> tuple[Organisation, ...]:
        """Every organisation of the lexicon once, by name; their `written` is empty."""
        return tuple(sorted(set(self._by_key.values()), key=lambda each: each.name))

    def find(self, name: str) -> Organisation | None:
        """Return the organisation that goes by exactly this name, whatever its case and blanks."""
        spellings = (name, without_form(name), *_turned(name))
        found = (self._by_key.get(name_key(each)) for each in spellings)
        return next((each for each in found if each), None)

    def resolve(self, written: str) -> Organisation:
        """Return the organisation that is meant by `written`.

        Case, blanks and hyphens do not matter. A part of a known organisation ('Helsingin
        kaupunki, kasvatuksen toimiala') is that organisation. An unknown one keeps its name, with
        the type and place that its name tells.
        """
        name = " ".join(written.split())
        if not name:
            return Organisation(written=written)
        for candidate in _candidates(name):
            if found := self._by_key.get(name_key(candidate)):
                return dataclasses.replace(found, written=written)
        place = self.places.municipality_in(name)
        return Organisation(
            name=name,
            written=written,
            type=kind_of(name),
            municipality=place.fi if place else "",
            region=place.region_fi if place else self.places.region_in(name),
        )


def _turned(name: str) -> Iterator[str]:
    """Yield 'Tammerfors yrkeshögskola' for 'Yrkeshögskolan i Tammerfors', and the like."""
    if match := _SCHOOL_IN.fullmatch(name):
        yield f"{match['place']} {match['school']}"
    if match := _UNIVERSITY_OF.fullmatch(name):
        yield f"{match['place']} {match['school']}"


def _candidates(name: str) -> Iterator[str]:
    """Yield the name, then what is left of it without an addition or a part of the house."""
    heads = [name]
    if match := _PARENTHESIS.search(name):
        heads.append(name[: match.start()])
    heads += [head for sign in ",/" for head, found, _ in [name.partition(sign)] if found]
    for head in heads:
        yield head
        # Registers write 'Monikko ry' where texts write 'Monikko'.
        yield without_form(head)


def _municipalities(places: Places) -> Iterator[tuple[str, Organisation]]:
    for each in places.municipalities:
        organisation = _municipality(each)
        finnish = (f"{each.genitive_fi} {word}" for word in ("kaupunki", "kunta"))
        swedish = (
            f"{name} {word}"
            for name in dict.fromkeys((each.sv, each.genitive_sv))
            for word in ("stad", "kommun")
        )
        english = (
            f"{word} of {name}"
            for name in dict.fromkeys((each.fi, each.sv))
            for word in ("City", "Town", "Municipality")
        )
        # A bare name is the municipality's, unless it is also what another is called.
        bare = (name for name in (each.fi, each.sv) if places.municipality(name) is each)
        for name in (*finnish, *swedish, f"Staden {each.sv}", *english, *bare):
            yield name_key(name), organisation


def _municipality(place: Municipality) -> Organisation:
    if place.is_city:
        # Towns whose name ends in the word itself put it first: 'Staden Jakobstad'.
        doubled = place.sv.lower().endswith("stad")
        swedish = f"Staden {place.sv}" if doubled else f"{place.genitive_sv} stad"
    else:
        swedish = f"{place.genitive_sv} kommun"
    return Organisation(
        name=f"{place.genitive_fi} {'kaupunki' if place.is_city else 'kunta'}",
        type=OrganisationType.MUNICIPALITY,
        municipality=place.fi,
        region=place.region_fi,
        name_sv=swedish,
        name_en=f"{'City' if place.is_city else 'Municipality'} of {place.fi}",
    )


def _listed(path: Path, places: Places) -> dict[str, Organisation]:
    """Return the organisations of the file by their names; an ambiguous short name is left out."""
    full: dict[str, Organisation] = {}
    short: dict[str, set[Organisation]] = {}
    for row in read_rows(path, COLUMNS):
        organisation = _organisation(row, places)
        for name in dict.fromkeys((row["fi"], row["sv"], row["en"])):
            if not name:
                continue
            known = full.setdefault(name_key(name), organisation)
            if name == row["fi"] and known != organisation:
                raise LexiconError(
                    f"'{name}' is also a name of '{known.name}'",
                    where=row.where,
                    cure="Keep each name in one row.",
                )
        names = (*row.listed("abbreviations"), *row.listed("aliases"), without_form(row["fi"]))
        for name in names:
            short.setdefault(name_key(name), set()).add(organisation)
    for key, meant in short.items():
        if len(meant) == 1:
            full.setdefault(key, next(iter(meant)))
    return full


def _organisation(row: Row, places: Places) -> Organisation:
    if not row["fi"]:
        raise LexiconError("'fi' is empty", where=row.where, cure="Give the Finnish name.")
    try:
        kind = OrganisationType(row["type"]) if row["type"] else kind_of(row["fi"])
    except ValueError as exc:
        raise LexiconError(
            f"the type '{row['type']}' is not known",
            where=row.where,
            cure=f"Use one of: {', '.join(OrganisationType)}.",
        ) from exc
    place = places.municipality(row["municipality_fi"]) if row["municipality_fi"] else None
    if row["municipality_fi"] and place is None:
        raise LexiconError(
            f"the municipality '{row['municipality_fi']}' is not known",
            where=row.where,
            cure="Write it as in municipalities.tsv.",
        )
    return Organisation(
        name=row["fi"],
        type=kind,
        municipality=place.fi if place else "",
        region=places.region_in(row["fi"]) or (place.region_fi if place else ""),
        name_sv=row["sv"],
        name_en=row["en"],
        abbreviations=row.listed("abbreviations"),
    )
