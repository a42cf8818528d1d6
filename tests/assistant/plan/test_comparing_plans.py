"""Plans beside the 25 projects: reworded ones, foreign ones and mixed ones, in three languages."""

from __future__ import annotations

import pytest

from hankehaku.assistant.plan import PlanReport, compare_plan
from hankehaku.assistant.plan.units import MAX_PLAN, MAX_UNITS
from hankehaku.errors import QuestionError
from hankehaku.facade import Hankehaku

HOUSING = (
    "Asumistaidot haltuun\n"
    "Hankkeessa suunnittelemme valmennuksen, jossa pakolaistaustaiset nuoret ja perheet oppivat "
    "asumaan omassa kodissa. Oppituntien lisäksi osallistujat harjoittelevat asumisen taitoja "
    "harjoitusasunnossa. Valmennuksessa käydään läpi asunnon hakemista, kodin hoitamista, "
    "rahankäyttöä sekä vuokralaisen oikeuksia ja velvollisuuksia. Autamme asiakkaita etsimään "
    "sopivia ja pysyviä asuntoja vuokranantajilta. Yksilötapaamiset järjestetään yhdessä "
    "kotoutumisesta vastaavan viranomaisen kanssa."
)

REWORDED = [
    (HOUSING, "fi", "kotona-kaupungissa"),
    (
        "I projektet planerar vi en boendeutbildning för flyktingungdomar och barnfamiljer. "
        "Deltagarna övar boendefärdigheter i en övningslägenhet. Utbildningen handlar om att söka "
        "bostad, sköta hemmet, hushållsekonomi och hyresgästens rättigheter och skyldigheter. Vi "
        "hjälper klienterna att hitta en varaktig bostad hos hyresvärdar.",
        "sv",
        "kotona-kaupungissa",
    ),
    (
        "The project develops a peer-supported family training model that prepares immigrants for "
        "childbirth, breastfeeding, child care and parenthood. Sexual and reproductive health "
        "needs of families are taken into account, such as female circumcision. The model is "
        "spread to municipalities where immigrants of fertile age live.",
        "en",
        "vertaisohjattu-valmennusmalli-maahanmuuttajille",
    ),
]

FOREIGN = [
    (
        "Rakennamme Lappiin avaruusmatkailun terminaalin. Matkailijat lennätetään raketilla "
        "kiertoradalle. Laukaisualusta testataan pakkasessa. Hankkeen kesto on 24 kuukautta ja "
        "budjetti 300 000 euroa.",
        "fi",
    ),
    (
        "Tutkimme, miten sinilevä leviää Itämeren rannikolla. Mittaamme veden fosforia ja typpeä "
        "poijuihin asennetuilla antureilla. Ennustamme levälauttojen liikkeitä. Teemme yhteistyötä "
        "kunnan ja järjestöjen kanssa.",
        "fi",
    ),
    (
        "Vi bygger en terminal för rymdturism i Lappland. Turisterna flyger med raket till "
        "omloppsbana. Startplattan testas i sträng kyla.",
        "sv",
    ),
    (
        "A space tourism terminal will be built in Lapland. Tourists fly by rocket into orbit. The "
        "launch pad is tested in severe cold.",
        "en",
    ),
]

MIXED = [
    (
        "Koulutamme maahanmuuttajista mielenterveyden mentoreita, jotka ottavat mielenterveyden "
        "puheeksi omassa yhteisössään. Pakolaistaustaisille perheille järjestetään vapaaehtoisten "
        "tukemaa ryhmätoimintaa. ",
        "Poronhoitoa kehitetään droonien avulla tunturissa.",
        "fi",
    ),
    (
        "Vi utbildar invandrare till mentorer i psykisk hälsa. För flyktingfamiljer ordnas "
        "gruppverksamhet med frivilliga. ",
        "Renskötseln utvecklas med hjälp av drönare på fjället.",
        "sv",
    ),
    (
        "We train immigrants as mental health mentors who raise mental health issues in their own "
        "communities. Volunteers support group activities for refugee families. ",
        "Reindeer herding is developed with drones in the fells.",
        "en",
    ),
]


def compared(hankehaku: Hankehaku, plan: str, language: str | None = None) -> PlanReport:
    return compare_plan(hankehaku.parts, hankehaku.kit, plan, language)


@pytest.mark.parametrize(("plan", "language", "first"), REWORDED)
def test_a_reworded_project_is_found_and_nothing_of_it_is_new(
    hankehaku: Hankehaku, plan: str, language: str, first: str
) -> None:
    report = compared(hankehaku, plan)
    assert report.language == language
    assert report.comparable[0].project.id == first
    assert report.comparable[0].parts >= 3
    assert report.new == ()


