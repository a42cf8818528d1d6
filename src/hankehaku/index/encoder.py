"""What an encoder is: text in, unit vectors out, the same for a text whatever it stands beside."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]

_CONTROL, _SURROGATE = re.compile(r"[\x00-\x1f\x7f-\x9f]"), re.compile("[\ud800-\udfff]")

MAX_CHARACTERS = 100_000
"""The longest text an encoder is given; what is longer must be split before."""


class Encoder(Protocol):
    """Turns texts into float32 vectors of unit length and shape (n, dimensions)."""

    @property
    def id(self) -> str:
        """Name and version of model and engine, as the manifest of an index records it."""
        ...

    @property
    def dimensions(self) -> int:
        """Number of components of a vector."""
        ...

    @property
    def max_tokens(self) -> int:
        """The longest input the model reads, in its own tokens, its prompt included."""
        ...

    def count_tokens(self, text: str) -> int:
        """Return how many tokens `text` takes as a passage, prompt and marks included."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors of questions, shape (len(texts), dimensions)."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors of passages, shape (len(texts), dimensions)."""
        ...


def clean(text: str) -> str:
    """Return `text` as every encoder may be given it: NFKC, one space between words, bounded.

    Control characters (NUL among them) become spaces; lone surrogates, which no tokenizer can
    encode, are dropped. NFKC matters: the same word in NFC and NFD differs in vector otherwise.
    """
    kept = text[:MAX_CHARACTERS]
    if not kept.isprintable():
        kept = _SURROGATE.sub("", _CONTROL.sub(" ", kept))
    # NFKC may expand one character to eighteen (U+FDFA), so the bound is applied after it too
    return " ".join(unicodedata.normalize("NFKC", kept)[:MAX_CHARACTERS].split())
