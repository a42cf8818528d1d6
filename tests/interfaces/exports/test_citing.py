"""Citations of projects."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from export_builders import BASE, HOSTILE, KIND

from hankehaku.facade import Hankehaku
from hankehaku.interfaces.exports.citing import address_of, citation, programme_of
from hankehaku.records import Grant, Period


def test_a_project_of_the_collection(hankehaku: Hankehaku) -> None:
    project = hankehaku.project("yhteinen-kuntamme")
    programme = programme_of(hankehaku, "fi")
    assert citation(project, "fi", "https://h.example.fi", programme=programme) == (
        "Kauniaisten kaupunki (2017–2020). Yhteinen kuntamme-hanke. Turvapaikka-, "
        "maahanmuutto- ja kotouttamisrahasto AMIF 2014–2020. EU-tuki 258\u00a0695\u00a0€. "
        "Lähde: 000_32d14921b7911850.txt, rivit 13–19. "
        "https://h.example.fi/hanke/yhteinen-kuntamme"
    )


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "sv",
            "Grankulla stad (2017–2020). Äitien ryhmä -hanke. EU-stöd 258\u00a0695\u00a0€. "
            "Källa: sivu.txt, raderna 12–18.",
        ),
        (
            "en",
            "City of Kauniainen (2017–2020). Äitien ryhmä -hanke. EU support €258,695. "
            "Source: sivu.txt, lines 12–18.",
        ),
    ],
)
def test_in_other_languages_and_without_address(language: str, expected: str) -> None:
    assert citation(KIND, language) == expected


@pytest.mark.parametrize(
    ("period", "years"),
    [
        (Period(date(2019, 1, 1), date(2019, 6, 1)), "(2019)"),
        (Period(date(2019, 1, 1), None), "(2019–)"),
        (Period(None, date(2020, 1, 1)), "(–2020)"),
        (Period(), "(ajankohta ei tiedossa)"),
    ],
)
def test_years(period: Period, years: str) -> None:
    assert years in citation(replace(KIND, period=period), "fi")


def test_hostile_values_stay_on_one_line() -> None:
    project = replace(HOSTILE, title="a\nb\u00a0\x00c!", grant=Grant())
    said = citation(project, "en", BASE)
    assert said == (
        "+cmd|' /C calc'!A0 (–1850). a b c! EU support unknown. "
        "https://hankkeet.example.fi/haku/hanke/..%2Fa%22b%3Bc%26lang%3Dx"
    )


def test_no_address_without_that_of_the_service() -> None:
    assert address_of(KIND, "") == ""
    assert address_of(KIND, "http://h/") == "http://h/hanke/aitien-ryhma"
