"""Records as Parquet: one row a report, nested columns as the record has them.

The columns follow from ``data/record.schema.json``, so that the two cannot part ways; ``copy_of`` is one more.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from importlib import resources
from typing import Any, BinaryIO

from sayso.errors import OutputError
from sayso.record import Row

try:
    import pyarrow as pa
    from pyarrow import parquet
except ImportError:
    raise OutputError("Parquet needs pyarrow, which is not installed; pip install 'sayso[parquet]'") from None

ROWS_A_GROUP = 1_000
"""Enough for columns to compress well, few enough to be held in memory."""


_SURROGATE = re.compile("[\ud800-\udfff]")


class Columns:
    """Writes records to a Parquet file, some rows at a time."""

    def __init__(self, file: BinaryIO) -> None:
        self._schema = schema()
        self._writer = parquet.ParquetWriter(file, self._schema, compression="zstd")
        self._waiting: list[Row] = []

    def write(self, lines: list[bytes]) -> None:
        """Adds records, given as lines of JSON."""
        self._waiting += [json.loads(line) for line in lines]
        while len(self._waiting) >= ROWS_A_GROUP:
            self._flush(ROWS_A_GROUP)

    def close(self) -> None:
        """Writes what waits and the file's end."""
        if self._waiting:
            self._flush(len(self._waiting))
        self._writer.close()

    def _flush(self, number: int) -> None:
        rows, self._waiting = self._waiting[:number], self._waiting[number:]
        cells = {field.name: [_cell(row.get(field.name), field.type) for row in rows] for field in self._schema}
        self._writer.write_table(pa.table(cells, schema=self._schema))


def schema() -> Any:
    """The columns of a record, as Arrow has them: published a date, everything else as in the record."""
    described = json.loads((resources.files("sayso") / "data" / "record.schema.json").read_text(encoding="utf-8"))
    types = {key: _type(value, described["$defs"]) for key, value in described["properties"].items()}
    types["published"] = pa.date32()
    types["copy_of"] = pa.string()
    return pa.schema(types.items())


def _type(described: Mapping[str, Any], named: Mapping[str, Any]) -> Any:
    """The Arrow type of what a JSON schema describes; whatever may be null may be null in every column."""
    if "$ref" in described:
        return _type(named[described["$ref"].rpartition("/")[2]], named)
    if "anyOf" in described:
        return _type(next(one for one in described["anyOf"] if one.get("type") != "null"), named)
    if "enum" in described:
        return pa.string()
    kinds = described["type"]
    kind = kinds if isinstance(kinds, str) else next(one for one in kinds if one != "null")
    if kind == "array":
        return pa.list_(_type(described["items"], named))
    if kind == "object" and "properties" in described:
        return pa.struct([(key, _type(value, named)) for key, value in described["properties"].items()])
    if kind == "object":
        return pa.map_(pa.string(), _type(described["additionalProperties"], named))
    return {"string": pa.string(), "integer": pa.int32(), "number": pa.float64(), "boolean": pa.bool_()}[kind]


def _cell(value: Any, type: Any) -> Any:
    """A value as Arrow takes it. Half a character, which Parquet cannot hold, becomes one that stands for unknown."""
    if value is None:
        return None
    if pa.types.is_date(type):
        return date.fromisoformat(value)
    if pa.types.is_string(type):
        return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", value)
    if pa.types.is_list(type):
        return [_cell(one, type.value_type) for one in value]
    if pa.types.is_map(type):
        return [(_cell(key, type.key_type), _cell(one, type.item_type)) for key, one in value.items()]
    if pa.types.is_struct(type):
        return {field.name: _cell(value.get(field.name), field.type) for field in type}
    return value
