"""Gold files in, readings out: records as plain dicts in the form of the JSON record."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, Protocol

from sayso.errors import InputError

Record = Mapping[str, Any]
"""One report in the form of the JSON record: ``id``, ``text``, ``published`` and layers of plain dicts."""


class Readable(Protocol):
    """What ``sayso.read`` gives: something that can be written as a plain record."""

    def to_dict(self) -> dict[str, Any]:
        """The record: plain values, as JSON has them."""
        ...


def read_gold(path: str | Path) -> list[Record]:
    """The records of a JSON Lines file (``.gz``: compressed), in its order; empty lines are skipped.

    Raises InputError for a missing or unreadable file, and for a line that is no JSON object with an ``id``;
    the message names the line, counted from 1.
    """
    try:
        with _lines(Path(path)) as lines:
            return [_record(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]
    except FileNotFoundError as error:
        raise InputError(f"{path}: there is no such file; give the path of a JSON Lines file") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 at byte {error.start}; save the file as UTF-8") from error
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"{path}: cannot be read ({error}); give a JSON Lines file, plain or gzip") from error


def read_with(read: Callable[..., Readable], gold: Iterable[Record]) -> Iterator[tuple[str, Record]]:
    """Reads each gold text afresh and gives pairs of its id and the reading's record.

    ``read`` is called as ``sayso.read`` is: ``read(text, published=ISO date or None)``. Only the text and the date
    of a gold record are looked at. A text that is refused (InputError) gives a record with nothing found.
    """
    for record in gold:
        try:
            found: Record = read(record["text"], published=record.get("published")).to_dict()
        except InputError as error:
            found = {"problems": [{"what": str(error)}]}
        yield record["id"], found


def _lines(path: Path) -> IO[str]:
    return gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")


def _record(path: str | Path, number: int, line: str) -> Record:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(f"{path}, line {number}: not JSON ({error}); each line is one report") from error
    if not isinstance(record, dict) or not isinstance(record.get("id"), str):
        raise InputError(f"{path}, line {number}: a report is a JSON object with an id; see the form of the record")
    return record
