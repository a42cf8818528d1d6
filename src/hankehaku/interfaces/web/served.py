"""The page as it leaves the server: in its language, with our style, and with fewer doors."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from hankehaku.interfaces.texts import TEXTS, known_language, text
from hankehaku.interfaces.web.marks import escape
from hankehaku.interfaces.web.page import titles

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

CLOSED = re.compile(
    r"/+(?:gradio_api/+)?(?:upload|upload_progress|file|proxy|info|openapi\.json|runs|run-history"
    r"|component_server|deep_link|stream|reset_iterator|vibe-\w+|dev|monitoring)(?:[/=].*)?/*"
)
"""Paths of Gradio that the page does not use: uploads, files of the machine, lists of calls."""

# Cards for sites that share links; Gradio's speak of Gradio and name pictures on other hosts.
_SHARING = re.compile(r'\s*<meta\s+(?:property="og:|name="twitter:)[^>]*>')
_LANGUAGE = re.compile(r'<html\s+lang="[^"]*"')


def dressed(page: str, language: str) -> str:
    """Return Gradio's page with the document's language and title, our style and script."""
    listed = json.dumps(titles(), ensure_ascii=False).replace("<", "\\u003c")
    missing = " ".join(
        f'<span lang="{each}">{escape(text(each, "needs_javascript"))}</span>' for each in TEXTS
    )
    ours = (
        f"<title>{escape(text(language, 'page_title'))}</title>"
        f'<meta name="description" content="{escape(text(language, "intro"))}">'
        '<link rel="stylesheet" href="./hankehaku/page.css">'
        f'<script type="application/json" id="hankehaku-titles">{listed}</script>'
        '<script src="./hankehaku/page.js"></script>'
    )
    page = _SHARING.sub("", page)
    page = _LANGUAGE.sub(f'<html lang="{escape(language)}"', page, count=1)
    # strings, not patterns: what is put in may hold backslashes
    head, found, rest = page.partition("</head>")
    page = head + ours + found + rest if found else page
    before, found, rest = page.partition("<gradio-app")
    return f"{before}<noscript><p>{missing}</p></noscript>{found}{rest}" if found else page


class Dresser:
    """ASGI middleware: dresses the page at `/`, and answers 404 for `CLOSED` paths."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before `app`."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        if CLOSED.fullmatch(path):
            start: Message = {"type": "http.response.start", "status": 404, "headers": []}
            await send(start)
            await send({"type": "http.response.body", "body": b""})
            return
        if path not in ("", "/"):
            await self._app(scope, receive, send)
            return
        # unpacked, as it is changed on its way
        headers = [each for each in scope["headers"] if each[0] != b"accept-encoding"]
        asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])
        await self._app(
            {**scope, "headers": headers}, receive, _Answer(send, known_language(asked[-1]))
        )


class _Answer:
    """Holds an HTML answer back until it is whole, then sends it dressed."""

    def __init__(self, send: Send, language: str) -> None:
        self._send, self._language = send, language
        self._start: Message = {}
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        if message["type"] != "http.response.body":
            await self._send(message)
            return
        self._body += message.get("body", b"")
        if message.get("more_body"):
            return
        headers = [each for each in self._start["headers"] if each[0] != b"content-length"]
        body = self._body
        if any(name == b"content-type" and b"html" in value for name, value in headers):
            body = dressed(body.decode("utf-8"), self._language).encode("utf-8")
            headers.append((b"content-length", str(len(body)).encode()))
        await self._send({**self._start, "headers": headers})
        await self._send({**message, "body": body})
