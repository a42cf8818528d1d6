"""Every view in each language, on a desktop and a phone: axe is content, nothing sticks out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from browsing import IN_CI, overflow, serious

if not IN_CI:
    pytest.importorskip("playwright.sync_api", reason="pip install playwright")
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

QUESTIONS = {
    "fi": "pakolaisäideille suunnatut hankkeet",
    "sv": "projekt för flyktingmammor",
    "en": "projects for refugee mothers",
}
PLANS = {
    "fi": "Kaupunki järjestää maahanmuuttajaäideille suomen opetusta ja rakentaa avaruusaseman.",
    "sv": "Staden ordnar undervisning i finska för invandrarmammor och bygger en rymdstation.",
    "en": "The city arranges Finnish lessons for immigrant mothers and builds a space station.",
}
PAIR = {
    "fi": "Vertaa kahta ensimmäistä",
    "sv": "Jämför de två första",
    "en": "Compare the first two",
}
DOCUMENTS = (
    "/hanke/kotoa-kotiin?",
    "/vertaa?id=rio&id=ersus&id=tukena&id=misec&id=youme&",
    "/vertaa?",
    "/yleiskuva?budget=300000&months=24&",
    "/laatu?",
    "/suunnitelma?",
)
DESKTOP, PHONE = (1280, 900), (390, 844)
IN_EACH = pytest.mark.parametrize("language", ["fi", "sv", "en"])


def looked_at(page: Page, language: str) -> None:
    expect(page.locator("html")).to_have_attribute("lang", language)
    for width, height in (PHONE, DESKTOP):
        page.set_viewport_size({"width": width, "height": height})
        assert overflow(page) <= 0, (page.url, width)
        assert serious(page) == [], (page.url, width)


@IN_EACH
def test_search(open_page: Callable[..., Page], language: str) -> None:
    page = open_page(f"?lang={language}")
    looked_at(page, language)
    page.locator("#question textarea").fill(QUESTIONS[language])
    page.keyboard.press("Enter")
    expect(page.locator("#results article").first).to_be_visible()
    page.locator("#results article summary").first.click()
    looked_at(page, language)


@IN_EACH
def test_chat(open_page: Callable[..., Page], language: str) -> None:
    page = open_page(f"?tab=chat&lang={language}")
    for number, question in enumerate((QUESTIONS[language], PAIR[language]), start=1):
        page.locator("#chat-question textarea").fill(question)
        page.keyboard.press("Enter")
        expect(page.locator("#chat-log .turn")).to_have_count(number)
        expect(page.locator("#chat")).not_to_have_attribute("aria-busy", "true")
    expect(page.locator("#chat-log table")).to_be_visible()
    looked_at(page, language)


@IN_EACH
def test_documents(browser: Browser, site: str, language: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    for address in DOCUMENTS:
        page.goto(f"{site}{address}lang={language}")
        looked_at(page, language)
    page.locator("textarea").first.fill(PLANS[language])
    page.locator("button.press.first").click()
    expect(page.locator("#uutta")).to_be_visible()
    looked_at(page, language)
    page.goto(f"{site}/yleiskuva?q={quote(QUESTIONS[language])}&lang={language}")
    # what stands in one cell of the table must not push its columns out of sight
    table = page.locator("table.gaps")
    assert table.evaluate("each => each.scrollWidth <= each.parentElement.clientWidth")
    context.close()
