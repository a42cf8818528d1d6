"""Exports a Sentence Transformers model to ONNX and quantises it to int8 for serving.

Weights become int8 per channel, activations are quantised as they come (`quantize_dynamic`).
Weights use 7 of the 8 bits: with 8, processors that have AVX2 but no VNNI saturate in 16-bit sums
and give other vectors than the rest.
"""

from __future__ import annotations

import contextlib
import json
import logging
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hankehaku.errors import ModelError
from hankehaku.index.onnx_encoder import CONFIG, MODEL, TOKENIZER, OnnxEncoder
from hankehaku.index.st_encoder import (
    SentenceTransformerEncoder,
    load_sentence_transformer,
    prompts_of,
)

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_OPSET = 17
_MODULES = ("Transformer", "Pooling", "Dense", "Normalize", "Dropout", "LayerNorm")
_CURE = "Use this model with the engine 'sentence-transformers', which needs no export"
_LEAST_COSINE = 0.95
_PROBES = (
    "äidit",
    "Hankkeessa kehitetään kolmannen sektorin ja kuntien yhteistyötä 1.2.2017 alkaen.",
    "Vertaistuki ja kielen oppiminen kuuluvat kotoutumisen alkuun. " * 40,
)
"""Texts of lengths far from that of the example which is traced, the last one over 512 tokens."""


def export(source: Path, folder: Path, *, progress: Callable[[str], None] | None = None) -> None:
    """Write the int8 ONNX twin of the model in `source` to `folder`, and compare the two.

    Modules may be a Transformer, Pooling and, optionally, Dense, LayerNorm and Normalize; all of
    them become part of the graph, so its output is the vector of the whole text. Raises
    `ModelError` if the model cannot be exported, or if its twin gives other vectors.
    """
    say = progress or (lambda _: None)
    model = load_sentence_transformer(str(source), attn_implementation="eager")
    tokenizer = _check(model, source)
    folder.mkdir(parents=True, exist_ok=True)
    inputs = [
        name
        for name in ("input_ids", "attention_mask", "token_type_ids")
        if name in tokenizer.model_input_names
    ]
    with tempfile.TemporaryDirectory(dir=folder, prefix="float32-") as workshop:
        plain = Path(workshop) / MODEL
        say("exporting to ONNX")
        try:
            _trace(model, tokenizer, inputs, plain)
            say("quantising to int8")
            _quantise(plain, folder / MODEL)
        except Exception as exc:  # torch, onnx and onnxruntime each raise their own
            first = (str(exc).strip() or type(exc).__name__).splitlines()[0]
            raise ModelError(
                f"the model cannot be exported to ONNX: {first}", where=str(source), cure=_CURE
            ) from exc
    say("comparing the ONNX model with its source")
    tokenizer.backend_tokenizer.save(str(folder / TOKENIZER), pretty=False)
    reference = SentenceTransformerEncoder(model, "source")
    config = {
        "prompts": prompts_of(model),
        "max_seq_length": reference.max_tokens,
        "dimensions": reference.dimensions,
        "inputs": inputs,
        "modules": [type(module).__name__ for module in model],
        "pooling": [module.pooling_mode for module in model if hasattr(module, "pooling_mode")],
        "normalised": True,
    }
    text = json.dumps(config, ensure_ascii=False, indent=2)
    (folder / CONFIG).write_text(text + "\n", encoding="utf-8")
    _compare(OnnxEncoder(folder, "twin", ""), reference, source)


def _check(model: SentenceTransformer, source: Path) -> Any:
    """Return the model's tokenizer; raise `ModelError` if the model is not of the known kind."""
    foreign = [type(module).__name__ for module in model if type(module).__name__ not in _MODULES]
    tokenizer = getattr(model, "tokenizer", None)
    if foreign:
        what = f"the model has modules that cannot be exported: {', '.join(foreign)}"
    elif not getattr(tokenizer, "is_fast", False):
        what = "the model has no tokenizer that works outside of transformers"
    elif any(getattr(module, "include_prompt", True) is False for module in model):
        what = "the model leaves its prompt out of the pooling, which cannot be exported"
    else:
        return tokenizer
    raise ModelError(what, where=str(source), cure=_CURE)


def _trace(model: SentenceTransformer, tokenizer: Any, inputs: list[str], target: Path) -> None:
    """Export the whole pipeline of modules as one graph: token ids in, sentence vector out."""
    import torch

    class Pipeline(torch.nn.Module):
        """The model as a function of plain tensors."""

        def __init__(self) -> None:
            super().__init__()
            self.steps = torch.nn.ModuleList(model)

        def forward(self, *tensors: torch.Tensor) -> torch.Tensor:
            features: dict[str, Any] = dict(zip(inputs, tensors, strict=True))
            for step in self.steps:
                features = step(features)
            vector: torch.Tensor = features["sentence_embedding"]
            return vector

    example = tokenizer("esimerkki, jonka pituus ei jää kuvaajaan", return_tensors="pt")
    # the tracer warns of every Python value it meets and of its own age (the newer exporter needs
    # a package more and takes longer); `_compare` finds out whether anything was traced wrongly
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Pipeline().eval(),
            tuple(example[name] for name in inputs),
            str(target),
            input_names=inputs,
            output_names=["sentence_embedding"],
            dynamic_axes={name: {1: "tokens"} for name in inputs},
            opset_version=_OPSET,
            dynamo=False,
        )


def _quantise(plain: Path, target: Path) -> None:
    """Write the int8 version of an ONNX file."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with _no_advice():
        quantize_dynamic(
            plain, target, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8
        )


@contextlib.contextmanager
def _no_advice() -> Iterator[None]:
    """Keep onnxruntime's advice about a step that these models do not need off the terminal.

    It goes to the root logger, which prints it, and sets itself up for good, when it has no
    handler.
    """
    handler, root = logging.NullHandler(), logging.getLogger()
    root.addHandler(handler)
    try:
        yield
    finally:
        root.removeHandler(handler)


def _compare(twin: OnnxEncoder, reference: SentenceTransformerEncoder, source: Path) -> None:
    """Raise `ModelError` unless the ONNX model gives nearly the vectors of the original."""
    ours, theirs = twin.encode_passages(_PROBES), reference.encode_passages(_PROBES)
    worst = float((ours * theirs).sum(axis=1).min())
    if not worst >= _LEAST_COSINE:  # also when it is not a number
        raise ModelError(
            f"the int8 ONNX model differs from its source (cosine {worst:.3f})",
            where=str(source),
            cure=_CURE,
        )
