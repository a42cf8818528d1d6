"""Who may use the service: users by password or by a proxy's word, programs by token."""

from __future__ import annotations

import base64
import binascii
import ipaddress
import math
from typing import TYPE_CHECKING

from hankehaku.interfaces.guard.keys import Passwords, Tokens
from hankehaku.interfaces.guard.paths import (
    Audience,
    Kind,
    audience_of,
    is_own,
    kind_of,
    local_path,
)
from hankehaku.interfaces.guard.proxies import FORWARDED, TRUSTED
from hankehaku.interfaces.guard.rates import USER, Buckets, client_key
from hankehaku.interfaces.guard.refusals import refusal

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from hankehaku.interfaces.guard.options import Options

_TRIES, _SECONDS = 20, 30
"""Wrong tries that a client has at once, and after how many seconds it gets one more."""
_CHECKS = 2
"""Passwords that are checked at the same time; each takes its time and memory by design."""


class SignIn:
    """ASGI middleware: lets those in who may, and notes who they are.

    Without any set up all may use the service; figures are for this machine and for tokens only.
    Raises UsageError when a file of hashes cannot be used.
    """

    def __init__(self, app: ASGIApp, options: Options) -> None:
        """Stand before `app`."""
        from anyio import CapacityLimiter

        self._app, self._options = app, options
        self._passwords = Passwords(options.passwords) if options.passwords else None
        self._tokens = Tokens(options.tokens) if options.tokens else None
        self._tries = Buckets(1 / _SECONDS, _TRIES)
        self._checks = CapacityLimiter(_CHECKS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = local_path(scope)
        kind = kind_of(path, scope["method"])
        figures = path.rstrip("/") == "/metrics"
        if kind is Kind.STATIC or (kind is Kind.HEALTH and not figures):
            await self._app(scope, receive, send)
            return
        program = figures or (audience_of(path) is Audience.PROGRAM and not is_own(path))
        key = client_key(scope)
        user = self._by_proxy(scope)
        written = _authorization(scope)
        if not user and written:
            if wait := self._tries.wait(key):
                remembered = self._remembered(written)
                if not remembered:
                    await refusal(scope, "tries", wait=math.ceil(wait))(scope, receive, send)
                    return
            user = await self._by_word(written, program, key)
        if not user and (_here(scope) if figures else not self._asks(program)):
            await self._app(scope, receive, send)
            return
        if not user or (figures and not user.startswith("token ")):
            await self._refuse(scope, receive, send, program)
            return
        scope[USER] = user
        # nobody behind needs the secret
        scope["headers"] = [each for each in scope["headers"] if each[0] != b"authorization"]
        await self._app(scope, receive, send)

    def _asks(self, program: bool) -> bool:
        return self._options.signs_in or (program and self._tokens is not None)

    def _by_proxy(self, scope: Scope) -> str:
        name = self._options.user_header.encode()
        if not name or not scope.get(TRUSTED):
            return ""
        found = [value for each, value in scope["headers"] if each == name]
        user = found[0].decode("latin-1").strip() if len(found) == 1 else ""
        return f"proxy {user}" if user else ""

    def _remembered(self, written: tuple[str, str]) -> bool:
        pair = _pair(written)
        return bool(self._passwords and pair and self._passwords.remembered(*pair))

    async def _by_word(self, written: tuple[str, str], program: bool, key: str) -> str:
        """Return who the authorization header proves to be asking, empty for nobody."""
        from anyio.to_thread import run_sync

        if written[0] == "bearer":
            name = self._tokens.name(written[1]) if self._tokens and program else ""
            if not name:
                self._tries.take(key)
            return f"token {name}" if name else ""
        pair = _pair(written)
        if not self._passwords or not pair:
            return ""
        if not self._passwords.remembered(*pair):
            # taken before the check, so that many checks at once are counted
            self._tries.take(key)
            if not await run_sync(self._passwords.right, *pair, limiter=self._checks):
                return ""
            self._tries.give_back(key)
        return f"password {pair[0]}"

    async def _refuse(self, scope: Scope, receive: Receive, send: Send, program: bool) -> None:
        by_token = program and self._tokens is not None
        if program and not by_token and not self._passwords and not self._options.signs_in:
            # figures for whom there is no way in
            await refusal(scope, "not_found")(scope, receive, send)
            return
        ways = ["Bearer"] if by_token else []
        if self._passwords:
            ways.append('Basic realm="Hankehaku", charset="UTF-8"')
        headers = {"WWW-Authenticate": ", ".join(ways)} if ways else {}
        reason = "token" if by_token else "sign_in"
        await refusal(scope, reason, headers=headers)(scope, receive, send)


def _authorization(scope: Scope) -> tuple[str, str] | None:
    found = [value for name, value in scope["headers"] if name == b"authorization"]
    if len(found) != 1:
        return None
    scheme, _, rest = found[0].decode("latin-1").partition(" ")
    return scheme.lower(), rest.strip()


def _pair(written: tuple[str, str]) -> tuple[str, str] | None:
    if written[0] != "basic":
        return None
    try:
        user, colon, password = base64.b64decode(written[1], validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return None
    return (user, password) if colon and len(password) <= 1000 else None


def _here(scope: Scope) -> bool:
    """Tell whether a request comes from this machine, and not from a proxy on it."""
    try:
        address = ipaddress.ip_address((scope.get("client") or ("", 0))[0])
    except ValueError:
        return False
    return address.is_loopback and not scope.get(FORWARDED)
