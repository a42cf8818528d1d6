"""Texts of the page of an own plan."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TEXTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "fi": {},
        "sv": {},
        "en": {},
    }
)
