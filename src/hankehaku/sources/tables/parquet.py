"""Reads Parquet files in batches of rows (needs the extra 'parquet')."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hankehaku.errors import SourceError
from hankehaku.sources.base import Document, Reading, ReadResult
from hankehaku.sources.tables.row import Row
from hankehaku.sources.tables.rows import read_records

_BATCH = 2_000
_ROWS = 20_000_000


class ParquetReader:
    """The layout 'parquet': a column for each field, a row for each project."""

    layout = "parquet"

    def read(self, document: Document) -> ReadResult:
        """Read a file; raises SourceError when it is damaged, or the extra is not installed."""
        try:
            import pyarrow as arrow
            import pyarrow.parquet as parquet
        except ImportError as exc:
            raise SourceError(
                "reading Parquet needs pyarrow, which is not installed",
                where=str(document.path),
                cure="pip install 'hankehaku[parquet]'",
            ) from exc
        try:
            with document.binary() as file, parquet.ParquetFile(file) as table:
                if table.metadata.num_rows > _ROWS:
                    raise SourceError(
                        f"the table has {table.metadata.num_rows:,} rows",
                        where=str(document.path),
                        cure=f"Give at most {_ROWS:,}.",
                    )
                names = list(table.schema_arrow.names)
                reading = Reading(document.name, self.layout)
                return read_records(document, names, _rows(table), reading)
        except (arrow.ArrowException, OSError, ValueError, KeyError, OverflowError) as exc:
            raise SourceError(
                f"the file is no Parquet, or damaged ({exc})",
                where=str(document.path),
                cure="Write it anew.",
            ) from exc


def _rows(table: Any) -> Iterator[Row]:
    number = 0
    for batch in table.iter_batches(batch_size=_BATCH):
        columns = [column.to_pylist() for column in batch.columns]
        for cells in zip(*columns, strict=True):
            number += 1
            yield Row(number, number, cells)
