"""The document pages in a real browser: nothing sticks out, nothing fails, and axe is content."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from browsing import IN_CI, overflow, serious

if not IN_CI:
    pytest.importorskip("playwright.sync_api", reason="pip install playwright")
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

ADDRESSES = (
    "/hanke/kotoa-kotiin?lang=sv",
    "/vertaa?id=rio&id=ersus&id=tukena&id=misec&id=youme&lang=en",
    "/laatu",
)


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Open a document; afterwards nothing may have gone elsewhere or failed."""
    problems: list[str] = []
    contexts = []

    def visited(address: str, width: int = 1280, scheme: str = "light") -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
        )
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console",
            lambda said: problems.append(said.text) if said.type == "error" else None,
        )
        page.on(
            "request",
            lambda asked: None if asked.url.startswith(site) else problems.append(asked.url),
        )
        page.goto(site + address)
        return page

    yield visited
    for context in contexts:
        context.close()
    assert problems == []


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    ("width", "scheme"),
    [(1280, "dark"), (320, "light")],  # the others are in test_every_view
)
def test_looks(visit: Callable[..., Page], address: str, width: int, scheme: str) -> None:
    page = visit(address, width, scheme)
    assert overflow(page) <= 0
    assert serious(page) == []


def test_a_comparison_is_stacked_where_it_is_narrow(visit: Callable[..., Page]) -> None:
    address = "/vertaa?id=rio&id=ersus&lang=fi"
    wide, narrow = visit(address), visit(address, 320)
    cells = [page.locator("tbody td").nth(0).bounding_box() for page in (wide, narrow)]
    others = [page.locator("tbody td").nth(1).bounding_box() for page in (wide, narrow)]
    beside, below = zip(cells, others, strict=True)
    assert all((*beside, *below))
    assert beside[0]["y"] == beside[1]["y"]
    assert below[0]["x"] == below[1]["x"]
    region = narrow.locator(".comparison")
    assert region.evaluate("each => each.scrollWidth - each.clientWidth") == 0
    expect(narrow.locator("tbody .of").first).to_be_visible()
    expect(wide.locator("tbody .of").first).to_be_hidden()


def test_projects_are_chosen_without_scripts(visit: Callable[..., Page]) -> None:
    page = visit("/vertaa?lang=sv")
    page.get_by_label("MISEC-hanke").check()
    page.get_by_label("RIO-hanke").check()
    page.get_by_role("button", name="Jämför de valda").click()
    expect(page.get_by_role("columnheader")).to_have_count(3)
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    page.get_by_role("link", name="Ta bort ur jämförelsen MISEC-hanke").click()
    expect(page.get_by_label("RIO-hanke")).to_be_checked()
    expect(page.get_by_label("MISEC-hanke")).not_to_be_checked()


def test_the_keyboard_skips_to_the_content(visit: Callable[..., Page]) -> None:
    page = visit("/hanke/rio?lang=fi")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Siirry sisältöön")
    expect(skip).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.get_by_role("link", name="Svenska").click()
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    expect(page.locator("h1")).to_have_text("RIO-hanke")
