from __future__ import annotations

import csv
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hankehaku.errors import AnalyzerError
from hankehaku.language.analyzer import Analyzer, Part, WordForms
from hankehaku.language.finnish import FinnishAnalyzer
from hankehaku.language.registry import ANALYZERS, open_analyzer
from hankehaku.language.snowball import SnowballAnalyzer
from hankehaku.language.voikko_native import VoikkoNative

TABLE = Path(__file__).with_name("finnish_forms.tsv")
IRREGULAR = Path(__file__).parents[2] / "data" / "lexicon" / "irregular.tsv"


def read_table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


ROWS = read_table(TABLE)
FORMS = [row["form"] for row in ROWS]
OPENERS: dict[str, Callable[[], Analyzer]] = {
    "voikko": lambda: open_analyzer("voikko"),
    "pyvoikko": lambda: open_analyzer("pyvoikko"),
    "snowball": lambda: open_analyzer("snowball"),
    "snowball-sv": lambda: SnowballAnalyzer("sv", irregular("sv")),
    "snowball-en": lambda: SnowballAnalyzer("en", irregular("en")),
}
OPENED: dict[str, Analyzer] = {}


def irregular(language: str) -> dict[str, str]:
    rows = read_table(IRREGULAR)
    return {row["form"]: row["lemma"] for row in rows if row["language"] == language}


def opened(name: str) -> Analyzer:
    if name not in OPENED:
        try:
            OPENED[name] = OPENERS[name]()
        except AnalyzerError as error:
            pytest.skip(str(error))  # the native library is not everywhere
    return OPENED[name]


@pytest.fixture(params=["voikko", "pyvoikko"])
def voikko(request: pytest.FixtureRequest) -> Analyzer:
    return opened(request.param)


@pytest.fixture(params=sorted(OPENERS))
def analyzer(request: pytest.FixtureRequest) -> Analyzer:
    return opened(request.param)


def lemmas(analyzer: Analyzer, word: str) -> tuple[str, ...]:
    return analyzer.forms(word).lemmas


def part_lemmas(forms: WordForms) -> set[str]:
    return {part.lemma for part in forms.parts}


# Both engines of Voikko


@pytest.mark.parametrize("row", ROWS, ids=FORMS)
def test_forms_of_the_table(voikko: Analyzer, row: dict[str, str]) -> None:
    forms = voikko.forms(row["form"].replace("\\u00ad", "\u00ad"))
    assert set(row["lemmas"].split()) <= set(forms.lemmas)
    assert set(row["parts"].split()) <= part_lemmas(forms)
    assert forms.known == (row["known"] == "y")


def test_both_engines_read_the_table_alike() -> None:
    native, python = opened("voikko"), opened("pyvoikko")
    alike = [row["form"] for row in ROWS if native.forms(row["form"]) == python.forms(row["form"])]
    assert alike == [row["form"] for row in ROWS if not row["differs"]]


def test_positions_of_parts_follow_the_finest_split(voikko: Analyzer) -> None:
    assert voikko.forms("maahanmuuttajanaisille").parts == (
        Part("maahanmuuttaja", 1, 3),
        Part("muuttaja", 1, 3),
        Part("nainen", 2, 3),
    )
    assert voikko.forms("sosiaalityöntekijä").parts == (
        Part("sosiaali", 0, 3),
        Part("sosiaalityö", 1, 3),
        Part("työ", 1, 3),
        Part("tekijä", 2, 3),
        Part("työntekijä", 2, 3),
    )


def test_pieces_of_hyphenated_words_carry_their_own_parts(voikko: Analyzer) -> None:
    assert voikko.forms("Kotoisa-kehittämishanke").parts == (
        Part("kotoisa", 0, 3),
        Part("kehittäminen", 1, 3),
        Part("hanke", 2, 3),
        Part("kehittämishanke", 2, 3),
    )


@pytest.mark.parametrize("word", ["hanke", "kotoutuja", "ohjaus", "osallistava", "Pirkanmaalla"])
def test_derivations_and_place_names_have_no_parts(voikko: Analyzer, word: str) -> None:
    assert voikko.forms(word).parts == ()


def test_derivations_inside_compounds_stay_whole(voikko: Analyzer) -> None:
    parts = part_lemmas(voikko.forms("kotoutumispalvelu"))
    assert parts == {"kotoutuminen", "palvelu"}
    assert part_lemmas(voikko.forms("asiantuntija")) == {"asia", "tuntija"}


def test_misreadings_as_compounds_are_left_out(voikko: Analyzer) -> None:
    assert set(lemmas(voikko, "ohjaajat")) == {"ohjaaja"}  # ohja + ajat
    assert voikko.forms("oppimassa").parts == ()  # oppi + massa
    assert voikko.forms("osallistuvat").parts == ()  # osallis + tupa


