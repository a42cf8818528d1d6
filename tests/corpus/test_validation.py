from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hankehaku.corpus.organisations import Organisations
from hankehaku.corpus.validation import typed, typed_all
from hankehaku.records import DataIssue, IssueKind, Organisation, OrganisationType, Project
from hankehaku.sources.base import RawProject

Make = Callable[..., RawProject]


@pytest.fixture
def type_one(make_raw: Make, organisations: Organisations) -> Callable[..., Project]:
    def make(**changes: object) -> Project:
        resolve = organisations.resolve
        return typed(make_raw(**changes), project_id="mateas", collection="oma", resolve=resolve)

    return make


def test_a_sound_project_is_typed_without_issues(type_one: Callable[..., Project]) -> None:
    project = type_one()
    assert (project.id, project.collection) == ("mateas", "oma")
    assert (project.title, project.short_name) == ("MATEAS-hanke", "MATEAS")
    assert (project.period.start, project.period.end) == (date(2017, 2, 1), date(2020, 1, 31))
    assert (project.grant.eu_support_eur, project.grant.written) == (270_000, "270 000 euroa")
    assert project.organisation.municipality == "Espoo"
    assert project.source is not None
    assert (project.source.file, project.source.first_line, project.source.last_line) == (
        *("sivu.txt", 1, 3),
    )
    assert project.issues == ()


@pytest.mark.parametrize(
    ("changes", "issue"),
    [
        ({"start": "1.0.2018"}, DataIssue(IssueKind.IMPOSSIBLE_DATE, "start", "1.0.2018", 3)),
        ({"end": "31.4.2018"}, DataIssue(IssueKind.IMPOSSIBLE_DATE, "end", "31.4.2018", 3)),
        ({"end": "30.9.2012"}, DataIssue(IssueKind.END_BEFORE_START, "end", "30.9.2012", 3)),
        (
            {"end": "2.2.2027"},
            DataIssue(IssueKind.LONG_PERIOD, "period", "1.2.2017 - 2.2.2027", 3),
        ),
        ({"start": "", "end": ""}, DataIssue(IssueKind.MISSING_PERIOD, "period", "", 3)),
        ({"end": ""}, DataIssue(IssueKind.MISSING_PERIOD, "end", "", 3)),
        ({"support": ""}, DataIssue(IssueKind.MISSING_SUPPORT, "eu_support_eur", "", 3)),
        (
            {"support": "ei tiedossa"},
            DataIssue(IssueKind.MISSING_SUPPORT, "eu_support_eur", "ei tiedossa", 3),
        ),
        ({"start": "pian"}, DataIssue(IssueKind.UNCLEAR_DATE, "start", "pian", 3)),
        ({"start": "2017"}, DataIssue(IssueKind.UNCLEAR_DATE, "start", "2017", 3)),
        ({"start": "2/2017"}, DataIssue(IssueKind.MONTH_ONLY, "start", "2/2017", 3)),
        ({"support": "1,234"}, DataIssue(IssueKind.UNCLEAR_SUPPORT, "eu_support_eur", "1,234", 3)),
        (
            {"support": "5000 SEK"},
            DataIssue(IssueKind.OTHER_CURRENCY, "eu_support_eur", "5000 SEK", 3),
        ),
        (
            {"description": "TyÃ¶llisyyttÃ¤ ja arkea."},
            DataIssue(IssueKind.GARBLED_TEXT, "description", "TyÃ¶llisyyttÃ¤ ja arkea.", 2),
        ),
        ({"support": "0 €"}, DataIssue(IssueKind.ZERO_SUPPORT, "eu_support_eur", "0 €", 3)),
        (
            {"support": "999 €"},
            DataIssue(IssueKind.IMPLAUSIBLE_SUPPORT, "eu_support_eur", "999 €", 3),
        ),
        (
            {"support": "1000000001"},
            DataIssue(IssueKind.IMPLAUSIBLE_SUPPORT, "eu_support_eur", "1000000001", 3),
        ),
        ({"organisation": ""}, DataIssue(IssueKind.MISSING_ORGANISATION, "organisation", "", 3)),
        ({"description": ""}, DataIssue(IssueKind.EMPTY_DESCRIPTION, "description", "", 2)),
        (
            {"organisation_type": "seura"},
            DataIssue(IssueKind.UNREADABLE_LINE, "organisation_type", "seura", 1),
        ),
    ],
)
def test_each_flaw_is_one_issue(
    type_one: Callable[..., Project], changes: dict[str, str], issue: DataIssue
) -> None:
    assert type_one(**changes).issues == (issue,)


@pytest.mark.parametrize(
    "changes",
    [
        {"end": "1.2.2027"},
        {"support": "1 000 €"},
        {"support": "1 000 000 000 €"},
        {"end": "1.2.2017"},
        {"start": None, "end": None, "support": None, "organisation": None},
    ],
)
def test_bounds_are_no_flaws_and_neither_is_what_the_source_never_states(
    type_one: Callable[..., Project], changes: dict[str, str | None]
) -> None:
    assert type_one(**changes).issues == ()


def test_what_was_written_stays_beside_an_unknown_value(type_one: Callable[..., Project]) -> None:
    period = type_one(start="1.4.2019", end="30.9.2012").period
    assert (period.start, period.end) == (date(2019, 4, 1), None)
    assert (period.start_written, period.end_written) == ("1.4.2019", "30.9.2012")
    period = type_one(start="1.0.2018", end="31.10.2019").period
    assert (period.start, period.end) == (None, date(2019, 10, 31))
    assert period.start_written == "1.0.2018"


