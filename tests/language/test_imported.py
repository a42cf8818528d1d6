"""Lexicons of users: their folder, names and files."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from hankehaku.errors import HankehakuError, LexiconError, UsageError
from hankehaku.interfaces.texts import TEXTS
from hankehaku.language import freedict
from hankehaku.language.imported import (
    RESERVED,
    ImportedLexicon,
    add_lexicon,
    imported,
    left_out,
    remove_lexicon,
)
from hankehaku.language.lexicon import Concept

YSO = Path(__file__).parents[3] / "shared" / "data" / "yso_fi_sv_en.tsv"
MOTHER = "äiti|emo\tmor\tmother\t"
CONCEPT = Concept(("äiti", "emo"), ("mor",), ("mother",))


def source(folder: Path, *rows: str, name: str = "words.tsv") -> Path:
    path = folder / name
    path.write_text("\n".join(("fi\tsv\ten\trelated", *rows)) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "made" / "lexicons"


def test_a_lexicon_is_kept_in_one_form(tmp_path: Path, folder: Path) -> None:
    file = source(tmp_path, "äiti (sukulaiset)|emo\tmor\tmother\tperhe", "#1\t\tnumber one\t")
    lexicon, counts = add_lexicon(folder, file)
    assert lexicon == ImportedLexicon(folder / "words.tsv")
    assert counts == {"taken": 2, "fi": 3, "sv": 1, "en": 2}
    first, *rows = lexicon.path.read_text(encoding="utf-8").splitlines()
    assert re.fullmatch(
        r'# \{"file": "words\.tsv", "added": "\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00"\}', first
    )
    assert rows == ["fi\tsv\ten\trelated", "äiti|emo\tmor\tmother\tperhe", "#1\t\tnumber one\t"]
    assert list(lexicon.concepts()) == [
        Concept(("äiti", "emo"), ("mor",), ("mother",), ("perhe",)),
        Concept(("#1",), (), ("number one",)),
    ]
    facts = lexicon.facts()
    assert (facts.file, facts.concepts, len(facts.sha256)) == ("words.tsv", 2, 64)


def test_the_digest_is_of_the_concepts_alone(tmp_path: Path, folder: Path) -> None:
    def digest(name: str, *rows: str) -> str:
        file = source(tmp_path, *rows, name=f"{name}.tsv")
        return add_lexicon(folder, file, replace=True)[0].facts().sha256

    assert digest("a", MOTHER) == digest("b", MOTHER) == digest("a", "äiti|emo (x)\tmor\tmother\t")
    assert digest("a", "äiti\tmor\tmother\t") != digest("b", MOTHER)


def test_lexicons_are_in_the_order_of_their_names(tmp_path: Path, folder: Path) -> None:
    assert imported(None) == imported(folder) == ()
    for name in ("yso-paikat", "yso", "afo"):
        add_lexicon(folder, source(tmp_path, MOTHER), name)
    (folder / "README.md").write_text("no lexicon", encoding="utf-8")
    assert [each.name for each in imported(folder)] == ["afo", "yso", "yso-paikat"]
    remove_lexicon(folder, "yso")
    assert [each.name for each in imported(folder)] == ["afo", "yso-paikat"]


@pytest.mark.parametrize("name", ["yso", "../yso", "/etc/passwd", "", "afo.tsv", "."])
def test_an_unknown_name_names_those_there_are(tmp_path: Path, folder: Path, name: str) -> None:
    with pytest.raises(UsageError, match="there is no lexicon") as caught:
        remove_lexicon(folder, name)
    assert caught.value.cure == "None has been added"
    for each in ("juho", "afo"):
        add_lexicon(folder, source(tmp_path, MOTHER), each)
    with pytest.raises(UsageError) as caught:
        remove_lexicon(folder, name)
    assert caught.value.cure == "There are afo, juho"
    assert len(imported(folder)) == 2


def test_a_name_in_use_is_replaced_only_when_asked(tmp_path: Path, folder: Path) -> None:
    add_lexicon(folder, source(tmp_path, MOTHER))
    other = source(tmp_path, "isä\tfar\tfather\t")
    with pytest.raises(UsageError, match="there is a lexicon with the name words") as caught:
        add_lexicon(folder, other)
    assert "--replace" in caught.value.cure
    (lexicon,) = imported(folder)
    assert list(lexicon.concepts()) == [CONCEPT]
    add_lexicon(folder, other, replace=True)
    (lexicon,) = imported(folder)
    assert list(lexicon.concepts()) == [Concept(("isä",), ("far",), ("father",))]


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("words.tsv", "words"),
        ("YSO_fi sv.TSV", "yso-fi-sv"),
        ("Työsanasto (2024).tsv", "tyosanasto-2024"),
        ("a" * 60 + ".tsv", "a" * 40),
        ("-.x..tsv", "x"),
    ],
)
def test_a_file_gives_its_name(tmp_path: Path, folder: Path, file: str, name: str) -> None:
    assert add_lexicon(folder, source(tmp_path, MOTHER, name=file))[0].name == name


def test_the_name_of_a_packed_file_is_without_its_suffixes(tmp_path: Path, folder: Path) -> None:
    file = source(tmp_path, MOTHER, name="yso-skos.tsv.gz")
    assert add_lexicon(folder, file)[0].name == "yso-skos"


@pytest.mark.parametrize(
    ("name", "suggested"),
    [
        ("../up", "as in up"),
        ("/etc/passwd", "as in etc-passwd"),
        ("YSO", "as in yso"),
        ("a b", "as in a-b"),
        ("ä", "as in a"),
        ("x.tsv", "as in x-tsv"),
        ("", "hyphens"),
        ("..", "hyphens"),
        ("日本", "hyphens"),
        ("a" * 41, "as in aaa"),
        ("yso\n", "as in yso"),
    ],
)
def test_a_name_that_is_no_slug_is_refused(
    tmp_path: Path, folder: Path, name: str, suggested: str
) -> None:
    with pytest.raises(UsageError, match="cannot be the name") as caught:
        add_lexicon(folder, source(tmp_path, MOTHER), name)
    assert suggested in caught.value.cure
    assert not folder.exists()


def test_names_of_other_sources_are_refused(tmp_path: Path, folder: Path) -> None:
    keys = {key.removeprefix("source_") for key in TEXTS["fi"] if key.startswith("source_")}
    assert keys - {"lines"} <= RESERVED
    for name in (*RESERVED, *freedict.NAMES.values(), "freedict-fin-eng"):
        with pytest.raises(UsageError, match=f"{name} is the name of a source") as caught:
            add_lexicon(folder, source(tmp_path, MOTHER), name)
        assert caught.value.cure == "Give another with --name"
    with pytest.raises(UsageError, match="names is the name of a source"):
        add_lexicon(folder, source(tmp_path, MOTHER, name="names.tsv"))


@pytest.mark.parametrize(
    ("rows", "error"),
    [
        ((MOTHER, "isä"), "words.tsv:3: a wrong number of columns"),
        ((), r"no concept of use \(there is none at all\)"),
        (("äiti\t\t\t", "\ta\tb\t", "\t\t\t"), r"2 without a Finnish label, 1 with one Finnish"),
    ],
)
def test_nothing_is_half_added(
    tmp_path: Path, folder: Path, rows: tuple[str, ...], error: str
) -> None:
    add_lexicon(folder, source(tmp_path, MOTHER))
    before = (folder / "words.tsv").read_bytes()
    with pytest.raises(LexiconError, match=error):
        add_lexicon(folder, source(tmp_path, *rows), replace=True)
    with pytest.raises(LexiconError, match=error):
        add_lexicon(folder, source(tmp_path, *rows), "other")
    assert [path.name for path in folder.iterdir()] == ["words.tsv"]
    assert (folder / "words.tsv").read_bytes() == before


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(HankehakuError, match="cannot be written"):
        add_lexicon(tmp_path / "file", source(tmp_path, MOTHER))


def test_a_damaged_lexicon_names_the_cure(tmp_path: Path, folder: Path) -> None:
    lexicon, _ = add_lexicon(folder, source(tmp_path, MOTHER))
    for content in (b"", b"fi\tsv\ten\n", b"# {}\n", b"# []\n", b"# \xff\n"):
        lexicon.path.write_bytes(content)
        with pytest.raises(LexiconError, match="not a lexicon that was imported") as caught:
            lexicon.facts()
        assert caught.value.where == str(lexicon.path)
        assert "hankehaku lexicon remove words" in caught.value.cure
    lexicon.path.unlink()
    with pytest.raises(LexiconError, match="cannot be read") as caught:
        list(lexicon.concepts())
    assert "hankehaku lexicon add FILE --name words --replace" in caught.value.cure


def test_a_lexicon_that_was_renamed_does_not_take_the_place_of_the_glossary(
    tmp_path: Path, folder: Path
) -> None:
    for name in ("glossary", "freedict-eng-fin", "My words"):
        lexicon, _ = add_lexicon(folder, source(tmp_path, MOTHER))
        lexicon.path.rename(folder / f"{name}.tsv")
        (renamed,) = imported(folder)
        with pytest.raises(LexiconError, match=f"{name} cannot be the name of a lexicon"):
            renamed.facts()
        remove_lexicon(folder, name)
    assert imported(folder) == ()


def test_what_was_left_out_is_told_in_words() -> None:
    assert left_out(Counter()) == ""
    counts = Counter({"taken": 5, "deprecated": 2, "Finnish only": 1})
    assert left_out(counts) == "2 deprecated, 1 with one Finnish label and no other"


def test_yso_in_three_languages(folder: Path) -> None:
    if not YSO.is_file():
        pytest.skip(f"{YSO.name} is not beside the checkout")
    lexicon, counts = add_lexicon(folder, YSO, "yso")
    assert counts == {"taken": 35_944, "fi": 35_944, "sv": 35_926, "en": 32_442}
    assert lexicon.facts().concepts == 35_944
    concepts = list(lexicon.concepts())
    assert concepts[0] == Concept(
        ("ympäristötietoisuus",), ("miljömedvetande",), ("environmental awareness",)
    )
    assert Concept(("Tampere",), ("Tammerfors",), ("Tampere",)) in concepts
    assert not any(label.endswith(")") for concept in concepts for label in concept.fi)
