"""Projects as cards: pure functions that escape everything that is not theirs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import quote

from hankehaku.index.passages import sentences
from hankehaku.interfaces.texts import organisation_type_text, text
from hankehaku.interfaces.web.facts import details_html, facts_rows, issues_html, key_facts_html
from hankehaku.interfaces.web.marks import (
    TEXT_LANGUAGE,
    Span,
    escape,
    foreign,
    marked,
    spans_in,
    verbatim,
)
from hankehaku.interfaces.web.why import why_html
from hankehaku.records import Project
from hankehaku.search.result import Hit, Question


def card_html(hit: Hit, question: Question, language: str, *, votes: bool = False) -> str:
    """Return a hit as an article: facts, best passage, flaws, the reasons, and all of it.

    With `votes` it asks whether the project fits the question.
    """
    project = hit.project
    asks = _vote_html(project, hit.rank, language) if votes else ""
    return project_html(
        project,
        language,
        anchor_of("hanke", project.id),
        f"{hit.rank}.",
        hit=hit,
        question=question,
        foot=f"{_pick_html(project, language)}{asks}",
    )


def project_html(
    project: Project,
    language: str,
    anchor: str,
    label: str,
    *,
    hit: Hit | None = None,
    question: Question | None = None,
    quotes: Sequence[str] = (),
    foot: str = "",
) -> str:
    """Return a project as an article with the id `anchor` on its heading, `label` before its title.

    Without a hit nothing tells why it is there, and `quotes` are marked in its description. `foot`
    is HTML that comes last.
    """
    matches = hit.matches if hit else ()
    title = marked(project.title, spans_in(matches, "title"))
    spans = spans_in(matches, "description") or _quoted(project.description, quotes)
    passage = (hit.passage.start, hit.passage.end) if hit else _lead(project.description, spans)
    reasons = (
        details_html(text(language, "why_heading"), why_html(hit, question, language), "why")
        if hit and question
        else ""
    )
    whole = details_html(
        text(language, "whole_heading"), _whole_html(project, spans, language), "whole"
    )
    below = f'<div class="foot">{foot}</div>' if foot else ""
    before = f'<span class="rank">{escape(label)}</span> ' if label else ""
    return (
        f'<article class="card" aria-labelledby="{escape(anchor)}">'
        f'<h3 id="{escape(anchor)}">{before}<a href="{escape(project_address(project, language))}">'
        f"{foreign(title, TEXT_LANGUAGE, language)}</a></h3>"
        f"{key_facts_html(project, language, written=True)}{issues_html(project, language)}"
        f"{_passage_html(project, spans, passage, language)}{reasons}{whole}"
        f"{below}</article>"
    )


def project_address(project: Project, language: str) -> str:
    """Return the link from the page to that of a project, not escaped."""
    return f"./hanke/{quote(project.id, safe='')}?lang={language}"


def anchor_of(kind: str, project_id: str) -> str:
    """Return the id of a project's heading, which holds no blanks and so can be referred to."""
    return f"{kind}-{quote(project_id, safe='')}"


def _pick_html(project: Project, language: str) -> str:
    return (
        f'<label class="pick"><input type="checkbox" data-pick="{verbatim(project.id)}">'
        f"{escape(text(language, 'compare_pick'))}</label>"
    )


def _vote_html(project: Project, rank: int, language: str) -> str:
    buttons = "".join(
        f'<button type="button" class="press" data-vote="{each}" '
        f'data-project="{verbatim(project.id)}" data-rank="{rank}">'
        f"{escape(text(language, f'vote_{each}'))}</button>"
        for each in ("yes", "no")
    )
    question = escape(text(language, "vote_question"))
    thanks, failed = (escape(text(language, f"vote_{each}")) for each in ("thanks", "failed"))
    return (
        f'<div class="vote" role="group" aria-label="{question}" data-thanks="{thanks}" '
        f'data-failed="{failed}"><p>{question}</p>{buttons}<p class="said" role="status"></p></div>'
    )


def _passage_html(project: Project, spans: Sequence[Span], passage: Span, language: str) -> str:
    description, (start, end) = project.description, passage
    if not description.strip():
        return f'<p class="passage">{escape(text(language, "no_description"))}</p>'
    content = marked(description, spans, start, end)
    before = "… " if start > 0 else ""
    after = " …" if end < len(description) else ""
    return f'<p class="passage" lang="{TEXT_LANGUAGE}">{before}{content}{after}</p>'


def _quoted(description: str, quotes: Iterable[str]) -> list[Span]:
    """Return where quotes stand in a description, in order and apart."""
    found = sorted((description.find(each), len(each)) for each in quotes if each)
    spans: list[Span] = []
    for start, length in found:
        if start >= (spans[-1][1] if spans else 0):
            spans.append((start, start + length))
    return spans


def _lead(description: str, spans: Sequence[Span]) -> Span:
    """Return the first of some places in a description, else its first sentence."""
    return next(iter([*spans, *sentences(description)]), (0, 0))


def _whole_html(project: Project, spans: Sequence[Span], language: str) -> str:
    organisation, source = project.organisation, project.source
    description = marked(project.description, spans)
    kind = organisation.type
    place = ", ".join(filter(None, (organisation.municipality, organisation.region)))
    links = "".join(
        f"<li>{foreign(escape(each), TEXT_LANGUAGE, language)}</li>" for each in project.links
    )
    lines = source and text(
        language, "source_lines", file=source.file, first=source.first_line, last=source.last_line
    )
    rows = (
        ("organisation_kind", escape(organisation_type_text(kind, language)) if kind else ""),
        ("place", foreign(escape(place), TEXT_LANGUAGE, language) if place else ""),
        ("links", f"<ul>{links}</ul>" if links else ""),
        ("source", escape(lines) if lines else ""),
    )
    whole = f'<p class="description" lang="{TEXT_LANGUAGE}">{description}</p>'
    return whole + facts_rows((text(language, key), content) for key, content in rows)
