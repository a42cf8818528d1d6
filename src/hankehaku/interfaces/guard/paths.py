"""What a path asks for, which decides how it is limited and in what form it is refused."""

from __future__ import annotations

import re
from enum import Enum
from typing import Any


class Kind(Enum):
    """What answering a path costs."""

    HEALTH = "health"
    """For those who watch the service; never limited, never signed in to."""
    STATIC = "static"
    """A file of the program."""
    STREAM = "stream"
    """Held open while a page is; costs a connection and nothing more."""
    WORK = "work"
    """Everything else: something is computed."""


class Audience(Enum):
    """Who reads an answer."""

    PROGRAM = "program"
    SCRIPT = "script"
    PERSON = "person"


_HEALTH = re.compile(r"/(?:healthz|readyz|metrics)/?")
_STATIC = re.compile(
    r"/(?:assets|static|hankehaku)/.*|/(?:gradio_api/)?theme\.css|/favicon\.ico|/manifest\.json"
    r"|/robots\.txt"
)
_STREAM = re.compile(r"/gradio_api/(?:heartbeat/[^/]*|queue/data)/?")
_PROGRAM = re.compile(r"/(?:api|mcp)(?:/.*)?")
_SCRIPT = re.compile(r"/(?:gradio_api/.*|config/?)")
_OWN = re.compile(r"/api/v1/(?:suggest|feedback)/?")
_LARGE = re.compile(r"/suunnitelma/?|/api/v1/ask/?")
_DOORS = re.compile(r"/mcp/?")


def local_path(scope: Any) -> str:
    """Return the path of a request below the root path of the service."""
    path, root = str(scope["path"]), str(scope.get("root_path", ""))
    if root and (path == root or path.startswith(f"{root}/")):
        return path[len(root) :] or "/"
    return path


def kind_of(path: str, method: str) -> Kind:
    """Return what answering a path costs."""
    if _HEALTH.fullmatch(path):
        return Kind.HEALTH
    if _STATIC.fullmatch(path):
        return Kind.STATIC
    # a program that speaks MCP may listen for messages by GET
    if method == "GET" and (_STREAM.fullmatch(path) or _DOORS.fullmatch(path)):
        return Kind.STREAM
    return Kind.WORK


def audience_of(path: str) -> Audience:
    """Return who reads the answer of a path."""
    if _PROGRAM.fullmatch(path):
        return Audience.PROGRAM
    return Audience.SCRIPT if _SCRIPT.fullmatch(path) else Audience.PERSON


def is_own(path: str) -> bool:
    """Tell whether a path of the API is one that our own page calls."""
    return bool(_OWN.fullmatch(path))


def takes_much(path: str) -> bool:
    """Tell whether a path takes a file of the user, or the state of a conversation."""
    return bool(_LARGE.fullmatch(path))
