from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from hankehaku.errors import IndexDamagedError
from hankehaku.index.kit import Kit
from hankehaku.language.analyzer import Analyzer
from hankehaku.language.freedict import Dictionary
from hankehaku.language.lexicon import Concept
from hankehaku.language.registry import open_analyzer
from hankehaku.language.snowball import SnowballAnalyzer
from hankehaku.language.termbase import Entry, TermBase, compile_termbase, phrase_keys

MOTHER = Concept(("äiti", "vanhempi"), ("mor", "Moder"), ("mother",), ("perhe",))
OUTREACH = Concept(("etsivä nuorisotyö",), ("uppsökande arbete",), ("outreach youth work",))
ESPOO = Concept(("Espoo",), ("Esbo",), ("Espoo",), ("Uusimaa",))


class Given(Dictionary):
    """A dictionary whose entries are given, not read."""

    def entries(self) -> Iterator[tuple[str, tuple[tuple[str, ...], ...]]]:
        yield "mother", (("äiti", "emo"), ("äiti", "alku"))
        yield "mother tongue", (("äidinkieli",),)


@pytest.fixture(scope="module")
def analyzers() -> dict[str, Analyzer]:
    return {
        "fi": open_analyzer(),
        "sv": SnowballAnalyzer("sv", {"mödrar": "moder"}),
        "en": SnowballAnalyzer("en", {"women": "woman"}),
    }


