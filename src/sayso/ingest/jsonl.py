"""JSON Lines: one report a line, with ``text`` and, where known, ``id``, ``published``, ``title``, ``source``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from sayso.errors import BadDate, InputError
from sayso.ingest.bytes import Decoded, decode
from sayso.ingest.dates import day
from sayso.ingest.incoming import Incoming, report
from sayso.model.problems import problem
from sayso.model.text import Document

_ADVICE = 'write one JSON object a line, as in {"id": "r1", "published": "2023-04-06", "text": "..."}'


def rows(lines: Iterable[bytes], source: str, published: date | None) -> Iterator[Incoming]:
    """The reports of a JSON Lines file, in order; ``published`` counts for those that give no date of their own.

    A line that cannot be read gives a document without text whose problem says why, so that one bad line stops no
    others. Its id is ``SOURCE:LINE``, lines counted from 1.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _row(line, f"{source}:{number}", published)


def whole(text: str, source: str, published: date | None) -> list[Incoming] | None:
    """The reports of one JSON text over several lines, an object or a list of them; None for anything else."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    values = value if isinstance(value, list) else [value]
    if not all(isinstance(v, dict) and "text" in v for v in values):
        return None
    return [_incoming(v, f"{source}:{n}", published) for n, v in enumerate(values, 1)]


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
    return isinstance(value, dict) and "text" in value


def _row(line: bytes, place: str, published: date | None) -> Incoming:
    decoded: Decoded = decode(line)
    try:
        value = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        return _refused(place, f"{place}: no JSON ({error})", _ADVICE)
    if not isinstance(value, dict):
        return _refused(place, f"{place}: a {type(value).__name__}, not an object", _ADVICE)
    incoming = _incoming(value, place, published)
    if decoded.trouble is None:
        return incoming
    # the place in the line says nothing about the place in the text
    what, advice, _ = decoded.trouble
    told = problem(incoming.document.id, ("ingest", "encoding"), f"{place}: {what}", advice)
    return Incoming(incoming.document, (told, *incoming.problems))


def _incoming(value: Mapping[str, Any], place: str, published: date | None) -> Incoming:
    id = _word(value.get("id"))
    name = id or place
    text = value.get("text")
    if not isinstance(text, str):
        return _refused(name, f"{place}: no text", 'put the report under "text"')
    title, source = _word(value.get("title")), _word(value.get("source")) or place
    when, problems = published, []
    given = value.get("published")
    if given not in (None, ""):
        try:
            when = day(str(given))
        except BadDate as error:
            problems.append(problem(name, ("ingest", "date"), f"{place}: {error}", "read as a report without a date"))
    try:
        incoming = report(text, when, title=title, source=source, id=id)
    except InputError as error:
        return _refused(name, str(error), "leave the line out or fill in its text")
    return Incoming(incoming.document, (*problems, *incoming.problems))


def _refused(id: str, what: str, advice: str) -> Incoming:
    return Incoming(Document(id, "", source=id), (problem(id, ("ingest", "row"), what, advice),))


def _word(value: object) -> str | None:
    return None if value is None or value == "" else str(value)
