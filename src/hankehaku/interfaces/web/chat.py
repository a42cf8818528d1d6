"""The chat tab: wires the functions of `talk` and `conversation` to Gradio's components."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from hankehaku.interfaces.texts import known_language, text
from hankehaku.interfaces.web.conversation import beside_html, log_html, problem_html
from hankehaku.interfaces.web.history import MOST_KEPT, restored
from hankehaku.interfaces.web.parts import LISTENS, PLAIN, html
from hankehaku.interfaces.web.talk import Talk, ask, press, whole
from hankehaku.interfaces.web.view import Searchable, shown_question

_BUSY = "(...inputs) => { window.hankehaku.waits(); return inputs; }"
_DONE = "() => window.hankehaku.talked()"
_RESTORED = "() => window.hankehaku.restored()"
_BEGUN = "() => window.hankehaku.begun()"
_AT_ONCE = 4
"""Questions that are answered at the same time; others wait for their turn."""


@dataclass(frozen=True, slots=True)
class ChatTab:
    """The parts of the tab that change with the language, and what they are made from."""

    talk: Any
    parts: list[Any]


def build_chat(gr: Any, opened: Callable[[], Searchable], language: Any, first: str) -> ChatTab:
    """Build the tab in the layout that is open, with the texts of the language `first`.

    `language` is the component that holds the language of the page.
    """
    talk = gr.State(Talk())
    values = chat_values(Talk(), first)
    with gr.Row(elem_id="chat"):
        with gr.Column(elem_id="chat-main", min_width=240):
            log = html(gr, **values[0], elem_id="chat-log", js_on_load=LISTENS)
            with gr.Column(elem_id="chat-ask", min_width=240):
                problem = html(gr, **values[2], elem_id="chat-problem")
                with gr.Row(elem_id="chat-row"):
                    box = gr.Textbox(
                        **values[3], lines=1, max_lines=8, scale=5, elem_id="chat-question"
                    )
                    send = gr.Button(**values[4], variant="primary", scale=1, elem_id="chat-send")
            anew = gr.Button(**values[5], size="sm", elem_id="chat-new")
        beside = html(gr, **values[1], elem_id="chat-beside")
    # what the browser kept of an earlier conversation comes in by this, once
    history = gr.Textbox(visible="hidden", elem_id="chat-history", max_length=MOST_KEPT)

    def shown(talk: Talk, language: str, box: Any) -> list[Any]:
        views = (
            log_html(talk, language),
            beside_html(talk, language),
            problem_html(talk, language),
        )
        return [talk, box, *views]

    def send_question(question: str, talk: Talk, language: str) -> Iterator[list[Any]]:
        code = known_language(language)
        for at, each in enumerate(ask(opened(), talk, question or "")):
            # the box is emptied once, so that the next question can be written while this one grows
            left = shown_question(question) if each.problem else "" if at == 0 else gr.skip()
            yield shown(each, code, left)

    def pressed(talk: Talk, language: str, event: Any) -> Iterator[list[Any]]:
        code = known_language(language)
        act, key = event._data.get("act"), whole(event._data.get("key"))
        for each in press(opened(), talk, act, key, code):
            yield shown(each, code, gr.skip())

    def restore(kept: str, talk: Talk, language: str) -> list[Any]:
        again = talk if talk.turns else restored(opened(), kept)
        return shown(again, known_language(language), gr.skip())

    def begin(language: str) -> list[Any]:
        return shown(Talk(), known_language(language), "")

    # Gradio finds the event to pass by the type itself, which is no name of this module
    pressed.__annotations__["event"] = gr.EventData

    changed = [talk, box, log, beside, problem]
    grows: dict[str, Any] = {**PLAIN, "queue": True, "concurrency_limit": _AT_ONCE}
    for trigger in (box.submit, send.click):
        trigger(send_question, [box, talk, language], changed, js=_BUSY, **grows).then(
            None, js=_DONE, **PLAIN
        )
    log.click(pressed, [talk, language], changed, js=_BUSY, **grows).then(None, js=_DONE, **PLAIN)
    history.change(restore, [history, talk, language], changed, **PLAIN).then(
        None, js=_RESTORED, **PLAIN
    )
    anew.click(begin, [language], changed, **PLAIN).then(None, js=_BEGUN, **PLAIN)
    return ChatTab(talk, [log, beside, problem, box, send, anew])


def chat_values(talk: Talk, language: str) -> list[dict[str, Any]]:
    """Return the properties of everything that `ChatTab.parts` lists, in that order."""
    return [
        {"value": log_html(talk, language)},
        {"value": beside_html(talk, language)},
        {"value": problem_html(talk, language)},
        {"label": text(language, "chat_label"), "placeholder": text(language, "chat_placeholder")},
        {"value": text(language, "chat_send")},
        {"value": text(language, "chat_new")},
    ]
