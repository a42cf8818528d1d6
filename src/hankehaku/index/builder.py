"""Builds a generation of an index from a corpus."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from hankehaku.corpus.corpus import Corpus
from hankehaku.errors import ProjectIndexError
from hankehaku.index.background import QuestionBackground
from hankehaku.index.dense import DenseIndex
from hankehaku.index.embeddings import EmbeddingCache
from hankehaku.index.fields import keys_of
from hankehaku.index.kit import Kit
from hankehaku.index.lexical import Keys, LexicalIndex
from hankehaku.index.names import Names
from hankehaku.index.passages import sentences, split_passages
from hankehaku.index.projects import ProjectStore, Spans
from hankehaku.index.store import Manifest, Store
from hankehaku.index.vocabulary import Vocabulary
from hankehaku.language.imported import ImportedLexicon
from hankehaku.language.lexicon import LANGUAGES, Concept
from hankehaku.language.termbase import compile_termbase
from hankehaku.records import Project

Step = Callable[[str, int], Callable[[int], None]]
"""Opens a step of a build by name and number of items; the result is told of each advance."""

CHANNELS = ("raw", "lemma")
"""The texts that are embedded: as written, and as a row of base forms."""

ASKED = 400
"""Sentences of the collection that are encoded as if they were questions."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: the serving generation, its manifest, and whether it is a new one."""

    folder: Path
    manifest: Manifest
    fresh: bool


def quiet(_name: str, _total: int) -> Callable[[int], None]:
    """A step that reports nothing."""
    return lambda _count: None


def build(
    corpus: Corpus, kit: Kit, store: Store, *, step: Step = quiet, force: bool = False
) -> Built:
    """Make the index of `corpus` in `store` current, and return what serves now.

    Nothing is built when corpus and parts are those of the serving generation, unless `force`.
    Raises IndexBusyError when another process is building here.
    """
    fingerprint = kit.fingerprint(corpus.content_hash, "channels=raw,lemma sentences")
    with store.building():
        if not force and store.exists():
            serving = _serving(store)
            if serving and serving[1].fingerprint == fingerprint:
                return Built(*serving, fresh=False)
        work = store.new_generation(fingerprint)
        counts = _write(work, corpus, kit, store.embeddings, step)
        manifest = Manifest(
            collection=dataclasses.asdict(corpus.info),
            corpus_hash=corpus.content_hash,
            fingerprint=fingerprint,
            analyzer=kit.finnish.id,
            encoder=kit.encoder.id,
            model=kit.model,
            dimensions=kit.encoder.dimensions,
            counts=counts,
            lexicon={
                "digest": kit.lexicon.digest,
                "dictionaries": [each.name for each in kit.dictionaries],
                "imported": [_imported(each) for each in kit.lexicons],
            },
            built=datetime.now(UTC).isoformat(timespec="seconds"),
            program=version("hankehaku"),
        )
        final = store.publish(work, manifest)
        return Built(final, manifest, fresh=True)


def _imported(lexicon: ImportedLexicon) -> dict[str, Any]:
    facts = lexicon.facts()
    return {"name": lexicon.name, "sha256": facts.sha256, "concepts": facts.concepts}


def _serving(store: Store) -> tuple[Path, Manifest] | None:
    try:
        return store.current()
    except ProjectIndexError:
        # damaged or of another format: building anew is exactly the cure
        return None


