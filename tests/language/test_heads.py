"""The word for a project is taken off a compound, where it is the head."""

from __future__ import annotations

import pytest

from hankehaku.index.kit import Kit
from hankehaku.language.heads import ProjectHeads


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("tuulivoimahankkeita", "tuulivoima"),
        ("kotouttamishankkeet", "kotouttaminen"),
        ("nuorisoprojekti", "nuoriso"),
        ("hankeosaaminen", "hankeosaaminen"),  # the project is not what is asked for
        ("asumisneuvonta", "asumisneuvonta"),
        ("hankkeet", "hankkeet"),
    ],
)
def test_the_head_is_taken_off(kit: Kit, written: str, asked: str) -> None:
    heads = ProjectHeads(kit.finnish, kit.lexicon.stopwords)
    (token,) = kit.finnish.analyze(written)
    found = heads.off(token)
    assert found.surface == asked
    assert (found.start, found.end) == (0, len(written))
    if asked != written:
        assert asked in found.forms.lemmas


def test_words_that_call_for_projects(kit: Kit) -> None:
    heads = ProjectHeads(kit.finnish, kit.lexicon.stopwords)
    assert heads.among(["Vilka", "Projekt", "riktar"], "sv")
    assert heads.has("funded", "en")
    assert not heads.among(["kuka", "on", "mikä"], "fi")
