from __future__ import annotations

from pathlib import Path

import pytest

from hankehaku.corpus.places import Places
from hankehaku.errors import LexiconError


@pytest.fixture
def places(lexicon: Path) -> Places:
    return Places.load(lexicon)


@pytest.mark.parametrize("name", ["Turku", "turku", "Turun", "Åbo", "ÅBO"])
def test_municipalities_by_name(places: Places, name: str) -> None:
    found = places.municipality(name)
    assert found is not None
    assert (found.fi, found.region_fi, found.is_city, found.lat) == (
        *("Turku", "Varsinais-Suomi", True, 60.45),
    )


def test_an_unknown_name_is_none(places: Places) -> None:
    assert places.municipality("Atlantis") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Turun ammattikorkeakoulu", "Turku"),
        ("Åbo Akademi", "Turku"),
        ("Kosken Tl terveyskeskus", "Koski Tl"),
        ("Monikulttuurikeskus Tampere", "Tampere"),
        ("Turun ja Tampereen yliopistot", ""),
        ("turun ammattikorkeakoulu", ""),
        ("Länsi-Helsinki ry", ""),
        ("Suomen Pakolaisapu", ""),
    ],
)
def test_the_one_municipality_of_a_text(places: Places, text: str, expected: str) -> None:
    found = places.municipality_in(text)
    assert (found.fi if found else "") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Uudenmaan ELY-keskus", "Uusimaa"),
        ("NTM-centralen i Nyland", "Uusimaa"),
        ("Varsinais-Suomen liitto", "Varsinais-Suomi"),
        ("Lapin yliopisto", "Lappi"),
        ("Kanta-Hämeen hyvinvointialue", "Kanta-Häme"),
        ("Pohjois-Pohjanmaan museo", "Pohjois-Pohjanmaa"),
        ("Norra Österbottens förbund", "Pohjois-Pohjanmaa"),
        ("Uudenmaan ja Lapin verkosto", ""),
        ("Suomen Pakolaisapu", ""),
    ],
)
def test_the_one_region_of_a_text(places: Places, text: str, expected: str) -> None:
    assert places.region_in(text) == expected


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("60.20", "pohjoinen", "line 2: 'lat' or 'lon' is not a number"),
        ("Espoon\tkaupunki", "Espoon\tkylä", "line 2: 'status' is 'kylä'"),
        ("Espoon\t", "\t", "line 2: 'genitive_fi' is empty"),
        ("Helsinki\t", "Espoo\t", "'Espoo' is there twice"),
    ],
)
def test_a_faulty_line_is_named(lexicon: Path, old: str, new: str, message: str) -> None:
    path = lexicon / "municipalities.tsv"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LexiconError, match=message):
        Places.load(lexicon)
