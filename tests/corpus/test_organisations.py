from __future__ import annotations

from pathlib import Path

import pytest

from hankehaku.corpus.organisations import Organisations
from hankehaku.errors import LexiconError
from hankehaku.records import Organisation, OrganisationType

ESPOO = Organisation(
    name="Espoon kaupunki",
    type=OrganisationType.MUNICIPALITY,
    municipality="Espoo",
    region="Uusimaa",
    name_sv="Esbo stad",
    name_en="City of Espoo",
)


def named(organisation: Organisation) -> tuple[str, str, str]:
    return organisation.name, organisation.name_sv, organisation.name_en


@pytest.mark.parametrize(
    "written",
    [
        *("Espoon kaupunki", "ESPOON  KAUPUNKI", "espoon\u00a0kaupunki", "Espoon-kaupunki"),
        *("Esbo stad", "City of Espoo", "City of Esbo", "Staden Esbo", "Espoon kunta"),
        *("Espoo", "Esbo"),
        *("Espoon kaupunki, nuorisopalvelut", "Espoon kaupunki (hallinnoija)"),
        *(
            "Espoon kaupunki / sosiaali- ja terveystoimi",
            "E\u0308spoon kaupunki".replace("\u0308", ""),
        ),
    ],
)
def test_municipalities_are_known_by_all_their_names(
    organisations: Organisations, written: str
) -> None:
    found = organisations.resolve(written)
    assert found.written == written
    assert found == Organisation(**{**_fields(ESPOO), "written": written})


def _fields(organisation: Organisation) -> dict[str, object]:
    return {name: getattr(organisation, name) for name in organisation.__slots__}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Vihdin kunta", ("Vihdin kunta", "Vichtis kommun", "Municipality of Vihti")),
        ("Vichtis kommun", ("Vihdin kunta", "Vichtis kommun", "Municipality of Vihti")),
        ("Raseborgs stad", ("Raaseporin kaupunki", "Raseborgs stad", "City of Raasepori")),
        ("Staden Jakobstad", ("Pietarsaaren kaupunki", "Staden Jakobstad", "City of Pietarsaari")),
        ("Kosken Tl kunta", ("Kosken Tl kunta", "Koskis kommun", "Municipality of Koski Tl")),
    ],
)
def test_municipalities_have_names_in_three_languages(
    organisations: Organisations, written: str, expected: tuple[str, str, str]
) -> None:
    assert named(organisations.resolve(written)) == expected


@pytest.mark.parametrize(
    "written", ["Maahanmuuttovirasto", "Migri", "MIG", "Migrationsverket", "ulkomaalaisvirasto"]
)
def test_listed_organisations_are_known_by_all_their_names(
    organisations: Organisations, written: str
) -> None:
    assert organisations.resolve(written) == Organisation(
        name="Maahanmuuttovirasto",
        written=written,
        type=OrganisationType.STATE_AUTHORITY,
        municipality="Helsinki",
        region="Uusimaa",
        name_sv="Migrationsverket",
        name_en="Finnish Immigration Service",
        abbreviations=("Migri", "MIG"),
    )


def test_an_abbreviation_of_two_organisations_is_neither(organisations: Organisations) -> None:
    assert organisations.resolve("SPR") == Organisation(name="SPR", written="SPR")
    assert organisations.resolve("Punainen Risti").name == "Suomen Punainen Risti"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Suomen Punainen Risti ry", "Suomen Punainen Risti"),
        ("Suomen Punainen Risti r.y.", "Suomen Punainen Risti"),
        ("Suomen Punainen Risti ry, Hämeen piiri", "Suomen Punainen Risti"),
        ("Suomen Pankki- ja Rahayhdistys", "Suomen Pankki- ja Rahayhdistys ry"),
    ],
)
def test_the_legal_form_does_not_matter(
    organisations: Organisations, written: str, name: str
) -> None:
    assert organisations.resolve(written).name == name


def test_a_type_left_empty_is_told_by_the_name(organisations: Organisations) -> None:
    found = organisations.resolve("Suomen Pankki- ja Rahayhdistys ry")
    assert found.type is OrganisationType.NGO


@pytest.mark.parametrize(
    ("written", "kind", "municipality", "region"),
    [
        ("Tampereen ammattikorkeakoulu", "university_of_applied_sciences", "Tampere", "Pirkanmaa"),
        ("Turun yliopisto", "university", "Turku", "Varsinais-Suomi"),
        ("Kempeleen seurakunta", "church", "Kempele", "Pohjois-Pohjanmaa"),
        ("Lapin ELY-keskus", "state_authority", "", "Lappi"),
        ("Keski-Uudenmaan sote-kuntayhtymä", "joint_municipal_authority", "", ""),
        ("Kanta-Hämeen hyvinvointialue", "wellbeing_services_county", "", "Kanta-Häme"),
        ("Tampereen ja Turun yhteinen säätiö sr", "foundation", "", ""),
        ("Monikko ry", "ngo", "", ""),
    ],
)
def test_unknown_organisations_tell_their_type_and_place_by_name(
    organisations: Organisations, written: str, kind: str, municipality: str, region: str
) -> None:
    assert organisations.resolve(written) == Organisation(
        name=written,
        written=written,
        type=OrganisationType(kind),
        municipality=municipality,
        region=region,
    )


