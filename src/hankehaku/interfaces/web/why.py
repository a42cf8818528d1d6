"""Why a project matched a question, as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hankehaku.assistant.wording import describe
from hankehaku.index.fields import texts_of
from hankehaku.interfaces.texts import reranked_text, source_text, text
from hankehaku.interfaces.web.marks import TEXT_LANGUAGE, escape, foreign
from hankehaku.interfaces.web.understood import ARROW, row_html, surfaces_html
from hankehaku.language.terms import PARTS, SPELLING, Term
from hankehaku.records import Project
from hankehaku.search.result import Hit, Match, Question

_SHOWN_FORMS = 3


def why_html(hit: Hit, question: Question, language: str) -> str:
    """Return the constraints that a project meets, the words that matched, each with its way, those
    that did not, the shares, and what a reranker made of it.
    """
    said = "; ".join(describe(each, language) for each in question.constraints)
    met = f"<p>{escape(text(language, 'why_constraints', constraints=said))}</p>" if said else ""
    if not hit.signals:
        # chosen by constraints alone: there was no topic to rank by
        return f"{met}<p>{escape(text(language, 'why_listed'))}</p>"
    groups: dict[str, list[Match]] = {}
    for match in hit.matches:
        groups.setdefault(match.question, []).append(match)
    ways = [
        _way_html(each, hit.project, question, language)
        for matches in groups.values()
        for each in _by_way(matches)
    ]
    words = (
        f'<p>{escape(text(language, "why_words"))}:</p><ul class="ways">{"".join(ways)}</ul>'
        if ways
        else f"<p>{escape(text(language, 'why_no_words'))}</p>"
    )
    missing = [
        term.surface for term in question.terms if term.sought and term.surface not in groups
    ]
    absent = row_html(
        text(language, "why_missing"),
        surfaces_html(missing, question, language) if ways else [],
        language,
    )
    share = text(
        language,
        "why_share",
        words=_percent(hit.signals.get("lexical", 0.0)),
        meaning=_percent(hit.signals.get("dense", 0.0)),
    )
    moved = reranked_text(hit.reranked, hit.rank, language) if hit.reranked else ""
    shares = "".join(f"<p>{escape(each)}</p>" for each in (share, moved) if each)
    return f"{met}{words}{absent}{shares}"


def _percent(share: float) -> int:
    return round(100 * min(max(share, 0.0), 1.0))


def _by_way(matches: Iterable[Match]) -> Iterator[list[Match]]:
    ways: dict[tuple[tuple[str, ...], str], list[Match]] = {}
    for match in matches:
        ways.setdefault((match.way, match.source), []).append(match)
    yield from ways.values()


def _way_html(matches: list[Match], project: Project, question: Question, language: str) -> str:
    """Return one way with the forms that it led to, where they stand, and where the way is from."""
    texts = texts_of(project)
    way, source = matches[0].way, matches[0].source
    parts = _partsurfaces_html(question.terms)
    steps = [
        foreign(
            escape(step),
            question.language if at == 0 or step in parts else TEXT_LANGUAGE,
            language,
        )
        for at, step in enumerate(way)
        if at == 0 or step.casefold() != way[at - 1].casefold()
    ]
    written = (texts.get(m.text, "")[m.start : m.end] for m in matches)
    forms = {form.casefold(): form for form in written}
    found = [form for folded, form in forms.items() if folded not in ("", way[-1].casefold())]
    if found:
        quoted = ", ".join(f"<b>{escape(form)}</b>" for form in found[:_SHOWN_FORMS])
        rest = " …" if len(found) > _SHOWN_FORMS else ""
        steps.append(foreign(quoted + rest, TEXT_LANGUAGE, language))
    places = ", ".join(_places(matches, language))
    note = f"{places}; {source_text(source, language)}"
    return f'<li>{ARROW.join(steps)} <span class="note">({escape(note)})</span></li>'


def _places(matches: list[Match], language: str) -> Iterator[str]:
    counts: dict[str, set[tuple[int, int]]] = {}
    for match in matches:
        counts.setdefault(match.text, set()).add((match.start, match.end))
    for name, spans in counts.items():
        place = text(language, f"place_{name}")
        if len(spans) > 1:
            place = text(language, "place_times", place=place, count=len(spans))
        yield place


def _partsurfaces_html(terms: Iterable[Term]) -> set[str]:
    return {
        part.surface
        for term in terms
        for alternative in term.alternatives
        if alternative.source in (PARTS, SPELLING)
        for part in alternative.terms
    }
