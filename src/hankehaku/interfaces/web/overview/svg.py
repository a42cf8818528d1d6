"""What all plots are made of: marks placed by shares of a width, and a figure with its table.

Plots have no fixed width: places along them are per cents, so that letters keep their size on a
narrow screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hankehaku.interfaces.texts import text
from hankehaku.interfaces.web.marks import TEXT_LANGUAGE, escape, foreign


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: a number stands at the end, a project's own words in their language."""

    content: str
    number: bool = False
    finnish: bool = False


def percent(share: float) -> str:
    """Return a share of the width as an SVG length, 0 % to 100 %."""
    return f"{min(max(share, 0.0), 1.0) * 100:.3f}".rstrip("0").rstrip(".") + "%"


def rect(
    x: float, y: float, width: float, height: float, kind: str, title: str = "", *, round_: int = 2
) -> str:
    """Return a bar from share `x` on, `width` wide, with a tooltip when there is a title."""
    return (
        f'<rect class="{kind}" x="{percent(x)}" y="{_short(y)}" width="{percent(width)}" '
        f'height="{_short(height)}" rx="{round_}">{_title(title)}</rect>'
    )


def upright(x: float, top: float, bottom: float, kind: str) -> str:
    """Return an upright line at share `x`."""
    at = percent(x)
    return (
        f'<line class="{kind}" x1="{at}" x2="{at}" y1="{_short(top)}" y2="{_short(bottom)}"></line>'
    )


def level(y: float, kind: str) -> str:
    """Return a line across the whole width."""
    return f'<line class="{kind}" x1="0" x2="100%" y1="{_short(y)}" y2="{_short(y)}"></line>'


def dot(x: float, y: float, radius: float, kind: str, title: str = "") -> str:
    """Return a dot at share `x`."""
    return (
        f'<circle class="{kind}" cx="{percent(x)}" cy="{_short(y)}" r="{_short(radius)}">'
        f"{_title(title)}</circle>"
    )


def label(
    x: float, y: float, content: str, kind: str = "p-text", *, dx: int = 0, anchor: str = ""
) -> str:
    """Return words at share `x`; by default they keep inside of the plot at both of its ends."""
    anchor = anchor or ("start" if x < 0.12 else "end" if x > 0.88 else "middle")
    shift = f' dx="{dx}"' if dx else ""
    return (
        f'<text class="{kind}" x="{percent(x)}" y="{_short(y)}"{shift} '
        f'text-anchor="{anchor}">{content}</text>'
    )


def mark(x: float, y: float, kind: str) -> str:
    """Return a diamond at share `x`."""
    shape = f'<path class="{kind}" d="M0 -6 6 0 0 6 -6 0Z"></path>'
    return f'<svg x="{percent(x)}" y="{_short(y)}" overflow="visible">{shape}</svg>'


def words(content: str, most: int, language: str, *, finnish: bool = True) -> str:
    """Return a name as SVG text, shortened when it is long; Finnish is told to be so."""
    line = " ".join(content.split())
    short = line if len(line) <= most else line[: most - 1].rstrip() + "…"
    if not finnish or language == TEXT_LANGUAGE:
        return escape(short)
    return f'<tspan lang="{TEXT_LANGUAGE}">{escape(short)}</tspan>'


def plot(name: str, title: str, description: str, height: float, marks: Iterable[str]) -> str:
    """Return a plot as wide as its place, named by its title and described in words."""
    return (
        f'<svg class="p-svg" role="img" aria-labelledby="{name}-t {name}-d" width="100%" '
        f'height="{_short(height)}"><title id="{name}-t">{escape(title)}</title>'
        f'<desc id="{name}-d">{escape(description)}</desc>{"".join(marks)}</svg>'
    )


def figure(
    drawing: str, caption: Sequence[str], table_html: str, language: str, *, name: str
) -> str:
    """Return a figure: the heading, the plot, what is to know of it, and its data as a table."""
    heading, *notes = caption
    said = " ".join(escape(each) for each in notes if each)
    note = f'<p class="note">{said}</p>' if said else ""
    return (
        f'<figure class="plot"><figcaption><h3>{escape(heading)}</h3>{note}</figcaption>{drawing}'
        f"<details><summary>{escape(text(language, 'overview_table'))}"
        f'<span class="unseen">: {escape(heading)}</span></summary>'
        f"{scrolling(table_html, text(language, 'overview_table_of', name=heading), name=name)}"
        "</details></figure>"
    )


def scrolling(content: str, label_: str, *, name: str) -> str:
    """Return HTML that scrolls sideways when it is wide, also by keys."""
    return (
        f'<div class="scroll inside" role="region" tabindex="0" id="{name}-table" '
        f'aria-label="{escape(label_)}">{content}</div>'
    )


def table(heads: Sequence[tuple[str, bool]], rows: Iterable[Sequence[Cell]], language: str) -> str:
    """Return a table; heads tell whether numbers are below, the first cell of a row names it."""
    head = "".join(
        f'<th scope="col"{_kind(number)}>{escape(content)}</th>' for content, number in heads
    )
    body = "".join(f"<tr>{''.join(_cells(row, language))}</tr>" for row in rows)
    return f'<table class="figures"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _cells(row: Sequence[Cell], language: str) -> Iterable[str]:
    for at, each in enumerate(row):
        said = escape(each.content)
        said = foreign(said, TEXT_LANGUAGE, language) if each.finnish else said
        if at:
            yield f"<td{_kind(each.number)}>{said}</td>"
        else:
            yield f'<th scope="row">{said}</th>'


def _kind(number: bool) -> str:
    return ' class="n"' if number else ""


def _title(title: str) -> str:
    return f"<title>{escape(title)}</title>" if title else ""


def _short(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
