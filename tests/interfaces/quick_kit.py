"""The parts that serve, but without a model and dictionaries, so that they open at once."""

from __future__ import annotations

from pathlib import Path

from fakes import FakeEncoder

from hankehaku.index.kit import Kit
from hankehaku.language.lexicon import Lexicon
from hankehaku.language.registry import open_analyzer
from hankehaku.language.snowball import SnowballAnalyzer

LEXICON = Path(__file__).parents[2] / "data" / "lexicon"


def open_quick_kit() -> Kit:
    words = Lexicon(LEXICON)
    others = {each: SnowballAnalyzer(each, words.irregular[each]) for each in ("sv", "en")}
    return Kit({"fi": open_analyzer("auto"), **others}, FakeEncoder(), "fake", words, ())
