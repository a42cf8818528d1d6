"""Tells whether a ranked project fits a topic, where a set and not a ranking is asked for."""

from __future__ import annotations

from hankehaku.search.result import Hit

MEMBER_SHARE, MEMBER_CORE, MEMBER_CONFIDENCE = 0.45, 0.4, 0.15
"""A project fits a topic when about half of what the question says was found in it, its weightiest
word among it, unless it most likely has nothing to do with it; see `search.confidence`."""


def is_member(share: float, core: float, confidence: float) -> bool:
    """Tell whether a project fits by its signals; see `search.confidence`."""
    return share >= MEMBER_SHARE and core >= MEMBER_CORE and confidence >= MEMBER_CONFIDENCE


def fits(hit: Hit) -> bool:
    """Tell whether a project is about what was asked."""
    share, core = hit.signals.get("share", 1.0), hit.signals.get("core", 1.0)
    return is_member(share, core, hit.confidence)
