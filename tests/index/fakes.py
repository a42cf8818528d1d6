"""Small, fast parts: an encoder without a model, a lexicon of a row or two, projects."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from hankehaku.corpus.corpus import Corpus
from hankehaku.index.encoder import Vectors
from hankehaku.index.kit import Kit
from hankehaku.language.lexicon import Lexicon
from hankehaku.language.snowball import SnowballAnalyzer
from hankehaku.records import Organisation, Project
from hankehaku.sources.collection import CollectionInfo, SourceFile

DIMENSIONS = 16

LEXICON = {
    "glossary": ("domain fi sv en related", "school koulu|opisto skola school opetus"),
    "stopwords": ("language word kind", "fi ja function"),
    "irregular": ("language form lemma", "en children child"),
    "neutral": (
        "language text",
        "fi hankkeet",
        "fi mikä",
        "sv projekt",
        "en projects",
    ),
    "municipalities": (
        "code fi sv region_fi region_sv region_en lat lon genitive_fi status",
        "837 Tampere Tammerfors Pirkanmaa Birkaland Pirkanmaa 61.5 23.8 Tampereen kaupunki",
    ),
    "places": (
        "name_fi name_sv name_en kind municipality_fi",
        "Amuri Amuri Amuri district Tampere",
    ),
    "organisations": (
        "fi sv en abbreviations type municipality_fi aliases",
        "Polli Polli Polli PLL ngo Tampere Pollit",
    ),
}


def vector_of(text: str) -> Vectors:
    """Return the unit vector, shape (16,), that stands for `text`."""
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
    vector = np.random.default_rng(seed).standard_normal(DIMENSIONS)
    unit: Vectors = (vector / np.linalg.norm(vector)).astype(np.float32)
    return unit


class FakeEncoder:
    """Vectors by the hash of the text; `passages` and `queries` keep each call."""

    def __init__(self, name: str = "fake/1") -> None:
        self.id = name
        self.dimensions = DIMENSIONS
        self.max_tokens = 64
        self.passages: list[list[str]] = []
        self.queries: list[list[str]] = []

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        self.queries.append(list(texts))
        return _stacked([f"query: {text}" for text in texts])

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        self.passages.append(list(texts))
        return _stacked(texts)

    @property
    def encoded(self) -> list[str]:
        """Every passage that was encoded, in order."""
        return [text for call in self.passages for text in call]


def write_lexicon(folder: Path) -> Path:
    """Write a lexicon of a row or two in each file and return its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, lines in LEXICON.items():
        text = "".join(line.replace(" ", "\t") + "\n" for line in lines)
        (folder / f"{name}.tsv").write_text(text, encoding="utf-8")
    return folder


def small_kit(lexicon: Path, encoder: FakeEncoder | None = None) -> Kit:
    """Return parts that open at once; `lexicon` is a folder that `write_lexicon` wrote."""
    analyzers = {language: SnowballAnalyzer(language) for language in ("fi", "sv", "en")}
    return Kit(analyzers, encoder or FakeEncoder(), "fake", Lexicon(lexicon), ())


def project(
    number: int, title: str = "", description: str | None = None, **values: object
) -> Project:
    """Return the project `p<number>`; what is not given is made up from its number."""
    if description is None:
        description = f"Hanke {number} auttaa nuoria. Se alkoi vuonna {2000 + number}."
    organisation = Organisation(name="Polli", written="Polli ry", municipality="Tampere")
    fields = {"organisation": organisation, **values}
    return Project(
        f"p{number}", "small", title or f"Otsikko {number}", description=description, **fields
    )  # type: ignore[arg-type]


def small_corpus(*projects: Project) -> Corpus:
    """Return a collection of these projects, of three when none is given."""
    info = CollectionInfo(
        id="small",
        title={"fi": "Pieni"},
        language="fi",
        layout="jsonl",
        documents=(SourceFile("small.jsonl"),),
    )
    return Corpus(info, projects or tuple(project(number) for number in range(3)))


def _stacked(texts: Sequence[str]) -> Vectors:
    return np.stack([vector_of(text) for text in texts])
