"""`hankehaku ask` and `chat` as other programs call them, with the conversation in a file."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

COMMAND = Path(sys.executable).with_name("hankehaku")
KEYS = {
    *("answer", "language", "act", "understood", "projects", "figure", "citations", "no_match"),
    *("near_miss", "state"),
}


def run(*arguments: str | Path, given: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COMMAND, *arguments], input=given, capture_output=True, text=True, check=False, timeout=120
    )


def ask(index: Path, *arguments: str | Path) -> Any:
    done = run("ask", *arguments, "--index", index, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_ask_keeps_its_contract(seed_index: Path) -> None:
    answer = ask(seed_index, "Paljonko Migrin hankkeet saivat yhteensä?")
    assert set(answer) >= KEYS
    assert (answer["act"], answer["language"]) == ("sum", "fi")
    figure = answer["figure"]
    assert (figure["kind"], figure["value"], figure["unit"]) == ("sum", 1_107_191, "eur")
    assert sorted(figure["projects"]) == sorted(answer["projects"])
    assert {each["id"] for each in answer["citations"]} == set(answer["projects"])
    assert answer["understood"][0]["text"] == "toteuttaja: Maahanmuuttovirasto"
    assert answer["near_miss"] is None


def test_nothing_left_has_a_near_miss(seed_index: Path) -> None:
    answer = ask(seed_index, "projects run by NGOs that started in 2016")
    assert (answer["no_match"], answer["projects"]) == (True, [])
    assert answer["near_miss"]["projects"]


def test_a_file_carries_the_conversation_on(seed_index: Path, tmp_path: Path) -> None:
    state = tmp_path / "talk.json"
    ask(seed_index, "Migrin hankkeet", "--state", state)
    answer = ask(seed_index, "niistä halvin", "--state", state)
    assert answer["projects"] == ["rio-2-kiertava-maahanmuuton-asiantuntija"]
    assert json.loads(state.read_text())["question"] == "niistä halvin"


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"version": 1}', "\x00"])
def test_a_damaged_state_is_told_and_kept(seed_index: Path, tmp_path: Path, content: str) -> None:
    state = tmp_path / "talk.json"
    state.write_text(content)
    done = run("ask", "Migrin hankkeet", "--state", state, "--index", seed_index)
    assert done.returncode == 2
    assert done.stderr.startswith("hankehaku: ")
    assert str(state) in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert state.read_text() == content


def test_plain_text_says_what_was_understood_and_the_sources(seed_index: Path) -> None:
    done = run("ask", "kolme suurinta hanketta", "--index", seed_index)
    lines = done.stdout.splitlines()
    assert lines[0] == "Ymmärrettiin: suurin tuki ensin, enintään 3"
    assert lines[-4] == "Lähteet:"
    assert lines[-3] == "  [1] Jane, jalkautuva neuvonta-hanke (jane-jalkautuva-neuvonta)"


def test_chat_goes_on_from_line_to_line(seed_index: Path) -> None:
    given = "Migrin hankkeet\n\nhur många är de?\n...\nin English\n"
    done = run("chat", "--index", seed_index, given=given)
    assert done.returncode == 0
    assert "Det finns 4 projekt." in done.stdout
    assert "There are 4 projects." in done.stdout
    assert len(done.stderr.splitlines()) == 1  # '...' is no question


def test_an_empty_question_is_wrong_use(seed_index: Path) -> None:
    done = run("ask", "  ", "--index", seed_index)
    assert done.returncode == 2
    assert "the question has no words" in done.stderr
