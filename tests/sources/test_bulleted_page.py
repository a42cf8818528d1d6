from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hankehaku.records import DataIssue, IssueKind
from hankehaku.sources.base import Document, ReadResult
from hankehaku.sources.bulleted_page import BulletedPageReader
from hankehaku.sources.page_lines import parse_metadata, parse_objective
from hankehaku.sources.values import squeeze, trim

Read = Callable[[str], ReadResult]

MATEAS = """MATEAS-hanke
 • Terveyspalvelut tehdään saavutettaviksi maahanmuuttajille.
 • Tampereen ammattikorkeakoulu, 1.2.2017 - 31.1.2020, EU-tuki 270 000 euroa
 • Katso hankkeen kotisivut
"""
KOTOISA = """Kotoisa-kehittämishanke

 • Hankkeessa kokeillaan osallisuuden lisäämisen keinoja.

 • Jyväskylän kaupunki, 1.3.2018 - 31.12.2019, EU-tuki 143 439 euroa
"""


def unreadable(line: int, text: str) -> DataIssue:
    return DataIssue(IssueKind.UNREADABLE_LINE, "sivu.txt", text, line)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace(" • ", "\u00a0•\u00a0"),
        lambda text: text.replace("270 000", "270\u00a0000").replace(" - ", "\u2009–\u2009"),
        lambda text: text.replace("\n", "\n\n\n"),
        lambda text: text.replace("\n\n", "\n"),
        lambda text: text.replace("\n", "  \t\n"),
        lambda text: text.replace(" • ", "• "),
        lambda text: text.replace(" • ", "•"),
        lambda text: text.replace(" • ", " •\n"),
        lambda text: text.replace(" • ", "- "),
        lambda text: text.replace(" • ", "  *  "),
        lambda text: text.replace("\n", "\u200b\n"),
        lambda text: text.replace("euroa", "euroa."),
        lambda text: text.replace("EU-tuki ", "EU-tuki: "),
        lambda text: text.rstrip("\n"),
    ],
)
def test_dirt_changes_nothing(read_page: Read, change: Callable[[str], str]) -> None:
    result = read_page(change(MATEAS + "\n" + KOTOISA))
    assert result.issues == ()
    assert [(each.title, each.description) for each in result.projects] == [
        ("MATEAS-hanke", "Terveyspalvelut tehdään saavutettaviksi maahanmuuttajille."),
        ("Kotoisa-kehittämishanke", "Hankkeessa kokeillaan osallisuuden lisäämisen keinoja."),
    ]
    mateas, kotoisa = result.projects
    assert (mateas.organisation, mateas.start, mateas.end, mateas.support, mateas.links) == (
        *("Tampereen ammattikorkeakoulu", "1.2.2017", "31.1.2020", "270 000 euroa"),
        ("Katso hankkeen kotisivut",),
    )
    assert (kotoisa.organisation, kotoisa.support) == ("Jyväskylän kaupunki", "143 439 euroa")


def test_metadata_may_come_before_the_description(read_page: Read) -> None:
    [project] = read_page(
        "MATEAS-hanke\n"
        "• Lahden kaupunki, 1.2.2017 - 31.1.2020, EU-tuki 270 000 euroa\n"
        "• Hankkeessa autetaan.\n• Hankkeessa neuvotaan.\n• Katso hankkeen kotisivut\n"
    ).projects
    assert project.description == "Hankkeessa autetaan.\n\nHankkeessa neuvotaan."
    assert (project.organisation, project.links) == (
        *("Lahden kaupunki",),
        ("Katso hankkeen kotisivut",),
    )


def test_missing_metadata_leaves_a_project_with_empty_fields(read_page: Read) -> None:
    first, second = read_page("Silta-hanke\n• Hankkeessa autetaan.\n\n" + MATEAS).projects
    assert (first.organisation, first.start, first.end, first.support) == ("", "", "", "")
    assert second.support == "270 000 euroa"


