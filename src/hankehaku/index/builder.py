"""Builds a generation of an index from a corpus, at the cost of what changed."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import shutil
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from hankehaku.corpus.corpus import Corpus
from hankehaku.errors import ProjectIndexError
from hankehaku.index.analyses import AnalysisCache
from hankehaku.index.analysis import ProjectAnalyzer, code_digest
from hankehaku.index.background import QuestionBackground
from hankehaku.index.changes import Changes, changes, contents
from hankehaku.index.dense import DenseIndex, Rows
from hankehaku.index.embeddings import EmbeddingCache
from hankehaku.index.kit import Kit
from hankehaku.index.lexical import Keys, LexicalIndex
from hankehaku.index.projects import ProjectWriter
from hankehaku.index.store import Manifest, Store, check
from hankehaku.index.vocabulary import Vocabulary
from hankehaku.language.imported import ImportedLexicon
from hankehaku.language.lexicon import LANGUAGES, Concept
from hankehaku.language.termbase import compile_termbase

Step = Callable[[str, int], Callable[[int], None]]
"""Opens a step of a build by name and number of items; the result is told of each advance."""

CHANNELS = ("raw", "lemma")
"""The texts that are embedded: as written, and as a row of base forms."""

ASKED = 400
"""Sentences of the collection that are encoded as if they were questions."""

CONTENT = "content.npy"
"""The beginnings of the keys of all vectors and analyses that a generation is made of."""

_TERMS = "terms.sqlite"


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: the serving generation, its manifest, whether it is a new one, how its
    projects differ from those before, and how many kept vectors and analyses were damaged and made
    again.
    """

    folder: Path
    manifest: Manifest
    fresh: bool
    changes: Changes
    damaged: int = 0


def quiet(_name: str, _total: int) -> Callable[[int], None]:
    """A step that reports nothing."""
    return lambda _count: None


def build(
    corpus: Corpus,
    kit: Kit,
    store: Store,
    *,
    step: Step = quiet,
    force: bool = False,
    wait: float = 0.0,
) -> Built:
    """Make the index of `corpus` in `store` current, and return what serves now.

    Nothing is built when corpus and parts are those of the serving generation, unless `force`. What
    is built is the same whatever was there before; texts that were seen before are neither encoded
    nor analysed again (with `force` they are analysed). Raises IndexBusyError when another process
    goes on building here for more than `wait` seconds, and IndexDiskError when the disk is full.
    """
    about = json.dumps(dataclasses.asdict(corpus.info), ensure_ascii=False, sort_keys=True)
    fingerprint = kit.fingerprint(f"{corpus.content_hash} {about}", "channels=raw,lemma sentences")
    with store.building(wait):
        serving = _serving(store)
        if not force and serving and serving[1].fingerprint == fingerprint:
            return Built(*serving, fresh=False, changes=Changes(unchanged=len(corpus.projects)))
        before = contents(serving[0] if serving else None)
        work = store.new_generation(fingerprint)
        embeddings, analyses = EmbeddingCache(store.embeddings), AnalysisCache(store.analyses)
        try:
            analyzer = ProjectAnalyzer(kit, analyses, anew=force)
            writer = _Writer(work, corpus, kit, analyzer, embeddings, step)
            counts = writer.write(None if force else serving)
            used = np.unique(np.concatenate([*embeddings.used, *analyses.used]))
            np.save(work / CONTENT, used)
        finally:
            embeddings.close()
            analyses.close()
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
            terms=_terms_digest(kit),
        )
        differences = changes(before, contents(work))
        final = store.publish(work, manifest)
        damaged = embeddings.damaged + analyses.damaged
        return Built(final, manifest, True, differences, damaged)


def _imported(lexicon: ImportedLexicon) -> dict[str, Any]:
    facts = lexicon.facts()
    return {"name": lexicon.name, "sha256": facts.sha256, "concepts": facts.concepts}


def _terms_digest(kit: Kit) -> str:
    return f"{kit.terms_digest} {code_digest()[:16]}"


def _serving(store: Store) -> tuple[Path, Manifest] | None:
    try:
        return store.current()
    except ProjectIndexError:
        # damaged or of another format: building anew is exactly the cure
        return None


class _Spans:
    """Places in the descriptions of all projects, in numbers that take little room."""

    def __init__(self) -> None:
        self._rows, self._starts, self._ends = array("q"), array("l"), array("l")

    def add(self, row: int, spans: Iterable[tuple[int, int]]) -> None:
        for start, end in spans:
            self._rows.append(row)
            self._starts.append(start)
            self._ends.append(end)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[tuple[int, int, int]]:
        return zip(self._rows, self._starts, self._ends, strict=True)

    @property
    def rows(self) -> Rows:
        return np.asarray(self._rows, dtype=np.int64)


