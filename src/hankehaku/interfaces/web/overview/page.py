"""The body of the overview: what the set is, then its plots and tables, one part after another."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from hankehaku.assistant.figures import EUR
from hankehaku.assistant.overview.gaps import gaps
from hankehaku.assistant.overview.places import seats
from hankehaku.assistant.overview.support import shares
from hankehaku.assistant.overview.target_groups import TargetGroup
from hankehaku.assistant.overview.timeline import timeline
from hankehaku.assistant.turn import Parts
from hankehaku.corpus.places import Places
from hankehaku.interfaces.addresses import query_of
from hankehaku.interfaces.texts import text
from hankehaku.interfaces.web.marks import escape
from hankehaku.interfaces.web.overview.bars import organisations_html, years_html
from hankehaku.interfaces.web.overview.gaps import gaps_html
from hankehaku.interfaces.web.overview.head import contents_html, head_html, key_html
from hankehaku.interfaces.web.overview.map import map_html
from hankehaku.interfaces.web.overview.own import Own, form_html
from hankehaku.interfaces.web.overview.spread import spreads_html, spreads_of
from hankehaku.interfaces.web.overview.timeline import timeline_html
from hankehaku.records import Project
from hankehaku.search.request import Request


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside the projects: places, target groups, and which of these one names."""

    places: Places
    groups: Sequence[TargetGroup]
    groups_of: Callable[[Project], Collection[str]]


def body_html(
    request: Request,
    projects: Sequence[Project],
    parts: Parts,
    known: Known,
    own: Own,
    language: str,
) -> str:
    """Return the overview of the projects that a request is for."""
    heading = f"<h1>{escape(text(language, 'overview_heading'))}</h1>"
    head = head_html(request, parts, language)
    if not projects:
        said = escape(text(language, "overview_empty"))
        return f'{heading}{head}<p class="status nothing">{said}</p>'
    when, money, spreads = timeline(projects), shares(projects), spreads_of(projects)
    found = gaps(projects, parts.objectives, known.groups, known.groups_of)
    form = form_html(own, query_of(request.all(), language), language)
    sections = (
        ("aika", "overview_time", timeline_html(when, language)),
        (
            "tuki",
            "overview_support",
            organisations_html(money, language) + years_html(money, language),
        ),
        ("jakauma", "overview_spread", form + spreads_html(spreads, projects, own, language)),
        (
            "kartta",
            "overview_map",
            map_html(seats(projects, known.places), known.places.municipalities, language),
        ),
        ("aukot", "overview_gaps", gaps_html(found, request, language)),
    )
    keys = key_html(projects, money.whole, spreads[EUR], when, language)
    contents = contents_html(
        ((anchor, text(language, key)) for anchor, key, _ in sections), language
    )
    shown = "".join(
        f'<section class="overview" id="{anchor}" aria-labelledby="{anchor}-h">'
        f'<h2 id="{anchor}-h">{escape(text(language, key))}</h2>{content}</section>'
        for anchor, key, content in sections
    )
    return f"{heading}{head}{keys}{contents}{shown}"
