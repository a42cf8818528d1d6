from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hankehaku.language.analyzer import Analyzer
from hankehaku.language.closest import closest
from hankehaku.language.freedict import Dictionary
from hankehaku.language.lexicon import Lexicon, read_concepts
from hankehaku.language.registry import open_analyzer
from hankehaku.language.snowball import SnowballAnalyzer
from hankehaku.language.termbase import Entry, TermBase, compile_termbase
from hankehaku.language.terms import Term, Trust
from hankehaku.language.translate import MAX_TERMS, Translator

REAL = Lexicon(Path(__file__).parents[2] / "data" / "lexicon")
GLOSSARY = """\
fi\tsv\ten\trelated
pakolainen|pakolaistaustainen\tflykting\trefugee\tturvapaikanhakija
äiti|vanhempi\tmor|mamma|moder\tmother|mum\tperhe
kuvio\tfigur\tfigure\t
kuvaannollinen\tfigurlig\tfigurative\t
talo\thus\thouse\t
asuminen|asunto\tboende\thousing\t
etsivä nuorisotyö\tuppsökande ungdomsarbete\toutreach youth work\t
nuori\tung|ungdom\tyoung|youth\t
koulu\tskola\tschool\t
edustusto\tambassad\tmission\t
yksikkö\tenhet\tunit\t
yhtenäinen\tenhetlig\tuniform\t
sosiaali- ja terveydenhuolto\tsocial- och hälsovård\thealth and social care\t
"""


class Given(Dictionary):
    """A dictionary whose entries are given, not read."""

    def entries(self) -> Iterator[tuple[str, tuple[tuple[str, ...], ...]]]:
        yield "mother", (("äiti", "emo"),)
        yield "sign", (("merkki", "+"),)


@pytest.fixture(scope="module")
def analyzers() -> dict[str, Analyzer]:
    swedish, english = (SnowballAnalyzer(each, REAL.irregular[each]) for each in ("sv", "en"))
    return {"fi": open_analyzer(), "sv": swedish, "en": english}


@pytest.fixture(scope="module")
def termbase(analyzers: dict[str, Analyzer], tmp_path_factory: pytest.TempPathFactory) -> TermBase:
    folder = tmp_path_factory.mktemp("terms")
    (folder / "glossary.tsv").write_text(GLOSSARY, encoding="utf-8")
    concepts = {"glossary": read_concepts(folder / "glossary.tsv")}
    dictionary = Given("en", Path("freedict-eng-fin.dict.dz"))
    compile_termbase(folder / "terms.sqlite", concepts, [dictionary], analyzers)
    return TermBase(folder / "terms.sqlite")


@pytest.fixture(scope="module")
def translator(analyzers: dict[str, Analyzer], termbase: TermBase) -> Translator:
    return Translator(analyzers, termbase, REAL.stopwords)


def ways(term: Term) -> list[tuple[str, str, float]]:
    return [(each.text, each.source, each.trust) for each in term.alternatives]


def surfaces(terms: tuple[Term, ...]) -> list[str]:
    return [term.surface for term in terms]


MOTHER = [("äiti", "glossary", 1.0), ("vanhempi", "glossary", 1.0), ("perhe", "related", 0.4)]
REFUGEE = [
    ("pakolainen", "glossary", 1.0),
    ("pakolaistaustainen", "glossary", 1.0),
    ("turvapaikanhakija", "related", 0.4),
]


def test_english_words_with_all_that_is_known_of_them(translator: Translator) -> None:
    refugee, mothers = translator.terms("refugee mothers", "en")
    assert (refugee.surface, refugee.start, refugee.end) == ("refugee", 0, 7)
    assert (mothers.surface, mothers.start, mothers.end) == ("mothers", 8, 15)
    assert ways(refugee) == REFUGEE
    # the dictionary's äiti is the glossary's
    assert ways(mothers) == [*MOTHER[:2], ("emo", "freedict-eng-fin", 0.5), MOTHER[2]]
    assert refugee.translated
    assert mothers.translated
    (word,) = mothers.alternatives[0].words
    assert (word.surface, word.forms.lemmas) == ("äiti", ("äiti",))


@pytest.mark.parametrize(
    ("question", "language", "first"),
    [
        ("figures", "en", "kuvio"),
        ("Figure", "en", "kuvio"),
        ("figurative", "en", "kuvaannollinen"),
        ("housing", "en", "asuminen"),
        ("house", "en", "talo"),
        ("houses", "en", "talo"),
        ("figurer", "sv", "kuvio"),
        ("figurliga", "sv", "kuvaannollinen"),
        ("mödrarna", "sv", "äiti"),
    ],
)
def test_the_nearest_of_words_with_one_stem(
    translator: Translator, question: str, language: str, first: str
) -> None:
    (term,) = translator.terms(question, language)
    assert term.alternatives[0].text == first
    assert {"kuvio", "kuvaannollinen", "talo", "asuminen"}.intersection(
        each.text for each in term.alternatives
    ) <= {first}


