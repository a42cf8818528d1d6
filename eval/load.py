"""Measures a server under load: 50 people who ask at once, then a flood beside them.

    python eval/load.py
    python eval/load.py --url http://127.0.0.1:7860 --people 50 --seconds 60 --flood-seconds 30

Every answer is compared with the one that the same question got alone before. The people are
clients of their own (from addresses of 127.0.0.0/8). The flood asks without pause, in a process of
its own; what it is refused must say so in a problem+json with Retry-After, and the people must go
on getting right answers. Without --url a server is started as `hankehaku serve --port 0` does.

The exit code is 1 when an answer was wrong or missing, when a refusal was impolite, or when one of
the people was refused while there was no flood.
"""

from __future__ import annotations

import argparse
import asyncio
import ipaddress
import multiprocessing
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import load_crowd
from collection import pooled, topic_sets
from command import run, write_json
from hankehaku.errors import HankehakuError, UsageError
from load_crowd import Server, Wanted
from load_figures import Counts, table
from load_http import BrokenError

_SPAWNED = multiprocessing.get_context("spawn")


def main() -> None:
    """Read the command line, run both phases, print and judge them."""
    asked = _arguments()
    if min(asked.questions, asked.people, asked.addresses) < 1 or asked.flood < 0:
        raise UsageError("there must be people, questions and addresses", cure="Give 1 or more")
    with _server(asked.url, asked.index) as server:
        figures, bad = _measure(server, asked)
    write_json(asked.json, figures)
    for each in bad:
        sys.stdout.write(f"BAD: {each}\n")
    sys.exit(1 if bad else 0)


def _measure(server: Server, asked: argparse.Namespace) -> tuple[dict[str, Any], list[str]]:
    chosen = pooled(asked.topics).topics
    topics = [(each.language, each.text) for each in chosen if each.language]
    wanted = load_crowd.plan(topics, asked.ask_share, asked.seed)[: asked.questions]
    try:
        known = asyncio.run(load_crowd.alone(server, wanted))
    except BrokenError as exc:
        raise HankehakuError(str(exc), cure="Is the server there, and its address right?") from exc
    print(f"{len(known)} questions were answered alone first\n", flush=True)

    calm = asyncio.run(
        load_crowd.people(server, known, asked.people, asked.seconds, asked.pause, asked.seed)
    )
    print(f"{asked.people} people, {asked.seconds:g} s\n\n{table(calm)}\n", flush=True)
    figures: dict[str, Any] = {
        "people": asked.people,
        "seconds": asked.seconds,
        "calm": _plain(calm),
    }
    bad = complaints("the people", calm, may_be_refused=False)
    if not (asked.flood and asked.flood_seconds):
        return figures, bad

    beside, flooding = _flooded(server, known, asked)
    title = f"{asked.flood} connections of {asked.addresses} addresses without pause"
    print(f"the people beside a flood\n\n{table(beside)}\n", flush=True)
    print(f"{title}, {asked.flood_seconds:g} s\n\n{table(flooding)}\n")
    for kind, counts in flooding.items():
        print(f"{kind}: " + ", ".join(f"{n} × {s}" for s, n in sorted(counts.statuses.items())))
    print(f"\np95 of the people: {_beside(calm, beside)}")
    figures |= {"beside": _plain(beside), "flood": _plain(flooding)}
    bad += complaints("the people beside the flood", beside, may_be_refused=True)
    bad += complaints("the flood", flooding, may_be_refused=True)
    return figures, bad


def _flooded(
    server: Server, known: Sequence[Wanted], asked: argparse.Namespace
) -> tuple[dict[str, Counts], dict[str, Counts]]:
    """Return what the people and the flood got at the same time."""
    seconds, seed = asked.flood_seconds, asked.seed
    with _SPAWNED.Pool(1) as pool:
        pool.apply(_ready)
        work = (server, known, asked.flood, asked.addresses, seconds, seed)
        flooding = pool.apply_async(flood, work)
        beside = asyncio.run(
            load_crowd.people(server, known, asked.people, seconds, asked.pause, seed + 1)
        )
        return beside, flooding.get(seconds + 180)


