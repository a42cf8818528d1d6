"""Pages for the tests of the readers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hankehaku.sources.base import Document, ReadResult
from hankehaku.sources.bulleted_page import BulletedPageReader

DATA = Path(__file__).parents[2] / "data"
SEED = DATA / "amif-2014-2020" / "000_32d14921b7911850.txt"


@pytest.fixture(scope="session")
def seed_document() -> Document:
    return Document.open(SEED)


@pytest.fixture(scope="session")
def seed(seed_document: Document) -> ReadResult:
    return BulletedPageReader().read(seed_document)


@pytest.fixture
def read_page() -> Callable[[str], ReadResult]:
    def read(text: str) -> ReadResult:
        document = Document.from_bytes(Path("sivu.txt"), text.encode("utf-8"))
        return BulletedPageReader().read(document)

    return read
