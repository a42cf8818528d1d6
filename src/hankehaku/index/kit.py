"""The replaceable parts that an index is built and read with, opened together."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from hankehaku.index.encoder import Encoder
from hankehaku.index.reranker import CrossEncoderReranker, Reranker
from hankehaku.language import freedict
from hankehaku.language.analyzer import Analyzer
from hankehaku.language.freedict import Dictionary
from hankehaku.language.imported import ImportedLexicon, imported
from hankehaku.language.lexicon import Lexicon
from hankehaku.language.registry import open_analyzer
from hankehaku.language.snowball import SnowballAnalyzer


@dataclass(frozen=True, slots=True)
class Kit:
    """Analyzers by language, the encoder with the name of its model, the word lists of the
    program, the dictionaries of the machine, the lexicons that its user has added, and a reranker
    if there is one, which takes no part in what an index holds.
    """

    analyzers: Mapping[str, Analyzer]
    encoder: Encoder
    model: str
    lexicon: Lexicon
    dictionaries: tuple[Dictionary, ...]
    lexicons: tuple[ImportedLexicon, ...] = ()
    reranker: Reranker | None = None

    @property
    def finnish(self) -> Analyzer:
        """The analyzer of Finnish text."""
        return self.analyzers["fi"]

    @property
    def terms_digest(self) -> str:
        """A digest of all that the term base of an index is compiled of."""
        return self.fingerprint("", "terms", of_vectors=False)

    def fingerprint(self, corpus_hash: str, options: str, *, of_vectors: bool = True) -> str:
        """Return a digest of everything that decides what an index holds, or of all but what its
        vectors are made with.
        """
        digest = hashlib.sha256()
        encoder = self.encoder.id if of_vectors else ""
        parts = [corpus_hash, options, encoder, self.lexicon.digest]
        parts += [analyzer.id for _, analyzer in sorted(self.analyzers.items())]
        parts += [f"{each.name} {each.digest}" for each in self.dictionaries]
        parts += [f"{each.name} {each.facts().sha256}" for each in self.lexicons]
        for part in parts:
            digest.update(part.encode() + b"\0")
        return digest.hexdigest()


def open_kit(
    *,
    analyzer: str = "auto",
    model: str | None = None,
    engine: str = "onnx",
    cache: Path | None = None,
    lexicon: Path,
    lexicons: Path | None = None,
    threads: int | None = None,
    reranker: str | None = None,
    bulk: bool = False,
) -> Kit:
    """Open the parts by name; raises AnalyzerError, ModelError or LexiconError with the cure.

    `engine` is 'onnx' (the int8 twin, no torch) or 'sentence-transformers'; `model` None is the
    embedded model; `lexicon` is the folder of the word lists, `lexicons` that of lexicons that were
    added; `threads` None leaves the number to the engine; `reranker` is the name or folder of a
    cross-encoder, None for none; `bulk` is for building, with many texts to encode.
    """
    words = Lexicon(lexicon)
    analyzers: dict[str, Analyzer] = {"fi": open_analyzer(analyzer)}
    for language in ("sv", "en"):
        analyzers[language] = SnowballAnalyzer(language, words.irregular[language])
    encoder, name = open_encoder(model, engine, cache, threads, bulk=bulk)
    return Kit(
        analyzers,
        encoder,
        name,
        words,
        freedict.installed(),
        imported(lexicons),
        CrossEncoderReranker.open(reranker) if reranker else None,
    )


def open_encoder(
    model: str | None,
    engine: str,
    cache: Path | None,
    threads: int | None,
    *,
    bulk: bool = False,
) -> tuple[Encoder, str]:
    """Open the encoder of a prepared model and return it with the model's name."""
    from hankehaku.index import models

    if engine == "sentence-transformers":
        from hankehaku.index.st_encoder import SentenceTransformerEncoder

        # not by way of `locate`: a model that has no ONNX twin can still be run so
        return SentenceTransformerEncoder.open(model, cache=cache), model or models.DEFAULT
    from hankehaku.index.onnx_encoder import OnnxEncoder

    prepared = models.locate(model, cache)
    return OnnxEncoder.open(prepared, threads=threads, bulk=bulk), prepared.name