@pytest.mark.parametrize(("plan", "language"), FOREIGN)
def test_a_foreign_plan_is_like_nothing(hankehaku: Hankehaku, plan: str, language: str) -> None:
    report = compared(hankehaku, plan)
    assert report.language == language
    assert report.comparable == report.lacking == ()
    assert len([each for each in report.new if each.whole]) >= 2
    assert not any("budjetti" in each.text for each in report.new)


@pytest.mark.parametrize(("known", "invented", "language"), MIXED)
def test_what_is_invented_is_told_as_new_and_nothing_else(
    hankehaku: Hankehaku, known: str, invented: str, language: str
) -> None:
    report = compared(hankehaku, known + invented)
    assert report.language == language
    found = [each.project.id for each in report.comparable]
    assert found[:2] == ["youme", "yhteisollinen-kotoutuminen"]
    assert [(each.text, each.whole) for each in report.new] == [(invented, True)]


def test_every_project_is_like_itself_and_lacks_nothing_of_itself(hankehaku: Hankehaku) -> None:
    for project in hankehaku:
        report = compared(hankehaku, project.description, "fi")
        assert report.comparable[0].project == project
        assert report.new == ()
        assert all(each.project != project for each in report.lacking)


@pytest.mark.parametrize("plan", [plan for plan, *_ in REWORDED])
def test_quotations_are_verbatim(hankehaku: Hankehaku, plan: str) -> None:
    report = compared(hankehaku, plan)
    assert all(each.pairs for each in report.comparable)
    for comparable in report.comparable:
        for pair in comparable.pairs:
            assert pair.plan in " ".join(plan.split())
            assert pair.project in comparable.project.description
    for lacking in report.lacking:
        assert lacking.quote in lacking.project.description
        assert all(word in lacking.quote for word in lacking.words)


def test_pairs_meet_in_meaning(hankehaku: Hankehaku) -> None:
    pairs = compared(hankehaku, HOUSING).comparable[0].pairs
    asked = next(each for each in pairs if each.plan.startswith("Oppituntien lisäksi"))
    assert asked.project.startswith("Oppituntimaisen opiskelun lisäksi")


def test_what_a_half_of_a_project_lacks_is_in_its_other_half(hankehaku: Hankehaku) -> None:
    project = hankehaku.project("kotoa-kotiin")
    half = project.description.split("Kotoutumispolulla")[0]
    report = compared(hankehaku, half, "fi")
    assert report.comparable[0].project == project
    own = [each for each in report.lacking if each.project == project]
    assert all(each.quote not in half for each in own)


def test_a_new_word_of_a_known_theme(hankehaku: Hankehaku) -> None:
    plan = (
        "Järjestämme maahanmuuttajanaisille ryhmiä, joihin voi tulla lasten kanssa. Kokeilemme "
        "ratsastusterapiaa äitien ja lasten kanssa."
    )
    (new,) = compared(hankehaku, plan).new
    assert (new.words, new.whole) == (("ratsastusterapiaa",), False)


@pytest.mark.parametrize("plan", ["", " \n\t", "... 123 !!!", "\x00\u2028"])
def test_a_plan_without_words(hankehaku: Hankehaku, plan: str) -> None:
    with pytest.raises(QuestionError):
        compared(hankehaku, plan)


def test_how_projects_are_run_is_never_new(hankehaku: Hankehaku) -> None:
    plan = (
        "Hankkeen kesto on 24 kuukautta. Budjetti on 300 000 euroa, josta omarahoitusosuus on 20 "
        "prosenttia. Hankkeeseen palkataan projektipäällikkö. Loppuraportti valmistuu joulukuussa."
    )
    report = compared(hankehaku, plan)
    assert report.new == report.lacking == report.comparable == ()


def test_a_very_long_plan_is_used_in_parts(hankehaku: Hankehaku) -> None:
    strange = "Poronhoitoa kehitetään droonien avulla tunturissa."
    texts = [f"{each.description}\nLuku {n}." for n in range(9) for each in hankehaku]
    texts.insert(40, strange)
    plan = "\n".join(texts) + "\n" + "Loppu on jo liikaa. " * 2000
    assert len(plan) > MAX_PLAN
    report = compared(hankehaku, plan, "fi")
    assert 0 < report.judged <= MAX_UNITS
    assert report.characters > 0
    assert len(report.comparable) == 5
    assert strange in [each.text for each in report.new]
    assert max(len(pair.plan) for each in report.comparable for pair in each.pairs) < 1_000
