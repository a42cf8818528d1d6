"""The texts are complete in every language, and every one of them is used."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from hankehaku.interfaces.texts import (
    CHAT_EXAMPLES,
    EXAMPLES,
    TEXTS,
    chat_examples,
    count_text,
    examples,
    issue_text,
    known_language,
    number,
    organisation_type_text,
    reranked_text,
    source_text,
    text,
)
from hankehaku.interfaces.uploads.trouble import Trouble
from hankehaku.language.terms import CURATED, PARTS, RELATED, SYNONYM, WRITTEN
from hankehaku.records import DataIssue, IssueKind, OrganisationType
from hankehaku.search.request import FACETS, SORTS
from hankehaku.search.result import Reranked
from hankehaku.search.suggest import KINDS
from hankehaku.sources.rejected import Reason
from hankehaku.sources.tables.columns import FIELDS

SOURCE = Path(__file__).parents[2] / "src" / "hankehaku"
ISSUE_FIELDS = ("start", "end", "period")
TAKEN = ("csv", "xlsx", "docx", "json")
REASONS = ("busy", "client_connections", "connections", "cross_origin", "host", "not_found")
REASONS += ("rate", "sign_in", "slow_body", "timeout", "token", "too_large", "tries", "unexpected")

# Keys that code puts together, with what it puts them together from.
PUT_TOGETHER = {
    *(f"issue_{kind.value}" for kind in IssueKind),
    *(f"organisation_type_{kind.value}" for kind in OrganisationType),
    *(f"field_{field}" for field in ISSUE_FIELDS),
    *(f"source_{source}" for source in (WRITTEN, PARTS, SYNONYM, RELATED, *CURATED)),
    *(f"place_{place}" for place in ("title", "description", "names")),
    *(f"language_{language}" for language in TEXTS),
    *(f"example_{number}" for number in range(1, EXAMPLES + 1)),
    *(f"chat_example_{number}" for number in range(1, CHAT_EXAMPLES + 1)),
    *(f"facet_{facet}" for facet in FACETS),
    *(f"sort_{order}" for order in SORTS),
    *(f"flaws_{value}" for value in ("yes", "no")),
    *(f"suggest_{kind}" for kind in KINDS),
    *(f"take_{format_}" for format_ in TAKEN),
    *(f"vote_{said}" for said in ("yes", "no", "thanks", "failed")),
    *(f"plan_trouble_{trouble.value}" for trouble in Trouble),
    *(f"inspect_field_{field}" for field in FIELDS),
    *(f"inspect_reason_{reason.value}" for reason in Reason),
    *(f"guard_{reason}{part}" for reason in REASONS for part in ("", "_heading")),
}

FORMS = re.compile(r"_(?:one|many)$")
"""The ends of keys that `count_text` chooses by a number."""


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def test_finnish_comes_first() -> None:
    assert list(TEXTS) == ["fi", "sv", "en"]


@pytest.mark.parametrize("language", TEXTS)
def test_every_language_has_the_same_keys(language: str) -> None:
    assert TEXTS[language].keys() == TEXTS["fi"].keys()


@pytest.mark.parametrize("language", TEXTS)
def test_every_text_is_there_and_has_the_same_placeholders(language: str) -> None:
    for key, template in TEXTS[language].items():
        assert template.strip() == template != "", key
        assert placeholders(template) == placeholders(TEXTS["fi"][key]), key


@pytest.mark.parametrize("language", ["sv", "en"])
def test_texts_are_translated(language: str) -> None:
    same = {"product", "page_title_question", "source_lines", "place_times"}
    same |= {"overview_missing_groups", "overview_cell"}  # names and numbers alone
    for key, template in TEXTS[language].items():
        if key not in same and len(template) > 12:
            assert template != TEXTS["fi"][key], key


def test_every_key_is_used() -> None:
    modules = (path for path in SOURCE.rglob("*.py") if "texts" not in path.parts)
    code = "\n".join(path.read_text(encoding="utf-8") for path in modules)
    code += (SOURCE / "interfaces" / "texts" / "__init__.py").read_text(encoding="utf-8")
    named = set(re.findall(r"""["']([a-z][a-z0-9_]*)["']""", code))
    unused = set(TEXTS["fi"]) - named - PUT_TOGETHER
    assert {key for key in unused if FORMS.sub("", key) not in named} == set()


def test_put_together_keys_exist() -> None:
    assert set(TEXTS["fi"]) >= PUT_TOGETHER


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("kind", IssueKind)
def test_every_issue_has_a_sentence(kind: IssueKind, language: str) -> None:
    sentence = issue_text(DataIssue(kind, "start", "1.0.2018", 187), language)
    assert "187" in sentence
    assert "{" not in sentence


def test_an_issue_in_plain_words() -> None:
    issue = DataIssue(IssueKind.IMPOSSIBLE_DATE, "start", "1.0.2018", 187)
    expected = "Lähteessä alkupäivä on ”1.0.2018”, jota ei ole olemassa (rivi 187)"
    assert issue_text(issue, "fi") == expected


def test_an_issue_without_line_or_known_field() -> None:
    issue = DataIssue(IssueKind.MISSING_PERIOD, "jakso {0}", "")
    assert issue_text(issue, "fi") == "Lähteestä puuttuu jakso {0}"


@pytest.mark.parametrize("kind", OrganisationType)
def test_every_kind_of_organisation_has_a_name(kind: OrganisationType) -> None:
    assert all(organisation_type_text(kind, language) for language in TEXTS)


def test_sources_in_plain_words() -> None:
    assert source_text("glossary", "fi") == "alan sanasto"
    assert source_text("freedict-eng-fin", "sv") == "ordboken freedict-eng-fin"
    lexicon = ["sanasto yso", "ordlistan yso", "lexicon yso"]
    assert [source_text("yso", language) for language in ("fi", "sv", "en")] == lexicon


def test_what_a_reranker_did() -> None:
    moved, kept = Reranked("judge", 4, 0.5), Reranked("judge", 1, 0.5)
    assert [reranked_text(moved, 1, language) for language in TEXTS] == [
        "Uudelleenjärjestäjä judge siirsi hankkeen sijalta 4 sijalle 1.",
        "Omrangordnaren judge flyttade projektet från plats 4 till plats 1.",
        "The reranker judge moved the project from place 4 to place 1.",
    ]
    assert [reranked_text(kept, 1, language) for language in TEXTS] == [
        "Uudelleenjärjestäjä judge piti hankkeen sijalla 1.",
        "Omrangordnaren judge lät projektet stå kvar på plats 1.",
        "The reranker judge kept the project at place 1.",
    ]


def test_examples_differ() -> None:
    assert all(len(set(examples(language))) == EXAMPLES for language in TEXTS)
    assert all(len(set(chat_examples(language))) == CHAT_EXAMPLES for language in TEXTS)


@pytest.mark.parametrize(
    ("count", "language", "expected"),
    [(1, "fi", "1 hanke"), (5, "fi", "5 hanketta"), (1, "en", "1 project"), (2, "sv", "2 projekt")],
)
def test_counts(count: int, language: str, expected: str) -> None:
    assert count_text(language, "status", count) == expected


def test_numbers_and_unknown_languages() -> None:
    assert number(20000, "fi") == "20\u00a0000"
    assert number(20000, "en") == "20,000"
    assert known_language("sv") == "sv"
    assert known_language("de") == known_language(None) == known_language(["sv"]) == "fi"


def test_a_missing_value_or_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        text("fi", "error_too_long")
    with pytest.raises(KeyError):
        text("fi", "no_such_text")
