"""Writing files so that a crash leaves either the old content or the new, never half."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from hankehaku.errors import HankehakuError


def atomic_write(path: Path, data: bytes) -> None:
    """Write `data` to `path` by way of a temporary file beside it (see `atomic_file`)."""
    with atomic_file(path) as file:
        file.write(data)


@contextlib.contextmanager
def atomic_file(path: Path) -> Iterator[IO[bytes]]:
    """Open a temporary file beside `path` for writing, which takes its place when all is written.

    The content is on the disk before the name points to it. The folder is made if there is none.
    Raises HankehakuError when the file cannot be written; then, and when anything else is raised
    before the end, what stood at `path` is untouched.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(6)}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with temporary.open("xb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)
    except OSError as exc:
        raise HankehakuError(
            f"the file cannot be written ({exc.strerror or exc})",
            where=str(path),
            cure="Check the space and the permissions of its folder.",
        ) from exc


def sync_folder(folder: Path) -> None:
    """Make renames within `folder` durable, where the system allows a folder to be opened."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
