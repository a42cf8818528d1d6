"""A conversation as a browser keeps it."""

from __future__ import annotations

import json
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_builders import IN_2019, FakeHankehaku, make_answer

from hankehaku.errors import QuestionError
from hankehaku.facade import Hankehaku
from hankehaku.interfaces.web.history import STEPS, restored, steps_of
from hankehaku.interfaces.web.talk import Talk, Turn, ask, press
from hankehaku.search.constraints import Support

QUESTIONS = ("Tampereen ammattikorkeakoulun hankkeet", "Paljonko ne saivat yhteensä?")


def talked(hankehaku: Hankehaku | FakeHankehaku, *questions: str) -> Talk:
    talk = Talk()
    for question in questions:
        *_, talk = ask(hankehaku, talk, question)
    return talk


def said(talk: Talk) -> list[str]:
    return [each.text for turn in talk.turns for each in turn.answer.sentences]


def test_nothing_is_kept_of_nothing() -> None:
    assert steps_of(Talk()) == "[]"
    assert restored(FakeHankehaku(), "[]") == Talk()


def test_questions_and_what_was_taken_back_are_kept() -> None:
    fake = FakeHankehaku()
    talk = talked(fake, "Mitä alkoi 2019?")
    (talk,) = press(fake, talk, "drop", 0, "fi")
    *_, talk = ask(fake, talk, "ja ”äidit”?")
    assert json.loads(steps_of(talk)) == [
        {"ask": "Mitä alkoi 2019?"},
        {"drop": 0},
        {"ask": "ja ”äidit”?"},
    ]


def test_the_place_of_what_was_taken_back_is_that_of_the_turn_before() -> None:
    state = make_answer().state
    before = make_answer(state=type(state)(constraints=(Support(low=5), IN_2019)))
    talk = Talk((Turn(4, "a", before), Turn(5, "a", make_answer(), IN_2019)))
    assert json.loads(steps_of(talk)) == [{"ask": "a"}, {"drop": 1}]


def test_a_long_conversation_is_kept_from_a_question_on() -> None:
    turns = [Turn(1, "ensin", make_answer())]
    turns += [Turn(number, "a", make_answer(), IN_2019) for number in (2, 3)]
    turns += [Turn(number, f"k{number}", make_answer()) for number in range(4, STEPS + 3)]
    steps = json.loads(steps_of(Talk(tuple(turns))))
    assert steps[0] == {"ask": "k4"}
    assert len(steps) == STEPS - 1


def test_a_conversation_comes_back_the_same(hankehaku: Hankehaku) -> None:
    talk = talked(hankehaku, *QUESTIONS)
    (talk,) = press(hankehaku, talk, "drop", 0, "fi")
    *_, talk = ask(hankehaku, talk, "Niistä halvin")
    again = restored(hankehaku, steps_of(talk))
    assert said(again) == said(talk)
    assert [each.dropped for each in again.turns] == [each.dropped for each in talk.turns]
    assert again.state == talk.state
    assert steps_of(again) == steps_of(talk)


def test_no_language_model_is_asked() -> None:
    fake = FakeHankehaku()
    restored(fake, '[{"ask": "äidit"}]')
    assert fake.plain


@pytest.mark.parametrize(
    ("kept", "left"),
    [
        ("", 0),
        ("nonsense", 0),
        ("null", 0),
        ('{"ask": "a"}', 0),
        ("[1, null, [], {}]", 0),
        ('[{"ask": 5}, {"ask": ""}, {"ask": "?!"}, {"drop": 0}]', 0),
        ('[{"ask": "a"}, {"drop": 7}, {"drop": -1}, {"drop": "0"}, {"drop": 0}]', 2),
        ('[{"ask": "a", "drop": 0}]', 1),
        (json.dumps([{"ask": "a" * 30_000}]), 0),
        (json.dumps([{"ask": "a"}] * 500), STEPS),
        ("[" * 500, 0),
    ],
)
def test_what_cannot_be_read_is_left_out(kept: str, left: int) -> None:
    assert len(restored(FakeHankehaku(), kept).turns) == left


@pytest.mark.parametrize("kept", ["[" * 100_000, '[{"ask": 1' + "0" * 5_000 + "}]"])
def test_what_no_parser_reads_is_left_out(kept: str) -> None:
    assert restored(FakeHankehaku(), kept) == Talk()


def test_a_question_that_is_refused_is_left_out() -> None:
    assert restored(FakeHankehaku(QuestionError("no words")), '[{"ask": "a"}]') == Talk()


def test_a_page_opens_even_when_nothing_works(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        assert restored(FakeHankehaku(RuntimeError("x")), '[{"ask": "a"}]') == Talk()
    assert "could not be restored" in caplog.text


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.sampled_from(["ask", "drop", "x"]), inner, max_size=3)
        ),
    )
)
def test_whatever_is_kept_opens(kept: object) -> None:
    talk = restored(FakeHankehaku(), json.dumps(kept))
    numbers = [each.number for each in talk.turns]
    assert numbers == sorted(set(numbers))
