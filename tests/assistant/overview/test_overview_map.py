"""The projection against a published point, and the line round points."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hankehaku.assistant.overview.outline import outline
from hankehaku.assistant.overview.projection import project
from hankehaku.corpus.places import Places

if TYPE_CHECKING:
    from hankehaku.facade import Hankehaku


def test_the_example_of_the_recommendation_on_coordinates() -> None:
    # JHS 154 / 197: 60° 23' 6.2928" N, 19° 50' 53.2926" E
    point = project(60.3851068722, 19.8481367678)
    assert point.north == pytest.approx(6_715_706.377, abs=0.01)
    assert point.east == pytest.approx(106_256.360, abs=0.01)


def test_the_central_meridian_is_straight() -> None:
    assert [project(lat, 27.0).east for lat in (60.0, 65.0, 70.0)] == [500_000.0] * 3


def test_an_outline_digs_in() -> None:
    square = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]
    assert set(outline(square)) == set(square)
    assert (5.0, 8.0) in outline([*square, (5.0, 8.0)], 1.2)
    # few points have no inside
    assert outline([(0.0, 0.0), (1.0, 1.0)]) == ((0.0, 0.0), (1.0, 1.0))
    assert outline([]) == ()


def test_the_outline_of_the_municipalities(hankehaku: Hankehaku) -> None:
    places = Places.load(hankehaku.kit.lexicon.folder).municipalities
    points = [tuple(project(each.lat, each.lon)) for each in places]
    ring = outline(points)  # type: ignore[arg-type]
    assert len(set(ring)) == len(ring) > 20
    by_name = {each.fi: point for each, point in zip(places, points, strict=True)}
    assert by_name["Utsjoki"] in ring
    assert by_name["Hanko"] in ring
    assert by_name["Jyväskylä"] not in ring
