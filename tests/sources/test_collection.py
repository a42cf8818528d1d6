from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from hankehaku.errors import SourceError
from hankehaku.sources.collection import READERS, SourceFile, read_collection
from hankehaku.sources.rejected import Reason

DATA = Path(__file__).parents[2] / "data"
PAGE = """MATEAS-hanke
• Hankkeessa autetaan.
• Lahden kaupunki, 1.2.2017 - 1.2.2018, EU-tuki 5 000 €
"""
TOML = """id = "oma"
title = { fi = "Oma kokoelma", en = "My own" }
language = "fi"
layout = "bulleted-page"
documents = ["sivu.txt"]
"""


def collection(folder: Path, toml: str = TOML, **documents: str) -> Path:
    (folder / "collection.toml").write_text(toml, encoding="utf-8")
    for name, text in (documents or {"sivu": PAGE}).items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def test_the_collection_of_the_seed() -> None:
    info, result = read_collection(DATA / "amif-2014-2020")
    assert (info.id, info.language, info.layout) == ("amif-2014-2020", "fi", "bulleted-page")
    assert info.programme == "Turvapaikka-, maahanmuutto- ja kotouttamisrahasto AMIF 2014–2020"
    assert set(info.title) == {"fi", "sv", "en"}
    assert info.documents == (
        SourceFile(
            "000_32d14921b7911850.txt",
            "9919127832384349ee6e248cf6c2fc007505e7b4914428b59afe85ca4432c679",
        ),
    )
    assert "Neither the address of the page nor the date" in info.provenance["en"]
    assert info.licence["en"].startswith("Not stated on the page")
    assert (len(result.projects), result.issues) == (25, ())


def test_a_title_falls_back_to_the_language_of_the_collection(tmp_path: Path) -> None:
    info, _ = read_collection(collection(tmp_path))
    assert [info.title_in(each) for each in ("fi", "sv", "en")] == [
        *("Oma kokoelma", "Oma kokoelma", "My own"),
    ]


def test_a_jsonl_file_is_a_collection(tmp_path: Path) -> None:
    path = tmp_path / "Omat hankkeet.jsonl"
    path.write_text('{"id": "a", "text": "Teksti."}\n', encoding="utf-8")
    info, result = read_collection(path)
    assert (info.id, info.layout, info.title_in("en")) == (
        "omat-hankkeet",
        "",
        "Omat hankkeet",
    )
    assert [(each.layout, each.recognised) for each in result.readings] == [("jsonl", True)]
    assert [each.id for each in result.projects] == ["a"]


def test_documents_are_read_in_order_and_objectives_are_merged(tmp_path: Path) -> None:
    head = "Kansallinen tavoite 2.2: Kotoutuminen\n"
    folder = collection(
        tmp_path,
        TOML.replace('["sivu.txt"]', '["b.txt", "a.txt"]'),
        a=head + "Johdanto.\n" + PAGE,
        b=head + PAGE.replace("MATEAS", "Silta") + "\nAlaviite.\n",
    )
    _, result = read_collection(folder)
    assert [(each.title, each.file) for each in result.projects] == [
        ("Silta-hanke", "b.txt"),
        ("MATEAS-hanke", "a.txt"),
    ]
    assert [(each.code, each.introduction) for each in result.objectives] == [("2.2", "Johdanto.")]
    assert {each.objective for each in result.projects} == set(result.objectives)
    assert [(each.field, each.line) for each in result.issues] == [("b.txt", 6)]


def test_an_id_that_returns_in_another_document_is_an_issue(tmp_path: Path) -> None:
    toml = TOML.replace("bulleted-page", "jsonl").replace('["sivu.txt"]', '["a.txt", "b.txt"]')
    line = '{"id": "x", "text": "Teksti."}\n'
    _, result = read_collection(collection(tmp_path, toml, a=line, b=line))
    assert [(each.id, each.file) for each in result.projects] == [("x", "a.txt")]
    assert [(each.field, each.line) for each in result.issues] == [("b.txt", 1)]
    [rejected] = result.rejected
    assert (rejected.reason, rejected.counts) == (Reason.SAME_AGAIN, False)
    assert rejected.record == {"id": "x", "description": "Teksti."}


def test_a_stated_hash_is_checked(tmp_path: Path) -> None:
    right = hashlib.sha256(PAGE.encode()).hexdigest()
    toml = TOML.replace('["sivu.txt"]', f'[{{ name = "sivu.txt", sha256 = "{right}" }}]')
    assert len(read_collection(collection(tmp_path, toml))[1].projects) == 1
    with pytest.raises(SourceError, match=r"sivu\.txt: the SHA-256 of the document is .* not"):
        read_collection(collection(tmp_path, toml.replace(right, "0" * 64)))


