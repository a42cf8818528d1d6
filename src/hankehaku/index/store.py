"""Generations of an index on disk: written beside the old one, checked, then switched to at once.

index/<collection>/current                      the id of the generation that serves
index/<collection>/generations/<id>/            everything one index needs, manifest.json last
index/<collection>/embeddings/                  vectors by content, shared by generations
index/<collection>/analyses.sqlite              analyses by content, shared by generations
index/<collection>/lock                         held by the one process that builds
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import filelock

from hankehaku.errors import (
    IndexBusyError,
    IndexDamagedError,
    IndexMismatchError,
    IndexMissingError,
)
from hankehaku.files import atomic_write, sync_folder
from hankehaku.index.disk import disk_errors

FORMAT = 7
"""Version of the layout; a reader refuses any other."""

CHECKED_AT_OPEN = 64_000_000
"""Generations up to this many bytes have every checksum verified when opened, larger ones sizes."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation is made of; `files` gives bytes and SHA-256 of each file.

    `terms` is the digest of what its term base was compiled of. In the file the manifest has a
    checksum of itself too.
    """

    collection: dict[str, Any]
    corpus_hash: str
    fingerprint: str
    analyzer: str
    encoder: str
    model: str
    dimensions: int
    counts: dict[str, int]
    lexicon: dict[str, Any]
    built: str
    program: str
    terms: str = ""
    format: int = FORMAT
    files: dict[str, tuple[int, str]] | None = None

    def told(self, key: str, language: str) -> str:
        """Return the `title`, `provenance` or `licence` of the collection in a language (fi, sv or
        en), else in another that has it; empty when it is not told.
        """
        texts = dict(self.collection.get(key) or {})
        return str(texts.get(language) or next(iter(texts.values()), ""))


class Store:
    """The folder of one index."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._generations = folder / "generations"

    @property
    def embeddings(self) -> Path:
        """The folder of vectors by content."""
        return self.folder / "embeddings"

    @property
    def analyses(self) -> Path:
        """The file of analyses by content."""
        return self.folder / "analyses.sqlite"

    def exists(self) -> bool:
        """Tell whether an index has been published here."""
        return (self.folder / "current").is_file()

    def current(self) -> tuple[Path, Manifest]:
        """Return the serving generation's folder and its checked manifest.

        Raises IndexMissingError, IndexMismatchError (format) or IndexDamagedError.
        """
        try:
            name = (self.folder / "current").read_text(encoding="utf-8").strip()
        except FileNotFoundError as exc:
            cure = "Build it: hankehaku build"
            raise IndexMissingError(
                "there is no index here", where=str(self.folder), cure=cure
            ) from exc
        except (OSError, UnicodeDecodeError) as exc:
            where, cure = str(self.folder / "current"), "Build the index again: hankehaku build"
            raise IndexDamagedError(f"cannot be read ({exc})", where=where, cure=cure) from exc
        folder = self._generations / name
        manifest = read_manifest(folder)
        sizes = sum(size for size, _ in (manifest.files or {}).values())
        check(folder, manifest, thorough=sizes <= CHECKED_AT_OPEN)
        return folder, manifest

    @contextmanager
    def building(self, timeout: float = 0.0) -> Iterator[None]:
        """Hold the index for building, waiting at most `timeout` seconds for another process.

        Raises IndexBusyError when it goes on for longer, and IndexDiskError for what goes wrong
        with the disk meanwhile.
        """
        lock = filelock.FileLock(self.folder / "lock")
        try:
            with disk_errors(self.folder):
                self.folder.mkdir(parents=True, exist_ok=True)
                held = lock.acquire(timeout=timeout)
            with held, disk_errors(self.folder):
                yield
        except filelock.Timeout as exc:
            cure = "Wait until it is done, then try again, or wait for it: --wait SECONDS"
            what = "another process is building this index"
            raise IndexBusyError(what, where=str(self.folder), cure=cure) from exc

    def new_generation(self, fingerprint: str) -> Path:
        """Return an empty folder to build in, clear what killed builds left; needs `building`."""
        self._generations.mkdir(parents=True, exist_ok=True)
        for left in self.leftovers():
            shutil.rmtree(left)
        number = 1 + max((int(each.name.split("-")[0]) for each in self.generations()), default=0)
        folder = self._generations / f".building-{number:06d}-{fingerprint[:12]}"
        folder.mkdir()
        return folder

    def publish(self, folder: Path, manifest: Manifest) -> Path:
        """Finish and verify the generation in `folder` and have it serve; needs `building`.

        Until the last rename the old generation serves; after it the new one does.
        """
        files = {
            path.relative_to(folder).as_posix(): (path.stat().st_size, _digest(path))
            for path in sorted(folder.rglob("*"))
            if path.is_file() and path.suffix != ".lock"
        }
        complete = {**asdict(manifest), "files": files}
        complete["checksum"] = _checksum(complete)
        for path in folder.rglob("*"):
            if path.is_file():
                with path.open("rb") as file:
                    os.fsync(file.fileno())
        text = json.dumps(complete, ensure_ascii=False, indent=1, sort_keys=True)
        atomic_write(folder / "manifest.json", text.encode())
        name = folder.name.removeprefix(".building-")
        final = self._generations / name
        folder.rename(final)
        sync_folder(self._generations)
        check(final, read_manifest(final), thorough=True)
        kept = {name, self.serving()}
        atomic_write(self.folder / "current", f"{name}\n".encode())
        for old in self.generations():
            if old.name not in kept:  # the one before may still be read
                shutil.rmtree(old)
        return final

    def serving(self) -> str:
        """Return the id of the generation that serves, empty when it cannot be told."""
        try:
            return (self.folder / "current").read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return ""

    def leftovers(self) -> list[Path]:
        """Return the folders that killed builds left behind."""
        return sorted(self._generations.glob(".building-*"))

    def generations(self) -> list[Path]:
        """Return the folders of all finished generations."""
        return [each for each in self._generations.glob("[0-9]*-*") if each.is_dir()]


