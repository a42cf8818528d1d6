from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import pytest

from hankehaku.errors import LexiconError
from hankehaku.language import freedict
from hankehaku.language.freedict import Dictionary

HEADER = """\
Svenska-suomi FreeDict+WikDict dictionary ver. 2022.11.18
http://www.wikdict.com/"""


def dictionary(folder: Path, text: str, *headwords: str, language: str = "sv") -> Dictionary:
    name = freedict.NAMES[language]
    path = folder / f"{name}.dict.dz"
    path.write_bytes(gzip.compress(f"{HEADER}\n{text}".encode()))
    index = "".join(f"{word}\tA\tB\n" for word in headwords)
    (folder / f"{name}.index").write_text(index, encoding="utf-8")
    return Dictionary(language, path)


def test_one_sense_is_the_line_after_the_headword(tmp_path: Path) -> None:
    text = "flykting /²flʏktɪŋ/ <n>\npakolainen\nperson som har flytt\n"
    assert list(dictionary(tmp_path, text, "flykting").entries()) == [
        ("flykting", (("pakolainen",),))
    ]


def test_numbered_senses_and_their_definitions(tmp_path: Path) -> None:
    text = """\
youth /juːθ/ <n>
1. nuoruus, nuoruusikä
1. quality or state of being young
2. nuori
young person
3. nuoriso, nuoret
3. young persons, collectively
"""
    assert list(dictionary(tmp_path, text, "youth", language="en").entries()) == [
        ("youth", (("nuoruus", "nuoruusikä"), ("nuori",), ("nuoriso", "nuoret")))
    ]


@pytest.mark.parametrize(
    ("line", "terms"),
    [
        ("antaa (jollekin), lahjoittaa", ("antaa", "lahjoittaa")),
        ("(jollekin) kuuluva", ("kuuluva",)),
        ("olla (jonkun) äitinä", ("olla äitinä",)),
        ("talo [rakennus], pesä", ("talo", "pesä")),
        ("äiti 2.", ("äiti",)),
        ("äiti, , emo ,", ("äiti", "emo")),
    ],
)
def test_asides_are_no_part_of_an_equivalent(
    tmp_path: Path, line: str, terms: tuple[str, ...]
) -> None:
    entries = list(dictionary(tmp_path, f"ord <n>\n{line}\n", "ord").entries())
    assert entries == [("ord", (terms,))]


def test_headwords_are_those_of_the_index_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = """\
-are /ˈarə/ <affix>
1. -mpi, -mmin
adjektiv- och adverbkomparator
Moder //ˈmuːdər// //muːr// <n>
äiti, emo
en <kvinnlig> förälder <n>
hus och hem <phrase>
koti
"""
    found = dictionary(tmp_path, text, "-are", "moder", "hus och hem").entries()
    assert list(found) == [
        ("-are", (("-mpi", "-mmin"),)),
        ("Moder", (("äiti", "emo"),)),
        ("hus och hem", (("koti",),)),
    ]


def test_the_same_headword_by_word_class_and_one_without_equivalents(tmp_path: Path) -> None:
    text = "mother <n>\näiti\nnothing <n>\n(kuvaannollinen)\nmother <v>\nolla äitinä\n"
    found = dictionary(tmp_path, text, "mother", "nothing", language="en").entries()
    assert list(found) == [("mother", (("äiti",),)), ("mother", (("olla äitinä",),))]


def test_a_file_without_entries(tmp_path: Path) -> None:
    assert list(dictionary(tmp_path, "").entries()) == []


def test_name_and_digest(tmp_path: Path) -> None:
    found = dictionary(tmp_path, "hus <n>\ntalo\n", "hus")
    assert found.name == "freedict-swe-fin"
    assert found.digest == hashlib.sha256(found.path.read_bytes()).hexdigest()


def test_a_damaged_dictionary_says_how_to_mend_it(tmp_path: Path) -> None:
    found = dictionary(tmp_path, "hus <n>\ntalo\n", "hus")
    whole = found.path.read_bytes()
    for damaged in (b"not gzip at all", whole[:-12], gzip.compress(b"\xff\xfe")):
        found.path.write_bytes(damaged)
        with pytest.raises(LexiconError, match="damaged") as caught:
            list(found.entries())
        assert caught.value.where == str(found.path)
        assert "apt install --reinstall dict-freedict-swe-fin" in caught.value.cure
    found.path.write_bytes(whole)
    found.path.with_name("freedict-swe-fin.index").unlink()
    with pytest.raises(LexiconError, match="damaged"):
        list(found.entries())


def test_installed_takes_the_first_folder_that_has_a_dictionary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    monkeypatch.setattr(freedict, "FOLDERS", (tmp_path / "none", one, other))
    assert freedict.installed() == ()
    swedish = dictionary(one, "", language="sv")
    dictionary(other, "", language="sv")
    english = dictionary(other, "", language="en")
    assert freedict.installed() == (english, swedish)


@pytest.mark.parametrize(
    ("language", "word", "senses", "least"),
    [
        ("en", "refugee", (("pakolainen",),), 50_000),
        ("sv", "flykting", (("pakolainen",),), 10_000),
    ],
)
def test_the_installed_dictionaries(
    language: str, word: str, senses: tuple[tuple[str, ...], ...], least: int
) -> None:
    found = {each.language: each for each in freedict.installed()}
    if language not in found:
        pytest.skip(f"dict-{freedict.NAMES[language]} is not installed")
    entries = dict(found[language].entries())
    assert entries[word] == senses
    assert len(entries) > least
    assert all(term for found in entries.values() for sense in found for term in sense)
