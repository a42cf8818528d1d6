"""Misspelt words are corrected; names and words that are right are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from hankehaku.language.analyzer import Analyzer
from hankehaku.language.lexicon import Lexicon
from hankehaku.language.registry import open_analyzer
from hankehaku.language.snowball import SnowballAnalyzer
from hankehaku.language.spelling import Speller
from hankehaku.language.termbase import TermBase, compile_termbase
from hankehaku.language.translate import Translator

REAL = Lexicon(Path(__file__).parents[2] / "data" / "lexicon")
COLLECTION = ("hervanta", "kotoutuminen", "maahanmuuttaja", "lapsi", "youme", "neuvonta")


@pytest.fixture(scope="module")
def analyzers() -> dict[str, Analyzer]:
    return {
        "fi": open_analyzer(),
        **{each: SnowballAnalyzer(each, REAL.irregular[each]) for each in ("sv", "en")},
    }


@pytest.fixture(scope="module")
def termbase(analyzers: dict[str, Analyzer], tmp_path_factory: pytest.TempPathFactory) -> TermBase:
    path = tmp_path_factory.mktemp("terms") / "terms.sqlite"
    compile_termbase(path, {"glossary": REAL.concepts}, [], analyzers)
    return TermBase(path)


@pytest.fixture(scope="module")
def speller(analyzers: dict[str, Analyzer], termbase: TermBase) -> Speller:
    return Speller(analyzers["fi"], termbase, REAL.stopwords, lambda: COLLECTION)


@pytest.fixture(scope="module")
def translator(analyzers: dict[str, Analyzer], termbase: TermBase, speller: Speller) -> Translator:
    return Translator(analyzers, termbase, REAL.stopwords, speller=speller)


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("maahanmuutajille", "maahanmuuttajille"),
        ("mielentervys", "mielenterveys"),
        ("vapaaehtoistyöntekijiä", "vapaaehtoistyöntekijä"),
        ("asumisneuvnota", "asumisneuvonta"),
        ("hervanda", "Hervanta"),
    ],
)
def test_finnish_words_by_voikko(speller: Speller, word: str, right: str) -> None:
    if not open_analyzer().id.startswith("voikko-native"):
        pytest.skip("only the native Voikko suggests words")
    assert speller.correct(word, "fi") == right


@pytest.mark.parametrize(
    ("word", "language", "right"),
    [
        ("childern", "en", "children"),
        ("imigrants", "en", "immigrant"),
        ("municipalites", "en", "municipality"),
        ("kartlägning", "sv", "kartläggning"),
        ("invandare", "sv", "invandrare"),
        ("hervamta", "en", "hervanta"),
        ("Hervamta", "sv", "hervanta"),
    ],
)
def test_other_words_by_the_nearest_headword(
    speller: Speller, word: str, language: str, right: str
) -> None:
    assert speller.correct(word, language, word[0].isupper()) == right


@pytest.mark.parametrize(
    ("word", "language", "named"),
    [
        ("youme", "en", False),  # in the collection
        ("Sitran", "fi", True),  # a name that is nowhere
        ("Rickards", "en", True),
        ("xyz", "en", False),
        ("s2-opetus", "fi", False),
        ("qwrtpsdf", "sv", False),
    ],
)
def test_names_and_words_near_nothing_are_left_alone(
    speller: Speller, word: str, language: str, named: bool
) -> None:
    assert speller.correct(word, language, named) is None


def test_a_corrected_term_is_looked_for_in_both_spellings(translator: Translator) -> None:
    question = "activities for childern"
    term = translator.terms(question, "en")[-1]
    assert (term.surface, term.corrected, term.translated) == ("childern", "children", True)
    written, right = term.alternatives
    assert (written.text, written.source, written.trust) == ("childern", "written", 1.0)
    assert (right.source, right.trust) == ("spelling", 0.8)
    (inner,) = right.terms
    assert (inner.start, inner.end) == (term.start, term.end)
    assert [each.text for each in inner.alternatives][:1] == ["lapsi"]


def test_a_word_that_is_right_is_not_corrected(translator: Translator) -> None:
    for language, question in (
        ("fi", "lasten ja nuorten kotoutuminen kunnissa"),
        ("sv", "barnens och ungdomarnas integration i kommunerna"),
        ("en", "integration of children and young people in municipalities"),
    ):
        assert [term.corrected for term in translator.terms(question, language)] == [None] * len(
            translator.terms(question, language)
        )


def test_a_misspelt_request_word_is_not_looked_for(translator: Translator) -> None:
    terms = translator.terms("projcets for children", "en")
    assert [(term.surface, term.sought) for term in terms] == [
        ("projcets", False),
        ("children", True),
    ]


def test_a_correction_is_not_corrected_again(
    analyzers: dict[str, Analyzer], termbase: TermBase
) -> None:
    class Swapping(Speller):
        """Takes each of two unknown words for the other."""

        def __init__(self) -> None:
            self.correct = lambda word, *_: {"zzyxa": "zzyxe", "zzyxe": "zzyxa"}.get(word)

    translator = Translator(analyzers, termbase, REAL.stopwords, speller=Swapping())
    (term,) = translator.terms("zzyxa", "fi")
    assert term.corrected == "zzyxe"
