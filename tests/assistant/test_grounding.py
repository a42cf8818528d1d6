"""A language model's words stand in what it cites or in the plain answer, end to end."""

from __future__ import annotations

from pathlib import Path

import pytest
from llm_server import fails, says, serving, silent

from hankehaku.assistant.checking.checker import Checked, check
from hankehaku.assistant.checking.grounding import Grounding
from hankehaku.facade import Hankehaku, ModelAddress
from hankehaku.index.kit import Kit


@pytest.fixture(scope="module")
def grounding(hankehaku: Hankehaku, kit: Kit) -> Grounding:
    searcher = hankehaku._searcher
    return Grounding(kit.analyzers, searcher.translator, searcher.parser, kit.lexicon.stopwords)


def checked(hankehaku: Hankehaku, grounding: Grounding, question: str, text: str) -> Checked:
    return check(text, hankehaku.ask(question), None, grounding)


TRUE = [
    ("Kerro Jane-hankkeesta", "Janen toteutti Helsingin kaupunki [1]."),
    ("Kerro Jane-hankkeesta", "Hanke vei monikielistä palveluohjausta lähiöihin [1]."),
    ("Kerro Jane-hankkeesta", "Hanke sai EU-tukea 629 996 euroa [1]."),
    ("Paljonko Migrin hankkeet saivat yhteensä?", "Migrin hankkeet saivat yhteensä 1 107 191 €."),
    ("Vertaa RIO ja RIO 2", "RIO sai 304 887 € [1] ja RIO 2 sai 112 623 € [2]."),
    ("tell me about Jane", "Jane was run by the City of Helsinki [1]."),
    ("tell me about Jane", "The project brought multilingual service guidance to suburbs [1]."),
    ("berätta om YOUME", "Projektet främjade invandrares psykiska hälsa [1]."),
]
FALSE = [
    ("Kerro Jane-hankkeesta", "Janen toteutti Vantaan kaupunki [1]."),
    ("Kerro Jane-hankkeesta", "Hanke sai 629 996 dollaria [1]."),
    ("Kerro Jane-hankkeesta", "Hanke sai 629 996 euroa kuukaudessa [1]."),
    ("Kerro Jane-hankkeesta", "Jane kesti kolme vuotta [1]."),
    ("Kerro Jane-hankkeesta", "Hankkeen johtaja oli Matti Virtanen [1]."),
    ("Kerro Jane-hankkeesta", "Jane toteutettiin Tukholmassa [1]."),
    ("Paljonko Migrin hankkeet saivat yhteensä?", "Jokainen Migrin hanke sai 1 107 191 €."),
    ("Paljonko Migrin hankkeet saivat yhteensä?", "Keskimäärin hankkeet saivat 1 107 191 €."),
    ("Vertaa RIO ja RIO 2", "Kumpikin sai 304 887 € [1][2]."),
    ("Vertaa RIO ja RIO 2", "RIO on jatkoa RIO 2:lle [1][2]."),
    ("Vertaa RIO ja RIO 2", "Yhteensä ne saivat 304 887 € [1]."),
    ("tell me about Jane", "It was a great success and won a prize [1]."),
    ("berätta om YOUME", "Det drevs i Stockholm [1]."),
]


@pytest.mark.parametrize(("question", "text"), TRUE)
def test_what_the_records_say_is_kept(
    hankehaku: Hankehaku, grounding: Grounding, question: str, text: str
) -> None:
    found = checked(hankehaku, grounding, question, text)
    assert [each.text for each in found.kept] == [text]


@pytest.mark.parametrize(("question", "text"), FALSE)
def test_what_they_do_not_say_is_dropped(
    hankehaku: Hankehaku, grounding: Grounding, question: str, text: str
) -> None:
    assert checked(hankehaku, grounding, question, text).kept == ()


def test_every_plain_answer_stands_in_itself(hankehaku: Hankehaku, grounding: Grounding) -> None:
    for question in ("Migrin hankkeet", "tell me about Jane", "jämför RIO och RIO 2"):
        answer = hankehaku.ask(question)
        for sentence in answer.sentences:
            if sentence.citations:
                kept = check(sentence.text, answer, None, grounding).kept
                assert kept or "”" in sentence.text or "“" in sentence.text, sentence.text


def test_the_product_words_an_answer_and_keeps_its_facts(seed_index: Path, kit: Kit) -> None:
    text = "Janen toteutti Helsingin kaupunki [1]. Hanke sai 9 miljoonaa euroa [1]."
    with serving(says(text)) as server:
        product = Hankehaku.open(seed_index, kit=kit, model=ModelAddress(server.url, "small"))
        *growing, last = product.answers("Kerro Jane-hankkeesta")
    assert growing[0].sentences[0].text == "Janen toteutti Helsingin kaupunki [1]."
    assert "9 miljoonaa" not in last.text
    assert last.written_by == "small"
    assert [each.id for each in last.projects] == ["jane-jalkautuva-neuvonta"]


@pytest.mark.parametrize("behaviour", [silent, fails(500), says("Hanke oli menestys [1].")])
def test_the_plain_answer_stands_when_the_server_does_not_help(
    seed_index: Path, kit: Kit, hankehaku: Hankehaku, behaviour: object
) -> None:
    plain = hankehaku.ask("Kerro Jane-hankkeesta")
    with serving(behaviour) as server:  # type: ignore[arg-type]
        address = ModelAddress(server.url, "small", timeout=1.0)
        last = Hankehaku.open(seed_index, kit=kit, model=address).ask("Kerro Jane-hankkeesta")
    assert last.sentences[:-1] == plain.sentences
    assert last.sentences[-1].citations == ()
    assert not last.written_by
