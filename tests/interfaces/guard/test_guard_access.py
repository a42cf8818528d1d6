"""Who may ask, from where, by which proxy, and under which name."""

from __future__ import annotations

import base64
import re
from pathlib import Path
from typing import Any

import pytest
from guard_kit import Got, Inner, asked

from hankehaku.errors import UsageError
from hankehaku.interfaces.guard import keys
from hankehaku.interfaces.guard.keys import Passwords, Tokens, password_line, token_line
from hankehaku.interfaces.guard.options import Options, networks
from hankehaku.interfaces.guard.origins import Origins
from hankehaku.interfaces.guard.proxies import Proxies
from hankehaku.interfaces.guard.signin import SignIn

PROXY = "10.0.0.5"
TRUSTED = networks("10.0.0.0/24, ::1")


def basic(user: str, password: str) -> dict[str, str]:
    written = base64.b64encode(f"{user}:{password}".encode()).decode()
    return {"authorization": f"Basic {written}"}


@pytest.fixture(scope="module")
def maija() -> str:
    return password_line("maija", "kahvi ja pulla")


@pytest.fixture
def passwords(tmp_path: Path, maija: str) -> Path:
    path = tmp_path / "passwords"
    path.write_text(f"# käyttäjät\n\n{maija}\n", encoding="utf-8")
    return path


def behind(options: Options, inner: Inner | None = None, **more: Any) -> dict[str, Any]:
    inner = inner or Inner()
    asked(Proxies(inner, options, lambda path: path == "/hanke/a"), **more)
    return inner.scopes[-1]


def test_what_a_stranger_says_of_others_is_dropped() -> None:
    headers = {
        "x-forwarded-for": "203.0.113.9",
        "x-forwarded-proto": "https",
        "x-forwarded-host": "evil.example",
        "forwarded": "for=1.2.3.4",
        "x-user": "mallory",
        "host": "haku.kunta.fi",
    }
    options = Options(trusted=TRUSTED, user_header="x-user")
    scope = behind(options, headers=headers, client="203.0.113.1")
    assert scope["client"][0] == "203.0.113.1"
    assert scope["scheme"] == "http"
    assert scope["headers"] == [(b"host", b"haku.kunta.fi")]


def test_what_a_trusted_proxy_says_is_heeded() -> None:
    headers = {
        "x-forwarded-for": "198.51.100.1, 203.0.113.9, 10.0.0.7",
        "x-forwarded-proto": "https",
        "x-forwarded-host": "haku.kunta.fi",
        "host": "127.0.0.1:7860",
    }
    scope = behind(Options(trusted=TRUSTED), headers=headers, client=PROXY)
    # what stands before the last stranger may be the stranger's own invention
    assert scope["client"][0] == "203.0.113.9"
    assert scope["scheme"] == "https"
    assert scope["headers"] == [(b"host", b"haku.kunta.fi")]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("x-forwarded-host", "evil.example/path"),
        ("x-forwarded-host", "a b"),
        ("x-forwarded-proto", "javascript"),
        ("x-forwarded-for", "unknown"),
    ],
)
def test_nonsense_of_a_trusted_proxy_changes_nothing(name: str, value: str) -> None:
    headers = {name: value, "host": "haku.kunta.fi"}
    scope = behind(Options(trusted=TRUSTED), headers=headers, client=PROXY)
    assert (scope["client"][0], scope["scheme"]) == (PROXY, "http")
    assert scope["headers"] == [(b"host", b"haku.kunta.fi")]


@pytest.mark.parametrize(
    ("root", "path", "below"),
    [
        ("/haku", "/", "/haku/"),
        ("/haku", "/haku/", "/haku/"),
        ("/haku", "/haku", "/haku"),
        ("/haku", "/laatu", "/haku/laatu"),
        ("/haku", "/haku/laatu", "/haku/laatu"),
        ("/haku", "/hakukone", "/haku/hakukone"),
        # a root path that looks like a path of the service
        ("/hanke", "/hanke/a", "/hanke/hanke/a"),
        ("/hanke", "/hanke/hanke/a", "/hanke/hanke/a"),
        ("/hanke", "/hanke/", "/hanke/"),
    ],
)
def test_the_root_path_may_be_taken_away_or_not(root: str, path: str, below: str) -> None:
    scope = behind(Options(root_path=root), path=path)
    assert (scope["root_path"], scope["path"]) == (root, below)
    assert scope["raw_path"] == below.encode()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"sec-fetch-site": "same-origin", "origin": "https://haku.kunta.fi"}, 200),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "http://haku.kunta.fi"}, 200),
        ({"origin": "http://haku.kunta.fi:80"}, 200),
        ({"origin": "https://haku.kunta.fi"}, 403),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://[::1"}, 403),
    ],
)
def test_other_sites_can_do_nothing(headers: dict[str, str], status: int) -> None:
    inner = Inner()
    app = Origins(inner, Options())
    headers = {**headers, "host": "haku.kunta.fi"}
    assert asked(app, "/mcp", method="POST", headers=headers).status == status
    assert asked(app, "/mcp", method="GET", headers=headers).status == 200
    assert all(name != b"origin" for scope in inner.scopes for name, _ in scope["headers"])


