"""How a question was understood, and why a project matched it, as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from hankehaku.assistant.wording import describe
from hankehaku.index.fields import texts_of
from hankehaku.interfaces.texts import number, reranked_text, source_text, text
from hankehaku.interfaces.web.chips import chips_html
from hankehaku.interfaces.web.marks import TEXT_LANGUAGE, escape, foreign
from hankehaku.language.terms import PARTS, SPELLING, WRITTEN, Term
from hankehaku.records import Project
from hankehaku.search.result import Hit, Match, Question

_SHOWN_TERMS, _SHOWN_NAMES, _SHOWN_FORMS = 12, 3, 3
_UNSURE = 0.6
_ARROW = ' <span class="arrow" aria-hidden="true">→</span> <span class="unseen">, </span>'
_WORD = re.compile(r"[^\W_]+(?:[-'’:][^\W_]+)*")


def understood_html(question: Question, language: str) -> str:
    """Return a question's language, the constraints that it makes (as buttons that take them back),
    its words with their Finnish names, and what was left out.
    """
    unsure = question.confidence < _UNSURE
    key = "understood_language_unsure" if unsure else "understood_language"
    named = text(language, key, language=text(language, f"language_{question.language}"))
    terms = [term for term in question.terms if term.translated]
    corrected = [term for term in terms if term.corrected]
    sought = [term for term in terms if term.sought]
    lists = (
        ("understood_corrected", [_corrected_html(each, question, language) for each in corrected]),
        ("understood_terms", [_term_html(term, question.language, language) for term in sought]),
        (
            "understood_untranslated",
            _surfaces(
                (term.surface for term in question.terms if not term.translated), question, language
            ),
        ),
        ("understood_ignored", _surfaces(_ignored(question), question, language)),
    )
    rows = "".join(_list_html(text(language, key), items, language) for key, items in lists)
    if chips := chips_html(enumerate(question.constraints), language):
        label = escape(text(language, "constraints"))
        rows = f'<div class="row"><p>{label}:</p>{chips}</div>{rows}'
    heading = escape(text(language, "understood_heading"))
    return (
        f'<section class="understood" aria-label="{heading}"><h3>{heading}: '
        f"<span>{escape(named)}</span></h3>{rows}</section>"
    )


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
    absent = _list_html(
        text(language, "why_missing"),
        _surfaces(missing, question, language) if ways else [],
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


def _corrected_html(term: Term, question: Question, language: str) -> str:
    words = (term.surface, term.corrected or "")
    return _ARROW.join(foreign(escape(word), question.language, language) for word in words)


def _term_html(term: Term, asked_in: str, language: str) -> str:
    written = foreign(escape(term.surface), asked_in, language)
    if term.corrected:
        right = next(each for each in term.alternatives if each.source == SPELLING)
        names = [_term_html(each, asked_in, language) for each in right.terms]
        return f"{written}{_ARROW}{' '.join(names)}"
    names = [
        each.text
        for each in term.alternatives
        if each.source != WRITTEN and each.text.casefold() != term.surface.casefold()
    ]
    if not names:
        return written
    shown = ", ".join(names[:_SHOWN_NAMES]) + (" …" if len(names) > _SHOWN_NAMES else "")
    # a compound that was taken apart is still in the language of the question
    first = next(each for each in term.alternatives if each.text == names[0])
    named_in = asked_in if first.source == PARTS else TEXT_LANGUAGE
    return f"{written}{_ARROW}{foreign(escape(shown), named_in, language)}"


def _surfaces(words: Iterable[str], question: Question, language: str) -> list[str]:
    return [foreign(escape(word), question.language, language) for word in dict.fromkeys(words)]


def _ignored(question: Question) -> Iterator[str]:
    """Yield the words of the question that are in none of its terms."""
    used = [(term.start, term.end) for term in question.terms]
    for word in _WORD.finditer(question.topic):
        if not any(start < word.end() and word.start() < end for start, end in used):
            yield word.group()


def _list_html(label: str, items: list[str], language: str) -> str:
    if not items:
        return ""
    shown = "".join(f"<li>{item}</li>" for item in items[:_SHOWN_TERMS])
    if (left := len(items) - _SHOWN_TERMS) > 0:
        more = text(language, "understood_more", count=number(left, language))
        shown += f'<li class="more">{escape(more)}</li>'
    return f'<div class="row"><p>{escape(label)}:</p><ul class="words">{shown}</ul></div>'


def _by_way(matches: Iterable[Match]) -> Iterator[list[Match]]:
    ways: dict[tuple[tuple[str, ...], str], list[Match]] = {}
    for match in matches:
        ways.setdefault((match.way, match.source), []).append(match)
    yield from ways.values()


def _way_html(matches: list[Match], project: Project, question: Question, language: str) -> str:
    """Return one way with the forms that it led to, where they stand, and where the way is from."""
    texts = texts_of(project)
    way, source = matches[0].way, matches[0].source
    parts = _part_surfaces(question.terms)
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
    return f'<li>{_ARROW.join(steps)} <span class="note">({escape(note)})</span></li>'


def _places(matches: list[Match], language: str) -> Iterator[str]:
    counts: dict[str, set[tuple[int, int]]] = {}
    for match in matches:
        counts.setdefault(match.text, set()).add((match.start, match.end))
    for name, spans in counts.items():
        place = text(language, f"place_{name}")
        if len(spans) > 1:
            place = text(language, "place_times", place=place, count=len(spans))
        yield place


def _part_surfaces(terms: Iterable[Term]) -> set[str]:
    return {
        part.surface
        for term in terms
        for alternative in term.alternatives
        if alternative.source in (PARTS, SPELLING)
        for part in alternative.terms
    }
