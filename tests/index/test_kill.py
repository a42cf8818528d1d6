"""A short run of `eval/chaos.py`: kills, full disks and flipped bits never give a wrong answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from chaos import Chaos


@pytest.mark.timeout(200)
def test_what_is_disturbed_never_answers_wrongly(tmp_path: Path) -> None:
    chaos = Chaos(tmp_path, count=40, seed=3)
    chaos.kills(1, first=False)
    chaos.kills(1, first=True)
    chaos.full_disks(1)
    chaos.flips(1, part=5)
    chaos.collected()
    assert chaos.report.wrong == []
    counts = chaos.report.counts
    assert counts["flips: found by verify"] >= 4
    assert counts["flips: wrong"] == 0
