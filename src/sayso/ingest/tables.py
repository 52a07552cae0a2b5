"""CSV and TSV: one report a record, under a first line that names the columns.

The delimiter is the one among comma, tab, semicolon and ``|`` that occurs most often in the first line. A field may
stand in double quotes, in which it may have delimiters, line ends and doubled quotes; nothing else is guessed.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from datetime import date
from itertools import zip_longest
from typing import NamedTuple

from sayso.ingest import rows as row
from sayso.ingest.bytes import decode
from sayso.ingest.incoming import Incoming, Item, Refused
from sayso.ingest.limits import LARGEST_REPORT, too_large
from sayso.ingest.streams import Line, Stream, lines
from sayso.model.problems import problem

_DELIMITERS = ",\t;|"
_UNCLOSED = "a quoted field that does not end, or ends too late for the columns of the table"
_QUOTE = "quote every field and double the quotes inside, as spreadsheets do"


def is_table(first: str) -> bool:
    """True for a first line that names at least two columns of reports, the text among them.

    >>> is_table("id,date,headline,text"), is_table("Talks go on, the minister said.")
    (True, False)
    """
    names = _parsed([first], _delimiter(first)) or []
    known = row.columns(tuple(names))
    return len(known) > 1 and "text" in known


def rows(file: Stream, source: str, published: date | None) -> Iterator[Item]:
    """The reports of a table, in order; ``published`` counts for those that give no date of their own.

    A record that cannot be read gives Refused and stops no others: after a quote that is never closed, reading goes on
    in the next line. ``SOURCE:LINE`` names a record by its first line, counted from 1.
    Raises InputError for a table without a column of texts.
    """
    # this limit of the module csv is one for the whole process; a field may be as long as a report
    csv.field_size_limit(max(csv.field_size_limit(), LARGEST_REPORT))
    numbered = lines(file)
    first = next((line for line in numbered if line.data is None or line.data.strip()), None)
    if first is None or first.data is None:
        raise row.no_text(source, ())
    head = decode(first.data).text
    delimiter = _delimiter(head)
    names = tuple(name.strip() for name in _parsed([head], delimiter) or ())
    if "text" not in row.columns(names):
        raise row.no_text(source, names)
    for found in _records(numbered, source, delimiter, len(names)):
        yield found if isinstance(found, Refused) else _report(found, names, published)


class _Record(NamedTuple):
    place: str
    fields: list[str]
    trouble: tuple[str, str] | None


def _report(record: _Record, names: tuple[str, ...], published: date | None) -> Item:
    found = row.incoming(dict(zip_longest(names, record.fields)), record.place, published)
    if record.trouble is None or not isinstance(found, Incoming):
        return found
    what, advice = record.trouble
    return found.plus(problem(found.document.id, ("ingest", "encoding"), f"{record.place}: {what}", advice))


def _records(numbered: Iterator[Line], source: str, delimiter: str, width: int) -> Iterator[_Record | Refused]:
    following = _Lines(numbered)
    for line in following:
        place = f"{source}:{line.number}"
        if line.data is None:
            yield Refused(place, *too_large(f"a line of {line.length:,} bytes"))
            continue
        if not line.data.strip():
            continue
        held, closed = _to_the_end(line, following, delimiter)
        decoded = decode(b"".join(part.data or b"" for part in held))
        fields = _parsed(decoded.text.splitlines(keepends=True), delimiter) if closed else None
        if fields is None or (len(held) > 1 and len(fields) != width):
            following.back(held[1:])
            yield Refused(place, _UNCLOSED, _QUOTE)
        elif len(fields) > width:
            yield Refused(place, f"{len(fields)} fields, but {width} columns", _QUOTE)
        else:
            yield _Record(place, fields, decoded.trouble and decoded.trouble[:2])


class _Lines(Iterator[Line]):
    """Lines that can be given back, to be read again before those that follow."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self._again: deque[Line] = deque()
        self._lines = lines

    def __next__(self) -> Line:
        return self._again.popleft() if self._again else next(self._lines)

    def back(self, lines: list[Line]) -> None:
        """Gives back lines, in their order."""
        self._again.extendleft(reversed(lines))


def _to_the_end(line: Line, following: Iterator[Line], delimiter: str) -> tuple[list[Line], bool]:
    """The lines of a record, as far as its last quoted field goes, and whether that field ends."""
    held, size, mark = [line], line.length, delimiter.encode()
    inside = _is_inside(line.data or b"", mark, inside=False)
    while inside and size <= LARGEST_REPORT:
        after = next(following, None)
        if after is None:
            break
        held.append(after)
        if after.data is None:
            break
        size += after.length
        inside = _is_inside(after.data, mark, inside=True)
    return held, not inside


def _is_inside(line: bytes, delimiter: bytes, *, inside: bool) -> bool:
    """Whether a quoted field goes on after this line; ``inside``: whether one went on before it.

    A quote opens a field only at its beginning, and one right after a closing quote stands for itself.
    """
    begins = not inside
    for part in line.split(b'"')[:-1]:
        if inside:
            inside, begins = False, True
        else:
            inside = (begins and not part) or part.endswith(delimiter)
            begins = False
    return inside


def _delimiter(first: str) -> str:
    return max(_DELIMITERS, key=first.count)


def _parsed(lines: list[str], delimiter: str) -> list[str] | None:
    try:
        return next(csv.reader(lines, delimiter=delimiter), None)
    except csv.Error:
        return None
