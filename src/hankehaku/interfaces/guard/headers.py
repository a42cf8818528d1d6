"""Headers that every answer leaves with: what a browser may do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hankehaku.interfaces.guard.paths import Audience, audience_of, local_path

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

CSP = b"content-security-policy"

STRICT = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
"""The policy of documents: nothing inline, nothing of other hosts."""
NOTHING = "default-src 'none'; frame-ancestors 'none'"
"""The policy of what is read by programs."""

_SAME = {
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
    # other sites hear nothing; our own requests carry the language of the page
    b"referrer-policy": b"same-origin",
    b"permissions-policy": (
        b"accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
        b"magnetometer=(), microphone=(), midi=(), payment=(), usb=()"
    ),
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
}
_HSTS = (b"strict-transport-security", b"max-age=31536000")
_OTHERS = (b"access-control-", b"server", b"x-powered-by")


class Headers:
    """ASGI middleware: adds the headers; a policy that the answer has already stays."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before `app`."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer back with the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": secured(message.get("headers", ()), scope)}
            await send(message)

        await self._app(scope, receive, sent)


def secured(headers: object, scope: Scope) -> list[tuple[bytes, bytes]]:
    """Return the headers of an answer with those of safety."""
    given = [(bytes(name).lower(), bytes(value)) for name, value in headers]  # type: ignore[attr-defined]
    kept = [each for each in given if each[0] not in _SAME and not each[0].startswith(_OTHERS)]
    if not any(name == CSP for name, _ in kept):
        kept.append((CSP, _policy(kept, local_path(scope)).encode()))
    kept += _SAME.items()
    if scope["scheme"] == "https":
        kept.append(_HSTS)
    return kept


def _policy(headers: list[tuple[bytes, bytes]], path: str) -> str:
    kind = next((value for name, value in headers if name == b"content-type"), b"")
    read = audience_of(path) is Audience.PROGRAM and not kind.startswith(b"text/html")
    return NOTHING if read else STRICT
