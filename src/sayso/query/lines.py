"""Rows as lines of a file: CSV and JSON Lines, in UTF-8."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Iterator, Sequence

from sayso.record import Row, json_line


def csv_lines(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    """A header and a line for each row, as RFC 4180 has them but with LF; a cell that is None is empty."""
    yield _csv(columns)
    for row in rows:
        yield _csv([row[name] for name in columns])


def json_lines(rows: Iterable[Row]) -> Iterator[bytes]:
    """A JSON object a line."""
    return map(json_line, rows)


def print_lines(lines: Iterable[bytes]) -> None:
    """Prints lines as they are: files are UTF-8 whatever the terminal is set to."""
    sys.stdout.flush()
    sys.stdout.buffer.writelines(lines)
    sys.stdout.buffer.flush()


def _csv(cells: Sequence[object]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(cells)
    return buffer.getvalue().encode()
