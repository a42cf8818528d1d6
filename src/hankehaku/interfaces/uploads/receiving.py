"""Receives a form of several parts in memory, never more than a limit and never on disk."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from hankehaku.interfaces.uploads.trouble import Trouble, UploadError

if TYPE_CHECKING:
    from starlette.requests import Request

MAX_FILE = 2_000_000
"""Bytes of the largest file."""

MAX_BODY = 2_500_000
"""Bytes of the largest form: a file and the longest text that can be written beside it."""

_PARTS, _HEADERS = 8, 4096


@dataclass(frozen=True, slots=True)
class Form:
    """A form: its `texts` by name and its `files` by name (what is in them, without their names).

    A file that was not chosen is not there.
    """

    texts: dict[str, str] = field(default_factory=dict, repr=False)
    files: dict[str, bytes] = field(default_factory=dict, repr=False)


async def receive(request: Request, limit: int = MAX_BODY) -> Form:
    """Return the form that a request carries; raises UploadError when it cannot be used."""
    kind, options = _content_type(request.headers.get("content-type", "").encode("latin-1"))
    announced = request.headers.get("content-length", "")
    if announced.isascii() and announced.isdigit() and int(announced[:15]) > limit:
        raise UploadError(Trouble.TOO_LARGE)
    body = await _within(request.stream(), limit)
    if kind == b"multipart/form-data":
        return _parts(body, options.get(b"boundary", b""))
    if kind == b"application/x-www-form-urlencoded":
        return Form(_urlencoded(body))
    raise UploadError(Trouble.FORM)


def _content_type(header: bytes) -> tuple[bytes, dict[bytes, bytes]]:
    from python_multipart.multipart import parse_options_header

    # bytes, as the library can take texts in Latin-1 only, and names of files are in UTF-8
    return parse_options_header(header)


async def _within(stream: AsyncIterator[bytes], limit: int) -> bytes:
    body = bytearray()
    async for chunk in stream:
        if len(body) + len(chunk) > limit:
            raise UploadError(Trouble.TOO_LARGE)
        body += chunk
    return bytes(body)


def _urlencoded(body: bytes) -> dict[str, str]:
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=_PARTS)
    except ValueError as exc:
        raise UploadError(Trouble.FORM) from exc
    return dict(pairs)


def _parts(body: bytes, boundary: bytes) -> Form:
    from python_multipart.exceptions import FormParserError
    from python_multipart.multipart import MultipartParser

    if not 0 < len(boundary) <= 200:
        raise UploadError(Trouble.FORM)
    collected = _Collected()
    parser = MultipartParser(boundary, collected.callbacks())  # type: ignore[arg-type]
    try:
        parser.write(body)
        parser.finalize()
    except FormParserError as exc:
        raise UploadError(Trouble.FORM) from exc
    if not collected.ended:
        raise UploadError(Trouble.FORM)
    return collected.form()


class _Collected:
    """Collects what a parser of parts tells."""

    def __init__(self) -> None:
        self.ended = False
        self._parts: list[tuple[dict[bytes, bytes], bytearray]] = []
        self._name, self._value = bytearray(), bytearray()

    def callbacks(self) -> dict[str, object]:
        return {
            "on_part_begin": self._begin,
            "on_part_data": self._data,
            "on_header_field": lambda data, start, end: self._add(self._name, data[start:end]),
            "on_header_value": lambda data, start, end: self._add(self._value, data[start:end]),
            "on_header_end": self._header,
            "on_end": self._end,
        }

    def form(self) -> Form:
        """Return the parts by name; of parts of one name the first that says something counts."""
        form = Form()
        for options, value in self._parts:
            name = options.get(b"name", b"").decode("utf-8", "replace")
            if b"filename" in options:
                if value or options[b"filename"]:
                    form.files.setdefault(name, bytes(value))
            else:
                form.texts.setdefault(name, value.decode("utf-8", "replace"))
        return form

    def _begin(self) -> None:
        if len(self._parts) == _PARTS:
            raise UploadError(Trouble.FORM)
        self._parts.append(({}, bytearray()))

    def _data(self, data: bytes, start: int, end: int) -> None:
        self._parts[-1][1].extend(data[start:end])

    def _add(self, kept: bytearray, data: bytes) -> None:
        if len(kept) + len(data) > _HEADERS:
            raise UploadError(Trouble.FORM)
        kept += data

    def _header(self) -> None:
        if bytes(self._name).lower() == b"content-disposition":
            _, options = _content_type(bytes(self._value))
            self._parts[-1][0].update(options)
        self._name.clear()
        self._value.clear()

    def _end(self) -> None:
        self.ended = True
