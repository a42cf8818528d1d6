"""What of a model's text stands up to the records: sentences, values, names, quotations."""

from __future__ import annotations

import dataclasses
import time
from decimal import Decimal

import pytest
from llm_answers import ERSUS, KOTOA, RIO, found, known, migri, total

from hankehaku.assistant.answer import Basis, Cell, Figure, Row, Sentence, Understood
from hankehaku.assistant.checking.checker import Reason, check
from hankehaku.assistant.checking.sentences import Splitter
from hankehaku.assistant.checking.values import Kind, values
from hankehaku.assistant.checking.values import plain as normal
from hankehaku.corpus.corpus import Corpus
from hankehaku.formats import day, money
from hankehaku.index.passages import sentences
from hankehaku.search.constraints import Time

STIG = "stig-in-astu-sisaan-come-in"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("RIO alkoi 1.2.2017. Se sai n. 5 €.", ["RIO alkoi 1.2.2017.", "Se sai n. 5 €."]),
        ("Se alkoi 1. 2. 2017 [1]. Loppu.", ["Se alkoi 1. 2. 2017 [1].", "Loppu."]),
        ("Esim. RIO, ns. hanke [1].", ["Esim. RIO, ns. hanke [1]."]),
        ("Bl.a. RIO, t.ex. Migri [1]. Nej.", ["Bl.a. RIO, t.ex. Migri [1].", "Nej."]),
        ("Project No. 5 i.e. RIO [1]. No. It is.", ["Project No. 5 i.e. RIO [1].", "No. It is."]),
        ("Tavoite on 2.3 [1]. Tuki on 3.5 milj. euroa.", None),
        ("RIO auttaa. [1] MISEC myös. [2, 3]", ["RIO auttaa. [1]", "MISEC myös. [2, 3]"]),
        ("- RIO [1]\n* MISEC [2]\n3. ERSUS [3]\n• RIO 2 [4]", ["RIO [1]", "MISEC [2]"]),
        ("## Hankkeet\n\n**RIO** on hanke [1]\n---", ["Hankkeet", "RIO on hanke [1]"]),
        ("Stig in! Astu sisään! Come In!-hanke auttaa [1]. Niin.", None),
        ("Se on ”yksi. Kaksi.” [1] Kolme.", ["Se on ”yksi. Kaksi.” [1]", "Kolme."]),
        ("Se on ”yksi. Kaksi [1]. Kolme.", ["Se on ”yksi.", "Kaksi [1].", "Kolme."]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str] | None) -> None:
    splitter = Splitter(["Stig in! Astu sisään! Come In!"])
    pieces = [*splitter.feed(text), *splitter.close()]
    if expected is None:
        assert len(pieces) == 2
    else:
        assert pieces[: len(expected)] == expected


@pytest.mark.parametrize("size", [1, 2, 3, 5, 8, 13])
def test_sentences_are_the_same_however_the_text_comes(size: int) -> None:
    text = (
        "- RIO alkoi 30.9.2016. [1] Se sai n. 304 887 €. [1]\n"
        "1. Bl.a. Migri [2]: 1.2.–3.4.2017 [3]. Stig in! Astu sisään! Come In!-hanke [4]\r\n"
        "Se on ”yksi. Kaksi.” [1] Ja ”kolme. Neljä.\n"
        "Loppu: 0.11 million [5][6]. Tuki? Kyllä! [7] (Ks. nro 5.)"
    )
    whole, pieces = Splitter(["Stig in! Astu sisään! Come In!"]), []
    expected = [*whole.feed(text), *whole.close()]
    splitter = Splitter(["Stig in! Astu sisään! Come In!"])
    for at in range(0, len(text), size):
        pieces += splitter.feed(text[at : at + size])
    assert [*pieces, *splitter.close()] == expected


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("112 623 €", "112623"),
        ("112\u00a0623\u202f€", "112623"),
        ("€112,623", "112623"),
        ("112623 euroa", "112623"),
        ("EUR 112.623", "112623"),
        ("0.11 million", "110000"),
        ("0,11 miljoonaa euroa", "110000"),
        ("113 t€", "113000"),
        ("M€ 0,5", "0.5"),
        ("２ M€", "2000000"),
        ("1.234,56 e", "1234.56"),
    ],
)
def test_amounts(text: str, amount: str) -> None:
    (value,) = values(normal(text))
    assert value.kind is Kind.MONEY
    assert value.readings[0].value == Decimal(amount)


