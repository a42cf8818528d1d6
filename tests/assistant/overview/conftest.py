"""Small projects to look at as a whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from hankehaku.records import Grant, Objective, Organisation, Period, Project

Make = Callable[..., Project]


@pytest.fixture
def make() -> Make:
    """Make a project of what matters in a test; ids count up."""
    made = iter(range(1, 1_000_000))

    def project(
        title: str = "Hanke",
        *,
        start: date | None = None,
        end: date | None = None,
        euros: int | None = None,
        organisation: str = "",
        municipality: str = "",
        objective: str = "",
        description: str = "",
    ) -> Project:
        return Project(
            id=f"h{next(made)}",
            collection="testi",
            title=title,
            description=description,
            organisation=Organisation(name=organisation, municipality=municipality),
            period=Period(start, end),
            grant=Grant(euros),
            objective=Objective(objective, "Kotoutuminen" if objective else ""),
        )

    return project
