"""Target groups by the words of Finnish texts, and the gaps between what was done for them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hankehaku.assistant.overview import gaps as module
from hankehaku.assistant.overview.gaps import Gaps, gaps
from hankehaku.assistant.overview.target_groups import TargetGroup, TargetGroups
from hankehaku.errors import LexiconError
from hankehaku.records import Objective, Project

if TYPE_CHECKING:
    from hankehaku.index.kit import Kit

Make = Callable[..., Project]
OBJECTIVES = (Objective("2.1", "Laillinen maahanmuutto"), Objective("2.2", "Kotoutuminen"))
WOMEN = TargetGroup("women", {"fi": "naiset", "sv": "kvinnor", "en": "women"})
MEN = TargetGroup("men", {"fi": "miehet", "sv": "män", "en": "men"})


@pytest.fixture(scope="module")
def groups(kit: Kit) -> TargetGroups:
    return TargetGroups(kit.lexicon.folder, kit.finnish)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ryhmiä kotiäideille ja pakolaisnaisille.", {"women", "refugees"}),
        ("Äidinkielen opetusta aikuisille", set()),
        ("kiintiöpakolaisten vastaanotto", {"refugees", "quota_refugees"}),
        ("Toimintaa kansainvälistä suojelua saaville.", {"protected_people"}),
        ("kansainvälistä toimintaa ja suojelua", set()),
        ("Ulkomaisten asiantuntijoiden oleskeluluvat", {"foreign_workers"}),
        ("asiantuntijoiden verkosto", set()),
        ("vapaaehtoisten tukihenkilöiden koulutus", {"volunteers"}),
        ("vapaaehtoisen paluun tuki", set()),
        ("Ihmiskaupan uhrien auttaminen", {"trafficking_victims"}),
        ("ilman huoltajaa tulleet alaikäiset", {"families", "children", "unaccompanied_minors"}),
        ("Yhteiskunnan palvelut", set()),
        ("kuntien palvelut", {"municipalities"}),
        ("esimiesten kokous", set()),
        ("ikääntyneiden maahanmuuttajien neuvonta", {"older_people", "immigrants"}),
        ("SOS-Lapsikylän tilat", set()),
        ("", set()),
    ],
)
def test_words_tell_groups(groups: TargetGroups, make: Make, text: str, expected: set[str]) -> None:
    assert groups.of(make("", description=text)) == expected


def test_title_and_description_both_count(groups: TargetGroups, make: Make) -> None:
    project = make("Naistari", description="Lapsille")
    assert groups.of(project) == {"children"}
    assert groups.of(make("Isien ryhmä", description="Lapsille")) == {"children", "men"}


def test_hostile_texts_are_only_words(groups: TargetGroups, make: Make) -> None:
    assert groups.of(make("<script>" * 50, description="nuoret\x00\u202e" + "a" * 5000)) == {
        "young_people"
    }


def test_every_group_has_names(groups: TargetGroups) -> None:
    keys = [each.key for each in groups.groups]
    assert len(keys) == len(set(keys)) >= 30
    for each in groups.groups:
        assert all(each.names[language] for language in ("fi", "sv", "en")), each.key


def test_a_malformed_lexicon_is_told_with_its_line(tmp_path: Path, kit: Kit) -> None:
    path = tmp_path / "target_groups.tsv"
    path.write_text("key\tfi\tsv\ten\twords\nwomen\t\t\t\tnainen\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"line 2"):
        TargetGroups(tmp_path, kit.finnish)


def found_of(projects: list[Project]) -> Gaps:
    named = {"Naiset": {"women"}, "Miehet": {"men"}, "Kaikki": {"women", "men"}, "Muu": set()}
    return gaps(projects, OBJECTIVES, (WOMEN, MEN), lambda project: named[project.title])


def test_counts_by_objective_group_and_year(make: Make) -> None:
    found = found_of(
        [
            make("Naiset", objective="2.2", start=date(2017, 1, 1)),
            make("Kaikki", objective="2.2", start=date(2019, 1, 1)),
            make("Naiset", objective="2.2"),
            make("Muu", objective="2.2", start=date(2019, 1, 1)),
        ]
    )
    assert [str(each) for each in found.years] == ["2017", "2018", "2019"]
    assert found.undated == 1
    empty, done = found.objectives
    assert (empty.objective.code, empty.projects, empty.lines) == ("2.1", 0, ())
    assert empty.missing == (WOMEN, MEN)
    women, men, none = done.lines
    assert (women.group, women.counts, women.undated, women.total) == (WOMEN, (1, 0, 1), 1, 3)
    assert (men.group, men.counts, men.undated, men.total) == (MEN, (0, 0, 1), 0, 1)
    assert (none.group, none.counts, none.total) == (None, (0, 0, 1), 1)
    assert done.missing == ()
    assert found.missing == ()


def test_what_nobody_names_is_told(make: Make) -> None:
    found = found_of([make("Naiset", objective="2.2", start=date(2017, 1, 1))])
    assert found.missing == (MEN,)
    assert found.objectives[1].missing == (MEN,)


def test_unknown_and_unlisted_objectives(make: Make) -> None:
    found = found_of(
        [make("Naiset"), make("Naiset", objective="2.10"), make("Naiset", objective="2.9")]
    )
    codes = [each.objective.code for each in found.objectives]
    assert codes == ["2.1", "2.2", "2.9", "2.10", ""]
    assert found.years == ()


def test_no_more_than_some_are_looked_through(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ANALYSED", 2)
    found = found_of([make("Naiset", objective="2.2"), make("Naiset"), make("Miehet")])
    assert (found.analysed, found.projects) == (2, 3)
    assert found.missing == (MEN,)


def test_nothing_has_only_gaps() -> None:
    found = found_of([])
    assert [each.projects for each in found.objectives] == [0, 0]
    assert found.missing == (WOMEN, MEN)
