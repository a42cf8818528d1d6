"""The serving engine: the int8 ONNX twin of a model, run by onnxruntime without torch."""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from hankehaku.errors import ModelError
from hankehaku.index.encoder import Vectors, clean
from hankehaku.index.token_counts import TokenCounter

if TYPE_CHECKING:
    from hankehaku.index.models import PreparedModel

MODEL, TOKENIZER, CONFIG = "model.onnx", "tokenizer.json", "encoder.json"
"""The files of an ONNX folder."""

_CURE = "Prepare the model again: hankehaku model prepare"


class OnnxEncoder:
    """An `Encoder` over onnxruntime, one text at a time; safe to share between threads.

    One at a time, because int8 quantises activations by the range of all that is in the batch: the
    same text beside another would get another vector (and it is no slower).
    """

    def __init__(
        self,
        folder: Path,
        name: str,
        digest: str,
        *,
        threads: int | None = None,
        workers: int = 1,
    ) -> None:
        """Load the files of `folder`; `open` does it for a prepared model.

        Raises `ModelError` if a file is missing or cannot be read.
        """
        try:
            config = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
            self._prompts: dict[str, str] = config["prompts"]
            self._max_tokens = int(config["max_seq_length"])
            self._dimensions = int(config["dimensions"])
            self._inputs: list[str] = config["inputs"]
        except (OSError, ValueError, KeyError, TypeError) as exc:
            raise ModelError(
                f"cannot read the model's settings: {exc}", where=str(folder / CONFIG), cure=_CURE
            ) from exc
        self._tokenizer = _tokenizer(folder / TOKENIZER)
        self._counter = TokenCounter(self._tokenizer)
        self._marks = int(self._tokenizer.num_special_tokens_to_add(is_pair=False))
        self._session = _session(folder / MODEL, threads)
        self._pool = ThreadPoolExecutor(workers, "encoder") if workers > 1 else None
        self._id = f"{name}/int8-onnx/{digest[:12]}"

    @classmethod
    def open(
        cls, prepared: PreparedModel, *, threads: int | None = None, bulk: bool = False
    ) -> OnnxEncoder:
        """Load the ONNX twin of a prepared model, to run on `threads` threads (None: all cores).

        The threads work on one text together, as is best for a question, or with `bulk` on one
        text each, which takes half the time for many. Neither changes the vectors. Raises
        `ModelError` if a file is missing or damaged.
        """
        workers = (threads or os.cpu_count() or 1) if bulk else 1
        return cls(
            prepared.onnx,
            prepared.slug,
            prepared.onnx_sha256,
            threads=1 if bulk else threads,
            workers=workers,
        )

    @property
    def id(self) -> str:
        """Name of the model, engine, and the first 12 digits of the SHA-256 of the ONNX file."""
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
        return self._counter.count(_whole(self._prompts["passage"], text)) + self._marks

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors of questions, float32, shape (len(texts), dimensions)."""
        return self._encode(texts, self._prompts["query"])

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors of passages, float32, shape (len(texts), dimensions)."""
        return self._encode(texts, self._prompts["passage"])

    def _tokens(self, prompt: str, text: str) -> Any:
        """Return the `tokenizers.Encoding` of prompt and text, uncut and without marks."""
        return self._tokenizer.encode(_whole(prompt, text), add_special_tokens=False)

    def _encode(self, texts: Sequence[str], prompt: str) -> Vectors:
        vectors = np.zeros((len(texts), self._dimensions), np.float32)
        run = self._pool.map if self._pool and len(texts) > 1 else map
        for row, vector in enumerate(run(self._encode_one, texts, itertools.repeat(prompt))):
            vectors[row] = vector
        return vectors

    def _encode_one(self, text: str, prompt: str) -> Vectors:
        tokens = self._tokens(prompt, text)
        # cut here and not by the tokenizer, which must stay unchanged to be shared by threads
        tokens.truncate(self._max_tokens - self._marks)
        tokens = self._tokenizer.post_process(tokens)
        given = {
            "input_ids": tokens.ids,
            "attention_mask": tokens.attention_mask,
            "token_type_ids": tokens.type_ids,
        }
        feed = {name: np.array([given[name]], np.int64) for name in self._inputs}
        vector: Vectors = self._session.run(None, feed)[0][0]
        unit: Vectors = vector / max(float(np.linalg.norm(vector)), 1e-12)
        return unit


def _whole(prompt: str, text: str) -> str:
    # stripped: the space that ends a prompt is no part of an empty text's input
    return (prompt + clean(text)).strip()


def _tokenizer(path: Path) -> Any:
    """Return the `tokenizers.Tokenizer` of a file, without padding and truncation."""
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as exc:  # the library raises bare Exception
        raise ModelError(f"cannot read the tokenizer: {exc}", where=str(path), cure=_CURE) from exc
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _session(path: Path, threads: int | None) -> Any:
    """Return an `onnxruntime.InferenceSession` on the CPU."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads or 0  # 0: one per core
    options.use_deterministic_compute = True
    options.log_severity_level = 3  # errors; its warnings say nothing a user can act on
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as exc:  # the library's exceptions share no base class
        raise ModelError(f"cannot load the ONNX model: {exc}", where=str(path), cure=_CURE) from exc
