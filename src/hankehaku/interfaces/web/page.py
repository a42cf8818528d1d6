"""The one screen of the page: wires the functions of `view` to Gradio's components."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hankehaku.interfaces.texts import (
    DEFAULT_LANGUAGE,
    TEXTS,
    examples,
    known_language,
    text,
)
from hankehaku.interfaces.web.chat import build_chat, chat_values
from hankehaku.interfaces.web.parts import LISTENS, PLAIN, html
from hankehaku.interfaces.web.talk import Talk
from hankehaku.interfaces.web.view import (
    CHAT_TAB,
    SEARCH_TAB,
    Asked,
    Screen,
    Searchable,
    find,
    opening,
    screen,
    shown_question,
)

if TYPE_CHECKING:
    import gradio as gr

LANGUAGE_NAMES = {"fi": "Suomi", "sv": "Svenska", "en": "English"}
"""Each language by its own name, the same on every page."""

_BUSY = "(...inputs) => { window.hankehaku.busy(); return inputs; }"
_ASKED = "(language, question) => window.hankehaku.shown(language, question, true)"
_SWITCHED = "(language) => window.hankehaku.shown(language, null, false)"
_DROPPED = "() => window.hankehaku.dropped()"


def build_page(hankehaku: Searchable) -> gr.Blocks:
    """Return the page of an open index.

    Every handler gives back whole values; what was asked last is kept beside the box, which may
    hold another question by now, so that switching the language shows the same results again.
    """
    import gradio as gr

    first = screen(hankehaku, DEFAULT_LANGUAGE)
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
                    find(hankehaku, Asked(), DEFAULT_LANGUAGE).html,
                    elem_id="results",
                    js_on_load=LISTENS,
                )
            chat_tab = gr.Tab(first.chat_tab, id=CHAT_TAB, elem_id="chat-tab")
            with chat_tab:
                chat = build_chat(gr, hankehaku, language, DEFAULT_LANGUAGE)
        about = html(gr, first.about)
        texts = [
            product, language, header, search_tab, chat_tab, box, button, heading, *buttons, about,
        ]  # fmt: skip

        def answer(asked: Asked, language: str) -> tuple[Asked, str]:
            found = find(hankehaku, asked, known_language(language))
            return found.asked, found.html

        def ask(question: str, language: str) -> tuple[Asked, str]:
            return answer(Asked(shown_question(question)), language)

        def drop(asked: Asked, language: str, event: Any) -> tuple[Asked, str]:
            key = event._data.get("key")
            return answer(asked.without(key) if isinstance(key, int) else asked, language)

        def switch(asked: Asked, talk: Talk, language: str) -> list[Any]:
            code = known_language(language)
            changes = _changes(gr, screen(hankehaku, code))
            return [*changes, *map(_update(gr), chat_values(talk, code)), *answer(asked, code)]

        def open_page(request: Any) -> list[Any]:
            # what the address leaves open is left alone: the user may have begun by now
            wanted = opening(dict(request.query_params))
            changes = _changes(gr, screen(hankehaku, wanted.language))
            changes[texts.index(language)]["value"] = wanted.language
            changes += map(_update(gr), chat_values(Talk(), wanted.language))
            changes.append(
                gr.skip() if wanted.tab == SEARCH_TAB else gr.update(selected=wanted.tab)
            )
            if wanted.question is None:
                return [*changes, gr.skip()]
            question = shown_question(wanted.question)
            changes[texts.index(box)]["value"] = question
            return [*changes, Asked(question)]

        # Gradio finds what to pass by the type itself, which is no name of this module
        drop.__annotations__["event"] = gr.EventData
        open_page.__annotations__["request"] = gr.Request

        for trigger in (box.submit, button.click):
            trigger(ask, [box, language], [asked, results], js=_BUSY, **PLAIN).then(
                None, [language, box], js=_ASKED, **PLAIN
            )
        for number, example in enumerate(buttons):
            example.click(
                _example(ask, number), [language], [box, asked, results], js=_BUSY, **PLAIN
            ).then(None, [language, box], js=_ASKED, **PLAIN)
        results.click(drop, [asked, language], [asked, results], js=_BUSY, **PLAIN).then(
            None, js=_DROPPED, **PLAIN
        )
        language.input(
            switch, [asked, chat.talk, language], [*texts, *chat.parts, asked, results], **PLAIN
        ).then(None, [language], js=_SWITCHED, **PLAIN)
        opened = page.load(open_page, None, [*texts, *chat.parts, tabs, asked], **PLAIN)
        opened.then(answer, [asked, language], [asked, results], **PLAIN).then(
            None, [language, box], js=_ASKED, **PLAIN
        )
        for tab, name in ((search_tab, SEARCH_TAB), (chat_tab, CHAT_TAB)):
            tab.select(None, js=f"() => window.hankehaku.tab('{name}')", **PLAIN)
    return page


def titles() -> dict[str, dict[str, str]]:
    """Return what the browser's window is called in each language, with a question and without."""
    return {
        language: {"plain": each["page_title"], "withQuestion": each["page_title_question"]}
        for language, each in TEXTS.items()
    }


def _example(ask: Any, number: int) -> Any:
    def ask_example(language: str) -> tuple[Any, ...]:
        question = examples(known_language(language))[number]
        return question, *ask(question, language)

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
