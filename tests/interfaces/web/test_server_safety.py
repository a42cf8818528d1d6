"""The whole service as strangers meet it: what leaves it, what it refuses, and how it ends."""

from __future__ import annotations

import base64
import http.client
import json
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urljoin, urlsplit
from urllib.request import urlopen

import pytest
from proxying import proxied

from hankehaku.facade import Hankehaku
from hankehaku.interfaces.guard.keys import password_line, token_line

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SERVER = """
import sys, time
from pathlib import PosixPath
from hankehaku.facade import Hankehaku, Records
from hankehaku.interfaces import logs
from hankehaku.interfaces.guard.options import Options, networks
from hankehaku.interfaces.web.server import serve
logs.configure()
hankehaku = Hankehaku.open(sys.argv[1])
plain = Records.project
def slow(self, project_id):
    if project_id == "kotoa-kotiin" and sys.argv[2] == "{}":
        raise RuntimeError("mielenterveys")
    time.sleep(1.0 if project_id == "ersus" else 0)
    return plain(self, project_id)
Hankehaku.project = slow
options = Options(trusted=networks("127.0.0.1"), **eval(sys.argv[2]))
serve(lambda: hankehaku, "127.0.0.1", 0, options=options)
"""
HEADERS = (
    "content-security-policy",
    "x-content-type-options",
    "x-frame-options",
    "referrer-policy",
    "permissions-policy",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "x-request-id",
)
ROUTES = (
    "/", "/config", "/theme.css", "/robots.txt", "/favicon.ico", "/hankehaku/page.css",
    "/hankehaku/page.js", "/hankehaku/refused.js", "/healthz", "/readyz", "/metrics", "/laatu",
    "/yleiskuva", "/suunnitelma", "/vertaa?id=rio&id=ersus", "/hanke/rio", "/hanke/ei-ole",
    "/vie/csv?q=koti", "/vie/xlsx", "/vie/pdf", "/api/v1/search?q=koti", "/api/v1/openapi.json",
    "/api/ei-ole", "/mcp", "/ei-ole", "/gradio_api/info", "/gradio_api/app_id",
)  # fmt: skip
CLOSED = (
    "/file=/etc/passwd", "/gradio_api/file=/etc/passwd", "/gradio_api/file%3D/etc/passwd",
    "/gradio_api/file/etc/passwd", "/gradio_api//file=/etc/passwd", "//gradio_api/file=/etc/passwd",
    "/gradio_api/file=http://192.0.2.1/", "/gradio_api/proxy=http://192.0.2.1/", "/proxy=http://a",
    "/gradio_api/upload", "/gradio_api/upload_progress?upload_id=a", "/gradio_api/info",
    "/gradio_api/openapi.json", "/gradio_api/runs", "/gradio_api/component_server",
    "/gradio_api/call/predict", "/gradio_api/call/v2/predict", "/gradio_api/api/predict",
    "/gradio_api/deep_link?session_hash=a", "/gradio_api/stream/a/1/2/playlist.m3u8",
    "/gradio_api/process_recording", "/gradio_api/custom_component/a/client/b/c",
    "/gradio_api/vibe-edit", "/gradio_api/profiling/summary", "/gradio_api/user",
    "/gradio_api/token", "/gradio_api/login_check", "/gradio_api/dev/reload", "/monitoring",
    "/monitoring/summary", "/login", "/logout", "/svelte/a.js", "/pwa_icon", "/docs", "/redoc",
    "/openapi.json", "/static/../../../../etc/passwd", "/assets/..%2f..%2f..%2f..%2fetc/passwd",
    "/assets/%2e%2e/%2e%2e/index.html", "/static//etc/passwd", "/hankehaku/../settings.py",
    "/hankehaku/..%2fserver.py", "/hankehaku/server.py", "/.git/config", "/.env",
)  # fmt: skip


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    text: str

    def json(self) -> Any:
        return json.loads(self.text)


