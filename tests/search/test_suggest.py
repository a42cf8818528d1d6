"""What is offered while one types."""

from __future__ import annotations

import pytest

from hankehaku.facade import Hankehaku
from hankehaku.index.kit import Kit
from hankehaku.search.suggest import KINDS, Suggester, Suggestion, terms_of

TERMS = {
    "fi": ["äiti", "äidinkieli", "työllisyys", "kotoutuminen", "kotona asuminen", "kotihoito"],
    "sv": ["mamma", "integration"],
    "en": ["mother"],
}


@pytest.fixture(scope="module")
def suggester(hankehaku: Hankehaku) -> Suggester:
    return Suggester(hankehaku, TERMS)


def found(suggester: Suggester, text: str, language: str = "fi", k: int = 8) -> list[str]:
    return [each.text for each in suggester.suggest(text, language, k)]


def test_names_that_begin_with_it_come_before_those_with_such_a_word(suggester: Suggester) -> None:
    assert found(suggester, "kotou")[0] == "kotoutuminen"
    assert set(found(suggester, "kotoa")) == {
        "Kotoa kotiin-hanke",
        "Kotoa kotiin ja yhteiskuntaan-hanke",
    }
    names = found(suggester, "koti")
    assert names.index("kotihoito") < names.index("Kotoa kotiin-hanke")
    assert found(suggester, "astu") == ["Stig in! Astu sisään! Come In!-hanke"]
    # the beginnings of words, not what is within them
    assert found(suggester, "toutumi") == []


def test_each_kind_has_its_share_and_its_place(suggester: Suggester) -> None:
    suggestions = suggester.suggest("ko", "fi", 6)
    kinds = [each.kind for each in suggestions]
    assert kinds == sorted(kinds, key=KINDS.index)
    assert kinds.count("term") >= 2
    assert kinds.count("project") >= 2
    assert len(suggestions) == len(set(suggestions)) == 6


def test_projects_and_organisations_carry_what_they_are_known_by(suggester: Suggester) -> None:
    assert suggester.suggest("youme", "fi") == (Suggestion("project", "YOUME-hanke", "youme"),)
    assert Suggestion("organisation", "Espoon kaupunki", "Espoon kaupunki") in suggester.suggest(
        "espoo", "fi"
    )
    assert Suggestion("organisation", "Esbo stad", "Espoon kaupunki") in suggester.suggest(
        "esbo", "sv"
    )
    assert found(suggester, "esbo", "fi") == []


@pytest.mark.parametrize("typed", ["ÄITI", "  äiti ", "a\u0308iti"])
def test_case_blanks_and_composition_do_not_matter(suggester: Suggester, typed: str) -> None:
    assert "äiti" in found(suggester, typed)


@pytest.mark.parametrize("typed", ["", "ä", "  ä  ", "zzz", "%", "\ud800", "a" * 5000])
def test_too_little_or_nothing_known(suggester: Suggester, typed: str) -> None:
    assert found(suggester, typed) == []


def test_words_are_those_of_the_language(suggester: Suggester) -> None:
    assert found(suggester, "moth", "en") == ["mother"]
    assert found(suggester, "moth", "fi") == found(suggester, "moth", "de") == []


@pytest.mark.parametrize("k", [1, 2, 3, 8])
def test_no_more_than_asked_for(suggester: Suggester, k: int) -> None:
    assert len(suggester.suggest("ko", "fi", k)) == k


def test_only_what_the_collection_speaks_of_is_offered(kit: Kit) -> None:
    vocabulary = {"äiti", "kotoutuminen", "mielenterveys"}
    terms = terms_of(kit.lexicon.concepts, vocabulary, kit.finnish)
    assert set(terms) == {"fi", "sv", "en"}
    assert "äiti" in terms["fi"]
    assert "mother" in terms["en"]
    assert "työllisyys" not in terms["fi"]
    assert terms_of(kit.lexicon.concepts, frozenset(), kit.finnish) == {
        "fi": [],
        "sv": [],
        "en": [],
    }


def test_the_facade_suggests(hankehaku: Hankehaku) -> None:
    texts = {each.text for each in hankehaku.suggest("kotou", "fi")}
    assert "kotoutuminen" in texts
    assert hankehaku.suggest("k", "fi") == ()
