"""The passage that answers best, and the words that were met."""

from __future__ import annotations

import pytest

from hankehaku.facade import Hankehaku
from hankehaku.index.fields import texts_of
from hankehaku.search.explain import PASSAGE, best_passage
from hankehaku.search.result import Match, Passage

SENTENCE = "x" * 99 + "."
TEXT = SENTENCE * 6
SPANS = [(at, at + 100) for at in range(0, 600, 100)]


def met(start: int, score: float = 1.0, text: str = "description", question: str = "q") -> Match:
    return Match(question, (question,), "written", "x", text, start, start + 1, score)


def test_a_description_without_sentences_gives_its_start() -> None:
    assert best_passage("", [], [], []) == Passage("", 0, 0)
    assert best_passage(TEXT, [], [], []) == Passage(TEXT[:PASSAGE], 0, PASSAGE)


def test_the_nearest_sentence_is_widened_by_its_better_neighbours() -> None:
    passage = best_passage(TEXT, SPANS, [], [0.0, 0.1, 0.9, 0.5, 0.4, 0.0])
    assert passage == Passage(TEXT[200:500], 200, 500)


@pytest.mark.parametrize(
    ("closeness", "place"),
    [([1, 0, 0, 0, 0, 0], (0, 300)), ([0, 0, 0, 0, 0, 1], (300, 600))],
)
def test_a_passage_at_either_end_grows_inwards(
    closeness: list[float], place: tuple[int, int]
) -> None:
    passage = best_passage(TEXT, SPANS, [], closeness)
    assert (passage.start, passage.end) == place


def test_a_term_counts_once_a_sentence() -> None:
    matches = [met(10, 1.0), met(20, 1.0), met(30, 1.0), met(510, 1.5)]
    passage = best_passage(TEXT, SPANS, matches, [0.0] * 6)
    assert passage.end == 600


def test_different_terms_add_up() -> None:
    matches = [met(10, 1.0), met(20, 1.0, question="r"), met(510, 1.5)]
    assert best_passage(TEXT, SPANS, matches, [0.0] * 6).start == 0


def test_matches_of_other_texts_do_not_count() -> None:
    matches = [met(10, 9.0, text="title"), met(510, 0.1)]
    assert best_passage(TEXT, SPANS, matches, [0.0] * 6).end == 600


def test_a_short_description_is_given_whole() -> None:
    assert best_passage(SENTENCE, [(0, 100)], [], [0.0]) == Passage(SENTENCE, 0, 100)


@pytest.mark.parametrize(
    "question",
    ["pakolaisäideille suunnatut hankkeet", "refugee mothers", "flyktingmammor", "oleskelulupa"],
)
def test_matches_and_passages_stand_where_they_say(hankehaku: Hankehaku, question: str) -> None:
    result = hankehaku.search(question, 25)
    surfaces = {term.surface for term in result.question.terms}
    assert any(hit.matches for hit in result.hits)
    for hit in result.hits:
        passage, texts = hit.passage, texts_of(hit.project)
        assert passage.text == hit.project.description[passage.start : passage.end] != ""
        assert len(set(hit.matches)) == len(hit.matches)
        for match in hit.matches:
            assert 0 <= match.start < match.end <= len(texts[match.text])
            assert texts[match.text][match.start : match.end].strip() != ""
            assert match.question in surfaces
            assert match.way[0] == match.question
            assert match.score > 0.0
        scores = [match.score for match in hit.matches]
        assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("question", ["kieli", "sähkö", "koulu", "tieto ja neuvonta", "vindkraft"])
def test_a_word_as_long_as_a_word_start_keeps_its_way(hankehaku: Hankehaku, question: str) -> None:
    hits = hankehaku.search(question, 25).hits
    assert any(hit.matches for hit in hits)
    for match in (match for hit in hits for match in hit.matches):
        assert match.way[0] == match.question
        if match.source != "written":
            assert len(match.way) > 1


def test_a_written_word_is_met_as_it_is(hankehaku: Hankehaku) -> None:
    matches = hankehaku.search("oleskelulupa", 1).hits[0].matches
    assert {match.source for match in matches} == {"written"}
    assert "oleskelulupa" in {match.found for match in matches}
