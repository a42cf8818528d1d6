"""What a full or failing disk looks like in each library, turned into one error with its cure."""

from __future__ import annotations

import contextlib
import errno
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from hankehaku.errors import IndexDiskError

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FAILING = frozenset({errno.EIO, errno.EROFS, errno.EACCES, errno.EPERM})
_SQLITE_FULL, _SQLITE_FAILING = {"SQLITE_FULL"}, {"SQLITE_IOERR", "SQLITE_READONLY"}
_SAYS_FULL = re.compile(r"no space left|file too large|quota exceeded", re.IGNORECASE)
_SAYS_FAILING = re.compile(r"write error|could not open .* for writing|i/o error", re.IGNORECASE)
_KEPT = "What serves is untouched, and what was done is kept"


@contextlib.contextmanager
def disk_errors(where: Path) -> Iterator[None]:
    """Raise IndexDiskError for what the libraries of an index raise when the disk is the cause."""
    try:
        yield
    except (OSError, sqlite3.Error, RuntimeError, ValueError) as exc:
        full = _tells(exc, _FULL, _SQLITE_FULL, _SAYS_FULL)
        if not full and not _tells(exc, _FAILING, _SQLITE_FAILING, _SAYS_FAILING):
            raise
        what = "the disk is full" if full else "the disk cannot be read or written"
        cure = "Make room" if full else "Check the disk and the permissions of the folder"
        raise IndexDiskError(
            f"{what} ({_short(exc)})", where=str(where), cure=f"{cure}, then try again. {_KEPT}"
        ) from exc


def _tells(exc: Exception, numbers: frozenset[int], names: set[str], says: re.Pattern[str]) -> bool:
    if isinstance(exc, sqlite3.Error):
        # extended codes begin with the plain one: SQLITE_IOERR_WRITE
        return any(str(getattr(exc, "sqlite_errorname", "")).startswith(each) for each in names)
    if isinstance(exc, OSError) and exc.errno is not None:
        return exc.errno in numbers
    return says.search(str(exc)) is not None  # FAISS and tantivy have no errors of their own


def _short(exc: Exception) -> str:
    text = exc.strerror if isinstance(exc, OSError) and exc.strerror else str(exc)
    return " ".join(text.split())[-160:]
