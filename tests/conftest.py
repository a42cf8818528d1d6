"""What several test folders share: the parts, the seed's corpus and an index of it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from hankehaku.corpus.corpus import Corpus, load_corpus
from hankehaku.facade import Hankehaku
from hankehaku.index import models
from hankehaku.index.builder import build
from hankehaku.index.kit import Kit, open_kit
from hankehaku.index.store import Store

ROOT = Path(__file__).parents[1]
LEXICON = ROOT / "data" / "lexicon"
SEED = ROOT / "data" / "amif-2014-2020"


@pytest.fixture(scope="session", autouse=True)
def _no_lexicons_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> None:
    os.environ["HANKEHAKU_LEXICONS"] = str(tmp_path_factory.mktemp("lexicons"))


@pytest.fixture(scope="session")
def kit() -> Kit:
    """The parts that serve by default; the model is prepared once, into the user's cache."""
    models.prepare()
    return open_kit(lexicon=LEXICON)


@pytest.fixture(scope="session")
def seed_corpus() -> Corpus:
    return load_corpus(SEED, LEXICON)


@pytest.fixture(scope="session")
def seed_index(kit: Kit, seed_corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an index of the 25 projects, which is built once for all workers."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = shared / "seed-index" / seed_corpus.info.id
    build(seed_corpus, kit, Store(folder), wait=300)
    return folder


@pytest.fixture(scope="session")
def hankehaku(seed_index: Path, kit: Kit) -> Hankehaku:
    return Hankehaku.open(seed_index, kit=kit)


@pytest.fixture
def index_begun(seed_index: Path, tmp_path: Path) -> Path:
    """A folder for an index, with the vectors of the program's own questions, which every index has
    and which take longest.
    """
    folder = tmp_path / "index"
    shutil.copytree(seed_index / "embeddings", folder / "embeddings")
    return folder
