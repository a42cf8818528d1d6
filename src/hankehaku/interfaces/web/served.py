"""The page as it leaves the server: in its language, with our style, and with fewer doors."""

from __future__ import annotations

import json
import re
import secrets
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from hankehaku.interfaces.guard.headers import CSP
from hankehaku.interfaces.guard.paths import Audience, audience_of, local_path
from hankehaku.interfaces.guard.refusals import asked_language, refusal
from hankehaku.interfaces.texts import DEFAULT_LANGUAGE, TEXTS, text
from hankehaku.interfaces.web.marks import escape
from hankehaku.interfaces.web.page import titles

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

CLOSED = re.compile(
    r"/+(?:gradio_api(?:/+(?!(?:heartbeat/+[^/]+|run/+[^/]+|queue/+join|queue/+data|cancel|reset"
    r"|startup-events|theme\.css|app_id)/*$).*)?"
    r"|(?:upload|upload_progress|file|proxy|info|openapi\.json|runs|run-history|component_server"
    r"|deep_link|stream|reset_iterator|vibe-\w+|dev|monitoring|login|logout|svelte|pwa_icon|user"
    r"|token)(?:[/=].*)?)/*",
    re.DOTALL,
)
"""Paths of Gradio that the page does not use: uploads, files of the machine, lists of calls."""

# Cards for sites that share links; Gradio's speak of Gradio and name pictures on other hosts.
_SHARING = re.compile(r'\s*<meta\s+(?:property="og:|name="twitter:)[^>]*>')
_LANGUAGE = re.compile(r'<html\s+lang="[^"]*"')
_MANIFEST = re.compile(r'\s*<link\s+rel="manifest"[^>]*>')
_SCRIPT = re.compile(r"<script(?=[\s>])")
_GRADIOS = ("deep_link", "page")
"""Parameters by which Gradio would look for a state in its files, and for another of its pages;
what our own addresses say by the second is read in the browser's address."""
_AGAIN = 5
"""Seconds after which a call that Gradio had no room for may be tried again."""


def policy(nonce: str) -> str:
    """Return the content security policy of Gradio's page, whose own scripts carry the nonce.

    Gradio styles its components inline, and makes a function of each `js=` and `js_on_load`.
    """
    return (
        f"default-src 'none'; script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'self'"
    )


def dressed(page: str, language: str, nonce: str = "") -> str:
    """Return Gradio's page with the document's language and title, our style and script.

    With a nonce its scripts carry it.
    """
    listed = json.dumps(titles(), ensure_ascii=False).replace("<", "\\u003c")
    missing = " ".join(
        f'<span lang="{each}">{escape(text(each, "needs_javascript"))}</span>' for each in TEXTS
    )
    ours = (
        f"<title>{escape(text(language, 'page_title'))}</title>"
        f'<meta name="description" content="{escape(text(language, "intro"))}">'
        '<link rel="icon" href="./favicon.ico">'
        '<link rel="stylesheet" href="./hankehaku/page.css">'
        f'<script type="application/json" id="hankehaku-titles">{listed}</script>'
        '<script src="./hankehaku/page.js"></script>'
        '<script src="./hankehaku/refused.js"></script>'
    )
    # of a program that can be installed, which this is not
    page = _MANIFEST.sub("", _SHARING.sub("", page))
    page = _LANGUAGE.sub(f'<html lang="{escape(language)}"', page, count=1)
    # strings, not patterns: what is put in may hold backslashes
    head, found, rest = page.partition("</head>")
    page = head + ours + found + rest if found else page
    if nonce:
        page = _SCRIPT.sub(f'<script nonce="{nonce}"', page)
    before, found, rest = page.partition("<gradio-app")
    return f"{before}<noscript><p>{missing}</p></noscript>{found}{rest}" if found else page


class Dresser:
    """ASGI middleware: dresses the page at `/`; 404 for `CLOSED` paths and what is not there."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before `app`."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = local_path(scope)
        if CLOSED.fullmatch(path):
            await refusal(scope, "not_found")(scope, receive, send)
            return
        if path in ("/", "/config"):
            scope["query_string"] = _without_gradios(scope.get("query_string", b""))
        if path != "/":
            await self._app(scope, receive, _Plain(scope, receive, send))
            return
        # unpacked, as it is changed on its way
        scope["headers"] = [each for each in scope["headers"] if each[0] != b"accept-encoding"]
        await self._app(scope, receive, _Answer(send, asked_language(scope) or DEFAULT_LANGUAGE))


def _without_gradios(query: bytes) -> bytes:
    """Return a query without what Gradio would read from it."""
    if not any(name.encode() in query for name in _GRADIOS):
        return query
    pairs = parse_qsl(query.decode("latin-1"), keep_blank_values=True)
    return urlencode([each for each in pairs if each[0] not in _GRADIOS]).encode()


class _Plain:
    """Passes an answer on; in the place of what only says that it failed comes what says more."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._scope, self._receive, self._send = scope, receive, send
        self._replaced = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and (reason := self._reason(message)):
            self._replaced = True
            answer = refusal(self._scope, reason, wait=_AGAIN if reason == "busy" else 0)
            await answer(self._scope, self._receive, self._send)
        elif not self._replaced:
            await self._send(message)

    def _reason(self, message: Message) -> str:
        """Return why an answer should be another one, empty when it should not."""
        status, audience = message["status"], audience_of(local_path(self._scope))
        if audience is Audience.SCRIPT and status >= 500:
            return "busy" if status == 503 else "unexpected"
        kinds = [value for name, value in message["headers"] if name == b"content-type"]
        bare = any(each.startswith((b"application/json", b"text/plain")) for each in kinds)
        return "not_found" if status == 404 and audience is Audience.PERSON and bare else ""


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
            nonce = secrets.token_urlsafe(16)
            body = dressed(body.decode("utf-8"), self._language, nonce).encode("utf-8")
            headers.append((CSP, policy(nonce).encode()))
            headers.append((b"cache-control", b"no-store"))
        headers.append((b"content-length", str(len(body)).encode()))
        await self._send({**self._start, "headers": headers})
        await self._send({**message, "body": body})
