"""What every encoder must do, asked of each of them."""

from __future__ import annotations

import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from conftest import MakeModel
from hankehaku.index.encoder import Encoder
from hankehaku.index.models import prepare
from hankehaku.index.onnx_encoder import OnnxEncoder
from hankehaku.index.st_encoder import SentenceTransformerEncoder

TEXTS = [
    "Pakolaisäitien kotoutuminen ja kielen oppiminen",
    "",
    "Maahanmuuttajille kehitetään neuvontaa. " * 12,
    "Projektet stöder invandrarkvinnor i Åbo",
    "3. sektorin järjestöt",
]
HOSTILE = {
    "nul": "kotout\0uminen",
    "controls": "\x01\x02\x1b[31mkoto\x7f\x9f",
    "lone surrogate": "koto \ud800 utuminen \udfff",
    "expanding": "\ufdfa" * 50,
    "empty": "",
    "blank": " \t\n ",
    "emoji": "👩‍👩‍👧‍👦🇫🇮 perhe 🙂",
    "long": "kotoutuminen " * 7_700,
    "one long word": "a" * 100_000,
    "marks of the model": "</s><s> [SEP] <mask> <pad>",
    "combining": "e" + "\u0301" * 1_000,
    "right to left": "مهاجر \u202eabc",
}


@pytest.fixture(
    scope="module",
    params=["onnx", "sentence-transformers", "onnx tiny", "sentence-transformers tiny"],
)
def encoder(
    request: pytest.FixtureRequest,
    make_model: MakeModel,
    tmp_path_factory: pytest.TempPathFactory,
) -> Encoder:
    engine, _, tiny = str(request.param).partition(" ")
    if not tiny:
        name = "onnx_encoder" if engine == "onnx" else "st_encoder"
        found: Encoder = request.getfixturevalue(name)
        return found
    folder = make_model(pooling="cls", dense=16, normalize=True)
    if engine == "onnx":
        cache: Path = tmp_path_factory.mktemp("cache")
        return OnnxEncoder.open(prepare(str(folder), cache=cache))
    return SentenceTransformerEncoder.open(folder)


def test_vectors_are_unit_rows_of_float32(encoder: Encoder) -> None:
    for vectors in (encoder.encode_queries(TEXTS), encoder.encode_passages(TEXTS)):
        assert vectors.shape == (len(TEXTS), encoder.dimensions)
        assert vectors.dtype == np.float32
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_text_gives_no_row(encoder: Encoder) -> None:
    assert encoder.encode_queries([]).shape == (0, encoder.dimensions)
    assert encoder.encode_passages([]).shape == (0, encoder.dimensions)


def test_a_vector_does_not_depend_on_its_company(encoder: Encoder) -> None:
    together = encoder.encode_passages(TEXTS)
    backwards = encoder.encode_passages(TEXTS[::-1])[::-1]
    alone = np.concatenate([encoder.encode_passages([text]) for text in TEXTS])
    assert np.array_equal(together, alone)
    assert np.array_equal(together, backwards)


def test_threads_share_an_encoder(encoder: Encoder) -> None:
    expected = {text: encoder.encode_queries([text]) for text in TEXTS}
    with ThreadPoolExecutor(4) as pool:
        jobs = [(text, pool.submit(encoder.encode_queries, [text])) for text in TEXTS * 4]
        counts = [pool.submit(encoder.count_tokens, TEXTS[0]) for _ in range(8)]
        assert all(np.array_equal(job.result(), expected[text]) for text, job in jobs)
        assert {job.result() for job in counts} == {encoder.count_tokens(TEXTS[0])}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_gives_a_unit_vector(encoder: Encoder, text: str) -> None:
    vectors = encoder.encode_passages([text, "tavallinen teksti"])
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert np.array_equal(vectors[1:], encoder.encode_passages(["tavallinen teksti"]))
    assert encoder.count_tokens(text) >= 2


def test_control_characters_and_spaces_do_not_matter(encoder: Encoder) -> None:
    vectors = encoder.encode_queries(["äidit ja lapset", " äidit\0 ja\n\tlapset\x1f"])
    assert np.array_equal(vectors[0], vectors[1])


def test_composed_and_decomposed_text_have_one_vector(encoder: Encoder) -> None:
    forms = [unicodedata.normalize(form, TEXTS[0] + " Åbo") for form in ("NFC", "NFD")]
    assert forms[0] != forms[1]
    composed, decomposed = encoder.encode_passages(forms)
    assert np.array_equal(composed, decomposed)
    assert encoder.count_tokens(forms[0]) == encoder.count_tokens(forms[1])


def test_questions_and_passages_have_prompts_of_their_own(encoder: Encoder) -> None:
    query, passage = encoder.encode_queries(["äidit"]), encoder.encode_passages(["äidit"])
    assert not np.allclose(query, passage)


def test_text_over_the_limit_is_cut_but_counted(encoder: Encoder) -> None:
    long = "äiti " * encoder.max_tokens
    cut, longer = encoder.encode_passages([long, long + "isä lapsi"])
    assert np.array_equal(cut, longer)
    assert encoder.count_tokens(long) > encoder.max_tokens


def test_tokens_are_counted_with_prompt_and_marks(encoder: Encoder) -> None:
    empty, one, two = map(encoder.count_tokens, ("", "äiti", "äiti äiti"))
    assert 2 < empty < one < two
    assert two - one == one - empty


def test_the_id_says_model_engine_and_version(encoder: Encoder) -> None:
    model, engine, version = encoder.id.split("/")
    assert model.startswith(("multilingual-e5-small", "tiny-model-"))
    assert engine in ("int8-onnx", "sentence-transformers")
    assert len(version) == 12
    assert int(version, 16) >= 0
