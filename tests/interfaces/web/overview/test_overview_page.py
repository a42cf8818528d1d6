"""The overview as it is served: what it tells, what it leaves out, and hostile texts in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from page_builders import make_project

from hankehaku.interfaces.texts import TEXTS
from hankehaku.interfaces.web.overview.own import Own
from hankehaku.interfaces.web.overview.page import Known, body_html
from hankehaku.interfaces.web.overview.routes import Kept, routes
from hankehaku.records import Grant, Objective, Organisation, Period, Project
from hankehaku.search.request import Filters, Request

if TYPE_CHECKING:
    from hankehaku.facade import Hankehaku

Get = Callable[..., str]
HOSTILE = '</title></svg><script>alert(1)</script><img src=x onerror="alert(2)">'
VOID = {"input", "meta", "link", "br", "img"}


@pytest.fixture(scope="module")
def client(hankehaku: Hankehaku) -> TestClient:
    app = FastAPI()
    app.include_router(routes(lambda: hankehaku))
    return TestClient(app)


@pytest.fixture(scope="module")
def known(hankehaku: Hankehaku) -> Known:
    return Kept(hankehaku).known


def get(client: TestClient, query: str, status: int = 200) -> str:
    response = client.get(f"/yleiskuva?{query}")
    assert response.status_code == status
    Balanced.check(response.text)
    return plain(response.text)


def plain(html: str) -> str:
    return html.replace("\u00a0", " ")


class Balanced(HTMLParser):
    """Notes what is not closed, scripts, styles and event attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.labelled: list[str] = []

    @classmethod
    def check(cls, html: str) -> None:
        parser = cls()
        parser.feed(html)
        parser.close()
        assert parser.open == []
        assert len(parser.ids) == len(set(parser.ids))
        assert set(parser.labelled) <= set(parser.ids)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in ("script", "style", "image", "img")
        for name, value in attrs:
            assert not name.startswith("on")
            assert name != "style"
            if name == "id":
                self.ids.append(value or "")
            if name in ("aria-labelledby", "aria-describedby"):
                self.labelled += (value or "").split()
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def body(hankehaku: Hankehaku, known: Known, projects: Sequence[Project], **more: object) -> str:
    request = more.pop("request", Request())
    language = str(more.pop("language", "fi"))
    own = more.pop("own", Own())
    html = body_html(request, projects, hankehaku.parts, known, own, language)  # type: ignore[arg-type]
    Balanced.check(html)
    return plain(html)


def test_the_whole_collection(client: TestClient) -> None:
    html = get(client, "")
    assert "Kaikki kokoelman AMIF 2014–2020" in html
    assert "<dt>EU-tuki yhteensä</dt><dd>7 241 347 €</dd>" in html
    assert "<dt>EU-tuen mediaani</dt><dd>270 000 €</dd>" in html
    assert "<dt>Alakvartiili</dt><dd>177 277 €</dd>" in html
    assert 'href="./?lang=fi&amp;browse=1"' in html or 'href="./?browse=1&amp;lang=fi"' in html
    assert 'href="./vie/xlsx?lang=fi"' in html
    # every project has its own bar, and those whose bounds are not known are told
    assert html.count('class="p-open"') == 2
    assert "2 hanketta jäi pois, koska tieto puuttuu lähteestä." in html


def test_what_the_set_is_is_told_in_words(client: TestClient) -> None:
    html = get(client, "q=maahanmuuttajien+neuvonta&type=municipality&max=300000&lang=fi")
    assert "<q>maahanmuuttajien neuvonta</q>" in html
    assert "<li>toteuttajan tyyppi: kunta</li>" in html
    assert "<li>EU-tuki enintään 300 000 €</li>" in html
    assert "q=maahanmuuttajien+neuvonta&amp;type=municipality&amp;max=300000" in html


@pytest.mark.parametrize(("language", "region"), [("fi", "Uusimaa"), ("sv", "Nyland")])
def test_places_have_the_names_of_the_language(
    client: TestClient, language: str, region: str
) -> None:
    html = get(client, f"region=Uusimaa&lang={language}")
    said = re.search(r'<ul class="plain"><li>([^<]*)</li>', html)
    assert said
    assert region in said[1]


def test_an_own_plan_has_its_ranks(client: TestClient) -> None:
    html = get(client, "budget=300+000&months=24")
    assert "Budjettisi 300 000 € on suurempi kuin 14/25 hankkeen tuki (56 %)." in html
    assert "Budjettisi 12 500 € kuukaudessa on suurempi kuin 16/23" in html
    assert "Kestosi 24 kk on pidempi kuin 6/23 hankkeen kesto (26 %)." in html
    assert html.count('class="p-own"') == 3
    assert 'value="300 000"' in html


def test_a_budget_alone_has_no_rank_by_month(client: TestClient) -> None:
    html = get(client, "budget=300000")
    assert html.count('class="p-own"') == 1
    assert "kuukaudessa" not in html


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("fi", "Anna kesto kokonaisina kuukausina"),
        ("sv", "Ange längden i hela månader"),
        ("en", "Give the length in whole months"),
    ],
)
def test_bad_fields_do_not_cost_the_page(client: TestClient, language: str, message: str) -> None:
    html = get(client, f"budget=paljon&months=puoli&lang={language}")
    assert message in html
    assert html.count('aria-invalid="true"') == 2
    assert 'class="p-own"' not in html
    assert html.count('role="img"') == 7


