"""A cross-encoder as a reranker: its scores, whatever else is asked, and what is refused."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from conftest import MakeModel
from hankehaku.errors import ModelError
from hankehaku.index.kit import open_kit
from hankehaku.index.reranker import CrossEncoderReranker
from tiny_models import LIMIT, write_cross_encoder

LEXICON = Path(__file__).parents[2] / "data" / "lexicon"
TEXTS = ["äitien ryhmä", "verkkokauppa", "", "a", "kirjasto " * 30]
SCORES = [-3.2667642, -3.1237426, -3.247871, -3.240277, -2.643751]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_cross_encoder(tmp_path_factory.mktemp("tiny") / "Tiny Judge")


@pytest.fixture(scope="module")
def reranker(folder: Path) -> CrossEncoderReranker:
    return CrossEncoderReranker.open(folder)


def test_known_weights_give_known_scores(reranker: CrossEncoderReranker) -> None:
    scores = reranker.scores("äidit", TEXTS)
    assert (scores.dtype, scores.shape) == (np.float32, (5,))
    assert scores.tolist() == pytest.approx(SCORES, abs=1e-4)
    assert reranker.scores("äidit", []).shape == (0,)


def test_scores_are_those_of_the_model_unbounded(
    folder: Path, reranker: CrossEncoderReranker
) -> None:
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    model = AutoModelForSequenceClassification.from_pretrained(folder).eval()
    pair = AutoTokenizer.from_pretrained(folder)("äidit", TEXTS[0], return_tensors="pt")
    with torch.inference_mode():
        (logit,) = model(**pair).logits[0].tolist()
    assert reranker.scores("äidit", TEXTS[:1]).tolist() == pytest.approx([logit], abs=1e-5)


def test_a_score_does_not_depend_on_its_company(reranker: CrossEncoderReranker) -> None:
    together = reranker.scores("äidit", TEXTS)
    alone = np.concatenate([reranker.scores("äidit", [text]) for text in TEXTS])
    assert np.array_equal(together, alone)
    assert np.array_equal(together, reranker.scores("äidit", TEXTS[::-1])[::-1])


def test_threads_share_a_reranker(reranker: CrossEncoderReranker) -> None:
    expected = {query: reranker.scores(query, TEXTS) for query in TEXTS}
    with ThreadPoolExecutor(4) as pool:
        jobs = [(each, pool.submit(reranker.scores, each, TEXTS)) for each in TEXTS * 4]
        counts = [pool.submit(reranker.count_tokens, "ab", "cde") for _ in range(8)]
        assert all(np.array_equal(job.result(), expected[query]) for query, job in jobs)
        assert {job.result() for job in counts} == {8}


def test_tokens_are_counted_with_marks_and_uncut(reranker: CrossEncoderReranker) -> None:
    assert reranker.max_tokens == LIMIT
    assert reranker.count_tokens("", "") == 3
    assert reranker.count_tokens("ab", "cde") == 8
    assert reranker.count_tokens("ab", "cde " * 100) == 305


def test_of_a_long_pair_the_longer_text_is_cut(reranker: CrossEncoderReranker) -> None:
    fits = "b " * (LIMIT - 4)
    cut, whole = reranker.scores("a", [fits + "c d", fits])
    assert cut == whole
    long = "b " * 1_000
    assert not np.array_equal(reranker.scores(long, ["a"]), reranker.scores(long, ["c"]))


@pytest.mark.parametrize("text", ["a\0b", "\ud800", "\ufdfa" * 50, " \n", "[SEP]", "e\u0301" * 500])
def test_hostile_text_gets_a_score(reranker: CrossEncoderReranker, text: str) -> None:
    assert np.isfinite(reranker.scores(text, [text, "a"])).all()


def test_text_is_cleaned_as_for_encoders(reranker: CrossEncoderReranker) -> None:
    plain, odd = reranker.scores("äidit", ["äiti ja isä", " a\u0308iti\0ja\n isä"])
    assert plain == odd
    assert np.array_equal(reranker.scores("äiti", ["a"]), reranker.scores(" a\u0308iti\x1f", ["a"]))


def test_the_id_says_model_engine_and_weights(
    reranker: CrossEncoderReranker, tmp_path: Path
) -> None:
    model, engine, version = reranker.id.split("/")
    assert model == reranker.name
    assert model.startswith("tiny-judge-")
    assert engine == "cross-encoder"
    assert len(version) == 12
    same = CrossEncoderReranker.open(write_cross_encoder(tmp_path / "same"))
    assert same.id.split("/")[2] == version
    assert same.name != reranker.name


def test_a_kit_has_a_reranker_when_told_and_indexes_do_not_depend_on_it(folder: Path) -> None:
    without = open_kit(lexicon=LEXICON, analyzer="snowball")
    empty = open_kit(lexicon=LEXICON, analyzer="snowball", reranker="")
    kit = open_kit(lexicon=LEXICON, analyzer="snowball", reranker=str(folder))
    assert without.reranker is empty.reranker is None
    assert kit.reranker is not None
    assert kit.reranker.name.startswith("tiny-judge-")
    assert kit.fingerprint("corpus", "options") == without.fingerprint("corpus", "options")


def test_a_missing_model_names_the_cure(tmp_path: Path) -> None:
    for name in (tmp_path / "none", tmp_path):
        with pytest.raises(ModelError, match="cannot load the model") as caught:
            CrossEncoderReranker.open(name)
        assert caught.value.where == str(name)
        assert "unset it to search without" in caught.value.cure


def test_a_name_that_is_nowhere_is_said_at_once_in_one_line() -> None:
    code = (
        "from hankehaku.errors import ModelError\n"
        "from hankehaku.index.reranker import CrossEncoderReranker\n"
        "try: CrossEncoderReranker.open('no/such-reranker-here')\n"
        "except ModelError as exc: print(exc)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=40
    )
    assert done.stdout.startswith("no/such-reranker-here: cannot load the model: ")
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""


def test_several_outputs_are_refused(tmp_path: Path) -> None:
    folder = write_cross_encoder(tmp_path / "three", outputs=3)
    with pytest.raises(ModelError, match="has 3 outputs, a reranker has one"):
        CrossEncoderReranker.open(folder)


def test_an_embedding_model_is_refused_in_silence(make_model: MakeModel) -> None:
    code = (
        "import sys\n"
        "from hankehaku.errors import ModelError\n"
        "from hankehaku.index.reranker import CrossEncoderReranker\n"
        "try: CrossEncoderReranker.open(sys.argv[1])\n"
        "except ModelError as exc: print(exc)\n"
    )
    command = [sys.executable, "-c", code, make_model()]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert "the model was not trained to compare a question with a text" in done.stdout
    assert done.stderr == ""


def test_a_model_that_cannot_judge_is_refused(tmp_path: Path) -> None:
    folder = write_cross_encoder(tmp_path / "broken")
    tokens = json.loads((folder / "tokenizer.json").read_text())
    tokens["model"]["vocab"]["e"] = 100_000  # beyond the embeddings of the model
    (folder / "tokenizer.json").write_text(json.dumps(tokens))
    with pytest.raises(ModelError, match="the model cannot judge a text"):
        CrossEncoderReranker.open(folder)


def test_scores_that_are_no_numbers_are_refused(tmp_path: Path) -> None:
    from safetensors.numpy import load_file, save_file

    folder = write_cross_encoder(tmp_path / "empty")
    weights = load_file(folder / "model.safetensors")
    weights["classifier.bias"] = np.full_like(weights["classifier.bias"], np.nan)
    save_file(weights, folder / "model.safetensors", {"format": "pt"})
    with pytest.raises(ModelError, match="the model's scores are no numbers"):
        CrossEncoderReranker.open(folder)
