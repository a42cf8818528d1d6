"""Vectors in FAISS: nearest projects, best products and what they are worth."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from fakes import vector_of

from hankehaku.errors import IndexDamagedError
from hankehaku.index.dense import Background, DenseIndex

ROWS = np.array([0, 0, 1, 3, 3, 3], dtype=np.int64)  # project 2 has no passage
VECTORS = np.stack([vector_of(f"passage {number}") for number in range(len(ROWS))])
QUERY = vector_of("question")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    DenseIndex.build(tmp_path / "dense", VECTORS, VECTORS.shape[1], ROWS)
    return tmp_path / "dense"


@pytest.fixture
def dense(folder: Path) -> DenseIndex:
    return DenseIndex.open(folder)


def _best(row: int) -> float:
    return float((VECTORS[row == ROWS] @ QUERY).max())


def test_background_is_mean_and_covariance_over_n() -> None:
    background = Background.of(VECTORS)
    np.testing.assert_allclose(background.mean, VECTORS.mean(axis=0), atol=1e-6)
    covariance = np.cov(VECTORS.T, bias=True)
    np.testing.assert_allclose(background.covariance, covariance, atol=1e-6)
    assert background.mean.dtype == background.covariance.dtype == np.float32


def test_background_knows_scores_of_a_query_without_scoring() -> None:
    mean, deviation = Background.of(VECTORS).of_query(QUERY)
    products = VECTORS @ QUERY
    assert mean == pytest.approx(products.mean(), abs=1e-6)
    assert deviation == pytest.approx(products.std(), abs=1e-6)


def test_deviation_of_a_single_vector_is_not_zero() -> None:
    _, deviation = Background.of(VECTORS[:1]).of_query(QUERY)
    assert deviation == pytest.approx(1e-6)


def test_opened_index_is_what_was_built(dense: DenseIndex) -> None:
    assert dense.dimensions == 16
    np.testing.assert_array_equal(dense.rows, ROWS)
    np.testing.assert_array_equal(dense.background.mean, Background.of(VECTORS).mean)
    np.testing.assert_array_equal(dense.background.covariance, Background.of(VECTORS).covariance)


def test_search_gives_each_project_once_best_first(dense: DenseIndex) -> None:
    expected = sorted({0, 1, 3}, key=_best, reverse=True)
    assert dense.search(QUERY, 6).tolist() == expected
    assert dense.search(QUERY, 1000).tolist() == expected  # more than there are


def test_search_looks_at_so_many_passages_only(dense: DenseIndex) -> None:
    by_passage = ROWS[np.argsort(-(VECTORS @ QUERY))]
    for limit in range(1, 7):
        expected = list(dict.fromkeys(by_passage[:limit].tolist()))
        assert dense.search(QUERY, limit).tolist() == expected


def test_nearest_is_the_best_product_of_each_query(dense: DenseIndex) -> None:
    queries = np.stack([QUERY, VECTORS[4], vector_of("another")])
    nearest = dense.nearest(queries)
    np.testing.assert_allclose(nearest, (queries @ VECTORS.T).max(axis=1), atol=1e-6)
    assert nearest[1] == pytest.approx(1.0, abs=1e-6)


def test_products_are_in_the_order_of_the_passages(dense: DenseIndex) -> None:
    for row in (0, 1, 3):
        expected = VECTORS[row == ROWS] @ QUERY
        np.testing.assert_allclose(dense.products(QUERY, row), expected, atol=1e-6)
    assert dense.products(QUERY, 2).shape == (0,)
    assert dense.products(QUERY, 99).shape == (0,)


def test_best_products_follow_the_rows_asked_for(dense: DenseIndex) -> None:
    for rows in ([0, 1, 3], [3, 0], [1], [3, 1, 0, 3]):
        found = dense.best_products(QUERY, np.array(rows, dtype=np.int64))
        np.testing.assert_allclose(found, [_best(row) for row in rows], atol=1e-6)
    assert dense.best_products(QUERY, np.zeros(0, dtype=np.int64)).shape == (0,)


def test_standard_scores_are_deviations_above_the_mean(dense: DenseIndex) -> None:
    products = VECTORS @ QUERY
    rows = np.array([3, 0, 1], dtype=np.int64)
    expected = [(_best(row) - products.mean()) / products.std() for row in rows]
    scores = dense.standard_scores(QUERY, rows)
    np.testing.assert_allclose(scores, expected, rtol=1e-4)
    assert scores.dtype == np.float32


@pytest.mark.parametrize("name", ["vectors.faiss", "rows.npy", "mean.npy", "covariance.npy"])
@pytest.mark.parametrize("content", [None, b"not what it should be"], ids=["missing", "other"])
def test_unreadable_file_is_damage(folder: Path, name: str, content: bytes | None) -> None:
    (folder / name).unlink()
    if content is not None:
        (folder / name).write_bytes(content)
    with pytest.raises(
        IndexDamagedError, match=r"cannot be read.*hankehaku build --force"
    ) as caught:
        DenseIndex.open(folder)
    assert caught.value.where == str(folder)
