"""Parquet: one report a row, of the columns that ``rows.NAMES`` names. Needs pyarrow, the extra ``parquet``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sayso.errors import InputError
from sayso.ingest import rows as row
from sayso.ingest.incoming import Item, Refused
from sayso.ingest.streams import Stream

_ROWS_AT_ONCE = 64
_LARGEST_GROUP = 2 * 2**30
"""Bytes of the columns read of one row group, unpacked. Writers of Parquet make groups of at most 1 GiB."""


def rows(file: Stream, source: str, published: date | None) -> Iterator[Item]:
    """The reports of a Parquet file, in order; ``published`` counts for those that give no date of their own.

    ``SOURCE:ROW`` names a row, counted from 1. A row group that cannot be read gives Refused and stops no others.
    Raises InputError where pyarrow is missing, where the file is broken, or where it has no column of texts.
    """
    try:
        from pyarrow import ArrowException, parquet  # noqa: PLC0415 - large, and not everyone's need
    except ImportError:
        raise InputError(f"{source}: Parquet needs pyarrow; pip install 'sayso[parquet]'") from None
    if not file.seekable():
        raise InputError(f"{source}: a Parquet file cannot be read from a pipe or an archive; name the file itself")
    try:
        table = parquet.ParquetFile(file)
    except (ArrowException, OSError, ValueError) as error:
        raise InputError(f"{source}: a broken Parquet file ({_first_line(error)}); fetch it again") from None
    names = row.columns(tuple(table.schema_arrow.names))
    if "text" not in names:
        raise row.no_text(source, table.schema_arrow.names)
    done = 0
    for number in range(table.num_row_groups):
        group = table.metadata.row_group(number)
        try:
            _refuse_large(group, set(names.values()))
            for n, values in enumerate(_values(table, number, list(names.values())), done + 1):
                yield row.incoming(values, f"{source}:{n}", published)
        except (ArrowException, OSError, ValueError) as error:
            place = f"{source}:{done + 1}-{done + group.num_rows}"
            yield Refused(place, f"rows that cannot be read ({_first_line(error)})", "write the file again")
        done += group.num_rows


def _values(table: Any, number: int, names: list[str]) -> Iterator[dict[str, object]]:
    for batch in table.iter_batches(_ROWS_AT_ONCE, row_groups=[number], columns=names):
        columns = [_plain(batch.column(name)) for name in names]
        for n in range(batch.num_rows):
            yield {name: _text(column[n].as_py()) for name, column in zip(names, columns, strict=True)}


def _plain(column: Any) -> Any:
    """Times as days: Python cannot hold the nanoseconds of some, and the day is what counts."""
    from pyarrow import date32, types  # noqa: PLC0415

    return column.cast(date32(), safe=False) if types.is_timestamp(column.type) else column


def _text(value: object) -> object:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def _refuse_large(group: Any, names: set[str]) -> None:
    columns = (group.column(n) for n in range(group.num_columns))
    size = sum(c.total_uncompressed_size for c in columns if c.path_in_schema.split(".")[0] in names)
    if size > _LARGEST_GROUP:
        raise ValueError(f"{size:,} bytes in one row group, more than {_LARGEST_GROUP:,}")


def _first_line(error: Exception) -> str:
    return str(error).strip().split("\n", 1)[0][:200]