@pytest.mark.parametrize(
    "text",
    [
        "1.10.2019",
        "01.10.2019",
        "1. 10. 2019",
        "1/10/2019",
        "2019-10-01",
        "1 Oct 2019",
        "1 Oct. 2019",
        "1st of October 2019",
        "October 1, 2019",
        "1. lokakuuta 2019",
        "den 1 oktober 2019",
        "1 okt. 2019",
    ],
)
def test_days(text: str) -> None:
    (value,) = values(normal(text))
    assert value.kind is Kind.DATE
    assert (2019, 10, 1) in value.dates


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("lokakuussa 2019", (2019, 10, None)),
        ("October 2019", (2019, 10, None)),
        ("10/2019", (2019, 10, None)),
        ("in May", (None, 5, None)),
        ("touko\u00adkuussa", None),
        ("1.2.", (None, 2, 1)),
        ("3. maaliskuuta", (None, 3, 3)),
    ],
)
def test_parts_of_dates(text: str, parts: tuple[int | None, int, int | None] | None) -> None:
    assert [value.dates[0] for value in values(normal(text))] == ([parts] if parts else [])


def test_other_values() -> None:
    text = "Vuonna 2019 12,5 % ja 24 kuukautta, S2-opetus 6–8 kertaa; it may help nine million."
    assert [(each.kind, each.text) for each in values(normal(text))] == [
        (Kind.NUMBER, "2019"),
        (Kind.PERCENT, "12,5 %"),
        (Kind.DURATION, "24 kuukautta"),
        (Kind.CODE, "S2"),
        (Kind.NUMBER, "6"),
        (Kind.NUMBER, "8"),
        (Kind.WORDS, "nine million"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "RIO-hanke alkoi 30.9.2016 ja päättyi 29.9.2019 [1].",
        "RIO sai 304 887 € [1], ERSUS 171 415 € [3] ja MISEC 518 266 € [4].",
        "RIO [1] sai 304 887 € ja ERSUS [3] 171 415 €.",
        "RIO ja ERSUS saivat 304 887 € ja 171 415 € [1][3].",
        "The RIO project received €304,887 between 30 Sep 2016 and 29 Sep 2019 [1].",
        "RIO 2 startade den 1 oktober 2019 och fick 112 623 euro [2].",
        "Migri runs RIO 2 with 0.11 million euros [2].",
        "The Finnish Immigration Service ran ERSUS, which ended on October 31, 2019 [3].",
        "Tavoite on ”selkeät prosessit oleskeluluvan edellytysten tarkistamiselle” [1].",
        "Tavoite on ”selkeät prosessit … edellytysten tarkistamiselle” [1].",
        "RIO 2 jatkaa RIO-hanketta [2].",
        "Hankkeet kuuluvat tavoitteeseen 2.3 [1][2].",
        "RIO [1]: 30.9.2016–29.9.2019, 304 887 €",
        "Vuonna 2019 alkanut RIO 2 [2].",
        "RIO started in 2016 and ran until 2019 [1].",
        "Migrin hanke päättyi syyskuussa 2019 [1].",
    ],
)
def test_what_the_records_state_is_kept(seed_corpus: Corpus, text: str) -> None:
    checked = check(text, migri(seed_corpus), known(seed_corpus))
    assert [each.text for each in checked.kept] == [text]
    assert checked.dropped == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("RIO sai 305 000 € [1].", Reason.NUMBER),
        ("RIO sai noin 0,3 miljoonaa euroa [1].", Reason.NUMBER),
        ("RIO sai ３０５ ０００ € [1].", Reason.NUMBER),
        ("RIO sai 304 887 € [2].", Reason.NUMBER),
        ("Hanke sai 304 887 € [2].", Reason.NUMBER),
        ("RIO sai 112 623 € [1] ja RIO 2 304 887 € [2].", Reason.NUMBER),
        ("RIO [1] sai 112 623 € ja RIO 2 [2] 304 887 €.", Reason.NUMBER),
        ("RIO sai 112 623 € ja RIO 2 sai 304 887 € [1][2].", Reason.NUMBER),
        ("Tuki oli yhdeksän miljoonaa euroa [1].", Reason.NUMBER),
        ("The support was nine million euros [1].", Reason.NUMBER),
        ("RIO käytti tuesta 12 % [1].", Reason.NUMBER),
        ("RIO kesti 36 kuukautta [1].", Reason.NUMBER),
        ("RIO alkoi 1.10.2016 [1].", Reason.DATE),
        ("RIO alkoi 29.9.2019 [1].", Reason.DATE),
        ("RIO päättyi 30.9.2016 [1].", Reason.DATE),
        ("Vuonna 2019 alkanut RIO [1].", Reason.NUMBER),
        ("RIO alkoi lokakuussa [1].", Reason.DATE),
        ("ERSUS alkoi 1.0.2018 [3].", Reason.DATE),
        ("ERSUS alkoi vuonna 2018 [3].", Reason.NUMBER),
        ("RIO on hieno.", Reason.CITATION),
        ("RIO on hieno [9].", Reason.CITATION),
        ("RIO on hieno [1][9].", Reason.CITATION),
        ("[1]", None),
        ("RIO ja Kotoisa tekevät yhteistyötä [1].", Reason.PROJECT),
        ("Kotoisa-hanke auttaa [1].", Reason.PROJECT),
        ("Resurssipankki kokoaa osaajat [1].", Reason.PROJECT),
        ("Kotoa kotiin auttaa [1].", Reason.PROJECT),
        ("Valopolku-hanke auttaa [1].", Reason.PROJECT),
        ("The Valopolku project helps [1].", Reason.PROJECT),
        ("Projektet Valopolku hjälper [1].", Reason.PROJECT),
        ("Tampereen ammattikorkeakoulun tutkijat auttavat [1].", Reason.ORGANISATION),
        ("Kauniaisten kaupungin väki auttaa [1].", Reason.ORGANISATION),
        ("Mukana on Åbo Akademi [1].", Reason.ORGANISATION),
        ("Tavoite on ”voittaa kaikki” [1].", Reason.QUOTE),
        ("Tavoite on ‘voittaa kaikki’ [1].", Reason.QUOTE),
        ('Tavoite on "selkeät prosessit [1].', Reason.QUOTE),
        ("<b>RIO</b> [1]", Reason.MARKUP),
        ("RIO &#60;script&#62; [1]", Reason.MARKUP),
        ("Katso [RIO](x) [1].", Reason.MARKUP),
        ("Katso javascript:alert(1) [1].", Reason.MARKUP),
        ("Katso evil.com [1].", Reason.MARKUP),
        ("Kirjoita a@b.fi [1].", Reason.MARKUP),
        ("Piilo\u200btettu [1].", Reason.MARKUP),
        ("Kään\u202enetty [1].", Reason.MARKUP),
        ("RIO \x1b[31m [1].", Reason.MARKUP),
        (f"RIO {'on hyvä ja ' * 100} hyvä [1].", Reason.LENGTH),
    ],
)
def test_what_they_do_not_state_is_dropped(
    seed_corpus: Corpus, text: str, reason: Reason | None
) -> None:
    checked = check(text, migri(seed_corpus), known(seed_corpus))
    assert checked.kept == ()
    assert [each for _, each in checked.dropped] == [reason or Reason.CITATION]


