"""Text that would harm a spreadsheet or a file."""

from __future__ import annotations

import pytest

from hankehaku.interfaces.exports.cleaning import clean, defused, is_formula, one_line, shortened


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "+358 40 1234567", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1"),
        *("＝1", "＋1", "－1", "＠A1", "﹢1", "  =1", "\u200b=1", "\ufeff=1", "\x00=1", "\u00a0-1"),
    ],
)
def test_formulas_are_defused(text: str) -> None:
    assert is_formula(text)
    assert defused(text).startswith("'")


@pytest.mark.parametrize("text", ["", "a=1", "Kotoa kotiin -hanke", "2.2", "'=1", "–", "1-2", "["])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert defused(text) == text


def test_what_xml_cannot_hold_is_left_out() -> None:
    assert clean("a\x00b\x0bc\ud800d\ufffee\x7f\x9ff") == "abcdef"
    assert clean("a\r\nb\rc\td") == "a\nb\nc\td"
    assert clean("äöå 😀 ”lainaus”") == "äöå 😀 ”lainaus”"


def test_a_formula_behind_what_is_cleaned_away() -> None:
    assert defused("\ufffe=1") == "'=1"


def test_lines_and_lengths() -> None:
    assert one_line(" a\r\n b\x00\tc ") == "a b c"
    assert shortened("maahanmuutto", 6) == "maaha…"
    assert shortened("muutto", 6) == "muutto"
