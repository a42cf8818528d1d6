from __future__ import annotations

import pytest

from hankehaku.corpus.kinds import kind_of
from hankehaku.records import OrganisationType


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Pelastakaa Lapset ry", "ngo"),
        ("Polli ry.", "ngo"),
        ("Folkhälsan rf", "ngo"),
        ("Suomen Nuorten Liitto r.y.", "ngo"),
        ("Turun ylioppilasyhdistys", "ngo"),
        ("Kirkon ulkomaanavun säätiö", "foundation"),
        ("Tampereen yliopiston tukisäätiö sr", "foundation"),
        ("Svenska kulturfonden sr", "foundation"),
        ("Metropolia Ammattikorkeakoulu Oy", "university_of_applied_sciences"),
        ("Yrkeshögskolan Novia", "university_of_applied_sciences"),
        ("Turku University of Applied Sciences", "university_of_applied_sciences"),
        ("Itä-Suomen yliopisto", "university"),
        ("Helsingfors universitet", "university"),
        ("Åbo Akademi", "university"),
        ("Lahden seurakuntayhtymä", "church"),
        ("Borgå svenska domkyrkoförsamling", "church"),
        ("Taitotalo Oy", "company"),
        ("Oy Mediakolmio Ab", "company"),
        ("Osuuskunta Sateenkaari", None),
        ("Keski-Pohjanmaan koulutusyhtymä", None),
        ("Eksote, Etelä-Karjalan sosiaali- ja terveyspiiri", None),
        ("Jyväskylän koulutuskuntayhtymä", "joint_municipal_authority"),
        ("Pohjois-Savon ELY-keskus", "state_authority"),
        ("Opetushallitus", "state_authority"),
        ("Etelä-Suomen aluehallintovirasto", "state_authority"),
        ("Migrationsverket", "state_authority"),
        ("Sisäministeriö", "ministry"),
        ("Inrikesministeriet", "ministry"),
        ("Ministry of the Interior", "ministry"),
        ("Pirkanmaan hyvinvointialue", "wellbeing_services_county"),
        ("Västra Nylands välfärdsområde", "wellbeing_services_county"),
        ("Uudenmaan liitto", "region"),
        ("Lahden kansanopisto", "educational_institution"),
        ("Etelä-Tapiolan lukio", "educational_institution"),
        ("Espoon kaupunki, nuorisopalvelut", "municipality"),
        ("Esbo stad", "municipality"),
        ("City of Espoo", "municipality"),
        ("Luonnontieteiden tutkimuslaitos", "research_institute"),
        ("Kuntala", None),
        ("", None),
    ],
)
def test_names_tell_their_kind(name: str, kind: str | None) -> None:
    assert kind_of(name) == (OrganisationType(kind) if kind else None)
