"""The commands that keep an index fresh, called as a person and as a program calls them."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from hankehaku import facade
from hankehaku.index.kit import Kit
from hankehaku.index.store import Store
from hankehaku.interfaces import progress, setup, watching
from hankehaku.interfaces.cli import app
from hankehaku.interfaces.progress import Reporter
from hankehaku.interfaces.stopping import stoppable
from hankehaku.interfaces.watching import Watcher
from hankehaku.language.lexicon import Lexicon
from hankehaku.language.snowball import SnowballAnalyzer

LEXICON = Path(__file__).parents[2] / "data" / "lexicon"


class Encoder:
    """All texts have the same vector, which is all that is needed here."""

    id, dimensions, max_tokens = "same/1", 4, 64

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def encode_passages(self, texts: list[str]) -> Any:
        import numpy as np

        return np.full((len(texts), 4), 0.5, np.float32)

    encode_queries = encode_passages


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A collection of three projects; the index is to be in `index`, the parts open at once."""
    analyzers = {language: SnowballAnalyzer(language) for language in ("fi", "sv", "en")}
    small = Kit(analyzers, Encoder(), "same", Lexicon(LEXICON), ())
    monkeypatch.setattr(facade, "kit_from_settings", lambda *_, **__: small)
    monkeypatch.setattr(setup, "ensure_model", lambda *_: None)
    monkeypatch.setenv("HANKEHAKU_INDEX", str(tmp_path / "index"))
    path = tmp_path / "own.jsonl"
    _write(path, a="Ensin.", b="Toiseksi.", c="Kolmanneksi.")
    return path


def _write(path: Path, **texts: str) -> None:
    lines = (json.dumps({"id": name, "title": name, "text": text}) for name, text in texts.items())
    path.write_text("\n".join(lines), encoding="utf-8")


def _run(*arguments: object, code: int = 0) -> str:
    done = CliRunner().invoke(app, [str(each) for each in arguments])
    assert done.exit_code == code, (done.output, done.exception)
    return done.stdout


def test_an_update_says_what_changed(source: Path) -> None:
    (first,) = json.loads(_run("update", source, "--json"))
    assert first["changes"]["added"] == ["a", "b", "c"]
    _write(source, a="Ensin.", c="Muuttui.", d="Uusi.")
    said = _run("update", source).splitlines()
    assert said[0].startswith("own: hakemisto on päivitetty (")
    assert said[1:] == [
        "Lisätty 1 hanke",
        "  + d",
        "Muuttunut 1 hanke",
        "  ~ c",
        "Poistettu 1 hanke",
        "  - b",
        "Ennallaan 1 hanke",
    ]
    nothing = {"fi": "on ajan tasalla", "sv": "är aktuellt", "en": "is up to date"}
    for language, words in nothing.items():
        assert words in _run("update", source, "--language", language)
    (again,) = json.loads(_run("update", source, "--json"))
    assert (again["fresh"], again["collection"]) == (False, "own")
    assert again["changes"] == {"added": [], "changed": [], "removed": [], "unchanged": 3}


def test_an_index_is_verified_and_cleared(source: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    _run("update", source)
    _write(source, a="Ensin.")
    _run("update", source)
    assert "Hakemisto on ehjä" in _run("verify", index / "own")
    assert json.loads(_run("verify", "--json"))["faults"] == []
    freed = json.loads(_run("gc", "--json"))
    assert (freed["generations"], freed["analyses"]) == (1, 2)
    assert "0 bytes set free: old generations 0" in _run("gc", "--language", "en")
    folder = Store(index / "own").current()[0]
    (folder / "vocabulary.txt").write_text("x", encoding="utf-8")
    said = _run("verify", "--language", "sv", code=1)
    assert "Indexet har 1 fel:" in said
    assert "vocabulary.txt: missing or of the wrong size. Åtgärd: hankehaku build --force" in said
    (fault,) = json.loads(_run("verify", "--json", code=1))["faults"]
    assert fault["where"].endswith("vocabulary.txt")


def test_many_changes_are_cut_for_a_person_only(source: Path) -> None:
    _run("update", source)
    _write(source, **{f"n{number}": f"Uusi {number}." for number in range(25)})
    said = _run("update", source, "--language", "en")
    assert "25 projects added" in said
    assert "  … and 5 more" in said


def test_a_watched_source_is_updated_when_it_stands_still(tmp_path: Path) -> None:
    source, calls, said = tmp_path / "a.jsonl", [], []
    source.write_text("1", encoding="utf-8")

    def update(path: Path) -> None:
        calls.append(path.read_text(encoding="utf-8"))
        if calls[-1] == "bad":
            from hankehaku.errors import SourceError

            raise SourceError("cannot be read", where=path.name, cure="Mend it")

    watcher = Watcher([source], update, said.append, every=0.02)
    thread = threading.Thread(target=watcher.run)
    thread.start()
    try:
        for number, content in enumerate(("1", "bad", "whole again")):
            source.write_text(content, encoding="utf-8")
            os.utime(source, (number, number))
            deadline = time.monotonic() + 20
            while (not calls or calls[-1] != content) and time.monotonic() < deadline:
                time.sleep(0.01)
        time.sleep(0.1)
    finally:
        watcher.stop()
        thread.join(20)
    assert list(dict.fromkeys(calls)) == ["1", "bad", "whole again"]
    assert calls.count("bad") == calls.count("whole again") == 1
    assert said == ["hankehaku: a.jsonl: cannot be read. Mend it"]


def test_an_index_that_is_busy_is_tried_again(tmp_path: Path) -> None:
    from hankehaku.errors import IndexBusyError

    tries: list[Path] = []

    def update(path: Path) -> None:
        tries.append(path)
        if len(tries) == 3:
            watcher.stop()
        raise IndexBusyError("busy")

    watcher = Watcher([tmp_path], update, lambda _text: None, every=0.01)
    watcher.run()
    assert tries == [tmp_path] * 3


def test_a_folder_is_seen_whole(tmp_path: Path) -> None:
    assert watching._seen(tmp_path / "none") == frozenset()
    (tmp_path / "a").mkdir()
    before = watching._seen(tmp_path)
    (tmp_path / "a" / "b.txt").write_text("x", encoding="utf-8")
    assert len(watching._seen(tmp_path)) == len(before) + 1


def test_sigterm_stops_as_an_interrupt_does(capsys: pytest.CaptureFixture[str]) -> None:
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(KeyboardInterrupt), stoppable(Reporter()):
        signal.raise_signal(signal.SIGTERM)
    assert "what was done is kept" in capsys.readouterr().err
    assert signal.getsignal(signal.SIGTERM) == before


def test_a_long_step_tells_its_rate(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "_EVERY", 0.0)
    with Reporter().steps() as step:
        advance = step("vectors-raw", 100)
        advance(40)
        time.sleep(0.01)
        advance(20)
        advance(40)
    first, second, last = capsys.readouterr().err.splitlines()
    assert "vectors-raw: 40 of 100, " in first
    assert "vectors-raw: 60 of 100, " in second
    assert "/s, about " in second
    assert "vectors-raw: 100 in " in last
