"""The exports that are known, each as the service that gives it writes it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from table_builders import read, read_text, reasons, workbook

from hankehaku.sources.base import RawProject, ReadResult
from hankehaku.sources.collection import read_collection

EXAMPLES = Path(__file__).parents[1] / "examples"


def profile(result: ReadResult) -> str:
    return result.readings[0].profile


def facts(raw: RawProject) -> tuple[object, ...]:
    return (raw.id, raw.title, raw.organisation, raw.start, raw.end, raw.support)


def test_kohesio() -> None:
    _, result = read_collection(EXAMPLES / "kohesio.csv")
    assert profile(result) == "kohesio"
    first, second = result.projects
    assert facts(first) == (
        *("Q3055501", "Polkuja työhön", "Savon koulutuskuntayhtymä"),
        *("04/09/2017", "31/08/2019", "168739.2"),
    )
    assert first.description == (
        'Hankkeessa rakennetaan askel askeleelta polkuja työhön\nja koulutukseen "omassa tahdissa".'
    )
    assert (first.objective.code, first.objective.name) == ("PO4", "A more social Europe")
    assert (second.title, second.region) == ("Älysammal", "Pohjois-Pohjanmaa")
    assert second.description == "Moss is studied as a raw material."
    # an operation of two categories is written twice
    assert reasons(result) == [(5, "same_again")]


def test_cordis() -> None:
    _, result = read_collection(EXAMPLES / "cordis.csv")
    assert profile(result) == "cordis"
    [first, _] = result.projects
    assert facts(first) == (
        *("101095998", "The ForestWard Observatory to Secure Resilience", None),
        *("2022-09-01", "2027-08-31", "14995825,75"),
    )
    assert first.short_name == "FORWARDS"
    assert first.description.endswith('with "demonstrations".')


def test_eura_2014() -> None:
    _, result = read_collection(EXAMPLES / "eura2014.csv")
    assert profile(result) == "eura-2014"
    first, *_ = result.projects
    assert facts(first) == (
        *("S20001", "Työllä osalliseksi", "Diakonia-ammattikorkeakoulu Oy"),
        *("1.1.2015", "31.12.2017", "1 225 306,00"),
    )
    assert (first.municipality, first.region) == ("Pori", "Satakunta")
    assert first.objective.code == "6.1"
    assert first.objective.name.startswith("Nuorten ja muiden heikossa asemassa")
    assert reasons(result) == [
        *((7, "header_again"), (10, "total"), (11, "footnote"), (9, "repeated_id")),
    ]


def test_eura_2021() -> None:
    header = (
        *("Hankekoodi ", "Ryhmähanketunnus", "Rahasto", "EAKR-/JTF-alatyyppi", "Tl", "Et"),
        *("Hankkeen nimi", "Toteuttajan nimi", "Toteuttajan Y-tunnus", "Rahoittava viranomainen"),
        *("Toiminnan tila", "Aloituspvm", "Päättymispvm", "Suunniteltu EU- ja valtion rahoitus"),
        *("Suunniteltu julkinen rahoitus", "Toteutunut EU-rahoituksen määrä", "Sijainti"),
        "Suunnitelman mukainen tiivistelmä hankkeen toteutuksesta",
        "Hankkeen kotisivun osoite",
    )
    row = (
        *("S30123", None, "ESR+", None, "4", "4.1", "Töihin Kainuussa"),
        *("Kajaanin Ammattikorkeakoulu Oy", "2553600-4", "ELY-keskus", "Käynnissä"),
        *(datetime(2023, 1, 1), datetime(2025, 12, 31), 412345.67, 515432.1, 100.5, "Kainuu"),
        *("Hankkeessa autetaan työttömiä.", "https://www.kamk.fi"),
    )
    data = workbook(header, row, (), ("Raportti ajettu 10.5.2024",), ("EURA 2021",))
    result = read("xlsx", data)
    assert profile(result) == "eura-2021"
    [project] = result.projects
    assert facts(project) == (
        *("S30123", "Töihin Kainuussa", "Kajaanin Ammattikorkeakoulu Oy"),
        *("2023-01-01", "2025-12-31", "412345.67"),
    )
    assert (project.objective.code, project.region) == ("4.1", "Kainuu")
    assert project.description == "Hankkeessa autetaan työttömiä."
    assert reasons(result) == [(4, "footnote"), (5, "footnote")]


def test_keep() -> None:
    header = (
        *("Period", "Programme", "Project acronym", "Project ID (2021-2027 only)"),
        *("Project name in English", "Project start", "Project end", "Description in English"),
        *("Expected Achievements in English", "Project's total budget / expenditure"),
        *("Project's EU funding", "Specific objective", "Website"),
    )
    row = (
        *("2014-2020", "2014 - 2020 Interreg VB Baltic Sea", "COBEN", None),
        *("Community Benefits of Civic Energy", datetime(2019, 1, 1), "N.a."),
        *("Citizens produce energy.", "Six regional plans.", 2349367.02, 1879493.6, "2.1", None),
    )
    result = read("xlsx", workbook(header, row))
    assert profile(result) == "keep"
    [project] = result.projects
    assert facts(project) == (
        *("", "Community Benefits of Civic Energy", None, "2019-01-01", "N.a.", "1879493.60"),
    )
    assert project.short_name == "COBEN"
    assert project.description == "Citizens produce energy.\n\nSix regional plans."


def test_360giving_as_json_and_as_a_table() -> None:
    _, result = read_collection(EXAMPLES / "grants.json")
    assert profile(result) == "360giving"
    pounds, euros = result.projects
    assert facts(pounds) == (
        *("360G-Esimerkki-001", "Pihapiiri", "Keravan Puutarhurit ry"),
        *("2020-02-01", "2021-01-31", "5000 GBP"),
    )
    assert (euros.start, euros.support) == ("2020-04-01T00:00:00Z", "12500.50")
    table = read_text(
        "Identifier,Title,Description,Currency,Amount Awarded,Recipient Org:0:Name,"
        "Planned Dates:0:Start Date\n"
        'g-1,Pihapiiri,"Puutarha, yhteinen",EUR,"5,000.50",Keravan Puutarhurit ry,2020-02-01\n'
    )
    assert profile(table) == "360giving"
    assert facts(table.projects[0]) == (
        *("g-1", "Pihapiiri", "Keravan Puutarhurit ry", "2020-02-01", None, "5,000.50"),
    )


def test_a_table_of_a_regional_council_in_swedish() -> None:
    _, result = read_collection(EXAMPLES / "own_sv.csv")
    fish, islands = result.projects
    assert result.readings[0].encoding == "Windows-1252"
    assert facts(fish) == (
        *("", "Fiskarnas Österbotten", "Österbottens Fiskarförbund rf"),
        *("1.1.2016", "31.12.2017", "120 (1000 €)"),
    )
    assert (islands.support, islands.language) == ("85,5 (1000 €)", "fi")
