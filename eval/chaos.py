"""Kills builds at random moments, fills the disk, flips bits, and sees what the index answers.

    python eval/chaos.py --kills 50 --flips 4 --json chaos.json

Two collections differ in some projects. While one serves, the index is updated to the other and the
update is disturbed; after that what serves must answer exactly as one of the two does, the next
update must succeed and answer as the second, and what `verify` finds must be what was disturbed.
The encoder is one by hash (see `synthetic.py`), so that moments of all kinds are met.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import multiprocessing
import os
import random
import resource
import shutil
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import command
import synthetic
from hankehaku.corpus.corpus import Corpus
from hankehaku.corpus.organisations import Organisations
from hankehaku.corpus.validation import typed_all
from hankehaku.errors import HankehakuError, IndexDamagedError, IndexMissingError
from hankehaku.facade import Hankehaku
from hankehaku.index import store as store_module
from hankehaku.index.builder import build
from hankehaku.index.collecting import collect
from hankehaku.index.kit import Kit
from hankehaku.index.store import Store
from hankehaku.index.verifying import verify
from hankehaku.language.lexicon import Lexicon
from hankehaku.language.snowball import SnowballAnalyzer
from hankehaku.sources.base import Document
from hankehaku.sources.collection import CollectionInfo, SourceFile
from hankehaku.sources.jsonl import JsonlReader

LEXICON = synthetic.ROOT / "data" / "lexicon"
QUESTIONS = ("kotoutuminen ja kielen opetus", "hankkeet Tampereella", "stöd för kvinnor", "work")
_CONTEXT = multiprocessing.get_context("forkserver")


@cache
def kit() -> Kit:
    """Return parts that open at once: stemmers, an encoder by hash, the lexicon of the program."""
    analyzers = {language: SnowballAnalyzer(language) for language in ("fi", "sv", "en")}
    return Kit(analyzers, synthetic.HashEncoder(32), "hash", Lexicon(LEXICON), ())


def collection(count: int, version: int) -> Corpus:
    """Return a collection of about `count` projects; version 1 changes, adds and removes some."""
    import json

    made = synthetic.Generator.of_seed()
    numbers = list(range(count)) if version == 0 else [*range(3, count), *range(count, count + 5)]
    changed = dict.fromkeys(range(10, count, 40), version)
    lines = [json.dumps(made.project(each, changed.get(each, 0))) for each in numbers]
    document = Document.from_bytes(Path("p.jsonl"), "\n".join(lines).encode())
    info = CollectionInfo("chaos", {"fi": "Sekaisin"}, "fi", "jsonl", (SourceFile("p.jsonl"),))
    organisations = Organisations.load(LEXICON)
    raws = JsonlReader().read(document).projects
    return Corpus(info, typed_all(raws, collection="chaos", resolve=organisations.resolve))


Answers = tuple[tuple[tuple[str, float], ...], ...]


def answers(folder: Path) -> Answers:
    """Return what an index answers: for each question the ids and scores of its hits."""
    opened = Hankehaku.open(folder, kit=kit())
    results = [opened.search(question, 10) for question in QUESTIONS]
    return tuple(tuple((h.project.id, round(h.score, 5)) for h in r.hits) for r in results)


@dataclass
class Report:
    """What was tried and what came of it; `wrong` must stay empty."""

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def count(self, name: str) -> None:
        """Count one more of something."""
        self.counts[name] += 1

    def expect(self, right: bool, what: str) -> None:
        """Note what went wrong."""
        if not right:
            self.wrong.append(what)


class Chaos:
    """Two collections, the index of each as it should be, and an index to disturb."""

    def __init__(self, folder: Path, count: int = 300, seed: int = 1) -> None:
        self.folder, self.chance, self.report = folder, random.Random(seed), Report()
        self.corpora = [collection(count, version) for version in (0, 1)]
        self.whole = [folder / "whole-0", folder / "whole-1"]
        start = time.perf_counter()
        for corpus, place in zip(self.corpora, self.whole, strict=True):
            build(corpus, kit(), Store(place), force=True)
        self._first = (time.perf_counter() - start) / 2
        start = time.perf_counter()
        shutil.copytree(self.whole[0], folder / "timed")
        build(self.corpora[1], kit(), Store(folder / "timed"))
        self._update = time.perf_counter() - start
        self.answers = [answers(place) for place in self.whole]
        assert self.answers[0] != self.answers[1]
        self.count = count

    def kills(self, times: int, *, first: bool) -> None:
        """Kill updates (or, with `first`, first builds) at random moments."""
        kind = "first builds" if first else "updates"
        for number in range(times):
            place = self.folder / f"killed-{kind}-{number}"
            if not first:
                shutil.copytree(self.whole[0], place)
                if self.chance.random() < 0.5:  # with nothing kept there is more to be killed in
                    shutil.rmtree(place / "embeddings")
                    (place / "analyses.sqlite").unlink()
            ready = _CONTEXT.Event()
            process = _CONTEXT.Process(target=_update, args=(place, self.count, 1, ready))
            process.start()
            ready.wait(120)
            time.sleep(self.chance.uniform(0, self._first if first else self._update))
            process.kill()
            process.join()
            self.report.count(f"{kind}: {'killed' if process.exitcode else 'had ended'}")
            if (place / "generations").is_dir() and Store(place).leftovers():
                self.report.count(f"{kind}: killed in the middle")
            self._after(place, f"{kind} {number}", may_be_missing=first)
            shutil.rmtree(place)

    def _after(self, place: Path, name: str, *, may_be_missing: bool = False) -> None:
        """Compare what serves with both collections, then update and compare with the second."""
        try:
            found = answers(place)
            self.report.count("old answers" if found == self.answers[0] else "new answers")
            self.report.expect(found in self.answers, f"{name}: other answers than either")
        except IndexMissingError as exc:
            self.report.count("nothing served yet")
            self.report.expect(may_be_missing and bool(exc.cure), f"{name}: {exc}")
        except HankehakuError as exc:
            self.report.expect(False, f"{name}: {exc}")
        try:
            build(self.corpora[1], kit(), Store(place))
        except HankehakuError as exc:
            self.report.expect(False, f"{name}: the next update fails: {exc}")
            return
        self.report.expect(answers(place) == self.answers[1], f"{name}: wrong after the update")
        self.report.expect(self._as_whole(place), f"{name}: other vectors after the update")
        faults = list(verify(Store(place)))
        self.report.expect(not faults, f"{name}: {faults[:1]}")

    def _as_whole(self, place: Path) -> bool:
        folders = [Store(each).current()[0] for each in (place, self.whole[1])]
        names = [f"{each}/vectors.faiss" for each in ("raw", "lemma", "sentences")]
        names += ["vocabulary.txt", "background.json", "corpus.json"]
        return all(len({(f / name).read_bytes() for f in folders}) == 1 for name in names)

    def full_disks(self, times: int) -> None:
        """Update where files may not grow beyond a random size, and on a small disk if allowed."""
        for number in range(times):
            place = self.folder / f"full-{number}"
            shutil.copytree(self.whole[0], place)
            largest = max(each.stat().st_size for each in place.rglob("*") if each.is_file())
            limit = int(2 ** self.chance.uniform(6, largest.bit_length()))
            self._full(place, f"limit of {limit} bytes", limit)
            shutil.rmtree(place)
        size = sum(each.stat().st_size for each in self.whole[0].rglob("*") if each.is_file())
        for number in range(times):
            room = int(size * (1.02 + self.chance.random())) // 4096 * 4096
            with _small_disk(self.folder / f"disk-{number}", room) as disk:
                if disk is None:
                    self.report.count("full disk: no disk may be mounted here")
                    return
                shutil.copytree(self.whole[0], disk / "index")
                self._full(disk / "index", f"disk of {room} bytes", None, disk)

    def _full(self, place: Path, name: str, limit: int | None, disk: Path | None = None) -> None:
        results = _CONTEXT.Queue()
        arguments = (place, self.count, 1, None, limit, results)
        process = _CONTEXT.Process(target=_update, args=arguments)
        process.start()
        process.join(300)
        self.report.expect(process.exitcode == 0, f"{name}: ended with {process.exitcode}")
        said = results.get(timeout=10) if process.exitcode == 0 else "ended"
        self.report.count(f"full disk: {said.partition(':')[0]}")
        self.report.expect(said == "done" or "try again" in said or "Check" in said, said)
        if disk:
            subprocess.run(["mount", "-o", "remount,size=1g", str(disk)], check=True)
        self._after(place, name)

    def flips(self, times: int, part: int = 1) -> None:
        """Flip a random bit in each file of an index (or one in `part` of them), `times` over, and
        see whether it is noticed.

        Everything must be noticed by `verify`, unless the file is as good as before to the program.
        When all checksums are compared at opening, no answer may differ.
        """
        place = self.folder / "flipped"
        shutil.copytree(self.whole[0], place)
        files = sorted(each for each in place.rglob("*") if each.is_file() and each.stat().st_size)
        for path in self.chance.sample(files, len(files) // part):
            data = path.read_bytes()
            for _ in range(times):
                at, bit = self.chance.randrange(len(data)), self.chance.randrange(8)
                flipped = bytearray(data)
                flipped[at] ^= 1 << bit
                path.write_bytes(flipped)
                name = f"{path.relative_to(place)}, byte {at}, bit {bit}"
                try:
                    self._flipped(place, path, name)
                finally:
                    path.write_bytes(data)
                    _remove_side_files(place)
        shutil.rmtree(place)

    def _flipped(self, place: Path, path: Path, name: str) -> None:
        serving = place / "generations" in path.parents or path.name == "current"
        try:
            found = answers(place)
            self.report.count("flips: same answers" if found == self.answers[0] else "flips: wrong")
            self.report.expect(found == self.answers[0], f"{name}: a wrong answer")
            noticed = False
        except IndexDamagedError as exc:
            self.report.count("flips: noticed when opened")
            self.report.expect("hankehaku build" in exc.cure, f"{name}: {exc}")
            noticed = True
        except HankehakuError as exc:
            self.report.count("flips: noticed when opened")
            self.report.expect(bool(exc.cure), f"{name}: {exc}")
            noticed = True
        faults = list(verify(Store(place)))
        self.report.count(f"flips: {'found by verify' if faults else 'harmless'}")
        self.report.expect(bool(faults) or not noticed, f"{name}: not found by verify")
        self.report.expect(bool(faults) or not serving or path.name == "current", f"{name}: missed")
        if not serving:
            target = self.folder / "after-flip"
            shutil.copytree(place, target)
            build(self.corpora[1], kit(), Store(target))
            self.report.expect(self._as_whole(target), f"{name}: a damaged vector was taken")
            shutil.rmtree(target)

    def unchecked_flips(self, times: int) -> None:
        """Flip bits in an index that is too large for checksums at opening: `verify` finds all."""
        before, store_module.CHECKED_AT_OPEN = store_module.CHECKED_AT_OPEN, 0
        place = self.folder / "unchecked"
        shutil.copytree(self.whole[0], place)
        files = sorted(each for each in Store(place).current()[0].rglob("*") if each.is_file())
        try:
            for path in (each for each in files if each.stat().st_size):
                data = path.read_bytes()
                for _ in range(times):
                    flipped = bytearray(data)
                    flipped[self.chance.randrange(len(data))] ^= 1 << self.chance.randrange(8)
                    path.write_bytes(flipped)
                    faults = list(verify(Store(place)))
                    self.report.count(f"unchecked flips: {'found' if faults else 'missed'}")
                    self.report.expect(bool(faults), f"{path.name}: missed by verify")
                    path.write_bytes(data)
        finally:
            store_module.CHECKED_AT_OPEN = before
        shutil.rmtree(place)

    def collected(self) -> None:
        """Update, remove what is not needed, and see that all is as it should be."""
        place = self.folder / "collected"
        shutil.copytree(self.whole[0], place)
        build(self.corpora[1], kit(), Store(place))
        freed = collect(Store(place))
        self.report.expect(freed.generations == 1 and freed.vectors > 0, f"collected {freed}")
        self._after(place, "after gc")
        shutil.rmtree(place)


def _update(
    place: Path,
    count: int,
    version: int,
    ready: Any = None,
    limit: int | None = None,
    results: Any = None,
) -> None:
    """Build in a process of its own: say when it begins, and how it ended."""
    corpus, parts = collection(count, version), kit()
    if limit:
        # the soft limit alone, which can be raised again
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    if ready:
        ready.set()
    said = "done"
    try:
        build(corpus, parts, Store(place))
    except HankehakuError as exc:
        said = f"{type(exc).__name__}: {exc}"
    if results:
        if limit:
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
        results.put(said)


@contextlib.contextmanager
def _small_disk(place: Path, size: int) -> Iterator[Path | None]:
    """Mount a disk in memory of `size` bytes; None when that is not allowed here."""
    place.mkdir()
    made = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
    try:
        mounted = os.geteuid() == 0 and not subprocess.run(made, capture_output=True).returncode
    except OSError as exc:
        if exc.errno != errno.ENOENT:
            raise
        mounted = False
    try:
        yield place if mounted else None
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", str(place)], check=True)


def _remove_side_files(place: Path) -> None:
    for path in place.glob("analyses.sqlite-*"):
        path.unlink()


def main() -> None:
    """Run everything and print the figures; exit code 1 when anything was wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--kills", type=int, default=50, help="of updates, and of first builds")
    parser.add_argument("--flips", type=int, default=4, help="in each file")
    parser.add_argument("--full", type=int, default=20, help="full disks of each kind")
    parser.add_argument("--projects", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path, metavar="F", help="write all figures here")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="chaos-") as folder:
        chaos = Chaos(Path(folder), args.projects, args.seed)
        chaos.kills(args.kills, first=False)
        chaos.kills(args.kills, first=True)
        chaos.full_disks(args.full)
        chaos.flips(args.flips)
        chaos.unchecked_flips(args.flips)
        chaos.collected()
    for name, count in sorted(chaos.report.counts.items()):
        print(f"{count:6}  {name}")
    print(f"{len(chaos.report.wrong):6}  wrong")
    for each in chaos.report.wrong:
        print(f"        {each}")
    command.write_json(args.json, {**chaos.report.counts, "wrong": chaos.report.wrong})
    if chaos.report.wrong:
        raise HankehakuError("the index did not stand it")


if __name__ == "__main__":
    command.run(main)
