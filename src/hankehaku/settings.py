"""Settings from the environment (HANKEHAKU_…), read by the entry points only."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from hankehaku.errors import UsageError

_ROOT = Path(__file__).resolve().parents[2]


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


def read_settings() -> Settings:
    """Read the environment; raises UsageError naming the variable that cannot be used."""
    try:
        return Settings()
    except ValidationError as exc:
        first = exc.errors()[0]
        name = f"HANKEHAKU_{'_'.join(str(each) for each in first['loc']).upper()}"
        raise UsageError(first["msg"], where=name, cure="Correct or unset the variable") from exc
