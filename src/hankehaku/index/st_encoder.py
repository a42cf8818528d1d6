"""The reference engine: any Sentence Transformers model, run by torch in float32."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from hankehaku.errors import ModelError
from hankehaku.index.encoder import Vectors, clean
from hankehaku.index.st_loading import load_model, max_tokens_of, weights_digest

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

    from hankehaku.index.models import PreparedModel

_CURE = (
    "Give the folder of a Sentence Transformers model or the name of one that is on this machine, "
    "or leave the name out to use the model that comes with hankehaku"
)


def load_sentence_transformer(name: str, **model_options: Any) -> SentenceTransformer:
    """Return the model of that name or folder, on the CPU, in float32, ready for inference.

    Raises `ModelError` if Sentence Transformers cannot find or load it.
    """
    from sentence_transformers import SentenceTransformer

    return load_model(SentenceTransformer, name, _CURE, **model_options)


def prompts_of(model: SentenceTransformer) -> dict[str, str]:
    """Return the model's own prompts for a 'query' and a 'passage'; "" where it has none."""
    prompts: Mapping[str, str | None] = model.prompts
    default = prompts.get(model.default_prompt_name or "") or ""
    passage = next(
        (prompts[key] for key in ("passage", "document", "corpus") if prompts.get(key)), ""
    )
    return {"query": prompts.get("query") or default, "passage": passage or default}


class SentenceTransformerEncoder:
    """An `Encoder` over `SentenceTransformer.encode`, one text at a time.

    One at a time, because padding beside a longer text changes the last bits of a vector. Calls
    from several threads take turns: the tokenizer cannot be borrowed twice.
    """

    def __init__(self, model: SentenceTransformer, name: str) -> None:
        """Wrap a loaded model; `open` finds one by name."""
        self._model = model
        self._prompts = prompts_of(model)
        self._max_tokens = max_tokens_of(model)
        try:
            # asked of a vector: the method that tells has another name in each major version
            self._dimensions = len(model.encode("e", prompt="", show_progress_bar=False))
        except Exception as exc:  # whatever a module of the model raises
            raise ModelError(
                f"the model cannot encode text: {exc}", where=name, cure=_CURE
            ) from exc
        self._id = f"{name}/sentence-transformers/{weights_digest(model)[:12]}"
        self._lock = threading.Lock()

    @classmethod
    def open(
        cls, model: str | Path | PreparedModel | None = None, *, cache: Path | None = None
    ) -> SentenceTransformerEncoder:
        """Load a prepared model, or one by folder or by name. Takes seconds: it imports torch.

        None is the model that comes with hankehaku, looked for in `cache`. Raises `ModelError` if
        the model is missing or is not a Sentence Transformers model.
        """
        from hankehaku.index.models import DEFAULT, PreparedModel, locate, slug

        if model is None or str(model) == DEFAULT:
            model = locate(cache=cache)
        if isinstance(model, PreparedModel):
            return cls(load_sentence_transformer(str(model.sentence_transformer)), model.slug)
        return cls(load_sentence_transformer(str(model)), slug(str(model)))

    @property
    def id(self) -> str:
        """Name of the model, engine, and the first 12 digits of the SHA-256 of the weights."""
        return self._id

    @property
    def dimensions(self) -> int:
        """Number of components of a vector."""
        return self._dimensions

    @property
    def max_tokens(self) -> int:
        """The longest input the model reads, in its own tokens, its prompt included."""
        return self._max_tokens

    def count_tokens(self, text: str) -> int:
        """Return how many tokens `text` takes as a passage, uncut, prompt and marks included."""
        with self._lock:
            whole = (self._prompts["passage"] + clean(text)).strip()
            # verbose=False: a text over the limit is what the caller wants to know, not a warning
            encoded = self._model.tokenizer(whole, truncation=False, verbose=False)
        return len(encoded["input_ids"])

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors of questions, float32, shape (len(texts), dimensions)."""
        return self._encode(texts, self._prompts["query"])

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors of passages, float32, shape (len(texts), dimensions)."""
        return self._encode(texts, self._prompts["passage"])

    def _encode(self, texts: Sequence[str], prompt: str) -> Vectors:
        vectors = np.zeros((len(texts), self._dimensions), np.float32)
        for row, text in enumerate(texts):
            cleaned = clean(text)
            # the space that ends a prompt is no part of an empty text's input
            before = prompt if cleaned else ""
            with self._lock:
                vectors[row] = self._model.encode(
                    cleaned or prompt.strip(),
                    prompt=before,
                    normalize_embeddings=True,
                    show_progress_bar=False,
                )
        return vectors
