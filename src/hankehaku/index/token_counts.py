"""Counts the tokens of texts, word by word where the tokenizer reads each word by itself."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

_WORDS_KEPT = 2**18
_MOST_MARKS = 20
# which normalisers of SentencePiece take for a blank, or tokenizers for the beginning of a word
_BLANKS = ("\u2581", "\ufffd")


class TokenCounter:
    """Counts the tokens of clean texts (see `encoder.clean`), without the marks round them.

    A tokenizer that cuts at blanks first (Metaspace, as that of XLM-R) gives a word the same tokens
    wherever it stands; the counts of words are kept, for most texts are made of the same ones. Any
    other tokenizer, and any text with a special token in it, is asked for the whole text.
    """

    def __init__(self, tokenizer: Any) -> None:
        """Take a `tokenizers.Tokenizer` without padding and truncation."""
        self._tokenizer = tokenizer
        cut = tokenizer.pre_tokenizer
        by_word = type(cut).__name__ == "Metaspace" and cut.split and cut.prepend_scheme == "always"
        marks = [each.content for each in tokenizer.get_added_tokens_decoder().values()]
        self._by_word = by_word and len(marks) <= _MOST_MARKS
        self._apart = (*marks, *_BLANKS)
        self._counted = lru_cache(maxsize=_WORDS_KEPT)(self._whole)

    def count(self, text: str) -> int:
        """Return how many tokens a text has."""
        plain = self._by_word and text.isprintable() and not any(m in text for m in self._apart)
        # printable leaves only plain spaces, and a clean text has one between words
        return sum(map(self._counted, text.split(" "))) if plain and text else self._whole(text)

    def _whole(self, text: str) -> int:
        return len(self._tokenizer.encode(text, add_special_tokens=False))
