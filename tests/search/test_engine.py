"""The searcher on the 25 projects: the right ones first, explained, or that nothing fits."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from hankehaku.errors import QuestionError
from hankehaku.facade import Hankehaku
from hankehaku.index.kit import Kit
from hankehaku.search.fusion import Ranking

MOTHERS = {
    "kotoa-kotiin",
    "kotoa-kotiin-ja-yhteiskuntaan",
    "suomen-kieli-sanoo-tervetuloa-2",
    "vertaisohjattu-valmennusmalli-maahanmuuttajille",
}
REFUGEE_MOTHERS = {
    "fi": "pakolaisäideille suunnatut hankkeet",
    "sv": "projekt för flyktingmammor",
    "en": "projects for refugee mothers",
}


@pytest.mark.parametrize("language", REFUGEE_MOTHERS)
def test_projects_for_mothers_come_first_in_every_language(
    hankehaku: Hankehaku, language: str
) -> None:
    result = hankehaku.search(REFUGEE_MOTHERS[language])
    assert result.question.language == language
    assert not result.no_match
    assert result.hits[0].project.id in MOTHERS
    assert len(MOTHERS & {hit.project.id for hit in result.hits[:5]}) >= 2


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("oleskelulupa", "rio"),
        ("asumisneuvonta maahanmuuttajille", "kotona-kaupungissa"),
        ("mental health mentors", "youme"),
        ("psykisk hälsa", "youme"),
        ("THL:n hankkeet", "finmonik"),
        ("mentorointi", "youme"),
        ("Hervanta", "kotoa-kotiin-ja-yhteiskuntaan"),
        ("Pudasjärvi", "loyda-kotisi-uudestaan-pohjois-pohjanmaalta"),
    ],
)
def test_the_fitting_project_is_among_the_first_three(
    hankehaku: Hankehaku, question: str, expected: str
) -> None:
    assert expected in [hit.project.id for hit in hankehaku.search(question, 3).hits]


@pytest.mark.parametrize(
    "question",
    [
        "Kuka kirjoitti Sinuhe egyptiläisen?",
        "Kuinka nopeasti gepardi juoksee?",
        "Montako kuuta Jupiterilla on?",
    ],
)
def test_a_question_about_something_else_is_told_that_nothing_fits(
    hankehaku: Hankehaku, question: str
) -> None:
    assert hankehaku.search(question).no_match


@pytest.mark.parametrize("question", ["nuoret", "asiakasraati", "naiset", "women", "boende"])
def test_one_word_that_is_found_is_an_answer(hankehaku: Hankehaku, question: str) -> None:
    assert not hankehaku.search(question).no_match


def test_a_foreign_question_is_mixed_with_its_terms_in_finnish(
    seed_index: Path, kit: Kit, hankehaku: Hankehaku
) -> None:
    question = hankehaku.search("projects for refugee mothers", 1).question
    assert question.finnish == "pakolainen äiti"
    alone = Hankehaku.open(seed_index, kit=kit, ranking=Ranking(translated=0.0))
    only = Hankehaku.open(seed_index, kit=kit, ranking=Ranking(translated=1.0))
    raw = {}
    for name, product in (("own", alone), ("mixed", hankehaku), ("finnish", only)):
        hits = product.search("projects for refugee mothers", 25).hits
        raw[name] = {hit.project.id: hit.signals["raw"] for hit in hits}
    assert raw["own"] != raw["mixed"] != raw["finnish"]
    # as if the Finnish names had been asked for, as far as vectors go
    finnish = hankehaku.search("pakolainen äiti", 25, "fi").hits
    for hit in finnish:
        assert raw["finnish"][hit.project.id] == pytest.approx(hit.signals["raw"], abs=1e-4)


@pytest.mark.parametrize(
    ("language", "wrong", "right"),
    [
        ("fi", "mielentervys", "mielenterveys"),
        ("sv", "kartlägning", "kartläggning"),
        ("en", "childern", "children"),
    ],
)
def test_a_misspelt_word_finds_what_the_right_one_finds(
    hankehaku: Hankehaku, language: str, wrong: str, right: str
) -> None:
    if language == "fi" and "native" not in hankehaku.manifest.analyzer:
        pytest.skip("only the native Voikko suggests words")
    found, wanted = (hankehaku.search(word, 1, language) for word in (wrong, right))
    assert [term.corrected for term in found.question.terms] == [right]
    assert [term.corrected for term in wanted.question.terms] == [None]
    assert found.hits[0].project.id == wanted.hits[0].project.id
    assert {match.way[:2] for match in found.hits[0].matches} == {(wrong, right)}


def test_constraints_are_applied_exactly(hankehaku: Hankehaku) -> None:
    result = hankehaku.search("Migrin hankkeet, jotka alkoivat 2018", 25)
    assert [hit.project.id for hit in result.hits] == ["misec"]
    assert [each.id for each in result.unknown] == ["ersus"]
    assert (result.selected, result.question.topic) == (1, "")


def test_a_topic_is_ranked_among_what_meets_the_constraints(hankehaku: Hankehaku) -> None:
    result = hankehaku.search("Vuonna 2019 alkaneet maahanmuuttajanaisille suunnatut hankkeet", 3)
    assert result.hits[0].project.id == "kotoa-kotiin-ja-yhteiskuntaan"
    starts = {hit.project.period.start.year for hit in result.hits if hit.project.period.start}
    assert starts == {2019}
    assert result.question.topic == "maahanmuuttajanaisille"


def test_an_order_and_a_number_are_kept(hankehaku: Hankehaku) -> None:
    result = hankehaku.search("kolme suurinta hanketta", 10)
    assert [hit.project.id for hit in result.hits] == [
        "jane-jalkautuva-neuvonta",
        "misec",
        "kotona-kaupungissa",
    ]
    result = hankehaku.search("suurimmat naisille suunnatut hankkeet", 10)
    assert [hit.project.id for hit in result.hits] == [
        "kotoa-kotiin",
        "kotoa-kotiin-ja-yhteiskuntaan",
    ]
    assert [hit.rank for hit in result.hits] == [1, 2]


def test_constraints_can_be_given(hankehaku: Hankehaku) -> None:
    asked = hankehaku.search("Migrin hankkeet, jotka päättyivät 2019", 25)
    assert {hit.project.id for hit in asked.hits} == {"rio", "ersus"}
    fewer = hankehaku.search(
        "Migrin hankkeet, jotka päättyivät 2019", 25, constraints=asked.question.constraints[:1]
    )
    assert len(fewer.hits) == 4


def test_nothing_left_tells_what_each_constraint_hides(hankehaku: Hankehaku) -> None:
    result = hankehaku.search("kuntien hankkeet, jotka alkoivat 2016", 10)
    assert result.no_match
    assert result.hits == ()
    hidden = {each.constraint.kind: len(each.projects) for each in result.near_misses}
    assert hidden == {"type": 1, "time": 9}


def test_a_misspelt_request_word_is_said_and_not_looked_for(hankehaku: Hankehaku) -> None:
    mixed = hankehaku.search("projcets for women", 1, "en").question
    assert [(term.surface, term.corrected, term.sought) for term in mixed.terms] == [
        ("projcets", "projects", False),
        ("women", None, True),
    ]
    assert mixed.finnish == "nainen"
    (alone,) = hankehaku.search("projcets", 1, "en").question.terms
    assert (alone.corrected, alone.sought) == ("projects", True)


def test_scraps_of_a_compound_do_not_hide_a_misspelling(hankehaku: Hankehaku) -> None:
    (term,) = hankehaku.search("flytkingar", 1, "sv").question.terms
    assert term.corrected == "flykting"


def test_the_name_of_an_organisation_alone_is_answered(hankehaku: Hankehaku) -> None:
    result = hankehaku.search("THL", 2)
    assert not result.no_match
    assert {hit.project.organisation.name for hit in result.hits} == {
        "Terveyden ja hyvinvoinnin laitos"
    }


@pytest.mark.parametrize(
    ("question", "language"),
    [
        *(("Espoo", "fi"), ("Tampere", "fi"), ("Turku", "fi"), ("Kela", "fi"), ("Närpiö", "fi")),
        *(("Åbo", "sv"), ("Esbo", "sv"), ("digital skills", "en")),
    ],
)
def test_names_and_short_questions_are_in_their_language(
    hankehaku: Hankehaku, question: str, language: str
) -> None:
    assert hankehaku.search(question, 1).question.language == language


def test_matches_stand_where_they_say(hankehaku: Hankehaku) -> None:
    hit = hankehaku.search("projects for refugee mothers", 1).hits[0]
    texts = {"description": hit.project.description, "title": hit.project.title}
    found = {
        (match.question, texts[match.text][match.start : match.end])
        for match in hit.matches
        if match.text in texts
    }
    assert any(question == "mothers" and "äi" in surface for question, surface in found)
    start, end = hit.passage.start, hit.passage.end
    assert hit.project.description[start:end] == hit.passage.text


def test_signals_are_from_zero_to_one(hankehaku: Hankehaku) -> None:
    hits = hankehaku.search("mielenterveys", 25).hits
    assert max(hit.signals["lexical"] for hit in hits) == pytest.approx(1.0)
    assert all(0.0 <= hit.signals[name] <= 1.0 for hit in hits for name in ("lexical", "dense"))
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_the_same_question_gives_the_same_answer_in_every_thread(hankehaku: Hankehaku) -> None:
    questions = [*REFUGEE_MOTHERS.values(), "asuminen", "vapaaehtoistyö", "residence permits"] * 4
    alone = [hankehaku.search(question, 25) for question in questions]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda question: hankehaku.search(question, 25), questions)) == alone


@pytest.mark.parametrize(
    "question",
    [
        "a\0b",
        "\ud800 nuoret",
        "\ufdfa" * 50,
        "👩‍👧 äidit",
        "<script>alert(1)</script>",
        "title:*",
        'AND "nuoret',
        "'); DROP TABLE project;--",
        "nuoret " * 1400,
        "x" * 10_000,
    ],
)
def test_odd_input_is_answered(hankehaku: Hankehaku, question: str) -> None:
    result = hankehaku.search(question)
    assert len(result.hits) == 10


@pytest.mark.parametrize("question", ["", "   ", "\0\n", "?!", "👩", "\udfff"])
def test_a_question_without_words_is_refused(hankehaku: Hankehaku, question: str) -> None:
    with pytest.raises(QuestionError, match="no words"):
        hankehaku.search(question)


def test_a_question_that_is_too_long_is_refused(hankehaku: Hankehaku) -> None:
    with pytest.raises(QuestionError, match="20001 characters"):
        hankehaku.search("a" * 20_001)


def test_an_unknown_language_is_refused(hankehaku: Hankehaku) -> None:
    with pytest.raises(QuestionError, match="unknown language 'de'"):
        hankehaku.search("nuoret", language="de")


@pytest.mark.parametrize(
    "question",
    [
        "refugee mothers",
        "projects for refugee mothers",
        "Which projects are meant for refugee mothers?",
        "What has been done for refugee mothers?",
    ],
)
def test_how_a_request_is_worded_does_not_tell_whether_it_is_answered(
    hankehaku: Hankehaku, question: str
) -> None:
    result = hankehaku.search(question, 25)
    bare = hankehaku.search("refugee mothers", 25)
    assert not result.no_match
    confidences = {hit.project.id: round(hit.confidence, 4) for hit in bare.hits}
    assert {hit.project.id: round(hit.confidence, 4) for hit in result.hits} == confidences


def test_the_word_for_a_project_is_no_match(hankehaku: Hankehaku) -> None:
    compound = hankehaku.search("avaruusmatkailuhankkeet", 3)
    assert compound.no_match
    assert all(match.found != "hanke" for hit in compound.hits for match in hit.matches)
