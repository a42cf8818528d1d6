from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

import pytest

from hankehaku.language import detect
from hankehaku.language.detect import Detected, detect_language
from hankehaku.language.lexicon import Lexicon

STOPWORDS = Lexicon(Path(__file__).parents[2] / "data" / "lexicon").stopwords
NONE: Mapping[str, Mapping[str, str]] = {"fi": {}, "sv": {}, "en": {}}

QUESTIONS = {
    "fi": [
        "hankkeita nuorille",
        "maahanmuuttajanaisten työllistyminen",
        "kotouttaminen",
        "pakolaisäidit",
        "asunnottomuus Espoossa",
        "vanhusten yksinäisyys",
        "mielenterveys",
        "työttömät nuoret",
        "suomen kielen opetus",
        "etsivä nuorisotyö",
        "Onko THL:llä hankkeita?",
        "lastensuojelu",
        "digitaidot ikäihmisille",
    ],
    "sv": [
        "projekt för unga",
        "flyktingmammor",
        "integration av invandrare",
        "språkkurser",
        "arbetslösa ungdomar",
        "äldre och ensamhet",
        "hemlöshet i Esbo",
        "psykisk hälsa",
        "barnskydd",
        "svenska språket",
        "projekt om AMIF",
        "vuxenutbildning",
        "mödrar som flytt",
    ],
    "en": [
        "projects for youth",
        "refugee mothers",
        "integration of immigrants",
        "housing",
        "unemployed young people",
        "loneliness of the elderly",
        "homelessness in Espoo",
        "mental health",
        "child protection",
        "language courses",
        "AMIF projects about asylum",
        "victims of trafficking",
    ],
}


@pytest.mark.parametrize(
    ("text", "language"),
    [(text, language) for language, texts in QUESTIONS.items() for text in texts],
)
def test_short_questions(text: str, language: str) -> None:
    found = detect_language(text, STOPWORDS)
    assert found.language == language
    assert 0.9 < found.confidence <= 1.0


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_neutral_questions_of_the_lexicon(language: str) -> None:
    texts = Lexicon(Path(__file__).parents[2] / "data" / "lexicon").neutral[language]
    assert [text for text in texts if detect_language(text, STOPWORDS).language != language] == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "\x00",
        "...?!",
        "12345",
        "2014–2020",
        "🎉🎉",
        "12 ❤ 34",
        "\ufdfa" * 50,
        "العربية",
        "Привет мир",
        "THL",
        "THL TEM AMIF",
    ],
)
def test_what_tells_nothing_is_taken_for_finnish(text: str) -> None:
    assert detect_language(text, STOPWORDS) == Detected("fi", 0.0)


def test_names_in_capitals_do_not_count() -> None:
    bare = detect_language("refugee mothers", STOPWORDS)
    found = detect_language("AMIF refugee THL mothers ESR", STOPWORDS)
    assert found.language == bare.language == "en"
    assert found.confidence == pytest.approx(bare.confidence)


def test_a_word_that_only_one_language_has_settles() -> None:
    bare = detect_language("integration", NONE)
    assert bare.language == "sv"
    owned = {**NONE, "en": {"integration": "request"}}
    found = detect_language("Integration", owned)
    assert found.language == "en"
    assert found.confidence == pytest.approx((1 - bare.confidence + 0.5) / 1.5, abs=0.01)


def test_a_word_that_two_languages_have_settles_nothing() -> None:
    bare = detect_language("integration", NONE)
    shared = {"fi": {}, "sv": {"integration": "request"}, "en": {"integration": "request"}}
    found = detect_language("integration", shared)
    assert found.language == bare.language
    assert found.confidence == pytest.approx(bare.confidence)


def test_a_repeated_word_counts_once() -> None:
    owned = {**NONE, "sv": {"xyz": "function"}}
    for text in ("xyz talo", "xyz XyZ talo"):
        bare, found = detect_language(text, NONE), detect_language(text, owned)
        assert bare.language == found.language == "fi"
        assert found.confidence == pytest.approx(bare.confidence / 1.5)


def test_a_tie_goes_to_the_first_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(detect, "language_shares", lambda _: {"fi": 0.25, "sv": 0.5, "en": 0.5})
    assert detect_language("abc", NONE) == Detected("sv", 0.4)
    monkeypatch.setattr(detect, "language_shares", lambda _: {"fi": 0.5, "sv": 0.5, "en": 0.0})
    assert detect_language("abc", NONE) == Detected("fi", 0.5)


def test_a_word_that_one_lexicon_has_settles_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(detect, "language_shares", lambda _: {"fi": 0.0, "sv": 0.6, "en": 0.4})
    known = {"digital": ("sv", "en"), "skills": ("en",), "data": ("fi", "sv", "en")}

    def languages_of(words: Collection[str]) -> Mapping[str, Collection[str]]:
        return {word: known[word] for word in words}

    assert detect_language("digital skills", NONE).language == "sv"
    found = detect_language("digital skills data", NONE, languages_of)
    # .4 + 1 + .25 for English, .6 + .25 for Swedish
    assert found == Detected("en", pytest.approx(1.65 / 2.5))


def test_names_inside_a_question_are_not_looked_up() -> None:
    asked: list[str] = []

    def languages_of(words: Collection[str]) -> Mapping[str, Collection[str]]:
        asked.extend(words)
        return {}

    detect_language("Projects of Hervanta and THL for mothers", STOPWORDS, languages_of)
    assert asked == ["mothers"]
