"""What a project continues and what continues it, and where their times are drawn."""

from __future__ import annotations

import itertools
from datetime import date
from typing import cast

from doc_checks import HOSTILE, FakeCollection, collection
from page_builders import make_project

from hankehaku.assistant.relations import Relation
from hankehaku.facade import Hankehaku
from hankehaku.interfaces.web.documents.timeline import FAR, Axis, chain, timeline_html
from hankehaku.records import Period, Project

CHAIN = tuple(
    make_project(
        id=f"osa-{n}", title=f"Osa {n}", period=Period(date(2010 + n, 1, 1), date(2010 + n, 12, 31))
    )
    for n in range(9)
)
LINKS = tuple(Relation(a, b, "") for a, b in itertools.pairwise(CHAIN))


def test_chains_are_followed_both_ways_and_not_for_ever() -> None:
    steps = chain(collection(*CHAIN, relations=LINKS), CHAIN[1])
    assert [each.project.id for each in steps] == [f"osa-{n}" for n in range(1 + 1 + FAR)]
    assert [each.far for each in steps] == [-1, 0, 1, 2, 3, 4, 5]
    assert steps[0].near == CHAIN[1]
    assert steps[-1].near == CHAIN[5]


def test_a_circle_ends() -> None:
    first, second = CHAIN[:2]
    circle = (Relation(first, second, ""), Relation(second, first, ""))
    fake = FakeCollection(first, second, relations=circle)
    steps = chain(cast(Hankehaku, fake), first)
    assert [each.project.id for each in steps].count(first.id) == 1
    assert sorted(fake.asked_relations) == sorted({first.id, second.id})


def test_the_chain_of_a_real_project(hankehaku: Hankehaku) -> None:
    steps = chain(hankehaku, hankehaku.project("rio"))
    assert [(each.project.id, each.far) for each in steps] == [
        ("rio", 0),
        ("rio-2-kiertava-maahanmuuton-asiantuntija", 1),
    ]
    assert steps[1].quote.startswith("RIO 2 -hanke on jatkoa Maahanmuuttoviraston (Migrin) RIO")


def test_one_alone_has_no_line() -> None:
    assert timeline_html(chain(collection(CHAIN[0]), CHAIN[0]), "hanke/x", "fi") == ""


def test_where_days_are_on_the_axis() -> None:
    axis = Axis.of([make_project(period=Period(date(2018, 5, 1), date(2019, 2, 1)))])
    assert axis == Axis(2018, 2019)
    assert axis.at(date(2018, 1, 1)) == 0
    assert axis.at(date(2019, 1, 1)) == 50
    assert 99 < axis.at(date(2019, 12, 31)) < 100
    assert Axis.of([make_project(period=Period())]) is None


def test_bars_and_what_is_unknown() -> None:
    axis = Axis(2018, 2019)

    def drawn(*bounds: date | None) -> str:
        return axis.bar(make_project(period=Period(*bounds)), own=True)

    assert 'class="bar own" x="0%" y="2" rx="3" width="50%"' in drawn(
        date(2018, 1, 1), date(2019, 1, 1)
    )
    assert '<circle class="open own" cx="50%"' in drawn(None, date(2019, 1, 1))
    assert "bar" not in drawn(None, date(2019, 1, 1))
    assert "circle" not in drawn(None, None)
    assert drawn(date(2019, 2, 1), date(2018, 2, 1)).count("circle") == 2


def test_a_long_axis_names_few_years() -> None:
    assert Axis(1995, 2025).svg().count("<text") <= 7
    assert Axis(2018, 2020).svg().count("<text") == 3


def test_hostile_names_and_quotes() -> None:
    first: Project = make_project(title=HOSTILE)
    second = make_project(id="b", title=HOSTILE)
    steps = chain(collection(first, second, relations=[Relation(first, second, HOSTILE)]), first)
    html = timeline_html(steps, "hanke/x", "en")
    assert "<script" not in html
    assert "<img" not in html
    assert html.count("&lt;script&gt;") == 3
    assert '<q lang="fi">' in html
