"""Parquet: the wide table of ``wide.py`` in a folder, partitioned by year and month; needs pyarrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from sayso.errors import OutputError
from sayso.export import wide
from sayso.export.cells import line
from sayso.export.format import Format
from sayso.export.report import Report
from sayso.export.tally import Tally
from sayso.export.wide import Row

_ROWS_A_BATCH = 2_000
"""Enough for columns to compress well, few enough to be held in memory."""
_OPEN_FILES = 200


def write(reports: Iterable[Report], path: Path, tally: Tally) -> None:
    """Writes a folder ``year=2023/month=4/part-0.parquet``.

    Year and month are those of the day the event began, else of the report. Raises OutputError where pyarrow is
    missing.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415
        from pyarrow import dataset  # noqa: PLC0415
    except ImportError:
        raise OutputError("Parquet needs pyarrow, which is not installed; pip install 'sayso[parquet]'") from None

    schema = _schema(pa)
    path.mkdir()
    dataset.write_dataset(
        _batches(wide.rows(reports, tally), schema, pa),
        path,
        schema=schema,
        format="parquet",
        partitioning=dataset.partitioning(pa.schema([schema.field("year"), schema.field("month")]), flavor="hive"),
        basename_template="part-{i}.parquet",
        use_threads=False,
        max_open_files=_OPEN_FILES,
        existing_data_behavior="overwrite_or_ignore",
    )


def _schema(pa: Any) -> Any:
    types = {"text": pa.string(), "whole": pa.int64(), "number": pa.float64(), "day": pa.date32()}
    parts = [("year", pa.int32()), ("month", pa.int32())]
    return pa.schema([*((column.name, types[column.kind]) for column in wide.COLUMNS), *parts])


def _batches(rows: Iterator[Row], schema: Any, pa: Any) -> Iterator[Any]:
    # cells at once: a row holds its whole report
    cells = map(_cells, rows)
    while some := list(islice(cells, _ROWS_A_BATCH)):
        columns = zip(*some, strict=True)
        arrays = [pa.array(column, type=field.type) for column, field in zip(columns, schema, strict=True)]
        yield pa.record_batch(arrays, schema=schema)


def _cells(row: Row) -> list[wide.Cell]:
    day = row.claim.begin or row.report.published
    parts = [None, None] if day is None else [day.year, day.month]
    return [*(_cell(column.cell(row)) for column in wide.COLUMNS), *parts]


def _cell(value: wide.Cell) -> wide.Cell:
    return line(value) if isinstance(value, str) else value


FORMAT = Format(
    "parquet",
    "Parquet, a folder partitioned by year and month, columns as in csv",
    write,
    holds_voices=True,
    folder=True,
    notes=(
        *wide.NOTES,
        "year and month are those of the day the event began, else of the report; __HIVE_DEFAULT_PARTITION__: not "
        "known.",
    ),
)
