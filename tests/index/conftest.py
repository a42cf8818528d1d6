"""Models to test with: the one that comes with hankehaku, and tiny ones made at random."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hankehaku.index.models import PreparedModel, prepare
from hankehaku.index.onnx_encoder import OnnxEncoder
from hankehaku.index.st_encoder import SentenceTransformerEncoder
from tiny_models import write_encoder

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
        folder = tmp_path_factory.mktemp("tiny") / "tiny-model"
        return write_encoder(folder, pooling=pooling, dense=dense, normalize=normalize)

    return make
