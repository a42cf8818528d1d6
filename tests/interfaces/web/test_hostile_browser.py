"""A collection of hostile texts in a real browser: every view is looked at, and nothing fires."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from urllib.parse import quote, urlencode

import pytest
from browsing import IN_CI
from hostile_checks import Site

from hankehaku.facade import Hankehaku
from hostile_collection import RECORDS, TEXTS, tamed

if not IN_CI:
    pytest.importorskip("playwright.sync_api", reason="pip install playwright")
from playwright.sync_api import Browser, Page

PAIR = "vertaa kahta ensimmäistä"
# Not in the page's own script, which its policy would stop. A hit is told at once, by its stack.
WATCH = """
window.__fired = [];
Object.defineProperty(window, "__hit", { set() { window.__fired.push(new Error("hit").stack); } });
for (const name of ["securitypolicyviolation", "error"])
  window.addEventListener(name, (event) =>
    window.__fired.push(`${name} ${event.violatedDirective ?? event.message} ${event.blockedURI}`),
    true);
"""
PARTS = """
[...document.querySelectorAll("*")].flatMap((each) =>
  ["", ...each.getAttributeNames()].map((name) => `${each.localName} ${name}`))
.filter((each) => !each.endsWith("aria-busy"))
"""
ASKED = """
(text) => new URL(location).searchParams.get("q") === text && !document.querySelector("[aria-busy]")
"""
RUNS = """
[...document.querySelectorAll("main *, .hh *")].filter((each) =>
  each.matches("script, iframe, object, embed, base, style, [srcdoc], [style*=url]")
  || each.getAttributeNames().some((name) => name.startsWith("on"))
  || ["href", "src", "action", "formaction"].some((name) =>
    each[name] && !String(each[name]).startsWith(location.origin))
).map((each) => each.outerHTML)
"""


@pytest.fixture
def look(browser: Browser) -> Iterator[Callable[[Site], tuple[Page, list[str]]]]:
    """Open a page that a site is looked at with, and what happened there that should not."""
    contexts = []

    def opened(site: Site) -> tuple[Page, list[str]]:
        contexts.append(browser.new_context(viewport={"width": 1280, "height": 900}))
        contexts[-1].add_init_script(WATCH)
        page, problems = contexts[-1].new_page(), []
        page.on("pageerror", lambda error: problems.append(f"error {error}"))
        page.on("dialog", lambda shown: (problems.append("dialog"), shown.dismiss()))
        page.on("popup", lambda _: problems.append("popup"))
        page.on("download", lambda _: problems.append("download"))
        page.on(
            "console",
            lambda said: problems.append(said.text) if said.type in ("error", "warning") else None,
        )
        page.on(
            "request",
            lambda asked: (
                None if asked.url.startswith(site.address) else problems.append(asked.url)
            ),
        )
        return page, problems

    yield opened
    for each in contexts:
        each.close()


def documents(hankehaku: Hankehaku) -> Iterator[str]:
    ids = [each.id for each in hankehaku]
    for each in ids:
        yield f"/hanke/{quote(each, safe='')}?lang=sv"
    for at in (0, 4, 8):
        yield f"/vertaa?{urlencode([('id', each) for each in ids[at : at + 5]])}"
    yield "/vertaa"
    yield "/yleiskuva"
    yield "/suunnitelma"
    yield "/laatu"


def quiet(page: Page, view: str) -> None:
    """Hold that nothing has fired on a page and that nothing on it could."""
    fired = page.evaluate("window.__fired")
    assert fired == [], f"{view}: {fired}"
    assert page.evaluate(RUNS) == [], view


def visit_documents(site: Site, hankehaku: Hankehaku, page: Page) -> None:
    for path in documents(hankehaku):
        page.goto(site.address + path)
        quiet(page, path)
    page.goto(f"{site.address}/suunnitelma")
    page.locator("textarea").fill("\n".join(TEXTS))
    page.locator("form button[type=submit]").click()
    page.locator("#uudelleen").wait_for()
    quiet(page, "plan")


def visit_tabs(site: Site, texts: Sequence[str], page: Page) -> set[str]:
    """Search and talk, press what is there, and return the elements and attributes seen."""
    parts: set[str] = set()

    def looked(view: str) -> None:
        quiet(page, view)
        parts.update(page.evaluate(PARTS))

    def ask(box: str, text: str) -> None:
        page.locator(f"{box} textarea").fill(text)
        page.keyboard.press("Enter")

    page.goto(f"{site.address}/?lang=sv&q={quote(texts[0][:500])}")
    page.wait_for_selector("html[data-hankehaku=ready]")
    looked("a question of an address")
    page.locator("#question textarea").fill("")
    page.locator("#question textarea").press_sequentially("kotoutumisen")
    page.locator("#suggestions li").first.wait_for()
    looked("suggestions")
    for text in (texts[1][:400], texts[2], "kotoutumisen"):
        ask("#question", text)
        page.wait_for_function(ASKED, arg=text)
        looked(f"results of {text[:40]}")
    page.locator("#results article").nth(1).wait_for()
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    for at in (0, 1):
        page.locator("#results [data-pick]").nth(at).check()
    page.locator("#results [data-act=facet]").first.check()
    page.locator("#results .picked").wait_for()
    looked("a filter")
    page.get_by_role("tab").nth(1).click()
    for turn, text in enumerate((f"{texts[2]} kotoutumisen", "montako hanketta on?", PAIR)):
        ask("#chat-question", text)
        page.locator("#chat-log .turn").nth(turn).wait_for()
        page.wait_for_function("!document.querySelector('#chat[aria-busy]')")
        looked(f"an answer to {text[:40]}")
    page.reload()
    page.locator("#chat-log .turn").nth(2).wait_for(state="attached")
    looked("a conversation that was kept")
    return parts


def test_nothing_fires(
    look: Callable[[Site], tuple[Page, list[str]]], sites: tuple[Site, Site], hostile: Hankehaku
) -> None:
    page, problems = look(sites[0])
    visit_documents(sites[0], hostile, page)
    parts = visit_tabs(sites[0], TEXTS, page)
    assert RECORDS[0]["title"][:40] in page.locator("#chat-log").inner_text()
    other, others = look(sites[1])
    assert parts - visit_tabs(sites[1], tamed(TEXTS), other) == set()
    assert (problems, others) == ([], [])
