"""Every text is there in three languages with the same values, and every one is used."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from hankehaku.assistant.texts import TEXTS

SOURCE = Path(__file__).parents[2] / "src" / "hankehaku" / "assistant"
MADE = ("quantity_", "type_", "c_", "aspect_", "tell_", "suggest_", "flaw_", "help_", "no_")
"""Beginnings of names that code puts together."""


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_languages_have_the_same_texts(language: str) -> None:
    assert list(TEXTS[language]) == list(TEXTS["fi"])
    for key, text in TEXTS["fi"].items():
        assert fields(TEXTS[language][key]) == fields(text), key


def test_every_text_is_used() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.glob("*.py"))
    words = set(re.findall(r"[\"']([a-z_]+)[\"']", code))
    acts = {"sum", "average", "median", "smallest", "largest", "spread"}
    for key in TEXTS["fi"]:
        base = re.sub(r"_(?:one|many)$", "", key)
        made = key.startswith(MADE) or base in {"count_projects", "count_organisations"}
        assert made or base in words or key in words or key in acts, key
