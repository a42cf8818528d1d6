"""Words in tantivy: what trees of terms score, and in which order."""

from __future__ import annotations

import itertools
import math
from pathlib import Path

import numpy as np
import pytest

from hankehaku.errors import IndexDamagedError
from hankehaku.index.lexical import All, Best, Leaf, LexicalIndex, Node, Sum

DOCUMENTS = (
    {"base": ["koulu", "nuori", "koulu"], "title": ["koulu"]},
    {"base": ["nuori", "apu", "apu", "työ"]},
    {"base": ["koulu", "työ"], "title": ["työ"]},
    {"base": ["muu", "muu", "muu", "muu", "muu"]},
    {},
)
KOULU, NUORI, TYO, APU = (Leaf("base", key) for key in ("koulu", "nuori", "työ", "apu"))
NOWHERE = Leaf("base", "olematon")
ALL_ROWS = np.arange(len(DOCUMENTS))


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> LexicalIndex:
    folder = tmp_path_factory.mktemp("lexical") / "words"
    assert LexicalIndex.build(folder, DOCUMENTS) == len(DOCUMENTS)
    return LexicalIndex.open(folder)


def _scores(index: LexicalIndex, *terms: Node) -> np.ndarray:
    return index.term_scores(terms, ALL_ROWS)


def _bm25(field: str, key: str) -> list[float]:
    """BM25 as Robertson & Zaragoza (2009) give it, with Lucene's idf; k1 1.2, b 0.75."""
    texts = [each.get(field, []) for each in DOCUMENTS]
    average = sum(map(len, texts)) / len(texts)
    having = sum(key in text for text in texts)
    idf = math.log(1 + (len(texts) - having + 0.5) / (having + 0.5))
    scores = []
    for text in texts:
        count = text.count(key)
        norm = 1.2 * (1 - 0.75 + 0.75 * len(text) / average)
        scores.append(idf * count * 2.2 / (count + norm))
    return scores


def test_length_and_frequency(index: LexicalIndex) -> None:
    assert len(index) == 5
    assert index.frequency("base", "koulu") == 2  # documents, not occurrences
    assert index.frequency("title", "koulu") == 1
    assert index.frequency("parts", "koulu") == 0
    assert index.frequency("base", "olematon") == 0


@pytest.mark.parametrize("field", ["base", "title"])
def test_a_leaf_scores_bm25(index: LexicalIndex, field: str) -> None:
    for key in ("koulu", "nuori", "työ", "apu"):
        (scores,) = _scores(index, Leaf(field, key))
        np.testing.assert_allclose(scores, _bm25(field, key), rtol=1e-5)


def test_weights_multiply(index: LexicalIndex) -> None:
    plain, heavy = _scores(index, KOULU, Leaf("base", "koulu", 2.5))
    np.testing.assert_allclose(heavy, 2.5 * plain, rtol=1e-5)
    for kind in (Best, Sum, All):
        plain, heavy = _scores(index, kind((KOULU, NUORI)), kind((KOULU, NUORI), 3.0))
        assert plain.any()
        np.testing.assert_allclose(heavy, 3 * plain, rtol=1e-5)


def test_best_takes_the_best_child(index: LexicalIndex) -> None:
    koulu, nuori, best = _scores(index, KOULU, NUORI, Best((KOULU, NUORI)))
    np.testing.assert_allclose(best, np.maximum(koulu, nuori), rtol=1e-5)
    assert best[0] < koulu[0] + nuori[0]


def test_sum_adds_children(index: LexicalIndex) -> None:
    koulu, nuori, total = _scores(index, KOULU, NUORI, Sum((KOULU, NUORI)))
    np.testing.assert_allclose(total, koulu + nuori, rtol=1e-5)
    assert np.flatnonzero(total).tolist() == [0, 1, 2]


def test_all_adds_only_where_every_child_stands(index: LexicalIndex) -> None:
    koulu, nuori, every = _scores(index, KOULU, NUORI, All((KOULU, NUORI)))
    assert np.flatnonzero(every).tolist() == [0]
    assert every[0] == pytest.approx(koulu[0] + nuori[0], rel=1e-5)


