"""Questions as understood, and those that cannot be."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from hankehaku.errors import QuestionError
from hankehaku.facade import Hankehaku
from hankehaku.search.question import MAX_QUESTION, clean_question


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        ("  työ \t\n haku  ", "työ haku"),
        ("a\x00b\x1bc\x7fd\x85e", "a b c d e"),
        ("a\u2028b\u2029c", "a b c"),
        ("a\ud800b\udfff", "ab"),
        ("a\u0308iti", "äiti"),
        ("<script>", "<script>"),
        ("", ""),
        ("\u00a0\u3000", ""),
    ],
)
def test_clean_question(written: str, cleaned: str) -> None:
    assert clean_question(written) == cleaned
    assert clean_question(cleaned) == cleaned


@pytest.mark.parametrize("text", ["", "   ", "\x00\x01", "\ud800", "?!…", "😀", '"'])
def test_a_question_without_words_is_refused(hankehaku: Hankehaku, text: str) -> None:
    with pytest.raises(QuestionError, match="no words"):
        hankehaku.search(text)


def test_the_longest_question_is_answered_and_no_longer_one(hankehaku: Hankehaku) -> None:
    longest = ("työ " * MAX_QUESTION)[:MAX_QUESTION]
    assert len(hankehaku.search(longest, 3).hits) == 3
    with pytest.raises(QuestionError, match=f"{MAX_QUESTION + 1} characters"):
        hankehaku.search(f"{longest}a")


def test_an_unknown_language_is_refused(hankehaku: Hankehaku) -> None:
    with pytest.raises(QuestionError, match="'de'"):
        hankehaku.search("Arbeit", language="de")


@pytest.mark.parametrize(
    ("text", "language", "topic_words"),
    [
        ("pakolaisäideille suunnatut hankkeet", "fi", {"pakolaisäideille"}),
        ("projects for refugee mothers", "en", {"refugee", "mothers"}),
        ("projekt för flyktingmammor", "sv", {"flyktingmammor"}),
    ],
)
def test_the_language_is_detected_and_request_words_left_out(
    hankehaku: Hankehaku, text: str, language: str, topic_words: set[str]
) -> None:
    question = hankehaku.search(text).question
    assert (question.text, question.language) == (text, language)
    assert 0.0 < question.confidence <= 1.0
    words = {word for term in question.terms for word in term.surface.split()}
    assert topic_words <= words
    assert not words & {"hankkeet", "projects", "projekt", "for", "för"}
    assert all(text[term.start : term.end] == term.surface for term in question.terms)


def test_a_language_that_is_given_is_taken(hankehaku: Hankehaku) -> None:
    question = hankehaku.search("women", language="sv").question
    assert (question.language, question.confidence) == ("sv", 1.0)


HOSTILE: Mapping[str, str] = {
    "control characters": "nuoret\x00\x1b[31m\x07 työ",
    "lone surrogate": "nuoret \udcff",
    "ligature": "\ufdfa" * 50,
    "long word": "a" * 10_000,
    "many words": "työ äiti " * 1111,
    "emoji": "nuoret 😀👨‍👩‍👧",
    "markup": "<script>alert(1)</script>",
    "field": "title:*",
    "operator": "AND",
    "quote": 'nuoret "',
    "statement": "); DROP TABLE project;--",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_questions_are_but_words(hankehaku: Hankehaku, name: str) -> None:
    result = hankehaku.search(HOSTILE[name])
    assert len(result.hits) == 10
    assert result.total == len(hankehaku) == 25


def test_unseen_characters_change_nothing(hankehaku: Hankehaku) -> None:
    assert hankehaku.search("\x00nuoret\ud800\n") == hankehaku.search("nuoret")
