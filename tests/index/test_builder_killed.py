"""A build killed at any moment leaves an index that serves, and the next build succeeds."""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fakes import FakeEncoder, project, small_corpus, small_kit, write_lexicon

from hankehaku.corpus.corpus import Corpus
from hankehaku.index.builder import build
from hankehaku.index.dense import DenseIndex
from hankehaku.index.kit import Kit
from hankehaku.index.lexical import LexicalIndex
from hankehaku.index.projects import ProjectStore
from hankehaku.index.store import Store, check, read_manifest

KILLS = 24
BUILDER = """
import pathlib, sys
from fakes import small_kit
from test_builder_killed import corpus_of
from hankehaku.index.builder import build
from hankehaku.index.store import Store

folder, lexicon, number = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), int(sys.argv[3])
kit, store = small_kit(lexicon), Store(folder)
import faiss, tantivy
print("ready", flush=True)
while True:
    built = build(corpus_of(number), kit, store)
    assert built.fresh
    print(built.manifest.corpus_hash, flush=True)
    number += 1
"""


def corpus_of(number: int) -> Corpus:
    """Return the corpus of build `number`: thirty projects, the last of which is new in each."""
    return small_corpus(*(project(each) for each in range(29)), project(100 + number))


class Builder:
    """A process that builds one changed corpus after the other until it is killed."""

    def __init__(self, folder: Path, lexicon: Path, number: int) -> None:
        here = Path(__file__).parent
        paths = [str(here), os.environ.get("PYTHONPATH", "")]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
        script = folder.parent / "builder.py"
        script.write_text(BUILDER, encoding="utf-8")
        self.process = subprocess.Popen(
            [sys.executable, str(script), str(folder), str(lexicon), str(number)],
            stdout=subprocess.PIPE,
            env=environment,
            text=True,
        )
        assert self.line() == "ready"

    def line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def kill(self) -> None:
        """Kill it, unless it has ended by itself: then it failed."""
        assert self.process.poll() is None
        self.process.kill()
        self.process.communicate()


def _complete(store: Store) -> str:
    """Assert that the serving generation is whole in itself; return the hash of its corpus."""
    folder, manifest = store.current()
    check(folder, read_manifest(folder), thorough=True)
    assert manifest.files
    on_disk = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".lock" and path.name != "manifest.json"
    }
    assert on_disk == {name: digest for name, (_, digest) in manifest.files.items()}
    projects = ProjectStore(folder / "projects.sqlite")
    assert len(projects) == len(LexicalIndex.open(folder / "words")) == manifest.counts["projects"]
    for channel in ("raw", "lemma", "sentences"):
        assert DenseIndex.open(folder / channel).rows[-1] == len(projects) - 1
    number = int(projects.ids()[-1].removeprefix("p")) - 100
    assert manifest.corpus_hash == corpus_of(number).content_hash
    return manifest.corpus_hash


@pytest.fixture
def lexicon(tmp_path: Path) -> Path:
    return write_lexicon(tmp_path / "lexicon")


@pytest.fixture
def small(lexicon: Path) -> Kit:
    return small_kit(lexicon, FakeEncoder())


@pytest.mark.timeout(280)
def test_a_build_killed_at_any_moment_leaves_a_complete_index(
    tmp_path: Path, lexicon: Path, small: Kit
) -> None:
    store = Store(tmp_path / "index")
    build(corpus_of(0), small, store)
    number = 1
    runner = Builder(store.folder, lexicon, number)
    try:
        runner.line()
        start = time.perf_counter()
        for _ in range(3):
            assert runner.line()
        build_time = (time.perf_counter() - start) / 3
    finally:
        runner.kill()
    _complete(store)

    moments = random.Random(20140)
    unfinished = 0
    for _ in range(KILLS):
        number += 1000  # no corpus is built twice
        build(corpus_of(number), small, store)
        published = [corpus_of(number).content_hash]
        runner = Builder(store.folder, lexicon, number + 1)
        try:
            time.sleep(moments.uniform(0, 1.5 * build_time))
        finally:
            runner.kill()
        unfinished += bool(list((store.folder / "generations").glob(".building-*")))
        published += [corpus_of(number + each).content_hash for each in range(1, 20)]
        assert _complete(store) in published
        after = build(corpus_of(number + 500), small, store)
        assert after.fresh
        assert _complete(store) == corpus_of(number + 500).content_hash
        kept = sorted(each.name for each in (store.folder / "generations").iterdir())
        assert len(kept) == 2
        assert kept[-1] == after.folder.name
    assert unfinished >= KILLS // 3, "the kills did not fall into builds"


def test_vectors_of_a_killed_build_are_right(tmp_path: Path, lexicon: Path, small: Kit) -> None:
    killed, whole = Store(tmp_path / "killed"), Store(tmp_path / "whole")
    build(corpus_of(0), small, killed)
    moments = random.Random(7)
    for number in range(1, 5):
        runner = Builder(killed.folder, lexicon, number * 100)
        try:
            time.sleep(moments.uniform(0, 0.1))
        finally:
            runner.kill()
    folders = [build(corpus_of(9000), small, store).folder for store in (killed, whole)]
    for channel in ("raw", "lemma", "sentences"):
        first, second = ((each / channel / "vectors.faiss").read_bytes() for each in folders)
        assert first == second
