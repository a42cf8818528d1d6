"""Tiny models in the form that Sentence Transformers loads, with weights that are made up here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

LETTERS = "abcdefghijklmnopqrstuvwxyzåäö0123456789.,:-"
PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *LETTERS, *(f"##{each}" for each in LETTERS)]
MARKS = {"pad": "[PAD]", "unk": "[UNK]", "cls": "[CLS]", "sep": "[SEP]"}
LIMIT = 64
"""The longest input of each, in tokens; a token is a letter."""


def write_encoder(
    folder: Path, *, pooling: str = "mean", dense: int | None = None, normalize: bool = False
) -> Path:
    """Write an embedding model with two layers, 32 wide, and return its folder."""
    import torch
    from safetensors.numpy import save_file
    from transformers import BertModel

    torch.manual_seed(1)
    # wide enough for inputs to matter: at the usual 0.02 all vectors are alike
    BertModel(_config(2, initializer_range=0.3)).save_pretrained(folder)
    _write_tokenizer(folder)
    width = {"word_embedding_dimension": 32}
    steps = {"Transformer": {"max_seq_length": LIMIT}, "Pooling": width | _pooling(pooling)}
    if dense:
        activation = "torch.nn.modules.activation.Tanh"
        shape = {"in_features": 32, "out_features": dense, "bias": True}
        steps["Dense"] = shape | {"activation_function": activation}
    if normalize:
        steps["Normalize"] = {}
    modules = [
        {
            "idx": index,
            "name": str(index),
            "path": f"{index}_{kind}" if index else "",
            "type": f"sentence_transformers.models.{kind}",
        }
        for index, kind in enumerate(steps)
    ]
    _write(folder / "modules.json", modules)
    prompts = {"prompts": {"query": "kysymys: ", "document": "teksti: "}}
    _write(folder / "config_sentence_transformers.json", prompts)
    _write(folder / "sentence_bert_config.json", steps["Transformer"])
    for module, content in list(zip(modules, steps.values(), strict=True))[1:]:
        _write(folder / module["path"] / "config.json", content)
    if dense:
        weights = {"linear.weight": torch.randn(dense, 32), "linear.bias": torch.randn(dense)}
        arrays = {name: tensor.numpy() for name, tensor in weights.items()}
        save_file(arrays, folder / "2_Dense" / "model.safetensors")
    return folder


def write_cross_encoder(folder: Path, *, outputs: int = 1) -> Path:
    """Write a cross-encoder with one layer, 32 wide, and return its folder.

    Its weights are sines, the same with every version of torch, so that scores can be asserted.
    """
    import torch
    from transformers import BertForSequenceClassification

    model = BertForSequenceClassification(_config(1, num_labels=outputs))
    with torch.no_grad():
        for at, (name, weights) in enumerate(sorted(model.named_parameters()), start=1):
            if "LayerNorm" not in name:
                waves = torch.arange(weights.numel(), dtype=torch.float64) * (1.0 + at / 10)
                weights.copy_(waves.sin().reshape(weights.shape))
    model.save_pretrained(folder)
    _write_tokenizer(folder)
    return folder


def _config(layers: int, **settings: Any) -> Any:
    from transformers import BertConfig

    return BertConfig(
        vocab_size=len(PIECES),
        hidden_size=32,
        num_hidden_layers=layers,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=LIMIT,
        **settings,
    )


def _write_tokenizer(folder: Path) -> None:
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

    vocabulary = {piece: number for number, piece in enumerate(PIECES)}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    tokenizer.save(str(folder / "tokenizer.json"))
    settings: dict[str, Any] = {f"{name}_token": mark for name, mark in MARKS.items()}
    settings |= {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": LIMIT}
    _write(folder / "tokenizer_config.json", settings)


def _pooling(kind: str) -> dict[str, bool]:
    names = {"mean": "pooling_mode_mean_tokens", "cls": "pooling_mode_cls_token"}
    return {name: kind == each for each, name in names.items()}


def _write(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")
