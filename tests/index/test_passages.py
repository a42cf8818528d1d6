"""Sentences and passages: where Finnish text may be cut, and where not."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hankehaku.index.passages import sentences, split_passages


def _cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def _words(text: str) -> int:
    return len(text.split())


@pytest.mark.parametrize(
    "parts",
    [
        ["Hanke alkoi.", "Se jatkuu!", "Kenelle?", "Kaikille…", "Loppu"],
        ["Mukana on 5 järjestöä, Polli ry. ja kolme toimialaa.", "Hanke jatkuu."],
        ["Mukana on Polli ry.", "Hanke jatkuu."],
        ["Keinoja ovat mm. Helsingin malli, esim. YOUME, ks. THL ja nro 5.", "Klo 12."],
        ["Hän on prof. Virtanen, tri. Laine vs. Koski.", "Aika on klo. 12, s. 4."],
        ["Raatia, neuvontaa jne.", "Toiminta jatkuu."],
        ["Raatia, neuvontaa ym. toimintaa.", "Toiminta jatkuu."],
        ["Valmennus koostuu n.6-8 kerrasta.", "Valmennus päättyy."],
        ["Valmennus koostuu n. 6-8 kerrasta.", "Valmennus päättyy."],
        ["Palveluja täydentää 3. sektorin työ.", "Malli jää."],
        ["Hanke alkoi 1.3.2018 ja päättyi 2.2. Helsingissä.", "Se oli v. 2018."],
        ["Hanke päättyi 31.12.2018.", "Tulokset julkaistiin 2019.", "Kiitos."],
        ["Kokous on 1. 2. 2017 Turussa.", "Tervetuloa."],
        ["Mukana on kohderyhmän edustajia.", "Hankkeen tärkeimpänä ryhmänä ovat äidit."],
        ["Katso kotoutumisentukena.fi -verkkopalvelu.", "Myintegration.fi on palvelu."],
        ["Katso https://www.Esimerkki.Hanke.fi tai Etu.Suku@thl.fi nyt.", "Kiitos."],
        ["Lisätään vuorovaikutusta välillä..", "Seuraava virke."],
        ["Hanke jakautuu osiin 1) Näkökulma, 2) informatiivinen osio ja 3) Toiminta.", "Loppu."],
        ["1. Tavoite on kotoutuminen.", "2. Tavoite on työ."],
        ["Ulkopuolelle (esim. kotiäidit, lukutaidottomat).", "Toiminnan keskiössä on tuki."],
        ["Stig in/Come In! on hanke.", "Stig in!", "Come In!-hanke"],
        ["Hän sanoi: ”Tervetuloa.”", "”Kiitos!”", "Kaikki nauroivat."],
        ["Insatser för bl.a. Helsingfors och t.ex. Åbo.", "Projektet slutar."],
        ["Support for e.g. Somali mothers.", "Mr. Smith vs. Jones."],
        ["Johtaja on J. Virtanen.", "Hän on mukana."],
        ["Tampereella on S2.", "Opetus alkaa."],
    ],
    ids=lambda parts: parts[0][:40],
)
def test_sentences_end_where_a_reader_ends_them(parts: list[str]) -> None:
    text = " ".join(parts)
    if "edustajia" in text:
        text = text.replace("edustajia. Hankkeen", "edustajia.Hankkeen")
    assert _cut(text) == parts


def test_lines_and_bullets_end_sentences() -> None:
    text = "Hankkeen nimi\n\n • Eka rivi, ei pistettä\r\n • Toka • kolmas\n•\n"
    assert _cut(text) == ["Hankkeen nimi", "• Eka rivi, ei pistettä", "• Toka", "• kolmas", "•"]


def test_nothing_has_no_sentences() -> None:
    assert sentences("") == sentences(" \n\t ") == []
    assert _cut("...") == ["..."]


def test_seed_descriptions_have_whole_sentences(descriptions: list[str]) -> None:
    cut = [_cut(text) for text in descriptions]
    assert sum(map(len, cut)) == 148
    for text in (text for each in cut for text in each):
        assert text[0].isupper() or text[0].isdigit()
        # one description lacks its last full stop
        assert text.endswith((".", "uusi kotikunta"))
        assert len(text) > 30


@given(st.text(alphabet=st.sampled_from('aB1 .!?\n•)("-…\u00a0ä:'), max_size=60))
def test_every_character_is_in_one_sentence(text: str) -> None:
    _assert_covers(text, sentences(text))


@given(
    st.text(alphabet=st.sampled_from("aB1 .!?\n•ä"), max_size=60),
    st.integers(min_value=1, max_value=7),
)
def test_every_character_is_in_one_passage(text: str, limit: int) -> None:
    spans = split_passages(text, _words, limit)
    _assert_covers(text, spans)
    assert all(_words(text[start:end]) <= limit for start, end in spans)


def _assert_covers(text: str, spans: list[tuple[int, int]]) -> None:
    last = 0
    for start, end in spans:
        assert last <= start < end
        assert not text[last:start].strip()
        assert text[start:end] == text[start:end].strip()
        last = end
    assert not text[last:].strip()


def test_passages_hold_as_many_whole_sentences_as_fit() -> None:
    text = "Yksi kaksi kolme. Neljä viisi. Kuusi seitsemän kahdeksan yhdeksän. Kymmenen."
    assert [text[start:end] for start, end in split_passages(text, _words, 5)] == [
        "Yksi kaksi kolme. Neljä viisi.",
        "Kuusi seitsemän kahdeksan yhdeksän. Kymmenen.",
    ]
    assert split_passages(text, _words, 10) == [(0, len(text))]
    assert split_passages(f"  {text} ", _words, 10) == [(2, len(text) + 2)]
    assert split_passages(" \n", _words, 10) == []


def test_a_long_sentence_is_cut_between_words() -> None:
    text = "Yksi. Kaksi kolme neljä viisi kuusi seitsemän. Kahdeksan."
    assert [text[start:end] for start, end in split_passages(text, _words, 3)] == [
        "Yksi.",
        "Kaksi kolme neljä",
        "viisi kuusi seitsemän.",
        "Kahdeksan.",
    ]


def test_a_long_word_is_cut_inside() -> None:
    spans = split_passages("aaaaaaaaaa bb", len, 4)
    assert spans == [(0, 4), (4, 8), (8, 13)] or spans == [(0, 4), (4, 8), (8, 10), (11, 13)]
    assert split_passages("abc", lambda _: 99, 4) == [(0, 1), (1, 2), (2, 3)]


@pytest.mark.parametrize("unit", ["a", "a.", "a.B", "Aa.Bb", "... ", "sana ", "1. ", "\n", "! A"])
def test_long_texts_take_linear_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    started = time.perf_counter()
    _assert_covers(text, sentences(text))
    spans = split_passages(text, lambda part: len(part) // 4, 500)
    assert time.perf_counter() - started < 5
    assert all(end - start <= 2003 for start, end in spans)


def test_seed_document_in_passages_of_the_model(onnx_encoder: object) -> None:
    count = onnx_encoder.count_tokens  # type: ignore[attr-defined]
    root = Path(__file__).parents[2] / "data" / "amif-2014-2020"
    (document,) = root.glob("*.txt")
    text = document.read_text(encoding="utf-8")
    spans = split_passages(text, count, 512)
    _assert_covers(text, spans)
    counts = [count(text[start:end]) for start, end in spans]
    assert max(counts) <= 512
    assert min(counts[:-1]) > 300
