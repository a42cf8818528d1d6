"""The ranking is as good as the newest committed report says, on the report half."""

from __future__ import annotations

import pytest

from collection import read_set, topic_sets
from evaluate import ask, evaluate, rankings_of
from hankehaku.facade import Hankehaku
from hankehaku.index.kit import Kit
from measures import MAIN
from report import newest

TOLERANCE = 0.02


@pytest.mark.parametrize("name", topic_sets())
def test_no_language_has_become_worse(hankehaku: Hankehaku, kit: Kit, name: str) -> None:
    figures = newest()
    if figures is None:
        pytest.skip("no report is committed yet: make eval")
    dictionaries = [each.name for each in kit.dictionaries]
    if figures["parts"]["dictionaries"] != dictionaries:
        pytest.skip(f"the report was made with other dictionaries than {dictionaries}")
    if name not in figures["report"]["sets"]:
        pytest.skip("these topics are newer than the newest report: make eval")
    topics = read_set(name).part("report")
    measured = evaluate(rankings_of(ask(hankehaku, topics.answered)), topics)
    for language, before in figures["report"]["sets"][name].items():
        now = measured[language][MAIN]["mean"]
        least = before[MAIN]["mean"] - TOLERANCE
        assert now >= least, f"{MAIN} of {language} in {name}, report {figures['commit']}"
