"""The command line as other programs call it: a process, its output and its exit code."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

COMMAND = Path(sys.executable).with_name("hankehaku")
QUESTION_KEYS = {"text", "language", "topic", "terms", "corrections"}
HIT_KEYS = {
    "rank",
    "id",
    "title",
    "organisation",
    "start",
    "end",
    "eu_support_eur",
    "objective",
    "score",
    "signals",
    "passage",
    "matches",
}


def run(*arguments: str | bytes | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COMMAND, *arguments], capture_output=True, text=True, check=False, timeout=120
    )


def read(*arguments: str | Path) -> Any:
    done = run(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def answer(seed_index: Path) -> Any:
    return read("search", "projects for refugee mothers", "-k", "5", "--index", seed_index)


def test_search_keeps_its_contract(answer: Any) -> None:
    found = {"understood", "order", "selected", "left_out_unknown", "near_misses"}
    assert set(answer) == {"question", "no_match", "hits"} | found
    assert set(answer["question"]) == QUESTION_KEYS
    assert answer["question"]["language"] == "en"
    assert [hit["rank"] for hit in answer["hits"]] == [1, 2, 3, 4, 5]
    assert all(set(hit) >= HIT_KEYS for hit in answer["hits"])


def test_search_gives_the_metadata_of_the_source(answer: Any) -> None:
    hit = next(hit for hit in answer["hits"] if hit["id"] == "kotoa-kotiin")
    assert (hit["start"], hit["end"], hit["eu_support_eur"]) == ("2019-04-01", None, 378_890)
    assert hit["objective"] == "2.2"
    assert hit["organisation"] == "Lahden ammattikorkeakoulu"
    assert hit["issues"][0]["kind"] == "end_before_start"


def test_list_gives_every_project(seed_index: Path) -> None:
    projects = read("list", "--index", seed_index)
    assert len(projects) == 25
    assert sum(project["eu_support_eur"] for project in projects) == 7_241_347
    assert sorted(project["objective"] for project in projects) == ["2.2"] * 20 + ["2.3"] * 5


def test_check_gives_the_two_flaws_of_the_source_and_no_other(seed_index: Path) -> None:
    flaws = {
        (each["id"], each["kind"], each["field"], each["written"], each["line"])
        for each in read("check", "--index", seed_index)
    }
    assert flaws == {
        ("ersus", "impossible_date", "start", "1.0.2018", 173),
        ("kotoa-kotiin", "end_before_start", "end", "30.9.2012", 145),
    }


def test_show_gives_the_whole_description(seed_index: Path) -> None:
    project = read("show", "misec", "--index", seed_index)
    assert project["description"].startswith("Hankkeella autetaan maahanmuuttoviranomaisia")
    assert project["description"].endswith("prosessien oikeusvarmuutta ja laatua.")
    assert project["eu_support_eur"] == 518_266


def test_a_pipe_gets_plain_text(seed_index: Path) -> None:
    done = run("search", "asiakasraati", "-k", "2", "--index", seed_index)
    assert done.returncode == 0
    assert done.stdout.startswith("1\t")
    assert "\x1b" not in done.stdout


def test_batch_writes_a_run_whose_scores_fall(seed_index: Path, tmp_path: Path) -> None:
    queries = tmp_path / "queries.jsonl"
    queries.write_text(
        '{"id": "q1", "text": "nuoret"}\n\n{"id": "q2", "text": "boende", "language": "sv"}\n',
        encoding="utf-8",
    )
    done = run("batch", queries, "-k", "25", "--index", seed_index, "--run", tmp_path / "run.txt")
    assert done.returncode == 0, done.stderr
    rows = [line.split() for line in (tmp_path / "run.txt").read_text().splitlines()]
    assert [(row[0], row[1], row[5]) for row in rows] == [("q1", "Q0", "hankehaku")] * 25 + [
        ("q2", "Q0", "hankehaku")
    ] * 25
    scores = [float(row[4]) for row in rows[:25]]
    assert all(one > other for one, other in itertools.pairwise(scores))
    assert [int(row[3]) for row in rows[25:]] == list(range(1, 26))


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("nothing", "not a query"),
        ('{"id": "q1"}', "not a query"),
        ('{"id": "q 1", "text": "a"}', "is empty or has spaces"),
        ('{"id": "q1", "text": 3}', "not strings"),
    ],
)
def test_batch_names_the_line_that_is_wrong(
    seed_index: Path, tmp_path: Path, line: str, what: str
) -> None:
    queries = tmp_path / "queries.jsonl"
    queries.write_text('{"id": "q0", "text": "nuoret"}\n' + line + "\n", encoding="utf-8")
    done = run("batch", queries, "--index", seed_index, "--run", tmp_path / "run.txt")
    assert done.returncode == 2
    assert f"{queries}:2" in done.stderr
    assert what in done.stderr
    assert not (tmp_path / "run.txt").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "what"),
    [
        (("show", "kotoa-koti"), 2, "kotoa-kotiin"),
        (("search", ""), 2, "no words"),
        (("search", "x" * 20_001), 2, "20001 characters"),
        (("search", "nuoret", "--language", "de"), 2, "unknown language"),
        (("search",), 2, "question"),
        (("search", "nuoret", "-k", "0"), 2, "-k"),
        (("nonsense",), 2, "nonsense"),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(
    seed_index: Path, arguments: tuple[str, ...], code: int, what: str
) -> None:
    place = ("--index", str(seed_index)) if arguments[0] in ("show", "search") else ()
    done = run(*arguments, *place)
    assert done.returncode == code
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("hankehaku: ")
    assert what in done.stderr


def test_a_missing_index_names_the_cure(tmp_path: Path) -> None:
    done = run("search", "nuoret", "--index", tmp_path)
    assert done.returncode == 1
    assert "hankehaku build" in done.stderr
    assert done.stderr.count("\n") == 1


def test_bytes_that_are_no_text_are_answered(seed_index: Path) -> None:
    done = run("search", b"nuoret \xff\xfe", "--json", "--index", seed_index)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["question"]["topic"] == "nuoret"


def test_search_imports_neither_torch_nor_gradio(seed_index: Path) -> None:
    code = (
        "import sys; from hankehaku import Hankehaku; "
        f"Hankehaku.open({str(seed_index)!r}).search('nuoret'); "
        "print([n for n in ('torch', 'gradio', 'transformers') if n in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout == "[]\n"


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys, contextlib, io\n"
        "sys.argv = ['hankehaku', '--help']\n"
        "from hankehaku.interfaces.cli import main\n"
        "with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())), "
        "contextlib.suppress(SystemExit): main()\n"
        "print([n for n in ('numpy', 'faiss', 'torch', 'gradio', 'tantivy') if n in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.endswith("[]\n")


def test_a_json_lines_file_is_built_and_searched(tmp_path: Path, index_begun: Path) -> None:
    source = tmp_path / "own.jsonl"
    source.write_text(
        '{"id": "a", "title": "Metsäpolku", "text": "Rakennetaan esteetön luontopolku lapsille."}\n'
        '{"id": "b", "title": "Verkkokauppa", "text": "Opastetaan yrittäjiä verkkokaupassa."}\n',
        encoding="utf-8",
    )
    built = run("build", source, "--index", index_begun)
    assert built.returncode == 0, built.stderr
    again = run("build", source, "--index", index_begun)
    assert "up to date" in again.stderr
    found = read("search", "e-commerce training for entrepreneurs", "--index", index_begun)
    assert [hit["id"] for hit in found["hits"]] == ["b", "a"]


def test_another_collection_is_not_replaced_unnoticed(tmp_path: Path, index_begun: Path) -> None:
    for name in ("one", "two"):
        text = f'{{"id": "{name}", "text": "Hanke, jossa tuetaan nuoria."}}\n'
        (tmp_path / f"{name}.jsonl").write_text(text, encoding="utf-8")
    index = index_begun
    assert run("build", tmp_path / "one.jsonl", "--index", index).returncode == 0
    refused = run("build", tmp_path / "two.jsonl", "--index", index)
    assert refused.returncode == 2
    assert "the index holds the collection one, not two" in refused.stderr
    assert [project["id"] for project in read("list", "--index", index)] == ["one"]
    assert run("build", tmp_path / "two.jsonl", "--index", index, "--force").returncode == 0
    assert [project["id"] for project in read("list", "--index", index)] == ["two"]


def test_an_error_of_the_system_is_one_line(seed_index: Path) -> None:
    done = run("search", "nuoret", "--index", "a" * 300)
    assert done.returncode == 1
    assert done.stderr.startswith("hankehaku: aaa")
    assert done.stderr.count("\n") == 1
    if not Path("/dev/full").exists():
        return  # Linux has it
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [COMMAND, "list", "--index", seed_index],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            timeout=120,
        )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1


def test_money_keeps_its_spaces_in_a_pipe(seed_index: Path) -> None:
    assert "EU-tuki: 378\xa0890\xa0€\n" in run("show", "kotoa-kotiin", "--index", seed_index).stdout


def test_an_index_of_another_analyzer_is_refused(seed_index: Path) -> None:
    environment = {**os.environ, "HANKEHAKU_ANALYZER": "snowball"}
    done = subprocess.run(
        [COMMAND, "search", "nuoret", "--index", seed_index],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        timeout=120,
    )
    assert done.returncode == 1
    assert "snowball-fi" in done.stderr
    assert "hankehaku build" in done.stderr
