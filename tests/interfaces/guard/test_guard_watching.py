"""What is noted of a request, what is answered when it fails, and the headers of all answers."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from guard_kit import Inner, asked

from hankehaku.interfaces.guard.headers import NOTHING, STRICT, Headers
from hankehaku.interfaces.guard.options import Options, networks
from hankehaku.interfaces.guard.paths import Audience, Kind, audience_of, kind_of
from hankehaku.interfaces.guard.proxies import Proxies
from hankehaku.interfaces.guard.rates import Rates
from hankehaku.interfaces.guard.refusals import STATUSES, language_of, type_of
from hankehaku.interfaces.guard.watching import Watching
from hankehaku.interfaces.metrics import Metrics
from hankehaku.interfaces.texts import TEXTS, text


async def fails(_scope: Any, _receive: Any, _send: Any) -> None:
    raise RuntimeError("salainen kysymys")


async def breaks_off(_scope: Any, _receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    raise RuntimeError("kesken")


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/hanke/a", "text/html"), ("/api/v1/a", "application/problem+json"),
     ("/gradio_api/run/predict", "application/json")],
)  # fmt: skip
def test_a_failure_is_answered_with_the_id_of_its_line(
    path: str, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        got = asked(Watching(fails, Metrics()), path, query="lang=en")
    assert got.status == 500
    assert got.headers["content-type"].startswith(kind)
    assert "salainen" not in got.text
    assert text("en", "guard_unexpected") in got.text
    assert len(request_id := got.headers["x-request-id"]) == 32
    if kind != "application/json":
        assert request_id in got.text
    assert [each.message for each in caplog.records] == ["a request failed", "request"]


def test_half_an_answer_is_not_made_whole() -> None:
    with pytest.raises(RuntimeError):
        asked(Watching(breaks_off, Metrics()), "/hanke/a")


def test_who_asks_too_much_waits_for_its_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr("hankehaku.interfaces.guard.watching.asyncio.sleep", sleep)
    app = Watching(Rates(Inner(), Options(rate=0.001, burst=1)), Metrics(), delay=1.5)
    assert asked(app, "/api/v1/search").status == 200
    assert 1.5 not in waited
    assert asked(app, "/api/v1/search").status == 429
    assert waited.count(1.5) == 1
    # what is the service's own fault is told at once
    assert asked(Watching(fails, Metrics(), delay=1.5), "/api/v1/x").status == 500
    assert waited.count(1.5) == 1


def test_the_id_of_a_trusted_proxy_is_kept() -> None:
    app = Watching(Inner(), Metrics())
    options = Options(trusted=networks("10.0.0.5"))
    behind = Proxies(app, options, lambda _: False)
    for client, told, kept in (
        ("10.0.0.5", "abc-123_45", True),
        ("203.0.113.1", "abc-123_45", False),
        ("10.0.0.5", "a\r\nb: c d e", False),
    ):
        got = asked(behind, "/", client=client, headers={"x-request-id": told})
        assert (got.headers["x-request-id"] == told) is kept


def test_figures_name_templates_and_never_addresses(caplog: pytest.LogCaptureFixture) -> None:
    metrics = Metrics()

    async def routed(scope: Any, receive: Any, send: Any) -> None:
        if scope["path"].startswith("/hanke/"):
            scope["route"] = type("Route", (), {"path": "/hanke/{project_id}"})
        await Inner()(scope, receive, send)

    with caplog.at_level(logging.INFO):
        for path in ("/hanke/a", "/hanke/b", "/mitä/tahansa"):
            asked(Watching(routed, metrics), path, method="GET", query="q=salainen")
    from prometheus_client import generate_latest

    written = generate_latest(metrics._registry).decode()
    wanted = 'hankehaku_requests_total{method="GET",route="/hanke/{project_id}",status="200"} 2.0'
    assert wanted in written
    assert 'route="other"' in written
    assert "tahansa" not in written
    noted = [vars(each) for each in caplog.records]
    assert [each["route"] for each in noted] == ["/hanke/{project_id}"] * 2 + ["other"]
    assert {each["status"] for each in noted} == {200}
    assert len({each["client"] for each in noted}) == 1
    assert "salainen" not in str(noted)
    assert "192.0.2.1" not in str(noted)


@pytest.mark.parametrize("path", ["/", "/hanke/a", "/api/v1/search", "/assets/a.js", "/healthz"])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_the_headers_of_safety(path: str, scheme: str) -> None:
    async def talkative(_scope: Any, _receive: Any, send: Any) -> None:
        headers = [
            (b"Content-Type", b"application/json"),
            (b"Access-Control-Allow-Origin", b"*"),
            (b"server", b"x"),
            (b"X-Frame-Options", b"ALLOWALL"),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"{}"})

    headers = asked(Headers(talkative), path, scheme=scheme).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    wanted = NOTHING if path.startswith("/api/") else STRICT
    assert headers["content-security-policy"] == wanted
    assert ("strict-transport-security" in headers) is (scheme == "https")
    assert not {"server", "access-control-allow-origin"} & set(headers)


def test_a_page_may_have_a_policy_of_its_own() -> None:
    async def own(_scope: Any, _receive: Any, send: Any) -> None:
        headers = [(b"content-security-policy", b"default-src 'self'")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    assert asked(Headers(own)).headers["content-security-policy"] == "default-src 'self'"


@pytest.mark.parametrize(
    ("path", "kind", "audience"),
    [
        ("/", Kind.WORK, Audience.PERSON),
        ("/metrics", Kind.HEALTH, Audience.PERSON),
        ("/assets/index.js", Kind.STATIC, Audience.PERSON),
        ("/gradio_api/theme.css", Kind.STATIC, Audience.SCRIPT),
        ("/gradio_api/heartbeat/abc", Kind.STREAM, Audience.SCRIPT),
        ("/gradio_api/heartbeat/a/b", Kind.WORK, Audience.SCRIPT),
        ("/gradio_api/queue/data", Kind.STREAM, Audience.SCRIPT),
        ("/gradio_api/queue/join", Kind.WORK, Audience.SCRIPT),
        ("/api/v1/search", Kind.WORK, Audience.PROGRAM),
        ("/apina", Kind.WORK, Audience.PERSON),
        ("/mcp", Kind.STREAM, Audience.PROGRAM),
    ],
)
def test_what_paths_ask_for(path: str, kind: Kind, audience: Audience) -> None:
    assert (kind_of(path, "GET"), audience_of(path)) == (kind, audience)
    if kind is Kind.STREAM:
        assert kind_of(path, "POST") is Kind.WORK


@pytest.mark.parametrize(
    ("path", "query", "headers", "language"),
    [
        ("/hanke/a", "lang=sv", {"accept-language": "en"}, "sv"),
        ("/hanke/a", "lang=xx", {"accept-language": "de, en;q=0.5, sv-FI;q=0.7"}, "sv"),
        ("/hanke/a", "", {"accept-language": "fi;q=x, *"}, "fi"),
        ("/hanke/a", "", {"accept-language": "de"}, "fi"),
        ("/gradio_api/run/a", "", {"referer": "http://a/?lang=en&q=b", "accept-language": "sv"},
         "en"),
        ("/gradio_api/run/a", "", {"referer": "http://[", "accept-language": "sv"}, "fi"),
    ],
)  # fmt: skip
def test_the_language_of_a_refusal(
    path: str, query: str, headers: dict[str, str], language: str
) -> None:
    told = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope = {"path": path, "query_string": query.encode(), "headers": told}
    assert language_of(scope) == language


@pytest.mark.parametrize("reason", STATUSES)
def test_every_reason_is_said_in_every_language(reason: str) -> None:
    assert type_of(reason).startswith("urn:hankehaku:problem:")
    for language in TEXTS:
        for key in (f"guard_{reason}", f"guard_{reason}_heading"):
            assert text(language, key)