def entries(*headwords: str) -> list[Entry]:
    return [Entry("key", headword, "glossary", (headword,)) for headword in headwords]


@pytest.mark.parametrize(
    ("text", "language", "given", "expected"),
    [
        ("figures", "en", ("figurative", "figure"), ["figure"]),
        ("housing", "en", ("house", "housing"), ["housing"]),
        ("Studies", "en", ("study", "studio"), ["study"]),
        ("classes", "en", ("classic", "class"), ["class"]),
        ("employment", "en", ("employer", "employ"), ["employ"]),
        ("youth works", "en", ("youth work",), ["youth work"]),
        ("youth working", "en", ("youth work",), []),
        ("flyktingarna", "sv", ("flykting", "flykt"), ["flykting"]),
        ("äideille", "fi", ("äiti", "äitiys"), ["äiti", "äitiys"]),
        ("figure", "en", (), []),
        ("figure", "en", ("figure", "figure"), ["figure"]),
    ],
)
def test_closest(
    analyzers: dict[str, Analyzer],
    text: str,
    language: str,
    given: tuple[str, ...],
    expected: list[str],
) -> None:
    tokens = analyzers[language].analyze(text)
    found = closest(tokens, entries(*given), language)
    assert [entry.headword for entry in found] == expected


def test_a_name_that_nothing_translates_is_looked_for_as_it_stands(translator: Translator) -> None:
    (term,) = translator.terms("Zagrebiin", "en")
    assert not term.translated
    assert ways(term) == [("Zagrebiin", "written", 1.0)]
    (word,) = term.alternatives[0].words
    assert word.surface == "Zagrebiin"
    assert "zagreb" in word.forms.lemmas


def test_stop_words_are_left_out(translator: Translator) -> None:
    found = translator.terms("projects for the young mothers in Espoo", "en")
    assert surfaces(found) == ["young", "mothers", "Espoo"]
    assert (found[0].start, found[0].end) == (17, 22)
    assert surfaces(translator.terms("projekt för unga", "sv")) == ["unga"]
    assert surfaces(translator.terms("Etsin hankkeita pakolaisille", "fi")) == ["pakolaisille"]


def test_stop_words_are_kept_when_there_is_nothing_else(translator: Translator) -> None:
    assert surfaces(translator.terms("projects for the", "en")) == ["projects", "for", "the"]
    (hanke,) = translator.terms("hanke", "fi")
    assert ways(hanke) == [("hanke", "written", 1.0)]
    assert translator.terms("", "en") == ()
    assert translator.terms("?! 🎉", "sv") == ()


def test_the_longest_phrase_wins(translator: Translator) -> None:
    phrase, mothers = translator.terms("Outreach youth work, mothers", "en")
    assert (phrase.surface, phrase.start, phrase.end) == ("Outreach youth work", 0, 19)
    assert ways(phrase) == [("etsivä nuorisotyö", "glossary", 1.0)]
    assert [word.surface for word in phrase.alternatives[0].words] == ["etsivä", "nuorisotyö"]
    assert mothers.surface == "mothers"
    assert surfaces(translator.terms("youth work", "en")) == ["youth", "work"]


def test_a_finnish_phrase_in_any_case(translator: Translator) -> None:
    phrase, young = translator.terms("etsivää nuorisotyötä nuorille", "fi")
    assert ways(phrase) == [
        ("etsivää nuorisotyötä", "written", 1.0),
        ("etsivä nuorisotyö", "synonym", 0.6),
    ]
    assert ways(young) == [("nuorille", "written", 1.0), ("nuori", "synonym", 0.6)]


def test_a_finnish_word_with_synonyms_and_related_words(translator: Translator) -> None:
    (term,) = translator.terms("pakolainen", "fi")
    assert ways(term) == [
        ("pakolainen", "written", 1.0),
        ("pakolaistaustainen", "synonym", 0.6),
        ("turvapaikanhakija", "related", 0.4),
    ]


