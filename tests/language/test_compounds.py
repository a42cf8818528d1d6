from __future__ import annotations

from collections.abc import Mapping

import pytest

from hankehaku.language.analyzer import Analyzer, Part, WordForms
from hankehaku.language.compounds import CompoundPart, segmentations, split_compound
from hankehaku.language.registry import open_analyzer
from hankehaku.language.snowball import SnowballAnalyzer

SWEDISH = SnowballAnalyzer("sv", {"mödrar": "moder"})
WORDS = [
    "flykting",
    "mamma",
    "moder",
    "skola",
    "gata",
    "barn",
    "kyrka",
    "herde",
    "resa",
    "byrå",
    "utbildning",
    "ungdom",
    "arbete",
    "arbetslös",
    "vuxen",
    "barnskydd",
    "skydd",
    "språk",
    "kurs",
    "bil",
    "bild",
    "pojke",
    "grupp",
    "förälder",
]


def stem(word: str) -> str:
    return SWEDISH.forms(word).lemmas[0]


KEYS = {word: stem(word) for word in WORDS}


def split(word: str) -> tuple[CompoundPart, ...]:
    def headwords(forms: set[str]) -> Mapping[str, str]:
        return {form: KEYS[form] for form in forms if form in KEYS}

    return split_compound(word, stem, headwords, set(KEYS.values()).intersection)


def pieces(word: str) -> list[str]:
    return [word.casefold()[part.start : part.end] for part in split(word)]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("flyktingmammor", ["flykting", "mammor"]),
        ("flyktingmammornas", ["flykting", "mammornas"]),
        ("flyktingmödrar", ["flykting", "mödrar"]),
        ("Flyktingbarn", ["flykting", "barn"]),
        ("vuxenutbildning", ["vuxen", "utbildning"]),
        ("ungdomsarbete", ["ungdoms", "arbete"]),
        ("skolbarn", ["skol", "barn"]),
        ("gatubarn", ["gatu", "barn"]),
        ("kyrkoherde", ["kyrko", "herde"]),
        ("resebyrå", ["rese", "byrå"]),
        ("pojkgrupp", ["pojk", "grupp"]),
        ("föräldragrupperna", ["föräldra", "grupperna"]),
        ("språkgrupper", ["språk", "grupper"]),
        ("flyktingbarnskola", ["flykting", "barn", "skola"]),
        ("flyktingbarnskydd", ["flykting", "barnskydd"]),
    ],
)
def test_swedish_compounds(word: str, expected: list[str]) -> None:
    assert pieces(word) == expected


@pytest.mark.parametrize(
    "word",
    ["", "ab", "flykting", "flyktingxyz", "xyzmammor", "integration", "barnbarnbarnbarnbarn"],
)
def test_what_is_not_wholly_divided_is_left_whole(word: str) -> None:
    assert split(word) == ()


def test_parts_have_their_places_and_the_keys_of_their_headwords() -> None:
    assert split("flyktingmammor") == (
        CompoundPart(0, 8, KEYS["flykting"], "flykting"),
        CompoundPart(8, 14, KEYS["mamma"], "mamma"),
    )
    assert split("gatuflyktingar")[0].key == KEYS["gata"]


def test_four_parts_at_most() -> None:
    assert pieces("barnbarnbarnbarn") == ["barn"] * 4


@pytest.fixture(scope="module")
def finnish() -> Analyzer:
    return open_analyzer()


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("maahanmuuttajanaisille", (("maahanmuuttaja", "nainen"),)),
        ("sosiaalityöntekijä", (("sosiaali", "työntekijä"), ("sosiaalityö", "tekijä"))),
        ("vapaaehtoistyö", (("vapaaehtoinen", "työ"),)),
        ("pakolaisäidit", (("pakolainen", "äiti"),)),
        (
            "oleskelulupamenettely",
            (("oleskelu", "lupamenettely"), ("oleskelulupa", "menettely")),
        ),
        ("etäopetus", (("opetus",),)),
        ("talo", ()),
        ("taloissakin", ()),
    ],
)
def test_finnish_compounds(
    finnish: Analyzer, word: str, expected: tuple[tuple[str, ...], ...]
) -> None:
    if not finnish.id.startswith("voikko"):
        pytest.skip(f"the expected parts are those of Voikko, not of {finnish.id}")
    assert segmentations(finnish.forms(word)) == expected


def test_segmentations_of_given_parts() -> None:
    parts = (
        Part("oleskelu", 0, 3),
        Part("oleskelulupa", 1, 3),
        Part("lupa", 1, 3),
        Part("hakemus", 2, 3),
    )
    assert segmentations(WordForms(("oleskelulupahakemus",), parts)) == (
        ("oleskelulupa", "hakemus"),
    )
    assert segmentations(WordForms(("talo",))) == ()


def test_parts_of_another_reading_are_left_out() -> None:
    parts = (Part("kissa", 0, 2), Part("ruoka", 1, 2), Part("vieras", 0, 3))
    assert segmentations(WordForms(("kissaruoka",), parts)) == (("kissa", "ruoka"),)


def test_a_word_too_long_to_be_one_is_not_divided() -> None:
    assert pieces("flykting" * 12) == []
    assert split("x" * 20_000) == ()
