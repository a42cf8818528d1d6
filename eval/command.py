"""What the command lines of the evaluation share: their options, and errors in one line.

Used by the scripts beside it; it does nothing when run.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from collection import topic_sets
from hankehaku.errors import HankehakuError, UsageError
from hankehaku.files import atomic_write


def parser(doc: str | None) -> argparse.ArgumentParser:
    """Return a parser with --index, --topics, --split and --json, described by a docstring."""
    made = argparse.ArgumentParser(description=(doc or "").split("\n", 1)[0])
    made.add_argument("--index", type=Path, help="the index to measure; built when missing")
    made.add_argument("--topics", nargs="+", metavar="NAME", default=topic_sets())
    made.add_argument("--json", type=Path, metavar="F", help="write all figures here")
    made.add_argument("--split", choices=("tune", "report", "all"), default="report")
    return made


def write_json(path: Path | None, figures: Any) -> None:
    """Write figures as JSON, the same for the same figures; nothing when `path` is None."""
    if path is not None:
        text = json.dumps(figures, ensure_ascii=False, indent=1, sort_keys=True)
        atomic_write(path, f"{text}\n".encode())


def run(main: Callable[[], None]) -> None:
    """Run a script: errors are one line, exit code 2 for wrong use and 1 for other failures."""
    try:
        main()
    except HankehakuError as exc:
        sys.stderr.write(f"{Path(sys.argv[0]).name}: {' '.join(str(exc).split())}\n")
        sys.exit(2 if isinstance(exc, UsageError) else 1)
    except OSError as exc:
        sys.stderr.write(f"{Path(sys.argv[0]).name}: {exc.filename}: {exc.strerror}\n")
        sys.exit(1)
