"""Tells which column of a table holds which field: as stated, by a known export, or by its name."""

from __future__ import annotations

import difflib
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from hankehaku.errors import SourceError
from hankehaku.sources.base import Options

_FILE = Path(__file__).with_name("columns.toml")
_BRACKETS = re.compile(r"[\s(\[][^()\[\]]*[)\]]\s*$")
_THOUSANDS = re.compile(
    r"\b1[\s.]?000\b|tuhat|tuhansi|tusen|thousand|\bt€|\bk€|\bt\s?eur|\bk\s?eur", re.I
)
_MILLIONS = re.compile(r"milj|million|\bm€|\bm\s?eur|\bmeur", re.I)
_ONE_ONLY = frozenset({"support"})

FIELDS = (
    *("id", "title", "short_name", "description", "details", "organisation", "organisation_type"),
    *("municipality", "region", "start", "end", "period", "support", "currency", "objective"),
    *("objective_name", "language", "link"),
)
"""The fields that a column can be taken for."""


@dataclass(frozen=True, slots=True)
class Profile:
    """An export that is known: it has all columns of one of the `signatures`."""

    name: str
    title: str
    signatures: tuple[frozenset[str], ...]
    columns: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table: `places` gives for each field the columns that hold it, best first.

    `unit` is what the heading of the sums multiplies them by, as '(1000 €)', or empty.
    """

    names: tuple[str, ...]
    places: Mapping[str, tuple[int, ...]]
    profile: str = ""
    unit: str = ""

    @property
    def is_usable(self) -> bool:
        """Whether a title or a description can be read."""
        return "title" in self.places or "description" in self.places

    def named(self) -> Iterator[tuple[str, str]]:
        """Yield each column's name with the field it is taken for, or ''."""
        fields = {place: field for field, places in self.places.items() for place in places}
        for place, name in enumerate(self.names):
            if name or place in fields:
                yield name, fields.get(place, "")


def match_columns(names: Sequence[str], options: Options, where: str) -> Columns:
    """Return what each column of a table holds.

    Stated columns and profiles count alone; raises SourceError when the table lacks a stated one.
    """
    keys = [column_key(name) for name in names]
    wanted: dict[str, tuple[str, ...]] = {}
    profile = _profile(keys, options, where)
    if profile:
        wanted.update(profile.columns)
    elif not options.columns:
        wanted.update(known()[0])
    wanted.update(options.columns)
    for each in (name for columns in options.columns.values() for name in columns):
        if column_key(each) not in keys:
            _lacking(each, names, where)
    places: dict[str, tuple[int, ...]] = {}
    taken: set[int] = set()
    for field in sorted(wanted, key=FIELDS.index):
        found = [
            place
            for column in dict.fromkeys(map(column_key, wanted[field]))
            for place, key in enumerate(keys)
            if key == column and place not in taken
        ]
        if found:
            kept = found[:1] if field in _ONE_ONLY else found
            places[field] = tuple(dict.fromkeys(kept))
            taken.update(kept)
    unit = _unit(names[places["support"][0]]) if "support" in places else ""
    return Columns(tuple(names), places, profile.name if profile else "", unit)


def column_key(name: str) -> str:
    """Return what two spellings of a column's name share."""
    bare = _BRACKETS.sub("", name) if not name.startswith(("(", "[")) else name
    both = name if _tells(name) else bare
    folded = unicodedata.normalize("NFKC", both or name).casefold()
    return "".join(char for char in folded if char.isalnum())


def profiles() -> Mapping[str, Profile]:
    """Return the exports that are known, by name."""
    return known()[1]


@lru_cache(maxsize=1)
def known() -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, Profile]]:
    """Return the names of columns by field, and the profiles, from the file beside this module."""
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    names = {field: tuple(columns) for field, columns in table["names"].items()}
    found = {
        name: Profile(
            name,
            each["title"],
            tuple(
                frozenset(map(column_key, each[key]))
                for key in ("signature", "also")
                if key in each
            ),
            {field: tuple(columns) for field, columns in each["columns"].items()},
        )
        for name, each in table["profiles"].items()
    }
    return names, found


def _profile(keys: Sequence[str], options: Options, where: str) -> Profile | None:
    if options.profile:
        if found := profiles().get(options.profile):
            return found
        raise SourceError(
            f"the profile '{options.profile}' is not known",
            where=where,
            cure=f"Known profiles: {', '.join(sorted(profiles()))}.",
        )
    if options.columns:
        return None
    fitting = [
        (len(signature), each)
        for each in profiles().values()
        for signature in each.signatures
        if signature <= set(keys)
    ]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def _tells(name: str) -> bool:
    """Tell whether what stands in brackets is part of the name: '(kunta)', not '(1000 €)'."""
    match = _BRACKETS.search(name)
    inside = match[0] if match else ""
    letters = [char for char in inside if char.isalpha()]
    money = re.search(r"€|\beur|\beuro|1[\s.]?000", inside, re.IGNORECASE)
    return len(letters) > 3 and not money


def _unit(name: str) -> str:
    if _THOUSANDS.search(name):
        return "(1000 €)"
    return "milj. €" if _MILLIONS.search(name) else ""


def _lacking(column: str, names: Sequence[str], where: str) -> None:
    near = difflib.get_close_matches(column, [name for name in names if name], 3, 0.5)
    there = near or [name for name in names if name][:20]
    raise SourceError(
        f"the table has no column '{column}'",
        where=where,
        cure=f"Correct it in [columns]; there {'is' if near else 'are'}: {', '.join(there)}.",
    )
