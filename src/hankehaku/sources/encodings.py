"""Tells in which encoding a text file is written, by its bytes alone."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from typing import BinaryIO

from hankehaku.errors import SourceError

_CHUNK = 1 << 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Where ä, ö, å and their capitals stand in the encodings of one byte a letter.
_NORDIC = {
    "cp1252": b"\xe4\xf6\xe5\xc4\xd6\xc5",
    "cp850": b"\x84\x94\x86\x8e\x99\x8f",
    "mac-roman": b"\x8a\x9a\x8c\x80\x85\x81",
}
_WORDS = {
    name: re.compile(b"(?<=[A-Za-z])[%s]|[%s](?=[a-z])" % (letters, letters))
    for name, letters in ((name, re.escape(letters)) for name, letters in _NORDIC.items())
}
# Bytes that Windows-1252 does not have, and ISO-8859-1 gives to control characters.
_NOT_WINDOWS = re.compile(b"[\x81\x8d\x8f\x90\x9d]")
_CONTROL = re.compile(b"[\x00-\x08\x0e-\x1f]")
_STRANGE = 0.02
_BEYOND = re.compile(r"[^\x00-\x7f]")
_BROKEN = "\ufffd"
_STRANGE_LETTERS = 0.1

NAMES = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1252": "Windows-1252",
    "iso-8859-1": "ISO-8859-1",
    "cp850": "CP850",
    "mac-roman": "Mac Roman",
}
"""The name that people know an encoding by, for each that is told apart."""


def find_encoding(file: BinaryIO, where: str) -> str:
    """Return the encoding of a file, by the name that Python has for it, reading it in pieces.

    A byte order mark decides; then UTF-8, if it fits but for a stray byte or two; then UTF-16, by
    its zeros; then the encoding of one byte a letter that makes most Nordic letters of what stands
    in words.
    Raises SourceError when the file is no text.
    """
    head = file.read(_CHUNK)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if b"\0" in head and (wide := _wide(head[:4000])):
        return wide
    file.seek(0)
    strange = len(_CONTROL.findall(head))
    may_be = b"\0" not in head or strange <= _STRANGE * len(head)
    if may_be and _is_utf8(iter(lambda: file.read(_CHUNK), b"")):
        return "utf-8"
    if strange > _STRANGE * len(head):
        raise SourceError(
            "the file is no text, nor of a kind that is read",
            where=where,
            cure="Give text, HTML, CSV, XLSX, Parquet, JSON or JSON Lines.",
        )
    file.seek(0)
    return _one_byte(iter(lambda: file.read(_CHUNK), b""))


def _is_utf8(chunks: Iterable[bytes]) -> bool:
    """Tell whether bytes are UTF-8, but for a few in a hundred of the letters beyond ASCII."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    others = broken = 0
    for chunk in chunks:
        text = decoder.decode(chunk)
        if not text.isascii():
            others += len(_BEYOND.findall(text))
            broken += text.count(_BROKEN)
    broken += decoder.decode(b"", final=True).count(_BROKEN)
    return broken <= _STRANGE_LETTERS * others


def _wide(sample: bytes) -> str:
    """Return the kind of UTF-16 that is written without a mark: every other byte is nearly 0."""
    half = max(len(sample) // 2, 1)
    for name, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if zeros.count(0) > 0.7 * half:
            return name
    return ""


def _one_byte(chunks: Iterable[bytes]) -> str:
    counts = dict.fromkeys(_WORDS, 0)
    windows = True
    for chunk in chunks:
        for name, words in _WORDS.items():
            counts[name] += len(words.findall(chunk))
        windows = windows and not _NOT_WINDOWS.search(chunk)
    best = max(counts, key=lambda name: counts[name])
    if counts[best] > counts["cp1252"]:
        return best
    return "cp1252" if windows else "iso-8859-1"
