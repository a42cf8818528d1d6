"""JSON as bytes: UTF-8 whatever the texts hold."""

from __future__ import annotations

import json
from typing import Any


def encoded(value: Any) -> bytes:
    """Return plain JSON types as UTF-8; halves of characters, which it has none of, become `?`.

    Raises ValueError for numbers that JSON does not have (NaN and the infinite ones).
    """
    written = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return written.encode("utf-8", "replace")
