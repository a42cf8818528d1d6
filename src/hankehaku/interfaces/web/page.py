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
from hankehaku.interfaces.web.view import (
    Screen,
    Searchable,
    answer_html,
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


def build_page(hankehaku: Searchable) -> gr.Blocks:
    """Return the page of an open index.

    Every handler gives back whole values; the question that was asked last is kept beside the box,
    which may hold another by now, so that switching the language shows the same results again.
    """
    import gradio as gr

    first = screen(hankehaku, DEFAULT_LANGUAGE)
    page: gr.Blocks = gr.Blocks(title=text(DEFAULT_LANGUAGE, "page_title"), analytics_enabled=False)
    with page:
        asked = gr.State(None)
        with gr.Row(elem_id="top"):
            product = _html(gr, first.product)
            language = gr.Radio(
                [(name, code) for code, name in LANGUAGE_NAMES.items()],
                value=DEFAULT_LANGUAGE,
                label=first.language_label,
                elem_id="language",
            )
        header = _html(gr, first.header)
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
        heading = _html(gr, first.examples_heading, elem_id="examples-heading")
        with gr.Row(elem_id="examples"):
            buttons = [gr.Button(each, size="sm") for each in first.examples]
        results = _html(gr, answer_html(hankehaku, None, DEFAULT_LANGUAGE), elem_id="results")
        about = _html(gr, first.about)
        texts = [product, language, header, box, button, heading, *buttons, about]

        def answer(asked: str | None, language: str) -> str:
            return answer_html(hankehaku, asked, known_language(language))

        def ask(question: str, language: str) -> tuple[str, str]:
            return shown_question(question), answer(question or "", language)

        def switch(asked: str | None, language: str) -> list[Any]:
            changes = _changes(gr, screen(hankehaku, known_language(language)))
            return [*changes, answer(asked, language)]

        def open_page(request: Any) -> list[Any]:
            # what the address leaves open is left alone: the user may have begun by now
            wanted = opening(dict(request.query_params))
            changes = _changes(gr, screen(hankehaku, wanted.language))
            changes[texts.index(language)]["value"] = wanted.language
            if wanted.question is None:
                return [*changes, gr.skip()]
            question = shown_question(wanted.question)
            changes[texts.index(box)]["value"] = question
            return [*changes, question]

        # Gradio finds the request to pass by the type itself, which is no name of this module
        open_page.__annotations__["request"] = gr.Request

        # straight calls, without Gradio's queue: an answer takes less time than queueing
        plain: dict[str, Any] = {
            "queue": False,
            "show_progress": "hidden",
            "api_visibility": "private",
        }
        for trigger in (box.submit, button.click):
            trigger(ask, [box, language], [asked, results], js=_BUSY, **plain).then(
                None, [language, box], js=_ASKED, **plain
            )
        for number, example in enumerate(buttons):
            example.click(
                _example(ask, number), [language], [box, asked, results], js=_BUSY, **plain
            ).then(None, [language, box], js=_ASKED, **plain)
        language.input(switch, [asked, language], [*texts, results], **plain).then(
            None, [language], js=_SWITCHED, **plain
        )
        opened = page.load(open_page, None, [*texts, asked], **plain)
        opened.then(answer, [asked, language], results, **plain).then(
            None, [language, box], js=_ASKED, **plain
        )
    return page


def titles() -> dict[str, dict[str, str]]:
    """Return what the browser's window is called in each language, with a question and without."""
    return {
        language: {"plain": each["page_title"], "withQuestion": each["page_title_question"]}
        for language, each in TEXTS.items()
    }


def _html(gr: Any, value: str, **options: Any) -> Any:
    return gr.HTML(value, js_on_load=None, apply_default_css=False, elem_classes=["hh"], **options)


def _example(ask: Any, number: int) -> Any:
    def ask_example(language: str) -> tuple[str, str, str]:
        question = examples(known_language(language))[number]
        return question, *ask(question, language)

    return ask_example


def _changes(gr: Any, texts: Screen) -> list[Any]:
    """Return the new state of everything that `build_page` lists as texts, in that order."""
    return [
        texts.product,
        gr.update(label=texts.language_label),
        texts.header,
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
