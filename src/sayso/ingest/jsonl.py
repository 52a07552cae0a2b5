"""JSON Lines: one report a line, with ``text`` and, where known, ``id``, ``published``, ``title``, ``source``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from sayso.ingest import rows as row
from sayso.ingest.bytes import decode
from sayso.ingest.incoming import Incoming, Item, Refused
from sayso.ingest.limits import too_large
from sayso.ingest.streams import Stream, lines
from sayso.model.problems import problem

_ADVICE = 'write one JSON object a line, as in {"id": "r1", "published": "2023-04-06", "text": "..."}'


def rows(file: Stream, source: str, published: date | None) -> Iterator[Item]:
    """The reports of a JSON Lines file, in order; ``published`` counts for those that give no date of their own.

    A line that cannot be read gives Refused and stops no others. ``SOURCE:LINE`` names it, lines counted from 1.
    """
    for number, line, length in lines(file):
        place = f"{source}:{number}"
        if line is None:
            yield Refused(place, *too_large(f"a line of {length:,} bytes"))
        elif line.strip():
            yield _row(line, place, published)


def whole(text: str, source: str, published: date | None) -> list[Item] | None:
    """The reports of one JSON text over several lines, an object or a list of them; None for anything else."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    values = value if isinstance(value, list) else [value]
    if not all(isinstance(v, dict) and "text" in row.columns(tuple(v)) for v in values):
        return None
    return [row.incoming(v, f"{source}:{n}", published) for n, v in enumerate(values, 1)]


def is_row(line: str) -> bool:
    """True for a JSON object with a text.

    >>> is_row('{"text": "Hello."}'), is_row("{curly}")
    (True, False)
    """
    if not line.lstrip().startswith("{"):
        return False
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and "text" in row.columns(tuple(value))


def _row(line: bytes, place: str, published: date | None) -> Item:
    decoded = decode(line)
    try:
        value = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        return Refused(place, f"no JSON ({str(error)[:100]})", _ADVICE)
    if not isinstance(value, dict):
        return Refused(place, f"a {type(value).__name__}, not an object", _ADVICE)
    found = row.incoming(value, place, published)
    if decoded.trouble is None or not isinstance(found, Incoming):
        return found
    # the place in the line says nothing about the place in the text
    what, advice, _ = decoded.trouble
    return found.plus(problem(found.document.id, ("ingest", "encoding"), f"{place}: {what}", advice))
