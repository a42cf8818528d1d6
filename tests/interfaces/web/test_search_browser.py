"""Narrowing, ordering, paging, completing and picking on the search page, in a real browser."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from browsing import IN_CI, overflow, serious

if not IN_CI:
    pytest.importorskip("playwright.sync_api", reason="pip install playwright")
from playwright.sync_api import Browser, Locator, Page, expect

STATUS = "#results [role=status]"
CARD = "#results .found article"
SUPPORT = f"{CARD} > .facts > div:nth-child(3) dd"
BOX = "#question textarea"
OPTION = "#suggestions [role=option]"
MOTHERS = f"?q={quote('pakolaisäideille suunnatut hankkeet')}"
BROAD = "?q=kotouttaminen"
"""A question of one word, for which there are two pages."""
POLYTECHNICS = f"?q={quote('vuonna 2019 alkaneet ammattikorkeakoulujen hankkeet')}"


def box(page: Page, facet: str, value: str) -> Locator:
    return page.locator(f'#results input[data-key="{facet}={value}"]')


def counts(page: Page, facet: str) -> dict[str, int]:
    found = page.locator(f'#results input[data-key^="{facet}="]').evaluate_all(
        "boxes => boxes.map(box => "
        "[box.dataset.key, box.closest('label').querySelector('.count').textContent])"
    )
    return {key.partition("=")[2]: int(count) for key, count in found}


def titles(page: Page) -> list[str]:
    return [each.split(" ", 1)[1] for each in page.locator(f"{CARD} h3").all_inner_texts()]


def settled(page: Page) -> None:
    expect(page.locator("#results")).not_to_have_attribute("aria-busy", "true")


def press(page: Page, name: str | re.Pattern[str]) -> None:
    page.locator("#results").get_by_role("button", name=name).first.click()
    settled(page)


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def again(page: Page) -> str:
    return f"?{urlsplit(page.url).query}"


# facets


def test_facets_narrow_what_a_question_finds(open_page: Callable[..., Page]) -> None:
    page = open_page(MOTHERS)
    expect(page.locator(STATUS)).to_have_text("9 hanketta, paras ensin (kokoelmassa 25)")
    regions = counts(page, "region")
    assert regions["Pirkanmaa"] == 2
    box(page, "region", "Pirkanmaa").check()
    expect(page.locator(STATUS)).to_contain_text("2 hanketta, paras ensin")
    settled(page)
    expect(page.locator(CARD)).to_have_count(2)
    expect(box(page, "region", "Pirkanmaa")).to_be_checked()
    # focus stays on what was pressed, and its own facet counts as before
    expect(box(page, "region", "Pirkanmaa")).to_be_focused()
    assert counts(page, "region") == regions
    assert sum(counts(page, "type").values()) == 2

    # another value of the facet adds to it
    box(page, "region", "Uusimaa").check()
    expect(page.locator(STATUS)).to_contain_text(f"{2 + regions['Uusimaa']} hanketta")
    settled(page)
    assert counts(page, "region") == regions
    # one of another facet takes away
    years = counts(page, "year")
    box(page, "year", "2018").check()
    expect(page.locator(STATUS)).to_contain_text(re.compile(f"^{years['2018']} hank"))
    settled(page)
    assert query(page)["region"] == ["Pirkanmaa", "Uusimaa"]
    assert query(page)["year"] == ["2018"]

    press(page, re.compile("Poista rajaus: toteuttajan kotipaikka"))
    expect(page.locator(STATUS)).to_be_focused()
    assert "region" not in query(page)
    press(page, "Poista kaikki")
    expect(page.locator(STATUS)).to_have_text("9 hanketta, paras ensin (kokoelmassa 25)")
    expect(page.locator("#results .picked")).to_have_count(0)


def test_every_count_is_what_picking_shows(open_page: Callable[..., Page]) -> None:
    page = open_page(MOTHERS)
    for facet in ("objective", "type", "flaws"):
        for value, count in counts(page, facet).items():
            summary = page.locator(f'details[data-keep="facet-{facet}"] > summary')
            if not box(page, facet, value).is_visible():
                summary.click()
            box(page, facet, value).check()
            settled(page)
            expect(page.locator(STATUS)).to_contain_text(re.compile(rf"^{count} hank"))
            box(page, facet, value).uncheck()
            expect(page.locator(STATUS)).to_contain_text("9 hanketta")
            settled(page)


def test_filters_stay_for_the_next_question(open_page: Callable[..., Page]) -> None:
    page = open_page(f"{MOTHERS}&type=municipality")
    page.locator(BOX).fill("kotoutuminen")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("q=kotoutuminen"))
    settled(page)
    expect(box(page, "type", "municipality")).to_be_checked()
    assert query(page)["type"] == ["municipality"]


def test_a_facet_is_pressed_by_the_keyboard(open_page: Callable[..., Page]) -> None:
    page = open_page(MOTHERS)
    box(page, "region", "Pirkanmaa").focus()
    page.keyboard.press("Space")
    expect(page.locator(STATUS)).to_contain_text("2 hanketta")
    settled(page)
    expect(box(page, "region", "Pirkanmaa")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator(STATUS)).to_contain_text("9 hanketta")


def test_going_back_shows_the_search_before(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.locator(BOX).fill("pakolaisäideille suunnatut hankkeet")
    page.keyboard.press("Enter")
    expect(page.locator(STATUS)).to_contain_text("9 hanketta")
    settled(page)
    box(page, "region", "Pirkanmaa").check()
    expect(page.locator(STATUS)).to_contain_text("2 hanketta")
    settled(page)
    page.get_by_label("Svenska").check()
    expect(page.locator(STATUS)).to_contain_text("2 projekt")
    settled(page)
    page.go_back()
    expect(page.locator(STATUS)).to_contain_text("9 hanketta")
    assert "region" not in query(page)
    page.go_back()
    expect(page.locator("#results article")).to_have_count(0)
    expect(page.locator("h1")).to_have_text("Hae jo rahoitettuja hankkeita")
    page.go_forward()
    expect(page.locator(STATUS)).to_contain_text("9 hanketta")


def test_what_was_unfolded_stays_so(open_page: Callable[..., Page]) -> None:
    page = open_page(MOTHERS)
    folded = page.locator('details[data-keep="facet-organisation"]')
    folded.locator("summary").click()
    key = folded.locator("input").last.get_attribute("data-key") or ""
    box(page, *key.split("=")).check()
    expect(page.locator(STATUS)).to_contain_text("1 hanke,")
    settled(page)
    expect(page.locator("#results :focus")).to_have_attribute("data-act", "facet")
    expect(page.locator("details.filters")).to_have_attribute("open", "")
    page.locator("details.filters > summary").click()
    page.locator("select[data-act=sort]").select_option("name")
    settled(page)
    expect(page.locator("details.filters")).not_to_have_attribute("open", "")


def test_when_filters_leave_nothing_there_are_ways_on(open_page: Callable[..., Page]) -> None:
    page = open_page("?q=mielenterveys&objective=2.3&region=Pirkanmaa")
    expect(page.locator(STATUS)).to_have_text("Kysymykseen sopivaa hanketta ei löytynyt.")
    expect(page.locator(".found")).to_contain_text("mikään ei täytä kaikkia rajauksia")
    assert serious(page) == []
    press(page, re.compile("Ilman rajausta ”tavoite 2.3”: 1 hanke"))
    expect(page.locator(STATUS)).to_contain_text("1 hanke, paras ensin")
    assert "objective" not in query(page)


# amounts and a day


def test_amounts_and_a_day(open_page: Callable[..., Page]) -> None:
    page = open_page("?browse=1")
    page.get_by_label("EU-tuki vähintään").fill("300 000 €")
    page.get_by_label("EU-tuki enintään").fill("400000")
    press(page, "Rajaa näillä")
    expect(page.locator(STATUS)).to_contain_text(re.compile(r"^\d hanketta \(rajauksiin sopii \d,"))
    for support in page.locator(SUPPORT).all_inner_texts():
        assert 300_000 <= int(re.sub(r"\D", "", support)) <= 400_000
    expect(page.get_by_label("EU-tuki vähintään")).to_have_value("300000")
    page.get_by_label("Käynnissä päivänä").fill("2019-05-01")
    page.get_by_label("EU-tuki vähintään").press("Enter")
    page.wait_for_url(re.compile("running=2019-05-01"))
    settled(page)
    expect(page.locator("#results .understood")).to_have_count(0)
    press(page, re.compile("Poista rajaus: EU-tuki"))
    expect(page.get_by_label("EU-tuki vähintään")).to_have_value("")
    expect(page.get_by_label("Käynnissä päivänä")).to_have_value("2019-05-01")


@pytest.mark.parametrize(
    ("low", "high", "wrong"),
    [("paljon", "", "min"), ("5", "3", "min"), ("", "-1", "max"), ("<b>", "", "min")],
)
def test_an_amount_that_cannot_be_used_is_said_beside_it(
    open_page: Callable[..., Page], low: str, high: str, wrong: str
) -> None:
    page = open_page(MOTHERS)
    page.locator("[name=min]").fill(low)
    page.locator("[name=max]").fill(high)
    press(page, "Rajaa näillä")
    expect(page.locator("#range-problem")).to_contain_text("Anna tuki kokonaisina euroina")
    field = page.locator(f"[name={wrong}]")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.locator("[name=min]")).to_have_value(low)
    expect(page.locator("[name=max]")).to_have_value(high)
    expect(page.locator(STATUS).first).to_contain_text("9 hanketta")
    expect(page.locator("#results .status.error")).to_have_count(0)
    assert serious(page) == []
    page.locator("[name=min]").fill("1")
    page.locator("[name=max]").fill("")
    press(page, "Rajaa näillä")
    expect(page.locator("#range-problem")).to_have_count(0)


def test_what_an_address_cannot_mean_is_left_out(open_page: Callable[..., Page]) -> None:
    page = open_page(f"{MOTHERS}&min=abc&region=Pirkanmaa")
    expect(page.locator("#results .status.error")).to_have_text(
        "Osoitteen kohtaa ”min” ei voitu käyttää, joten se jätettiin pois."
    )
    expect(page.locator(CARD)).to_have_count(2)
    assert "min" not in query(page)


# orders and pages


def test_orders(open_page: Callable[..., Page]) -> None:
    page = open_page(MOTHERS)
    best = titles(page)
    sort = page.get_by_label("Järjestys")
    sort.select_option("name")
    expect(page.locator(STATUS)).to_have_text("9 hanketta, nimen mukaan (kokoelmassa 25)")
    settled(page)
    expect(sort).to_be_focused()
    assert titles(page)[0] == "Kotoa kotiin ja yhteiskuntaan-hanke"
    sort.select_option("largest")
    expect(page.locator(STATUS)).to_contain_text("suurin tuki ensin")
    settled(page)
    support = page.locator(SUPPORT).all_inner_texts()
    amounts = [int(re.sub(r"\D", "", each)) for each in support]
    assert amounts == sorted(amounts, reverse=True)
    sort.select_option("best")
    expect(page.locator(STATUS)).to_contain_text("paras ensin")
    settled(page)
    assert titles(page) == best
    assert "sort" not in query(page)


@pytest.mark.parametrize("address", ["?browse=1", BROAD, f"{BROAD}&sort=name"])
def test_pages_show_each_project_once(open_page: Callable[..., Page], address: str) -> None:
    page = open_page(address)
    matching = int(page.locator(STATUS).first.inner_text().split()[0])
    seen = titles(page)
    while page.get_by_role("button", name="Seuraava sivu").count():
        press(page, "Seuraava sivu")
        expect(page.locator(STATUS)).to_be_focused()
        expect(page.locator(f"{CARD} h3").first).to_contain_text(f"{len(seen) + 1}.")
        seen += titles(page)
    assert len(seen) == len(set(seen)) == matching
    press(page, "Edellinen sivu")
    last = (matching - 1) // 10 * 10
    assert titles(page) == seen[last - 10 : last]


def test_a_page_beyond_the_end_leads_back(open_page: Callable[..., Page]) -> None:
    page = open_page(f"{BROAD}&page=77")
    expect(page.locator(".found")).to_contain_text("Tällä sivulla ei ole enää hankkeita.")
    press(page, "Edellinen sivu")
    expect(page.locator(CARD)).to_have_count(7)
    assert query(page)["page"] == ["2"]


# the question, taken apart


def test_words_are_switched_off_and_on(open_page: Callable[..., Page]) -> None:
    page = open_page(f"?q={quote('äidit mielenterveys')}")
    alone = titles(open_page("?q=mielenterveys"))
    press(page, "Älä hae sanalla äidit")
    expect(page.locator(".understood")).to_contain_text("Pois otetut sanat:")
    expect(page.locator(".understood s")).to_have_text("äidit")
    assert titles(page) == alone
    assert query(page)["mute"] == ["äidit"]
    expect(page.locator(BOX)).to_have_value("äidit mielenterveys")
    press(page, "Hae taas sanalla äidit")
    expect(page.locator(".understood s")).to_have_count(0)
    assert "mute" not in query(page)


def test_a_dropped_constraint_is_restored(open_page: Callable[..., Page]) -> None:
    page = open_page(POLYTECHNICS)
    before = titles(page)
    press(page, "Poista rajaus: alkanut 2019")
    expect(page.locator(STATUS)).to_have_text("5 hanketta (rajauksiin sopii 5, kokoelmassa 25)")
    assert query(page)["drop"] == ["0"]
    press(page, "Palauta rajaus: alkanut 2019")
    expect(page.locator(STATUS)).to_have_text("3 hanketta (rajauksiin sopii 3, kokoelmassa 25)")
    assert titles(page) == before


# suggestions


def type_in(page: Page, text: str) -> None:
    page.locator(BOX).focus()
    page.keyboard.type(text, delay=20)
    expect(page.locator("#suggestions")).to_be_visible()


def test_a_word_is_completed_by_the_keyboard_alone(open_page: Callable[..., Page]) -> None:
    page = open_page()
    type_in(page, "mielent")
    expect(page.locator(BOX)).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".suggesting [role=status]")).to_contain_text(
        re.compile(r"\d ehdotusta, valitse nuolinäppäimillä")
    )
    assert serious(page) == []
    page.keyboard.press("ArrowDown")
    chosen = page.locator(f"{OPTION}[aria-selected=true]")
    expect(chosen).to_have_count(1)
    expect(page.locator(BOX)).to_have_attribute(
        "aria-activedescendant", chosen.get_attribute("id") or ""
    )
    word = chosen.locator("span").first.inner_text()
    page.keyboard.press("Enter")
    expect(page.locator(CARD).first).to_be_visible()
    settled(page)
    expect(page.locator(BOX)).to_have_value(word)
    assert query(page)["q"] == [word]
    # what was taken is not completed again
    page.wait_for_timeout(500)
    expect(page.locator("#suggestions")).to_be_hidden()
    expect(page.locator(BOX)).to_have_attribute("aria-expanded", "false")


def test_arrows_go_round_and_escape_leaves_what_was_typed(open_page: Callable[..., Page]) -> None:
    page = open_page()
    type_in(page, "koti")
    options = page.locator(OPTION)
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"{OPTION}[aria-selected=true]")).to_have_count(0)
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(page.locator("#suggestions")).to_be_hidden()
    expect(page.locator(BOX)).to_have_value("koti")
    expect(page.locator(BOX)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("q=koti&"))


def test_enter_without_a_choice_asks_what_was_typed(open_page: Callable[..., Page]) -> None:
    page = open_page()
    type_in(page, "kotout")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("q=kotout&"))
    expect(page.locator("#suggestions")).to_be_hidden()


def test_a_project_that_is_completed_is_opened(open_page: Callable[..., Page]) -> None:
    page = open_page("?lang=sv")
    type_in(page, "youme")
    expect(page.locator(OPTION)).to_have_count(1)
    expect(page.locator(f"{OPTION} .note")).to_have_text("projekt")
    expect(page.locator(f"{OPTION} [lang=fi]")).to_have_text("YOUME-hanke")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/hanke/youme\?lang=sv"))
    expect(page.locator("h1")).to_contain_text("YOUME-hanke")


def test_an_organisation_is_completed_by_the_pointer(open_page: Callable[..., Page]) -> None:
    page = open_page("?lang=sv")
    type_in(page, "esbo")
    page.locator(OPTION).filter(has_text="Esbo stad").click()
    page.wait_for_url(re.compile(r"q=Esbo\+stad"))
    expect(page.locator(f"{CARD} h3").first).to_contain_text("Kotona kaupungissa-hanke")


def test_suggestions_end_when_the_box_is_left(open_page: Callable[..., Page]) -> None:
    page = open_page()
    type_in(page, "koti")
    page.keyboard.press("Tab")
    expect(page.locator("#suggestions")).to_be_hidden()
    page.locator(BOX).fill("zzzzzz")
    page.wait_for_timeout(500)
    expect(page.locator("#suggestions")).to_be_hidden()


# picking for a comparison


def test_projects_are_picked_and_compared(open_page: Callable[..., Page]) -> None:
    page = open_page(BROAD)
    bar = page.locator(".compare-bar")
    expect(bar).to_be_hidden()
    picks = page.locator(f"{CARD} [data-pick]")
    picks.nth(0).check()
    expect(bar).to_be_visible()
    expect(bar.locator("a")).to_have_text("Valitse toinenkin hanke vertailuun")
    expect(bar.locator("a")).not_to_have_attribute("href", re.compile(".*"))
    first = picks.nth(0).get_attribute("data-pick")
    press(page, "Seuraava sivu")
    # what was picked stays so on another page
    picks.nth(0).check()
    second = picks.nth(0).get_attribute("data-pick")
    expect(bar.locator("a")).to_have_text("Vertaa 2 hanketta")
    press(page, "Edellinen sivu")
    expect(picks.nth(0)).to_be_checked()
    assert serious(page) == []
    bar.locator("a").click()
    page.wait_for_url(re.compile(r"/vertaa\?"))
    assert query(page)["id"] == [first, second]
    expect(page.locator("table")).to_be_visible()


def test_no_more_than_five_are_compared(open_page: Callable[..., Page]) -> None:
    page = open_page(MOTHERS)
    picks = page.locator(f"{CARD} [data-pick]")
    for number in range(5):
        picks.nth(number).check()
    expect(picks.nth(5)).to_be_disabled()
    expect(picks.nth(4)).to_be_enabled()
    page.get_by_role("button", name="Tyhjennä valinta").click()
    expect(page.locator(".compare-bar")).to_be_hidden()
    expect(picks.nth(5)).to_be_enabled()
    expect(picks.nth(0)).not_to_be_checked()


# votes

VOTING = """
import sys
from pathlib import Path
from hankehaku.facade import Hankehaku
from hankehaku.interfaces.guard.options import Options
from hankehaku.interfaces.web.server import serve
hankehaku = Hankehaku.open(sys.argv[1])
serve(lambda: hankehaku, "127.0.0.1", 0, options=Options(feedback=Path(sys.argv[2])))
"""


def test_a_vote_is_kept_and_thanked_for(seed_index: Path, browser: Browser, tmp_path: Path) -> None:
    votes = tmp_path / "votes.jsonl"
    command = [sys.executable, "-c", VOTING, str(seed_index), str(votes)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            page = browser.new_page()
            page.goto(process.stdout.readline().partition("at ")[2].split()[0] + MOTHERS)
            page.wait_for_selector("html[data-hankehaku=ready]")
            vote = page.locator(f"{CARD} .vote").nth(1)
            vote.get_by_role("button", name="Sopii", exact=True).click()
            expect(vote.locator(".said")).to_contain_text("Kiitos!")
            expect(vote.get_by_role("button").first).to_be_disabled()
            assert serious(page) == []
            page.close()
        finally:
            process.terminate()
    (line,) = votes.read_text(encoding="utf-8").splitlines()
    kept = json.loads(line)
    assert kept["question"] == "pakolaisäideille suunnatut hankkeet"
    assert (kept["relevant"], kept["rank"]) == (True, 2)


# addresses


def test_an_address_shows_the_same_view_again(open_page: Callable[..., Page]) -> None:
    page = open_page(f"?q={quote('vuonna 2018 alkaneet äitien kotoutumisen hankkeet')}&lang=sv")
    settled(page)
    press(page, "Sök inte med ordet äitien")
    page.locator("select[data-act=sort]").select_option("name")
    settled(page)
    press(page, "Ta bort avgränsningen: började 2018")
    box(page, "objective", "2.2").check()
    settled(page)
    expect(page.locator(".picked .chip")).to_have_count(1)
    press(page, "Nästa sida")
    asked = query(page)
    assert {"q", "mute", "drop", "objective", "sort", "page", "lang"} <= set(asked)
    other = open_page(again(page))
    settled(other)
    assert query(other) == asked
    assert titles(other) == titles(page)
    for part in (".understood", ".picked", ".filters", ".status"):
        texts = [each.locator(f"#results {part}").first.inner_text() for each in (page, other)]
        assert texts[0] == texts[1]


def test_a_page_has_its_address(open_page: Callable[..., Page]) -> None:
    page = open_page(BROAD)
    press(page, "Seuraava sivu")
    assert query(page)["page"] == ["2"]
    other = open_page(again(page))
    expect(other.locator("nav.pages")).to_contain_text("Sivu 2 / 2")
    assert titles(other) == titles(page)


def test_all_projects_are_browsed(open_page: Callable[..., Page]) -> None:
    page = open_page()
    press(page, "Selaa kaikkia hankkeita")
    expect(page.locator(STATUS)).to_have_text("25 hanketta (kokoelmassa 25)")
    expect(page.locator(CARD)).to_have_count(10)
    assert query(page)["browse"] == ["1"]
    other = open_page(again(page))
    expect(other.locator(CARD)).to_have_count(10)
    # a question goes on from there
    page.locator(BOX).fill("mielenterveys")
    page.keyboard.press("Enter")
    expect(page.locator(f"{CARD} h3").first).to_have_text("1. YOUME-hanke")


def test_the_ways_on_carry_the_search(open_page: Callable[..., Page]) -> None:
    page = open_page(f"{MOTHERS}&region=Pirkanmaa&page=1")
    page.locator(".take summary").click()
    link = page.get_by_role("link", name="Taulukko (CSV)")
    with page.expect_download() as download:
        link.click()
    lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert sum("Tampereen ammattikorkeakoulu" in line for line in lines) == 2
    overview = page.get_by_role("link", name="Yleiskuva näistä")
    assert parse_qs(urlsplit(overview.get_attribute("href") or "").query)["region"] == ["Pirkanmaa"]


# three languages, three widths, two schemes


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_scrolls_sideways(
    open_page: Callable[..., Page], width: int, language: str
) -> None:
    page = open_page(f"{MOTHERS}&lang={language}&region=Pirkanmaa", width=width, height=740)
    if width < 960:
        expect(page.locator("details.filters")).not_to_have_attribute("open", "")
        page.locator("details.filters > summary").click()
    for summary in page.locator(".filters details > summary").all():
        summary.click()
    page.locator(".take summary").click()
    page.locator(f"{CARD} [data-pick]").nth(0).check()
    page.locator(f"{CARD} [data-pick]").nth(1).check()
    assert overflow(page) <= 0
    page.locator(BOX).fill("")
    type_in(page, "koto" if language == "fi" else "inte")
    assert overflow(page) <= 0
    lists = page.locator("#suggestions").bounding_box()
    assert lists is not None
    assert lists["x"] + lists["width"] <= width


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_axe_finds_nothing_serious(open_page: Callable[..., Page], width: int, scheme: str) -> None:
    language = "fi" if width == 390 else "sv"
    page = open_page(
        f"{POLYTECHNICS}&lang={language}&drop=0&type=university_of_applied_sciences&min=1",
        width=width,
        scheme=scheme,
    )
    if width == 390:
        page.locator("details.filters > summary").click()
    page.locator(".take summary").click()
    page.locator(f"{CARD} [data-pick]").nth(0).check()
    assert serious(page) == []
    page.locator(f"{CARD} [data-pick]").nth(1).check()
    page.locator(".take summary").click()
    page.locator(BOX).fill("")
    type_in(page, "kotoa")
    page.keyboard.press("ArrowDown")
    assert serious(page) == []


def test_the_language_changes_and_the_search_stays(open_page: Callable[..., Page]) -> None:
    page = open_page(f"{MOTHERS}&region=Pirkanmaa&sort=name")
    before = titles(page)
    page.get_by_label("Svenska").check()
    expect(page.locator(".filters legend").first).to_have_text("Nationellt mål")
    settled(page)
    expect(page.locator("#results .filters")).to_contain_text("Birkaland")
    expect(page.locator("select[data-act=sort]")).to_have_value("name")
    page.get_by_label("English").check()
    expect(page.locator(STATUS)).to_contain_text("2 projects, by name")
    settled(page)
    assert titles(page) == before
    assert query(page)["region"] == ["Pirkanmaa"]
    assert query(page)["lang"] == ["en"]


# the conversation


def test_a_conversation_comes_back_until_it_is_erased(open_page: Callable[..., Page]) -> None:
    page = open_page("?tab=chat")
    turns = page.locator("#chat-log .turn")
    for number, question in enumerate(
        ("Tampereen ammattikorkeakoulun hankkeet", "Paljonko ne saivat yhteensä?"), 1
    ):
        page.locator("#chat-question textarea").fill(question)
        page.keyboard.press("Enter")
        expect(turns).to_have_count(number)
        expect(page.locator("#chat")).not_to_have_attribute("aria-busy", "true")
    page.get_by_role("button", name="Poista rajaus: toteuttaja").click()
    expect(turns).to_have_count(3)
    expect(page.locator("#chat")).not_to_have_attribute("aria-busy", "true")
    said = page.locator("#chat-log .log").inner_text()

    page.reload()
    expect(turns).to_have_count(3)
    assert page.locator("#chat-log .log").inner_text() == said
    # it goes on from where it was
    page.locator("#chat-question textarea").fill("Niistä halvin")
    page.keyboard.press("Enter")
    expect(turns).to_have_count(4)
    expect(page.locator("#chat-beside .beside > .cards article")).to_have_count(1)
    expect(page.locator("#chat")).not_to_have_attribute("aria-busy", "true")

    page.get_by_role("button", name="Poista keskustelu ja aloita uusi").click()
    expect(turns).to_have_count(0)
    assert page.evaluate("window.localStorage.length") == 0
    page.reload()
    page.wait_for_selector("html[data-hankehaku=ready]")
    page.wait_for_timeout(500)
    expect(turns).to_have_count(0)