def _write(work: Path, corpus: Corpus, kit: Kit, cache: Path, step: Step) -> dict[str, int]:
    projects = corpus.projects
    advance = step("words", len(projects))

    vocabulary = Vocabulary()

    def documents() -> Iterator[Keys]:
        for project in projects:
            yield vocabulary.seen(keys_of(project, kit.finnish))
            advance(1)

    LexicalIndex.build(work / "words", documents())
    vocabulary.write(work)
    spans = [tuple(sentences(project.description)) for project in projects]
    names = Names(kit.lexicon.folder, kit.finnish)
    places = [sorted(names.mentioned(f"{each.title}. {each.description}")) for each in projects]
    ProjectStore.build(work / "projects.sqlite", zip(projects, spans, places, strict=True))
    embeddings = EmbeddingCache(cache)
    try:
        rows, texts = _passages(projects, kit)
        for channel in CHANNELS:
            inputs = texts if channel == "raw" else [lemmatised(text, kit) for text in texts]
            advance = step(f"vectors-{channel}", len(inputs))
            vectors = embeddings.passages(kit.encoder, inputs, advance)
            DenseIndex.build(work / channel, vectors, rows)
        _write_sentences(work, projects, spans, kit, embeddings, step)
        _write_background(work, projects, spans, kit, embeddings, step)
    finally:
        embeddings.close()
    advance = step("terms", 1)
    concepts: dict[str, Iterable[Concept]] = {
        "glossary": kit.lexicon.concepts,
        "names": kit.lexicon.names,
        **{each.name: each.concepts() for each in kit.lexicons},
    }
    terms = compile_termbase(work / "terms.sqlite", concepts, kit.dictionaries, kit.analyzers)
    advance(1)
    objectives = [dataclasses.asdict(each) for each in corpus.objectives]
    issues = [dataclasses.asdict(each) for each in corpus.issues]
    part = {"objectives": objectives, "issues": issues}
    text = json.dumps(part, ensure_ascii=False, indent=1)
    (work / "corpus.json").write_text(text, encoding="utf-8")
    return {
        "projects": len(projects),
        "passages": len(texts),
        "sentences": sum(map(len, spans)),
        **{f"terms: {source}": count for source, count in sorted(terms.items())},
    }


def _passages(projects: Sequence[Project], kit: Kit) -> tuple[np.ndarray, list[str]]:
    rows, texts = [], []
    limit = kit.encoder.max_tokens
    for row, project in enumerate(projects):
        heading = f"{project.title}. "
        room = max(limit // 2, limit - kit.encoder.count_tokens(heading))
        spans = split_passages(project.description, kit.encoder.count_tokens, room) or [(0, 0)]
        rows += [row] * len(spans)
        texts += [heading + project.description[start:end] for start, end in spans]
    return np.asarray(rows, dtype=np.int64), texts


def lemmatised(text: str, kit: Kit) -> str:
    """Return `text` as a row of base forms, the first reading of each word."""
    return " ".join(token.forms.lemmas[0] for token in kit.finnish.analyze(text))


def _write_sentences(
    work: Path,
    projects: Sequence[Project],
    spans: Sequence[Spans],
    kit: Kit,
    embeddings: EmbeddingCache,
    step: Step,
) -> None:
    texts, rows = [], []
    for row, (project, each) in enumerate(zip(projects, spans, strict=True)):
        # a project without a description still has a vector of its title
        texts += [project.description[start:end] for start, end in each] or [project.title]
        rows += [row] * max(len(each), 1)
    vectors = embeddings.passages(kit.encoder, texts, step("vectors-sentences", len(texts)))
    DenseIndex.build(work / "sentences", vectors, np.asarray(rows, dtype=np.int64))


def _write_background(
    work: Path,
    projects: Sequence[Project],
    spans: Sequence[Spans],
    kit: Kit,
    embeddings: EmbeddingCache,
    step: Step,
) -> None:
    """Write what questions look like to the vectors: any questions, and ones about the collection.

    Any questions show what those of a language have in common; sentences of the collection,
    encoded as if they were asked, how near to it a question about it is. See `index.background`
    and `search.confidence`.
    """
    asked = {language: kit.lexicon.background(language) for language in LANGUAGES}
    texts = {p.description[a:b] for p, each in zip(projects, spans, strict=True) for a, b in each}
    own = sorted(texts, key=lambda text: hashlib.sha256(text.encode()).digest())[:ASKED]
    own = own or [project.title for project in projects[:ASKED]]
    advance = step("vectors-background", sum(map(len, asked.values())) + len(own))
    vectors = {each: embeddings.queries(kit.encoder, asked[each], advance) for each in LANGUAGES}
    background = QuestionBackground.of(vectors)
    background.save(work)
    about = background.centred(embeddings.queries(kit.encoder, own, advance), "fi")
    domain = about @ DenseIndex.open(work / "raw").background.mean
    questions = [background.centred(each, language) for language, each in vectors.items()]
    nearest = DenseIndex.open(work / "sentences").nearest(np.concatenate(questions))
    moments = {
        "domain": (float(domain.mean()), max(float(domain.std()), 1e-6)),
        "nearness": (float(nearest.mean()), max(float(nearest.std()), 1e-6)),
    }
    (work / "background.json").write_text(json.dumps(moments), encoding="utf-8")
