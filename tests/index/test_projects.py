"""Records beside vectors and words: by row, by id, whole."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

import pytest
from fakes import project

from hankehaku.errors import IndexDamagedError
from hankehaku.index.projects import ProjectStore
from hankehaku.records import (
    DataIssue,
    Grant,
    IssueKind,
    Objective,
    Organisation,
    OrganisationType,
    Period,
    SourcePosition,
)

FULL = project(
    7,
    "Ääniä \U0001f600 'lainaus'; DROP TABLE project",
    "Eka. Toka.",
    organisation=Organisation("Polli", "polli", OrganisationType.NGO, abbreviations=("PLL",)),
    period=Period(date(2016, 2, 29), None, "29.2.2016", "31.2.2017"),
    grant=Grant(0, "0 €"),
    objective=Objective("2.2", "Kotoutuminen", "Johdanto"),
    links=("Sivu",),
    source=SourcePosition("a.txt", 3, 9),
    issues=(DataIssue(IssueKind.IMPOSSIBLE_DATE, "period", "31.2.2017", 4),),
)
CONTENT = (
    (project(3), ((0, 21), (22, 44))),
    (FULL, ((0, 4), (5, 10))),
    (project(1, description=""), ()),
)
PLACES = {"p3": ("Helsinki", "Uusimaa"), "p7": (), "p1": ("Tampere",)}


@pytest.fixture
def store(tmp_path: Path) -> ProjectStore:
    kept = [(*each, PLACES[each[0].id]) for each in CONTENT]
    assert ProjectStore.build(tmp_path / "projects.sqlite", kept) == 3
    return ProjectStore(tmp_path / "projects.sqlite")


def test_rows_are_in_the_order_of_the_build(store: ProjectStore) -> None:
    assert len(store) == 3
    assert store.ids() == ["p3", "p7", "p1"]
    assert list(store) == [each for each, _ in CONTENT]


def test_rows_come_as_asked_for(store: ProjectStore) -> None:
    assert store.rows([2, 0, 1]) == [CONTENT[2], CONTENT[0], CONTENT[1]]
    assert store.rows([1, 1]) == [CONTENT[1], CONTENT[1]]
    assert store.rows([]) == []


def test_places_come_with_their_projects(store: ProjectStore) -> None:
    found = {project.id: places for project, places in store.facts()}
    assert found == {key: frozenset(places) for key, places in PLACES.items()}


def test_by_id(store: ProjectStore) -> None:
    assert store.by_id("p7") == FULL
    assert store.by_id("p8") is None
    assert store.by_id("") is None


def test_a_row_that_is_not_there_is_an_error(store: ProjectStore) -> None:
    with pytest.raises(KeyError):
        store.rows([0, 3])


def test_threads_read_at_once(store: ProjectStore) -> None:
    found: list[object] = []

    def read() -> None:
        found.extend(store.rows([each % 3])[0] == CONTENT[each % 3] for each in range(60))

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [True] * 480


def test_the_store_is_not_written_to(store: ProjectStore, tmp_path: Path) -> None:
    before = (tmp_path / "projects.sqlite").read_bytes()
    store.rows([0])
    assert [each.name for each in tmp_path.iterdir()] == ["projects.sqlite"]
    assert (tmp_path / "projects.sqlite").read_bytes() == before


def test_missing_file_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "none.sqlite"
    with pytest.raises(IndexDamagedError, match=r"records are missing.*build --force") as caught:
        ProjectStore(path)
    assert caught.value.where == str(path)