def test_a_title_followed_by_a_title_is_a_project_without_bullets(read_page: Read) -> None:
    result = read_page("Silta-hanke\n" + MATEAS)
    assert [(each.title, each.description) for each in result.projects] == [
        ("Silta-hanke", ""),
        ("MATEAS-hanke", "Terveyspalvelut tehdään saavutettaviksi maahanmuuttajille."),
    ]
    assert (result.projects[0].first_line, result.projects[0].last_line) == (1, 1)


def test_lines_that_fit_nothing_are_issues(read_page: Read) -> None:
    result = read_page(MATEAS + "\nSivu päivitetty 1.2.2020.\n\nPalaute\n\n" + KOTOISA + "\nYlös\n")
    assert [each.title for each in result.projects] == ["MATEAS-hanke", "Kotoisa-kehittämishanke"]
    assert result.issues == (
        unreadable(6, "Sivu päivitetty 1.2.2020."),
        unreadable(8, "Palaute"),
        unreadable(16, "Ylös"),
    )


def test_metadata_without_a_project_is_an_issue(read_page: Read) -> None:
    line = "Espoon kaupunki, 1.2.2017 - 31.1.2020, EU-tuki 1 000 euroa"
    result = read_page(f"• {line}\n{MATEAS}")
    assert result.issues == (unreadable(1, line),)


def test_second_metadata_is_an_issue_of_its_project(read_page: Read) -> None:
    line = "Espoon kaupunki, 1.2.2017 - 31.1.2020, EU-tuki 1 000 euroa"
    [project] = read_page(f"{MATEAS}• {line}\n").projects
    assert project.organisation == "Tampereen ammattikorkeakoulu"
    assert project.issues == (DataIssue(IssueKind.UNREADABLE_LINE, "", line, 5),)


def test_titles_need_no_word_for_a_project_and_may_end_in_a_full_stop(read_page: Read) -> None:
    page = MATEAS + "Tukea ry.\n• Hankkeessa tuetaan.\n• Tukea ry, 1.2.2017 - 1.2.2018\n"
    assert [
        each.title for each in read_page(page + KOTOISA.replace("-kehittämishanke", "")).projects
    ] == [
        *("MATEAS-hanke", "Tukea ry.", "Kotoisa"),
    ]


def test_descriptions_may_have_several_paragraphs_and_lose_their_bullets(read_page: Read) -> None:
    [project] = read_page(
        "Silta\n\nHankkeessa rakennetaan silta.\n\nToinen kappale kertoo lisää.\n\n"
        "• Kolmas kappale.\n• Lahden kaupunki, 1.2.2017 - 1.2.2018, EU-tuki 5 000 euroa"
    ).projects
    assert project.title == "Silta"
    assert project.description == (
        "Hankkeessa rakennetaan silta.\n\nToinen kappale kertoo lisää.\n\nKolmas kappale."
    )


def test_broken_lines_are_joined(read_page: Read) -> None:
    [project, _] = read_page(
        "Silta-hanke\n"
        " • Hankkeessa kehitetään palveluita, joita tarjotaan perheille ja\n"
        "   nuorille yhdessä. Lisäksi koulutetaan henkilöstöä, joka\n"
        "   Espoossa ja Vihdissä tekee työtä\n"
        "   maahanmuuttajien kanssa.\n"
        " • Espoon kaupunki, 1.2.2017 - 1.2.2018, EU-tuki 5 000 euroa\n" + KOTOISA
    ).projects
    assert project.description == (
        "Hankkeessa kehitetään palveluita, joita tarjotaan perheille ja nuorille yhdessä. "
        "Lisäksi koulutetaan henkilöstöä, joka Espoossa ja Vihdissä tekee työtä "
        "maahanmuuttajien kanssa."
    )
    assert project.organisation == "Espoon kaupunki"


def test_metadata_and_links_may_lose_their_bullets(read_page: Read) -> None:
    [project] = read_page(
        MATEAS.replace(" • Tampereen", "Tampereen").replace(" • Katso", "Katso")
    ).projects
    assert project.organisation == "Tampereen ammattikorkeakoulu"
    assert project.links == ("Katso hankkeen kotisivut",)