def test_the_names_of_the_service_can_be_listed() -> None:
    app = Origins(Inner(), Options(hosts=frozenset(("haku.kunta.fi",))))

    def called(host: str, path: str = "/laatu") -> int:
        return asked(app, path, headers={"host": host}).status

    assert [called(each) for each in ("haku.kunta.fi:443", "localhost:7860", "[::1]:80")] == [
        200
    ] * 3
    assert [called(each) for each in ("evil.example", "", "haku.kunta.fi.evil.example")] == [
        421
    ] * 3
    assert called("10.1.2.3", "/healthz") == 200


def test_without_anything_set_all_may_ask() -> None:
    app = SignIn(Inner(), Options())
    assert [asked(app, each).status for each in ("/", "/api/v1/search", "/mcp")] == [200] * 3


def test_figures_are_for_this_machine_and_for_tokens(tmp_path: Path) -> None:
    token, line = token_line("valvonta")
    (tmp_path / "tokens").write_text(line, encoding="utf-8")
    for options, refused in ((Options(), 404), (Options(tokens=tmp_path / "tokens"), 401)):
        app = Proxies(SignIn(Inner(), options), options, lambda _: False)
        assert asked(app, "/metrics", client="127.0.0.1").status == 200
        assert asked(app, "/metrics", client="::1").status == 200
        assert asked(app, "/metrics").status == refused
        # a proxy on this machine that is not known speaks for anybody
        told = {"x-forwarded-for": "127.0.0.1"}
        assert asked(app, "/metrics", client="127.0.0.1", headers=told).status == refused
    bearer = {"authorization": f"Bearer {token}"}
    assert asked(app, "/metrics", headers=bearer).status == 200


def test_users_sign_in_with_their_passwords(passwords: Path) -> None:
    inner = Inner()
    app = SignIn(inner, Options(passwords=passwords))
    for path in ("/", "/hanke/a", "/gradio_api/run/predict", "/api/v1/search", "/mcp", "/config"):
        got = asked(app, path)
        assert got.status == 401
        assert got.headers["www-authenticate"] == 'Basic realm="Hankehaku", charset="UTF-8"'
    assert not inner.scopes
    for path in ("/healthz", "/readyz", "/assets/a.js", "/hankehaku/page.css"):
        assert asked(app, path).status == 200
    right = basic("maija", "kahvi ja pulla")
    assert asked(app, "/", headers=right).status == 200
    assert asked(app, "/api/v1/search", headers=right).status == 200
    assert all(name != b"authorization" for name, _ in inner.scopes[-1]["headers"])
    for wrong in (
        basic("maija", "kahvi"), basic("matti", "kahvi ja pulla"), basic("", ""),
        {"authorization": "Basic !"}, {"authorization": "Bearer maija"}, {"authorization": "x"},
    ):  # fmt: skip
        assert asked(app, "/", headers=wrong).status == 401


def test_tries_are_counted_and_those_inside_are_not_harmed(passwords: Path) -> None:
    app = SignIn(Inner(), Options(passwords=passwords))
    right = basic("maija", "kahvi ja pulla")
    assert asked(app, "/", headers=right).status == 200
    app._tries = keys_are_out()
    got = asked(app, "/", headers=basic("maija", "arvaus"))
    assert (got.status, got.headers["retry-after"]) == (429, "30")
    assert asked(app, "/", headers=right).status == 200


def keys_are_out() -> Any:
    from hankehaku.interfaces.guard.rates import Buckets

    buckets = Buckets(1 / 30, 1)
    buckets.take("192.0.2.1")
    return buckets


