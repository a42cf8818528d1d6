"""The log: lines of JSON on standard error, one for each request, without what was asked."""

from __future__ import annotations

import hashlib
import hmac
import logging
import secrets
import sys
import traceback
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from types import TracebackType
from typing import IO, Any

import structlog

_KEY = secrets.token_bytes(32)
_LIBRARIES = ("uvicorn", "uvicorn.error", "uvicorn.access", "uvicorn.asgi")
_BOUND = "id"
_Event = MutableMapping[str, Any]


def configure(
    level: str = "INFO", *, questions: bool = False, stream: IO[str] | None = None
) -> None:
    """Have everything that is logged written as JSON, one object a line.

    Unless `questions`, messages of errors that happen in a request are left out, as they may hold
    what was asked.
    """
    handler = logging.StreamHandler(stream or sys.stderr)
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
        _failures(questions),
        structlog.processors.EventRenamer("what"),
    ]
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
            ],
        )
    )
    root = logging.getLogger()
    for each in root.handlers[:]:
        root.removeHandler(each)
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    logging.getLogger("hankehaku").setLevel(level)
    for name in _LIBRARIES:
        library = logging.getLogger(name)
        library.handlers, library.propagate = [], True
        library.setLevel(max(logging.getLevelName(level), logging.WARNING))


@contextmanager
def request(request_id: str) -> Iterator[None]:
    """Have all that is logged meanwhile, in threads too, carry the id of a request."""
    with structlog.contextvars.bound_contextvars(**{_BOUND: request_id}):
        yield


def hashed(client: str) -> str:
    """Return what tells clients apart in the log of one process, and nothing else of them."""
    return hmac.new(_KEY, client.encode(), hashlib.sha256).hexdigest()[:12]


def _failures(questions: bool) -> Any:
    def render(logger: object, name: str, event: _Event) -> _Event:
        del logger, name
        found = event.pop("exc_info", None)
        if found is True:
            found = sys.exc_info()
        if isinstance(found, BaseException):
            found = (type(found), found, found.__traceback__)
        if found and found[1] is not None:
            event["error"] = _failure(*found, whole=questions or _BOUND not in event)
        return event

    return render


def _failure(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None, *, whole: bool
) -> dict[str, Any]:
    frames = [f"{each.filename}:{each.lineno} {each.name}" for each in traceback.extract_tb(trace)]
    found: dict[str, Any] = {"kind": kind.__qualname__, "frames": frames}
    if whole:
        found["message"] = str(error)
    if cause := error.__cause__ or (None if error.__suppress_context__ else error.__context__):
        found["cause"] = _failure(type(cause), cause, cause.__traceback__, whole=whole)
    return found
