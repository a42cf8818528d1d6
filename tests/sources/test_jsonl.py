from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from hankehaku.errors import SourceError
from hankehaku.records import DataIssue, IssueKind, Objective
from hankehaku.sources.base import Document, ReadResult
from hankehaku.sources.jsonl import JsonlReader
from hankehaku.sources.rejected import Reason

KOTOISA = {
    "id": "kotoisa",
    "text": "Hankkeessa kokeillaan osallisuuden lisäämisen keinoja.",
    "title": "Kotoisa-kehittämishanke",
    "organisation": "Jyväskylän kaupunki",
    "start": "1.3.2018",
    "end": "2019-12-31",
    "eu_support_eur": 143439,
    "objective": "2.2",
    "links": ["Lisätietoa hankkeesta"],
}


def read(*lines: object) -> ReadResult:
    text = "\n".join(
        line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines
    )
    return JsonlReader().read(Document.from_bytes(Path("k.jsonl"), text.encode("utf-8")))


def test_a_record_with_all_fields() -> None:
    [project] = read(KOTOISA).projects
    assert (project.id, project.title) == ("kotoisa", "Kotoisa-kehittämishanke")
    assert project.description == "Hankkeessa kokeillaan osallisuuden lisäämisen keinoja."
    assert (project.organisation, project.start, project.end, project.support) == (
        *("Jyväskylän kaupunki", "1.3.2018", "2019-12-31", "143439"),
    )
    assert project.objective == Objective("2.2")
    assert project.links == ("Lisätietoa hankkeesta",)
    assert (project.file, project.first_line, project.last_line) == ("k.jsonl", 1, 1)
    assert project.issues == ()


def test_a_field_that_is_not_given_is_none_and_an_empty_one_is_empty() -> None:
    bare, empty = read(
        {"id": "a", "text": "Teksti."},
        {"id": "b", "text": "Teksti.", "organisation": "", "start": None},
    ).projects
    assert (bare.organisation, bare.start, bare.end, bare.support) == (None, None, None, None)
    assert (empty.organisation, empty.start, empty.end) == ("", "", None)


def test_the_nested_fields_of_a_stored_project_are_understood() -> None:
    [project] = read(
        {
            "id": "a",
            "description": "Teksti.",
            "organisation": {
                "name": "Espoon kaupunki",
                "written": "ESPOON KAUPUNKI",
                "region": "X",
            },
            "period": {"start": None, "start_written": "1.0.2018", "end": "2019-10-31"},
            "grant": {"eu_support_eur": 171415, "written": "171 415 euroa"},
            "objective": {"code": "2.3", "name": "Valmiuksien kehittäminen"},
        }
    ).projects
    assert (project.organisation, project.region) == ("ESPOON KAUPUNKI", "X")
    assert (project.start, project.end, project.support) == ("1.0.2018", "2019-10-31", "171415")
    assert project.objective == Objective("2.3", "Valmiuksien kehittäminen")


def test_a_period_may_be_one_text() -> None:
    [project] = read({"id": "a", "text": "T", "period": "1.2.2017 – 31.1.2020"}).projects
    assert (project.start, project.end) == ("1.2.2017", "31.1.2020")


@pytest.mark.parametrize(
    "line",
    [
        "ei jsonia",
        '{"id": "a"',
        '["a", "teksti"]',
        {"id": "x"},
        {"text": "Teksti."},
        {"id": "", "text": "Teksti."},
        {"id": " ", "text": "Teksti."},
        {"id": 7, "text": "Teksti."},
        {"id": "a\nb", "text": "Teksti."},
        {"id": "a" * 201, "text": "Teksti."},
        {"id": "..", "text": "Teksti."},
        {"id": ".", "text": "Teksti."},
        {"id": "x", "text": None},
        {"id": "x", "text": 7},
        '{"id": "x", "text": "\\ud83d"}',
        '{"id": "x", "text": ' + "[" * 100_000 + "}",
        '{"id": "x", "text": "t", "n": ' + "9" * 5_000 + "}",
        {**KOTOISA, "text": "Sama tunnus uudestaan."},
    ],
)
def test_an_unreadable_line_is_an_issue_and_the_rest_is_read(line: object) -> None:
    result = read(KOTOISA, line, {"id": "toinen", "text": "Teksti."})
    assert [each.id for each in result.projects] == ["kotoisa", "toinen"]
    [issue] = result.issues
    assert (issue.kind, issue.field, issue.line) == (IssueKind.UNREADABLE_LINE, "k.jsonl", 2)
    [rejected] = result.rejected
    assert rejected.counts
    if rejected.reason is Reason.NO_RECORD:
        written = line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)
        assert rejected.record == written
        assert issue.written == (written if len(written) <= 300 else f"{written[:300]}…")
    else:
        assert (rejected.reason, rejected.record["id"]) == (Reason.REPEATED_ID, "kotoisa")


def test_an_objective_has_its_code_and_name_on_one_line() -> None:
    objective = {
        "code": "2.2\r\nX: 1",
        "name": " Nimi\n\0jatkuu",
        "introduction": "Yksi.\n\nKaksi. ",
    }
    found = read({**KOTOISA, "objective": objective}).projects[0].objective
    assert (found.code, found.name) == ("2.2 X: 1", "Nimi jatkuu")
    assert found.introduction == "Yksi.\n\nKaksi."


def test_a_field_of_another_type_is_an_issue_of_its_project() -> None:
    [project] = read(
        {"id": "a", "text": "Teksti.", "organisation": ["x"], "links": 5, "objective": 2}
    ).projects
    kind = IssueKind.UNREADABLE_LINE
    assert project.issues == (
        DataIssue(kind, "organisation", '["x"]', 1),
        DataIssue(kind, "objective", "2", 1),
        DataIssue(kind, "links", "5", 1),
    )


@pytest.mark.parametrize(
    ("given", "written"), [(1225.306, "1225.31"), (5000.0, "5000.00"), (7, "7")]
)
def test_sums_may_be_numbers(given: float, written: str) -> None:
    assert read({"id": "a", "text": "T", "eu_support_eur": given}).projects[0].support == written


def test_ids_are_kept_as_given_and_separators_within_a_text_end_no_line() -> None:
    [project] = read({"id": "Ä/1 ü", "text": "Rivi\u2028jatkuu"}).projects
    assert (project.id, project.description) == ("Ä/1 ü", "Rivi\u2028jatkuu")


@pytest.mark.parametrize("text", ["", "\n\n", "ei jsonia\n"])
def test_a_document_without_a_record_is_an_error(text: str) -> None:
    with pytest.raises(SourceError, match=r"k\.jsonl: no line holds"):
        read(text)


def test_the_result_does_not_depend_on_the_end_of_lines(tmp_path: Path) -> None:
    make: Callable[[str], Document] = lambda end: Document.from_bytes(  # noqa: E731
        tmp_path / "k.jsonl", (end.join([json.dumps(KOTOISA), ""]) + end).encode()
    )
    assert JsonlReader().read(make("\n")).projects == JsonlReader().read(make("\r\n")).projects


def test_keys_are_told_with_what_they_are_taken_for() -> None:
    [reading] = read(
        {"id": "a", "text": "T", "toteuttaja": "X"}, {"id": "b", "text": "T", "period": ""}
    ).readings
    assert reading.columns == (
        *(("id", "id"), ("text", "description"), ("toteuttaja", ""), ("period", "period")),
    )