def test_nothing_written_is_no_organisation(organisations: Organisations) -> None:
    assert organisations.resolve("") == Organisation()


def test_known_organisations_are_listed_once_by_name(organisations: Organisations) -> None:
    names = [each.name for each in organisations.known]
    assert len(names) == 11 + 6
    assert names == sorted(set(names))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("A ry\t\t\t\tseura\t\t", "the type 'seura' is not known"),
        ("A ry\t\t\t\tngo\tAtlantis\t", "the municipality 'Atlantis' is not known"),
        ("A ry\t\t\t\tngo\t", "6 cells where 7 belong"),
        ("\tA rf\t\t\tngo\t\t", "'fi' is empty"),
        ("Migrationsverket\t\t\t\tngo\t\t", "is also a name of 'Maahanmuuttovirasto'"),
    ],
)
def test_a_faulty_line_is_named(lexicon: Path, line: str, message: str) -> None:
    path = lexicon / "organisations.tsv"
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        Organisations.load(lexicon)
    assert str(caught.value).startswith(f"{path}, line 8: ")
    assert message in str(caught.value)
    assert caught.value.cure


@pytest.mark.parametrize("name", ["organisations.tsv", "municipalities.tsv"])
def test_a_missing_file_is_named(lexicon: Path, name: str) -> None:
    (lexicon / name).unlink()
    with pytest.raises(LexiconError, match=f"{name}: the file cannot be read"):
        Organisations.load(lexicon)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (b"fi\tsv\n", "line 1: the header is"),
        (b"fi\xe4\tsv\n", "byte 2 is not UTF-8"),
    ],
)
def test_a_file_without_its_header_is_an_error(lexicon: Path, content: bytes, message: str) -> None:
    (lexicon / "organisations.tsv").write_bytes(content)
    with pytest.raises(LexiconError, match=message):
        Organisations.load(lexicon)


# The rest is about the lexicon of the project itself.


@pytest.mark.parametrize(
    ("written", "kind", "municipality", "region"),
    [
        ("Kauniaisten kaupunki", "municipality", "Kauniainen", "Uusimaa"),
        ("Tampereen ammattikorkeakoulu", "university_of_applied_sciences", "Tampere", "Pirkanmaa"),
        ("Åbo Akademi", "university", "Turku", "Varsinais-Suomi"),
        ("Orimattilan kaupunki", "municipality", "Orimattila", "Päijät-Häme"),
        ("Hämeenlinnan kaupunki", "municipality", "Hämeenlinna", "Kanta-Häme"),
        ("Hyvinkään kaupunki", "municipality", "Hyvinkää", "Uusimaa"),
        ("Vihdin kunta", "municipality", "Vihti", "Uusimaa"),
        ("Jyväskylän kaupunki", "municipality", "Jyväskylä", "Keski-Suomi"),
        ("Pudasjärven kaupunki", "municipality", "Pudasjärvi", "Pohjois-Pohjanmaa"),
        ("Maahanmuuttovirasto", "state_authority", "Helsinki", "Uusimaa"),
    ],
)
def test_the_real_lexicon_places_the_organisations_of_the_seed(
    real_organisations: Organisations, written: str, kind: str, municipality: str, region: str
) -> None:
    found = real_organisations.resolve(written)
    assert (found.name, found.type) == (written, OrganisationType(kind))
    assert (found.municipality, found.region) == (municipality, region)
    assert found.name_sv
    assert found.name_en


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("THL", "Terveyden ja hyvinvoinnin laitos"),
        ("Migri", "Maahanmuuttovirasto"),
        ("TAMK", "Tampereen ammattikorkeakoulu"),
        ("Vichtis kommun", "Vihdin kunta"),
        ("Helsingfors stad", "Helsingin kaupunki"),
    ],
)
def test_the_real_lexicon_knows_other_names(
    real_organisations: Organisations, short: str, name: str
) -> None:
    assert real_organisations.resolve(short).name == name


def test_the_real_lexicon_has_every_municipality(real_organisations: Organisations) -> None:
    municipalities = real_organisations.places.municipalities
    assert len(municipalities) == 308
    for each in municipalities:
        word = "kaupunki" if each.is_city else "kunta"
        found = real_organisations.resolve(f"{each.genitive_fi} {word}")
        assert (found.municipality, found.region) == (each.fi, each.region_fi)
