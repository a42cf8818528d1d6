"""The functions behind the page, with an index that is made up."""

from __future__ import annotations

import logging
import socket
import subprocess
import sys

import pytest
from page_builders import IN_2019, FakeHankehaku, make_hit, make_question, make_result

from hankehaku.errors import HankehakuError, QuestionError, UsageError
from hankehaku.interfaces.addresses import Listed
from hankehaku.interfaces.texts import TEXTS, text
from hankehaku.interfaces.web.asked import PAGE, Asked, pressed
from hankehaku.interfaces.web.page import titles
from hankehaku.interfaces.web.served import CLOSED, dressed
from hankehaku.interfaces.web.server import address, serve
from hankehaku.interfaces.web.style import asset
from hankehaku.interfaces.web.view import (
    Opening,
    about_html,
    find,
    header_html,
    opening,
    screen,
    shown_question,
)
from hankehaku.search.constraints import Support
from hankehaku.search.question import MAX_QUESTION
from hankehaku.search.request import Request
from hankehaku.search.suggest import KINDS
from hankehaku.settings import Settings

TABS = {
    "fi": ("Haku", "Keskustelu"),
    "sv": ("Sökning", "Samtal"),
    "en": ("Search", "Chat"),
}
BIG = Support(low=400_000)
GRADIOS = """<!doctype html><html
	lang="en"><head><meta charset="utf-8" />
<meta property="og:title" content="Gradio" />
<meta
	name="twitter:creator"
	content="@Gradio"
/></head><body><gradio-app></gradio-app></body></html>"""


def answer(hankehaku: FakeHankehaku, question: str | None, language: str) -> str:
    request = None if question is None else Request(question or " ", count=PAGE)
    return find(hankehaku, Asked(request), language).html


@pytest.mark.parametrize("language", TEXTS)
def test_a_question_is_answered_in_the_language_of_the_page(language: str) -> None:
    fake = FakeHankehaku()
    page = answer(fake, "pakolaisäidit", language)
    assert fake.asked == ["pakolaisäidit"]
    assert text(language, "why_heading") in page
    assert "<article" in page


def test_nothing_asked_yet() -> None:
    fake = FakeHankehaku()
    assert text("sv", "empty_state") in answer(fake, None, "sv")
    assert fake.asked == []


@pytest.mark.parametrize("question", ["", "   ", "\0\x07\n", "\ud800", "?!", "<>", "\u200b"])
@pytest.mark.parametrize("language", TEXTS)
def test_a_question_without_words(question: str, language: str) -> None:
    fake = FakeHankehaku()
    assert text(language, "error_empty") in answer(fake, question, language)
    assert fake.asked == []


@pytest.mark.parametrize("language", TEXTS)
def test_a_question_that_is_too_long(language: str) -> None:
    fake = FakeHankehaku()
    page = answer(fake, "a" * (MAX_QUESTION + 1), language)
    assert 'class="status error"' in page
    assert "20,000" in page or "20\u00a0000" in page
    assert fake.asked == []


@pytest.mark.parametrize(
    "question", ["<script>alert(1)</script>", "title:*", '"AND', "a\0b", "🙂a"]
)
def test_odd_questions_are_passed_on(question: str) -> None:
    fake = FakeHankehaku()
    page = answer(fake, question, "fi")
    assert fake.asked == [question]
    assert "<script" not in page


def test_a_refused_question_gets_a_message() -> None:
    page = answer(FakeHankehaku(QuestionError("no words")), "kysymys", "en")
    assert text("en", "error_unusable") in page


