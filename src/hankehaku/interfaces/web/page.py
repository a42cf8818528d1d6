"""The one screen of the page: wires the functions of `view` to Gradio's components."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hankehaku.interfaces.addresses import Listed
from hankehaku.interfaces.texts import (
    DEFAULT_LANGUAGE,
    LANGUAGE_NAMES,
    TEXTS,
    examples,
    known_language,
    text,
)
from hankehaku.interfaces.web.asked import PAGE, Asked, pressed
from hankehaku.interfaces.web.chat import build_chat, chat_values
from hankehaku.interfaces.web.parts import LISTENS, PLAIN, html
from hankehaku.interfaces.web.talk import Talk
from hankehaku.interfaces.web.view import (
    CHAT_TAB,
    SEARCH_TAB,
    Screen,
    Searchable,
    find,
    opening,
    screen,
    shown_question,
)
from hankehaku.search.request import Request
from hankehaku.search.suggest import KINDS

if TYPE_CHECKING:
    import gradio as gr

_BUSY = "(...inputs) => { window.hankehaku.busy(); return inputs; }"
_ASKED = "(language, question) => window.hankehaku.shown(language, question, true)"
_SWITCHED = "(language) => window.hankehaku.shown(language, null, false)"
_PRESSED = "() => window.hankehaku.pressedDone()"


def build_page(opened: Callable[[], Searchable], *, votes: bool = False) -> gr.Blocks:
    """Return the page of the index that serves; with `votes` hits can be voted on.

    Every handler gives back whole values; what was asked last is kept beside the box, which may
    hold another question by now, so that switching the language shows the same results again.
    """
    import gradio as gr

    first = screen(opened(), DEFAULT_LANGUAGE)
    page: gr.Blocks = gr.Blocks(title=text(DEFAULT_LANGUAGE, "page_title"), analytics_enabled=False)
    with page:
        asked = gr.State(Asked())
        with gr.Row(elem_id="top"):
            product = html(gr, first.product)
            language = gr.Radio(
                [(name, code) for code, name in LANGUAGE_NAMES.items()],
                value=DEFAULT_LANGUAGE,
                label=first.language_label,
                elem_id="language",
            )
        header = html(gr, first.header)
        with gr.Tabs(selected=SEARCH_TAB, overflow_behavior="wrap", elem_id="tabs") as tabs:
            search_tab = gr.Tab(first.search_tab, id=SEARCH_TAB, elem_id="search-tab")
            with search_tab:
                with gr.Row(elem_id="question-row"):
                    box = gr.Textbox(
                        label=first.question_label,
                        info=first.question_help,
                        placeholder=first.question_placeholder,
                        lines=1,
                        max_lines=8,
                        scale=5,
                        elem_id="question",
                    )
                    button = gr.Button(
                        first.search_button, variant="primary", scale=1, elem_id="search-button"
                    )
                heading = html(gr, first.examples_heading, elem_id="examples-heading")
                with gr.Row(elem_id="examples"):
                    buttons = [gr.Button(each, size="sm") for each in first.examples]
                results = html(
                    gr,
                    find(opened(), Asked(), DEFAULT_LANGUAGE).html,
                    elem_id="results",
                    js_on_load=LISTENS,
                )
            chat_tab = gr.Tab(first.chat_tab, id=CHAT_TAB, elem_id="chat-tab")
            with chat_tab:
                chat = build_chat(gr, opened, language, DEFAULT_LANGUAGE)
        about = html(gr, first.about)
        texts = [
            product, language, header, search_tab, chat_tab, box, button, heading, *buttons, about,
        ]  # fmt: skip

        def answer(asked: Asked, language: str) -> tuple[Asked, str]:
            found = find(opened(), asked, known_language(language), votes=votes)
            return found.asked, found.html

        def ask(question: str, asked: Asked, language: str) -> tuple[Asked, str]:
            # filters stay as they are, as they stand beside the results of the next question
            before = asked.request or Request(count=PAGE)
            kept = replace(before, dropped=(), muted=(), first=0)
            return answer(Asked(replace(kept, text=shown_question(question) or " ")), language)

        def press(asked: Asked, language: str, event: Any) -> tuple[Asked, str]:
            said = event._data
            after = pressed(asked, said.get("act"), said.get("key"), said.get("values"))
            return answer(after, language)

        def switch(asked: Asked, talk: Talk, language: str) -> list[Any]:
            code = known_language(language)
            changes = _changes(gr, screen(opened(), code))
            return [*changes, *map(_update(gr), chat_values(talk, code)), *answer(asked, code)]

        def open_page(request: Any) -> list[Any]:
            # what the address leaves open is left alone: the user may have begun by now
            given = request.query_params
            wanted = opening(Listed({key: given.getlist(key) for key in given}))
            changes = _changes(gr, screen(opened(), wanted.language))
            changes[texts.index(language)]["value"] = wanted.language
            changes += map(_update(gr), chat_values(Talk(), wanted.language))
            changes.append(
                gr.skip() if wanted.tab == SEARCH_TAB else gr.update(selected=wanted.tab)
            )
            if wanted.asked.request is None:
                return [*changes, gr.skip()]
            changes[texts.index(box)]["value"] = shown_question(wanted.asked.request.text)
            return [*changes, wanted.asked]

        # Gradio finds what to pass by the type itself, which is no name of this module
        press.__annotations__["event"] = gr.EventData
        open_page.__annotations__["request"] = gr.Request

        for trigger in (box.submit, button.click):
            trigger(ask, [box, asked, language], [asked, results], js=_BUSY, **PLAIN).then(
                None, [language, box], js=_ASKED, **PLAIN
            )
        for number, example in enumerate(buttons):
            example.click(
                _example(ask, number), [asked, language], [box, asked, results], js=_BUSY, **PLAIN
            ).then(None, [language, box], js=_ASKED, **PLAIN)
        results.click(press, [asked, language], [asked, results], js=_BUSY, **PLAIN).then(
            None, js=_PRESSED, **PLAIN
        )
        language.input(
            switch, [asked, chat.talk, language], [*texts, *chat.parts, asked, results], **PLAIN
        ).then(None, [language], js=_SWITCHED, **PLAIN)
        loaded = page.load(open_page, None, [*texts, *chat.parts, tabs, asked], **PLAIN)
        loaded.then(answer, [asked, language], [asked, results], **PLAIN).then(
            None, [language, box], js=_ASKED, **PLAIN
        )
        for tab, name in ((search_tab, SEARCH_TAB), (chat_tab, CHAT_TAB)):
            tab.select(None, js=f"() => window.hankehaku.tab('{name}')", **PLAIN)
    return page


def titles() -> dict[str, dict[str, Any]]:
    """Return what the script says in each language: the names of the browser's window, with a
    question and without, and the words around suggestions.
    """
    return {
        language: {
            "plain": each["page_title"],
            "withQuestion": each["page_title_question"],
            "suggest": {
                "label": each["suggest_label"],
                "count": each["suggest_count"],
                "kinds": {kind: each[f"suggest_{kind}"] for kind in KINDS},
            },
        }
        for language, each in TEXTS.items()
    }


def _example(ask: Any, number: int) -> Any:
    def ask_example(asked: Asked, language: str) -> tuple[Any, ...]:
        question = examples(known_language(language))[number]
        return question, *ask(question, asked, language)

    return ask_example


def _update(gr: Any) -> Any:
    return lambda values: gr.update(**values)


def _changes(gr: Any, texts: Screen) -> list[Any]:
    """Return the new state of everything that `build_page` lists as texts, in that order."""
    return [
        texts.product,
        gr.update(label=texts.language_label),
        texts.header,
        gr.update(label=texts.search_tab),
        gr.update(label=texts.chat_tab),
        gr.update(
            label=texts.question_label,
            info=texts.question_help,
            placeholder=texts.question_placeholder,
        ),
        gr.update(value=texts.search_button),
        texts.examples_heading,
        *(gr.update(value=each) for each in texts.examples),
        texts.about,
    ]
