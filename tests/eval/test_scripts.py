"""The scripts as they are called, on a small collection of another kind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from hankehaku.index.kit import Kit

ROOT = Path(__file__).parents[2]

CORPUS = {
    "d1": "Hanke opettaa suomen kieltä maahanmuuttajille kirjastoissa ja työpaikoilla.",
    "d2": "Hanke parantaa järven vedenlaatua ja poistaa ravinteita valuma-alueelta.",
    "d3": "Hanke kunnostaa vanhoja tanssilavoja ja järjestää tansseja kylissä.",
}
QUERIES = {"q1": "teaching Finnish to immigrants", "q2": "vatten i sjön", "q3": "tanssilava"}


@pytest.fixture
def folder(tmp_path: Path, kit: Kit) -> Path:  # noqa: ARG001  (the kit prepares the model)
    for name, texts in (("corpus", CORPUS), ("queries", QUERIES)):
        lines = (json.dumps({"_id": key, "text": text}) for key, text in texts.items())
        (tmp_path / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    rows = ("query-id\tcorpus-id\tscore", "q1\td1\t1", "q2\td2\t1", "q3\td3\t1")
    (tmp_path / "qrels.tsv").write_text("\n".join(rows), encoding="utf-8")
    return tmp_path


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "HANKEHAKU_INDEX": str(folder / "index")}
    files = [f"--{name}={folder / file}" for name, file in FILES.items()]
    return subprocess.run(
        [sys.executable, str(ROOT / "eval" / "evaluate.py"), *files, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


FILES = {"corpus": "corpus.jsonl", "queries": "queries.jsonl", "qrels": "qrels.tsv"}


def test_any_collection_is_built_and_measured(folder: Path) -> None:
    done = run(folder, f"--json={folder / 'figures.json'}", f"--run={folder / 'run.txt'}")
    assert done.returncode == 0, done.stderr
    assert f"| all | 3 | {' | '.join(['1.000 [1.000, 1.000]'] * 5)} |" in done.stdout
    figures = json.loads((folder / "figures.json").read_text(encoding="utf-8"))
    assert figures[folder.name]["all"]["needs"] == 3
    assert figures[folder.name]["all"]["nDCG@5"] == {"mean": 1.0, "low": 1.0, "high": 1.0}
    rows = [line.split() for line in (folder / "run.txt").read_text(encoding="utf-8").splitlines()]
    assert [row[2] for row in rows if row[3] == "1"] == ["d1", "d2", "d3"]
    assert len(rows) == 9
    again = run(folder)
    assert "up to date" in again.stderr
    assert again.stdout == done.stdout


def test_a_broken_line_is_told_before_anything_is_built(folder: Path) -> None:
    (folder / "qrels.tsv").write_text("q1 0 d1 1\nq2 0 d2 good\n", encoding="utf-8")
    done = run(folder)
    assert done.returncode == 2
    assert done.stderr.startswith(f"evaluate.py: {folder / 'qrels.tsv'}:2: not a judgment")
    assert "Traceback" not in done.stderr
    assert not (folder / "index").exists()