def test_trees_nest(index: LexicalIndex) -> None:
    tree = Sum((Best((KOULU, Leaf("title", "koulu", 2.0))), All((NUORI, APU), 0.5)), 2.0)
    koulu, title, nuori, apu, found = _scores(
        index, KOULU, Leaf("title", "koulu"), NUORI, APU, tree
    )
    both = np.where((nuori > 0) & (apu > 0), nuori + apu, 0)
    np.testing.assert_allclose(found, 2 * (np.maximum(koulu, 2 * title) + 0.5 * both), rtol=1e-5)


def test_what_stands_nowhere_scores_nothing(index: LexicalIndex) -> None:
    nowhere, every, best, koulu = _scores(
        index, NOWHERE, All((KOULU, NOWHERE)), Best((KOULU, NOWHERE)), KOULU
    )
    assert not nowhere.any()
    assert not every.any()
    np.testing.assert_allclose(best, koulu)


def test_term_scores_are_in_the_order_of_rows(index: LexicalIndex) -> None:
    terms = (KOULU, NUORI, TYO)
    whole = _scores(index, *terms)
    assert whole.dtype == np.float32
    for size in range(1, 6):
        for rows in itertools.permutations(range(5), size):
            found = index.term_scores(terms, np.array(rows, dtype=np.int64))
            assert found.shape == (3, size)
            # among a few documents the scores are those among all of them
            np.testing.assert_allclose(found, whole[:, list(rows)], rtol=1e-6)


def test_no_rows_and_no_terms(index: LexicalIndex) -> None:
    assert index.term_scores((KOULU,), np.zeros(0, dtype=np.int64)).shape == (1, 0)
    assert index.term_scores((), ALL_ROWS).shape == (0, 5)
    assert index.search((), 10).shape == (0,)
    assert index.search((NOWHERE,), 10).tolist() == []


def test_search_is_best_first_by_the_sum(index: LexicalIndex) -> None:
    terms = (KOULU, NUORI, Leaf("title", "työ", 4.0))
    sums = _scores(index, *terms).sum(axis=0)
    expected = [row for row in np.argsort(-sums, kind="stable").tolist() if sums[row] > 0]
    assert len(expected) == 3
    for limit in (1, 2, 3, 10):
        assert index.search(terms, limit).tolist() == expected[:limit]


def test_pruned_leaves_out_what_no_document_has(index: LexicalIndex) -> None:
    assert index.pruned(KOULU) == KOULU
    assert index.pruned(NOWHERE) is None
    assert index.pruned(Best((KOULU, NOWHERE), 2.0)) == Best((KOULU,), 2.0)
    assert index.pruned(Sum((NOWHERE, NUORI))) == Sum((NUORI,))
    assert index.pruned(All((KOULU, NOWHERE))) is None
    assert index.pruned(Sum((NOWHERE, Best((NOWHERE,))))) is None
    assert index.pruned(Sum((All((NOWHERE, KOULU)), APU))) == Sum((APU,))


def test_pruning_does_not_change_scores(index: LexicalIndex) -> None:
    tree = Sum((Best((KOULU, NOWHERE), 2.0), All((NUORI, NOWHERE)), NUORI))
    pruned = index.pruned(tree)
    assert pruned is not None
    before, after = _scores(index, tree, pruned)
    np.testing.assert_allclose(before, after, rtol=1e-6)


def test_rows_hold_over_many_documents(tmp_path: Path) -> None:
    documents = ({"base": [f"avain{row}", "sama"]} for row in range(3000))
    assert LexicalIndex.build(tmp_path / "words", documents) == 3000
    index = LexicalIndex.open(tmp_path / "words")
    for row in (0, 1, 1499, 2999):
        assert index.search((Leaf("base", f"avain{row}"),), 10).tolist() == [row]
    rows = np.array([2999, 5, 700], dtype=np.int64)
    found = index.term_scores((Leaf("base", "avain700"), Leaf("base", "sama")), rows)
    assert np.flatnonzero(found[0]).tolist() == [2]
    assert (found[1] > 0).all()


def test_an_unreadable_folder_is_damage(tmp_path: Path) -> None:
    with pytest.raises(IndexDamagedError, match="hankehaku build --force"):
        LexicalIndex.open(tmp_path / "none")
    LexicalIndex.build(tmp_path / "words", DOCUMENTS)
    (tmp_path / "words" / "meta.json").write_text("{", encoding="utf-8")
    with pytest.raises(IndexDamagedError) as caught:
        LexicalIndex.open(tmp_path / "words")
    assert caught.value.where == str(tmp_path / "words")
