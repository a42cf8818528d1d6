from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

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
    plain = detect_language("refugee mothers", STOPWORDS)
    assert detect_language("AMIF refugee THL mothers ESR", STOPWORDS) == plain


def test_a_word_that_one_language_owns_settles_and_a_shared_one_does_not() -> None:
    text = "integration"
    before = detect_language(text, NONE)
    owner = {**NONE, "sv": {text: "request"}}
    shared = {**owner, "en": {text: "request"}}
    assert detect_language(text, shared) == before
    swedish = {"language": before.language, "share": before.confidence}
    found = detect_language(text, owner)
    if swedish["language"] == "sv":
        assert found.confidence == pytest.approx((before.confidence + 0.5) / 1.5)
    else:
        assert found.confidence < before.confidence or found.language == "sv"


def test_a_repeated_word_counts_once() -> None:
    once = {"fi": {}, "sv": {"xyz": "function"}, "en": {}}
    found = [detect_language(text, once) for text in ("xyz talo", "xyz XyZ talo")]
    bare = [detect_language(text, NONE) for text in ("xyz talo", "xyz XyZ talo")]
    for with_owner, without in zip(found, bare, strict=True):
        if without.language == with_owner.language == "fi":
            assert with_owner.confidence == pytest.approx(without.confidence / 1.5)


def test_the_answer_is_always_the_same() -> None:
    texts = [text for group in QUESTIONS.values() for text in group]
    first = [detect_language(text, STOPWORDS) for text in texts]
    assert [detect_language(text, STOPWORDS) for text in texts] == first
