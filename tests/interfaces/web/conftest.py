"""A served page, and a browser to look at it with."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browsing import CHROMIUM, FLAGS, IN_CI, SERVER

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="session")
def site(seed_index: Path) -> Iterator[str]:
    """Serve the seed's index in a process of its own, as a user does, and give its address."""
    command = [sys.executable, "-c", SERVER, str(seed_index)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            found = re.search(r"http://\S+", process.stdout.readline())
            assert found, "the server did not tell its address"
            yield found.group()
        finally:
            process.terminate()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not IN_CI:
        pytest.importorskip("playwright.sync_api", reason="pip install playwright")
        if not CHROMIUM.exists():
            pytest.skip(f"no browser at {CHROMIUM} (apt install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Open the page; afterwards nothing may have gone to another host or to the console."""
    problems: list[str] = []
    contexts = []

    def opened(
        address: str = "", width: int = 1280, height: int = 900, scheme: str = "light"
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,  # type: ignore[arg-type]
            locale="de-DE",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(f"error {error}"))
        page.on("dialog", lambda dialog: (problems.append("dialog"), dialog.dismiss()))
        page.on(
            "console",
            lambda said: problems.append(f"console {said.text}") if said.type == "error" else None,
        )
        page.on(
            "request",
            lambda asked: (
                None
                if asked.url.startswith((site, "data:", "blob:"))
                else problems.append(f"request to {asked.url}")
            ),
        )
        page.goto(site + address)
        page.wait_for_selector("html[data-hankehaku=ready]")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert problems == []