def test_introductions_may_have_bullets_and_objectives_may_return(read_page: Read) -> None:
    result = read_page(
        "Kansallinen tavoite 1.1: Vastaanotto\nTavoitteessa tuetaan:\n• neuvontaa\n• asumista\n"
        + MATEAS
        + "Kansallinen tavoite 1.2 – Paluu\nKansallinen tavoite 1.1: Vastaanotto\n"
        + KOTOISA
    )
    assert [(each.code, each.introduction) for each in result.objectives] == [
        ("1.1", "Tavoitteessa tuetaan:\n\nneuvontaa\n\nasumista"),
        ("1.2", ""),
    ]
    assert [each.objective.code for each in result.projects] == ["1.1", "1.1"]


def test_a_page_without_projects_is_programme_text(read_page: Read) -> None:
    result = read_page("Tervetuloa sivuille\n\nTämä sivu kertoo rahastosta.\n")
    assert result.projects == ()
    assert result.programme == "Tervetuloa sivuille\n\nTämä sivu kertoo rahastosta."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Helsingin kaupunki, sosiaali- ja terveystoimiala, 1.3.2018–29.2.2020, EU-tuki 5 000 €",
            (
                *("Helsingin kaupunki, sosiaali- ja terveystoimiala", "1.3.2018", "29.2.2020"),
                "5 000 €",
            ),
        ),
        ("Lahden kaupunki, 1.3.2018 - 29.2.2020", ("Lahden kaupunki", "1.3.2018", "29.2.2020", "")),
        ("Lahden kaupunki, EU-tuki 5 000 euroa", ("Lahden kaupunki", "", "", "5 000 euroa")),
        ("1.3.2018 - 29.2.2020, EU-tuki 5 000 euroa", ("", "1.3.2018", "29.2.2020", "5 000 euroa")),
        (
            "Lahden kaupunki, EU-tuki 5 000 euroa, 1.3.2018 - 29.2.2020",
            ("Lahden kaupunki", "1.3.2018", "29.2.2020", "5 000 euroa"),
        ),
        (
            "Lahden kaupunki; 1.3.2018-; AMIF-rahoitus 1 225 306,00 €",
            ("Lahden kaupunki", "1.3.2018", "", "1 225 306,00 €"),
        ),
        (
            "Lahden kaupunki, 2018 - 2020, EU-tuki ei tiedossa",
            ("Lahden kaupunki", "2018", "2020", "ei tiedossa"),
        ),
        (
            "Esbo stad, 1.3.2018 - 29.2.2020, EU-stöd 5 000 euro",
            ("Esbo stad", "1.3.2018", "29.2.2020", "5 000 euro"),
        ),
        ("Hanke kesti ajan 1.3.2018 - 29.2.2020.", None),
        ("Neuvontaa annetaan, tuki 5 kertaa viikossa", None),
        ("Hanke alkoi, 1.3.2018.", None),
        ("Toimintaa on vuosina, 2018 - 2020", None),
        ("Hanke, 1.3.2018 - 29.2.2020, jonka aikana tehdään paljon", None),
        ("Katso hankkeen kotisivut", None),
        ("x" * 300 + ", 1.3.2018 - 29.2.2020, EU-tuki 5 000 euroa", None),
    ],
)
def test_metadata(text: str, expected: tuple[str, str, str, str] | None) -> None:
    found = parse_metadata(text)
    values = found and (found.organisation, found.start, found.end, found.support)
    assert values == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kansallinen tavoite 2.2: Kotoutuminen", ("2.2", "Kotoutuminen")),
        ("KANSALLINEN TAVOITE 2.2 Kotoutuminen", ("2.2", "Kotoutuminen")),
        ("Kansallinen tavoite 3.1", ("3.1", "")),
        ("Nationellt mål 2.2: Integration", ("2.2", "Integration")),
        ("Erityistavoite 2: Kotouttaminen", ("2", "Kotouttaminen")),
        ("Kansallinen tavoite 2.2 on kaikille tärkeä.", None),
        ("Erityistavoitteessa 2 keskitytään", None),
    ],
)
def test_objective_headings(text: str, expected: tuple[str, str] | None) -> None:
    found = parse_objective(text)
    assert (found and (found.code, found.name)) == expected


