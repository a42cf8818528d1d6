from __future__ import annotations

import json
import sys
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from table_builders import read, reasons, told

from hankehaku.errors import SourceError
from hankehaku.sources.base import Options
from hankehaku.sources.tables.json_table import flatten

RECORD = {"Hankkeen nimi": "Silta", "Kuvaus": "Yhdistää.", "Alkaa": "1.9.2020", "Tuki": 5000.5}


def read_json(value: Any, options: Options | None = None) -> Any:
    text = value if isinstance(value, str) else json.dumps(value)
    return read("json", text.encode(), options)


@pytest.mark.parametrize(
    "value",
    [
        [RECORD],
        {"projects": [RECORD]},
        {"total": 1, "result": {"records": [RECORD], "fields": [1, 2]}},
        json.dumps(RECORD),
        f"{json.dumps(RECORD)}\n\n",
        "\ufeff" + json.dumps([RECORD]),
    ],
)
def test_lists_of_any_place_and_lines(value: Any) -> None:
    assert told(read_json(value)) == [("Silta", "1.9.2020", None, "5000.50")]


def test_nested_values_are_named_by_their_way() -> None:
    record = {"a": {"b": [{"c": 1}, {"c": 2}]}, "d": ["x", "", "y"], "e": {}, "f": [[1]]}
    assert flatten(record) == {"a.b.0.c": 1, "a.b.1.c": 2, "d": "x; y", "f.0": "1"}
    options = Options(columns={"title": ("hanke.nimi",), "organisation": ("tekijät.0.nimi",)})
    value = [{"hanke": {"nimi": "Silta"}, "tekijät": [{"nimi": "Espoo"}, {"nimi": "Pori"}]}]
    [project] = read_json(value, options).projects
    assert (project.title, project.organisation) == ("Silta", "Espoo")


def test_what_is_no_object_is_rejected_and_the_rest_read() -> None:
    result = read_json(f'{json.dumps(RECORD)}\n["ei"]\n{{"rikki": \n')
    assert told(result) == [("Silta", "1.9.2020", None, "5000.50")]
    assert reasons(result) == [(2, "no_record"), (3, "no_record")]
    assert result.readings[0].records == 3


def test_halves_of_pairs_become_signs_that_can_be_written() -> None:
    [project] = read_json('[{"title": "a\\ud83d", "description": "x"}]').projects
    assert project.title == "a?"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[" * 100_000, "no JSON|too deep"),
        ('{"a": ' * 5_000 + "1" + "}" * 5_000, "too deep"),
        ("[1, 2]", "no list of objects"),
        ("[]", "no list of objects"),
        ("{", "no JSON"),
        ('[{"a": 1}]', "no column is known"),
        ('[{"title": "x", "n": ' + "9" * 5000 + "}]", "no JSON"),
    ],
)
def test_what_cannot_be_read_is_a_source_error(text: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read_json(text)


def test_parquet_has_types_of_its_own() -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    made = BytesIO()
    columns = {
        "Hankkeen nimi": ["Silta", "Koti", None],
        "Kuvaus": ["Yhdistää.", "Auttaa.", None],
        "Alkaa": [date(2020, 9, 1), None, date(2021, 1, 1)],
        "EU-tuki": [Decimal("5000.50"), Decimal("90000.00"), None],
        "muu": [[1], [], None],
    }
    parquet.write_table(arrow.table(columns), made)
    result = read("parquet", made.getvalue())
    assert told(result) == [
        ("Silta", "2020-09-01", None, "5000.50"),
        ("Koti", "", None, "90000"),
    ]
    assert reasons(result) == [(3, "no_text")]
    with pytest.raises(SourceError, match=r"taulu\.parquet: the file is no Parquet, or damaged"):
        read("parquet", made.getvalue()[:-20])


def test_parquet_without_its_extra_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(SourceError, match=r"pip install 'hankehaku\[parquet\]'"):
        read("parquet", b"PAR1")
