"""Models to test with: the one that comes with hankehaku, and tiny ones made at random."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from hankehaku.index.models import PreparedModel, prepare
from hankehaku.index.onnx_encoder import OnnxEncoder
from hankehaku.index.st_encoder import SentenceTransformerEncoder

ROOT = Path(__file__).parents[2]

MakeModel = Callable[..., Path]


@pytest.fixture(scope="session")
def prepared_model() -> PreparedModel:
    """The default model in the user's own cache: prepared by the first run, found by the others."""
    return prepare()


@pytest.fixture(scope="session")
def onnx_encoder(prepared_model: PreparedModel) -> OnnxEncoder:
    return OnnxEncoder.open(prepared_model)


@pytest.fixture(scope="session")
def st_encoder(prepared_model: PreparedModel) -> SentenceTransformerEncoder:
    return SentenceTransformerEncoder.open(prepared_model)


@pytest.fixture(scope="session")
def descriptions() -> list[str]:
    """The long paragraphs of the seed document, in its order: 25 projects and two objectives."""
    (document,) = (ROOT / "data" / "amif-2014-2020").glob("*.txt")
    lines = document.read_text(encoding="utf-8").splitlines()
    return [line.strip(" •") for line in lines if len(line) > 200]


@pytest.fixture(scope="session")
def make_model(tmp_path_factory: pytest.TempPathFactory) -> MakeModel:
    """Return a function that writes a Sentence Transformers model with two layers, 32 wide."""

    def make(*, pooling: str = "mean", dense: int | None = None, normalize: bool = False) -> Path:
        import torch
        from safetensors.numpy import save_file
        from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
        from transformers import BertConfig, BertModel

        torch.manual_seed(1)
        folder = tmp_path_factory.mktemp("tiny") / "tiny-model"
        letters = "abcdefghijklmnopqrstuvwxyzåäö0123456789.,:-"
        pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *letters, *(f"##{each}" for each in letters)]
        vocabulary = {piece: number for number, piece in enumerate(pieces)}
        sizes = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2}
        BertModel(
            BertConfig(
                vocab_size=len(vocabulary),
                intermediate_size=64,
                max_position_embeddings=64,
                # wide enough for inputs to matter: at the usual 0.02 all vectors are alike
                initializer_range=0.3,
                **sizes,
            )
        ).save_pretrained(folder)
        tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
        tokenizer.normalizer = normalizers.Lowercase()
        tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
        tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
        tokenizer.save(str(folder / "tokenizer.json"))
        marks = {"pad": "[PAD]", "unk": "[UNK]", "cls": "[CLS]", "sep": "[SEP]"}
        settings = {f"{name}_token": mark for name, mark in marks.items()}
        settings |= {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": 64}
        width = {"word_embedding_dimension": 32}
        steps = {"Transformer": {"max_seq_length": 64}, "Pooling": width | _pooling(pooling)}
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
        _write(folder / "tokenizer_config.json", settings)
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

    return make


def _pooling(kind: str) -> dict[str, bool]:
    names = {"mean": "pooling_mode_mean_tokens", "cls": "pooling_mode_cls_token"}
    return {name: kind == each for each, name in names.items()}


def _write(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")
