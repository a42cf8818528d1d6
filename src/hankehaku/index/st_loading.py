"""What models run by Sentence Transformers share: how they are found, their limit and digest."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import numpy as np

from hankehaku.errors import ModelError

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder, SentenceTransformer

_FALLBACK_TOKENS = 512
_PATIENCE = 10.0  # seconds for the hub to answer at all
_REPORTERS = ("transformers", "sentence_transformers")

ModelT = TypeVar("ModelT", bound="SentenceTransformer | CrossEncoder")


def load_model(
    kind: type[ModelT], name: str, cure: str, *, quiet: bool = False, **options: Any
) -> ModelT:
    """Return the model of that name or folder, on the CPU, in float32, ready for inference.

    What is on this machine is used; else the model hub is asked. `options` go to Transformers;
    `quiet` is for callers that check themselves what the libraries would report of the weights.
    Raises `ModelError` with `cure` if the model cannot be found or loaded.
    """
    try:
        with _undisturbed(quiet):
            model = _load(kind, name, options)
    except Exception as exc:  # each library below has exceptions of its own for a missing model
        first = (str(exc).strip() or type(exc).__name__).splitlines()[0].rstrip(".")
        raise ModelError(f"cannot load the model: {first}", where=name, cure=cure) from exc
    return cast("ModelT", model.float().eval())


def max_tokens_of(model: SentenceTransformer | CrossEncoder) -> int:
    """Return the longest input the model reads, in tokens; 512 if it states no limit."""
    limit: int | None = model.max_seq_length
    # a tokenizer without a limit says 10**30
    return limit if limit is not None and limit < 10**6 else _FALLBACK_TOKENS


def weights_digest(model: SentenceTransformer | CrossEncoder) -> str:
    """Return the SHA-256 of the weights by name, the same wherever they were loaded from."""
    digest = hashlib.sha256()
    for key, tensor in sorted(model.state_dict().items()):
        digest.update(key.encode())
        digest.update(np.ascontiguousarray(tensor.numpy()).data)
    return digest.hexdigest()


def _load(kind: Callable[..., Any], name: str, options: dict[str, Any]) -> Any:
    """Return the model as it is on this machine, or else as the hub has it."""
    try:
        return kind(name, device="cpu", model_kwargs=options or None, local_files_only=True)
    except (OSError, ValueError):  # what the libraries say when there is no such file
        if Path(name).exists() or not _hub_answers(name):
            raise
    return kind(name, device="cpu", model_kwargs=options or None)


def _hub_answers(name: str) -> bool:
    """Tell whether the hub can be asked: without it the libraries try file by file for a minute."""
    from huggingface_hub import HfApi
    from huggingface_hub.errors import HfHubHTTPError

    try:
        HfApi().model_info(name, timeout=_PATIENCE)
    except HfHubHTTPError:
        return True  # with no: the libraries know other spellings of a name, and say what is wrong
    except Exception:  # no network, a name that cannot be one, or told to stay offline
        return False
    return True


@contextmanager
def _undisturbed(quiet: bool) -> Iterator[None]:
    """Keep what the libraries draw, and with `quiet` what they report, out of our own messages."""
    from transformers.utils import logging as transformers_logging

    bar: Any = transformers_logging
    shown = bar.is_progress_bar_enabled()
    bar.disable_progress_bar()
    loggers = [logging.getLogger(name) for name in _REPORTERS if quiet]
    levels = [each.level for each in loggers]
    for each in loggers:
        each.setLevel(logging.ERROR)
    try:
        yield
    finally:
        for each, level in zip(loggers, levels, strict=True):
            each.setLevel(level)
        if shown:
            bar.enable_progress_bar()
