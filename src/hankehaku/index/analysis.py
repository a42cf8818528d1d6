"""What an index needs to know of a project's texts, found once for each text."""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from hankehaku.index.analyses import AnalysisCache
from hankehaku.index.fields import texts_of, word_keys
from hankehaku.index.kit import Kit
from hankehaku.index.lexical import FIELDS
from hankehaku.index.names import Names
from hankehaku.index.passages import sentences, split_passages
from hankehaku.index.projects import Spans
from hankehaku.language.tokens import words
from hankehaku.records import Project

_BLOCK = 256
_WORDS_KEPT = 2**18
_CODE = ("language", "corpus", "index/analysis.py", "index/fields.py", "index/names.py")
_MORE_CODE = ("index/passages.py", "index/encoder.py")


@dataclass(frozen=True, slots=True)
class Analysis:
    """Keys by field, joined by blanks, the spans of the description's sentences and passages, each
    passage with its heading as a row of base forms, and the places that the texts name, in order.
    """

    keys: Mapping[str, str]
    sentences: Spans
    passages: Spans
    lemmas: tuple[str, ...]
    places: tuple[str, ...]


class ProjectAnalyzer:
    """Analyses projects with the parts of a kit; what the cache has is taken from it.

    What is found depends on the texts of a project, the analyzer, the word lists, the encoder's
    tokens and this program: their digest is the key in the cache.
    """

    def __init__(self, kit: Kit, analyses: AnalysisCache, *, anew: bool = False) -> None:
        """With `anew` nothing is taken from the cache until this has put it there."""
        self._kit, self._analyses = kit, analyses
        self._names = Names(kit.lexicon.folder, kit.finnish)
        self._keys = lru_cache(maxsize=_WORDS_KEPT)(self._keys_of_word)
        self._lemma = lru_cache(maxsize=_WORDS_KEPT)(lambda word: kit.finnish.forms(word).lemmas[0])
        encoder = f"{kit.encoder.id} {kit.encoder.max_tokens}"
        parts = (code_digest(), kit.finnish.id, kit.lexicon.digest, encoder)
        self._parts = "\0".join(parts).encode()
        self._anew = anew
        self.found = 0

    def key(self, project: Project) -> bytes:
        """Return the SHA-256 under which the analysis of a project is kept."""
        digest = hashlib.sha256(self._parts)
        for text in texts_of(project).values():
            digest.update(b"\0" + text.encode("utf-8", "replace"))
        return digest.digest()

    def stream(self, projects: Iterable[Project]) -> Iterator[tuple[Project, bytes, Analysis]]:
        """Yield each project with the key and content of its analysis, in their order."""
        rest = iter(projects)
        while block := list(itertools.islice(rest, _BLOCK)):
            keys = [self.key(project) for project in block]
            known = {} if self._anew else self._analyses.get(keys)
            new = {}
            for project, key in zip(block, keys, strict=True):
                if key not in known and key not in new:
                    new[key] = _written(self.analyse(project))
            self._analyses.put(new)
            self.found += len(new)
            for project, key in zip(block, keys, strict=True):
                yield project, key, _read(new[key] if key in new else known[key])
        self._anew = False

    def analyse(self, project: Project) -> Analysis:
        """Return the analysis of one project, found anew."""
        heading, count = f"{project.title}. ", self._kit.encoder.count_tokens
        whole = heading + project.description
        # the full stop and the blank keep the words of the two apart
        found = list(words(whole))
        texts = [("title" if end < len(heading) else "description", w) for w, _, end in found]
        texts += [("names", word) for word, _, _ in words(texts_of(project)["names"])]
        keys: dict[str, list[str]] = {field: [] for field in FIELDS}
        for text, word in texts:
            for field, joined in self._keys(text, word):
                keys[field].append(joined)
        limit = self._kit.encoder.max_tokens
        room = max(limit // 2, limit - count(heading))
        passages = tuple(split_passages(project.description, count, room)) or ((0, 0),)
        if len(passages) == 1:
            lemmas: tuple[str, ...] = (" ".join([self._lemma(word) for word, _, _ in found]),)
        else:
            cut = (heading + project.description[start:end] for start, end in passages)
            lemmas = tuple(self.lemmatised(text) for text in cut)
        return Analysis(
            {field: " ".join(filter(None, joined)) for field, joined in keys.items()},
            tuple(sentences(project.description)),
            passages,
            lemmas,
            tuple(sorted(self._names.mentioned(whole, found))),
        )

    def lemmatised(self, text: str) -> str:
        """Return `text` as a row of base forms, the first reading of each word."""
        return " ".join([self._lemma(word) for word, _, _ in words(text)])

    def _keys_of_word(self, text: str, word: str) -> tuple[tuple[str, str], ...]:
        fields: dict[str, list[str]] = {}
        for field, key in word_keys(text, word, self._kit.finnish.forms(word)):
            # a key with a blank would fall apart into two
            fields.setdefault(field, []).append("".join(key.split()))
        return tuple((field, " ".join(keys)) for field, keys in fields.items())


@cache
def code_digest() -> str:
    """Return the digest of the program's own text that decides how a text is analysed."""
    root, digest = Path(__file__).parents[1], hashlib.sha256()
    for name in (*_CODE, *_MORE_CODE):
        path = root / name
        for file in sorted(path.glob("*.py")) if path.is_dir() else [path]:
            digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def _written(analysis: Analysis) -> bytes:
    # a line of JSON, then a line of keys for each field
    parts = [analysis.sentences, analysis.passages, analysis.lemmas, analysis.places]
    lines = [json.dumps(parts, ensure_ascii=False, separators=(",", ":"))]
    lines += [analysis.keys[field] for field in FIELDS]
    return "\n".join(lines).encode("utf-8", "replace")


def _read(data: bytes) -> Analysis:
    first, *keys = data.decode("utf-8").split("\n")
    sentence_spans, passages, lemmas, places = json.loads(first)
    return Analysis(
        dict(zip(FIELDS, keys, strict=True)),
        tuple(map(tuple, sentence_spans)),
        tuple(map(tuple, passages)),
        tuple(lemmas),
        tuple(places),
    )
