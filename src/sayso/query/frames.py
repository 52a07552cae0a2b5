"""Flat rows of claims as tables of other libraries, which are optional."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from sayso.errors import OutputError, QueryError
from sayso.query.columns import COLUMNS
from sayso.record import Row

_AT_ONCE = 10_000
_PANDAS = {str: "object", int: "Int64", float: "float64", bool: "bool"}


def to_pandas(rows: Iterable[Row]) -> Any:
    """A pandas DataFrame. Raises QueryError where pandas is not installed."""
    pandas = _library("pandas", "pandas")
    frame = pandas.DataFrame(list(rows), columns=list(COLUMNS))
    return frame.astype({name: _PANDAS[kind] for name, (kind, _) in COLUMNS.items()})


def to_arrow(rows: Iterable[Row]) -> Any:
    """An Arrow table. Raises QueryError where pyarrow is not installed."""
    pyarrow = _library("pyarrow", "parquet")
    schema = _schema(pyarrow)
    return pyarrow.Table.from_batches(list(_batches(pyarrow, schema, rows)), schema)


def write_parquet(rows: Iterable[Row], path: Path) -> int:
    """Writes a Parquet file and gives the number of rows; memory does not grow with it.

    Raises QueryError where pyarrow is not installed, OutputError where the file cannot be written.
    """
    pyarrow = _library("pyarrow", "parquet")
    parquet = importlib.import_module("pyarrow.parquet")
    schema = _schema(pyarrow)
    count = 0
    try:
        with parquet.ParquetWriter(str(path), schema) as writer:
            for batch in _batches(pyarrow, schema, rows):
                writer.write_batch(batch)
                count += batch.num_rows
    except OSError as error:
        reason = error.strerror or error
        raise OutputError(f"{path}: it cannot be written ({reason}); name a file in a folder of yours") from None
    return count


def _batches(pyarrow: Any, schema: Any, rows: Iterable[Row]) -> Iterator[Any]:
    left = iter(rows)
    while batch := list(islice(left, _AT_ONCE)):
        yield pyarrow.RecordBatch.from_pylist(batch, schema)


def _schema(pyarrow: Any) -> Any:
    kinds = {str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64(), bool: pyarrow.bool_()}
    return pyarrow.schema([(name, kinds[kind]) for name, (kind, _) in COLUMNS.items()])


def _library(name: str, extra: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        raise QueryError(f"this needs {name}, which is not installed; run `pip install 'sayso[{extra}]'`") from None
