"""Reads bytes as text: UTF-8, UTF-16 or the Windows code page of western Europe."""

from __future__ import annotations

import unicodedata

from hankehaku.interfaces.uploads.trouble import Trouble, UploadError

_WIDE = (b"\xff\xfe", b"\xfe\xff")
_STRANGE = 0.02  # the share of control characters from which bytes are no text


def decode(data: bytes) -> str:
    """Return the text of a file; raises UploadError when it is none."""
    text = _decoded(data)
    sample = text[:20_000]
    strange = sum(
        unicodedata.category(char) in ("Cc", "Cn", "Co", "Cs") and char not in "\t\n\r\f\v"
        for char in sample
    )
    if strange > _STRANGE * len(sample):
        raise UploadError(Trouble.KIND)
    if not any(char.isalnum() for char in text):
        raise UploadError(Trouble.EMPTY)
    return text


def _decoded(data: bytes) -> str:
    if data.startswith(_WIDE):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if wide := _wide(data[:2000]):
        return data.decode(wide, "replace")
    return data.decode("cp1252", "replace")


def _wide(sample: bytes) -> str:
    """Return the kind of UTF-16 that is written without a mark: every other byte is nearly 0."""
    half = max(len(sample) // 2, 1)
    for name, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if zeros.count(0) > 0.7 * half:
            return name
    return ""
