"""The collection of hostile texts, its harmless twin, and both served as the service serves."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile_checks import Site
from quick_kit import LEXICON, open_quick_kit

import hostile_collection
from hankehaku.corpus.corpus import load_corpus
from hankehaku.facade import Hankehaku
from hankehaku.index.builder import build
from hankehaku.index.kit import Kit
from hankehaku.index.store import Store

SERVER = """
import sys, threading
from pathlib import Path
from quick_kit import open_quick_kit
from hankehaku.facade import Hankehaku
from hankehaku.interfaces import logs
from hankehaku.interfaces.guard.options import Options
from hankehaku.interfaces.web.server import serve
logs.configure()
kit = open_quick_kit()
def run(number, index):
    hankehaku = Hankehaku.open(index, kit=kit)
    options = Options(rate=0, feedback=Path(sys.argv[1]) / str(number))
    def say(said):
        print(said, flush=True)
        # one after the other, as their imports would wait for each other
        if number + 3 < len(sys.argv):
            threading.Thread(target=run, args=(number + 1, sys.argv[number + 3])).start()
    serve(lambda: hankehaku, "127.0.0.1", 0, options=options, say=say)
run(0, sys.argv[2])
"""


@pytest.fixture(scope="session")
def quick_kit() -> Kit:
    return open_quick_kit()


@pytest.fixture(scope="session")
def hostile_index(quick_kit: Kit, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an index of the hostile collection."""
    return _built(hostile_collection.write_hostile, quick_kit, tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="session")
def hostile(hostile_index: Path, quick_kit: Kit) -> Hankehaku:
    return Hankehaku.open(hostile_index, kit=quick_kit)


@pytest.fixture(scope="session")
def harmless_index(quick_kit: Kit, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an index of the same collection without all that is hostile in it."""
    return _built(hostile_collection.write_harmless, quick_kit, tmp_path_factory.mktemp("harmless"))


@pytest.fixture(scope="session")
def harmless(harmless_index: Path, quick_kit: Kit) -> Hankehaku:
    return Hankehaku.open(harmless_index, kit=quick_kit)


@pytest.fixture(scope="session")
def sites(
    hostile_index: Path, harmless_index: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Site, Site]]:
    """Serve both collections, the hostile one first, in a process of their own."""
    folder = tmp_path_factory.mktemp("sites")
    here = Path(__file__).parent
    paths = map(str, (here, here.parent / "index", *sys.path))
    indexes = (hostile_index, harmless_index)
    with (folder / "log").open("w", encoding="utf-8") as log, subprocess.Popen(
        [sys.executable, "-c", SERVER, folder, *indexes],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        stdout=subprocess.PIPE, stderr=log, text=True,
    ) as process:  # fmt: skip
        try:
            told = [process.stdout.readline() for _ in indexes]  # type: ignore[union-attr]
            found = re.findall(r"http://[^\s/]+", "".join(told))
            assert len(found) == len(indexes), "the server did not tell its addresses"
            first, second = (
                Site(each, folder / "log", folder / str(at)) for at, each in enumerate(found)
            )
            yield first, second
        finally:
            # two servers do not end by one signal
            process.kill()


@pytest.fixture(scope="session")
def hostile_site(sites: tuple[Site, Site]) -> Site:
    return sites[0]


@pytest.fixture(scope="session")
def harmless_site(sites: tuple[Site, Site]) -> Site:
    return sites[1]


def _built(write: hostile_collection.Writer, kit: Kit, folder: Path) -> Path:
    corpus = load_corpus(write(folder / "source"), LEXICON)
    build(corpus, kit, Store(folder / "index"))
    return folder / "index"
