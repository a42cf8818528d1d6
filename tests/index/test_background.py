"""Questions without what all of their language have in common."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from hankehaku.errors import IndexDamagedError
from hankehaku.index.background import DIRECTIONS, QuestionBackground
from hankehaku.language.lexicon import LANGUAGES

# around (1, 0, 0, 0) they differ most along the second axis, then along the third
VECTORS = np.array(
    [[1, 4, 0, 0], [1, -4, 0, 0], [1, 0, 2, 0], [1, 0, -2, 0], [1, 0, 0, 1], [1, 0, 0, -1]],
    dtype=np.float32,
)
MANY = np.tile(VECTORS, (10, 1))
BACKGROUND = QuestionBackground.of(dict.fromkeys(LANGUAGES, MANY))


def test_the_mean_and_the_main_directions_are_taken_away() -> None:
    assert DIRECTIONS == 2
    question = np.array([3, 7, 5, 4], dtype=np.float32)
    centred = BACKGROUND.centred(question, "sv")
    assert centred.dtype == np.float32
    np.testing.assert_allclose(centred, [2, 0, 0, 4], atol=1e-5)


def test_many_at_once_are_as_one_by_one() -> None:
    questions = np.array([[3, 7, 5, 4], [0, 1, 1, 2]], dtype=np.float32)
    together = BACKGROUND.centred(questions, "fi")
    np.testing.assert_allclose(together, [[2, 0, 0, 4], [-1, 0, 0, 2]], atol=1e-5)


def test_each_language_has_its_own() -> None:
    shifted = QuestionBackground.of({**dict.fromkeys(LANGUAGES, MANY), "en": MANY + 1})
    question = np.array([3, 0, 0, 0], dtype=np.float32)
    assert shifted.centred(question, "fi")[0] == pytest.approx(2.0)
    assert shifted.centred(question, "en")[0] == pytest.approx(1.0)


def test_of_a_few_questions_only_the_mean_is_taken_away() -> None:
    few = QuestionBackground.of(dict.fromkeys(LANGUAGES, VECTORS))
    question = np.array([3, 7, 5, 4], dtype=np.float32)
    np.testing.assert_allclose(few.centred(question, "sv"), [2, 7, 5, 4], atol=1e-5)


def test_it_is_kept(tmp_path: Path) -> None:
    BACKGROUND.save(tmp_path)
    question = np.array([3, 7, 5, 4], dtype=np.float32)
    kept = QuestionBackground.open(tmp_path)
    assert kept.centred(question, "en").tolist() == BACKGROUND.centred(question, "en").tolist()


@pytest.mark.parametrize("content", [None, b"", b"junk"])
def test_what_cannot_be_read_is_said(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "questions.npz").write_bytes(content)
    with pytest.raises(IndexDamagedError, match=r"questions\.npz"):
        QuestionBackground.open(tmp_path)
