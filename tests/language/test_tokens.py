from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hankehaku.language.tokens import plain, words


def surfaces(text: str) -> list[str]:
    return [word for word, _, _ in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kotoisa-hankkeessa kokeillaan", ["Kotoisa-hankkeessa", "kokeillaan"]),
        ("Etelä‐Suomi ja Pohjois‑Suomi", ["Etelä‐Suomi", "ja", "Pohjois‑Suomi"]),
        ("koulutuksia ja –tapahtumia", ["koulutuksia", "ja", "tapahtumia"]),
        ("EU–tuki", ["EU–tuki"]),
        ("Mielenterveyden lähettiläät –malli", ["Mielenterveyden", "lähettiläät", "malli"]),
        ("työ- ja elinkeinoministeriö", ["työ", "ja", "elinkeinoministeriö"]),
        ("-neuvonnan, -haastattelujen", ["neuvonnan", "haastattelujen"]),
        ("n.6-8 kerrasta", ["n", "6", "8", "kerrasta"]),
        ("2017–2018 sekä 2017-2018", ["2017", "2018", "sekä", "2017", "2018"]),
        ("RIO 2- hankkeessa 2-hanke COVID-19", ["RIO", "2", "hankkeessa", "2-hanke", "COVID-19"]),
        ("THL:n, hetu:n ja EU:ssa", ["THL:n", "hetu:n", "ja", "EU:ssa"]),
        ("THL:LLE EU:ssakin", ["THL:LLE", "EU:ssakin"]),
        ("aihe:hanke klo 10:30", ["aihe", "hanke", "klo", "10", "30"]),
        ("it's rullo’a vaa'an 'lainaus'", ["it's", "rullo’a", "vaa'an", "lainaus"]),
        ("Myintegration.fi-hanke", ["Myintegration.fi-hanke"]),
        (
            "kotoutumisentukena.fi -verkkopalvelu, www.thl.fi:n.",
            ["kotoutumisentukena.fi", "verkkopalvelu", "www.thl.fi:n"],
        ),
        ("kohderyhmän edustajia.Hankkeen", ["kohderyhmän", "edustajia", "Hankkeen"]),
        ("kirjallisten/suullisten", ["kirjallisten", "suullisten"]),
        ("verkkokoulutusmateriaali/ tutoriaali", ["verkkokoulutusmateriaali", "tutoriaali"]),
        ("Stig in! Come In!-hanke", ["Stig", "in", "Come", "In", "hanke"]),
        ("258 695 euroa", ["258", "695", "euroa"]),
        ("1.0.2018", ["1", "0", "2018"]),
        ("snake_case 50% §5", ["snake", "case", "50", "5"]),
        ("maahan\u00admuuttajat tavu\u00ad", ["maahan\u00admuuttajat", "tavu"]),
        ("русский हिन्दी العَرَبية", ["русский", "हिन्दी", "العَرَبية"]),
        ("", []),
        (" – - ' : . ", []),
    ],
)
def test_words_of_texts(text: str, expected: list[str]) -> None:
    assert surfaces(text) == expected


def test_decomposed_letters_stay_in_their_word_and_spans_refer_to_the_given_text() -> None:
    text = unicodedata.normalize("NFD", "Äitien käytäntö, Åbo")
    found = list(words(text))
    assert [unicodedata.normalize("NFC", word) for word, _, _ in found] == [
        "Äitien",
        "käytäntö",
        "Åbo",
    ]
    assert found[1][1:] == (len(text) - len(text.split(" ", 1)[1]), text.index(","))


@given(st.text())
def test_every_span_holds_its_word_and_spans_do_not_overlap(text: str) -> None:
    at = 0
    for word, start, end in words(text):
        assert text[start:end] == word
        assert at <= start < end
        at = end


@given(st.text(alphabet="aä1-–:.' \u00ad\u0308n", max_size=40))
def test_every_letter_and_digit_is_in_a_word(text: str) -> None:
    covered = {place for _, start, end in words(text) for place in range(start, end)}
    assert {place for place, char in enumerate(text) if char.isalnum()} <= covered


def test_plain_composes_and_drops_what_is_invisible() -> None:
    written = unicodedata.normalize("NFD", "maahan\u00admuuttaja‑äiti’n\u200b")
    assert plain(written) == "maahanmuuttaja-äiti'n"


def test_a_row_of_dots_takes_no_long_time() -> None:
    begun = time.process_time()
    assert len(list(words("a." * 10_000))) == 10_000
    assert time.process_time() - begun < 1.0