class _Writer:
    """Writes the files of one generation; of the projects it holds only places, in arrays."""

    def __init__(
        self,
        work: Path,
        corpus: Corpus,
        kit: Kit,
        analyzer: ProjectAnalyzer,
        embeddings: EmbeddingCache,
        step: Step,
    ) -> None:
        self._work, self._corpus, self._kit = work, corpus, kit
        self._analyzer, self._embeddings, self._step = analyzer, embeddings, step
        self._passages, self._sentences, self._described = _Spans(), _Spans(), 0

    def write(self, before: tuple[Path, Manifest] | None) -> dict[str, int]:
        """Write everything and return counts; `before` is a generation to take terms from."""
        self._write_words()
        projects, work = self._corpus.projects, self._work
        self._write_vectors("raw", self._raw(), self._passages)
        self._write_vectors("lemma", self._lemmas(), self._passages)
        self._write_vectors("sentences", self._sentence_texts(), self._sentences)
        self._write_background()
        terms = self._write_terms(before)
        objectives = [dataclasses.asdict(each) for each in self._corpus.objectives]
        issues = [dataclasses.asdict(each) for each in self._corpus.issues]
        part = {"objectives": objectives, "issues": issues}
        text = json.dumps(part, ensure_ascii=False, indent=1)
        (work / "corpus.json").write_text(text, encoding="utf-8")
        return {
            "projects": len(projects),
            "passages": len(self._passages),
            "sentences": self._described,
            **terms,
        }

    def _write_words(self) -> None:
        advance = self._step("words", len(self._corpus.projects))
        vocabulary = Vocabulary()

        def documents(records: ProjectWriter) -> Iterator[Keys]:
            stream = self._analyzer.stream(self._corpus.projects)
            for row, (project, _, analysis) in enumerate(stream):
                records.add(project, analysis.sentences, analysis.places)
                self._passages.add(row, analysis.passages)
                # a project without a description still has a vector of its title
                self._sentences.add(row, analysis.sentences or ((0, 0),))
                self._described += len(analysis.sentences)
                yield vocabulary.seen(analysis.keys)
                advance(1)

        with ProjectWriter(self._work / "projects.sqlite") as records:
            LexicalIndex.build(self._work / "words", documents(records))
        vocabulary.write(self._work)

    def _write_vectors(self, name: str, texts: Iterable[str], spans: _Spans) -> None:
        advance = self._step(f"vectors-{name}", len(spans))
        encoder = self._kit.encoder
        vectors = self._embeddings.stream(encoder, texts, advance)
        DenseIndex.build(self._work / name, vectors, encoder.dimensions, spans.rows)

    def _raw(self) -> Iterator[str]:
        projects = self._corpus.projects
        for row, start, end in self._passages:
            yield f"{projects[row].title}. {projects[row].description[start:end]}"

    def _lemmas(self) -> Iterator[str]:
        # taken from the cache again: together they would be as large as the collection
        for _, _, analysis in self._analyzer.stream(self._corpus.projects):
            yield from analysis.lemmas

    def _sentence_texts(self) -> Iterator[str]:
        projects = self._corpus.projects
        for row, start, end in self._sentences:
            yield projects[row].description[start:end] if end else projects[row].title

    def _write_background(self) -> None:
        """Write what questions look like to the vectors: any questions, and ones about the
        collection.

        Any questions show what those of a language have in common; sentences of the collection,
        encoded as if they were asked, how near to it a question about it is. See
        `index.background` and `search.confidence`.
        """
        kit, work, embeddings = self._kit, self._work, self._embeddings
        asked = {language: kit.lexicon.background(language) for language in LANGUAGES}
        own = _by_chance(self._own_sentences(), ASKED)
        own = own or [project.title for project in self._corpus.projects[:ASKED]]
        advance = self._step("vectors-background", sum(map(len, asked.values())) + len(own))
        vectors = {
            each: embeddings.queries(kit.encoder, asked[each], advance) for each in LANGUAGES
        }
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

    def _own_sentences(self) -> Iterator[str]:
        projects = self._corpus.projects
        for row, start, end in self._sentences:
            if end:
                yield projects[row].description[start:end]

    def _write_terms(self, before: tuple[Path, Manifest] | None) -> dict[str, int]:
        """Compile the term base, or copy it from a generation that was made of the same words."""
        advance = self._step("terms", 1)
        kit, path, counts = self._kit, self._work / _TERMS, None
        if before and before[1].terms == _terms_digest(kit):
            counts = _copied_terms(*before, path)
        if counts is None:
            concepts: dict[str, Iterable[Concept]] = {
                "glossary": kit.lexicon.concepts,
                "names": kit.lexicon.names,
                **{each.name: each.concepts() for each in kit.lexicons},
            }
            terms = compile_termbase(path, concepts, kit.dictionaries, kit.analyzers)
            counts = {f"terms: {source}": count for source, count in sorted(terms.items())}
        advance(1)
        return counts


def _copied_terms(folder: Path, manifest: Manifest, path: Path) -> dict[str, int] | None:
    """Copy the term base of a generation and return its counts, None when it is damaged."""
    files = {_TERMS: (manifest.files or {})[_TERMS]}
    try:
        check(folder, dataclasses.replace(manifest, files=files), thorough=True)
    except ProjectIndexError:
        return None
    shutil.copyfile(folder / _TERMS, path)
    return {name: count for name, count in manifest.counts.items() if name.startswith("terms: ")}


def _by_chance(texts: Iterable[str], count: int) -> list[str]:
    """Return the `count` distinct texts whose SHA-256 come first, without holding the others."""
    kept: dict[bytes, str] = {}
    most = b"\xff" * 33
    for text in texts:
        digest = hashlib.sha256(text.encode()).digest()
        if digest < most:
            kept[digest] = text
            if len(kept) >= 4 * count:
                kept = dict(sorted(kept.items())[:count])
                most = max(kept)
    return [text for _, text in sorted(kept.items())[:count]]
