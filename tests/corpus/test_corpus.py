from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from hankehaku.corpus.corpus import Corpus, load_corpus
from hankehaku.errors import LexiconError, SourceError, UnknownProjectError
from hankehaku.records import DataIssue, IssueKind

DATA = Path(__file__).parents[2] / "data"
ARVIOINTI = (
    "valtakunnalliset-kulttuurisensitiiviset-toimintakyvyn-arviointimenetelmat"
    "-ja-mobiilisovellus-alkukartoitukseen"
)
IDS = [
    "yhteinen-kuntamme",
    "kotona-kaupungissa",
    "mateas",
    "stig-in-astu-sisaan-come-in",
    "orimattilan-kaupungin-kotouttamishanke",
    "myintegration-fi",
    ARVIOINTI,
    "jane-jalkautuva-neuvonta",
    "suomen-kieli-sanoo-tervetuloa-2",
    "vertaisohjattu-valmennusmalli-maahanmuuttajille",
    "koti-hyvinkaalla",
    "resurssipankki",
    "kotoisa",
    "yhteisollinen-kotoutuminen",
    "tukena",
    "youme",
    "kotoa-kotiin-ja-yhteiskuntaan",
    "kotoa-kotiin",
    "loyda-kotisi-uudestaan-pohjois-pohjanmaalta",
    "kotoutumisen-tukena",
    "rio-2-kiertava-maahanmuuton-asiantuntija",
    "ersus",
    "rio",
    "finmonik",
    "misec",
]


def test_the_seed_has_its_projects_in_order(seed_corpus: Corpus) -> None:
    assert [each.id for each in seed_corpus.projects] == IDS
    assert {each.collection for each in seed_corpus.projects} == {"amif-2014-2020"}
    assert [each.code for each in seed_corpus.objectives] == ["2.1", "2.2", "2.3"]
    assert sum(each.grant.eu_support_eur or 0 for each in seed_corpus.projects) == 7_241_347


def test_the_only_flaws_of_the_seed_are_two_dates(seed_corpus: Corpus) -> None:
    assert seed_corpus.issues == ()
    assert {each.id: each.issues for each in seed_corpus.projects if each.issues} == {
        "kotoa-kotiin": (DataIssue(IssueKind.END_BEFORE_START, "end", "30.9.2012", 145),),
        "ersus": (DataIssue(IssueKind.IMPOSSIBLE_DATE, "start", "1.0.2018", 173),),
    }


def test_each_project_of_the_seed_has_a_known_organisation(seed_corpus: Corpus) -> None:
    organisations = {each.organisation for each in seed_corpus.projects}
    assert len(organisations) == 18
    assert {each.written: each.name for each in organisations if each.written != each.name} == {
        "Kirkon ulkomaanavun säätiö": "Kirkon Ulkomaanapu",
        "Pelastakaa Lapset ry": "Pelastakaa Lapset",
        "Uudenmaan ELY-keskus": "Uudenmaan elinkeino-, liikenne- ja ympäristökeskus",
    }
    assert all(each.type and each.name_sv and each.name_en for each in organisations)


def test_short_names(seed_corpus: Corpus) -> None:
    assert [seed_corpus.by_id(each).short_name for each in ("mateas", "kotoisa", IDS[3])] == [
        *("MATEAS", "Kotoisa", "Stig in! Astu sisään! Come In!"),
    ]


def test_an_unknown_id_suggests_the_nearest(seed_corpus: Corpus) -> None:
    with pytest.raises(UnknownProjectError) as caught:
        seed_corpus.by_id("Kotoissa")
    assert str(caught.value) == (
        "collection amif-2014-2020: there is no project 'Kotoissa'. "
        "Did you mean 'kotoisa' or 'kotona-kaupungissa'?"
    )
    with pytest.raises(UnknownProjectError, match="List the projects"):
        seed_corpus.by_id("xyzzy")


