"""Who asks and by which address, where a proxy stands between: its word counts when trusted."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from hankehaku.interfaces.guard.options import Network, Options

FORWARDED = "hankehaku.forwarded"
"""Set in the scope of a request that came by some proxy, trusted or not."""
TRUSTED = "hankehaku.trusted"
"""Set in the scope of a request that came by a trusted proxy."""

_HOST = re.compile(rb"(?:[A-Za-z0-9_][A-Za-z0-9._-]{0,252}|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?")


def is_trusted(address: str, trusted: tuple[Network, ...]) -> bool:
    """Tell whether an address is one of the trusted proxies."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None)
    return any((mapped or found) in each for each in trusted)


class Proxies:
    """ASGI middleware: rewrites the scope by what trusted proxies say, drops what others do.

    The service is found below the root path whether or not the proxy takes it away; `own` tells
    whether a path as it came is one of the service, for root paths that look like one.
    """

    def __init__(self, app: ASGIApp, options: Options, own: Callable[[str], bool]) -> None:
        """Stand before `app`."""
        self._app, self._options, self._own = app, options, own

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with the scope set right."""
        if scope["type"] == "http":
            scope = self._set_right(scope)
        await self._app(scope, receive, send)

    def _set_right(self, scope: Scope) -> Scope:
        peer = (scope.get("client") or ("", 0))[0]
        trusted = is_trusted(peer, self._options.trusted)
        told = {name: value for name, value in scope["headers"] if _is_told(name)}
        headers = [each for each in scope["headers"] if not _is_told(each[0])]
        user_header = self._options.user_header.encode()
        if user_header and not trusted:
            headers = [each for each in headers if each[0] != user_header]
        changed = {**scope, FORWARDED: bool(told), TRUSTED: trusted}
        if trusted:
            if client := self._client(scope["headers"]):
                changed["client"] = (client, 0)
            scheme = _last(told.get(b"x-forwarded-proto", b"")).lower()
            if scheme in (b"http", b"https"):
                changed["scheme"] = scheme.decode()
            host = _last(told.get(b"x-forwarded-host", b""))
            if _HOST.fullmatch(host):
                headers = [each for each in headers if each[0] != b"host"]
                headers.append((b"host", host))
        changed["headers"] = headers
        return self._rooted(changed)

    def _client(self, headers: list[tuple[bytes, bytes]]) -> str:
        """Return the last address that is no trusted proxy; anybody can say what stands before."""
        told = b",".join(value for name, value in headers if name == b"x-forwarded-for")
        found = ""
        for each in reversed(told.decode("latin-1").split(",")):
            address = _address(each.strip())
            if not address:
                break
            found = address
            if not is_trusted(address, self._options.trusted):
                break
        return found

    def _rooted(self, scope: Scope) -> Scope:
        root = self._options.root_path
        if not root:
            return scope
        path: str = scope["path"]
        below = path == root or path.startswith(f"{root}/")
        if below and not self._own(path):
            return {**scope, "root_path": root}
        raw = root.encode() + (scope.get("raw_path") or path.encode())
        return {**scope, "root_path": root, "path": root + path, "raw_path": raw}


def _is_told(name: bytes) -> bool:
    return name.startswith(b"x-forwarded-") or name in (b"forwarded", b"x-real-ip", b"via")


def _last(value: bytes) -> bytes:
    # what stands last was written by the nearest proxy
    return value.rpartition(b",")[2].strip()


def _address(written: str) -> str:
    bare = written[1:].partition("]")[0] if written.startswith("[") else written
    if bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        return str(ipaddress.ip_address(bare))
    except ValueError:
        return ""
