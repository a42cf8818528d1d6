"""From the bytes of a file to its text; documents are read in a process with limits."""

from __future__ import annotations

import json
import subprocess
import sys
from threading import BoundedSemaphore

from hankehaku.interfaces.uploads.kinds import Kind, kind_of
from hankehaku.interfaces.uploads.lines import joined
from hankehaku.interfaces.uploads.plain_text import decode
from hankehaku.interfaces.uploads.receiving import MAX_FILE
from hankehaku.interfaces.uploads.trouble import Trouble, UploadError

SECONDS = 10.0
"""How long reading a document may take."""

_WAITING = 20.0
_AT_ONCE = BoundedSemaphore(2)
_WORKER = "hankehaku.interfaces.uploads.worker"


def read_text(data: bytes, *, seconds: float = SECONDS) -> str:
    """Return the text of a txt, docx or pdf file; raises UploadError telling what is wrong.

    Nothing of it is written anywhere.
    """
    if len(data) > MAX_FILE:
        raise UploadError(Trouble.TOO_LARGE)
    kind = kind_of(data)
    text = decode(data) if kind is Kind.TEXT else _read_apart(data, kind, seconds)
    if not any(char.isalnum() for char in text):
        raise UploadError(Trouble.NO_TEXT)
    return text if kind is Kind.DOCX else joined(text)


def _read_apart(data: bytes, kind: Kind, seconds: float) -> str:
    """Read a document in a process that is ended when it takes too long."""
    if not _AT_ONCE.acquire(timeout=_WAITING):
        raise UploadError(Trouble.TOO_HEAVY)
    try:
        # isolated: no variables and no folder of the caller take part
        done = subprocess.run(
            [sys.executable, "-I", "-m", _WORKER, kind.value],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            cwd="/",
            env={},
            check=False,
        )
    except subprocess.TimeoutExpired as exc:
        raise UploadError(Trouble.TOO_HEAVY) from exc
    finally:
        _AT_ONCE.release()
    return _told(done.stdout)


def _told(output: bytes) -> str:
    try:
        told = json.loads(output)
        if "trouble" in told:
            raise UploadError(Trouble(told["trouble"]))
        return str(told["text"])
    except (ValueError, KeyError, TypeError) as exc:
        # it was ended by a limit before it could tell anything
        raise UploadError(Trouble.TOO_HEAVY) from exc
