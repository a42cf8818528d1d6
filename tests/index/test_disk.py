"""A full or failing disk is one error with its cure, whichever library meets it."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

import pytest
from fakes import FakeEncoder, project, small_corpus, small_kit, write_lexicon

from hankehaku.errors import IndexDiskError
from hankehaku.index.builder import build
from hankehaku.index.disk import disk_errors
from hankehaku.index.store import Store


def _raised(error: Exception) -> str:
    with pytest.raises(IndexDiskError) as caught, disk_errors(Path("index/own")):
        raise error
    assert caught.value.where == "index/own"
    return f"{caught.value.what} | {caught.value.cure}"


def test_full_disks() -> None:
    full = sqlite3.connect(":memory:")
    full.execute("PRAGMA max_page_count=1")
    with pytest.raises(IndexDiskError, match="disk is full"), disk_errors(Path("x")):
        full.execute("CREATE TABLE a (b)")
    full.close()
    for error in (
        OSError(errno.ENOSPC, "No space left on device"),
        OSError(errno.EFBIG, "File too large"),
        RuntimeError("faiss: write error in x: 0 != 5 (No space left on device)"),
        ValueError("An IO error occurred: 'No space left on device (os error 28)'"),
    ):
        assert "the disk is full" in _raised(error)
        assert "Make room, then try again" in _raised(error)


def test_failing_disks() -> None:
    for error in (OSError(errno.EIO, "Input/output error"), OSError(errno.EROFS, "Read-only")):
        assert "cannot be read or written" in _raised(error)
        assert "Check the disk" in _raised(error)


@pytest.mark.parametrize("error", [ValueError("no"), RuntimeError("no"), OSError("no"), KeyError()])
def test_other_errors_are_let_be(error: Exception) -> None:
    with pytest.raises(type(error)) as caught, disk_errors(Path("x")):
        raise error
    assert caught.value is error


def test_a_disk_that_fills_up_in_a_build_leaves_what_serves(tmp_path: Path) -> None:
    class Full(FakeEncoder):
        def encode_passages(self, texts: object) -> None:  # type: ignore[override]
            raise OSError(errno.ENOSPC, "No space left on device", str(texts)[:5])

    lexicon, store = write_lexicon(tmp_path / "lexicon"), Store(tmp_path / "index")
    first = build(small_corpus(project(1)), small_kit(lexicon), store)
    with pytest.raises(IndexDiskError, match="What serves is untouched"):
        build(small_corpus(project(2)), small_kit(lexicon, Full()), store)
    assert store.current()[0] == first.folder
    assert build(small_corpus(project(2)), small_kit(lexicon), store).fresh
