"""The README names everything there is to set and to call."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from hankehaku.interfaces.cli import app
from hankehaku.settings import Settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def commands(group: typer.Typer, *before: str) -> list[str]:
    named = [
        " ".join((*before, each.name or each.callback.__name__.replace("_", "-")))
        for each in group.registered_commands
        if each.callback
    ]
    for inner in group.registered_groups:
        named += commands(inner.typer_instance, *before, str(inner.name))
    return named


def test_the_commands_are_those_known() -> None:
    wanted = ["build", "search", "ask", "chat", "batch", "list", "show", "check"]
    wanted += ["inspect", "serve"]
    assert commands(app) == [
        *wanted[:-1],
        *("update", "verify", "gc", "serve"),
        "mcp",
        "password",
        "token",
        "model prepare",
        "lexicon add",
        "lexicon list",
        "lexicon remove",
    ]


@pytest.mark.parametrize("command", commands(app))
def test_each_command_is_named(command: str) -> None:
    assert re.search(rf"\bhankehaku {command}\b", README)


@pytest.mark.parametrize("name", Settings.model_fields)
def test_each_setting_is_named(name: str) -> None:
    assert re.search(rf"\bHANKEHAKU_{name.upper()}\b", README)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_the_pages_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
    assert links or page.parent.name == "docs"
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages_name_no_setting_that_there_is_not(page: Path) -> None:
    named = set(re.findall(r"\bHANKEHAKU_([A-Z_]+)\b", page.read_text(encoding="utf-8")))
    assert named <= {name.upper() for name in Settings.model_fields}
