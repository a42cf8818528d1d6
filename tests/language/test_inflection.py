"""Inflected Swedish and English words lead to their base forms."""

from __future__ import annotations

import pytest

from hankehaku.language.inflection import base_forms

SWEDISH = [
    ("flickorna", "flicka"),
    ("pojkarna", "pojke"),
    ("lärarna", "lärare"),
    ("lärarens", "lärare"),
    ("ambassaderna", "ambassad"),
    ("funktionsförmågan", "funktionsförmåga"),
    ("kommunernas", "kommun"),
    ("flyktingars", "flykting"),
    ("nycklarna", "nyckel"),
    ("systrar", "syster"),
    ("möblerna", "möbel"),
    ("museet", "museum"),
    ("stället", "ställe"),
    ("kontoret", "kontor"),
    ("rummen", "rum"),
    ("byggandet", "byggande"),
    ("utvecklats", "utveckla"),
    ("hjälpt", "hjälpa"),
    ("arbetade", "arbeta"),
    ("nya", "ny"),
    ("nytt", "ny"),
    ("äldre:s", "äldre"),
]
ENGLISH = [
    ("ngos", "ngo"),
    ("families", "family"),
    ("lives", "life"),
    ("classes", "class"),
    ("planned", "plan"),
    ("training", "train"),
    ("housing", "house"),
    ("easier", "easy"),
    ("mother's", "mother"),
    ("mothers'", "mothers"),
]


@pytest.mark.parametrize(("word", "base"), SWEDISH)
def test_swedish(word: str, base: str) -> None:
    assert base in [form for group in base_forms(word, "sv") for form in group]


@pytest.mark.parametrize(("word", "base"), ENGLISH)
def test_english(word: str, base: str) -> None:
    assert base in [form for group in base_forms(word, "en") for form in group]


def test_the_longest_ending_comes_first() -> None:
    assert next(base_forms("kommunerna", "sv")) == ("kommun", "kommune", "kommuner", "kommunum")


def test_no_empty_or_very_short_forms() -> None:
    for word in ("", "s", "as", "en", "ar"):
        for language in ("sv", "en"):
            assert all(len(form) >= 2 for group in base_forms(word, language) for form in group)


def test_finnish_has_its_own_analyzer() -> None:
    assert list(base_forms("taloissa", "fi")) == []
