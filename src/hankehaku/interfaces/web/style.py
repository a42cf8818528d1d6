"""The look of the page: Gradio's theme in our colours, and the style sheet and script beside it."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from typing import Any

FONT = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Arial", "sans-serif")
"""Fonts that machines have, so that none is fetched."""

# The same colours as in page.css; every pair of text and ground has a contrast of 4.5 at least.
_LIGHT = {
    "ground": "#f4f6f8",
    "surface": "#ffffff",
    "text": "#1b2631",
    "soft": "#4a5866",
    "line": "#75838f",
    "accent": "#0b4f8a",
    "accent_strong": "#083a66",
    "on_accent": "#ffffff",
    "quiet": "#e6edf4",
    "quiet_strong": "#d3dfea",
}
_DARK = {
    "ground": "#12171c",
    "surface": "#1b2229",
    "text": "#e8edf2",
    "soft": "#b3bfca",
    "line": "#7d8b98",
    "accent": "#9cc7f0",
    "accent_strong": "#c2ddf7",
    "on_accent": "#0c1c2b",
    "quiet": "#26313b",
    "quiet_strong": "#33414e",
}
_ROLES = {
    "body_background_fill": "ground",
    "body_text_color": "text",
    "body_text_color_subdued": "soft",
    "background_fill_primary": "surface",
    "background_fill_secondary": "ground",
    "block_background_fill": "ground",
    "block_label_text_color": "text",
    "block_title_text_color": "text",
    "block_info_text_color": "soft",
    "input_background_fill": "surface",
    "input_border_color": "line",
    "input_border_color_focus": "accent",
    "input_placeholder_color": "soft",
    "button_primary_background_fill": "accent",
    "button_primary_background_fill_hover": "accent_strong",
    "button_primary_border_color": "accent",
    "button_primary_text_color": "on_accent",
    "button_secondary_background_fill": "quiet",
    "button_secondary_background_fill_hover": "quiet_strong",
    "button_secondary_border_color": "line",
    "button_secondary_border_color_hover": "line",
    "button_secondary_text_color": "text",
    "checkbox_label_background_fill": "surface",
    "checkbox_label_background_fill_hover": "quiet",
    "checkbox_label_background_fill_selected": "quiet_strong",
    "checkbox_label_border_color": "line",
    "checkbox_label_text_color": "text",
    "checkbox_label_text_color_selected": "text",
    "checkbox_background_color": "surface",
    "checkbox_background_color_selected": "accent",
    "checkbox_border_color": "line",
    "color_accent_soft": "quiet",
    "border_color_primary": "line",
    "link_text_color": "accent",
}


def theme() -> Any:
    """Return Gradio's plainest theme in our colours, light and dark, with fonts of the machine."""
    import gradio as gr

    colours = {
        **{name: _LIGHT[role] for name, role in _ROLES.items()},
        **{f"{name}_dark": _DARK[role] for name, role in _ROLES.items()},
    }
    base = gr.themes.Base(
        font=list(FONT),
        font_mono=["ui-monospace", "monospace"],
        text_size=gr.themes.sizes.text_lg,
    )
    return base.set(
        block_border_width="0px",
        block_shadow="none",
        block_padding="0px",
        block_info_text_size="*text_sm",
        button_large_text_size="*text_md",
        button_small_text_size="*text_sm",
        checkbox_label_padding="0.25rem 0.6rem",
        input_border_width="1px",
        input_text_size="*text_md",
        **colours,
    )


@lru_cache(maxsize=4)
def asset(name: str) -> str:
    """Return a file of this package that browsers load: page.css or page.js."""
    return (resources.files(__package__) / name).read_text(encoding="utf-8")