def test_what_a_sentence_rests_on(seed_corpus: Corpus) -> None:
    text = "RIO sai 304 887 € [1, 1]. Se kehittää ”toimintoja haasteellisissa maissa” [1]."
    text += " Yhteensä hankkeet saivat 1 107 191 € [1–4]."
    assert check(text, total(seed_corpus), known(seed_corpus)).kept == (
        Sentence("RIO sai 304 887 € [1].", Basis.RECORD, (1,)),
        Sentence("Se kehittää ”toimintoja haasteellisissa maissa” [1].", Basis.QUOTE, (1,)),
        Sentence("Yhteensä hankkeet saivat 1 107 191 € [1][2][3][4].", Basis.FIGURE, (1, 2, 3, 4)),
    )


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Hankkeet saivat tukea yhteensä 1 107 191 €.", True),
        ("Hankkeet saivat 1,1 miljoonaa euroa [1][2][3][4].", True),
        ("4 hanketta sai yhteensä 1 107 191 €.", True),
        ("Hankkeita on 4.", True),
        ("In total the 4 projects got €1,107,191.", True),
        ("Yhteensä hankkeet saivat 1 107 191 €, eniten MISEC (518 266 €) [4].", True),
        ("RIO sai 1 107 191 € [1].", False),
        ("RIO sai yhteensä 1 107 191 € [1].", False),
        ("Hankkeessa on 4 työntekijää [1].", False),
        ("Yhteensä 1 107 192 €.", False),
        ("Hankkeet saivat yhteensä 1 107 191 € vuonna 2015.", False),
        ("Hankkeita on 5.", False),
        ("Hankkeet ovat hyviä.", False),
    ],
)
def test_a_computed_figure(seed_corpus: Corpus, text: str, kept: bool) -> None:
    checked = check(text, total(seed_corpus), known(seed_corpus))
    assert [each.text for each in checked.kept] == ([text] if kept else [])


