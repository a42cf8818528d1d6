from __future__ import annotations

import os
from pathlib import Path

import pytest

from hankehaku.errors import HankehakuError
from hankehaku.files import atomic_file, atomic_write


def test_content_is_written_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "uusi" / "a.bin"
    atomic_write(path, b"yksi")
    atomic_write(path, b"kaksi")
    assert path.read_bytes() == b"kaksi"
    assert [each.name for each in path.parent.iterdir()] == ["a.bin"]


def test_a_failure_leaves_the_old_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.bin"
    atomic_write(path, b"vanha")

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(HankehakuError, match=r"a\.bin: the file cannot be written \(No space left"):
        atomic_write(path, b"uusi")
    assert path.read_bytes() == b"vanha"
    assert [each.name for each in tmp_path.iterdir()] == ["a.bin"]


def test_a_file_in_the_way_of_the_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "este").write_bytes(b"")
    with pytest.raises(HankehakuError, match="cannot be written"):
        atomic_write(tmp_path / "este" / "a.bin", b"x")


def test_what_is_raised_while_writing_leaves_the_old_content(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    atomic_write(path, b"vanha")

    def broken_off() -> None:
        with atomic_file(path) as file:
            file.write(b"uusi")
            raise ValueError("kesken")

    with pytest.raises(ValueError, match="kesken"):
        broken_off()
    assert path.read_bytes() == b"vanha"
    assert [each.name for each in tmp_path.iterdir()] == ["a.bin"]
    with atomic_file(path) as file:
        file.write(b"uusi")
        assert path.read_bytes() == b"vanha"
    assert path.read_bytes() == b"uusi"
