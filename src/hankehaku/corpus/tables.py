"""Reads the tab-separated files of the lexicon."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from hankehaku.errors import LexiconError

_DROPPED = re.compile(r"[\s.\u00ad\u200b-\u200d\u2060\ufeff\u2010-\u2015\u2212-]+")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a lexicon file: its place for messages, and its cells by column."""

    where: str
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        """Return the cell of a column."""
        return self.cells[column]

    def listed(self, column: str) -> tuple[str, ...]:
        """Return the parts of a cell that are set apart by '|'."""
        return tuple(part.strip() for part in self.cells[column].split("|") if part.strip())


def read_rows(path: Path, columns: tuple[str, ...]) -> Iterator[Row]:
    """Yield the rows of a file whose header is `columns`.

    Blank lines and lines that begin with '#' are passed over. Raises LexiconError, with the file
    and line, when the file cannot be read, is not UTF-8, or has another header or number of cells.
    """
    try:
        text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8-sig"))
    except OSError as exc:
        raise LexiconError(
            f"the file cannot be read ({exc.strerror or exc})",
            where=str(path),
            cure="Put the lexicon files into that folder.",
        ) from exc
    except UnicodeDecodeError as exc:
        raise LexiconError(
            f"byte {exc.start} is not UTF-8", where=str(path), cure="Save the file as UTF-8."
        ) from exc
    header = False
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        where = f"{path}, line {number}"
        cells = tuple(cell.strip() for cell in line.split("\t"))
        if not header:
            if cells != columns:
                raise LexiconError(
                    f"the header is {cells}",
                    where=where,
                    cure=f"It should be, with tabs between: {' '.join(columns)}.",
                )
            header = True
            continue
        if len(cells) != len(columns):
            raise LexiconError(
                f"{len(cells)} cells where {len(columns)} belong",
                where=where,
                cure="Keep a tab between each, also round empty ones.",
            )
        yield Row(where, dict(zip(columns, cells, strict=True)))
    if not header:
        raise LexiconError("the file is empty", where=str(path), cure="Restore it.")


@lru_cache(maxsize=2**16)
def name_key(name: str) -> str:
    """Return what two spellings of one name share: no case, blanks, hyphens or full stops."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", name).casefold())
