"""A parser of the seed's questions, without an index."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from hankehaku.corpus.corpus import Corpus
from hankehaku.language.analyzer import Analyzer
from hankehaku.language.lexicon import Lexicon
from hankehaku.language.registry import open_analyzer
from hankehaku.language.snowball import SnowballAnalyzer
from hankehaku.search.parsing.parser import QuestionParser

LEXICON = Path(__file__).parents[3] / "data" / "lexicon"
TODAY = date(2026, 11, 24)


@pytest.fixture(scope="session")
def analyzers() -> dict[str, Analyzer]:
    irregular = Lexicon(LEXICON).irregular
    foreign = {each: SnowballAnalyzer(each, irregular[each]) for each in ("sv", "en")}
    return {"fi": open_analyzer("auto"), **foreign}


@pytest.fixture(scope="session")
def parser(analyzers: dict[str, Analyzer], seed_corpus: Corpus) -> QuestionParser:
    return QuestionParser(
        LEXICON,
        analyzers,
        Lexicon(LEXICON).stopwords,
        seed_corpus.projects,
        [(each.code, each.name) for each in seed_corpus.objectives],
        lambda: TODAY,
        frozenset({"Hervanta", "Tampere", "Pirkanmaa"}),
    )