def test_adverbial_modifiers_and_short_prefixes_are_no_parts(voikko: Analyzer) -> None:
    assert "maa" not in part_lemmas(voikko.forms("maahanmuuttaja"))
    assert part_lemmas(voikko.forms("yhteistyö")) == {"työ"}


def test_a_verb_its_participle_and_its_action_noun_meet(voikko: Analyzer) -> None:
    forms = ["kehitetään", "kehittävien", "kehittämiselle", "kehittäisivät"]
    assert all("kehittäminen" in lemmas(voikko, form) for form in forms)
    assert lemmas(voikko, "kotouttamisen")[0] == "kotouttaminen"
    assert lemmas(voikko, "kotouttaa")[0] == "kotouttaa"


def test_agent_nouns_stay_apart_from_their_verb(voikko: Analyzer) -> None:
    assert lemmas(voikko, "ohjaajalle") == ("ohjaaja",)


def test_all_readings_are_kept(voikko: Analyzer) -> None:
    assert set(lemmas(voikko, "kuusi")) == {"kuu", "kuusi"}
    assert {"tuki", "tukea", "tukeminen"} <= set(lemmas(voikko, "tukea"))


def test_case_makes_no_difference(voikko: Analyzer) -> None:
    assert voikko.forms("HYVINKÄÄLLÄ") == voikko.forms("hyvinkäällä") == voikko.forms("Hyvinkäällä")


def test_a_guess_keeps_the_form_as_written(voikko: Analyzer) -> None:
    forms = voikko.forms("Naistarin")
    assert forms.lemmas[0] == "naistari"
    assert forms.lemmas[-1] == "naistarin"
    assert not forms.known


def test_first_halves_of_coordinated_compounds_are_known(voikko: Analyzer) -> None:
    found = voikko.analyze("työllistymis- ja opiskelumahdollisuuksia")
    assert found[0].forms == WordForms(("työllistyminen", "työllistyä"))


def test_threads_find_what_one_thread_finds(voikko: Analyzer) -> None:
    morphology = voikko._morphology  # type: ignore[attr-defined]
    vocabulary = [f"{first}{last}" for first in FORMS for last in ("", "kin", "ko", "x")]
    expected = [voikko.forms(word) for word in vocabulary]
    fresh = FinnishAnalyzer(morphology)
    orders = [vocabulary[place:] + vocabulary[:place] for place in range(0, 640, 80)]

    def read(order: list[str]) -> dict[str, WordForms]:
        return {word: fresh.forms(word) for word in order}

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(read, orders))
    assert len(results) == 8
    for result in results:
        assert [result[word] for word in vocabulary] == expected


def test_identifiers_name_the_dictionary() -> None:
    assert opened("voikko").id.startswith("voikko-native/")
    assert "+voikko-fi-" in opened("voikko").id
    assert opened("pyvoikko").id.startswith("voikko-python/")
    assert "+lexicon-" in opened("pyvoikko").id


# Every analyzer


def test_tokens_hold_surface_place_and_forms(analyzer: Analyzer) -> None:
    text = "Katso: EU-tuki 258 695 euroa."
    tokens = analyzer.analyze(text)
    assert [token.surface for token in tokens] == ["Katso", "EU-tuki", "258", "695", "euroa"]
    assert all(text[token.start : token.end] == token.surface for token in tokens)
    assert [token.forms for token in tokens] == [analyzer.forms(t.surface) for t in tokens]


def test_numbers_stand_for_themselves(analyzer: Analyzer) -> None:
    assert analyzer.forms("2018") == WordForms(("2018",))


def test_composed_and_decomposed_words_are_the_same(analyzer: Analyzer) -> None:
    assert analyzer.forms("a\u0308idit") == analyzer.forms("äidit")
    assert analyzer.forms("maahan\u00admuutto") == analyzer.forms("maahanmuutto")


@pytest.mark.parametrize("name", sorted(OPENERS))
@example("0:.A")
@example("-.-a")
@example("İ.ß")
@given(st.text(max_size=30) | st.text(alphabet="aiäöntsk-:.'MINE1\u00ad", max_size=30))
def test_any_text_has_forms_in_lower_case(name: str, word: str) -> None:
    forms = opened(name).forms(word)
    assert forms.lemmas
    assert all(lemma == lemma.lower() for lemma in forms.lemmas)
    assert all(0 <= part.index < part.count for part in forms.parts)