def read_manifest(folder: Path) -> Manifest:
    """Read a generation's manifest; raises IndexDamagedError or IndexMismatchError."""
    path = folder / "manifest.json"
    cure = "Build the index again: hankehaku build --force"
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data.get("format") != FORMAT:
            what = f"the index has format {data.get('format')}, this program reads format {FORMAT}"
            raise IndexMismatchError(what, where=str(folder), cure=cure)
        if data.pop("checksum", None) != _checksum(data):
            raise ValueError("its checksum is wrong")
        files = {name: (int(size), str(digest)) for name, (size, digest) in data["files"].items()}
        return Manifest(**{**data, "files": files})
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as exc:
        raise IndexDamagedError(f"unreadable manifest ({exc})", where=str(path), cure=cure) from exc


def check(folder: Path, manifest: Manifest, *, thorough: bool) -> None:
    """Compare the files with the manifest, their checksums too when `thorough`.

    Raises IndexDamagedError naming the first file that differs.
    """
    for path, what in flaws(folder, manifest, thorough=thorough):
        cure = "Build the index again: hankehaku build --force"
        raise IndexDamagedError(what, where=str(path), cure=cure)


def flaws(folder: Path, manifest: Manifest, *, thorough: bool) -> Iterator[tuple[Path, str]]:
    """Yield each file that differs from the manifest, and how; checksums too when `thorough`."""
    for name, (size, digest) in (manifest.files or {}).items():
        path = folder / name
        try:
            if not path.is_file() or path.stat().st_size != size:
                yield path, "missing or of the wrong size"
            elif thorough and _digest(path) != digest:
                yield path, "changed since it was built"
        except OSError as exc:
            yield path, f"cannot be read ({exc.strerror or exc})"


def _checksum(manifest: dict[str, Any]) -> str:
    """Return the SHA-256 of what a manifest says, but for its own checksum."""
    plain = json.dumps(manifest, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(plain.encode()).hexdigest()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