def test_a_saved_corpus_is_the_same_when_opened(seed_corpus: Corpus, tmp_path: Path) -> None:
    path = tmp_path / "uusi" / "corpus.jsonl"
    seed_corpus.save(path)
    opened = Corpus.open(path)
    assert opened == seed_corpus
    assert opened.content_hash == seed_corpus.content_hash
    assert [each.name for each in path.parent.iterdir()] == ["corpus.jsonl"]


def test_saving_twice_writes_the_same_bytes(seed_corpus: Corpus, tmp_path: Path) -> None:
    seed_corpus.save(tmp_path / "a.jsonl")
    Corpus.open(tmp_path / "a.jsonl").save(tmp_path / "b.jsonl")
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()


def test_the_hash_is_of_the_content(seed_corpus: Corpus) -> None:
    projects = seed_corpus.projects
    changed = dataclasses.replace(projects[0], description=projects[0].description + " ")
    assert len(seed_corpus.content_hash) == 64
    again = Corpus(**_fields(seed_corpus))
    other = Corpus(**_fields(seed_corpus) | {"projects": (changed, *projects[1:])})
    licensed = dataclasses.replace(seed_corpus.info, licence={"en": "CC BY 4.0"})
    assert again.content_hash == seed_corpus.content_hash
    assert other.content_hash != seed_corpus.content_hash
    assert Corpus(**_fields(seed_corpus) | {"info": licensed}).content_hash == again.content_hash


def _fields(corpus: Corpus) -> dict[str, object]:
    return {
        each.name: getattr(corpus, each.name) for each in dataclasses.fields(corpus) if each.init
    }


def test_two_projects_with_one_id_are_refused(seed_corpus: Corpus) -> None:
    project = seed_corpus.projects[0]
    with pytest.raises(SourceError, match="two projects have the id 'yhteinen-kuntamme'"):
        Corpus(seed_corpus.info, (project, project))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"version":1', '"version":2'),
        ("hankehaku-corpus", "toinen"),
        ("Maahanmuuttajien", "Maahan"),
        ('"count":25', '"count":24'),
        ('"kind":"impossible_date"', '"kind":"x"'),
        ('"title":', '"otsikko":'),
        ("}\n{", "}\n\n{"),
        (
            "{",
            "[",
        ),
    ],
)
def test_a_damaged_file_is_refused(seed_corpus: Corpus, tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "corpus.jsonl"
    seed_corpus.save(path)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SourceError, match="Load the collection from its source again"):
        Corpus.open(path)


def test_a_cut_file_is_refused(seed_corpus: Corpus, tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    seed_corpus.save(path)
    content = path.read_bytes()
    for length in (0, 10, len(content) // 2, content.rindex(b"\n{")):
        path.write_bytes(content[:length])
        with pytest.raises(SourceError):
            Corpus.open(path)


def test_a_jsonl_file_becomes_a_corpus(tmp_path: Path, lexicon: Path) -> None:
    path = tmp_path / "omat.jsonl"
    lines = [
        {
            "id": "Ä 1",
            "text": "Autetaan perheitä.",
            "organisation": "Vihdin kunta",
            "start": "1.0.2018",
        },
        {"id": "b", "text": "Neuvotaan nuoria.", "eu_support_eur": 1500},
    ]
    path.write_text("\n".join(map(json.dumps, lines)) + "\nei jsonia\n", encoding="utf-8")
    corpus = load_corpus(path, lexicon)
    first, second = corpus.projects
    assert (first.id, first.title, first.organisation.municipality) == (
        *("Ä 1", "Autetaan perheitä.", "Vihti"),
    )
    assert [(each.kind, each.field, each.line) for each in first.issues] == [
        (IssueKind.IMPOSSIBLE_DATE, "start", 1)
    ]
    assert (second.grant.eu_support_eur, second.issues) == (1500, ())
    assert corpus.issues == (DataIssue(IssueKind.UNREADABLE_LINE, "omat.jsonl", "ei jsonia", 3),)
    corpus.save(tmp_path / "c.jsonl")
    assert Corpus.open(tmp_path / "c.jsonl") == corpus


def test_a_lexicon_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"municipalities\.tsv: the file cannot be read"):
        load_corpus(DATA / "amif-2014-2020", tmp_path)
