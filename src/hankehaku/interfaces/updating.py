"""The commands `hankehaku update, verify, gc`."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hankehaku.errors import UsageError
from hankehaku.interfaces.lexicons import Json

if TYPE_CHECKING:
    from hankehaku.index.changes import Changes
    from hankehaku.settings import Settings

LISTED = 20
"""Ids of each kind of change that are listed for a person; programs get all."""

Wait = Annotated[
    float, typer.Option("--wait", min=0, help="Seconds to wait for another build to end.")
]
Language = Annotated[str | None, typer.Option("--language", help="fi, sv or en.")]


def update(
    collections: Annotated[
        list[Path] | None,
        typer.Argument(help="Folders with collection.toml, or .jsonl files; by default all."),
    ] = None,
    index: Annotated[Path | None, typer.Option("--index", help="The folder of the index.")] = None,
    wait: Wait = 0,
    watch: Annotated[
        bool, typer.Option("--watch", help="Go on, and update whenever a source changes.")
    ] = False,
    language: Language = None,
    as_json: Json = False,
) -> None:
    """Take what changed in the sources into the index, and say which projects."""
    from hankehaku.interfaces.progress import Reporter
    from hankehaku.interfaces.setup import default_source
    from hankehaku.interfaces.stopping import stoppable
    from hankehaku.interfaces.texts import known_language
    from hankehaku.settings import read_settings

    settings, reporter = read_settings(), Reporter()
    sources = collections or default_source(settings.data)
    if index and len(sources) > 1:
        raise UsageError("there are several collections for one index", cure="Name one of them")

    def run(changed: Sequence[Path]) -> None:
        found = [_updated(each, settings, reporter, index, wait) for each in changed]
        _tell(found, known_language(language), as_json=as_json)

    with stoppable(reporter):
        if not watch:
            run(sources)
            return
        from hankehaku.interfaces.watching import Watcher

        Watcher(sources, lambda source: run([source]), reporter.say).run()


def verify(
    index: Annotated[Path | None, typer.Argument(help="The folder of the index.")] = None,
    language: Language = None,
    as_json: Json = False,
) -> None:
    """Check every file of an index and what they have in common; exit code 1 for any fault."""
    from hankehaku.facade import find_index
    from hankehaku.index.store import Store
    from hankehaku.index.verifying import verify as faults_of
    from hankehaku.interfaces.render import write_json
    from hankehaku.interfaces.texts import count_text, known_language, text
    from hankehaku.settings import read_settings

    place = find_index(index or read_settings().index)
    faults, spoken = list(faults_of(Store(place))), known_language(language)
    if as_json:
        write_json({"index": str(place), "faults": [asdict(each) for each in faults]})
    elif faults:
        lines = [text(spoken, "verify_cure", **asdict(each)) for each in faults]
        _say(count_text(spoken, "verify_faults", len(faults)), *lines)
    else:
        _say(text(spoken, "verify_sound", index=place))
    if faults:
        raise typer.Exit(1)


def gc(
    index: Annotated[Path | None, typer.Option("--index", help="The folder of the index.")] = None,
    wait: Wait = 0,
    language: Language = None,
    as_json: Json = False,
) -> None:
    """Remove old generations, leftovers of killed builds, and content that no project has."""
    from hankehaku.facade import find_index
    from hankehaku.index.collecting import collect
    from hankehaku.index.store import Store
    from hankehaku.interfaces.render import write_json
    from hankehaku.interfaces.texts import known_language, number, text
    from hankehaku.settings import read_settings

    place = find_index(index or read_settings().index)
    collected = asdict(collect(Store(place), wait=wait))
    if as_json:
        write_json({"index": str(place), **collected})
    else:
        spoken = known_language(language)
        counts = {name: number(count, spoken) for name, count in collected.items()}
        _say(text(spoken, "gc_done", **counts))


def _updated(
    source: Path, settings: Settings, reporter: Any, index: Path | None, wait: float
) -> dict[str, Any]:
    from hankehaku.interfaces.setup import build_collection

    start = time.perf_counter()
    built = build_collection(source, settings, reporter, index=index, wait=wait)
    return {
        "collection": built.manifest.collection["id"],
        "generation": str(built.folder),
        "fresh": built.fresh,
        "seconds": round(time.perf_counter() - start, 1),
        "changes": built.changes,
    }


def _tell(found: Sequence[dict[str, Any]], language: str, *, as_json: bool) -> None:
    from hankehaku.interfaces.render import write_json
    from hankehaku.interfaces.texts import text

    if as_json:
        write_json([{**each, "changes": asdict(each["changes"])} for each in found])
        return
    for each in found:
        key = "update_done" if each["fresh"] else "update_nothing"
        _say(text(language, key, collection=each["collection"], seconds=each["seconds"]))
        if each["fresh"]:
            _say(*_lines(each["changes"], language))
    sys.stdout.flush()


def _lines(changes: Changes, language: str) -> list[str]:
    from hankehaku.interfaces.texts import count_text, number, text

    lines = []
    kinds = (
        ("+", "update_added", changes.added),
        ("~", "update_changed", changes.changed),
        ("-", "update_removed", changes.removed),
    )
    for sign, key, names in kinds:
        lines.append(count_text(language, key, len(names)))
        lines += [f"  {sign} {name}" for name in names[:LISTED]]
        if len(names) > LISTED:
            left = number(len(names) - LISTED, language)
            lines.append(f"  {text(language, 'update_more', count=left)}")
    return [*lines, count_text(language, "update_unchanged", changes.unchanged)]


def _say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
