"""The seed page, read whole: every project, value and word of it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest

from hankehaku.sources.amounts import parse_money
from hankehaku.sources.base import Document, RawProject, ReadResult
from hankehaku.sources.bulleted_page import BulletedPageReader

TAMK, MIGRI = "Tampereen ammattikorkeakoulu", "Maahanmuuttovirasto"
THL, ELY = "Terveyden ja hyvinvoinnin laitos", "Uudenmaan ELY-keskus"
ARVIOINTI = (
    "Valtakunnalliset kulttuurisensitiiviset toimintakyvyn arviointimenetelmät "
    "ja mobiilisovellus alkukartoitukseen"
)
# Title, organisation, start, end, support and the lines of the document.
ROWS = [
    ("Yhteinen kuntamme-hanke", "Kauniaisten kaupunki", "1.2.2017", "31.1.2020", 258_695, 13, 19),
    ("Kotona kaupungissa-hanke", "Espoon kaupunki", "28.2.2017", "31.12.2019", 427_500, 21, 27),
    ("MATEAS-hanke", TAMK, "1.2.2017", "31.1.2020", 270_000, 29, 33),
    (
        *("Stig in! Astu sisään! Come In!-hanke", "Åbo Akademi"),
        *("1.2.2017", "31.1.2020", 400_000, 35, 41),
    ),
    (
        *("Orimattilan kaupungin kotouttamishanke", "Orimattilan kaupunki"),
        *("28.2.2017", "27.2.2020", 157_500, 43, 49),
    ),
    ("Myintegration.fi-hanke", "Hämeenlinnan kaupunki", "28.2.2017", "31.12.2019", 307_725, 51, 57),
    (ARVIOINTI, THL, "28.2.2017", "31.12.2019", 260_448, 59, 65),
    (
        *("Jane, jalkautuva neuvonta-hanke", "Helsingin kaupunki"),
        *("1.3.2018", "29.2.2020", 629_996, 67, 73),
    ),
    (
        *("Suomen kieli sanoo tervetuloa 2-hanke", "Kirkon ulkomaanavun säätiö"),
        *("2.4.2018", "31.3.2021", 141_750, 75, 81),
    ),
    (
        *("Vertaisohjattu valmennusmalli maahanmuuttajille-hanke", TAMK),
        *("1.4.2018", "31.12.2020", 210_757, 83, 87),
    ),
    ("Koti Hyvinkäällä-hanke", "Hyvinkään kaupunki", "1.3.2018", "29.2.2020", 215_132, 89, 93),
    ("Resurssipankki-hanke", "Vihdin kunta", "1.4.2018", "31.3.2020", 177_277, 95, 101),
    ("Kotoisa-kehittämishanke", "Jyväskylän kaupunki", "1.3.2018", "31.12.2019", 143_439, 103, 109),
    (
        *("Yhteisöllinen kotoutuminen-hanke", "Pelastakaa Lapset ry"),
        *("5.3.2018", "28.2.2020", 246_956, 111, 117),
    ),
    ("TUKENA-hanke", ELY, "1.3.2018", "29.2.2020", 418_491, 119, 125),
    ("YOUME-hanke", "Turun ammattikorkeakoulu", "1.2.2019", "31.12.2020", 322_381, 127, 133),
    ("Kotoa kotiin ja yhteiskuntaan-hanke", TAMK, "1.3.2019", "31.8.2021", 170_560, 135, 139),
    ("Kotoa kotiin-hanke", "Lahden ammattikorkeakoulu", "1.4.2019", "30.9.2012", 378_890, 141, 145),
    (
        *("Löydä kotisi uudestaan Pohjois-Pohjanmaalta-hanke", "Pudasjärven kaupunki"),
        *("1.4.2019", "31.3.2021", 358_760, 147, 151),
    ),
    ("Kotoutumisen tukena-hanke", ELY, "1.2.2019", "31.12.2020", 360_000, 153, 157),
    (
        *("RIO 2 - Kiertävä maahanmuuton asiantuntija", MIGRI),
        *("01.10.2019", "31.03.2021", 112_623, 163, 167),
    ),
    ("ERSUS-hanke", MIGRI, "1.0.2018", "31.10.2019", 171_415, 169, 175),
    ("RIO-hanke", MIGRI, "30.9.2016", "29.9.2019", 304_887, 177, 181),
    ("FinMonik-hanke", THL, "1.3.2018", "28.2.2020", 277_899, 183, 189),
    ("MISEC-hanke", MIGRI, "2.4.2018", "31.10.2020", 518_266, 191, 197),
]


def by_title(seed: ReadResult, title: str) -> RawProject:
    return next(each for each in seed.projects if each.title == title)


def test_the_document_is_the_source_byte_for_byte(seed_document: Document) -> None:
    digest = hashlib.sha256(seed_document.path.read_bytes()).hexdigest()
    assert digest == "9919127832384349ee6e248cf6c2fc007505e7b4914428b59afe85ca4432c679"


def test_all_projects_are_read_with_every_value(seed: ReadResult) -> None:
    assert [
        (
            *(each.title, each.organisation, each.start, each.end),
            *(parse_money(each.support or ""), each.first_line, each.last_line),
        )
        for each in seed.projects
    ] == ROWS


def test_counts_and_total(seed: ReadResult) -> None:
    assert len(seed.projects) == 25
    assert Counter(each.objective.code for each in seed.projects) == {"2.2": 20, "2.3": 5}
    assert sum(parse_money(each.support or "") or 0 for each in seed.projects) == 7_241_347


def test_nothing_is_left_over(seed: ReadResult) -> None:
    assert seed.issues == ()
    assert [each.issues for each in seed.projects] == [()] * 25


def test_objectives_are_kept_without_projects_too(seed: ReadResult) -> None:
    assert [(each.code, each.name) for each in seed.objectives] == [
        ("2.1", "Laillinen maahanmuutto"),
        ("2.2", "Kotoutuminen"),
        ("2.3", "Valmiuksien kehittäminen"),
    ]
    first, _, last = seed.objectives
    assert first.introduction.startswith("Tavoitteen puitteissa tuetaan laillista maahanmuuttoa")
    assert first.introduction.endswith("sekä kielikoulutusta aiempaa laajemmin.")
    assert last.introduction.endswith("kotoutumisen seurantaa kehittäviä toimenpiteitä.")
    assert {each.objective for each in seed.projects} == set(seed.objectives[1:])


def test_the_programme_text_is_kept(seed: ReadResult) -> None:
    assert seed.programme.startswith(
        "Kotouttaminen ja laillinen maahanmuutto\n\nErityistavoitteessa"
    )
    assert seed.programme.endswith("kolmansien maiden kansalaisten tehokasta kotoutumista.")


@pytest.mark.parametrize(
    ("title", "first", "last"),
    [
        (ROWS[0][0], "Maahanmuuttajien alkuvaiheen", "kiinni suomalaiseen yhteiskuntaan."),
        (ROWS[1][0], "Hankkeessa suunnitellaan", "hankekumppaneiden yhteistyönä."),
        (ROWS[3][0], "Stig in/Astu sisään/Come In!", "dokumentoidaan hankkeen verkkoportaaliin."),
        (ROWS[7][0], "Jane on jalkautuvan", "Polli ry. ja kolme Helsingin toimialaa."),
        (ROWS[12][0], "Kotoisa-hankkeessa", "vastaanottavan yhteiskunnan välillä.."),
        (ROWS[18][0], "Hankkeessa luodaan", "tulee aidosti uusi kotikunta"),
        (ROWS[20][0], "RIO 2 -hanke on jatkoa", "palautejärjestelmän toteuttamisessa."),
        (ROWS[24][0], "Hankkeella autetaan", "oikeusvarmuutta ja laatua."),
    ],
)
def test_descriptions_are_whole(seed: ReadResult, title: str, first: str, last: str) -> None:
    description = by_title(seed, title).description
    assert description.startswith(first)
    assert description.endswith(last)


def test_no_character_of_the_source_is_lost(seed: ReadResult, seed_document: Document) -> None:
    """Every line holds exactly one part; together they are as long as the source."""
    lines = seed_document.lines
    for each in seed.projects:
        assert lines[each.lines["description"] - 1] == f" • {each.description}"
    described = sum(len(each.description) for each in seed.projects)
    assert described == sum(
        len(line) - 3 for line in lines if line.startswith(" •") and len(line) > 200
    )
    assert described == 21_769


def test_links_are_kept(seed: ReadResult) -> None:
    assert sum(len(each.links) for each in seed.projects) == 17
    assert by_title(seed, "Resurssipankki-hanke").links == (
        "Katso Vihdin uutisten artikkeli hankkeesta",
    )
    assert by_title(seed, "RIO-hanke").links == ()


@pytest.mark.parametrize(
    "change",
    [
        lambda text: re.sub(r"\n+", "\n", text),
        lambda text: text.replace("\n", "\n\n"),
        lambda text: "\ufeff" + text.replace("\n", "\r\n"),
        lambda text: re.sub(r"\n+ • ", "\n•", text),
        lambda text: re.sub(r"\n+ • ", "\n - ", text),
        lambda text: text.replace(" • ", "\u00a0•\u00a0\n").replace("\n", " \t\n"),
        lambda text: re.sub(r"([0-9]) ([0-9])", "\\1\u00a0\\2", text),
        lambda text: unicodedata.normalize("NFD", text),
    ],
)
def test_other_blanks_and_bullets_give_the_same_projects(
    seed: ReadResult, seed_document: Document, change: Callable[[str], str]
) -> None:
    text = change(seed_document.path.read_text(encoding="utf-8"))
    document = Document.from_bytes(seed_document.path, text.encode("utf-8"))
    result = BulletedPageReader().read(document)
    assert result.issues == ()
    assert (result.objectives, result.programme) == (seed.objectives, seed.programme)
    for changed, plain in zip(result.projects, seed.projects, strict=True):
        lines = {"first_line": plain.first_line, "last_line": plain.last_line, "lines": plain.lines}
        description = changed.description.replace("\u00a0", " ")
        assert description == plain.description.replace("\u00a0", " ")
        assert replace(changed, description=plain.description, **lines) == plain


def test_fields_know_their_lines(seed: ReadResult) -> None:
    ersus = by_title(seed, "ERSUS-hanke")
    metadata = dict.fromkeys(("organisation", "start", "end", "eu_support_eur"), 173)
    assert ersus.lines == {"title": 169, "description": 171, "links": 175} | metadata
    assert ersus.file == "000_32d14921b7911850.txt"