def test_how_many_were_found_is_a_figure_too(seed_corpus: Corpus) -> None:
    answer = migri(seed_corpus)
    state = dataclasses.replace(answer.state, found=tuple(answer.sources))
    text = "Kysymykseen sopii 4 hanketta. Hankkeita on 3. Hankkeita on 0. There are 4 projects."
    checked = check(text, dataclasses.replace(answer, state=state), known(seed_corpus))
    assert [each.text for each in checked.kept] == [
        "Kysymykseen sopii 4 hanketta.",
        "There are 4 projects.",
    ]


def test_how_many_lack_the_value(seed_corpus: Corpus) -> None:
    base = total(seed_corpus)
    assert base.figure is not None
    figure = dataclasses.replace(base.figure, unknown=(KOTOA,))
    text = "Tieto puuttuu 1 hankkeelta 5 hankkeesta. Hankkeita on 1. Hankkeita on 5."
    checked = check(text, dataclasses.replace(base, figure=figure), known(seed_corpus))
    assert [each.text for each in checked.kept] == ["Tieto puuttuu 1 hankkeelta 5 hankkeesta."]


def test_the_largest_of_several_is_not_that_of_another(seed_corpus: Corpus) -> None:
    base = total(seed_corpus)
    assert base.figure is not None
    figure = Figure("largest", 518266.0, "eur", base.figure.projects)
    answer = dataclasses.replace(base, figure=figure)
    text = "Suurin tuki on 518 266 €. MISEC sai 518 266 € [4]. RIO sai 518 266 € [1]."
    checked = check(text, answer, known(seed_corpus))
    assert [each.citations for each in checked.kept] == [(), (4,)]
    assert checked.dropped == (("RIO sai 518 266 € [1].", Reason.NUMBER),)


