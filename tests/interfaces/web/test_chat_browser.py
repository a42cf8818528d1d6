"""The chat tab in a real browser over a real index: asked, pressed, compared, looked at."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from browsing import IN_CI, overflow, serious

if not IN_CI:
    pytest.importorskip("playwright.sync_api", reason="pip install playwright")
from playwright.sync_api import Locator, Page, expect

CARD = "#chat-beside .beside > .cards > li > article"
TAMK = "Tampereen ammattikorkeakoulun hankkeet"


def ask(page: Page, question: str) -> None:
    before = page.locator("#chat-log .turn").count()
    page.locator("#chat-question textarea").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator("#chat-log .turn")).to_have_count(before + 1)
    expect(page.locator("#chat")).not_to_have_attribute("aria-busy", "true")


def last(page: Page) -> Locator:
    return page.locator("#chat-log .turn").last


def test_a_conversation(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.get_by_role("tab", name="Keskustelu").click()
    page.wait_for_url(re.compile("tab=chat"))
    ask(page, TAMK)
    expect(page.locator("#chat-question textarea")).to_have_value("")
    expect(last(page)).to_contain_text("Kysymykseen sopii 3 hanketta:")
    expect(page.locator(CARD)).to_have_count(3)
    expect(page.locator(f"{CARD} h3").first).to_have_text("[1] MATEAS-hanke")

    page.get_by_role("button", name="Paljonko ne saivat yhteensä?").click()
    expect(last(page)).to_contain_text("651\u00a0317\u00a0€")
    expect(last(page).locator(".asked")).to_be_focused()

    chip = page.get_by_role("button", name="Poista rajaus: toteuttaja: Tampereen")
    expect(chip).to_be_visible()
    chip.click()
    expect(last(page)).to_contain_text("Sama ilman rajausta: toteuttaja: Tampereen")
    expect(last(page)).to_contain_text("(25 hanketta)")
    expect(page.locator("#chat-log .chip")).to_have_count(0)

    ask(page, "Niistä halvin")
    expect(page.locator(CARD)).to_have_count(1)
    log = page.get_by_role("log")
    expect(log).to_have_attribute("aria-live", "polite")
    expect(log.locator(".turn")).to_have_count(4)

    page.get_by_role("button", name="Poista keskustelu ja aloita uusi").click()
    expect(page.locator("#chat-log .turn")).to_have_count(0)
    expect(page.locator(CARD)).to_have_count(0)
    expect(page.locator("#chat-question textarea")).to_be_focused()
    # nothing is left of the conversation: 'they' are all projects again
    ask(page, "Paljonko ne saivat yhteensä?")
    expect(last(page)).not_to_contain_text("651")


def test_citations_lead_to_the_cards_of_their_answer(open_page: Callable[..., Page]) -> None:
    page = open_page("?tab=chat")
    ask(page, TAMK)
    page.get_by_role("link", name="[2] Vertaisohjattu").click()
    expect(page.locator("#lahde-vertaisohjattu-valmennusmalli-maahanmuuttajille")).to_be_focused()
    ask(page, "kerro ensimmäisestä")
    expect(page.locator(CARD)).to_have_count(1)
    # back to the first answer, whose cards are no longer there
    page.get_by_role("link", name="[3] Kotoa kotiin ja").first.press("Enter")
    expect(page.locator(CARD)).to_have_count(3)
    expect(page.locator("#lahde-kotoa-kotiin-ja-yhteiskuntaan")).to_be_focused()
    expect(page.locator("#chat-beside .note").first).to_contain_text(TAMK)


def test_a_new_answer_is_brought_into_view(open_page: Callable[..., Page]) -> None:
    page = open_page("?tab=chat", height=600)
    ask(page, "pakolaisäideille suunnatut hankkeet")
    ask(page, "näytä lisää")
    expect(last(page).locator(".asked")).to_be_in_viewport()
    expect(page.locator("#chat-question textarea")).to_be_in_viewport()
    expect(page.locator("#chat-question textarea")).to_be_focused()


def test_why_a_ranked_project_is_there(open_page: Callable[..., Page]) -> None:
    page = open_page("?tab=chat&lang=en")
    ask(page, "projects for refugee mothers")
    expect(last(page).locator(".said")).not_to_have_attribute("lang", "en")
    expect(last(page).locator(".said [lang=fi]").first).to_be_visible()
    card = page.locator(CARD).first
    card.get_by_text("Why this one?").click()
    expect(card.locator(".ways li").first).to_contain_text("→")


def test_a_comparison_is_a_table(open_page: Callable[..., Page]) -> None:
    page = open_page("?tab=chat")
    ask(page, TAMK)
    ask(page, "Vertaa kahta ensimmäistä")
    table = last(page).get_by_role("table", name="Hankkeiden vertailu")
    expect(table.get_by_role("columnheader")).to_have_text(
        [
            "Vertailtava asia",
            "MATEAS-hanke",
            "Vertaisohjattu valmennusmalli maahanmuuttajille-hanke",
        ]
    )
    expect(table.get_by_role("row", name="EU-tuki 270")).to_contain_text("210\u00a0757\u00a0€")
    expect(table.locator("q").first).to_contain_text("Hankkeessa kehitettävän")
    expect(table).to_contain_text("ei mainita")


def test_the_page_changes_its_language_and_the_answers_keep_theirs(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("?tab=chat")
    ask(page, TAMK)
    page.get_by_label("Svenska").check()
    expect(page.get_by_role("tab", name="Samtal")).to_be_visible()
    expect(page.get_by_role("button", name="Ta bort avgränsningen: genomförare")).to_be_visible()
    expect(page.get_by_role("button", name="Radera samtalet och börja ett nytt")).to_be_visible()
    expect(last(page).locator(".said")).to_have_attribute("lang", "fi")
    expect(page.locator(f"{CARD} dt").first).to_have_text("Genomförare")
    ask(page, "hur mycket fick de sammanlagt?")
    expect(last(page)).to_contain_text("651\u00a0317\u00a0€")
    expect(last(page)).to_contain_text("sammanlagt")
    page.get_by_role("tab", name="Sökning").click()
    expect(page.locator("#search-button")).to_have_text("Sök")
    page.wait_for_url(lambda url: "tab=" not in url)


def test_both_tabs_keep_what_they_show(open_page: Callable[..., Page]) -> None:
    page = open_page("?q=mielenterveys&tab=chat")
    ask(page, TAMK)
    page.get_by_role("tab", name="Haku").click()
    expect(page.locator("#results article h3").first).to_have_text("1. YOUME-hanke")
    expect(page.locator("#question textarea")).to_have_value("mielenterveys")
    page.get_by_role("tab", name="Keskustelu").click()
    expect(page.locator(CARD)).to_have_count(3)
    assert "q=mielenterveys" in page.url


@pytest.mark.parametrize(
    "question", ["<img src=x onerror=alert(1)>", "<script>alert(1)</script>", "${1} {{2}} `\\"]
)
def test_a_hostile_question_is_text(open_page: Callable[..., Page], question: str) -> None:
    page = open_page("?tab=chat")
    ask(page, question)
    expect(last(page).locator(".asked")).to_contain_text(question)
    assert page.locator("#chat img, #chat script").count() == 0


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("'  '", "Kysymys puuttuu."),
        ("'a'.repeat(20001)", "Kysymys on liian pitkä."),
    ],
)
def test_questions_that_cannot_be_asked(
    open_page: Callable[..., Page], script: str, message: str
) -> None:
    page = open_page("?tab=chat")
    page.locator("#chat-question textarea").evaluate(
        f"box => {{ box.value = {script}; box.dispatchEvent(new Event('input')); }}"
    )
    page.get_by_role("button", name="Kysy", exact=True).click()
    expect(page.locator("#chat-problem .error")).to_contain_text(message)
    assert page.locator("#chat-log .turn").count() == 0
    ask(page, "mitä osaat?")
    expect(page.locator("#chat-problem .error")).to_have_count(0)


def test_the_keyboard_is_enough(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.get_by_role("tab", name="Keskustelu").press("Enter")
    offered = page.get_by_role("button", name=TAMK)
    offered.focus()
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(page.locator("#chat-question textarea")).to_be_focused()
    offered.press("Enter")
    expect(page.locator(CARD)).to_have_count(3)
    page.get_by_role("button", name="Poista rajaus").press("Space")
    expect(last(page)).to_contain_text("25 hanketta")


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_phone_needs_no_sideways_scrolling(
    open_page: Callable[..., Page], width: int, language: str
) -> None:
    page = open_page(f"?tab=chat&lang={language}", width=width, height=740)
    assert overflow(page) <= 0
    ask(page, TAMK)
    ask(page, "Vertaa niitä")
    assert overflow(page) <= 0
    below = page.locator("#chat-beside").bounding_box()
    main = page.locator("#chat-main").bounding_box()
    assert below is not None
    assert main is not None
    assert below["y"] >= main["y"] + main["height"]


def test_cards_stand_beside_the_answer_where_there_is_room(open_page: Callable[..., Page]) -> None:
    page = open_page("?tab=chat")
    ask(page, TAMK)
    beside, main = (page.locator(each).bounding_box() for each in ("#chat-beside", "#chat-main"))
    assert beside is not None
    assert main is not None
    assert beside["x"] >= main["x"] + main["width"]


@pytest.mark.parametrize(("language", "scheme"), [("fi", "dark"), ("en", "light")])
def test_axe_finds_nothing_serious(
    open_page: Callable[..., Page], language: str, scheme: str
) -> None:
    page = open_page(f"?tab=chat&lang={language}", scheme=scheme)
    assert serious(page) == []
    ask(page, TAMK)
    ask(page, "Vertaa niitä")
    ask(page, "vuonna 2031 alkaneet yliopistojen hankkeet")
    for summary in page.locator("#chat summary").all()[:4]:
        summary.click()
    page.locator("#chat-question textarea").fill("  ")
    page.keyboard.press("Enter")
    expect(page.locator("#chat-problem .error")).to_be_visible()
    assert serious(page) == []
