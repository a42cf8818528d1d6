"""A conversation as it is kept: what a question, a press and a failure make of it."""

from __future__ import annotations

import logging
from dataclasses import replace

import pytest
from page_builders import IN_2019, FakeHankehaku, make_answer

from hankehaku.assistant.state import State
from hankehaku.errors import HankehakuError, QuestionError
from hankehaku.interfaces.texts import chat_examples
from hankehaku.interfaces.web.talk import KEPT, Talk, Turn, ask, press, whole
from hankehaku.search.question import MAX_QUESTION


def after(fake: FakeHankehaku, *questions: str) -> Talk:
    talk = Talk()
    for question in questions:
        *_, talk = ask(fake, talk, question)
    return talk


def test_each_question_goes_on_from_the_last_answer() -> None:
    fake = FakeHankehaku()
    talk = after(fake, "ensin", "sitten")
    assert fake.asked == ["ensin", "sitten"]
    assert fake.states == [None, make_answer().state]
    assert [(each.number, each.question) for each in talk.turns] == [(1, "ensin"), (2, "sitten")]


def test_an_answer_is_shown_as_it_grows() -> None:
    fake = FakeHankehaku()
    whole = make_answer()
    fake.said = [replace(whole, sentences=whole.sentences[:1]), whole]
    shown = list(ask(fake, Talk(), "kysymys"))
    assert [len(each.turns[-1].answer.sentences) for each in shown] == [1, 2]
    assert [len(each.turns) for each in shown] == [1, 1]


def test_a_long_conversation_loses_its_beginning() -> None:
    talk = after(FakeHankehaku(), *["kysymys"] * (KEPT + 2))
    assert [each.number for each in talk.turns] == list(range(3, KEPT + 3))


@pytest.mark.parametrize(
    ("question", "problem"),
    [("", "error_empty"), ("?! \0", "error_empty"), ("a" * (MAX_QUESTION + 1), "error_too_long")],
)
def test_a_question_that_cannot_be_asked(question: str, problem: str) -> None:
    fake = FakeHankehaku()
    talk = after(fake, "ensin", question)
    assert (talk.problem, len(talk.turns), fake.asked) == (problem, 1, ["ensin"])
    (mended,) = ask(fake, talk, "taas")
    assert (mended.problem, len(mended.turns)) == ("", 2)


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        (QuestionError("no words"), "error_unusable"),
        (HankehakuError("levy täynnä"), "error_unexpected"),
        (RuntimeError("odottamaton"), "error_unexpected"),
    ],
)
def test_a_failure_leaves_the_conversation_as_it_was(
    error: Exception, problem: str, caplog: pytest.LogCaptureFixture
) -> None:
    before = after(FakeHankehaku(), "ensin")
    failing = FakeHankehaku(error)
    with caplog.at_level(logging.ERROR):
        for failed in (*ask(failing, before, "b"), *press(failing, before, "drop", 0, "fi")):
            assert failed == replace(before, problem=problem)
    assert ("could not be answered" in caplog.text) == (problem == "error_unexpected")


def test_an_offered_question_is_asked() -> None:
    fake = FakeHankehaku()
    (talk,) = press(fake, Talk(), "ask", 1, "sv")
    assert fake.asked == [chat_examples("sv")[1]]
    (talk,) = press(fake, talk, "ask", 1, "sv")
    assert fake.asked[-1] == "Samanlaisia kuin se"
    assert len(talk.turns) == 2


def test_a_constraint_is_taken_back() -> None:
    talk = after(FakeHankehaku(), "Mitä alkoi 2019?")
    (dropped,) = press(FakeHankehaku(), talk, "drop", 0, "fi")
    assert dropped.turns[-1].dropped == IN_2019
    assert dropped.state == replace(make_answer().state, constraints=())
    # the same press again, as by a page that has not changed yet
    (again,) = press(FakeHankehaku(), dropped, "drop", 0, "fi")
    assert again == replace(dropped, problem="error_unusable")


def test_the_projects_of_an_earlier_answer_are_looked_at_until_the_next() -> None:
    fake = FakeHankehaku()
    talk = after(fake, "ensin", "sitten")
    (looking,) = press(fake, talk, "show", 1, "fi")
    assert looking.shown == talk.turns[0]
    assert looking.last == talk.turns[1]
    (asked,) = ask(fake, looking, "taas")
    assert asked.shown == asked.last


@pytest.mark.parametrize(
    ("act", "key"),
    [("ask", 9), ("ask", -1), ("ask", "0"), ("ask", None), ("fly", 0), (None, None), ("show", 99)],
)
def test_presses_that_mean_nothing_change_nothing(act: object, key: object) -> None:
    talk = after(FakeHankehaku(), "ensin")
    (same,) = press(FakeHankehaku(), talk, act, key, "fi")
    assert (same.turns, same.problem, same.shown) == (talk.turns, "", talk.last)


@pytest.mark.parametrize(
    ("said", "meant"),
    [("0", 0), ("12", 12), ("-1", "-1"), ("٣", "٣"), ("", ""), (None, None), (7, 7), ([], [])],
)
def test_a_press_says_its_number_as_text(said: object, meant: object) -> None:
    assert whole(said) == meant


def test_nothing_can_be_dropped_before_a_question() -> None:
    (talk,) = press(FakeHankehaku(), Talk(), "drop", 0, "fi")
    assert talk.problem == "error_unusable"


def test_the_state_can_be_kept_as_json() -> None:
    talk = Talk((Turn(1, "a", make_answer()),))
    assert talk.state is not None
    assert State.from_dict(talk.state.to_dict()) == talk.state
