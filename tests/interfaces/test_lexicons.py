"""Lexicons of a user from the command line, as processes: added, listed, searched with, removed."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

COMMAND = Path(sys.executable).with_name("hankehaku")
PLANTS = """\
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix p: <http://example.org/plants/> .
p:1 a skos:Concept ; skos:prefLabel "hohtoruohot (kasvit)"@fi, "glimvört"@sv, "glimwort"@en-GB .
p:2 a skos:Concept ; owl:deprecated true ; skos:prefLabel "vanha"@fi, "old"@en .
p:3 a skos:Concept ; skos:prefLabel "only"@en .
p:4 a skos:Concept ; skos:prefLabel "sinisammal"@fi .
p:all a skos:Collection ; skos:prefLabel "kasvit"@fi ; skos:member p:1, p:2 .
"""
PROJECTS = (
    {"id": "pihat", "title": "Pihat", "text": "Pihoilla kasvatetaan hohtoruohoa yhdessä."},
    {"id": "kauppa", "title": "Kauppa", "text": "Opastetaan yrittäjiä verkkokaupassa."},
    {"id": "polku", "title": "Polku", "text": "Rakennetaan esteetön polku järvelle."},
)

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    environment = {**os.environ, "HANKEHAKU_LEXICONS": str(tmp_path / "lexicons")}

    def run(*arguments: str | Path, code: int = 0) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [COMMAND, *arguments],
            capture_output=True,
            text=True,
            check=False,
            env=environment,
            timeout=120,
        )
        assert done.returncode == code, done.stderr
        return done

    return run


@pytest.fixture
def plants(tmp_path: Path) -> Path:
    path = tmp_path / "Plants.ttl"
    path.write_text(PLANTS, encoding="utf-8")
    return path


def test_a_lexicon_translates_from_the_next_build_until_it_is_removed(
    run: Run, plants: Path, tmp_path: Path, index_begun: Path
) -> None:
    source, index = tmp_path / "own.jsonl", index_begun
    source.write_text("".join(json.dumps(each) + "\n" for each in PROJECTS), encoding="utf-8")
    questions = {"en": "growing glimwort", "sv": "odling av glimvört"}

    def answer(language: str) -> tuple[bool, str, dict[str, Any]]:
        """Whether the plant was translated, the best project, and the match of the plant there."""
        options = ("--language", language, "--index", index, "--json")
        answered = json.loads(run("search", questions[language], *options).stdout)
        (term,) = (each for each in answered["question"]["terms"] if "glim" in each["text"])
        best = answered["hits"][0]
        found = (each for each in best["matches"] if "glim" in each["question"])
        known = any(each["text"] == "hohtoruohot" for each in term["finnish"])
        return known, best["id"], next(found, {})

    run("build", source, "--index", index)
    assert [answer(language)[0] for language in questions] == [False, False]

    added = run("lexicon", "add", plants)
    assert added.stdout == ""
    assert added.stderr == (
        "lexicon plants: 1 concepts taken (1 terms in Finnish, 1 in Swedish, 1 in English)\n"
        "left out: 1 deprecated, 1 without a Finnish label, 1 with one Finnish label and no other\n"
        "The next `hankehaku build` or `hankehaku serve` takes this into account\n"
    )
    assert [answer(language)[0] for language in questions] == [False, False]

    built = run("build", source, "--index", index)
    assert "lexicons added: plants\n" in built.stderr
    assert "index built" in built.stderr
    for language, word in (("en", "glimwort"), ("sv", "glimvört")):
        known, best, match = answer(language)
        assert (known, best) == (True, "pihat")
        assert match["way"] == [word, "hohtoruohot", "hohtoruoho"]
        assert match["source"] == "plants"
        assert PROJECTS[0]["text"][match["start"] : match["end"]] == "hohtoruohoa"
    plain = run("search", questions["sv"], "--language", "sv", "--index", index).stdout
    assert "glimvört → hohtoruohot → hohtoruoho (ordlistan plants)" in plain
    assert "up to date" in run("build", source, "--index", index).stderr

    assert run("lexicon", "remove", "plants").stderr == (
        "lexicon plants removed\n"
        "The next `hankehaku build` or `hankehaku serve` takes this into account\n"
    )
    assert "index built" in run("build", source, "--index", index).stderr
    assert [answer(language)[0] for language in questions] == [False, False]


def test_lexicons_are_listed(run: Run, plants: Path, tmp_path: Path) -> None:
    assert run("lexicon", "list").stdout == ""
    assert json.loads(run("lexicon", "list", "--json").stdout) == []
    packed = tmp_path / "plants.ttl.gz"
    packed.write_bytes(gzip.compress(plants.read_bytes()))
    run("lexicon", "add", packed, "--name", "kasvit")
    run("lexicon", "add", plants)
    one, other = json.loads(run("lexicon", "list", "--json").stdout)
    assert (one["name"], one["file"], one["concepts"]) == ("kasvit", "plants.ttl.gz", 1)
    assert (other["name"], other["file"]) == ("plants", "Plants.ttl")
    assert one["sha256"] == other["sha256"]
    rows = [row.split("\t") for row in run("lexicon", "list").stdout.splitlines()]
    assert rows == [
        ["kasvit", "1", one["added"], "plants.ttl.gz"],
        ["plants", "1", other["added"], "Plants.ttl"],
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "what"),
    [
        (("add", "none.ttl"), 1, "none.ttl: cannot be read (No such file or directory)"),
        (("add", "plants.ttl", "--name", "../x"), 2, "cannot be the name of a lexicon"),
        (("add", "plants.ttl", "--name", "glossary"), 2, "the name of a source of the program"),
        (("add", "plants.ttl", "--name", "yso"), 2, "Take another with --name"),
        (("add", "broken.ttl"), 1, "broken.ttl:2: "),
        (("add",), 2, "file"),
        (("remove", "afo"), 2, "there is no lexicon 'afo'. There are yso"),
        (("remove", "../yso"), 2, "there is no lexicon '../yso'"),
    ],
)
def test_wrong_use_is_one_line_and_changes_nothing(
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    code: int,
    what: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("plants.ttl").write_text(PLANTS, encoding="utf-8")
    Path("broken.ttl").write_text("@prefix p: <http://p/> .\np:1 p:2 .\n", encoding="utf-8")
    run("lexicon", "add", "plants.ttl", "--name", "yso")
    done = run("lexicon", *arguments, code=code)
    assert done.stdout == ""
    assert done.stderr.startswith("hankehaku: ")
    assert done.stderr.count("\n") == 1
    assert what in done.stderr
    assert [path.name for path in Path("lexicons").iterdir()] == ["yso.tsv"]
