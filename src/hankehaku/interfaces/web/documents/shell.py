"""The frame of the document pages: head, header with ways to the other pages, languages, footer."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from hankehaku.interfaces.texts import LANGUAGE_NAMES, text
from hankehaku.interfaces.web.marks import escape

if TYPE_CHECKING:
    from fastapi.responses import HTMLResponse

SHEETS = ("page.css", "document.css", "plots.css")
"""The style sheets of a document, served below `hankehaku/`."""

_PAGES: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("tab_search", "", {}),
    ("tab_chat", "", {"tab": "chat"}),
    ("nav_overview", "yleiskuva", {}),
    ("nav_plan", "suunnitelma", {}),
    ("nav_quality", "laatu", {}),
)


def up(path: str) -> str:
    """Return what leads from a page at `path` (without leading slash) to the root: './', '../' …"""
    return "../" * path.count("/") or "./"


def address(path: str, target: str, language: str, **parameters: str) -> str:
    """Return a relative link from `path` to `target`, not escaped, with the language kept."""
    query = urlencode({**parameters, "lang": language})
    return f"{up(path)}{target}?{query}"


def document(
    body: str, *, title: str, language: str, path: str, query: str = "", robots: bool = True
) -> str:
    """Return a whole HTML document around `body`; without `robots` it asks not to be indexed.

    `path` (without leading slash) and `query` are its own address, for links to its languages.
    """
    root = up(path)
    sheets = "".join(f'<link rel="stylesheet" href="{root}hankehaku/{sheet}">' for sheet in SHEETS)
    hidden = "" if robots else '<meta name="robots" content="noindex">'
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(_titled(title, language))}</title>\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="color-scheme" content="light dark">{hidden}\n'
        f'<link rel="icon" href="{root}favicon.ico">\n{sheets}\n</head>\n'
        f'<body class="hh">\n'
        f'<a class="skip" href="#sisalto">{escape(text(language, "skip_to_content"))}</a>\n'
        f"{_header(language, path, query)}\n"
        f'<main id="sisalto" tabindex="-1">\n{body}\n</main>\n'
        f"{_footer(language, path)}\n</body>\n</html>\n"
    )


def page(html: str, status: int = 200) -> HTMLResponse:
    """Return a document as a response that browsers ask about again each time."""
    from fastapi.responses import HTMLResponse

    headers = {"Cache-Control": "no-cache"}
    return HTMLResponse(html, status, headers, media_type="text/html; charset=utf-8")


def problem_page(
    language: str, heading: str, message: str, status: int, *, path: str = "", more: str = ""
) -> HTMLResponse:
    """Return the page that tells a problem in plain words; `more` is HTML that follows."""
    body = (
        f'<h1>{escape(heading)}</h1><p class="status error">{escape(message)}</p>{more}'
        f'<p><a href="{escape(address(path, "", language))}">'
        f"{escape(text(language, 'problem_to_search'))}</a></p>"
    )
    return page(document(body, title=heading, language=language, path=path, robots=False), status)


def _titled(title: str, language: str) -> str:
    product = text(language, "product")
    return f"{title} – {product}" if title else product


def _header(language: str, path: str, query: str) -> str:
    items = "".join(_way(key, target, extra, language, path) for key, target, extra in _PAGES)
    languages = "".join(_switch(each, language, query) for each in LANGUAGE_NAMES)
    return (
        '<header class="frame top"><p class="product">'
        f'<a href="{escape(address(path, "", language))}">{escape(text(language, "product"))}</a>'
        f'</p><nav class="ways-on" aria-label="{escape(text(language, "nav_label"))}">'
        f'<ul role="list">{items}</ul></nav>'
        f'<nav class="languages" aria-label="{escape(text(language, "language_label"))}">'
        f'<ul role="list">{languages}</ul></nav></header>'
    )


def _way(key: str, target: str, extra: dict[str, str], language: str, path: str) -> str:
    here = ' aria-current="page"' if target and target == path else ""
    link = escape(address(path, target, language, **extra))
    return f'<li><a href="{link}"{here}>{escape(text(language, key))}</a></li>'


def _switch(to: str, language: str, query: str) -> str:
    kept = [(key, value) for key, value in parse_qsl(query) if key != "lang"]
    # without a path it leads to the same page, below whatever root
    link = escape("?" + urlencode([*kept, ("lang", to)]))
    here = ' aria-current="true"' if to == language else ""
    return (
        f'<li><a href="{link}" hreflang="{to}" lang="{to}"{here}>'
        f"{escape(LANGUAGE_NAMES[to])}</a></li>"
    )


def _footer(language: str, path: str) -> str:
    quality = escape(address(path, "laatu", language))
    return (
        f'<footer class="frame bottom"><p class="note">{escape(text(language, "footer_about"))} '
        f"{escape(text(language, 'intro_not_calls'))}</p>"
        f'<p class="note"><a href="{quality}#tietosuoja">'
        f"{escape(text(language, 'footer_privacy'))}</a></p></footer>"
    )
