"""The projects of an answer as cards beside it, and the links of its citations to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hankehaku.assistant.answer import Answer, Citation
from hankehaku.interfaces.texts import count_text, text
from hankehaku.interfaces.web.cards import anchor_of, project_html
from hankehaku.interfaces.web.facts import details_html
from hankehaku.interfaces.web.marks import TEXT_LANGUAGE, escape
from hankehaku.records import Project
from hankehaku.search.result import Question

SHOWN, OTHERS = 10, 40
"""Cards of an answer's own projects, and of others that it cites."""

_MARKS = 4


def cards_html(answer: Answer, language: str) -> str:
    """Return the cards of an answer's projects, each with the numbers that it is cited by.

    Other projects that the answer cites are there too, folded away.
    """
    own, others = _own(answer), _others(answer)
    folded = (
        details_html(
            count_text(language, "chat_others", len(others)),
            _list_html(others, answer, language),
            "others",
        )
        if others
        else ""
    )
    return f"{_list_html(own, answer, language) if own else ''}{folded}"


def with_card(answer: Answer) -> dict[str, str]:
    """Return the titles of the projects that have a card, by id."""
    return {each.id: each.title for each in (*_own(answer), *_others(answer))}


def cite_html(citation: Citation, answer: Answer, turn: int) -> str:
    """Return a citation as a link to the card of its project, as plain text where it has none.

    `turn` is the number of the turn whose cards these are (see page.js).
    """
    shown = f"[{citation.n}]"
    title = with_card(answer).get(citation.id)
    if title is None:
        return shown
    anchor = escape(_anchor(citation.id))
    lang = "" if answer.language == TEXT_LANGUAGE else f' lang="{TEXT_LANGUAGE}"'
    return (
        f'<a class="cite" href="#{anchor}" data-turn="{turn}"{lang} '
        f'aria-label="{escape(f"{shown} {title}")}">{shown}</a>'
    )


def nothing_html(language: str) -> str:
    """Return what stands in the place of cards when there are none."""
    return f'<p class="note">{escape(text(language, "chat_no_projects"))}</p>'


def _own(answer: Answer) -> Sequence[Project]:
    return answer.projects[:SHOWN]


def _others(answer: Answer) -> Sequence[Project]:
    own = {each.id for each in _own(answer)}
    cited = dict.fromkeys(each.id for each in answer.citations)
    return [answer.sources[each] for each in cited if each in answer.sources and each not in own][
        :OTHERS
    ]


def _anchor(project: str) -> str:
    return anchor_of("lahde", project)


def _list_html(projects: Iterable[Project], answer: Answer, language: str) -> str:
    hits = {each.project.id: each for each in answer.hits}
    state = answer.state
    # as much of the question as the reasons of a hit need
    asked = Question(
        answer.question,
        state.topic_language or answer.language,
        1.0,
        state.topic,
        (),
        state.constraints,
    )
    items = []
    for project in projects:
        cited = [each for each in answer.citations if each.id == project.id]
        label = "".join(f"[{each.n}]" for each in cited[:_MARKS])
        card = project_html(
            project,
            language,
            _anchor(project.id),
            f"{label}…" if len(cited) > _MARKS else label,
            hit=hits.get(project.id),
            question=asked,
            quotes=[each.quote for each in cited],
        )
        items.append(f"<li>{card}</li>")
    return f'<ol class="cards" role="list">{"".join(items)}</ol>'
