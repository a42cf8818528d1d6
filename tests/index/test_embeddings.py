"""Vectors kept by content: only what is new is encoded."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from fakes import FakeEncoder, vector_of

from hankehaku.index import embeddings
from hankehaku.index.embeddings import EmbeddingCache


def _run(path: Path, encoder: FakeEncoder, texts: list[str]) -> tuple[np.ndarray, list[int]]:
    advances: list[int] = []
    cache = EmbeddingCache(path)
    try:
        return cache.passages(encoder, texts, advances.append), advances
    finally:
        cache.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "not" / "yet" / "embeddings"


def test_vectors_are_the_encoders_in_order(path: Path) -> None:
    texts = [f"teksti {number}" for number in range(5)]
    vectors, _ = _run(path, FakeEncoder(), texts)
    np.testing.assert_array_equal(vectors, np.stack([vector_of(text) for text in texts]))
    assert vectors.dtype == np.float32


def test_only_what_is_new_is_encoded(path: Path) -> None:
    _run(path, FakeEncoder(), ["a", "b", "c"])
    encoder = FakeEncoder()
    vectors, advances = _run(path, encoder, ["d", "b", "e", "a"])
    assert encoder.passages == [["d", "e"]]
    np.testing.assert_array_equal(vectors, np.stack([vector_of(text) for text in "dbea"]))
    assert advances == [2, 2]  # what was known, then what was encoded


def test_nothing_new_is_no_call(path: Path) -> None:
    first, _ = _run(path, FakeEncoder(), ["a", "b"])
    encoder = FakeEncoder()
    second, advances = _run(path, encoder, ["a", "b"])
    assert encoder.passages == []
    assert advances == [2]
    np.testing.assert_array_equal(first, second)


def test_a_text_that_is_repeated_is_encoded_once(path: Path) -> None:
    encoder = FakeEncoder()
    vectors, advances = _run(path, encoder, ["a", "b", "a"])
    assert encoder.passages == [["a", "b"]]
    np.testing.assert_array_equal(vectors, np.stack([vector_of(text) for text in "aba"]))
    assert advances == [0, 3]


def _file(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def test_any_flipped_bit_is_noticed_and_the_vector_made_again(path: Path) -> None:
    texts = ["a", "b", "c"]
    whole, _ = _run(path, FakeEncoder(), texts)
    file, size = _file(path), 40 + 16 * 4
    data = file.read_bytes()
    assert len(data) == 3 * size
    # key, checksum, what fills up, vector
    for at, bit in ((size, 0), (size + 31, 7), (size + 33, 2), (size + 38, 4), (2 * size - 1, 6)):
        damaged = bytearray(data)
        damaged[at] ^= 1 << bit
        file.write_bytes(damaged)
        encoder, cache = FakeEncoder(), EmbeddingCache(path)
        vectors = cache.passages(encoder, texts, lambda _count: None)
        cache.close()
        np.testing.assert_array_equal(vectors, whole)
        assert encoder.encoded == ["b"]
        # with its beginning damaged a record is not found at all
        assert cache.damaged == (at >= size + 8)
        again, _ = _run(path, encoder, texts)
        assert encoder.encoded == ["b"]
        np.testing.assert_array_equal(again, whole)


@pytest.mark.parametrize("cut", [1, 50, 103, 104, 300])
def test_half_a_record_at_the_end_is_cut_off(path: Path, cut: int) -> None:
    whole, _ = _run(path, FakeEncoder(), ["a", "b", "c"])
    file = _file(path)
    file.write_bytes(file.read_bytes()[:-cut])
    encoder = FakeEncoder()
    vectors, _ = _run(path, encoder, ["a", "b", "c"])
    np.testing.assert_array_equal(vectors, whole)
    assert encoder.encoded == ["a", "b", "c"][(312 - cut) // 104 :]
    assert file.stat().st_size == 312


def test_many_vectors_are_found_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embeddings, "_MERGED", 100)
    texts = [str(number) for number in range(3000)]
    for _ in range(2):
        encoder = FakeEncoder()
        cache = EmbeddingCache(path)
        blocks = list(cache.stream(encoder, iter(texts), lambda _count: None))
        cache.close()
        assert [len(each) for each in blocks] == [2048, 952]
        np.testing.assert_array_equal(
            np.concatenate(blocks)[::500], [vector_of(t) for t in texts[::500]]
        )
    assert encoder.encoded == []
    assert len(np.unique(np.concatenate(cache.used))) == 3000


def test_no_texts(path: Path) -> None:
    vectors, _ = _run(path, FakeEncoder(), [])
    assert vectors.shape == (0, 16)


def test_each_encoder_has_its_own(path: Path) -> None:
    _run(path, FakeEncoder("fake/1"), ["a"])
    other = FakeEncoder("fake/2")
    _run(path, other, ["a"])
    assert other.encoded == ["a"]


def test_texts_are_encoded_in_batches(path: Path) -> None:
    encoder = FakeEncoder()
    _, advances = _run(path, encoder, [str(number) for number in range(70)])
    assert [len(call) for call in encoder.passages] == [32, 32, 6]
    assert advances == [0, 32, 32, 6]


def test_the_same_text_twice_has_one_vector(path: Path) -> None:
    vectors, advances = _run(path, FakeEncoder(), ["a", "b", "a"])
    np.testing.assert_array_equal(vectors[0], vectors[2])
    assert sum(advances) == 3


def test_lone_surrogates_have_a_key(path: Path) -> None:
    class Lenient(FakeEncoder):
        def encode_passages(self, texts: list[str]) -> np.ndarray:  # type: ignore[override]
            return super().encode_passages([text.replace("\ud800", "") for text in texts])

    vectors, _ = _run(path, Lenient(), ["a\ud800"])
    np.testing.assert_array_equal(vectors[0], vector_of("a"))


def test_a_build_that_fails_keeps_its_finished_batches(path: Path) -> None:
    class Failing(FakeEncoder):
        def encode_passages(self, texts: list[str]) -> np.ndarray:  # type: ignore[override]
            if len(self.passages) == 2:
                raise MemoryError
            return super().encode_passages(texts)

    texts = [str(number) for number in range(100)]
    with pytest.raises(MemoryError):
        _run(path, Failing(), texts)
    encoder = FakeEncoder()
    _run(path, encoder, texts)
    assert encoder.encoded == texts[64:]


def test_a_question_is_not_taken_for_a_passage(path: Path) -> None:
    encoder = FakeEncoder()
    _run(path, encoder, ["a"])
    for _ in range(2):
        cache = EmbeddingCache(path)
        try:
            vectors = cache.queries(encoder, ["a"], lambda _count: None)
        finally:
            cache.close()
        np.testing.assert_array_equal(vectors, encoder.encode_queries(["a"]))
    _, advances = _run(path, encoder, ["a"])
    assert advances == [1]
