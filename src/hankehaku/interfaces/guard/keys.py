"""Files of hashes: of passwords (argon2) by user, and of tokens (SHA-256) by name."""

from __future__ import annotations

import hashlib
import hmac
import logging
import re
import secrets
import threading
import time
from pathlib import Path

from hankehaku.errors import UsageError

_LOG = logging.getLogger(__name__)
_LOOK = 1.0
"""Seconds between looks at whether a file has changed."""
_NAME = re.compile(r"[^:\s\x00-\x1f\x7f][^:\x00-\x1f\x7f]{0,99}")
_ARGON2 = re.compile(r"\$argon2id?\$v=\d+\$m=\d+,t=\d+,p=\d+\$[A-Za-z0-9+/]+\$[A-Za-z0-9+/]+")
_SHA256 = re.compile(r"[0-9a-f]{64}")


class _File:
    """Lines `name:hash` of a file, read again when it changes; while it cannot be, the old stay."""

    def __init__(self, path: Path, form: re.Pattern[str]) -> None:
        self._path, self._form, self._lock = path, form, threading.Lock()
        self._stamp, self._next = self._look(), time.monotonic() + _LOOK
        self._lines = self._read()

    def lines(self) -> dict[str, str]:
        """Return the hashes by name."""
        with self._lock:
            if time.monotonic() < self._next:
                return self._lines
            self._next = time.monotonic() + _LOOK
            try:
                if (stamp := self._look()) != self._stamp:
                    self._lines, self._stamp = self._read(), stamp
            except UsageError as exc:
                _LOG.error("the old content of a file stays in use: %s", exc)
            return self._lines

    def _look(self) -> tuple[int, int, int]:
        try:
            found = self._path.stat()
        except OSError as exc:
            raise self._wrong(f"cannot be read ({exc.strerror})") from exc
        return found.st_mtime_ns, found.st_size, found.st_ino

    def _read(self) -> dict[str, str]:
        try:
            text = self._path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as exc:
            raise self._wrong(f"cannot be read ({exc})") from exc
        found: dict[str, str] = {}
        for number, line in enumerate(text.splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            name, _, value = line.strip().partition(":")
            if not _NAME.fullmatch(name) or not self._form.fullmatch(value):
                raise self._wrong(f"line {number} is not a name, a colon and a hash")
            if name in found:
                raise self._wrong(f"line {number} has the name of an earlier one")
            found[name] = value
        return found

    def _wrong(self, what: str) -> UsageError:
        cure = "Write its lines with hankehaku password or hankehaku token"
        return UsageError(what, where=str(self._path), cure=cure)


class Passwords:
    """Who may sign in. Raises UsageError when the file cannot be used."""

    def __init__(self, path: Path) -> None:
        """Read the file."""
        import argon2

        self._file = _File(path, _ARGON2)
        self._hasher = argon2.PasswordHasher()
        # what is checked for a user that there is not, so that it takes the same time
        self._nobody = self._hasher.hash(secrets.token_urlsafe())
        self._key = secrets.token_bytes(32)
        self._known: dict[bytes, None] = {}

    def remembered(self, user: str, password: str) -> bool:
        """Tell whether these were found right before and still are; takes no time."""
        stored = self._file.lines().get(user)
        return stored is not None and self._mark(user, password, stored) in self._known

    def right(self, user: str, password: str) -> bool:
        """Tell whether a user has this password; takes as long for users that there are not."""
        import argon2

        stored = self._file.lines().get(user)
        try:
            self._hasher.verify(stored or self._nobody, password)
        except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
            return False
        if stored is None:
            return False
        while len(self._known) >= 1000:
            self._known.pop(next(iter(self._known)))
        self._known[self._mark(user, password, stored)] = None
        return True

    def _mark(self, *parts: str) -> bytes:
        return hmac.digest(self._key, "\0".join(parts).encode(), "sha256")


class Tokens:
    """The tokens of programs. Raises UsageError when the file cannot be used."""

    def __init__(self, path: Path) -> None:
        """Read the file."""
        self._file = _File(path, _SHA256)

    def name(self, token: str) -> str:
        """Return the name of a token, empty for one that there is not."""
        digest, found = token_hash(token), ""
        for name, stored in self._file.lines().items():
            if hmac.compare_digest(digest, stored):
                found = name
        return found


def token_hash(token: str) -> str:
    """Return what a file of tokens holds; tokens are long and random, so this is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def password_line(user: str, password: str) -> str:
    """Return the line of a user; raises UsageError for a name or password that cannot be."""
    import argon2

    if len(password) < 8:
        raise UsageError("the password is too short", cure="Take at least 8 characters")
    return f"{_checked(user)}:{argon2.PasswordHasher().hash(password)}"


def token_line(name: str) -> tuple[str, str]:
    """Return a new token and its line; raises UsageError for a name that cannot be."""
    token = f"hh_{secrets.token_urlsafe(32)}"
    return token, f"{_checked(name)}:{token_hash(token)}"


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name) or name.startswith("#") or name != name.strip():
        cure = "Take one without colons, at most 100 characters"
        raise UsageError(f"{name!r} is no name", cure=cure)
    return name
