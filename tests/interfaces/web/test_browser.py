"""The page in a real browser over a real index: asked, switched, linked to, and given odd input."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from browsing import IN_CI, SERVER, overflow, serious

STATUS = "#results [role=status]"
CARD = "#results article"
FOR_MOTHERS = re.compile("Kotoa kotiin|Suomen kieli sanoo tervetuloa|Vertaisohjattu")

if not IN_CI:
    pytest.importorskip("playwright.sync_api", reason="pip install playwright")
from playwright.sync_api import Browser, Page, expect  # noqa: E402


def ask(page: Page, question: str) -> None:
    page.locator("#question textarea").fill(question)
    page.keyboard.press("Enter")


def test_a_question_in_three_languages(open_page: Callable[..., Page]) -> None:
    page = open_page()
    expect(page).to_have_title(re.compile("rahoitettujen hankkeiden haku"))
    expect(page.locator("html")).to_have_attribute("lang", "fi")
    expect(page.locator("h1")).to_have_text("Hae jo rahoitettuja hankkeita")
    expect(page.get_by_text("Avoimia rahoitushakuja täältä ei löydy.")).to_be_visible()

    ask(page, "pakolaisäideille suunnatut hankkeet")
    expect(page.locator(STATUS)).to_contain_text("9 hanketta")
    expect(page.locator(f"{CARD} h3").first).to_have_text(FOR_MOTHERS)
    expect(page.locator(f"{CARD} mark").first).to_be_visible()
    first = page.locator(f"{CARD} h3").first.inner_text()
    expect(page).to_have_title("pakolaisäideille suunnatut hankkeet – Hankehaku")

    page.get_by_label("Svenska").check()
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    expect(page.locator("h1")).to_have_text("Sök bland redan finansierade projekt")
    expect(page.locator(STATUS)).to_contain_text("9 projekt")
    expect(page.locator(f"{CARD} h3").first).to_have_text(first)
    expect(page.locator(f"{CARD} dt").first).to_have_text("Genomförare")

    page.get_by_label("English").check()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(STATUS)).to_contain_text("9 projects")
    expect(page.get_by_role("button", name="Search", exact=True)).to_be_visible()
    expect(page.get_by_role("group", name="Language of the page")).to_be_visible()
    expect(page.locator(f"{CARD} h3 [lang=fi]").first).to_have_text(first.split(" ", 1)[1])


def test_why_and_the_whole_description_open(open_page: Callable[..., Page]) -> None:
    page = open_page(f"?q={quote('projects for refugee mothers')}&lang=en")
    card = page.locator(CARD).first
    expect(card.locator("h3")).to_have_text(FOR_MOTHERS)
    card.get_by_text("Why this one?").click()
    expect(card.get_by_text("Words that matched")).to_be_visible()
    expect(card.locator(".ways li").first).to_contain_text("→")
    card.get_by_text("Whole description and source").click()
    expect(card.locator(".description")).to_be_visible()
    expect(card.get_by_text("000_32d14921b7911850.txt, lines")).to_be_visible()


def test_flaws_of_the_source_are_shown(open_page: Callable[..., Page]) -> None:
    page = open_page(f"?q={quote('ERSUS selkeäkieliset täydennyspyynnöt')}")
    card = page.locator(CARD).first
    expect(card.locator("h3")).to_have_text("1. ERSUS-hanke")
    expect(card.locator(".issues")).to_contain_text("alkupäivä on ”1.0.2018”, jota ei ole olemassa")
    expect(card.locator(".facts").first).to_contain_text("ei tiedossa – 31.10.2019")


def test_when_nothing_fits_that_is_said(open_page: Callable[..., Page]) -> None:
    page = open_page("?q=avaruusmatkailu")
    expect(page.locator(STATUS)).to_have_text("Kysymykseen sopivaa hanketta ei löytynyt.")
    expect(page.locator(CARD).first).to_be_hidden()
    page.get_by_text("Näytä silti lähimmät hankkeet").click()
    expect(page.locator(CARD).first).to_be_visible()


def test_what_was_understood_is_taken_back_by_a_press(open_page: Callable[..., Page]) -> None:
    page = open_page(f"?q={quote('vuonna 2019 alkaneet ammattikorkeakoulujen hankkeet')}")
    expect(page.locator(STATUS)).to_have_text("3 hanketta (rajauksiin sopii 3, kokoelmassa 25)")
    page.get_by_text("Miksi tämä?").first.click()
    why = page.locator(f"{CARD} .why").first
    expect(why).to_contain_text(
        "Täyttää rajaukset: alkanut 2019; toteuttajan tyyppi: ammattikorkeakoulu."
    )
    expect(why).not_to_contain_text("merkityksensä vuoksi")
    assert overflow(page) <= 0

    page.get_by_role("button", name="Poista rajaus: toteuttajan tyyppi").click()
    expect(page.locator(STATUS)).to_have_text("6 hanketta (rajauksiin sopii 6, kokoelmassa 25)")
    expect(page.locator(STATUS)).to_be_focused()
    left_out = page.locator("#results .understood + .note")
    expect(left_out).to_have_text(
        "1 hanke jäi pois, koska rajauksen tieto puuttuu lähteestä: ERSUS-hanke"
    )

    page.get_by_label("English").check()
    expect(page.locator(STATUS)).to_have_text(
        "6 projects (6 meet the conditions, 25 in the collection)"
    )
    page.get_by_role("button", name="Remove the condition: started 2019").press("Enter")
    expect(page.locator(STATUS)).to_have_text("25 projects (25 in the collection)")
    expect(page.locator("#results .chip:not(.off)")).to_have_count(0)
    expect(page.locator("#results .chip.off")).to_have_count(2)
    # the same question asked again makes its constraints again
    page.locator("#question textarea").press("Enter")
    expect(page.locator("#results .chip:not(.off)")).to_have_count(2)
    expect(page.locator("#results .chip.off")).to_have_count(0)


def test_what_dropping_a_constraint_would_give_is_offered(open_page: Callable[..., Page]) -> None:
    page = open_page(f"?q={quote('vuonna 2031 alkaneet yliopistojen hankkeet')}")
    expect(page.locator(STATUS)).to_have_text("Kysymykseen sopivaa hanketta ei löytynyt.")
    expect(page.locator(".misses")).to_contain_text("Stig in! Astu sisään! Come In!-hanke")
    assert serious(page) == []
    page.get_by_role("button", name="Ilman rajausta ”alkanut 2031”: 1 hanke").click()
    expect(page.locator(f"{CARD} h3")).to_have_text("1. Stig in! Astu sisään! Come In!-hanke")


def test_examples_ask_themselves(open_page: Callable[..., Page]) -> None:
    page = open_page("?lang=sv")
    example = page.locator("#examples button").nth(2)
    question = example.inner_text()
    example.click()
    expect(page.locator(CARD).first).to_be_visible()
    expect(page.locator("#question textarea")).to_have_value(question)


def test_a_link_shows_the_same_view(open_page: Callable[..., Page]) -> None:
    first = open_page("?lang=sv")
    ask(first, "projekt för flyktingmammor & barn")
    expect(first.locator(CARD).first).to_be_visible()
    first.wait_for_url(re.compile("q=projekt"))
    second = open_page(first.url.partition("/?")[2].join(["?", ""]))
    expect(second.locator(CARD).first).to_be_visible()
    expect(second.locator("#question textarea")).to_have_value("projekt för flyktingmammor & barn")
    expect(second.locator("html")).to_have_attribute("lang", "sv")
    titles = [page.locator(f"{CARD} h3").all_inner_texts() for page in (first, second)]
    assert titles[0] == titles[1]


def test_the_keyboard_is_enough(open_page: Callable[..., Page]) -> None:
    page = open_page()
    box = page.locator("#question textarea")
    for _ in range(12):
        page.keyboard.press("Tab")
        if box.evaluate("box => box === document.activeElement"):
            break
    expect(box).to_be_focused()
    outline = box.evaluate("box => getComputedStyle(box).outlineWidth")
    assert outline == "3px"
    page.keyboard.type("mielenterveys")
    page.keyboard.press("Enter")
    expect(page.locator(f"{CARD} h3").first).to_have_text("1. YOUME-hanke")
    summary = page.locator(f"{CARD} summary").first
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"{CARD} details").first).to_have_attribute("open", "")


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_phone_needs_no_sideways_scrolling(
    open_page: Callable[..., Page], width: int, language: str
) -> None:
    page = open_page(f"?lang={language}", width=width, height=740)
    assert overflow(page) <= 0
    ask(page, "oleskeluluvat ja viranomaisyhteistyö")
    expect(page.locator(CARD).first).to_be_visible()
    for summary in page.locator(f"{CARD} summary").all()[:4]:
        summary.click()
    assert overflow(page) <= 0


@pytest.mark.parametrize(
    "question",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "${alert(1)} {{alert}} `",
        "a" * 10_000,
        "hanke " * 1_600,
        "äiti\0lapsi",
        "🙂 äidit 👩‍👧",
        "ﷺ" * 50,
        "title:*",
        '"',
        "AND",
        "'; DROP TABLE projects; --",
        "\\ / ^ ~ [ ] +äiti -lapsi",
    ],
    ids=lambda question: ascii(question[:12]),
)
def test_odd_questions_get_an_answer_or_a_message(
    open_page: Callable[..., Page], question: str
) -> None:
    page = open_page()
    before = page.locator(STATUS).inner_text()
    page.locator("#question textarea").evaluate(
        "(box, text) => { box.value = text; box.dispatchEvent(new Event('input')); }", question
    )
    page.locator("#question textarea").press("Enter")
    expect(page.locator(STATUS)).not_to_have_text(before)
    status = page.locator(STATUS)
    assert page.locator(CARD).count() or "Kysymys" in status.inner_text()
    assert "virhe" not in status.inner_text()
    assert page.get_by_test_id("toast-body").count() == 0


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("''", "Kysymys puuttuu."),
        ("'   '", "Kysymys puuttuu."),
        ("'\\ud800\\udfff'.slice(0, 1)", "Kysymys puuttuu."),
        ("'a'.repeat(20001)", "Kysymys on liian pitkä."),
    ],
)
def test_questions_that_cannot_be_asked(
    open_page: Callable[..., Page], script: str, message: str
) -> None:
    page = open_page()
    page.locator("#question textarea").evaluate(
        f"box => {{ box.value = {script}; box.dispatchEvent(new Event('input')); }}"
    )
    page.get_by_role("button", name="Hae", exact=True).click()
    expect(page.locator(f"{STATUS}.error")).to_contain_text(message)
    assert page.get_by_test_id("toast-body").count() == 0
    page.get_by_label("English").check()
    expect(page.locator(f"{STATUS}.error")).to_contain_text("question")


def test_axe_finds_nothing_serious_in_the_dark(open_page: Callable[..., Page]) -> None:
    page = open_page("?q=refugee+mothers&lang=en", scheme="dark")
    for summary in page.locator(".nearest > summary, article summary, .about summary").all()[:6]:
        summary.click()
    assert serious(page) == []


def test_the_server_ends_cleanly_with_a_page_open(seed_index: Path, browser: Browser) -> None:
    command = [sys.executable, "-c", SERVER, str(seed_index)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, **pipes) as process:  # type: ignore[call-overload]
        page = browser.new_page()
        page.goto(process.stdout.readline().partition("at ")[2].split()[0])
        page.wait_for_selector("html[data-hankehaku=ready]")
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0
        assert process.stderr.read() == ""
        page.close()


def test_the_served_page_speaks_its_language_before_any_script(site: str) -> None:
    with urlopen(f"{site}/?lang=sv") as answer:
        page = answer.read().decode("utf-8")
    assert '<html lang="sv"' in page
    assert "finansierade projekt</title>" in page
    assert "og:image" not in page
    with urlopen(f"{site}/healthz") as answer:
        assert b'"projects":25' in answer.read()
