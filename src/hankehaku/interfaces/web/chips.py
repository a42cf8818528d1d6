"""The constraints of a question as buttons that take them back, and what they left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hankehaku.assistant.wording import describe
from hankehaku.interfaces.texts import count_text, text
from hankehaku.interfaces.web.marks import TEXT_LANGUAGE, escape, foreign, verbatim
from hankehaku.records import Project
from hankehaku.search.constraints import Constraint
from hankehaku.search.request import Request
from hankehaku.search.result import SearchResult

_NAMED = 5
"""Projects named where only their number matters."""


def chips_html(constraints: Iterable[tuple[int, Constraint]], language: str) -> str:
    """Return constraints as a list of buttons, each with the key by which it is taken back."""
    return _list_html(chip_html("drop", key, each, language) for key, each in constraints)


def restored_html(constraints: Iterable[tuple[int, Constraint]], language: str) -> str:
    """Return constraints that were taken back as buttons that apply them again."""
    return _list_html(
        chip_html("restore", key, each, language, off=True) for key, each in constraints
    )


def chip_html(
    act: str, key: object, constraint: Constraint, language: str, *, off: bool = False
) -> str:
    """Return a constraint as a button that takes it back, or (`off`) applies it again."""
    said = describe(constraint, language)
    name = text(language, "constraint_restore" if off else "constraint_remove", constraint=said)
    return (
        f'<button type="button" class="chip{" off" if off else ""}" data-act="{act}" '
        f'data-key="{verbatim(key)}" aria-label="{escape(name)}"><span>{escape(said)}</span>'
        f'<span class="cross" aria-hidden="true">{"+" if off else "×"}</span></button>'
    )


def without_html(act: str, key: object, constraint: Constraint, count: int, language: str) -> str:
    """Return a button that drops a constraint, with how many projects there are without it."""
    said = describe(constraint, language)
    return button_html(act, key, count_text(language, "near_miss", count, constraint=said))


def near_misses_html(result: SearchResult, request: Request, language: str) -> str:
    """Return what dropping each constraint would give, as buttons with the projects' names."""
    made = result.question.parsed.constraints if result.question.parsed else ()
    ways = {each: ("drop", str(at)) for at, each in enumerate(made)}
    ways |= {each: ("without", facet) for facet, each in request.filters.by_facet().items()}
    items = ""
    for miss in result.near_misses:
        if way := ways.get(miss.constraint):
            button = without_html(*way, miss.constraint, len(miss.projects), language)
            named = titles_html(miss.projects, language)
            items += f'<li>{button} <span class="note">{named}</span></li>'
    if not items:
        return ""
    heading = escape(text(language, "near_miss_heading"))
    return f'<div class="misses"><p>{heading}:</p><ul role="list">{items}</ul></div>'


def left_out_html(unknown: Sequence[Project], language: str) -> str:
    """Return how many projects were left out as their records could not tell, and which."""
    if not unknown:
        return ""
    said = escape(count_text(language, "left_out", len(unknown)))
    return f'<p class="note">{said}: {titles_html(unknown, language)}</p>'


def titles_html(projects: Sequence[Project], language: str) -> str:
    """Return the first titles of some projects in a row."""
    named = (foreign(escape(each.title), TEXT_LANGUAGE, language) for each in projects[:_NAMED])
    return ", ".join(named) + (" …" if len(projects) > _NAMED else "")


def button_html(act: str, key: object, content: str, kind: str = "press") -> str:
    """Return a button whose press the page passes on as `act` with `key` (see page.js)."""
    return (
        f'<button type="button" class="{kind}" data-act="{act}" data-key="{verbatim(key)}">'
        f"{escape(content)}</button>"
    )


def _list_html(chips: Iterable[str]) -> str:
    items = "".join(f"<li>{each}</li>" for each in chips)
    return f'<ul class="chips" role="list">{items}</ul>' if items else ""
