"""Other models by name, from the command line: an encoder with both engines, a reranker."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tiny_models import write_cross_encoder, write_encoder

COMMAND = Path(sys.executable).with_name("hankehaku")
PROJECTS = [
    {"id": "a", "title": "Metsäpolku", "text": "Rakennetaan esteetön luontopolku lapsille."},
    {"id": "b", "title": "Verkkokauppa", "text": "Opastetaan yrittäjiä verkkokaupassa."},
    {"id": "c", "title": "Kieli", "text": "Opetetaan äideille suomea. " * 12},
]
QUESTION = "yrittäjien opastus"


def run(*arguments: str | Path, **variables: str | Path) -> subprocess.CompletedProcess[str]:
    settings = {f"HANKEHAKU_{name}": str(value) for name, value in variables.items()}
    return subprocess.run(
        [COMMAND, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "HANKEHAKU_ANALYZER": "snowball", **settings},
        timeout=240,
    )


def hits(*arguments: str | Path, **variables: str | Path) -> list[dict[str, Any]]:
    done = run("search", QUESTION, "--json", *arguments, **variables)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    found: list[dict[str, Any]] = json.loads(done.stdout)["hits"]
    return found


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("source") / "own.jsonl"
    path.write_text("".join(json.dumps(each) + "\n" for each in PROJECTS), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def index(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("index")
    # a reranker that is nowhere: building must not ask for it
    built = run("build", source, "--index", folder, RERANKER="no/such-model")
    assert built.returncode == 0, built.stderr
    return folder


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_cross_encoder(tmp_path_factory.mktemp("models") / "judge")


@pytest.mark.parametrize("engine", ["onnx", "sentence-transformers"])
def test_any_encoder_builds_and_searches(source: Path, tmp_path: Path, engine: str) -> None:
    model = write_encoder(tmp_path / "tiny", normalize=True)
    index = tmp_path / "index"
    chosen = {"MODEL": model, "ENGINE": engine, "CACHE": tmp_path / "cache"}
    built = run("build", source, "--index", index, **chosen)
    assert built.returncode == 0, built.stderr
    # only onnx needs another form of the model, which is told when it is made
    assert ("prompts of the model: 'kysymys: ' and 'teksti: '" in built.stderr) == (
        engine == "onnx"
    )
    assert (tmp_path / "cache").exists() == (engine == "onnx")
    (manifest,) = index.glob("generations/*/manifest.json")
    made = json.loads(manifest.read_text(encoding="utf-8"))
    slug, used, _ = made["encoder"].split("/")
    assert slug.startswith("tiny-")
    assert used == {"onnx": "int8-onnx"}.get(engine, engine)
    assert (made["model"], made["dimensions"]) == (str(model), 32)
    found = hits("--index", index, **chosen)
    assert sorted(hit["id"] for hit in found) == ["a", "b", "c"]
    assert found[0]["id"] == "b"
    refused = run("search", QUESTION, "--index", index)
    assert refused.returncode == 1
    assert "the index was built with the encoder tiny-" in refused.stderr


def test_a_reranker_judges_and_says_so(index: Path, judge: Path) -> None:
    before = {hit["id"]: hit for hit in hits("--index", index)}
    assert all(hit["reranked"] is None for hit in before.values())
    found = hits("--index", index, RERANKER=judge)
    assert {hit["id"] for hit in found} == set(before)
    for hit in found:
        assert hit["reranked"]["by"].startswith("judge-")
        assert hit["reranked"]["before"] == before[hit["id"]]["rank"]
        assert hit["confidence"] == before[hit["id"]]["confidence"]
    fused = standard({name: hit["score"] for name, hit in before.items()})
    opinion = standard({hit["id"]: hit["signals"]["reranker"] for hit in found})
    together = {name: fused[name] + opinion[name] for name in before}
    assert [hit["id"] for hit in found] == sorted(together, key=lambda name: -together[name])
    told = run("search", QUESTION, "--index", index, RERANKER=judge).stdout
    assert told.count("Uudelleenjärjestäjä judge-") == 3


def standard(values: dict[str, float]) -> dict[str, float]:
    mean = sum(values.values()) / len(values)
    deviation = (sum((each - mean) ** 2 for each in values.values()) / len(values)) ** 0.5
    return {name: (value - mean) / deviation for name, value in values.items()}


@pytest.mark.parametrize("name", ["no/such-model", "{tmp}/none"])
def test_a_reranker_that_is_not_there_is_one_line(index: Path, tmp_path: Path, name: str) -> None:
    chosen = name.format(tmp=tmp_path)
    done = run("search", QUESTION, "--index", index, RERANKER=chosen)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith(f"hankehaku: {chosen}: cannot load the model: ")
    assert "unset it to search without" in done.stderr
    assert done.stderr.count("\n") == 1


def test_what_needs_no_reranker_does_not_ask_for_it(index: Path) -> None:
    assert run("list", "--index", index, RERANKER="no/such-model").returncode == 0
