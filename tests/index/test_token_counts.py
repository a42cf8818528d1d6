"""Tokens counted word by word are those of the whole text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hankehaku.index.encoder import clean
from hankehaku.index.onnx_encoder import OnnxEncoder
from hankehaku.index.token_counts import TokenCounter

WORDS = [
    "Hankkeessa",
    "äiti",
    "S2-opetus",
    "THL:n",
    "1.2.2019",
    "»",
    "–",
    "𝔘𝔫𝔦",
    "a\u0301",
    "x" * 60,
]
ODD = ["<s>", "<mask>", "a<mask>b", "▁", "\ufffd", "\u200b", "a\u200bb", "\ufeff", "漢字", "\u00ad"]


@pytest.fixture(scope="module")
def counter(onnx_encoder: OnnxEncoder) -> TokenCounter:
    return onnx_encoder._counter


def _is_right(counter: TokenCounter, text: str) -> None:
    assert counter.count(text) == counter._whole(text), ascii(text)


def test_words_are_counted_by_themselves(counter: TokenCounter, descriptions: list[str]) -> None:
    assert counter._by_word
    for text in descriptions:
        _is_right(counter, clean(text))
    for text in ("", "a", *(f"{odd} sana {odd}" for odd in ODD)):
        _is_right(counter, clean(text))


@settings(max_examples=150, deadline=None, database=None)
@given(st.lists(st.one_of(st.sampled_from([*WORDS, *ODD]), st.text(max_size=6)), max_size=8))
def test_any_text(counter: TokenCounter, words: list[str]) -> None:
    _is_right(counter, clean(" ".join(words)))