class Client:
    """Asks a service for exactly the path it is given, from whatever address it says."""

    def __init__(self, site: str) -> None:
        self._place = urlsplit(site)

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        headers: Mapping[str, str] = MappingProxyType({}),
    ) -> Answer:
        host, port = self._place.hostname or "", self._place.port
        with closing(http.client.HTTPConnection(host, port, timeout=30)) as connection:
            chunked = body is not None and not isinstance(body, bytes)
            # a refusal may come before all has been sent
            with suppress(ConnectionError):
                connection.request(method, path, body, dict(headers), encode_chunked=chunked)
            got = connection.getresponse()
            told = {name.lower(): value for name, value in got.getheaders()}
            return Answer(got.status, told, got.read().decode("utf-8", "replace"))

    def get(self, path: str, **headers: str) -> Answer:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.ask("GET", path, headers=named)


@contextmanager
def served(index: Path, options: Mapping[str, Any]) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Serve in a process of its own, and give it and its address; Gradio leaves loops open."""
    command = [sys.executable, "-c", SERVER, str(index), repr(dict(options))]
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, **pipes) as process:
        try:
            found = re.search(r"http://[^\s/]+", process.stdout.readline())  # type: ignore[union-attr]
            assert found, "the server did not tell its address"
            yield process, found.group()
        finally:
            process.kill()


@contextmanager
def quietly(index: Path, **options: Any) -> Iterator[str]:
    with served(index, options) as (process, site):
        # what nobody reads would fill the pipe
        threading.Thread(target=process.stderr.read, daemon=True).start()  # type: ignore[union-attr]
        yield site


@pytest.fixture(scope="module")
def client(seed_index: Path) -> Iterator[Client]:
    with quietly(seed_index, rate=0) as site:
        yield Client(site)


@pytest.mark.parametrize("path", ROUTES)
def test_every_answer_has_the_headers(client: Client, path: str) -> None:
    got = client.get(path)
    assert got.status < 500
    assert [each for each in HEADERS if each not in got.headers] == []
    assert not {"server", "access-control-allow-origin"} & set(got.headers)
    assert "strict-transport-security" not in got.headers
    policy = got.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert ("unsafe" in policy) is (path == "/")


def test_scripts_of_the_page_carry_a_nonce_of_their_own(client: Client) -> None:
    first, second = client.get("/"), client.get("/?lang=sv")
    policy = first.headers["content-security-policy"]
    found = re.search(r"script-src 'self' 'nonce-([\w-]{22})' 'unsafe-eval';", policy)
    assert found
    assert found.group(1) not in second.text
    scripts = re.findall(r"<script\b[^>]*>", first.text)
    assert len(scripts) > 5
    assert all(f'nonce="{found.group(1)}"' in each for each in scripts)
    assert first.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("method", ["GET", "POST", "HEAD"])
@pytest.mark.parametrize("path", CLOSED)
def test_no_file_of_the_machine_and_no_other_door(client: Client, path: str, method: str) -> None:
    got = client.ask(method, path)
    assert got.status in (403, 404, 405)
    assert "root:" not in got.text
    assert "import " not in got.text


def test_a_state_in_the_files_of_gradio_is_not_read(client: Client) -> None:
    assert '"deep_link_state":"none"' in client.get("/?deep_link=abc&lang=sv").text.replace(
        ": ", ":"
    )


def test_pages_that_are_not_there_say_so_in_the_language_asked(client: Client) -> None:
    got = client.get("/ei-ole?lang=sv")
    assert (got.status, got.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "Sidan finns inte" in got.text
    assert 'href="./?lang=sv"' in got.text
    got = client.get("/api/ei-ole")
    assert got.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "path", ["/api/v1/search", "/mcp", "/suunnitelma", "/gradio_api/run/predict"]
)
@pytest.mark.parametrize("announced", [True, False])
def test_too_much_is_refused(client: Client, path: str, announced: bool) -> None:
    parts = [b"a" * 100_000] * 30
    got = client.ask("POST", path, b"".join(parts) if announced else iter(parts))
    assert got.status == 413


def test_other_sites_cannot_use_the_browser_of_a_user(client: Client) -> None:
    evil = {"origin": "https://evil.example", "sec-fetch-site": "cross-site"}
    for path in ("/gradio_api/run/predict", "/gradio_api/queue/join", "/api/v1/ask", "/mcp"):
        got = client.ask("POST", path, b"{}", evil)
        assert got.status == 403
        assert "access-control-allow-origin" not in got.headers
    asks = {"origin": "https://evil.example", "access-control-request-method": "POST"}
    assert client.ask("OPTIONS", "/gradio_api/run/predict", headers=asks).status == 403
    got = client.get("/config", origin="https://evil.example")
    assert "access-control-allow-origin" not in got.headers


def test_health_and_figures(client: Client, hankehaku: Hankehaku) -> None:
    assert client.get("/healthz").json() == {"status": "ok", "projects": 25}
    ready = client.get("/readyz").json()
    assert ready["generation"] == hankehaku.manifest.fingerprint[:12]
    assert (ready["status"], ready["projects"]) == ("ready", 25)
    client.get("/hanke/rio")
    figures = client.get("/metrics").text
    assert 'route="/hanke/{project_id:path}",status="200"' in figures
    assert "hankehaku_projects 25.0" in figures
    assert f'generation="{ready["generation"]}"' in figures
    assert client.get("/metrics", x_forwarded_for="203.0.113.1").status == 404


def test_https_is_remembered_when_a_trusted_proxy_says_it(client: Client) -> None:
    told = {"x_forwarded_host": "haku.kunta.fi", "x_forwarded_for": "203.0.113.1"}
    for scheme in ("http", "https"):
        got = client.get("/", x_forwarded_proto=scheme, **told)
        assert ("strict-transport-security" in got.headers) is (scheme == "https")
        assert f'"root":"{scheme}://haku.kunta.fi"' in got.text.replace(": ", ":")


def test_sign_in_stands_before_everything(seed_index: Path, tmp_path: Path) -> None:
    token, line = token_line("raportti")
    (tmp_path / "tokens").write_text(line, encoding="utf-8")
    (tmp_path / "users").write_text(password_line("maija", "kahvi ja pulla"), encoding="utf-8")
    files = {"passwords": tmp_path / "users", "tokens": tmp_path / "tokens"}
    user = "Basic " + base64.b64encode(b"maija:kahvi ja pulla").decode()
    bearer = f"Bearer {token}"
    with quietly(seed_index, **files, burst=30, rate=0.01) as site:
        client = Client(site)
        open_to_all = re.compile(r"/(hankehaku|healthz|readyz|metrics|theme|robots|favicon)")
        for path in ROUTES:
            got = client.get(path)
            assert (got.status == 401) is (not open_to_all.match(path))
        assert client.get("/metrics", x_forwarded_for="203.0.113.1").status == 401
        assert client.get("/metrics", authorization=bearer).status == 200
        assert client.get("/", authorization=user).status == 200
        assert client.get("/api/v1/search?q=koti", authorization=bearer).status == 200
        assert client.get("/laatu", authorization=bearer).status == 401
        # each is counted by itself
        got = [client.get("/laatu", authorization=user).status for _ in range(32)]
        assert (got[0], got[-1]) == (200, 429)
        assert client.get("/api/v1/search?q=koti", authorization=bearer).status == 200


def test_it_ends_what_it_has_begun_and_says_nothing_of_what_was_asked(seed_index: Path) -> None:
    answers: list[int] = []
    with served(seed_index, {}) as (process, site):

        def get(path: str) -> bytes:
            with urlopen(site + path, timeout=20) as answer:
                answers.append(answer.status)
                return bytes(answer.read())

        word = quote("mielenterveystyö äideille")
        for path in (f"/?q={word}", f"/api/v1/search?q={word}", f"/yleiskuva?q={word}",
                     f"/vie/csv?q={word}", "/healthz"):  # fmt: skip
            get(path)
        with pytest.raises(Exception, match="500"):
            get("/hanke/kotoa-kotiin")
        slow = threading.Thread(target=get, args=("/hanke/ersus",))
        slow.start()
        time.sleep(0.4)
        process.send_signal(signal.SIGTERM)
        slow.join(20)
        assert process.wait(20) == 0
        log = process.stderr.read() if process.stderr else ""
    assert answers == [200] * 6
    assert log.count('"what": "request"') == 7
    assert '"what": "a request failed"' in log
    assert '"kind": "RuntimeError"' in log
    for secret in ("mielenterveys", "mielenterveysty", word, "127.0.0.1", "/hanke/ersus"):
        assert secret not in log


@pytest.fixture(scope="module")
def below(seed_index: Path) -> Iterator[str]:
    """A service below a root path, without a proxy before it."""
    with quietly(seed_index, root_path="/hankehaku") as site:
        yield site


@pytest.mark.parametrize("strips", [True, False])
def test_everything_is_found_below_a_root_path(below: str, strips: bool) -> None:
    with proxied(below, "/hankehaku", strips=strips) as site:
        for page in ("/", "/laatu", "/hanke/rio", "/ei-ole/tuolla", "/yleiskuva"):
            try:
                with urlopen(site + page, timeout=20) as answer:
                    text = answer.read().decode()
            except OSError as exc:
                text = exc.read().decode()  # type: ignore[attr-defined]
            links = re.findall(r'(?:href|src)="([^"#]+)"', text)
            assert links
            for link in {
                each.replace("&amp;", "&") for each in links if each[0] not in "?" and each != "./"
            }:
                target = urljoin(site + page, link)
                assert target.startswith(f"{site}/")
                with urlopen(target, timeout=20) as answer:
                    assert answer.status == 200
        with urlopen(f"{site}/", timeout=20) as answer:
            assert f'"root":"{site}"' in answer.read().decode().replace(": ", ":")


@pytest.mark.parametrize("strips", [True, False])
def test_the_page_works_below_a_root_path(
    below: str, strips: bool, browser: Browser, listening: Callable[..., list[str]]
) -> None:
    with proxied(below, "/hankehaku", strips=strips) as site:
        page = browser.new_page()
        problems = listening(page, site)
        page.goto(f"{site}/?q=mielenterveys&lang=en")
        page.wait_for_selector("html[data-hankehaku=ready]")
        page.locator("#question textarea").fill("projects for refugee mothers")
        page.keyboard.press("Enter")
        page.locator("#results article").first.wait_for()
        page.get_by_role("tab", name="Chat").click()
        page.locator("#chat-question textarea").fill("how many projects are there?")
        page.keyboard.press("Enter")
        page.locator("#chat-log .turn").first.wait_for()
        page.close()
        assert problems == []


@pytest.fixture
def listening() -> Callable[..., list[str]]:
    """Have what a page complains of, and what it asks elsewhere, listed."""

    def listen(page: Any, site: str) -> list[str]:
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(f"error {error}"))
        page.on(
            "console", lambda said: problems.append(said.text) if said.type == "error" else None
        )
        page.on(
            "request",
            lambda asked: (
                None
                if asked.url.startswith((f"{site}/", "data:"))
                else problems.append(f"request to {asked.url}")
            ),
        )
        return problems

    return listen


def test_a_refused_call_leaves_no_page_waiting(
    site: str, browser: Browser, listening: Callable[..., list[str]]
) -> None:
    page = browser.new_page()
    problems = listening(page, site)
    page.goto(f"{site}/?lang=sv")
    page.wait_for_selector("html[data-hankehaku=ready]")
    told = '{"status": 429, "detail": "Försök igen om 3 sekunder."}'
    calls = re.compile("gradio_api/(run|queue/join)")
    page.route(calls, lambda route: route.fulfill(status=429, body=told))
    page.locator("#question textarea").fill("flyktingmammor")
    page.keyboard.press("Enter")
    page.get_by_role("alert").get_by_text("Försök igen om 3 sekunder.").wait_for()
    assert page.locator("[aria-busy]").count() == 0
    page.unroute(calls)
    page.keyboard.press("Enter")
    page.locator("#results article").first.wait_for()
    assert page.get_by_role("alert").get_by_text("Försök").count() == 0
    page.close()
    assert [each for each in problems if "429" not in each] == []
