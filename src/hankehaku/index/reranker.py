"""What a reranker is, and one over any cross-encoder that Sentence Transformers loads."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from hankehaku.errors import ModelError
from hankehaku.index.encoder import clean
from hankehaku.index.st_loading import load_model, max_tokens_of, weights_digest

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

Floats = npt.NDArray[np.float32]

_CURE = (
    "Set HANKEHAKU_RERANKER to the folder of a cross-encoder or the name of one that is on this "
    "machine, or unset it to search without"
)
_TRAINED_TO_JUDGE = ("ForSequenceClassification", "ForCausalLM")


class Reranker(Protocol):
    """Reads a question and a text together, and says how well the text answers.

    What it says of a text does not depend on the other texts or on threads.
    """

    @property
    def name(self) -> str:
        """The name of the model, as it is told to people."""
        ...

    @property
    def id(self) -> str:
        """Name and version of model and engine."""
        ...

    @property
    def max_tokens(self) -> int:
        """The longest pair the model reads, in its own tokens, its marks included."""
        ...

    def count_tokens(self, query: str, text: str) -> int:
        """Return how many tokens a pair takes, uncut, marks included."""
        ...

    def scores(self, query: str, texts: Sequence[str]) -> Floats:
        """Return how well each text answers, shape (len(texts),), on a scale of the model's own."""
        ...


class CrossEncoderReranker:
    """A `Reranker` over `CrossEncoder.predict`, one pair at a time.

    One at a time, because padding beside a longer text changes the last bits of a score. Calls
    from several threads take turns: the tokenizer cannot be borrowed twice.
    """

    def __init__(self, model: CrossEncoder, name: str) -> None:
        """Wrap a loaded model; `open` finds one by name.

        Raises `ModelError` if the model gives no score, or more than one.
        """
        from torch.nn import Identity

        if model.num_labels != 1:
            what = f"the model has {model.num_labels} outputs, a reranker has one"
            raise ModelError(what, where=name, cure=_CURE)
        if not _can_judge(model):
            what = "the model was not trained to compare a question with a text"
            raise ModelError(what, where=name, cure=_CURE)
        self._model = model
        self._name = name
        # as the model puts it out: squeezed into 0 to 1, the best would all be 1
        self._as_it_is = Identity()
        self._lock = threading.Lock()
        self._max_tokens = max_tokens_of(model)
        try:
            usable = np.isfinite(self._score("e", "e"))
        except Exception as exc:  # whatever a module of the model raises
            what = f"the model cannot judge a text: {exc}"
            raise ModelError(what, where=name, cure=_CURE) from exc
        if not usable:
            raise ModelError("the model's scores are no numbers", where=name, cure=_CURE)
        self._id = f"{name}/cross-encoder/{weights_digest(model)[:12]}"

    @classmethod
    def open(cls, name: str | Path) -> CrossEncoderReranker:
        """Load a cross-encoder by folder or by name. Takes seconds: it imports torch.

        Raises `ModelError` if it is missing or is no cross-encoder with a single output.
        """
        from sentence_transformers import CrossEncoder

        from hankehaku.index.models import slug

        # quiet: that weights are missing is found out by what the model was made for
        return cls(load_model(CrossEncoder, str(name), _CURE, quiet=True), slug(str(name)))

    @property
    def name(self) -> str:
        """The name of the model as it stands in ids, which for a folder tells no path."""
        return self._name

    @property
    def id(self) -> str:
        """Name of the model, engine, and the first 12 digits of the SHA-256 of the weights."""
        return self._id

    @property
    def max_tokens(self) -> int:
        """The longest pair the model reads, in its own tokens, its marks included."""
        return self._max_tokens

    def count_tokens(self, query: str, text: str) -> int:
        """Return how many tokens a pair takes, uncut, with the marks and prompts of the model."""
        # verbose: a pair over the limit is what the caller wants to know, not a warning
        uncut = {"text": {"truncation": False, "verbose": False}}
        with self._lock:
            pair = (clean(query), clean(text))
            features = self._model.preprocess([pair], processing_kwargs=uncut)
        return int(features["input_ids"].shape[-1])

    def scores(self, query: str, texts: Sequence[str]) -> Floats:
        """Return how well each text answers, float32, shape (len(texts),), unbounded.

        Of a pair over the limit the longer of the two is cut at its end.
        """
        asked = clean(query)
        return np.array([self._score(asked, clean(text)) for text in texts], dtype=np.float32)

    def _score(self, query: str, text: str) -> float:
        with self._lock:
            (score,) = self._model.predict(
                [(query, text)], activation_fn=self._as_it_is, show_progress_bar=False
            )
        return float(score)


def _can_judge(model: CrossEncoder) -> bool:
    """Tell whether the weights that make the score were in the files of the model.

    Transformers makes up at random what an embedding model does not have.
    """
    made_for = getattr(model.config, "architectures", None) or ()
    # a model of several modules keeps the one that scores in a file of its own
    return len(model) > 1 or any(each.endswith(_TRAINED_TO_JUDGE) for each in made_for)
