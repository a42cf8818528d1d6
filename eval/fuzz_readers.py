"""Feeds spoilt documents to every reader: none may crash, hang or lose a project in silence.

    .venv/bin/python eval/fuzz_readers.py --minutes 10

Documents are the examples of the tests, with bytes, lines and cells spoilt. A reader may refuse a
document with a SourceError; whatever it reads has to be told of: each project whose words still
stand in the document must be among the projects, the rejected records or the issues.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import random
import re
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from hankehaku.corpus.validation import typed_all
from hankehaku.errors import SourceError
from hankehaku.records import Organisation
from hankehaku.sources.base import ReadResult
from hankehaku.sources.collection import read_collection

EXAMPLES = Path(__file__).parents[1] / "tests" / "sources" / "examples"
SECONDS = 10
"""How long reading one document may take."""

MOST = 40
"""How many failures are kept."""

Table = list[list[object]]

_WORD = re.compile(r"[A-Za-z]{6,}")
_PIECES = (
    *(b'"', b"'", b";", b",", b"\t", b"|", b"\n", b"\r", b"\r\n", b"\0", b"<", b">", b"&nbsp;"),
    *(b"{", b"}", b"[", b"]", b":", b"\\", b"\\ud83d", b"\xef\xbb\xbf", b"\xff\xfe", b"\xe4"),
    *(b"\xc2\xa0", b"\xc2\xad", b"\xe2\x80\xa8", b"</p>", b"<li>", b"<!--", b"]]>", b"1.2.2017 - "),
    *(b"Hankkeen kuvaus:", b"Toteuttaja: ", b"EU-tuki 5 euroa", b"9" * 400, b"[" * 3000),
)
_CELLS: tuple[object, ...] = (
    *(None, "", " ", "\u00a0", 0, -1, 44075, 1e308, float("nan"), True, "=1+1", "#N/A", "N.a."),
    *("1.0.2018", "31.2.2020", "13/25/2020", "03/04/2020", "9/2020", "1 225 306,00 €", "1,234"),
    *("<b>x</b>", "TyÃ¶", "a;b,c|d\te", 'x"y', "x\ny", "Yhteensä", "x" * 40_000, "\ud7ff", "\x0b"),
)


class Hang(Exception):  # noqa: N818
    """Reading takes too long."""


@dataclass(slots=True)
class Found:
    """What a run has found: how often what came of a document, and each failure once."""

    counts: Counter[str] = field(default_factory=Counter)
    failures: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    """An example: the end of its name, its content, the words of each project, its columns."""

    suffix: str
    data: bytes
    words: list[list[str]] = field(default_factory=list)
    columns: list[tuple[tuple[str, str], ...]] = field(default_factory=list)


def run(seconds: float, seed: int, keep: Path | None = None, examples: Path = EXAMPLES) -> Found:
    """Spoil and read documents for so many seconds; `keep` is where documents that fail are put."""
    found, chance = Found(), random.Random(seed)
    until = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sources = list(_sources(examples, folder))
        while time.monotonic() < until:
            source = chance.choice(sources)
            path = folder / f"spoilt{source.suffix}"
            path.write_bytes(_spoilt(source.suffix, source.data, chance))
            _try(path, source, found, keep)
    return found


def _sources(examples: Path, folder: Path) -> Iterator[Source]:
    """Yield every example, and those that are CSV as workbooks and Parquet too."""
    for path in sorted(examples.iterdir()):
        result, data = read_collection(path)[1], path.read_bytes()
        columns = [each.columns for each in result.readings]
        yield Source(path.suffix, data, _words(result, data), columns)
        if path.suffix != ".csv":
            continue
        table = _table(path)
        for suffix, write in ((".xlsx", write_workbook), (".parquet", write_parquet)):
            made = folder / f"made{suffix}"
            try:
                write(made, table)
            except ImportError:
                continue  # the extra is not installed
            yield Source(suffix, made.read_bytes())


def _table(path: Path) -> Table:
    """Return the table of a CSV example from its header on."""
    [reading] = read_collection(path)[1].readings
    text = path.read_bytes().decode("cp1252" if "Windows" in reading.encoding else "utf-8-sig")
    rows: Table = [list(row) for row in csv.reader(io.StringIO(text), delimiter=reading.separator)]
    start = next(at for at, row in enumerate(rows) if [c for c, _ in reading.columns] == row)
    return rows[start:]


def write_workbook(path: Path, table: Sequence[Sequence[object]]) -> None:
    """Write a table as an Excel workbook."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    illegal = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
    for row in table:
        sheet.append([illegal.sub("", c)[:32_000] if isinstance(c, str) else c for c in row])
    if len(table) > 4:
        sheet.merge_cells("C2:C3")
    book.save(path)


def write_parquet(path: Path, table: Sequence[Sequence[object]]) -> None:
    """Write a table, all of it text, as Parquet."""
    import pyarrow as arrow
    import pyarrow.parquet as parquet

    header, *rows = table
    full = [[*row, *("" for _ in header[len(row) :])] for row in rows]
    columns = [[None if r[at] is None else str(r[at]) for r in full] for at in range(len(header))]
    parquet.write_table(arrow.table(columns, names=[str(name) for name in header]), path)


def _words(result: ReadResult, data: bytes) -> list[list[str]]:
    """Return for each project some words that stand once in the document, and in that project."""
    text = data.decode("latin-1")
    once = {word for word, count in Counter(_WORD.findall(text)).items() if count == 1}
    return [
        [word for word in _WORD.findall(f"{each.title} {each.description}") if word in once][:8]
        for each in result.projects
    ]