def flood(*work: Any) -> dict[str, Counts]:
    """Run a flood; in a process of its own, so that the people are measured undisturbed."""
    return asyncio.run(load_crowd.flood(*work))


def complaints(who: str, kinds: Mapping[str, Counts], *, may_be_refused: bool) -> list[str]:
    """Return what was wrong with the answers that somebody got, as sentences."""
    found = []
    for kind, counts in kinds.items():
        wrong = {
            "answers were wrong": counts.wrong,
            "requests failed": counts.errors,
            "refusals were impolite": counts.impolite,
            "requests were refused": 0 if may_be_refused else counts.refused,
        }
        told = "; ".join(counts.examples)
        found += [
            f"{who}: {number} {what} ({kind}; {told})" for what, number in wrong.items() if number
        ]
    if not sum(each.right for each in kinds.values()) and who != "the flood":
        found.append(f"{who}: not one right answer")
    return found


@contextmanager
def _server(url: str | None, index: Path | None) -> Iterator[Server]:
    """Give the server at an address, or one that is started and stopped again."""
    if url:
        yield server_at(url)
        return
    program = "from hankehaku.interfaces.cli import main; main()"
    command = [sys.executable, "-c", program, "serve", "--port", "0"]
    command += ["--index", str(index)] if index else []
    with (
        tempfile.TemporaryFile("w+") as said,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said, text=True) as process,
    ):
        try:
            assert process.stdout is not None
            found = re.search(r"http://[^\s/]+", process.stdout.readline())
            if not found:
                said.seek(0)
                raise HankehakuError("the server did not start", cure=said.read()[-500:])
            # what it may still write must not fill the pipe
            threading.Thread(target=process.stdout.read, daemon=True).start()
            yield server_at(found.group())
        finally:
            process.terminate()


def server_at(url: str) -> Server:
    """Return the server at an address such as http://127.0.0.1:7860; raises UsageError."""
    parts = urlsplit(url)
    try:
        port = parts.port or 80
    except ValueError as exc:
        raise UsageError(f"{url!r} has no usable port", where="--url") from exc
    if parts.scheme != "http" or not parts.hostname or parts.path not in ("", "/"):
        raise UsageError(f"{url!r} cannot be used", where="--url", cure="Use http://HOST:PORT")
    host = "127.0.0.1" if parts.hostname == "localhost" else parts.hostname
    try:
        address = ipaddress.ip_address(host)
        own = address.version == 4 and address.is_loopback
    except ValueError:
        own = False
    if not own:
        sys.stderr.write("Warning: all requests come from one address, which has one limit\n")
    return Server(host, port, own)


def _arguments() -> argparse.Namespace:
    made = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    made.add_argument("--url", help="the server to ask; else one is started")
    made.add_argument("--index", type=Path, help="the index that a started server serves")
    made.add_argument("--topics", nargs="+", metavar="NAME", default=topic_sets())
    made.add_argument("--questions", type=int, default=150, help="different ones at most")
    made.add_argument("--ask-share", type=float, default=0.25, help="of questions for the chat")
    made.add_argument("--people", type=int, default=50)
    made.add_argument("--seconds", type=float, default=60.0)
    made.add_argument("--pause", type=float, default=1.0, help="longest pause between requests")
    made.add_argument("--flood", type=int, default=500, help="connections; 0 for none")
    made.add_argument("--flood-seconds", type=float, default=30.0)
    made.add_argument("--addresses", type=int, default=10, help="that the flood comes from")
    made.add_argument("--seed", type=int, default=1)
    made.add_argument("--json", type=Path, metavar="F", help="write all figures here")
    return made.parse_args()


def _plain(kinds: Mapping[str, Counts]) -> dict[str, Any]:
    return {kind: each.to_dict() for kind, each in kinds.items()}


def _beside(calm: Mapping[str, Counts], beside: Mapping[str, Counts]) -> str:
    before, after = _plain(calm), _plain(beside)
    return ", ".join(
        f"{kind} {before[kind]['p95_ms']} → {after[kind]['p95_ms']} ms" for kind in before
    )


def _ready() -> None:
    """Do nothing: that it is done tells that a process has started."""


if __name__ == "__main__":
    run(main)
