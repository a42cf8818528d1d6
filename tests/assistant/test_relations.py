"""Predecessors and successors come from names, organisations, times and texts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hankehaku.assistant.relations import predecessors, successors
from hankehaku.corpus.corpus import Corpus

RIO2 = "rio-2-kiertava-maahanmuuton-asiantuntija"


def test_rio_2_continues_rio_and_its_text_says_so(seed_corpus: Corpus) -> None:
    (found,) = successors(seed_corpus.by_id("rio"), seed_corpus.projects)
    assert found.later.id == RIO2
    assert found.quote.startswith("RIO 2 -hanke on jatkoa Maahanmuuttoviraston")
    assert found.quote in seed_corpus.by_id(RIO2).description
    (back,) = predecessors(seed_corpus.by_id(RIO2), seed_corpus.projects)
    assert back == found


def test_no_other_project_of_the_seed_continues_another(seed_corpus: Corpus) -> None:
    found = {
        (each.earlier.id, each.later.id)
        for project in seed_corpus.projects
        for each in successors(project, seed_corpus.projects)
    }
    assert found == {("rio", RIO2)}


@pytest.mark.parametrize(
    ("earlier", "later", "same", "expected"),
    [
        ("Silta", "Silta 2", True, True),
        ("Silta 2", "Silta 3", True, True),
        ("Silta II", "Silta III", True, True),
        ("Silta", "Silta 3", True, False),
        ("Silta", "Silta 2", False, False),
        ("Silta", "Siltasaari 2", True, False),
        ("Silta 2", "Silta", True, False),
    ],
)
def test_numbered_names_of_one_organisation(
    seed_corpus: Corpus, earlier: str, later: str, same: bool, expected: bool
) -> None:
    rio, other = seed_corpus.by_id("rio"), seed_corpus.by_id("youme")
    first = replace(rio, id="first", title=earlier, short_name=earlier, description="")
    second = replace(
        first,
        id="second",
        title=later,
        short_name=later,
        organisation=rio.organisation if same else other.organisation,
        period=other.period,
    )
    assert bool(successors(first, [first, second])) is expected


def test_what_began_earlier_is_no_successor(seed_corpus: Corpus) -> None:
    rio, rio_2 = seed_corpus.by_id("rio"), seed_corpus.by_id(RIO2)
    swapped = [replace(rio, period=rio_2.period), replace(rio_2, period=rio.period)]
    assert successors(swapped[0], swapped) == ()