def test_an_unknown_layout_lists_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        read_collection(collection(tmp_path, TOML.replace("bulleted-page", "taulukko")))
    assert str(caught.value) == (
        f"{tmp_path}/collection.toml, key 'layout': the layout 'taulukko' is not known. "
        "Known layouts: bulleted-page, csv, html, json, jsonl, labelled-page, parquet, xlsx."
    )
    assert all(reader.layout == name for name, reader in READERS.items())


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('id = "oma"\n', "", "key 'id': the key is missing"),
        ('"oma"', '"Oma kokoelma"', "key 'id': 'Oma kokoelma' cannot be an id"),
        ('"oma"', "7", "key 'id': it is not a text"),
        ('language = "fi"', 'language = "de"', "key 'language': 'de' is not a language here"),
        ("language", "langauge", "Did you mean 'language'?"),
        ("{ fi", "{ de", "key 'title': it is not a table by language"),
        ('["sivu.txt"]', "[]", "key 'documents': it names no document"),
        ('["sivu.txt"]', '["../sivu.txt"]', "is no plain file name"),
        ('["sivu.txt"]', '["sivu.txt", "sivu.txt"]', "a document is named twice"),
        ('["sivu.txt"]', '[{ sha256 = "0" }]', "is not a document"),
        ('["sivu.txt"]', '[{ name = "sivu.txt", sha256 = "0" }]', "is no SHA-256"),
        ('["sivu.txt"]', '["puuttuu.txt"]', "puuttuu.txt: the file cannot be read"),
        ("id =", "id", "the file is not TOML"),
    ],
)
def test_a_faulty_description_names_file_key_and_cure(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    with pytest.raises(SourceError) as caught:
        read_collection(collection(tmp_path, TOML.replace(old, new, 1)))
    assert message in str(caught.value)
    assert str(tmp_path) in str(caught.value)
    assert caught.value.cure


@pytest.mark.parametrize("name", ["", "puuttuu", "puuttuu.jsonl"])
def test_a_place_without_a_collection_is_an_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(SourceError, match=r"neither a folder with collection\.toml nor a file"):
        read_collection(tmp_path / name)


def test_a_collection_without_projects_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no project was found"):
        read_collection(collection(tmp_path, sivu="Pelkkää tekstiä.\n"))


def test_a_table_is_read_as_its_description_says(tmp_path: Path) -> None:
    toml = TOML.replace("bulleted-page", "csv").replace("sivu.txt", "taulu.csv") + (
        'separator = "tab"\nencoding = "latin-1"\n'
        '[columns]\ntitle = "Mikä"\ndescription = ["Mitä", "Muuta"]\n'
    )
    (tmp_path / "collection.toml").write_text(toml, encoding="utf-8")
    rows = "Mikä\tMitä\tMuuta\nSilta\tYhdistää\t\nKoti\t\tAsuu\n"
    (tmp_path / "taulu.csv").write_text(rows, encoding="latin-1")
    info, result = read_collection(tmp_path)
    assert [(each.title, each.description) for each in result.projects] == [
        *(("Silta", "Yhdistää"), ("Koti", "Asuu")),
    ]
    assert info.options.columns == {"title": ("Mikä",), "description": ("Mitä", "Muuta")}
    [reading] = result.readings
    assert (reading.layout, reading.recognised, reading.separator) == ("csv", False, "\t")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('separator = ";;"', "key 'separator': ';;' is no separator"),
        ('encoding = "utf-7000"', "key 'encoding': 'utf-7000' is no encoding"),
        ('columns = "x"', "key 'columns': it is not a table"),
        (
            'columns = { titel = "x" }',
            "key 'columns.titel': there is no such field. Did you mean title",
        ),
        ("columns = { title = [] }", "key 'columns.title': it names no column"),
        ('profile = "eura"\nlayout = "csv"', "the profile 'eura' is not known"),
    ],
)
def test_what_is_said_of_tables_is_checked(tmp_path: Path, line: str, message: str) -> None:
    folder = collection(tmp_path, TOML.replace('layout = "bulleted-page"', line))
    with pytest.raises(SourceError, match=message.replace("[", r"\[")):
        read_collection(folder)


def test_documents_of_several_layouts_are_one_collection(tmp_path: Path) -> None:
    toml = TOML.replace('layout = "bulleted-page"\n', "").replace(
        '["sivu.txt"]', '["a.txt", { name = "b.txt", layout = "jsonl" }]'
    )
    lines = '{"id": "x", "text": "Teksti."}\n'
    _, result = read_collection(collection(tmp_path, toml, a=PAGE, b=lines))
    assert [(each.layout, each.recognised) for each in result.readings] == [
        *(("bulleted-page", True), ("jsonl", False)),
    ]
    assert len(result.projects) == 2


def test_a_folder_that_nobody_described_is_read_only_when_asked(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "lue.txt").write_text("Lue minut ensin.\n", encoding="utf-8")
    (tmp_path / "kuva.png").write_bytes(b"\x89PNG")
    with pytest.raises(SourceError, match="hankehaku inspect"):
        read_collection(tmp_path)
    info, result = read_collection(tmp_path, described=False)
    assert [each.name for each in info.documents] == ["b.txt", "lue.txt"]
    read, left = result.readings
    assert (read.layout, left.layout) == ("bulleted-page", "")
    assert "it cannot be told how the projects stand" in left.left_out[0]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b"%PDF-1.7 x", "the file is a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel"),
        (b"\x1f\x8b\x08", r"packed \(gzip\)"),
        (b"Lue minut ensin.\n", "State 'layout'"),
        (bytes(range(256)), "no text"),
    ],
)
def test_what_is_not_read_says_what_it_is(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "tiedosto.xls"
    path.write_bytes(data)
    with pytest.raises(SourceError, match=message):
        read_collection(path)


def test_columns_that_no_document_has_are_refused_and_lines_of_json_are_a_table(
    tmp_path: Path,
) -> None:
    columns = 'columns = { title = "nimi", id = "id" }\n'
    with pytest.raises(SourceError, match="columns are stated, and the layout 'bulleted-page' has"):
        read_collection(collection(tmp_path, TOML + columns))
    toml = TOML.replace('layout = "bulleted-page"\n', "") + columns
    line = '{"id": "x", "text": "Teksti.", "nimi": "Silta"}\n'
    [project] = read_collection(collection(tmp_path, toml, sivu=line))[1].projects
    assert (project.title, project.id, project.description) == ("Silta", "x", "")
