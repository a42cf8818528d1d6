"""What the tools give is what the core says."""

from __future__ import annotations

import statistics
from datetime import date

import numpy as np
import pytest
from pydantic import ValidationError

from hankehaku.errors import QuestionError, UnknownProjectError, UsageError
from hankehaku.facade import Hankehaku
from hankehaku.interfaces.mcp import giving
from hankehaku.interfaces.mcp.forms import Narrowing
from hankehaku.interfaces.mcp.statistics import spread
from hankehaku.interfaces.mcp.tools import Tools
from hankehaku.records import Grant, OrganisationType, Project
from hankehaku.search.request import Filters, Request


@pytest.fixture(scope="module")
def tools(hankehaku: Hankehaku) -> Tools:
    return Tools(lambda: hankehaku)


def test_a_search_gives_the_core_s_hits(tools: Tools, hankehaku: Hankehaku) -> None:
    page = tools.search_projects("pakolaisäidit", count=3)
    core = hankehaku.explore(Request("pakolaisäidit", count=3))
    assert [each.id for each in page.projects] == [each.project.id for each in core.hits]
    assert (page.total, page.matching) == (25, core.matching)
    assert page.pages == -(-core.matching // 3)
    first, hit = page.projects[0], core.hits[0]
    assert first.passage == hit.passage.text
    assert first.passage in hit.project.description
    assert first.eu_support_eur == hit.project.grant.eu_support_eur
    assert any(each.startswith("pakolaisäidit → ") for each in first.matches)
    assert page.understood
    assert page.understood.language == "fi"


def test_pages_follow_each_other(tools: Tools) -> None:
    pages = [tools.search_projects(sort="name", page=page, count=10) for page in (1, 2, 3, 4)]
    assert [len(each.projects) for each in pages] == [10, 10, 5, 0]
    assert [each.rank for each in pages[1].projects] == list(range(11, 21))
    assert len({each.id for page in pages for each in page.projects}) == 25
    assert {each.pages for each in pages} == {3}
    assert pages[0].understood is None


def test_filters_are_those_of_the_core(tools: Tools, hankehaku: Hankehaku) -> None:
    narrow = Narrowing(
        types=[OrganisationType.MUNICIPALITY],
        start_years=[2017, 2018],
        running_on=date(2018, 6, 1),
        min_support=150_000,
        max_support=500_000,
    )
    page = tools.search_projects(filters=narrow, sort="largest", count=50)
    filters = Filters(
        types=(OrganisationType.MUNICIPALITY,),
        years=(2017, 2018),
        running=date(2018, 6, 1),
        low=150_000,
        high=500_000,
    )
    core = hankehaku.everything(Request(filters=filters, sort="largest"))
    assert [each.id for each in page.projects] == [each.id for each in core]
    assert core
    for each in page.projects:
        assert each.start
        assert each.start.year in (2017, 2018)
        assert each.eu_support_eur
        assert 150_000 <= each.eu_support_eur <= 500_000
    supports = [each.eu_support_eur or 0 for each in page.projects]
    assert supports == sorted(supports, reverse=True)


def test_facets_give_the_values_that_filters_take(tools: Tools) -> None:
    facets = tools.search_projects(count=1).facets
    assert list(facets) == list(giving.FILTERS.values())
    assert set(facets) <= set(Narrowing.model_fields)
    for name, values in facets.items():
        for each in values[:3]:
            narrow = Narrowing.model_validate(
                {name: each.value if name == "flaws" else [each.value]}
            )
            assert tools.search_projects(filters=narrow).matching == each.count


def test_conditions_of_a_question_are_told(tools: Tools) -> None:
    page = tools.search_projects("hankkeet jotka alkoivat vuonna 2018")
    assert page.understood
    assert len(page.understood.conditions) == 1
    assert "2018" in page.understood.conditions[0]
    assert all(each.start and each.start.year == 2018 for each in page.projects)


def test_nothing_fits_is_said(tools: Tools) -> None:
    page = tools.search_projects("ydinvoimalan jäähdytysvesi")
    assert (page.no_match, page.matching, page.pages) == (True, 0, 0)
    narrow = Narrowing(start_years=[1999], types=[OrganisationType.MUNICIPALITY])
    none = tools.search_projects(filters=narrow, language="en")
    assert (none.projects, none.matching) == ([], 0)
    assert [(each.count, len(each.projects)) for each in none.near_misses] == [(9, 9)]
    assert "1999" in none.near_misses[0].without


@pytest.mark.parametrize(
    ("field", "value", "near"),
    [
        ("organisations", "helsingin KAUPUNKI", "Helsingin kaupunki"),
        ("regions", "Nyland", "Uusimaa"),
        ("objectives", "9.9", "2.2"),
        ("organisations", "THL", "Terveyden ja hyvinvoinnin laitos"),
        ("organisations", "Helsingfors stad", "Helsingin kaupunki"),
        ("organisations", "xqzw", "There are Espoon kaupunki"),
    ],
)
def test_an_unknown_value_names_those_there_are(
    tools: Tools, field: str, value: str, near: str
) -> None:
    narrow = Narrowing.model_validate({field: [value]})
    with pytest.raises(UsageError) as told:
        tools.statistics(filters=narrow)
    assert told.value.where == f"filters.{field}"
    assert value in told.value.what
    assert near.casefold() in told.value.cure.casefold()


def test_an_objective_stands_for_those_below_it(tools: Tools, hankehaku: Hankehaku) -> None:
    code = next(each.code for each in hankehaku.objectives if "." in each.code)
    above = code.split(".")[0]
    page = tools.search_projects(filters=Narrowing(objectives=[above]), count=50)
    assert page.matching == sum(
        each.objective.code.split(".")[0] == above for each in hankehaku.parts.projects
    )


def test_bounds_the_wrong_way_round(tools: Tools) -> None:
    with pytest.raises(UsageError, match="Turn min_support and max_support round"):
        tools.search_projects(filters=Narrowing(min_support=5, max_support=2))


def test_filters_of_wrong_names_are_refused() -> None:
    with pytest.raises(ValidationError, match="organisation"):
        Narrowing.model_validate({"organisation": ["Vihdin kunta"]})


def test_an_answer_cites_and_goes_on(tools: Tools, hankehaku: Hankehaku) -> None:
    question = "Mitkä hankkeet alkoivat vuonna 2018?"
    first, core = tools.ask(question), hankehaku.ask(question)
    assert first.answer == core.text
    assert first.count == len(core.projects)
    assert [each.id for each in first.citations] == [each.id for each in core.citations]
    for each in first.citations:
        assert f"[{each.n}]" in first.answer
        assert each.title == hankehaku.project(each.id).title
        assert each.quote in hankehaku.project(each.id).description
    then = tools.ask("Paljonko ne saivat yhteensä?", first.state)
    told = hankehaku.ask("Paljonko ne saivat yhteensä?", core.state)
    assert then.answer == told.text
    assert then.figure
    assert then.figure.value == sum(each.grant.eu_support_eur or 0 for each in core.projects)
    assert then.figure.computed_from == len(core.projects)
    assert then.state != first.state


def test_an_answer_in_another_language(tools: Tools, hankehaku: Hankehaku) -> None:
    answer = tools.ask("Mitkä hankkeet alkoivat vuonna 2018?", language="sv")
    assert answer.language == "sv"
    assert answer.answer == hankehaku.ask("Mitkä hankkeet alkoivat vuonna 2018?", None, "sv").text


def test_a_comparison_that_is_asked_for(tools: Tools) -> None:
    first = tools.ask("Mitkä hankkeet alkoivat vuonna 2018?")
    compared = tools.ask("Vertaa kahta ensimmäistä", first.state)
    assert compared.act == "compare"
    assert [len(row.cells) for row in compared.comparison] == [2] * len(compared.comparison)
    assert compared.comparison


def test_an_unknown_state_has_a_cure(tools: Tools) -> None:
    with pytest.raises(UsageError, match="without a state"):
        tools.ask("entä 2019?", "no-such-state")


@pytest.mark.parametrize("question", ["", "   ", "???", "\x00", "\ud800", "a" * 20_001])
def test_questions_that_are_none(tools: Tools, question: str) -> None:
    with pytest.raises(QuestionError):
        tools.ask(question)


def test_a_project_is_given_whole(tools: Tools, hankehaku: Hankehaku) -> None:
    for project in hankehaku.parts.projects:
        record = tools.get_project(project.id)
        assert record.description == project.description
        assert record.organisation_type == project.organisation.type
        assert (record.start, record.end) == (project.period.start, project.period.end)
        assert len(record.flaws) == len(project.issues)
        assert project.source
        assert record.source == (
            f"{project.source.file}:{project.source.first_line}-{project.source.last_line}"
        )
    related = [
        (relation, each)
        for each in hankehaku.parts.projects
        for relation in hankehaku.relations(each.id)
        if relation.later.id == each.id
    ]
    assert related
    for relation, later in related:
        record = tools.get_project(later.id)
        assert relation.earlier.id in [each.id for each in record.continues]
        before = tools.get_project(relation.earlier.id)
        assert later.id in [each.id for each in before.continued_by]


def test_flaws_are_told_in_a_language(tools: Tools, hankehaku: Hankehaku) -> None:
    flawed = next(each for each in hankehaku.parts.projects if each.issues)
    told = {tools.get_project(flawed.id, language).flaws[0] for language in ("fi", "sv", "en")}
    assert len(told) == 3


def test_similar_projects(tools: Tools, hankehaku: Hankehaku) -> None:
    project = hankehaku.parts.projects[0]
    found = tools.similar_projects(project.id, 4)
    assert found.project.id == project.id
    core = hankehaku.similar(project.id, 4)
    assert [each.id for each in found.similar] == [each.project.id for each in core]
    assert project.id not in [each.id for each in found.similar]


def test_a_comparison(tools: Tools, hankehaku: Hankehaku) -> None:
    ids = [each.id for each in hankehaku.parts.projects[:3]]
    compared = tools.compare_projects(ids, "en")
    assert [each.id for each in compared.projects] == ids
    assert [row.aspect for row in compared.rows] == [
        row.heading for row in hankehaku.compare(ids, "en")
    ]
    differing = [row.differs for row in compared.rows]
    assert differing == sorted(differing, reverse=True)
    with pytest.raises(UsageError):
        tools.compare_projects([ids[0], ids[0]])


@pytest.mark.parametrize("call", ["get_project", "similar_projects"])
def test_an_unknown_project_names_the_nearest(
    tools: Tools, hankehaku: Hankehaku, call: str
) -> None:
    project = hankehaku.parts.projects[0].id
    with pytest.raises(UnknownProjectError) as told:
        getattr(tools, call)(project + "x")
    assert project in told.value.cure


def test_statistics_are_exact(tools: Tools, hankehaku: Hankehaku) -> None:
    figures = tools.statistics()
    supports = [
        each.grant.eu_support_eur
        for each in hankehaku.parts.projects
        if each.grant.eu_support_eur is not None
    ]
    assert (figures.count, figures.total) == (25, 25)
    assert figures.support.sum == sum(supports)
    assert figures.support.mean == statistics.fmean(supports)
    assert figures.support.median == statistics.median(supports)
    assert figures.support.lower_quartile == np.percentile(supports, 25)
    assert figures.support.upper_quartile == np.percentile(supports, 75)
    assert (figures.support.smallest, figures.support.largest) == (min(supports), max(supports))
    for groups in (figures.by_organisation_type, figures.by_objective, figures.by_start_year):
        assert sum(each.count for each in groups) == 25
        assert sum(each.support.sum or 0 for each in groups) == sum(supports)


def test_statistics_of_a_question(tools: Tools, hankehaku: Hankehaku) -> None:
    question = "kuntien hankkeet jotka alkoivat 2017"
    figures = tools.statistics(question)
    projects = hankehaku.everything(Request(question))
    assert figures.count == len(projects) > 0
    assert figures.understood
    assert len(figures.understood.conditions) == 2
    assert [each.value for each in figures.by_start_year] == ["2017"]
    assert [each.name for each in figures.by_organisation_type] == ["kunta"]
    nothing = tools.statistics("ydinvoimalan jäähdytysvesi")
    assert (nothing.no_match, nothing.count, nothing.support.sum) == (True, 0, None)


def project(number: int, support: int | None) -> Project:
    return Project(f"p{number}", "c", f"Hanke {number}", grant=Grant(support))


def test_spreads_of_few_values() -> None:
    none, one = spread([project(1, None)]), spread([project(1, 7), project(2, None)])
    assert (none.known, none.unknown, none.sum, none.lower_quartile) == (0, 1, None, None)
    assert (one.known, one.unknown, one.mean) == (1, 1, 7)
    assert (one.lower_quartile, one.median, one.upper_quartile) == (7, 7, 7)
    four = spread([project(number, number) for number in range(1, 5)])
    assert (four.lower_quartile, four.median, four.upper_quartile) == (1.75, 2.5, 3.25)