LINES = [
    *("Kotouttaminen ja laillinen maahanmuutto", "Tavoitteena on kotoutuminen.", "Palaute", "?"),
    *("Kansallinen tavoite 2.1: Laillinen maahanmuutto", "Kansallinen tavoite 2.2: Kotoutuminen"),
    *("MATEAS-hanke", "Koti Hyvinkäällä", "Tukea ry.", "pieni silta-hanke", "Katso myös", "–"),
    *("• Hankkeessa autetaan", "• Hankkeessa neuvotaan perheitä monella kielellä ja tuetaan.", "•"),
    *("ja jatkuu pienellä alkukirjaimella", "Sivu päivitetty 1.2.2020."),
    *(
        "• Espoon kaupunki, 1.2.2017 - 31.1.2020, EU-tuki 270 000 euroa",
        "• Katso hankkeen kotisivut",
    ),
    *("Lahden kaupunki, 1.0.2018 – 31.1.2020", "• Hankkeen esite", "www.kotoutuminen.fi"),
    *(
        "• " + "Pitkä kuvaus jatkuu ja jatkuu aina vain. " * 6,
        "12345",
        "\ud7ff\x0b",
        "• 1.2.2017 -",
    ),
]

TEXT = st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=40)


@settings(max_examples=400, deadline=None)
@given(
    st.lists(
        st.tuples(st.one_of(st.sampled_from(LINES), TEXT), st.sampled_from(["", " "])),
        max_size=25,
    ),
    st.sampled_from(["\n", "\n\n", "\r\n", " \u00a0\n\n\n"]),
)
def test_no_line_is_lost_in_silence(lines: list[tuple[str, str]], end: str) -> None:
    text = end.join(blank + line + blank for line, blank in lines)
    document = Document.from_bytes(Path("sivu.txt"), text.encode("utf-8", "replace"))
    result = BulletedPageReader().read(document)
    kept = [result.programme]
    kept += [f"{each.name}\n{each.introduction}" for each in result.objectives]
    for project in result.projects:
        kept += [project.title, project.description, *project.links]
    everything = squeeze("\n".join(kept))
    numbers = {issue.line for issue in result.issues}
    for project in result.projects:
        numbers |= {issue.line for issue in project.issues}
        numbers |= {project.lines[name] for name in ("organisation",) if name in project.lines}
        assert project.first_line <= min(project.lines.values())
        assert project.last_line >= max(project.lines.values())
    codes = {each.code for each in result.objectives}
    for number, line in enumerate(document.lines, start=1):
        bare = trim(trim(line).lstrip("•·▪●■◦‣∙⁃*–—-"))
        heading = parse_objective(bare)
        assert (
            not bare
            or number in numbers
            or squeeze(bare) in everything
            or (heading is not None and heading.code in codes)
        ), (number, line)


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_projects_changes_none_of_them(random: object) -> None:
    blocks = [
        MATEAS,
        KOTOISA,
        MATEAS.replace("MATEAS", "Silta"),
        KOTOISA.replace("Kotoisa", "Uoma"),
    ]
    random.shuffle(blocks)  # type: ignore[attr-defined]
    document = Document.from_bytes(Path("sivu.txt"), "\n".join(blocks).encode())
    result = BulletedPageReader().read(document)
    assert result.issues == ()
    assert sorted(each.title for each in result.projects) == [
        *("Kotoisa-kehittämishanke", "MATEAS-hanke", "Silta-hanke", "Uoma-kehittämishanke"),
    ]
    assert all(each.description and each.support for each in result.projects)