@pytest.fixture(scope="module")
def path(analyzers: dict[str, Analyzer], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("terms") / "terms.sqlite"
    counts = compile_termbase(
        path,
        {"glossary": [MOTHER, OUTREACH], "names": [ESPOO]},
        [Given("en", Path("freedict-eng-fin.dict.dz"))],
        analyzers,
    )
    assert counts == {"glossary": 8, "names": 3, "freedict-eng-fin": 2}
    return path


@pytest.fixture(scope="module")
def termbase(path: Path) -> TermBase:
    return TermBase(path)


def test_keys_are_base_forms_joined_by_spaces(analyzers: dict[str, Analyzer]) -> None:
    assert phrase_keys(analyzers["en"], "refugee women") == ("refuge woman",)
    assert phrase_keys(analyzers["sv"], "Mödrar") == ("mod",)
    assert phrase_keys(analyzers["fi"], "äideille") == ("äiti",)
    assert phrase_keys(analyzers["en"], " !? ") == ("",)


def test_a_word_with_several_readings_gives_several_keys_but_no_more_than_eight(
    analyzers: dict[str, Analyzer],
) -> None:
    finnish = analyzers["fi"]
    if not finnish.id.startswith("voikko"):
        pytest.skip(f"the expected readings are those of Voikko, not of {finnish.id}")
    assert phrase_keys(finnish, "etsivä nuorisotyö") == (
        "etsivä nuorisotyö",
        "etsiä nuorisotyö",
        "etsiminen nuorisotyö",
    )
    keys = phrase_keys(finnish, "maista maista maista")
    assert len(keys) == 8
    assert keys[:2] == ("maa maa maa", "maa maa mainen")


def test_a_headword_is_no_inflected_form_of_another_word(analyzers: dict[str, Analyzer]) -> None:
    finnish = analyzers["fi"]
    if not finnish.id.startswith("voikko"):
        pytest.skip(f"the expected readings are those of Voikko, not of {finnish.id}")
    assert phrase_keys(finnish, "maine") == ("maine",)  # nor of maa
    assert phrase_keys(finnish, "tuki") == ("tuki",)  # nor of tukkia
    assert phrase_keys(finnish, "kehittää") == ("kehittää", "kehittäminen")


def test_entries_by_source_in_the_order_they_were_written(termbase: TermBase) -> None:
    assert termbase.look_up("en", ["mother", "nothing"]) == {
        "mother": (
            Entry("mother", "mother", "glossary", ("äiti", "vanhempi"), ("perhe",)),
            Entry("mother", "mother", "freedict-eng-fin", ("äiti", "emo", "alku")),
        )
    }


def test_each_term_of_a_concept_leads_to_all_its_finnish_terms(termbase: TermBase) -> None:
    found = termbase.look_up("sv", ["mor", "mod"])
    assert [(entry.headword, entry.equivalents) for entry in found["mor"]] == [
        ("mor", ("äiti", "vanhempi"))
    ]
    assert [(entry.headword, entry.equivalents) for entry in found["mod"]] == [
        ("moder", ("äiti", "vanhempi"))
    ]
    (synonym,) = termbase.look_up("fi", ["vanhempi"])["vanhempi"]
    assert synonym.equivalents == ("äiti", "vanhempi")


def test_phrases_and_names(termbase: TermBase, analyzers: dict[str, Analyzer]) -> None:
    (key,) = phrase_keys(analyzers["en"], "outreach youth work")
    assert termbase.look_up("en", [key])[key] == (
        Entry(key, "outreach youth work", "glossary", ("etsivä nuorisotyö",)),
    )
    (key,) = phrase_keys(analyzers["sv"], "Esbo")
    assert termbase.look_up("sv", [key])[key] == (
        Entry(key, "esbo", "names", ("Espoo",), ("Uusimaa",)),
    )


def test_languages_are_kept_apart(termbase: TermBase) -> None:
    assert termbase.look_up("en", ["mor", "äiti"]) == {}
    assert termbase.look_up("sv", ["mother"]) == {}
    assert termbase.headwords("en", ["moder"]) == {}


def test_nothing_is_found_under_nothing(termbase: TermBase) -> None:
    assert termbase.look_up("en", []) == {}
    assert termbase.headwords("sv", []) == {}
    assert termbase.look_up("en", ["", "' OR 1=1 --"]) == {}


def test_headwords_are_single_words_as_written(termbase: TermBase) -> None:
    forms = ["moder", "mödrar", "mod", "esbo", "uppsökande arbete", "moder"]
    assert termbase.headwords("sv", forms) == {"moder": "mod", "esbo": "esbo"}
    assert termbase.headwords("en", ["mother", "mother tongue"]) == {"mother": "mother"}


def test_several_threads_at_once(termbase: TermBase) -> None:
    found: list[dict[str, tuple[Entry, ...]]] = []
    threads = [
        threading.Thread(target=lambda: found.append(termbase.look_up("sv", ["mor"])))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [termbase.look_up("sv", ["mor"])] * 8


def test_reading_changes_nothing(path: Path, termbase: TermBase) -> None:
    before = path.read_bytes()
    termbase.look_up("en", ["mother"])
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == ["terms.sqlite"]


def test_a_missing_term_base_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(IndexDamagedError) as caught:
        TermBase(tmp_path / "terms.sqlite")
    assert str(caught.value) == (
        f"{tmp_path / 'terms.sqlite'}: the term base is missing. "
        "Build the index again: hankehaku build"
    )


def test_a_folder_with_signs_that_mean_something_in_an_address(
    tmp_path: Path, analyzers: dict[str, Analyzer]
) -> None:
    folder = tmp_path / "äiti? 100% #1"
    folder.mkdir()
    compile_termbase(folder / "t.sqlite", {"glossary": [MOTHER]}, (), analyzers)
    (entry,) = TermBase(folder / "t.sqlite").look_up("en", ["mother"])["mother"]
    assert entry.equivalents == ("äiti", "vanhempi")


def test_the_glossary_of_the_program(kit: Kit, tmp_path: Path) -> None:
    concepts = {"glossary": kit.lexicon.concepts, "names": kit.lexicon.names}
    counts = compile_termbase(tmp_path / "t.sqlite", concepts, (), kit.analyzers)
    assert counts["glossary"] == sum(
        len(concept.fi) + len(concept.sv) + len(concept.en) for concept in kit.lexicon.concepts
    )
    termbase = TermBase(tmp_path / "t.sqlite")
    found = termbase.look_up("en", phrase_keys(kit.analyzers["en"], "public finances"))
    assert [entry.equivalents[0] for entries in found.values() for entry in entries] == [
        "julkinen talous"
    ]
    found = termbase.look_up("sv", phrase_keys(kit.analyzers["sv"], "Esbo"))
    assert ("Espoo",) in [entry.equivalents for entries in found.values() for entry in entries]


def test_finnish_phrases_of_a_thesaurus_lead_elsewhere_or_are_left_out(
    analyzers: dict[str, Analyzer], tmp_path: Path
) -> None:
    boat = Concept(("vene", "paatti"), (), ("boat",))
    path = tmp_path / "terms.sqlite"
    sources = {"glossary": [OUTREACH], "yso": [OUTREACH, boat]}
    assert compile_termbase(path, sources, (), analyzers) == {"glossary": 3, "yso": 5}
    termbase = TermBase(path)
    (key, *_) = phrase_keys(analyzers["fi"], "etsivä nuorisotyö")
    assert [entry.source for entry in termbase.look_up("fi", [key])[key]] == ["glossary"]
    assert [entry.source for entry in termbase.look_up("fi", ["paatti"])["paatti"]] == ["yso"]
    (key,) = phrase_keys(analyzers["en"], "outreach youth work")
    assert [entry.source for entry in termbase.look_up("en", [key])[key]] == ["glossary", "yso"]
