"""Generations on disk: published at once, checked when opened, pruned, built by one at a time."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from hankehaku.errors import (
    IndexBusyError,
    IndexDamagedError,
    IndexMismatchError,
    IndexMissingError,
)
from hankehaku.index import store as store_module
from hankehaku.index.store import FORMAT, Manifest, Store, check, read_manifest

FILES = {"a.bin": b"\x00\x01" * 40, "words/b.bin": b"sanat", "words/empty": b""}
FINGERPRINT = "0123456789abcdef" * 4


def _manifest(fingerprint: str = FINGERPRINT) -> Manifest:
    return Manifest(
        collection={"id": "small", "title": {"fi": "Pieni"}},
        corpus_hash="c" * 64,
        fingerprint=fingerprint,
        analyzer="list/1",
        encoder="fake/1",
        model="fake",
        dimensions=16,
        counts={"projects": 3},
        lexicon={"digest": "d"},
        built="2026-01-01T00:00:00+00:00",
        program="0.1.0",
    )


def _publish(store: Store, fingerprint: str = FINGERPRINT) -> Path:
    with store.building():
        work = store.new_generation(fingerprint)
        for name, content in FILES.items():
            (work / name).parent.mkdir(exist_ok=True)
            (work / name).write_bytes(content)
        return store.publish(work, _manifest(fingerprint))


def _generations(store: Store) -> list[str]:
    return sorted(each.name for each in (store.folder / "generations").iterdir())


def _flip(path: Path, byte: int, bit: int) -> None:
    data = bytearray(path.read_bytes())
    data[byte] ^= 1 << bit
    path.write_bytes(data)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "index" / "small")


def test_nothing_is_there_before_the_first(store: Store) -> None:
    assert not store.exists()
    with pytest.raises(IndexMissingError, match="hankehaku build") as caught:
        store.current()
    assert caught.value.where == str(store.folder)


def test_what_is_published_is_current(store: Store) -> None:
    folder = _publish(store)
    assert store.exists()
    assert folder.name == f"000001-{FINGERPRINT[:12]}"
    serving, manifest = store.current()
    assert serving == folder
    assert {name: (folder / name).read_bytes() for name in FILES} == FILES
    assert manifest.files == {
        name: (len(content), hashlib.sha256(content).hexdigest()) for name, content in FILES.items()
    }
    assert manifest.collection == {"id": "small", "title": {"fi": "Pieni"}}
    assert (manifest.format, manifest.dimensions, manifest.counts) == (FORMAT, 16, {"projects": 3})


def test_lock_files_are_no_part_of_a_generation(store: Store) -> None:
    with store.building():
        work = store.new_generation(FINGERPRINT)
        (work / ".writer.lock").write_bytes(b"")
        folder = store.publish(work, _manifest())
    (folder / ".writer.lock").unlink()
    assert store.current()[1].files == {}


def test_work_in_progress_does_not_serve(store: Store) -> None:
    first = _publish(store)
    with store.building():
        work = store.new_generation("f" * 64)
        (work / "a.bin").write_bytes(b"half")
        assert work.name == ".building-000002-ffffffffffff"
        assert store.current()[0] == first


def test_what_killed_builds_left_is_removed(store: Store) -> None:
    first = _publish(store)
    with store.building():
        left = store.new_generation("f" * 64)
        (left / "words").mkdir()
        (left / "words" / "half").write_bytes(b"half")
    _publish(store, "e" * 64)
    assert not left.exists()
    assert _generations(store) == [first.name, "000002-eeeeeeeeeeee"]


def test_old_generations_are_pruned_to_two(store: Store) -> None:
    for letter in "abcd":
        _publish(store, letter * 64)
    assert _generations(store) == ["000003-cccccccccccc", "000004-dddddddddddd"]
    assert store.current()[0].name == "000004-dddddddddddd"


def test_what_serves_survives_builds_that_were_killed_before_the_switch(store: Store) -> None:
    _publish(store, "a" * 64)
    pointer = (store.folder / "current").read_bytes()
    _publish(store, "b" * 64)
    # as if the second build had been killed between its last rename and the switch
    (store.folder / "current").write_bytes(pointer)
    _publish(store, "c" * 64)
    assert _generations(store) == ["000001-aaaaaaaaaaaa", "000003-cccccccccccc"]


def test_a_pointer_that_is_no_text_is_damage_and_is_mended_by_a_build(store: Store) -> None:
    _publish(store)
    (store.folder / "current").write_bytes(b"\xff\xfe")
    with pytest.raises(IndexDamagedError, match="current"):
        store.current()
    newest = _publish(store)
    assert store.current()[0] == newest


def test_another_format_is_a_mismatch(store: Store) -> None:
    path = _publish(store) / "manifest.json"
    for value in (2, 0, "1", None):
        data = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps({**data, "format": value}), encoding="utf-8")
        with pytest.raises(IndexMismatchError, match=f"format {value}, .*reads format {FORMAT}"):
            store.current()


def test_a_future_format_is_a_mismatch_whatever_else_it_holds(store: Store) -> None:
    path = _publish(store) / "manifest.json"
    path.write_text('{"format": 9, "new": []}', encoding="utf-8")
    with pytest.raises(IndexMismatchError):
        read_manifest(path.parent)


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"{", b"[]", b"null", b'"x"', b"\xff"),
        f'{{"format": {FORMAT}}}'.encode(),
        f'{{"format": {FORMAT}, "files": []}}'.encode(),
    ],
)
def test_an_unreadable_manifest_is_damage(store: Store, content: bytes) -> None:
    path = _publish(store) / "manifest.json"
    path.write_bytes(content)
    with pytest.raises(IndexDamagedError, match="unreadable manifest") as caught:
        store.current()
    assert caught.value.where == str(path)


@pytest.mark.parametrize("name", [name for name, content in FILES.items() if content])
def test_a_flipped_bit_is_damage_and_named(store: Store, name: str) -> None:
    path = _publish(store) / name
    for byte in (0, path.stat().st_size - 1):
        for bit in range(8):
            _flip(path, byte, bit)
            with pytest.raises(IndexDamagedError, match="changed since it was built") as caught:
                store.current()
            assert caught.value.where == str(path)
            _flip(path, byte, bit)
    store.current()


@pytest.mark.parametrize("name", FILES)
def test_a_missing_or_longer_file_is_damage_and_named(store: Store, name: str) -> None:
    folder = _publish(store)
    manifest = read_manifest(folder)
    path = folder / name
    path.write_bytes(FILES[name] + b"x")
    for thorough in (True, False):
        with pytest.raises(IndexDamagedError, match="wrong size") as caught:
            check(folder, manifest, thorough=thorough)
        assert caught.value.where == str(path)
    path.unlink()
    with pytest.raises(IndexDamagedError, match="missing") as caught:
        check(folder, manifest, thorough=False)
    assert caught.value.where == str(path)


def test_large_generations_are_opened_by_size(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _publish(store)
    _flip(folder / "a.bin", 3, 3)
    monkeypatch.setattr(store_module, "CHECKED_AT_OPEN", sum(map(len, FILES.values())) - 1)
    assert store.current()[0] == folder
    monkeypatch.setattr(store_module, "CHECKED_AT_OPEN", sum(map(len, FILES.values())))
    with pytest.raises(IndexDamagedError):
        store.current()


@pytest.mark.parametrize("content", ["", "000009-000000000000\n", "../..\n"])
def test_a_wrong_pointer_is_damage(store: Store, content: str) -> None:
    _publish(store)
    (store.folder / "current").write_text(content, encoding="utf-8")
    with pytest.raises(IndexDamagedError, match="hankehaku build --force"):
        store.current()


def test_a_failed_build_releases_the_lock(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.building():
        raise ZeroDivisionError
    _publish(store)


def test_another_process_that_builds_makes_it_busy(store: Store) -> None:
    first = _publish(store)
    script = (
        "import sys, pathlib; from hankehaku.index.store import Store\n"
        "with Store(pathlib.Path(sys.argv[1])).building():\n"
        "    print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", script, str(store.folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(IndexBusyError, match="another process is building"), store.building():
            pytest.fail("two build at once")
        assert store.current()[0] == first  # reading needs no lock
        holder.kill()
    with store.building(timeout=10):  # the lock of a killed process is free
        pass


def test_one_process_is_busy_with_itself_too(store: Store) -> None:
    with store.building(), pytest.raises(IndexBusyError), Store(store.folder).building():
        pytest.fail("two build at once")