def test_unlikely_values_are_kept(type_one: Callable[..., Project]) -> None:
    project = type_one(end="1.3.2030", support="12 €")
    assert project.period.end == date(2030, 3, 1)
    assert project.grant.eu_support_eur == 12


def test_what_could_not_be_read_comes_first(type_one: Callable[..., Project]) -> None:
    unreadable = DataIssue(IssueKind.UNREADABLE_LINE, "", "???", 4)
    project = type_one(issues=(unreadable,), support="0 €")
    assert [each.kind for each in project.issues] == [
        *(IssueKind.UNREADABLE_LINE, IssueKind.ZERO_SUPPORT),
    ]


def test_stated_type_and_place_outdo_what_the_name_tells(type_one: Callable[..., Project]) -> None:
    organisation = type_one(
        organisation="Turun osuuskunta", organisation_type="company", municipality="Espoo"
    ).organisation
    assert organisation.type is OrganisationType.COMPANY
    assert (organisation.municipality, organisation.region) == ("Espoo", "")


def test_ids_are_unique_and_the_bearer_of_a_name_keeps_it(
    make_raw: Make, organisations: Organisations
) -> None:
    titles = ["Koti-hanke", "Koti-kehittämishanke", "Koti 2", "KOTI", "!!!", "???"]
    projects = typed_all(
        [make_raw(title=title) for title in titles], collection="oma", resolve=organisations.resolve
    )
    assert [each.id for each in projects] == [
        *("koti", "koti-3", "koti-2", "koti-4", "hanke", "hanke-2"),
    ]


def test_equal_titles_are_issues_of_each(make_raw: Make, organisations: Organisations) -> None:
    raws = [make_raw(), make_raw(title="Mateas -hanke"), make_raw(title="Silta-hanke")]
    projects = typed_all(raws, collection="oma", resolve=organisations.resolve)
    assert [[issue.kind for issue in each.issues] for each in projects] == [
        [IssueKind.DUPLICATE_TITLE],
        [IssueKind.DUPLICATE_TITLE],
        [],
    ]
    assert projects[1].issues[0].written == "Mateas -hanke"


def test_a_project_without_a_title_is_named_by_its_first_words(
    make_raw: Make, organisations: Organisations
) -> None:
    raws = [
        make_raw(title="", id="Ä/1"),
        make_raw(title="", id="b"),
        make_raw(title="", id="c", description=""),
    ]
    projects = typed_all(raws, collection="oma", resolve=organisations.resolve)
    assert [(each.id, each.title) for each in projects] == [
        ("Ä/1", "Hankkeessa autetaan maahanmuuttajia."),
        ("b", "Hankkeessa autetaan maahanmuuttajia."),
        ("c", "c"),
    ]
    assert projects[0].issues == ()


@given(
    st.lists(
        st.sampled_from(["Koti", "Koti 2", "Koti-hanke", "Koti 2 2", "?", "Hanke 2"]), max_size=8
    )
)
def test_ids_are_always_unique(titles: list[str]) -> None:
    raws = [RawProject(title, "Teksti.", "a.txt", 1, 1) for title in titles]
    projects = typed_all(raws, collection="oma", resolve=lambda name: Organisation(written=name))
    assert len({each.id for each in projects}) == len(titles)


def test_a_month_is_its_first_or_last_day(type_one: Callable[..., Project]) -> None:
    period = type_one(start="9/2018", end="helmikuu 2020").period
    assert (period.start, period.end) == (date(2018, 9, 1), date(2020, 2, 29))
    assert (period.start_written, period.end_written) == ("9/2018", "helmikuu 2020")


def test_where_dates_are_american_those_of_two_readings_are_unknown() -> None:
    raws = [
        RawProject(name, "Teksti.", file, 1, 1, start=start)
        for name, file, start in (
            ("A", "a.csv", "09/13/2020"),
            ("B", "a.csv", "03/04/2020"),
            ("C", "a.csv", "13/09/2020"),
            ("D", "b.csv", "03/04/2020"),
        )
    ]
    projects = typed_all(raws, collection="x", resolve=Organisation)
    assert [each.period.start for each in projects] == [
        *(None, None, date(2020, 9, 13), date(2020, 4, 3)),
    ]
    assert [each.kind for each in projects[1].issues] == [IssueKind.UNCLEAR_DATE]


def test_rows_of_one_name_have_ids_that_do_not_depend_on_their_order() -> None:
    rows = [
        RawProject("Koti", text, "a.csv", 1, 1, key=key) for text, key in (("x", "1"), ("y", "2"))
    ]
    for order in (rows, rows[::-1]):
        projects = typed_all(order, collection="x", resolve=Organisation)
        assert {each.description: each.id for each in projects} == {"x": "koti-1", "y": "koti-2"}


def test_where_sums_have_decimal_points_one_of_two_readings_is_unknown() -> None:
    raws = [
        RawProject(name, "Teksti.", file, 1, 1, support=support)
        for name, file, support in (
            ("A", "a.csv", "168739.2"),
            ("B", "a.csv", "134.991"),
            ("C", "a.csv", "1.134.991"),
            ("D", "b.csv", "134.991"),
        )
    ]
    projects = typed_all(raws, collection="x", resolve=Organisation)
    sums = [each.grant.eu_support_eur for each in projects]
    assert sums == [168_739, None, 1_134_991, 134_991]
    assert [each.kind for each in projects[1].issues] == [IssueKind.UNCLEAR_SUPPORT]
