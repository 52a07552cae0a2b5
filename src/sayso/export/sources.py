"""Records to export: out of a store, or out of JSON Lines that ``sayso read --json`` or ``sayso code`` wrote."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from sayso.errors import InputError
from sayso.query import Filter, wanted_records
from sayso.record import Row
from sayso.store import open_store

_SQLITE = b"SQLite format 3\x00"
_LONGEST = 1 << 26
"""Bytes of a line beyond which it is no record of a report."""


def records(path: str | Path, refused: Callable[[str], None], asked: Filter | None = None) -> Iterator[Row]:
    """The records of a store or a JSON Lines file, in order, one at a time.

    ``refused`` is told of each line that is no record; the rest is read. With a filter, which wants a store, come only
    reports with claims that it asks for, and of these only such claims, and ties and figures in their sentences.
    Raises InputError where the file cannot be read or asked, StoreError for a store that is broken, QueryError for a
    question that cannot be understood.
    """
    source = Path(path)
    try:
        with source.open("rb") as file:
            is_store = file.read(len(_SQLITE)) == _SQLITE
    except (OSError, ValueError) as error:
        raise _unreadable(source, error) from None
    if is_store:
        with open_store(source) as store:
            yield from store.records() if asked is None else wanted_records(store, asked)
    elif asked is None:
        yield from _lines(source, refused)
    else:
        raise InputError(
            f"{source}: claims can be chosen in a store only, and this is none; `sayso code` the reports into a store, "
            f"or leave out {asked.options()}"
        )


def _lines(source: Path, refused: Callable[[str], None]) -> Iterator[Row]:
    try:
        with source.open("rb") as file:
            number = 0
            while line := file.readline(_LONGEST):
                number += 1
                if not line.endswith(b"\n") and len(line) == _LONGEST:
                    refused(f"{source}, line {number}: longer than any record; left out")
                    while (rest := file.readline(_LONGEST)) and not rest.endswith(b"\n"):
                        pass
                    continue
                if line.strip():
                    row = _record(line)
                    if row is None:
                        refused(f"{source}, line {number}: no record of a report; left out")
                    else:
                        yield row
    except OSError as error:
        raise _unreadable(source, error) from None


def _record(line: bytes) -> Row | None:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return row if isinstance(row, dict) and {"id", "text", "claims"} <= row.keys() else None


def _unreadable(source: Path, error: Exception) -> InputError:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return InputError(
        f"{source}: it cannot be read ({reason}); name a store or a JSON Lines file that `sayso code` has written"
    )
