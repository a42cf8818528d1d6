"""What both tabs make Gradio's components with."""

from __future__ import annotations

from typing import Any

PLAIN: dict[str, Any] = {"queue": False, "show_progress": "hidden", "api_visibility": "private"}
"""Straight calls, without Gradio's queue: an answer takes less time than queueing."""

LISTENS = """
for (const kind of ["click", "change", "keydown"])
  element.addEventListener(kind, event => window.hankehaku.pressed(event, trigger));
"""
"""Has the presses inside an HTML component passed on to its click event."""


def html(gr: Any, value: str, *, js_on_load: str | None = None, **options: Any) -> Any:
    """Return a component that shows HTML in the look of the page and runs nothing else."""
    return gr.HTML(
        value, js_on_load=js_on_load, apply_default_css=False, elem_classes=["hh"], **options
    )