def test_finnish_compounds_are_taken_apart(translator: Translator) -> None:
    (term,) = translator.terms("pakolaisäideille", "fi")
    assert ways(term) == [
        ("pakolaisäideille", "written", 1.0),
        ("pakolainen + äiti", "parts", 1.0),
    ]
    parts = term.alternatives[1]
    assert parts.words == ()
    refugee, mother = parts.terms
    assert ways(refugee) == [
        ("pakolainen", "written", 1.0),
        ("pakolaistaustainen", "synonym", 0.6),
        ("turvapaikanhakija", "related", 0.4),
    ]
    assert ways(mother) == [
        ("äiti", "written", 1.0),
        ("vanhempi", "synonym", 0.6),
        ("perhe", "related", 0.4),
    ]
    assert {(part.start, part.end) for part in parts.terms} == {(0, 16)}


def test_swedish_compounds_are_taken_apart(translator: Translator) -> None:
    question = "projekt för flyktingmammor"
    (term,) = translator.terms(question, "sv")
    assert ways(term) == [("flykting + mammor", "parts", 1.0)]
    assert term.translated
    refugee, mothers = term.alternatives[0].terms
    assert ways(refugee) == REFUGEE
    assert ways(mothers) == MOTHER
    assert question[refugee.start : refugee.end] == refugee.surface == "flykting"
    assert question[mothers.start : mothers.end] == mothers.surface == "mammor"


def test_linking_forms_in_swedish_compounds(translator: Translator) -> None:
    (term,) = translator.terms("Ungdomsskolor", "sv")
    young, school = term.alternatives[0].terms
    assert (young.surface, ways(young)) == ("Ungdoms", [("nuori", "glossary", 1.0)])
    assert (school.surface, ways(school)) == ("skolor", [("koulu", "glossary", 1.0)])


@pytest.mark.parametrize("word", ["ambassaderna", "ambassadens", "ambassad"])
def test_inflected_forms_whose_stem_is_another(translator: Translator, word: str) -> None:
    (term,) = translator.terms(word, "sv")
    assert ways(term) == [("edustusto", "glossary", 1.0)]


def test_a_part_of_a_compound_is_no_other_word_with_its_stem(translator: Translator) -> None:
    (term,) = translator.terms("ungdomsenheten", "sv")
    _, unit = term.alternatives[0].terms
    assert ways(unit) == [("yksikkö", "glossary", 1.0)]


def test_words_with_hyphens_are_taken_apart(translator: Translator) -> None:
    question = "the youth-housing plan"
    term = translator.terms(question, "en")[0]
    young, housing = term.alternatives[0].terms
    assert (term.surface, term.alternatives[0].source) == ("youth-housing", "parts")
    assert question[young.start : young.end] == young.surface == "youth"
    assert question[housing.start : housing.end] == housing.surface == "housing"
    assert ways(young) == [("nuori", "glossary", 1.0)]


def test_a_name_with_a_hyphen_stays_whole(translator: Translator) -> None:
    (term,) = translator.terms("Xyz-Qwrt", "en")
    assert not term.translated
    assert ways(term) == [("Xyz-Qwrt", "written", 1.0)]


def test_function_words_of_a_phrase_are_not_looked_for(translator: Translator) -> None:
    (term,) = translator.terms("health and social care", "en")
    assert [word.surface for word in term.alternatives[0].words] == ["sosiaali", "terveydenhuolto"]


def test_a_swedish_compound_with_an_unknown_part_stays_whole(translator: Translator) -> None:
    (term,) = translator.terms("flyktingstorg", "sv")
    assert not term.translated
    assert ways(term) == [("flyktingstorg", "written", 1.0)]


def test_equivalents_that_are_mere_signs_are_left_out(translator: Translator) -> None:
    (term,) = translator.terms("sign", "en")
    assert ways(term) == [("merkki", "freedict-eng-fin", 0.5)]


def test_trust_is_as_told(analyzers: dict[str, Analyzer], termbase: TermBase) -> None:
    trust = Trust(synonym=0.7, related=0.2, dictionary=0.1)
    translator = Translator(analyzers, termbase, REAL.stopwords, trust)
    (mother,) = translator.terms("mother", "en")
    assert ways(mother) == [
        ("äiti", "glossary", 1.0),
        ("vanhempi", "glossary", 1.0),
        ("perhe", "related", 0.2),
        ("emo", "freedict-eng-fin", 0.1),
    ]
    (finnish,) = translator.terms("äiti", "fi")
    assert ways(finnish)[1:] == [("vanhempi", "synonym", 0.7), ("perhe", "related", 0.2)]


def test_of_a_very_long_question_the_first_terms_are_kept(translator: Translator) -> None:
    names = [f"Xy{number}zz" for number in range(MAX_TERMS + 50)]
    found = translator.terms(" ".join(names), "en")
    assert surfaces(found) == names[:MAX_TERMS]
    assert MAX_TERMS == 200
