from __future__ import annotations

import pytest
from table_builders import HEADER, KOTI, SILTA, read_text, reasons, separated, told

from hankehaku.errors import SourceError
from hankehaku.sources.base import Options
from hankehaku.sources.tables.separated import find_separator

TOLD = [
    ("Silta", "1.9.2020", "31.12.2021", "5 000,50"),
    ("Koti", "2020-09-01", "9/2021", "90 000 €"),
]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_separator_and_encoding(separator: str, encoding: str) -> None:
    rows = [[f'"{c}"' if "," in c else c for c in row] for row in (HEADER, SILTA, KOTI)]
    result = read_text(separated(*rows, separator=separator), encoding)
    assert told(result) == TOLD
    [reading] = result.readings
    assert (reading.separator, reading.header_line, reading.records) == (separator, 1, 2)
    assert (reading.encoding, result.rejected) == (
        {"cp1252": "Windows-1252", "utf-16": "UTF-16"}.get(encoding, "UTF-8"),
        (),
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_quoted_cells_hold_separators_marks_and_line_ends(end: str) -> None:
    quoted = ("A1", "Silta", f'"Nuoria;{end}{end}""omassa"" tahdissa"', *SILTA[3:])
    result = read_text(separated(HEADER, quoted, KOTI, end=end))
    first, second = result.projects
    assert first.description == 'Nuoria;\n\n"omassa" tahdissa'
    assert (first.first_line, first.last_line, second.first_line) == (2, 4, 5)
    assert result.rejected == ()


def test_what_stands_round_the_table_is_no_project() -> None:
    above = [("Hankelista 2024",), ("",) * 7]
    below = [("Yhteensä", "", "", "", "", "", "95 000,50"), ("",) * 7, ("Lähde: poiminta",)]
    result = read_text(separated(*above, HEADER, SILTA, HEADER, KOTI, *below))
    assert told(result) == TOLD
    assert (result.readings[0].header_line, result.programme) == (3, "Hankelista 2024")
    assert reasons(result) == [(5, "header_again"), (7, "total"), (9, "footnote")]
    assert not any(each.counts for each in result.rejected)
    assert [issue.line for issue in result.issues] == [5, 7, 9]


def test_a_separator_within_a_text_breaks_its_row_alone() -> None:
    broken = ("A3", "Rikki", "Autetaan; neuvotaan", *SILTA[3:])
    result = read_text(separated(HEADER, SILTA, broken, KOTI))
    assert told(result) == TOLD
    [rejected] = result.rejected
    assert (rejected.line, rejected.reason.value, rejected.counts) == (3, "broken_row", True)
    assert rejected.record[:4] == ["A3", "Rikki", "Autetaan", " neuvotaan"]


def test_a_line_end_that_is_not_quoted_breaks_its_row_alone() -> None:
    text = separated(HEADER, SILTA, KOTI).replace("asumaan", "asu\r\nmaan")
    result = read_text(text)
    assert told(result) == TOLD[:1]
    assert reasons(result) == [(3, "broken_row"), (4, "broken_row")]


def test_a_lost_quotation_mark_takes_no_other_row_with_it() -> None:
    rows = [(f"A{n}", f"Nimi {n}", "Kuvaus.", *SILTA[3:]) for n in range(8)]
    rows[2] = ("A2", "Nimi 2", '"Kuvaus.', *SILTA[3:])
    rows[6] = ("A6", "Nimi 6", '"Kuvaus; pitkä"', *SILTA[3:])
    result = read_text(separated(HEADER, *rows))
    assert [each.title for each in result.projects] == [f"Nimi {n}" for n in range(8)]
    assert result.rejected == ()


def test_short_rows_are_whole_where_empty_cells_are_left_out() -> None:
    rows = [(f"B{n}", f"Nimi {n}", "Kuvaus.") for n in range(5)]
    result = read_text(separated(HEADER, SILTA, *rows))
    assert len(result.projects) == 6
    assert (result.projects[1].start, result.projects[1].support) == ("", "")


def test_ids_that_return_and_rows_without_text() -> None:
    other = ("A1", "Toinen", *KOTI[2:])
    empty = ("A9", "", " ", "Pori", "1.1.2020", "", "")
    result = read_text(separated(HEADER, SILTA, SILTA, other, empty, KOTI))
    assert told(result) == TOLD
    assert [(line, reason) for line, reason in reasons(result)] == [
        *((5, "no_text"), (3, "same_again"), (4, "repeated_id")),
    ]
    assert [each.counts for each in result.rejected] == [True, False, True]
    assert result.rejected[2].record["title"] == "Toinen"


def test_markup_and_hidden_characters_are_taken_from_cells() -> None:
    dirty = (
        "A1",
        "Sil\u00adta&nbsp;&amp; tie",
        "<p>Yksi &lt; kaksi.</p><p>Toinen<br>kappale</p>",
        "\u00a0Espoon\u00a0kaupunki ",
        *SILTA[4:],
    )
    [project] = read_text(separated(HEADER, [f'"{cell}"' for cell in dirty])).projects
    assert project.title == "Silta & tie"
    assert project.description == "Yksi < kaksi.\n\nToinen\n\nkappale"
    assert project.organisation == "Espoon kaupunki"


def test_a_table_without_ids_has_keys_that_stay() -> None:
    header, a, b = HEADER[1:], SILTA[1:], ("Silta", *KOTI[2:])
    first = read_text(separated(header, a, b)).projects
    second = read_text(separated(header, b, a)).projects
    assert [each.id for each in first] == ["", ""]
    assert [each.key for each in first] == [each.key for each in reversed(second)]
    assert len({each.key for each in first}) == 2


def test_a_column_of_its_own_for_currency_language_link_and_objective() -> None:
    header = ("Nimi", "Kuvaus", "Tuki", "Valuutta", "Kieli", "Linkki", "Erityistavoite")
    rows = [
        ("Bro", "Text", "5000", "SEK", "sv-FI", "https://x.fi", "6.1 Nuorten työllistyminen"),
        ("Silta", "Teksti", "5000", "EUR", "suomi", "", "Muu tavoite"),
    ]
    swedish, finnish = read_text(separated(header, *rows)).projects
    assert (swedish.support, swedish.language, swedish.links) == (
        "5000 SEK",
        "sv",
        ("https://x.fi",),
    )
    assert (swedish.objective.code, swedish.objective.name) == ("6.1", "Nuorten työllistyminen")
    assert (finnish.support, finnish.language, finnish.objective.code) == ("5000", "fi", "")
    assert (finnish.objective.name, finnish.organisation) == ("Muu tavoite", None)


def test_stated_columns_encoding_and_separator_are_taken() -> None:
    text = "koodi!mikä!mitä\n1!Silta!Yhdistää\n"
    options = Options(
        encoding="cp850", separator="!", columns={"title": ("mikä",), "description": ("mitä",)}
    )
    [project] = read_text(text, "cp850", options).projects
    assert (project.title, project.description, project.id) == ("Silta", "Yhdistää", "")


def test_a_table_without_a_known_column_says_which_it_has() -> None:
    with pytest.raises(SourceError) as caught:
        read_text("a;b\n1;2\n")
    assert str(caught.value) == (
        "taulu.csv: no column is known to hold a title or a description (columns: a, b). "
        'Name the columns in collection.toml: [columns] title = "…", description = "…".'
    )


def test_a_giant_cell_is_rejected_or_refused() -> None:
    giant = ("A3", "Jätti", "x" * 1_000_001, *SILTA[3:])
    result = read_text(separated(HEADER, SILTA, giant))
    assert (told(result), reasons(result)) == (TOLD[:1], [(3, "too_large")])
    with pytest.raises(SourceError, match=r"taulu\.csv, line 2: a cell cannot be read"):
        read_text(separated(HEADER, ("A", f'"{"x" * 10_000_001}"')))


def test_the_separator_is_told_without_known_names() -> None:
    assert find_separator("a;b,c;d\n1;2,5;3\n4;5,5;6\n") == ";"
    assert find_separator("yksi rivi\ntoinen rivi\n") == ""


def test_records_above_the_header_are_rejected_and_titles_are_not() -> None:
    result = read_text(separated(("Hankelista", "2024", ""), SILTA, HEADER, KOTI))
    assert told(result) == TOLD[1:]
    assert (reasons(result), result.programme) == ([(2, "above_header")], "Hankelista 2024")
    assert result.rejected[0].counts
