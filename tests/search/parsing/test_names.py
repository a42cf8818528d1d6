"""Organisations, places and projects come back by any name, inflected as they may be."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hankehaku.corpus.corpus import Corpus
from hankehaku.search.constraints import ByOrganisation, InPlace
from hankehaku.search.parsing.parser import QuestionParser

slow = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
CASES = (
    ("Tampereen ammattikorkeakoulu", "Tampereen ammattikorkeakoulun"),
    ("Tampereen ammattikorkeakoulu", "TAMKin"),
    ("Tampereen ammattikorkeakoulu", "TAMK:n"),
    ("Terveyden ja hyvinvoinnin laitos", "THL:n"),
    ("Terveyden ja hyvinvoinnin laitos", "Terveyden ja hyvinvoinnin laitoksen"),
    ("Maahanmuuttovirasto", "Migrin"),
    ("Maahanmuuttovirasto", "maahanmuuttoviraston"),
    ("Kirkon Ulkomaanapu", "Kirkon ulkomaanavun"),
    ("Pelastakaa Lapset", "Pelastakaa Lapset ry:n"),
    ("Helsingin kaupunki", "Helsingin kaupungin"),
    ("Uudenmaan elinkeino-, liikenne- ja ympäristökeskus", "Uudenmaan ELY-keskuksen"),
)
FOREIGN = (
    ("sv", "Tampereen ammattikorkeakoulu", "Yrkeshögskolan i Tammerfors projekt"),
    ("sv", "Tampereen ammattikorkeakoulu", "Tammerfors yrkeshögskolas projekt"),
    ("sv", "Maahanmuuttovirasto", "Migrationsverkets projekt"),
    ("sv", "Espoon kaupunki", "Esbo stads projekt"),
    ("sv", "Åbo Akademi", "projekt som drivs av Åbo Akademi"),
    ("en", "Tampereen ammattikorkeakoulu", "projects by Tampere University of Applied Sciences"),
    ("en", "Maahanmuuttovirasto", "the Finnish Immigration Service's projects"),
    ("en", "Maahanmuuttovirasto", "what has Migri done?"),
    ("en", "Terveyden ja hyvinvoinnin laitos", "projects run by THL"),
)


@slow
@given(case=st.sampled_from(CASES), lower=st.booleans(), blank=st.sampled_from(" \u00a0\u2009"))
def test_an_organisation_in_finnish(
    parser: QuestionParser, case: tuple[str, str], lower: bool, blank: str
) -> None:
    name, written = case
    asked = (written.lower() if lower else written).replace(" ", blank)
    (found,) = parser.parse(f"{asked} hankkeet", "fi").constraints
    assert isinstance(found, ByOrganisation)
    assert found.names == (name,)


@pytest.mark.parametrize(("language", "name", "text"), FOREIGN)
def test_an_organisation_in_other_languages(
    parser: QuestionParser, language: str, name: str, text: str
) -> None:
    (found,) = parser.parse(text, language).constraints
    assert isinstance(found, ByOrganisation)
    assert found.names == (name,)


def test_every_municipality_is_found_by_its_genitive_and_its_name(parser: QuestionParser) -> None:
    known = parser.names.organisations.places.municipalities
    missed = []
    for each in known:
        for text, language in (
            (f"{each.genitive_fi} hankkeet", "fi"),
            (f"projects in {each.fi}", "en"),
        ):
            found = [c for c in parser.parse(text, language).constraints if isinstance(c, InPlace)]
            if [c.name for c in found] != [each.fi]:
                missed.append(text)
    assert missed == []


@pytest.mark.parametrize(
    ("language", "text", "name", "region", "seat"),
    [
        ("fi", "hankkeet Helsingissä", "Helsinki", False, False),
        ("fi", "hankkeet helsingissä", "Helsinki", False, False),
        ("sv", "projekt i Helsingfors", "Helsinki", False, False),
        ("fi", "Pirkanmaalla toteutetut hankkeet", "Pirkanmaa", True, False),
        ("sv", "projekt i Birkaland", "Pirkanmaa", True, False),
        ("fi", "Tampereen seudulla", "Tampere", False, False),
        ("fi", "Hervannassa", "Hervanta", False, False),
        ("fi", "tamperelaiset toimijat", "Tampere", False, True),
        ("en", "Tampere-based organisations", "Tampere", False, True),
        ("fi", "Pohjois-Pohjanmaan hankkeet", "Pohjois-Pohjanmaa", True, False),
    ],
)
def test_a_place(
    parser: QuestionParser, language: str, text: str, name: str, region: bool, seat: bool
) -> None:
    (found,) = parser.parse(text, language).constraints
    assert isinstance(found, InPlace)
    assert (found.name, found.region, found.seat) == (name, region, seat)


def test_places_that_a_text_names(parser: QuestionParser, seed_corpus: Corpus) -> None:
    def named(project_id: str) -> frozenset[str]:
        project = seed_corpus.by_id(project_id)
        return parser.names.mentioned(f"{project.title}. {project.description}")

    assert {"Hervanta", "Tampere", "Pirkanmaa"} <= named("kotoa-kotiin-ja-yhteiskuntaan")
    assert {"Pudasjärvi", "Utajärvi", "Pohjois-Pohjanmaa"} <= named(
        "loyda-kotisi-uudestaan-pohjois-pohjanmaalta"
    )
    assert {"Vihti", "Karkkila", "Uusimaa"} <= named("resurssipankki")
    assert not named("misec")


@pytest.mark.parametrize(
    ("language", "text", "project"),
    [
        ("fi", "kerro Jane-hankkeesta", "jane-jalkautuva-neuvonta"),
        ("fi", "RIO 2 -hanke", "rio-2-kiertava-maahanmuuton-asiantuntija"),
        ("fi", "mikä edelsi RIO 2:ta", "rio-2-kiertava-maahanmuuton-asiantuntija"),
        ("fi", "ERSUS", "ersus"),
        ("fi", "TUKENA-hankkeen kumppanit", "tukena"),
        ("sv", "berätta om MATEAS", "mateas"),
        ("en", "what is Kotoa kotiin ja yhteiskuntaan", "kotoa-kotiin-ja-yhteiskuntaan"),
        ("fi", "kerro hankkeesta Koti Hyvinkäällä", "koti-hyvinkaalla"),
    ],
)
def test_a_project(parser: QuestionParser, language: str, text: str, project: str) -> None:
    found = parser.parse(text, language)
    assert [each.projects for each in found.projects] == [(project,)]
    assert found.constraints == ()


def test_a_project_that_is_not_there(parser: QuestionParser) -> None:
    assert parser.parse("kerro Kaneli-hankkeesta", "fi").unknown_project == "Kaneli"
    assert parser.parse("kerro Jane-hankkeesta", "fi").unknown_project == ""
