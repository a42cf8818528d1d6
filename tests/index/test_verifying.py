"""Faults of an index are found, all of them; what is not needed is removed, nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import faiss
import numpy as np
import pytest
from fakes import FakeEncoder, project, small_corpus, small_kit, write_lexicon

from hankehaku.errors import IndexBusyError, IndexDamagedError, IndexMissingError
from hankehaku.index import store as store_module
from hankehaku.index.builder import build
from hankehaku.index.collecting import collect
from hankehaku.index.kit import Kit
from hankehaku.index.store import Store
from hankehaku.index.verifying import verify


@pytest.fixture
def small(tmp_path: Path) -> Kit:
    return small_kit(write_lexicon(tmp_path / "lexicon"))


@pytest.fixture
def store(small: Kit, tmp_path: Path) -> Store:
    store = Store(tmp_path / "index")
    for number in range(3):
        build(small_corpus(*(project(each) for each in range(number, 20))), small, store)
    return store


def _said(store: Store) -> list[tuple[str, str]]:
    return [(Path(each.where).name, each.what) for each in verify(store)]


def _sign(folder: Path) -> None:
    """Make the manifest fit the files, as if they had been built so."""
    path = folder / "manifest.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    del data["checksum"]
    for name in data["files"]:
        file = folder / name
        data["files"][name] = (file.stat().st_size, store_module._digest(file))
    data["checksum"] = store_module._checksum(data)
    path.write_text(json.dumps(data), encoding="utf-8")


def test_a_sound_index_has_no_fault(store: Store, tmp_path: Path) -> None:
    assert _said(store) == []
    with pytest.raises(IndexMissingError):
        list(verify(Store(tmp_path / "none")))


def test_every_fault_is_listed(store: Store) -> None:
    folder = store.current()[0]
    for name in ("vocabulary.txt", "raw/vectors.faiss"):
        data = bytearray((folder / name).read_bytes())
        data[-1] ^= 64
        (folder / name).write_bytes(data)
    (folder / "corpus.json").unlink()
    (folder / "left.tmp").write_bytes(b"x")
    said = _said(store)
    assert ("vocabulary.txt", "changed since it was built") in said
    assert ("vectors.faiss", "changed since it was built") in said
    assert ("corpus.json", "missing or of the wrong size") in said
    assert ("left.tmp", "not in the manifest") in said
    assert all(name != "raw" for name, _ in said)  # what is damaged is not read
    assert all("hankehaku" in each.cure for each in verify(store))


def test_parts_that_disagree_are_found_although_checksums_are_right(store: Store) -> None:
    folder = store.current()[0]
    index = faiss.read_index(str(folder / "lemma" / "vectors.faiss"))
    rows = np.load(folder / "lemma" / "rows.npy")
    np.save(folder / "lemma" / "rows.npy", np.where(rows == 5, 6, rows))
    sentences = faiss.IndexFlatIP(index.d)
    sentences.add(np.full((3, index.d), np.nan, np.float32))
    faiss.write_index(sentences, str(folder / "sentences" / "vectors.faiss"))
    _sign(folder)
    said = _said(store)
    assert ("lemma", "the vectors are not those of the projects, in their order") in said
    assert ("sentences", "3 vectors with the rows of 36") in said
    assert ("sentences", "a vector is not of unit length") in said
    assert any("raw and lemma" in what for _, what in said)


def test_a_pointer_to_nothing_and_damaged_content_are_found(store: Store) -> None:
    (store.folder / "current").write_text("000009-abc\n", encoding="utf-8")
    (vectors,) = store.embeddings.iterdir()
    data = bytearray(vectors.read_bytes())
    data[60] ^= 1
    vectors.write_bytes(data)
    said = _said(store)
    assert ("current", "names no generation: '000009-abc'") in said
    assert any(name == vectors.name and "1 of " in what for name, what in said)
    with pytest.raises(IndexDamagedError):  # nothing is removed when it is not known what serves
        collect(store)
    assert len(store.generations()) == 2


def test_what_is_not_needed_is_removed(store: Store, small: Kit) -> None:
    serving = store.current()[0]
    (store.folder / "generations" / ".building-000009-x").mkdir()
    (store.folder / "embeddings.sqlite").write_bytes(b"of an earlier format")
    before = sum(each.stat().st_size for each in store.folder.rglob("*") if each.is_file())
    collected = collect(store)
    assert (collected.generations, collected.leftovers, collected.analyses) == (1, 2, 2)
    # raw and base forms of two projects, and of each the sentence that no other has
    assert collected.vectors >= 6
    after = sum(each.stat().st_size for each in store.folder.rglob("*") if each.is_file())
    assert collected.bytes == before - after > 0
    assert store.generations() == [serving]
    assert _said(store) == []
    encoder = small.encoder
    assert isinstance(encoder, FakeEncoder)
    encoded = len(encoder.encoded), len(encoder.queries)
    again = build(small_corpus(*(project(each) for each in range(2, 20))), small, store, force=True)
    assert (len(encoder.encoded), len(encoder.queries)) == encoded  # all that is used was kept
    assert again.damaged == 0
    once_more = collect(store)
    assert (once_more.vectors, once_more.analyses, once_more.generations) == (0, 0, 1)


def test_nothing_is_removed_while_another_builds(store: Store) -> None:
    with store.building(), pytest.raises(IndexBusyError):
        collect(store)
