"""The process that reads one document: bytes from standard input, JSON to standard output.

It takes its own limits before it reads: memory, time, and that it can write no file.
"""

from __future__ import annotations

import contextlib
import json
import sys

MEMORY, SECONDS = 768 * 1024 * 1024, 10


def limit() -> None:
    """Take the limits that a document cannot get past."""
    import resource

    limits = (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    )
    for kind, most in limits:
        # macOS refuses some of them; the time is watched from outside as well
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


def main() -> None:
    """Read the document of the kind that is named first and write its text or what is wrong."""
    limit()
    from hankehaku.interfaces.uploads.documents import MAX_TEXT, read_docx, read_pdf
    from hankehaku.interfaces.uploads.trouble import Trouble, UploadError

    data = sys.stdin.buffer.read()
    try:
        read = {"docx": read_docx, "pdf": read_pdf}[sys.argv[1]]
        told = {"text": read(data)[:MAX_TEXT]}
    except UploadError as exc:
        told = {"trouble": exc.trouble.value}
    except MemoryError:
        told = {"trouble": Trouble.TOO_HEAVY.value}
    sys.stdout.write(json.dumps(told))  # escaped, so lone surrogates pass


if __name__ == "__main__":
    main()
