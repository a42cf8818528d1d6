"""The commands that write lines of the files of users and of tokens."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from hankehaku.errors import UsageError
from hankehaku.interfaces.cli import app
from hankehaku.interfaces.guard.keys import Passwords, Tokens
from hankehaku.interfaces.guard.options import Options
from hankehaku.settings import Settings, read_settings


def test_a_password_is_read_and_its_line_written(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["password", "maija"], input="kahvi ja pulla\n")
    assert done.exit_code == 0
    assert "kahvi" not in done.stdout
    path = tmp_path / "users"
    path.write_text(done.stdout, encoding="utf-8")
    assert Passwords(path).right("maija", "kahvi ja pulla")
    assert not Passwords(path).right("maija", "kahvi ja  pulla")


def test_without_a_password_there_is_no_line() -> None:
    done = CliRunner().invoke(app, ["password", "maija"], input="\n")
    assert isinstance(done.exception, UsageError)
    assert done.stdout == ""


def test_a_token_is_told_once(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["token", "raportti"])
    path = tmp_path / "tokens"
    path.write_text(done.stdout, encoding="utf-8")
    token = done.stderr.split()[-1]
    assert token not in done.stdout
    assert Tokens(path).name(token) == "raportti"


def test_options_are_what_the_settings_say() -> None:
    assert Options.of(Settings.model_construct()) == Options(delay=3.0)
    settings = Settings(
        root_path="/haku/",
        trusted_proxies="10.0.0.1, 192.168.0.0/16,",
        allowed_hosts="Haku.Kunta.fi, www.kunta.fi",
        proxy_user_header="X-Remote-User",
        llm_url="http://localhost/v1",
        llm_model="malli",
    )
    options = Options.of(settings)
    assert options.root_path == "/haku"
    assert [str(each) for each in options.trusted] == ["10.0.0.1/32", "192.168.0.0/16"]
    assert options.hosts == {"haku.kunta.fi", "www.kunta.fi"}
    assert (options.user_header, options.model) == ("x-remote-user", "malli")
    assert options.signs_in


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("ROOT_PATH", "haku"),
        ("ROOT_PATH", "/a b"),
        ("ROOT_PATH", "/../a"),
        ("TRUSTED_PROXIES", "proxy.kunta.fi"),
        ("TRUSTED_PROXIES", "10.0.0.1/8"),
        ("PROXY_USER_HEADER", "a: b"),
        ("RATE", "-1"),
        ("BURST", "0"),
        ("WORKERS", "0"),
        ("TIMEOUT", "0"),
        ("LOG_LEVEL", "loud"),
    ],
)
def test_a_setting_that_cannot_be_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, written: str
) -> None:
    monkeypatch.setenv(f"HANKEHAKU_{name}", written)
    with pytest.raises(UsageError) as caught:
        read_settings()
    assert caught.value.where == f"HANKEHAKU_{name}"


def test_an_option_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANKEHAKU_ROOT_PATH", "/muu")
    assert read_settings().root_path == "/muu"
    assert read_settings(root_path="/haku").root_path == "/haku"
    monkeypatch.setenv("HANKEHAKU_LOG_LEVEL", "warning")
    assert read_settings().log_level == "WARNING"
