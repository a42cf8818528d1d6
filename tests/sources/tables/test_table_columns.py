from __future__ import annotations

import pytest

from hankehaku.errors import SourceError
from hankehaku.sources.base import Options
from hankehaku.sources.tables.columns import FIELDS, column_key, known, match_columns, profiles


def fields(*names: str, options: Options | None = None) -> dict[str, str]:
    return dict(match_columns(names, options or Options(), "t.csv").named())


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("EU-tuki (€)", "eu tuki"),
        ("Hankkeen nimi ", "HANKKEEN NIMI"),
        ("Recipient Org:0:Name", "recipientOrg.0.name"),
        ("Myönnetty tuki (1000 €)", "Myönnetty tuki"),
    ],
)
def test_spellings_of_one_name(first: str, second: str) -> None:
    assert column_key(first) == column_key(second)


def test_what_brackets_tell_apart_is_kept_apart() -> None:
    assert column_key("Sijainti (kunta)") != column_key("Sijainti (maakunta)")


def test_names_are_known_in_three_languages() -> None:
    for title, text, who, start, end, support in (
        ("Hankkeen nimi", "Kuvaus", "Toteuttaja", "Alkamispvm", "Päättymispvm", "EU-tuki (€)"),
        ("Projektets namn", "Beskrivning", "Genomförare", "Startdatum", "Slutdatum", "EU-stöd"),
        ("Project title", "Summary", "Beneficiary", "Start date", "End date", "EU contribution"),
    ):
        assert fields(title, text, who, start, end, support, "Muu") == {
            title: "title",
            text: "description",
            who: "organisation",
            start: "start",
            end: "end",
            support: "support",
            "Muu": "",
        }


def test_one_column_of_sums_is_taken_the_best() -> None:
    assert fields("Nimi", "Myönnetty", "EU-tuki") == {
        "Nimi": "title",
        "Myönnetty": "",
        "EU-tuki": "support",
    }


def test_stated_columns_count_alone() -> None:
    options = Options(columns={"title": ("A", "B"), "support": ("Raha",)})
    assert fields("A", "B", "Raha", "Kuvaus", options=options) == {
        "A": "title",
        "B": "title",
        "Raha": "support",
        "Kuvaus": "",
    }


def test_a_stated_column_that_lacks_names_those_near_it() -> None:
    with pytest.raises(SourceError) as caught:
        match_columns(["Hankkeen nimi"], Options(columns={"title": ("Hankeen nimi",)}), "t.csv")
    assert str(caught.value) == (
        "t.csv: the table has no column 'Hankeen nimi'. "
        "Correct it in [columns]; there is: Hankkeen nimi."
    )


def test_an_unknown_profile_lists_the_known_ones() -> None:
    with pytest.raises(
        SourceError, match="Known profiles: 360giving, cordis, eura-2014, eura-2021"
    ):
        match_columns(["Nimi"], Options(profile="x"), "t.csv")


@pytest.mark.parametrize("unit", ["(1000 €)", "(t€)", "tuhatta euroa"])
def test_the_unit_of_a_heading_is_told(unit: str) -> None:
    options = Options(columns={"title": ("Nimi",), "support": (f"Tuki {unit}",)})
    assert match_columns(["Nimi", f"Tuki {unit}"], options, "").unit == "(1000 €)"


def test_the_file_of_names_holds_known_fields_and_no_name_twice() -> None:
    names, found = known()
    assert set(names) <= set(FIELDS)
    listed = [column_key(each) for columns in names.values() for each in columns]
    assert sorted({each for each in listed if listed.count(each) > 1}) == []
    for profile in profiles().values():
        assert set(profile.columns) <= set(FIELDS)
        assert profile.title
    assert set(found) == {"kohesio", "keep", "cordis", "eura-2014", "eura-2021", "360giving"}