def test_a_wrong_try_costs_and_a_right_one_does_not(passwords: Path) -> None:
    app = SignIn(Inner(), Options(passwords=passwords))
    app._passwords._hasher = Hasher()  # type: ignore[union-attr, assignment]
    statuses = [asked(app, "/", headers=basic("maija", "arvaus")).status for _ in range(22)]
    assert statuses == [401] * 20 + [429] * 2
    other = {"client": "192.0.2.2"}
    right = basic("maija", "oikea")
    assert [asked(app, "/", headers=right, **other).status for _ in range(30)] == [200] * 30


class Hasher:
    """Takes one password, and no time."""

    def __init__(self) -> None:
        self.checked: list[str] = []

    def verify(self, stored: str, password: str) -> bool:
        import argon2

        self.checked.append(stored)
        if password != "oikea":
            raise argon2.exceptions.VerifyMismatchError
        return True


def test_a_user_who_is_not_there_is_checked_as_long(passwords: Path) -> None:
    found = Passwords(passwords)
    found._hasher = hasher = Hasher()  # type: ignore[assignment]
    assert not found.right("ei kukaan", "oikea")
    assert [each[:9] for each in hasher.checked] == ["$argon2id"]


def test_programs_come_with_tokens(tmp_path: Path) -> None:
    token, line = token_line("raportti")
    path = tmp_path / "tokens"
    path.write_text(f"{line}\n", encoding="utf-8")
    assert token not in line
    app = SignIn(inner := Inner(), Options(tokens=path))
    assert asked(app, "/").status == 200
    assert asked(app, "/api/v1/suggest").status == 200  # the page itself asks it
    for each in ("/api/v1/search", "/mcp", "/api"):
        got = asked(app, each)
        assert (got.status, got.headers["www-authenticate"]) == (401, "Bearer")
        assert asked(app, each, headers={"authorization": "Bearer x"}).status == 401
        assert asked(app, each, headers={"authorization": f"bearer {token}"}).status == 200
    assert inner.scopes[-1]["hankehaku.user"] == "token raportti"


def test_the_user_that_a_trusted_proxy_names_is_in() -> None:
    options = Options(trusted=TRUSTED, user_header="x-user")
    inner = Inner()
    app = Proxies(SignIn(inner, options), options, lambda _: False)

    def named(client: str, *users: str) -> Got:
        return asked(app, "/", client=client, headers=[("x-user", each) for each in users])

    assert named(PROXY, "maija").status == 200
    assert inner.scopes[-1]["hankehaku.user"] == "proxy maija"
    assert named("203.0.113.1", "maija").status == 401
    assert named(PROXY).status == named(PROXY, " ").status == named(PROXY, "a", "b").status == 401


def test_a_file_that_changes_is_read_again(
    passwords: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "_LOOK", 0.0)
    found = Passwords(passwords)
    assert found.right("maija", "kahvi ja pulla")
    assert found.remembered("maija", "kahvi ja pulla")
    passwords.write_text("rikki\n", encoding="utf-8")
    assert found.remembered("maija", "kahvi ja pulla")
    passwords.write_text("# ei ketään\n", encoding="utf-8")
    assert not found.remembered("maija", "kahvi ja pulla")
    assert not found.right("maija", "kahvi ja pulla")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("maija", "line 1 is not"),
        ("# a\nmaija:salasana", "line 2 is not"),
        ("maija:$2b$12$abc", "line 1 is not"),
        (":$argon2id$v=19$m=8,t=1,p=1$YWFhYWFhYWE$YWFhYQ", "line 1 is not"),
    ],
)
def test_a_file_that_cannot_be_used_is_said(tmp_path: Path, content: str, what: str) -> None:
    path = tmp_path / "file"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=what) as caught:
        Passwords(path)
    assert caught.value.where == str(path)
    with pytest.raises(UsageError, match="cannot be read"):
        Tokens(tmp_path / "missing")


def test_lines_of_the_files() -> None:
    assert re.fullmatch(r"hh_[\w-]{43}", token_line("a")[0])
    for name in ("", "a:b", "#a", " a", "a\n", "a" * 101):
        with pytest.raises(UsageError, match="no name"):
            token_line(name)
    with pytest.raises(UsageError, match="too short"):
        password_line("maija", "lyhyt")