@pytest.mark.parametrize("error", [RuntimeError("odottamaton <b>"), HankehakuError("levy täynnä")])
def test_unexpected_errors_are_logged_and_not_shown(
    error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        page = answer(FakeHankehaku(error), "kysymys", "fi")
    assert page == (f'<p class="status error" role="status">{text("fi", "error_unexpected")}</p>')
    assert "a question could not be answered" in caplog.text


def opened(**parameters: str) -> Opening:
    return opening(Listed({name: [value] for name, value in parameters.items()}))


def test_addresses_carry_question_and_language() -> None:
    asked = opened(q="flyktingmammor", lang="sv", __theme="dark")
    assert asked == Opening("sv", Asked(Request("flyktingmammor", count=PAGE)))
    assert opened() == opened(lang="xx") == Opening("fi", Asked())
    assert opened(q="").asked == opened(browse="1").asked == Asked(Request(count=PAGE))
    assert opened(tab="chat", q="a") == Opening("fi", Asked(Request("a", count=PAGE)), "chat")
    assert opened(tab="<b>").tab == opened().tab == "search"


def test_what_a_press_makes_is_asked() -> None:
    question = make_question(constraints=(IN_2019, BIG))
    fake = FakeHankehaku(make_result(make_hit(), question=question))
    asked = find(fake, Asked(Request("hankkeet")), "fi").asked
    found = find(fake, pressed(asked, "drop", "0"), "sv")
    assert fake.requests == [Request("hankkeet"), Request("hankkeet", dropped=(0,))]
    assert "Ta bort avgränsningen: EU-stöd minst" in found.html
    assert "Återställ avgränsningen: började 2019" in found.html
    assert found.asked == Asked(Request("hankkeet", dropped=(0,)))


def test_votes_are_asked_for_where_they_are_kept() -> None:
    asked = Asked(Request("kysymys"))
    assert "data-vote" in find(FakeHankehaku(), asked, "fi", votes=True).html
    assert "data-vote" not in find(FakeHankehaku(), asked, "fi").html


def test_a_parameter_that_was_left_out_is_said() -> None:
    found = find(FakeHankehaku(), Asked(Request("a"), "min"), "fi").html
    assert "Osoitteen kohtaa ”min” ei voitu käyttää, joten se jätettiin pois." in found
    assert "aria-invalid" not in found


def test_what_stands_in_the_box_can_be_sent() -> None:
    assert shown_question(None) == ""
    assert shown_question("a\0b\ud800c 🙂") == "abc 🙂"
    assert len(shown_question("a" * 10 * MAX_QUESTION)) == MAX_QUESTION + 1


@pytest.mark.parametrize("language", TEXTS)
def test_the_screen_says_what_the_page_is_for(language: str) -> None:
    shown = screen(FakeHankehaku(), language)
    assert text(language, "intro_not_calls") in shown.header == header_html(language)
    assert shown.header.count("<h1>") == 1
    assert len(shown.examples) == 6
    assert (shown.search_tab, shown.chat_tab) == TABS[language]


def test_the_collection_is_described() -> None:
    about = about_html(FakeHankehaku(), "en")
    assert "Test collection · 25 projects · index built on 24\u00a0Nov\u00a02026" in about
    assert "freedict-eng-fin" in about
    assert "<dt>Lexicons added</dt><dd>yso</dd>" in about
    assert "Testikokoelma · 25 projekt · index skapat 24.11.2026" in about_html(
        FakeHankehaku(), "sv"
    )


def test_a_reranker_is_named_where_there_is_one() -> None:
    fake = FakeHankehaku()
    assert "Reranker" not in about_html(fake, "en")
    fake.reranker = "judge/cross-encoder/0123"
    assert "<dt>Reranker</dt><dd>judge/cross-encoder/0123</dd>" in about_html(fake, "en")


def test_no_match_is_passed_through() -> None:
    fake = FakeHankehaku(make_result(make_hit(), no_match=True))
    assert text("fi", "status_no_match") in answer(fake, "avaruusmatkailu", "fi")


@pytest.mark.parametrize("language", TEXTS)
def test_the_page_leaves_in_its_language(language: str) -> None:
    page = dressed(GRADIOS, language)
    assert f'<html lang="{language}">' in page
    assert f"<title>{text(language, 'page_title')}</title>" in page
    assert "Gradio" not in page
    assert page.index("hankehaku/page.css") < page.index("</head>") < page.index("<noscript>")
    assert dressed("\\1 ei sivu", language) == "\\1 ei sivu"


def test_gradio_is_imported_only_to_serve() -> None:
    code = "import sys, hankehaku.interfaces.web.server; sys.exit('gradio' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_window_titles() -> None:
    assert set(titles()) == set(TEXTS)
    assert all("{question}" in each["withQuestion"] for each in titles().values())
    assert all("{count}" in each["suggest"]["count"] for each in titles().values())
    assert all(set(each["suggest"]["kinds"]) == set(KINDS) for each in titles().values())


@pytest.mark.parametrize(
    "path",
    ["/gradio_api/file=/etc/passwd", "/file=/etc/passwd", "//gradio_api//upload",
     "/gradio_api/info", "/gradio_api/info/", "/gradio_api/upload_progress", "/gradio_api/proxy=http://a.example/",
     "/gradio_api/runs", "/monitoring/summary", "/gradio_api/openapi.json"],
)  # fmt: skip
def test_doors_that_the_page_does_not_use_are_closed(path: str) -> None:
    assert CLOSED.fullmatch(path)


@pytest.mark.parametrize(
    "path", ["/", "/config", "/gradio_api/run/predict", "/assets/file.js", "/static/img/info.svg"]
)
def test_doors_that_the_page_uses_are_open(path: str) -> None:
    assert not CLOSED.fullmatch(path)


def test_files_of_the_page_name_no_other_host() -> None:
    for name in ("page.css", "page.js"):
        assert "//" not in asset(name).replace("// ", "").replace("https://www.w3.org", "")
    assert asset("page.css").count("{") == asset("page.css").count("}")


@pytest.mark.parametrize(
    ("settings", "environment", "expected"),
    [
        ({}, {}, ("127.0.0.1", 7860)),
        ({}, {"GRADIO_SERVER_NAME": "0.0.0.0", "GRADIO_SERVER_PORT": "80"}, ("0.0.0.0", 80)),
        ({"host": "::1", "port": 9}, {"GRADIO_SERVER_NAME": "a", "GRADIO_SERVER_PORT": "b"},
         ("::1", 9)),
        ({"port": 9}, {"GRADIO_SERVER_NAME": "0.0.0.0"}, ("0.0.0.0", 9)),
    ],
)  # fmt: skip
def test_our_settings_win_over_those_of_a_gradio_host(
    settings: dict[str, object],
    environment: dict[str, str],
    expected: tuple[str, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("HANKEHAKU_HOST", raising=False)
    monkeypatch.delenv("HANKEHAKU_PORT", raising=False)
    assert address(Settings.model_validate(settings), environment) == expected


@pytest.mark.parametrize("port", ["http", "-1", "65536", "٣"])
def test_a_port_that_is_none(port: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HANKEHAKU_PORT", raising=False)
    with pytest.raises(UsageError, match="GRADIO_SERVER_PORT"):
        address(Settings(), {"GRADIO_SERVER_PORT": port})


def test_an_address_that_cannot_be_had_is_an_error_with_a_cure() -> None:
    with socket.create_server(("127.0.0.1", 0)) as held:
        port = held.getsockname()[1]
        with pytest.raises(HankehakuError, match=rf"127\.0\.0\.1:{port}.*HANKEHAKU_PORT"):
            serve(FakeHankehaku, "127.0.0.1", port)
