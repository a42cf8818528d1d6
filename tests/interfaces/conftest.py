"""The collection of hostile texts, its harmless twin, and both served as the service serves."""

from __future__ import annotations

import io
import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import hostile_collection
import pytest
from fakes import FakeEncoder
from hostile_checks import Site

from hankehaku.corpus.corpus import load_corpus
from hankehaku.facade import Hankehaku
from hankehaku.index.builder import build
from hankehaku.index.kit import Kit
from hankehaku.index.store import Store
from hankehaku.interfaces import logs
from hankehaku.interfaces.guard.options import Options
from hankehaku.language.lexicon import Lexicon
from hankehaku.language.registry import open_analyzer
from hankehaku.language.snowball import SnowballAnalyzer

LEXICON = Path(__file__).parents[2] / "data" / "lexicon"


@pytest.fixture(scope="session")
def quick_kit() -> Kit:
    """The parts that serve, but without a model and dictionaries."""
    words = Lexicon(LEXICON)
    others = {each: SnowballAnalyzer(each, words.irregular[each]) for each in ("sv", "en")}
    return Kit({"fi": open_analyzer("auto"), **others}, FakeEncoder(), "fake", words, ())


@pytest.fixture(scope="session")
def hostile_index(quick_kit: Kit, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an index of the hostile collection."""
    return _built(hostile_collection.write_hostile, quick_kit, tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="session")
def hostile(hostile_index: Path, quick_kit: Kit) -> Hankehaku:
    return Hankehaku.open(hostile_index, kit=quick_kit)


@pytest.fixture(scope="session")
def harmless(quick_kit: Kit, tmp_path_factory: pytest.TempPathFactory) -> Hankehaku:
    """The hostile collection without all that is hostile in it."""
    folder = tmp_path_factory.mktemp("harmless")
    index = _built(hostile_collection.write_harmless, quick_kit, folder)
    return Hankehaku.open(index, kit=quick_kit)


@pytest.fixture(scope="module")
def hostile_site(hostile: Hankehaku, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with _served(hostile, tmp_path_factory.mktemp("kept") / "judgements.jsonl") as site:
        yield site


@pytest.fixture(scope="module")
def harmless_site(harmless: Hankehaku, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with _served(harmless, tmp_path_factory.mktemp("kept") / "judgements.jsonl") as site:
        yield site


def _built(write: hostile_collection.Writer, kit: Kit, folder: Path) -> Path:
    corpus = load_corpus(write(folder / "source"), LEXICON)
    build(corpus, kit, Store(folder / "index"))
    return folder / "index"


@contextmanager
def _served(hankehaku: Hankehaku, judgements: Path) -> Iterator[Site]:
    """Serve at a real socket, in a thread, and log to memory."""
    import socket

    from hankehaku.interfaces.web.application import create_app
    from hankehaku.interfaces.web.server import _server

    options = Options(rate=0, feedback=judgements)
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    log = io.StringIO()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        logs.configure(stream=log)
        server = _server(create_app(lambda: hankehaku, options), options)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield Site(f"http://127.0.0.1:{listening.getsockname()[1]}", log, judgements)
        server.should_exit = True
        thread.join(20)
    root.handlers[:] = before
    root.setLevel(level)