def test_what_was_asked_for_belongs_to_the_figure(seed_corpus: Corpus) -> None:
    understood = (Understood("alkanut vuonna 2019", Time(event="start"), 0),)
    answer = dataclasses.replace(total(seed_corpus), understood=understood)
    text = "Vuonna 2019 alkoi 4 hanketta. Vuonna 2018 alkoi 4 hanketta."
    checked = check(text, answer, known(seed_corpus))
    assert [each.text for each in checked.kept] == ["Vuonna 2019 alkoi 4 hanketta."]


def test_what_was_computed_from_one_project_may_be_repeated(seed_corpus: Corpus) -> None:
    cells = (Cell(RIO, "36 kuukautta", verbatim=False), Cell(ERSUS, "ei tiedossa", verbatim=False))
    answer = dataclasses.replace(migri(seed_corpus), rows=(Row("duration", "Kesto", cells),))
    checked = check("RIO kesti 36 kuukautta [1]. ERSUS kesti 36 kuukautta [3].", answer)
    assert [each.text for each in checked.kept] == ["RIO kesti 36 kuukautta [1]."]


def test_numbers_of_a_description(seed_corpus: Corpus) -> None:
    jane = found(seed_corpus, "jane-jalkautuva-neuvonta", KOTOA, STIG)
    kept = "Kumppaneina on 5 järjestöä [1]. Mukana on S2-opetus [2]."
    dropped = "Se sai 5 € [1]. Se kesti 5 vuotta [1]. Mukana on S3-opetus [2]."
    checked = check(f"{kept} {dropped}", jane, known(seed_corpus))
    assert [each.citations for each in checked.kept] == [(1,), (2,)]
    assert [reason for _, reason in checked.dropped] == [Reason.NUMBER] * 3


def test_a_site_that_a_project_names_may_be_named(seed_corpus: Corpus) -> None:
    answer = found(seed_corpus, "myintegration-fi", STIG)
    text = "Myintegration.fi-hanke auttaa [1]. Stig in! Astu sisään! Come In!-hanke auttaa [2]."
    text += " Katso myintegration.fi/x [1]."
    checked = check(text, answer, known(seed_corpus))
    assert [each.citations for each in checked.kept] == [(1,), (2,)]
    assert [reason for _, reason in checked.dropped] == [Reason.MARKUP]


def test_without_the_names_of_the_collection(seed_corpus: Corpus) -> None:
    """What was retrieved is known from the answer, and a name beside 'hanke' by its form."""
    text = "RIO ja MISEC auttavat [1]. Resurssipankki-hanke auttaa [1]. RIO auttaa [1]."
    checked = check(text, migri(seed_corpus))
    assert [each.text for each in checked.kept] == ["RIO auttaa [1]."]


def test_every_word_of_every_record_can_be_repeated(seed_corpus: Corpus) -> None:
    """Title, period and support of each project stand up to its own record, in each language."""
    names = known(seed_corpus)
    for project in seed_corpus.projects:
        answer = found(seed_corpus, project.id)
        for language in ("fi", "sv", "en"):
            support = money(project.grant.eu_support_eur or 0, language)
            bounds = (project.period.start, project.period.end)
            period = "–".join(day(each, language) for each in bounds if each)
            text = f"{project.title}, {project.organisation.name}: {period}, {support} [1]"
            checked = check(text, answer, names)
            assert [each.text for each in checked.kept] == [text]


def test_every_sentence_of_every_description_can_be_repeated(seed_corpus: Corpus) -> None:
    """What is drawn from the records alone must not be lost to the checks."""
    names = known(seed_corpus)
    for project in seed_corpus.projects:
        answer = found(seed_corpus, project.id)
        for start, end in sentences(project.description):
            text = " ".join(project.description[start:end].split()).rstrip(".") + " [1]."
            assert check(text, answer, names).dropped == ()


@pytest.mark.parametrize(
    "text", ["pitkäsana" * 2000, "kymmeneen" * 40, "kymmene" * 40, "yksi " * 4000]
)
def test_long_words_and_rows_of_numerals_take_no_long_time(text: str) -> None:
    begun = time.process_time()
    list(values(text))
    assert time.process_time() - begun < 1.0
