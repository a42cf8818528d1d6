"""The overview in a browser: nothing lies on anything else, wide or narrow, light or dark."""

from __future__ import annotations

import re
from importlib import resources
from typing import TYPE_CHECKING, Any

import pytest
from browsing import overflow, serious
from fastapi import FastAPI
from fastapi.testclient import TestClient

from hankehaku.interfaces.web.overview.routes import routes

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from hankehaku.facade import Hankehaku

OVERLAPS = """() => [...document.querySelectorAll('.plot > svg')].flatMap(svg => {
  const box = e => e.getBoundingClientRect();
  const texts = [...svg.querySelectorAll('text')].map(e => [e.textContent, box(e)]);
  const out = ([, b]) => b.left < box(svg).left - 1 || b.right > box(svg).right + 1;
  const found = texts.filter(out).map(([t]) => `out: ${t}`);
  texts.forEach(([t, a], at) => texts.slice(at + 1).forEach(([u, b]) => {
    const x = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const y = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (x > 1 && y > 5) found.push(`${t} × ${u}`);
  }));
  return found;
})"""


def sheet(name: str) -> str:
    web = resources.files("hankehaku.interfaces.web")
    folder = web if name == "page.css" else web / "documents"
    return (folder / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def html(hankehaku: Hankehaku) -> str:
    app = FastAPI()
    app.include_router(routes(lambda: hankehaku))
    page = TestClient(app).get("/yleiskuva?budget=300000&months=24").text
    style = "".join(sheet(name) for name in ("page.css", "document.css", "plots.css"))
    page = re.sub(r'<link rel="stylesheet"[^>]*>', "", page)
    return page.replace("</head>", f"<style>{style}</style></head>")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark"), (320, "light")])
def test_labels_stay_apart(browser: Browser, html: str, width: int, scheme: Any) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.set_content(html)
    assert overflow(page) <= 0
    assert page.evaluate(OVERLAPS) == []
    assert serious(page) == []
    for each in page.query_selector_all(".plot details summary"):
        each.click()
    assert overflow(page) <= 0
    assert serious(page) == []
    context.close()