# Snowball


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("fi", ["hankkeessa", "hankkeesta"]),
        ("fi", ["THL:n", "THL:lle"]),
        ("sv", ["man", "män", "männens"]),
        ("sv", ["dotter", "döttrar", "döttrarna"]),
        ("sv", ["bok", "böcker"]),
        ("sv", ["gammal", "äldre", "äldst"]),
        ("sv", ["invandrare", "invandrarnas"]),
        ("en", ["woman", "women", "women's"]),
        ("en", ["child", "children"]),
        ("en", ["teach", "taught", "teaching"]),
        ("en", ["immigrant", "immigrants’"]),
    ],
)
def test_stems_bring_forms_together(language: str, forms: list[str]) -> None:
    stemmer = SnowballAnalyzer(language, irregular(language))
    assert len({stemmer.forms(form).lemmas for form in forms}) == 1


def test_stems_of_hyphenated_words_are_parts() -> None:
    forms = SnowballAnalyzer("en", {}).forms("Immigrant-women")
    assert forms == WordForms(
        ("immigrant-women",), (Part("immigr", 0, 2), Part("women", 1, 2)), False
    )


def test_the_irregular_table_is_sound() -> None:
    rows = read_table(IRREGULAR)
    assert {row["language"] for row in rows} == {"sv", "en"}
    keys = [(row["language"], row["form"]) for row in rows]
    assert len(set(keys)) == len(keys)
    assert all(row["form"] != row["lemma"] == row["lemma"].lower() for row in rows)
    for language in ("sv", "en"):
        table = irregular(language)
        # one look-up must do
        assert not {lemma for lemma in table.values() if lemma in table}


def test_an_unknown_language_is_named() -> None:
    with pytest.raises(AnalyzerError, match=r"'de'.*fi, sv, en"):
        SnowballAnalyzer("de")


# Opening


def test_unknown_names_list_the_analyzers() -> None:
    with pytest.raises(AnalyzerError, match=r"'hfst'.*auto, voikko, pyvoikko, snowball"):
        open_analyzer("hfst")
    assert ANALYZERS == ("auto", "voikko", "pyvoikko", "snowball")


@pytest.fixture
def no_native_library(monkeypatch: pytest.MonkeyPatch) -> None:
    import libvoikko

    def fail(_path: str | None = None) -> None:
        raise OSError("libvoikko.so.1: cannot open shared object file")

    monkeypatch.setattr(libvoikko.VoikkoLibrary, "open", fail)


@pytest.mark.usefixtures("no_native_library")
def test_a_missing_native_library_names_the_cure() -> None:
    with pytest.raises(AnalyzerError, match="not installed") as caught:
        open_analyzer("voikko")
    cure = caught.value.cure
    assert "apt install libvoikko1 voikko-fi" in cure
    assert "dnf install libvoikko" in cure
    assert "brew install libvoikko" in cure


@pytest.mark.usefixtures("no_native_library")
def test_auto_takes_the_pip_only_lexicon_when_the_native_library_is_missing() -> None:
    assert open_analyzer("auto").id.startswith("voikko-python/")


def test_auto_prefers_the_native_library() -> None:
    opened("voikko")
    assert open_analyzer().id.startswith("voikko-native/")


def test_a_missing_dictionary_names_the_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    opened("voikko")
    import libvoikko

    monkeypatch.setattr(libvoikko.Voikko, "listDicts", list)
    with pytest.raises(AnalyzerError, match=r"no Finnish dictionary.*apt install"):
        VoikkoNative()


@pytest.mark.parametrize(
    ("name", "module", "cure"),
    [
        ("voikko", "libvoikko", "pip install libvoikko"),
        ("pyvoikko", "pyvoikko", "pip install pyvoikko kfst-rs"),
        ("pyvoikko", "kfst_rs", "pip install pyvoikko kfst-rs"),
        ("snowball", "snowballstemmer", "pip install snowballstemmer"),
    ],
)
def test_missing_packages_name_the_cure(
    monkeypatch: pytest.MonkeyPatch, name: str, module: str, cure: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(AnalyzerError, match=module) as caught:
        open_analyzer(name)
    assert caught.value.cure == cure


def test_words_of_a_dictionary_are_base_forms(voikko: Analyzer) -> None:
    def read(text: str, *, dictionary: bool) -> list[tuple[str, ...]]:
        return [each.forms.lemmas for each in voikko.analyze(text, dictionary=dictionary)]

    assert read("tuki maine", dictionary=True) == [("tuki",), ("maine",)]
    assert "tukkia" in read("tuki maine", dictionary=False)[0]
    # an inflected word of a phrase is read as ever, and so is a name
    for text in ("maahan muuttanut", "Pudasjärvi", "s2-opetus"):
        assert read(text, dictionary=True)[0] == read(text, dictionary=False)[0]
