from __future__ import annotations

from pathlib import Path

import pytest

from hankehaku.errors import IndexDamagedError
from hankehaku.index.vocabulary import Vocabulary, read_vocabulary


def test_words_are_written_once_and_in_order(tmp_path: Path) -> None:
    vocabulary = Vocabulary()
    keys = {"base": ["äiti", "lapsi"], "surface": ["äidit"], "names": ["2019"], "grams": ["lapse"]}
    assert vocabulary.seen(keys) is keys
    vocabulary.seen({"base": ["lapsi"], "title": ["kotoisa"]})
    vocabulary.write(tmp_path)
    assert read_vocabulary(tmp_path) == ["kotoisa", "lapsi", "äidit", "äiti"]


def test_a_missing_list_is_said(tmp_path: Path) -> None:
    with pytest.raises(IndexDamagedError, match=r"vocabulary\.txt"):
        read_vocabulary(tmp_path)
