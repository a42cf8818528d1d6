"""What interfaces ask for the index that serves, once for each request."""

from __future__ import annotations

from collections.abc import Callable

from hankehaku.facade import Hankehaku

Opened = Callable[[], Hankehaku]
"""Gives the generation that serves now. A request asks once, so that it sees one generation."""
