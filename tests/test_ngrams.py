"""The letters of a text speak for its language."""

from __future__ import annotations

import pytest

from hankehaku.ngrams import language_shares


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hankkeessa kehitetään maahanmuuttajien palveluja", "fi"),
        ("Projektet utvecklar tjänster för invandrare", "sv"),
        ("The project develops services for immigrants", "en"),
    ],
)
def test_the_language_of_a_sentence_has_most(text: str, language: str) -> None:
    shares = language_shares(text)
    assert list(shares) == ["fi", "sv", "en"]
    assert max(shares, key=lambda each: shares[each]) == language
    assert sum(shares.values()) == pytest.approx(1.0, abs=1e-6)


def test_no_letters_speak_for_none() -> None:
    assert max(language_shares("123 !").values()) == 0.0
