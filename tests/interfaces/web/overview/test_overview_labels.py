"""Labels of the map lie on nothing else."""

from __future__ import annotations

from hankehaku.interfaces.web.overview.labels import Circle, placed


def test_a_label_goes_to_the_right_first_then_elsewhere() -> None:
    one = Circle(50, 50, 5, "Espoo")
    assert [(each.anchor, each.x) for each in placed([one], 5, 10, 200)] == [("start", 58)]
    neighbour = Circle(75, 50, 5, "")
    found = placed([one, neighbour], 1, 10, 200)
    assert [(each.anchor, each.x) for each in found] == [("end", 42)]


def test_without_room_there_is_no_label() -> None:
    crowd = [Circle(20 + at % 5 * 12, 20 + at // 5 * 12, 6, "Hämeenlinna") for at in range(25)]
    found = placed(crowd, 25, 13, 100)
    assert len(found) < 25
    assert placed([Circle(10, 10, 5, "x" * 100)], 5, 10, 50) == ()


def test_no_more_than_asked_for_and_none_on_what_is_taken() -> None:
    row = [Circle(20, 30 * at + 20, 3, f"K{at}") for at in range(5)]
    assert [each.name for each in placed(row, 2, 10, 100)] == ["K0", "K1"]
    assert placed(row[:1], 2, 10, 100, ((0, 0, 100, 100),)) == ()