def test_an_address_that_cannot_be_used(client: TestClient) -> None:
    html = get(client, "year=eilen", 400)
    assert "Osoitteen kohtaa ”year” ei voitu käyttää." in html
    html = get(client, "q=" + "a" * 50_000 + "&lang=en", 400)
    assert "The question could not be used." in html


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_an_empty_set(client: TestClient, language: str) -> None:
    html = get(client, f"min=900000000&lang={language}")
    assert TEXTS[language]["overview_empty"] in html
    assert "<svg" not in html


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_plot_is_named_and_has_its_table(client: TestClient, language: str) -> None:
    html = get(client, f"lang={language}")
    assert f'<html lang="{language}">' in html
    assert html.count('role="img"') == html.count("<figure") == 7
    assert html.count("<details>") == 7
    assert TEXTS[language]["overview_table"] in html
    # Finnish titles are told to be so on other pages, in plots and in tables
    foreign = '<th scope="row"><span lang="fi">RIO-hanke</span></th>'
    assert (foreign in html) == (language != "fi")
    assert ('<tspan lang="fi">RIO-hanke</tspan>' in html) == (language != "fi")


def test_names_of_organisations_and_places_in_swedish(client: TestClient) -> None:
    html = get(client, "lang=sv")
    assert "Migrationsverket (4)" in html
    assert ">Helsingfors</text>" in html
    assert "Birkaland" in html


def test_gaps_of_the_collection(client: TestClient) -> None:
    html = get(client, "")
    objective = html.index("2.1 Laillinen maahanmuutto · 0 hanketta")
    assert "ei tässä kokoelmassa" in html[objective : objective + 300]
    assert '<span class="unseen">ei tässä kokoelmassa</span>' in html
    assert "Ei yhdessäkään hankkeessa: " in html
    link = re.search(
        r'<a href="([^"]*)" aria-label="2 hanketta: naiset ja äidit, 2.2, 2019">2<', html
    )
    assert link
    assert link[1] == (
        "./?q=naiset+ja+%C3%A4idit&amp;ql=fi&amp;objective=2.2&amp;year=2019&amp;lang=fi"
    )


def test_gaps_of_a_part_are_not_told_of_the_collection(client: TestClient) -> None:
    html = get(client, "year=2019")
    assert "ei tässä kokoelmassa" not in html
    assert "ei näissä hankkeissa" in html


def test_hostile_texts_are_only_text(hankehaku: Hankehaku, known: Known) -> None:
    organisation = Organisation(name=HOSTILE, written=HOSTILE, municipality=HOSTILE)
    projects = [
        make_project(
            id=f"p{at}",
            title=HOSTILE,
            description=HOSTILE,
            organisation=replace(organisation, name=f"{HOSTILE}{at}"),
            objective=Objective(HOSTILE, HOSTILE),
        )
        for at in range(3)
    ]
    request = Request(HOSTILE, "fi", filters=Filters(objectives=(HOSTILE,)))
    for language in TEXTS:
        html = body(hankehaku, known, projects, request=request, language=language)
        assert "<script" not in html
        assert "<img" not in html
        assert "&lt;script&gt;" in html


def test_unknown_values_are_told(hankehaku: Hankehaku, known: Known) -> None:
    bare = make_project(
        organisation=Organisation(), period=Period(), grant=Grant(), objective=Objective()
    )
    html = body(hankehaku, known, [bare])
    assert "1 hankkeen ajasta ei tiedetä mitään, eikä sitä ole piirretty." in html
    assert "Lisäksi 1 hanke, jonka tuki ei ole tiedossa, ei ole mukana summissa." in html
    assert "Toteuttaja ei tiedossa (1)" in html
    assert html.count("Yhdenkään hankkeen tietoa ei ole lähteessä.") == 3
    assert "1 hankkeen toteuttajan kotikunta ei ole tiedossa, eikä se ole kartalla." in html
    assert "Tavoite ei tiedossa · 1 hanke" in html
    # objectives of the collection without a project are there too
    assert "2.2 Kotoutuminen · 0 hanketta" in html


def test_many_projects_are_not_drawn_one_by_one(hankehaku: Hankehaku, known: Known) -> None:
    projects = [
        make_project(id=f"p{at}", title=f"Hanke {at}", grant=Grant(1000 * (at % 400 + 1)))
        for at in range(2_000)
    ]
    html = body(hankehaku, known, projects, own=Own(200_000, 24, "200000", "24"))
    assert "Käynnissä olevat hankkeet neljännesvuosittain" in html
    assert "Pylvään korkeus on hankkeiden määrä." in html
    assert 'class="p-dot"' not in html
    # 5 times 199 of each 400 are smaller
    assert "suurempi kuin 995/2 000 hankkeen tuki (49 %)" in html
    assert "Sama arvo on 5 hankkeella, suurempi 1 000 hankkeella." in html
    assert len(html) < 150_000


def test_a_far_value_is_told(hankehaku: Hankehaku, known: Known) -> None:
    projects = [make_project(id=f"p{at}", grant=Grant(100_000)) for at in range(9)]
    projects.append(make_project(id="p9", grant=Grant(90_000_000)))
    html = body(hankehaku, known, projects)
    assert "Viimeisessä pylväässä ovat kaikki tätä suuremmat." in html
    assert "400 000 € tai enemmän" in html


def test_words_of_projects_are_read_once_for_a_generation(
    hankehaku: Hankehaku, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Kept(hankehaku)
    project = make_project()
    first = kept.groups_of(project)
    assert first == {"women", "refugees"}
    monkeypatch.setattr(type(kept._lexicon), "of", lambda *_: pytest.fail("read again"))
    assert kept.groups_of(project) is first
