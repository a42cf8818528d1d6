"""Tells the language of a description, where the source does not."""

from __future__ import annotations

from collections.abc import Callable

from hankehaku.ngrams import language_shares

_LONGEST = 600
_SHORTEST = 25
_CERTAIN = 0.6


def language_teller(otherwise: str) -> Callable[[str], str]:
    """Return a function from a text to its language: fi, sv or en.

    A text that is short, or that nothing tells to be in one of the three, is taken to be in the
    language of its collection, `otherwise`.
    """

    def tell(text: str) -> str:
        head = text[:_LONGEST]
        if sum(char.isalpha() for char in head) < _SHORTEST:
            return otherwise
        shares = language_shares(head)
        best = max(shares, key=lambda language: shares[language])
        return best if shares[best] >= _CERTAIN else otherwise

    return tell
