"""A new generation is taken into use while the service runs, and a broken one is not."""

from __future__ import annotations

import logging
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from hankehaku.errors import IndexDamagedError, IndexMissingError
from hankehaku.facade import Hankehaku
from hankehaku.files import atomic_write
from hankehaku.index.kit import Kit
from hankehaku.interfaces.live import Live


@pytest.fixture
def copy(seed_index: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(seed_index, tmp_path / "index"))


@pytest.fixture
def live(copy: Path, kit: Kit) -> Live:
    return Live(copy, lambda index: Hankehaku.open(index, kit=kit), every=0.02, again=0.1)


def wait(until: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not until():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.01)


def publish(index: Path, name: str) -> None:
    """Publish a generation as a build does: beside the old one, of which the one before stays."""
    generations = index / "generations"
    before = (index / "current").read_text(encoding="utf-8").strip()
    shutil.copytree(generations / before, generations / name)
    atomic_write(index / "current", f"{name}\n".encode())
    for old in generations.iterdir():
        if old.name not in (name, before):
            shutil.rmtree(old)


def test_a_new_generation_serves_without_a_failed_request(live: Live, copy: Path) -> None:
    first, before = live(), live.generation
    failed: list[Exception] = []
    served: list[str] = []
    stop = threading.Event()

    def asks() -> None:
        while not stop.is_set():
            try:
                hankehaku = live()
                result = hankehaku.search("pakolaisäidit", 3)
                assert len(result.hits) == 3
                assert hankehaku.project(result.hits[0].project.id).title
                served.append(live.generation)
            except Exception as exc:
                failed.append(exc)

    threads = [threading.Thread(target=asks) for _ in range(4)]
    live.watch()
    for each in threads:
        each.start()
    try:
        for number in (2, 3):
            publish(copy, f"{number:06d}-{before[7:]}")
            wait(lambda number=number: live.generation.startswith(f"{number:06d}"))  # type: ignore[misc]
            answered = len(served)
            if number == 2:  # who still has the first goes on with it
                assert len(first.search("pakolaisäidit", 3).hits) == 3
            wait(lambda answered=answered: len(served) > answered + 5)  # type: ignore[misc]
    finally:
        stop.set()
        for each in threads:
            each.join()
        live.close()
    assert failed == []
    assert {each[:6] for each in served} == {before[:6], "000002", "000003"}
    assert live() is not first


def test_a_broken_generation_does_not_serve(
    live: Live, copy: Path, caplog: pytest.LogCaptureFixture
) -> None:
    first, name = live(), live.generation
    broken = copy / "generations" / "000009-rikki"
    shutil.copytree(copy / "generations" / name, broken)
    (broken / "projects.sqlite").write_bytes(b"ei mikaan tietokanta")
    with caplog.at_level(logging.INFO, "hankehaku"):
        live.watch()
        (copy / "current").write_text(broken.name, encoding="utf-8")
        # a record is listed before it is written out, so the text is what to wait for
        wait(lambda: "the old one goes on serving" in caplog.text)
        assert (live(), live.generation) == (first, name)
        assert caplog.records[0].exc_info
        # mended, it is taken after a while
        shutil.rmtree(broken)
        shutil.copytree(copy / "generations" / name, broken)
        wait(lambda: live.generation == broken.name)
        live.close()
    assert live() is not first


def test_a_folder_that_is_gone_for_a_moment_changes_nothing(live: Live, copy: Path) -> None:
    first = live()
    live.watch()
    live.watch()
    (copy / "current").rename(copy / "elsewhere")
    time.sleep(0.1)
    assert live() is first
    (copy / "elsewhere").rename(copy / "current")
    time.sleep(0.1)
    assert live() is first
    live.close()


def test_the_first_one_must_be_there(tmp_path: Path, copy: Path) -> None:
    with pytest.raises(IndexMissingError):
        Live(tmp_path / "missing")
    (copy / "current").write_text("000042-tuntematon", encoding="utf-8")
    with pytest.raises(IndexDamagedError):
        Live(copy)
