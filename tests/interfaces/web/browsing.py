"""What the tests in a browser share."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = Path("/usr/bin/chromium")
IN_CI = bool(os.environ.get("CI"))
"""In CI a missing browser is a failure, elsewhere a reason to skip."""

SERVER = """
import sys
from hankehaku.facade import Hankehaku
from hankehaku.interfaces.web.server import serve
hankehaku = Hankehaku.open(sys.argv[1])
serve(lambda: hankehaku, "127.0.0.1", 0)
"""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


SETTLED = """
() => Promise.allSettled(
  document.getAnimations()
    .filter((each) => each.effect.getComputedTiming().endTime < Infinity)
    .map((each) => each.finished)
)
"""
"""Waits for all transitions and animations that come to an end."""


def overflow(page: Any) -> int:
    """Return by how many pixels a page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


def serious(page: Any) -> list[Any]:
    """Return the serious and critical findings of axe-core on a page."""
    if not IN_CI:
        pytest.importorskip("axe_playwright_python", reason="pip install axe-playwright-python")
    from axe_playwright_python.sync_playwright import Axe

    # colours are judged when they have settled
    page.evaluate(SETTLED)
    found = Axe().run(page).response["violations"]
    return [each for each in found if each["impact"] in ("serious", "critical")]
