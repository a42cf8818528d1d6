"""How a plan is cut into the parts that are looked up."""

from __future__ import annotations

from hankehaku.assistant.plan.looking_up import specificity
from hankehaku.assistant.plan.units import MAX_UNITS, Unit, units_of


def test_sentences_in_order_each_once() -> None:
    units = units_of("Tavoite\nOhjaamme nuoria. Ohjaamme  nuoria. 1.2.2020\nKoulutamme!")
    assert [unit.text for unit in units] == ["Tavoite", "Ohjaamme nuoria.", "Koulutamme!"]


def test_a_long_plan_has_longer_parts() -> None:
    units = units_of(" ".join(f"Virke numero {n} on tässä." for n in range(250)))
    assert len(units) == MAX_UNITS
    assert sum(len(unit.sentences) for unit in units) == 250
    assert units[0].sentences[0] == "Virke numero 0 on tässä."


def test_where_a_place_is() -> None:
    unit = Unit.of(("Yksi.", "Kaksi.", "Kolme."))
    assert unit.text == "Yksi. Kaksi. Kolme."
    assert [unit.at(place) for place in (0, 4, 6, 12, 13, 18)] == [0, 0, 1, 1, 2, 2]


def test_a_part_is_bounded() -> None:
    assert len(Unit.of(tuple("x" * 900 for _ in range(20))).text) < 3_000
    assert units_of("") == units_of(" 12. 13. ") == ()


def test_what_many_projects_have_tells_little() -> None:
    assert [specificity(count, 25) for count in (1, 5, 25)] == [1.0, 0.5, 0.0]
    assert specificity(1, 1) == 1.0
