"""The indexes that are measured, built by the same code as `hankehaku build` when not up to date.

    hankehaku = Hankehaku.open(index_of(COLLECTION))

Indexes of foreign corpora are kept in `eval/` in the folder of indexes, which is not tracked.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from collection import corpus_lines
from hankehaku.corpus.corpus import Corpus
from hankehaku.errors import UsageError
from hankehaku.facade import Records, find_index
from hankehaku.files import atomic_write
from hankehaku.index.builder import build
from hankehaku.index.encoder import Encoder, Vectors
from hankehaku.index.kit import Kit
from hankehaku.index.store import Store
from hankehaku.interfaces.progress import Reporter
from hankehaku.interfaces.setup import build_collection
from hankehaku.settings import read_settings

ROOT = Path(__file__).resolve().parents[1]
COLLECTION = ROOT / "data" / "amif-2014-2020"
"""The collection that the topics of `eval/topics` are about."""


def index_of(source: Path, index: Path | None = None) -> Path:
    """Build the index of a collection unless it is up to date, and return its folder.

    `index` is where it is to be, or a folder with one index in it; None is the usual place.
    """
    if index is not None and any(index.glob("*/current")):
        index = find_index(index)
    built = build_collection(source, read_settings(), Reporter(), index=index)
    return built.folder.parents[1]


def index_of_corpus(corpus: Path, index: Path | None = None) -> Path:
    """Build the index of a BEIR-like `corpus.jsonl` unless it is up to date; return its folder.

    Raises UsageError when a line cannot be used.
    """
    text = "".join(corpus_lines(corpus))
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    kept = read_settings().index / "eval" / f"{corpus.resolve().parent.name}-{digest}"
    copy = kept / "corpus.jsonl"
    atomic_write(copy, text.encode())
    folder = index_of(copy, index or kept / "index")
    refused = Records.open(folder).issues
    if refused:
        lines = ", ".join(str(issue.line) for issue in refused[:5])
        raise UsageError(f"{len(refused)} lines cannot be used: {lines}", where=str(corpus))
    return folder


class Remembering:
    """An encoder that encodes each question once, for systems that are asked the same questions.

    What it returns is what the encoder that it holds returns.
    """

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: dict[str, Vectors] = {}
        self.id, self.dimensions = encoder.id, encoder.dimensions
        self.max_tokens = encoder.max_tokens
        self.count_tokens, self.encode_passages = encoder.count_tokens, encoder.encode_passages

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors of questions, shape (len(texts), dimensions)."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, self._encoder.encode_queries(new), strict=True))
        return np.stack([self._known[text] for text in texts])


def remembering(kit: Kit) -> Kit:
    """Return the kit with an encoder that encodes each question once."""
    return replace(kit, encoder=Remembering(kit.encoder))


def variant(corpus: Corpus, kit: Kit, folder: Path, embeddings: Path) -> Path:
    """Build an index with other parts in an empty `folder` and return it.

    `embeddings` is the folder of vectors of another index; texts in it are not encoded.
    """
    store = Store(folder)
    folder.mkdir(parents=True)
    if embeddings.is_dir():
        shutil.copytree(embeddings, store.embeddings)
    build(corpus, kit, store)
    return folder