def _spoilt(suffix: str, data: bytes, chance: random.Random) -> bytes:
    if suffix == ".xlsx" and chance.random() < 0.6:
        return _spoilt_archive(data, chance)
    way = chance.choice((_bytes, _bytes, _lines, _lines, _encoding, lambda d, _: d))
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        data = way(data, chance)
    return data


def _bytes(data: bytes, chance: random.Random) -> bytes:
    """Put in, take out, double or change a few bytes."""
    at = chance.randrange(len(data) + 1)
    length = chance.choice((1, 1, 2, 5, 30, 300))
    change: Sequence[Callable[[], bytes]] = (
        lambda: data[:at] + chance.choice(_PIECES) + data[at:],
        lambda: data[:at] + data[at + length :],
        lambda: data[:at] + data[at : at + length] * 2 + data[at + length :],
        lambda: data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :],
        lambda: data[:at],
    )
    return chance.choice(change)()


def _lines(data: bytes, chance: random.Random) -> bytes:
    """Take out, double, swap, join or split lines, or spoil a cell."""
    lines = data.split(b"\n")
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    kind = chance.randrange(6)
    if kind == 0:
        del lines[at]
    elif kind == 1:
        lines.insert(other, lines[at])
    elif kind == 2:
        lines[at], lines[other] = lines[other], lines[at]
    elif kind == 3:
        lines[at] = lines[at].replace(b" ", b"\n", 1)
    elif kind == 4:
        lines.insert(
            at, chance.choice((b"", b"Yhteens\xc3\xa4;;;1 000", b"L\xc3\xa4hde: X", b";;;"))
        )
    else:
        separator = chance.choice((b";", b",", b"\t", b'":'))
        cells = lines[at].split(separator)
        cell = chance.choice(_CELLS)
        cells[chance.randrange(len(cells))] = str(cell).encode("utf-8", "replace")
        lines[at] = separator.join(cells)
    return b"\n".join(lines)


def _encoding(data: bytes, chance: random.Random) -> bytes:
    """Write the document in another encoding, or cut the one it has."""
    text = data.decode("utf-8", "replace")
    return text.encode(
        chance.choice(("utf-16", "utf-16-le", "cp1252", "cp850", "utf-8-sig")), "replace"
    )


def _spoilt_archive(data: bytes, chance: random.Random) -> bytes:
    """Spoil the parts of a workbook before they are packed, so that they can be unpacked."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(made, "w") as packed:
        names = archive.namelist()
        chosen = chance.choice([each for each in names if "sheet" in each or "String" in each])
        for each in names:
            part = archive.read(each)
            packed.writestr(each, _bytes(part, chance) if each == chosen else part)
    return made.getvalue()


def _try(path: Path, source: Source, found: Found, keep: Path | None) -> None:
    data, words, known = path.read_bytes(), source.words, source.columns
    signal.signal(signal.SIGALRM, _ring)
    signal.alarm(SECONDS)
    try:
        _, result = read_collection(path)
        projects = typed_all(result.projects, collection="x", resolve=_organisation)
        # Of columns that nothing is taken from any more, `inspect` tells, not the result.
        same = [each.columns for each in result.readings] == known
        lost = _lost(result, words, data) if same else []
        records = sum(each.records for each in result.readings)
        if len(projects) + len(result.rejected) != records:
            raise AssertionError(f"{records} records, {len(projects)} projects, {result.rejected}")
        if len({each.id for each in projects}) != len(projects):
            raise AssertionError("two projects share an id")
        for each in result.rejected:
            json.loads(each.to_json().encode("utf-8"))
        json.dumps([each.to_dict() for each in projects], ensure_ascii=False).encode("utf-8")
        if lost:
            raise AssertionError(f"lost: {lost}")
        found.counts["read"] += 1
    except SourceError:
        found.counts["refused"] += 1
    except Exception as exc:  # whatever else is raised is what is looked for
        signal.alarm(0)
        found.counts["failed"] += 1
        frame = traceback.extract_tb(exc.__traceback__)[-1]
        place = f"{Path(frame.filename).name}:{frame.lineno}"
        name = f"{type(exc).__name__} at {place}, {path.suffix}: {exc}"[:300]
        if name not in found.failures and len(found.failures) < MOST:
            found.failures[name] = "".join(traceback.format_tb(exc.__traceback__)[-2:])
            if keep:
                keep.mkdir(parents=True, exist_ok=True)
                (keep / f"{len(found.failures):02}{path.suffix}").write_bytes(data)
    finally:
        signal.alarm(0)


def _ring(*_: object) -> None:
    raise Hang(f"reading took more than {SECONDS} s")


def _organisation(name: str) -> Organisation:
    return Organisation(name)


def _lost(result: ReadResult, words: list[list[str]], data: bytes) -> list[list[str]]:
    """Return the words of each project that stands in the document and is told of nowhere."""
    text = data.decode("latin-1")
    told = json.dumps([asdict(each) for each in result.projects], default=str)
    told += json.dumps([asdict(each) for each in result.rejected], default=str)
    told += json.dumps([asdict(each) for each in result.issues])
    told += json.dumps([asdict(each) for each in result.objectives])
    told += result.programme + repr(result.readings)
    there = ([word for word in each if word in text] for each in words)
    return [each for each in there if len(each) > 1 and not any(word in told for word in each)]


def main() -> None:
    """Run for some minutes and write what was found; exit code 1 when anything failed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path, help="a folder for the documents that fail")
    options = parser.parse_args()
    found = run(options.minutes * 60, options.seed, options.keep)
    print(
        json.dumps(
            {"counts": found.counts, "failures": found.failures}, ensure_ascii=False, indent=2
        )
    )
    sys.exit(1 if found.failures else 0)


if __name__ == "__main__":
    main()
