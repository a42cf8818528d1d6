"""Settings from the environment."""

from __future__ import annotations

from pathlib import Path

import pytest
from platformdirs import user_data_path
from pydantic import SecretStr

from hankehaku.errors import UsageError
from hankehaku.settings import Settings, read_settings

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"HANKEHAKU_{name.upper()}", raising=False)


def test_defaults() -> None:
    assert read_settings().model_dump() == {
        "data": Path("data"),
        "index": Path("index"),
        "lexicon": None,
        "lexicons": None,
        "cache": None,
        "analyzer": "auto",
        "model": None,
        "engine": "onnx",
        "reranker": None,
        "rejected": 0.05,
        "threads": None,
        "llm_url": None,
        "llm_model": None,
        "llm_key": None,
        "llm_timeout": 20.0,
        "host": "127.0.0.1",
        "port": 7860,
        "root_path": "",
        "trusted_proxies": "",
        "allowed_hosts": "",
        "passwords": None,
        "tokens": None,
        "proxy_user_header": None,
        "rate": 50.0,
        "burst": 500,
        "workers": 8,
        "waiting": 96,
        "patience": 15.0,
        "timeout": 60.0,
        "connections": 800,
        "client_connections": 200,
        "delay": 3.0,
        "feedback": None,
        "log_level": "INFO",
        "log_questions": False,
    }
    assert read_settings().lexicon_folder == ROOT / "data" / "lexicon"
    assert read_settings().lexicons_folder == user_data_path("hankehaku") / "lexicons"


@pytest.mark.parametrize(
    ("name", "written", "value"),
    [
        ("data", "/d", Path("/d")),
        ("index", "/i", Path("/i")),
        ("lexicon", "/l", Path("/l")),
        ("lexicons", "/x", Path("/x")),
        ("cache", "/c", Path("/c")),
        ("analyzer", "snowball", "snowball"),
        ("model", "other", "other"),
        ("engine", "sentence-transformers", "sentence-transformers"),
        ("reranker", "judge", "judge"),
        ("threads", "2", 2),
        ("llm_url", "http://localhost:8000/v1", "http://localhost:8000/v1"),
        ("llm_model", "small", "small"),
        ("llm_key", "secret", SecretStr("secret")),
        ("llm_timeout", "7.5", 7.5),
        ("host", "0.0.0.0", "0.0.0.0"),
        ("port", "0", 0),
        ("root_path", "/haku", "/haku"),
        ("trusted_proxies", "10.0.0.1, fd00::/8", "10.0.0.1, fd00::/8"),
        ("allowed_hosts", "haku.kunta.fi", "haku.kunta.fi"),
        ("passwords", "/p", Path("/p")),
        ("tokens", "/t", Path("/t")),
        ("proxy_user_header", "X-Remote-User", "X-Remote-User"),
        ("rate", "0", 0.0),
        ("burst", "9", 9),
        ("workers", "2", 2),
        ("waiting", "0", 0),
        ("patience", "1.5", 1.5),
        ("timeout", "30", 30.0),
        ("connections", "9", 9),
        ("client_connections", "9", 9),
        ("feedback", "/f", Path("/f")),
        ("log_level", "debug", "DEBUG"),
        ("log_questions", "true", True),
    ],
)
def test_each_is_read(
    monkeypatch: pytest.MonkeyPatch, name: str, written: str, value: object
) -> None:
    monkeypatch.setenv(f"HANKEHAKU_{name.upper()}", written)
    folders = {"lexicon": "lexicon_folder", "lexicons": "lexicons_folder"}
    changed = {folders[name]: value} if name in folders else {}
    settings = read_settings()
    assert settings.model_dump() == {**Settings.model_construct().model_dump(), name: value}
    assert all(getattr(settings, each) == wanted for each, wanted in changed.items())


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("ANALYZER", "nonsense"),
        ("ENGINE", "tensorflow"),
        ("THREADS", "0"),
        ("THREADS", "many"),
        ("PORT", "-1"),
        ("PORT", "65536"),
        ("PORT", ""),
    ],
)
def test_a_bad_value_names_its_variable(
    monkeypatch: pytest.MonkeyPatch, name: str, written: str
) -> None:
    monkeypatch.setenv(f"HANKEHAKU_{name}", written)
    with pytest.raises(UsageError) as caught:
        read_settings()
    assert caught.value.where == f"HANKEHAKU_{name}"
    assert str(caught.value).startswith(f"HANKEHAKU_{name}: ")


def test_unknown_variables_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANKEHAKU_NONSENSE", "1")
    assert read_settings().port == 7860
