"""Settings from the environment (HANKEHAKU_…), read by the entry points only."""

from __future__ import annotations

import ipaddress
import re
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from hankehaku.errors import UsageError

_ROOT = Path(__file__).resolve().parents[2]
_PATH = re.compile(r"(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+")
_HEADER = re.compile(r"[A-Za-z0-9-]{1,64}")


class Settings(BaseSettings):
    """Every setting has a default that serves this checkout; the README lists them all."""

    model_config = SettingsConfigDict(env_prefix="HANKEHAKU_", extra="ignore", frozen=True)

    data: Path = Field(default=Path("data"), description="the folder of collections")
    index: Path = Field(default=Path("index"), description="the folder of indexes, or one index")
    lexicon: Path | None = Field(default=None, description="the folder of word lists")
    lexicons: Path | None = Field(
        default=None, description="the folder of lexicons that were added"
    )
    cache: Path | None = Field(default=None, description="where prepared models are kept")
    analyzer: Literal["auto", "voikko", "pyvoikko", "snowball"] = Field(
        default="auto", description="the analyzer of Finnish: auto, voikko, pyvoikko or snowball"
    )
    model: str | None = Field(default=None, description="the embedding model, by name or path")
    engine: Literal["onnx", "sentence-transformers"] = Field(
        default="onnx", description="what runs the model: onnx or sentence-transformers"
    )
    reranker: str | None = Field(
        default=None, description="a cross-encoder that judges the best again, by name or path"
    )
    rejected: float = Field(
        default=0.05, ge=0, le=1, description="the share of unreadable records that a build bears"
    )
    threads: int | None = Field(default=None, ge=1, description="threads of the encoder")
    llm_url: str | None = Field(
        default=None, description="an OpenAI-compatible server whose language model words answers"
    )
    llm_model: str | None = Field(default=None, description="the language model, by name")
    llm_key: SecretStr | None = Field(default=None, description="the key of that server")
    llm_timeout: float = Field(
        default=20.0, gt=0, le=600, description="seconds the language model has for an answer"
    )
    host: str = Field(default="127.0.0.1", description="the address the page is served at")
    port: int = Field(default=7860, ge=0, le=65535, description="the port the page is served at")
    root_path: str = Field(
        default="", description="the path below which a proxy offers the service, such as /haku"
    )
    trusted_proxies: str = Field(
        default="", description="addresses and networks of proxies, apart by commas"
    )
    allowed_hosts: str = Field(
        default="", description="names by which the service is called, apart by commas; else any"
    )
    passwords: Path | None = Field(
        default=None, description="the file of who may sign in, by hankehaku password"
    )
    tokens: Path | None = Field(
        default=None, description="the file of tokens of programs, by hankehaku token"
    )
    proxy_user_header: str | None = Field(
        default=None, description="the header by which a trusted proxy names who signed in"
    )
    rate: float = Field(
        default=50.0, ge=0, description="requests a second of one client in the long run, 0 for all"
    )
    burst: int = Field(default=500, ge=1, description="requests of one client at once")
    workers: int = Field(
        default=8, ge=1, le=32, description="requests that are worked on at the same time"
    )
    waiting: int = Field(default=96, ge=0, description="requests that may wait for their turn")
    patience: float = Field(
        default=15.0, gt=0, le=600, description="seconds that a request waits for its turn"
    )
    timeout: float = Field(
        default=60.0, gt=0, le=3600, description="seconds that a request has for its answer"
    )
    connections: int = Field(default=800, ge=1, description="connections that may be open")
    client_connections: int = Field(
        default=200, ge=1, description="connections that one client may have open"
    )
    delay: float = Field(
        default=3.0, ge=0, le=30, description="seconds that a client waits for its refusal"
    )
    feedback: Path | None = Field(
        default=None, description="the file of judgements; without it none are taken"
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="what is logged: DEBUG, INFO, WARNING or ERROR"
    )
    log_questions: bool = Field(default=False, description="whether questions are logged")

    @field_validator("root_path")
    @classmethod
    def _path(cls, written: str) -> str:
        path = written.rstrip("/")
        if path and not _PATH.fullmatch(path):
            raise ValueError("is not a path such as /haku")
        return path

    @field_validator("trusted_proxies")
    @classmethod
    def _networks(cls, written: str) -> str:
        for each in written.split(","):
            if each.strip():
                ipaddress.ip_network(each.strip())
        return written

    @field_validator("proxy_user_header")
    @classmethod
    def _header(cls, written: str | None) -> str | None:
        if written and not _HEADER.fullmatch(written):
            raise ValueError("is not the name of a header")
        return written or None

    @field_validator("log_level", mode="before")
    @classmethod
    def _level(cls, written: object) -> object:
        return written.upper() if isinstance(written, str) else written

    @property
    def lexicon_folder(self) -> Path:
        """The word lists: as set, else of the checkout, else of the installed package."""
        packaged = Path(__file__).with_name("_data") / "lexicon"
        checkout = _ROOT / "data" / "lexicon"
        return self.lexicon or (checkout if checkout.is_dir() else packaged)

    @property
    def lexicons_folder(self) -> Path:
        """The lexicons that were added: as set, else in the user's data folder."""
        import platformdirs

        return self.lexicons or platformdirs.user_data_path("hankehaku") / "lexicons"


def read_settings(*, root_path: str | None = None) -> Settings:
    """Read the environment; raises UsageError naming the variable that cannot be used.

    What is given here wins over the environment.
    """
    given = {} if root_path is None else {"root_path": root_path}
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as exc:
        first = exc.errors()[0]
        name = f"HANKEHAKU_{'_'.join(str(each) for each in first['loc']).upper()}"
        raise UsageError(first["msg"], where=name, cure="Correct or unset the variable") from exc
